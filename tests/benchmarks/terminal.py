"""Programs in a pseudo-terminal, timed by what they paint."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pexpect

if TYPE_CHECKING:
    from collections.abc import Sequence

ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[()][0-9A-B]|\x1b[=>]")
SETTLED_AFTER = 0.05
"""Seconds without output after which a screen counts as painted."""


@dataclass(slots=True)
class Terminal:
    """A running program; ``painted`` is all that it has written, escapes removed."""

    child: pexpect.spawn
    started: float
    painted: bytes = b""

    def wait_for(self, text: str, timeout: float = 120.0) -> float:
        """Return the seconds from the start until ``text`` was painted; raise TimeoutError without it."""
        wanted = text.encode()
        deadline = time.perf_counter() + timeout
        while wanted not in self.painted:
            if time.perf_counter() > deadline:
                msg = f"{text!r} never appeared; last output: {self.painted[-400:]!r}"
                raise TimeoutError(msg)
            self._read(0.01)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.4) -> None:
        """Read until nothing was painted for ``quiet`` seconds."""
        while self._read(quiet):
            pass

    def press(self, key: str) -> float:
        """Send a key; return the seconds until the last byte of the paint that it caused."""
        pressed = time.perf_counter()
        os.write(self.child.child_fd, key.encode())
        return self._painted_after(pressed, f"the key {key!r}")

    def resize(self, columns: int, lines: int) -> float:
        """Change the size of the screen; return the seconds until the last byte of its paint."""
        resized = time.perf_counter()
        self.child.setwinsize(lines, columns)
        return self._painted_after(resized, f"the new size {columns}x{lines}")

    def close(self) -> None:
        """End the program."""
        self.child.close(force=True)

    def _painted_after(self, moment: float, cause: str) -> float:
        if not self._read(5.0):
            msg = f"nothing was painted after {cause}"
            raise TimeoutError(msg)
        last = time.perf_counter()
        while self._read(SETTLED_AFTER):
            last = time.perf_counter()
        return last - moment

    def _read(self, wait: float) -> bool:
        ready, _, _ = select.select([self.child.child_fd], [], [], wait)
        if not ready:
            return False
        try:
            data = os.read(self.child.child_fd, 1 << 16)
        except OSError:
            return False
        self.painted += ESCAPES.sub(b"", data)
        return bool(data)


def launch(arguments: Sequence[str], *, columns: int = 120, lines: int = 40, library: str = "") -> Terminal:
    """Start ``python`` with ``arguments`` in a pseudo-terminal of the given size, in cells."""
    environment = {
        **os.environ,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_ANIMATIONS": "none",
        "LANG": "C.UTF-8",
        "NEWSREADER_LIBRARY": library,
    }
    started = time.perf_counter()
    child = pexpect.spawn(
        sys.executable, list(arguments), dimensions=(lines, columns), env=environment, timeout=None
    )
    return Terminal(child, started)
