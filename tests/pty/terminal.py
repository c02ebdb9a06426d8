"""A terminal in memory: a real program in a real pseudo-terminal, its screen as text."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping, Sequence

PATIENCE = 20.0
"""Seconds until a screen that does not come counts as a failure; far more than is ever needed."""


class Terminal:
    """A program on a screen of ``columns`` by ``lines``."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, columns: int, lines: int
    ) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._written = b""
        self._program = pexpect.spawn(
            command[0],
            list(command[1:]),
            env={**os.environ, **_own_size(columns, lines), "TERM": "xterm-256color", **environment},
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        return "\n".join(self._screen.display)

    @property
    def after_leaving(self) -> str:
        """What was written after the program gave screen and mouse back."""
        on_the_screen, _, after = self._written.rpartition(b"\x1b[?1006l")
        assert b"\x1b[?1049l" in on_the_screen, "the program kept the screen"
        return after.decode()

    def colours(self) -> set[str]:
        """Return the colours of the text on the screen."""
        return {cell.fg for line in self._screen.buffer.values() for cell in line.values()}

    def press(self, keys: str) -> None:
        """Type keys."""
        self._program.send(keys)

    def send_signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._program.kill(number)

    def wait_for(self, shown: str | Callable[[str], bool]) -> None:
        """Read the program's output until the screen shows a text, or fulfils a condition."""
        is_shown = shown if callable(shown) else lambda text: shown in text
        deadline = time.monotonic() + PATIENCE
        while not is_shown(self.text):
            if time.monotonic() > deadline:
                raise AssertionError(f"the screen never showed {shown!r}:\n{self.text}")
            self._read()

    def wait_for_end(self) -> int:
        """Wait until the program ends and return its exit code."""
        self._program.expect(pexpect.EOF)
        self._feed(self._program.before)
        self._program.close()
        return int(self._program.exitstatus if self._program.exitstatus is not None else -1)

    def close(self) -> None:
        """End the program, whatever it does."""
        self._program.close(force=True)

    def _feed(self, written: bytes) -> None:
        self._written += written
        self._stream.feed(written)

    def _read(self) -> None:
        try:
            self._feed(self._program.read_nonblocking(65536, timeout=0.2))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise AssertionError(f"the program ended:\n{self.text}") from None


def _own_size(columns: int, lines: int) -> dict[str, str]:
    """Return the variables that overrule a terminal's size: whoever runs the tests may have set them."""
    return {"COLUMNS": str(columns), "LINES": str(lines)}
