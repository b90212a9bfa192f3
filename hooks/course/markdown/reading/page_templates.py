"""The templates of new pages, ``templates/LANGUAGE/KIND.md``, where ``$heading`` is the title.

``${…}`` is to be replaced: what stands in the braces shows a lecturer what belongs there. It is put into the
page without them, and told where it still stands there later.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from course.markdown.files.source import Source
from course.markdown.reading.parsed import headings_of, parse_source

TEMPLATES = "templates"
_HEADING = re.compile(r"\$heading\b|\$\{heading\}")
#: Marks that Markdown may take for its own, each written with a backslash where it does.
_MARKS = re.compile(r"([\\`*_\[\]<>#&~{}|])")
_ALL_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_TO_REPLACE = re.compile(r"\$\{([^{}\n]+)\}")


def place_heading(names: Mapping[str, str], **numbers: int) -> str:
    """The place that a new page's heading states, as its language's `names` write it: ``Week 4 Day 1``."""
    return " ".join(names[name].format(number) for name, number in numbers.items())


def fill_template(text: str, heading: str) -> str:
    """The page that the template `text` makes."""
    pieces = _HEADING.split(text)
    return heading.join(_TO_REPLACE.sub(r"\1", piece) for piece in pieces)


def as_heading(text: str) -> str:
    """`text` in Markdown whose heading shows it as it is, with no backslash more than that needs.

    Where none does, as for a formula, it is what was given.
    """
    for written in (text, _MARKS.sub(r"\\\1", text), _ALL_MARKS.sub(r"\\\1", text)):
        page = parse_source(Source("a.md", "a.md", f"# {written}\n\n## 끝\n"))
        if [each.title for each in headings_of(page)] == [text, "끝"]:
            return written
    return text


def write_new(path: Path, text: str) -> None:
    """Write a new page, whole or not at all. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("x", encoding="utf-8", newline="\n")
    try:
        with file:
            file.write(text)
    except OSError:  # half a page is none
        path.unlink()
        raise


def template_lines(root: Path) -> frozenset[str]:
    """The lines that the templates of the course at `root` put into pages for somebody to replace."""
    lines: set[str] = set()
    for path in sorted((root / TEMPLATES).glob("*/*.md")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # `run.py new` tells it
        lines |= {line for line in text.splitlines() if _TO_REPLACE.search(_HEADING.sub("", line))}
    return frozenset(_TO_REPLACE.sub(r"\1", line).strip() for line in lines)
