"""Questions that may take a while, asked off the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

THREADS = 8
"""A search, an article, counts, and at a time one indexing run, one refresh, one round with the accounts, one
analysis and one look for a feed."""


class Background:
    """A few threads for the library, so that a key never waits for the disk."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")

    async def ask(
        self, question: Callable[Given, Answer], *args: Given.args, **kwargs: Given.kwargs
    ) -> Answer:
        """Return the answer of ``question``, computed on another thread; raise what it raises.

        Cancelling the wait does not stop the thread: pass a Cancellation where that matters.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(question, *args, **kwargs))

    def close(self, *, wait: bool = False) -> None:
        """Take no more questions and drop those that wait; ``wait`` for those that run to end."""
        self._pool.shutdown(wait=wait, cancel_futures=True)
