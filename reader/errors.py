"""The errors that people see: what happened, to which thing, what to do."""


class NewsreaderError(Exception):
    """An error whose message is one line for a person; the program prints it and exits with 1."""


class SourceError(NewsreaderError):
    """A document, folder or archive could not be read."""


class LibraryError(NewsreaderError):
    """The library could not be opened, read or written."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of the program."""


class ConfigError(NewsreaderError):
    """A settings, theme or keymap file has an error; names the file, the key and what is allowed."""


class ModelError(NewsreaderError):
    """A packaged model or lexicon is missing or damaged."""
