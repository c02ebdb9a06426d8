"""Pictures of stories: folded in the list, and named in the article and beside its quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library.library import Library
from reader.model.source import SourceKind
from tests.library.test_stories import ALL
from tests.snapshots.test_main_screen import SIZES, after
from tests.tui.conftest import _no_pauses, reader_on  # noqa: F401 - fixtures are found by their names


@pytest.fixture
def stories(tmp_path: Path) -> Iterator[Library]:
    """Four articles of one story, and one that stands alone."""
    with Library.open(tmp_path / "library.db") as library:
        library.store(ALL, kind=SourceKind.FEED)
        library.stories.group()
        yield library


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [["S"], ["S", "enter"]], ids=["folded", "article"])
def test_stories_at_three_sizes(
    stories: Library, snap_compare: Callable[..., bool], keys: list[str], size: tuple[int, int]
) -> None:
    assert snap_compare(reader_on(stories), terminal_size=size, run_before=after(*keys))
