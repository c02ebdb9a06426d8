"""Write a library of the current layout as ``layout-N.db.gz``, for when N is no longer current."""

from __future__ import annotations

import gzip
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from reader.library import opening
from reader.library.library import Library
from reader.library.schema import LAYOUT
from reader.model.source import SourceKind
from tests.library.making import FLOOD, NOW, an_article


def write(path: Path) -> None:
    """Fill a new library at ``path``."""
    with Library.open(path, clock=lambda: NOW) as library:
        earlier = an_article("Teks lama.", title="Banjir", at=FLOOD.raw.locator, source="Harian Contoh")
        (stored,) = library.store([earlier], kind=SourceKind.FOLDER)
        library.marks.set_read([stored.article_id], read=True)
        library.marks.set_starred([stored.article_id], starred=True)
        library.store([FLOOD], kind=SourceKind.FOLDER)
        library.searches.save("Banjir", "said:banjir")


def main(layout: int = LAYOUT) -> None:
    """Write the file beside this module; for an older layout only while the code can still fill it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        opening.LAYOUT = layout
        write(path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("VACUUM")
            connection.execute("PRAGMA journal_mode = WAL")
        packed = gzip.compress(path.read_bytes(), mtime=0)
    (Path(__file__).parent / f"layout-{layout}.db.gz").write_bytes(packed)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
