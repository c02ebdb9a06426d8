"""The time, so that tests can hold it still."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the reader takes the time from."""

    now: Callable[[], float] = time.time
    """UTC seconds."""
    elapsed: Callable[[], float] = time.perf_counter
    """Seconds that only ever grow, for measuring."""
