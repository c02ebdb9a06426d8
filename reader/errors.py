"""The errors that people see: what happened, to which thing, what to do."""


class NewsreaderError(Exception):
    """An error whose message is one line for a person; the program prints it and exits with 1."""


class SourceError(NewsreaderError):
    """A document, folder or archive could not be read."""


class NotTextError(SourceError):
    """A document is no text: a picture, a program, an archive."""


class LibraryError(NewsreaderError):
    """The library could not be opened, read or written."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of the program."""


class LibraryMissingError(LibraryError):
    """There is no library at the path, and it may not be created."""


class NotALibraryError(LibraryError):
    """The file is something else: not SQLite, or another program's database."""


class LibraryCorruptError(LibraryError):
    """The file is damaged."""


class LibraryLockedError(LibraryError):
    """Another program kept the library busy for longer than we wait."""


class LibraryReadOnlyError(LibraryError):
    """A change was asked for, but the file may not be written."""


class LibraryFullError(LibraryError):
    """The disk has no room left; what was stored before is safe."""


class SearchError(LibraryError):
    """The library cannot ask what the query says."""


class ConfigError(NewsreaderError):
    """A settings, theme or keymap file has an error; names the file, the key and what is allowed."""


class ModelError(NewsreaderError):
    """A packaged model or lexicon is missing or damaged."""
