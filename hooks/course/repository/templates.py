"""Pages that a course begins with, written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

from course.markdown.reading.page_templates import fill_template

_MARKS = re.compile(r"[!-/:-@\[-`{-~]")


def write_page(template: Path, path: Path, heading: str) -> None:
    """Write a new page with that `heading` at `path`. Raises FileExistsError."""
    text = fill_template(template.read_text(encoding="utf-8-sig"), heading)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("x", encoding="utf-8", newline="\n")
    try:
        with file:
            file.write(text)
    except OSError:  # half a page is none
        path.unlink()
        raise


def as_heading(text: str) -> str:
    """`text` as Markdown that shows it as it is. Source: CommonMark, "Backslash escapes"."""
    return _MARKS.sub(lambda mark: f"\\{mark[0]}", text)
