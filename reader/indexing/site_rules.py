"""The rules for pages of single sites that are in force: the user's, then those shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.report import Failure
from reader.text.site_rules import SiteRules, read_rules, shipped_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def rules_in_force(file: Path, warn: Callable[[Failure], None]) -> SiteRules:
    """Return the rules of the user's file before those shipped; what is wrong in it is told to ``warn``."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return shipped_rules()
    except (OSError, UnicodeDecodeError) as error:
        warn(Failure(str(file), f"the rules for sites could not be read: {error}"))
        return shipped_rules()
    loaded = read_rules(text)
    for problem in loaded.problems:
        warn(Failure(str(file), problem))
    return loaded.rules.before(shipped_rules())
