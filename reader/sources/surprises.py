"""Errors that nobody foresaw, from one document among many."""

from __future__ import annotations

import logging

from reader.model.report import Failure
from reader.text.sanitize import visible

_LOG = logging.getLogger(__name__)


def surprise(name: str, error: Exception) -> Failure:
    """Return the failure of a document whose reading went wrong by our fault; the log gets the details."""
    _LOG.error("%s could not be read", name, exc_info=error)
    reason = visible(f"{type(error).__name__}: {error}")
    return Failure(name, f"it could not be read, which is a fault of the program ({reason})")
