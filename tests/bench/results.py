"""The results as Markdown: a table of all runs, with ratios to the other tools'."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from statistics import median

from bench.measure import Run
from bench.visit import Visit

_COLUMNS = ("sessions", "tool", "build", "CPU s", "ms a page", "wall s", "peak MB", "site MB", "÷ Zensical")
_BESIDE = "Zensical"


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of one tool's build of one course."""

    count: int
    """Sessions of the course."""
    tool: str
    step: str
    runs: tuple[Run, ...]

    def median(self, figure: Callable[[Run], float]) -> float:
        """The median of one figure of the runs."""
        return median(map(figure, self.runs))

    @property
    def cpu_seconds(self) -> float:
        """Median of user and system time."""
        return self.median(lambda run: run.cpu_seconds)


def render_results(rows: Sequence[Row], repeat: int) -> str:
    """A page of Markdown: machine, day, table."""
    lines = [
        "# What builds take",
        "",
        f"Made by `run.py bench` on {datetime.now(timezone.utc):%Y-%m-%d}: {_machine()}.",
        "Sessions like the given one (`session.md`: 4 diagrams, 12 keywords), one language. CPU is user and",
        f"system time of all processes; peak the largest process; medians of {repeat}; the tools in turn.",
        "mkdocs-material and mdBook keep nothing between builds. None of the others draws, prints or proves",
        "anything: they leave diagrams to the browser.",
        "",
        f"| {' | '.join(_COLUMNS)} |",
        f"|{' --- |' * 3}{' ---: |' * (len(_COLUMNS) - 3)}",
    ]
    lines += [f"| {' | '.join(_cells(row, rows))} |" for row in rows]
    return "\n".join(lines) + "\n"


def render_visits(visits: Mapping[int, Visit], repeat: int) -> str:
    """The table of first visits to our site, by sessions of the course; nothing without visits."""
    if not visits:
        return ""
    lines = [
        "",
        "## A first visit to a session",
        "",
        "On a line of 1.6 Mbit/s and 150 ms, with a processor 4 times as slow, 390 pixels wide, packed by",
        f"gzip; medians of {repeat}. Blocked: what tasks after the first paint cost above 50 ms each.",
        "",
        "| sessions | requests | KB | first paint, ms | blocked, ms | shifted |",
        f"|{' ---: |' * 6}",
    ]
    lines += [
        f"| {count} | {visit.requests:.0f} | {visit.sent_bytes / 1000:.0f} | {visit.paint_ms:.0f} "
        f"| {visit.blocked_ms:.0f} | {visit.shift:.3f} |"
        for count, visit in visits.items()
    ]
    return "\n".join(lines) + "\n"


def _cells(row: Row, rows: Sequence[Row]) -> list[str]:
    return [
        str(row.count),
        row.tool,
        row.step,
        f"{row.cpu_seconds:.2f}",
        f"{row.cpu_seconds * 1000 / row.count:.1f}",
        f"{row.median(lambda run: run.wall_seconds):.2f}",
        f"{row.median(lambda run: run.peak_mb):.0f}",
        f"{row.median(lambda run: run.site_bytes) / 1e6:.1f}",
        _ratio(row, rows),
    ]


def _ratio(row: Row, rows: Sequence[Row]) -> str:
    """How often the same build of Zensical's fits in; empty where there is none."""
    same = [each for each in rows if (each.count, each.step, each.tool) == (row.count, row.step, _BESIDE)]
    return f"{row.cpu_seconds / same[0].cpu_seconds:.2f}" if same and same[0].cpu_seconds else ""


def _machine() -> str:
    """Processor, cores, system and Python."""
    names = [line.partition(":")[2].strip() for line in _processor_lines() if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _processor_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").splitlines() if path.is_file() else []
