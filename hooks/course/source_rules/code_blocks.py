"""Code blocks: where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.problem import Problem
from course.source_rules.parsed import Parsed, Surroundings, fences_of, line_of


def check_fences(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every fence that nothing closes, at the line that opens it.

    Source: CommonMark 0.31, section 4.5: such a block reaches to the end of its container.
    """
    for fence in fences_of(parsed):
        line = line_of(fence)
        if not is_closed(parsed, line, fence.content, fence.markup):
            what = f"the code block that {fence.markup} opens is never closed"
            why = "all that follows is shown as code"
            mend = f"write {fence.markup} on a line of its own below it"
            yield parsed.problem(line, what, why, mend, "fence-unclosed")


def is_closed(parsed: Parsed, line: int, content: str, markup: str) -> bool:
    """Whether a fence closes the block that `markup` opens at `line` and that holds `content`."""
    closing = re.compile(rf"[ \t>]*{re.escape(markup[0])}{{{len(markup)},}}[ \t]*$")
    last = line + content.count("\n")
    return last < len(parsed.lines) and bool(closing.match(parsed.lines[last]))
