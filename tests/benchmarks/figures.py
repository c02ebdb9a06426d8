"""Measured figures and how they are printed."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing; ``values`` are single measurements in ``unit``, in the order taken."""

    name: str
    values: tuple[float, ...]
    unit: str = "ms"

    @property
    def median(self) -> float:
        """The middle measurement."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The measurement that 95 in 100 do not exceed (nearest rank)."""
        ordered = sorted(self.values)
        return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]

    @property
    def worst(self) -> float:
        """The largest measurement."""
        return max(self.values)


def as_table(figures: list[Figure]) -> str:
    """Lay figures out as a Markdown table."""
    lines = ["| what | median | p95 | max | runs |", "|---|---:|---:|---:|---:|"]
    for figure in figures:
        cells = (_number(value, figure.unit) for value in (figure.median, figure.p95, figure.worst))
        lines.append(f"| {figure.name} | {' | '.join(cells)} | {len(figure.values)} |")
    return "\n".join(lines)


def machine() -> str:
    """Name what the figures were taken on, in one line."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [
            line.split(":", 1)[1].strip()
            for line in cpuinfo.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = models[0] if models else model
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, Textual {version('textual')}"
    )


def _number(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"
