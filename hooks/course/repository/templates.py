"""Pages that a course begins with, written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

from course.markdown.reading.page_templates import fill_template, write_new

_MARKS = re.compile(r"[!-/:-@\[-`{-~]")


def write_page(template: Path, path: Path, heading: str) -> None:
    """Write a new page with that `heading` at `path`. Raises FileExistsError."""
    write_new(path, fill_template(template.read_text(encoding="utf-8-sig"), heading))


def as_heading(text: str) -> str:
    """`text` as Markdown that shows it as it is. Source: CommonMark, "Backslash escapes"."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", text)
