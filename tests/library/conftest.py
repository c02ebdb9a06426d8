"""A library of its own for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from reader.model.source import SourceKind
from tests.library.making import FLOOD, NOW, PRICES, TRIAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Open an empty library whose clock stands still."""
    with Library.open(tmp_path / "library.db", clock=lambda: NOW) as library:
        yield library


@pytest.fixture
def stocked(library: Library) -> Library:
    """Add three articles of two sources."""
    library.store([FLOOD, TRIAL, PRICES], kind=SourceKind.FOLDER)
    return library
