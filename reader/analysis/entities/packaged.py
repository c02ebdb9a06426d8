"""Read and record the packaged model files; a damaged one is refused before it can do harm.

The CRF library ends the process on a file that was cut short, so every file is compared with the
digest that training wrote down.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from reader.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "reader.analysis.models"
DIGESTS = "digests.tsv"
RECORDED = ("*.crf", "*.net", "*.pos", "words.*.tsv")


def read_model(name: str) -> bytes:
    """Return a packaged model file; raise ModelError when it is missing or not as it was trained."""
    try:
        digests = dict(
            line.split("\t") for line in (files(FOLDER) / DIGESTS).read_text(encoding="utf-8").splitlines()
        )
        content = (files(FOLDER) / name).read_bytes()
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The model file {name} cannot be read ({error}); install the program again."
        ) from error
    if hashlib.sha256(content).hexdigest() != digests.get(name):
        raise ModelError(f"The model file {name} is damaged; install the program again.")
    return content


def record_digests(folder: Path) -> None:
    """Write down the digests of all model files in ``folder``."""
    names = sorted(path for pattern in RECORDED for path in folder.glob(pattern))
    lines = [f"{path.name}\t{hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in names]
    (folder / DIGESTS).write_text("".join(lines), encoding="utf-8")
