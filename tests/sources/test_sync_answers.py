"""Whatever a server answers, a service says it in one line or goes on without what is odd."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.sync import AccountKind
from reader.sources.sync import open_service
from reader.sources.sync.service import SyncError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.sources.http import Web

NAMES = (
    *(
        "id",
        "title",
        "url",
        "feed_url",
        "categories",
        "category",
        "label",
        "subscriptions",
        "itemRefs",
        "items",
    ),
    *(
        "entries",
        "content",
        "summary",
        "author",
        "published",
        "canonical",
        "href",
        "origin",
        "tags",
        "status",
    ),
    *("Auth", "continuation", "starred", "feed_id"),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=20,
)


class _Answers:
    """A web that answers everything with the same thing."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def call(self, method: str, address: str, **_: Any) -> tuple[int, bytes]:
        return 200, b"Auth=abc\n" if address.endswith("ClientLogin") else self.body


@pytest.mark.parametrize("kind", list(AccountKind))
@given(answer=VALUES)
def test_no_answer_is_more_than_one_line_of_trouble(kind: AccountKind, answer: object) -> None:
    web: Web = _Answers(json.dumps(answer).encode())  # type: ignore[assignment]
    service = open_service(kind, "https://contoh.example", "wulan", "rahasia", web)
    for ask in (
        service.feeds,
        lambda: [page for page, _ in zip(service.entries("", lambda ids: ids), range(5), strict=False)],
        service.states,
        lambda: service.mark_starred(["1"], starred=True),
        lambda: service.follow("https://lain.example/", "Daerah"),
        lambda: service.move("1", "Daerah"),
    ):
        trouble = _trouble(ask)
        assert "\n" not in trouble
        assert "rahasia" not in trouble


def _trouble(ask: Callable[[], object]) -> str:
    """Return what a service says is wrong, nothing when it is content."""
    try:
        ask()
    except SyncError as error:
        return str(error)
    return ""
