"""Processes of our own, and Ctrl+C, which comes to all of them at once."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection

import pytest

from reader.indexing.spawning import spawned


def say(connection: Connection, word: str) -> None:
    connection.send(word)


def test_ctrl_c_does_not_end_a_process_that_is_being_started(capfd: pytest.CaptureFixture[str]) -> None:
    started = spawned(say, "halo", name="saying")
    assert started is not None
    process, ours = started
    assert process.pid is not None
    os.kill(process.pid, signal.SIGINT)
    assert ours.recv() == "halo"
    process.join()
    assert process.exitcode == 0
    assert capfd.readouterr().err == ""
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
