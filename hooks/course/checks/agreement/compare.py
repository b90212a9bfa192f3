"""Blocks that the site shows otherwise than GitHub does, as Problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from course.checks.agreement.shown_blocks import Shown
from course.markdown.html.tags import HEADINGS
from course.markdown.reading.steps import steps
from course.problems.problem import Problem

Pair = tuple[Shown | None, Shown | None]

#: What a kind of block is called, by its tag.
_NAMES = {
    **{tag: f"heading of level {tag[1]}" for tag in HEADINGS},
    "p": "paragraph",
    "text": "text",
    "ul": "list",
    "ol": "numbered list",
    "li": "list item",
    "pre": "code block",
    "table": "table",
    "tr": "table row",
    "th": "table head",
    "td": "table cell",
    "blockquote": "quote",
    "alert": "alert",
    "details": "folded part",
    "summary": "title of a folded part",
    "hr": "rule",
    "footnote": "footnote",
}
#: Most characters of a block that a Problem quotes.
_EXCERPT_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far GitHub and the site agree on one source."""

    count: int
    """Blocks that GitHub shows."""
    different: int
    """How many of these the site shows otherwise, or not at all."""
    problems: tuple[Problem, ...]
    """One for each block that either shows and the other does not, in order."""


def compare_readings(path: str, on_github: Sequence[Shown], on_site: Sequence[Shown]) -> Agreement:
    """How far GitHub and the site agree on the source `path`, with a Problem for each block that differs."""
    problems: list[Problem] = []
    different, line = 0, 1
    for theirs, ours in differences(on_github, on_site):
        if theirs:
            different += 1
            line = max(theirs.line, 1)
        problems.append(_problem(path, line, theirs, ours))
    return Agreement(len(on_github), different, tuple(problems))


def differences(on_github: Sequence[Shown], on_site: Sequence[Shown]) -> list[Pair]:
    """Pairs of blocks that differ, in order: GitHub's and the site's, None where one has nothing for it."""
    return [
        pair
        for how, a, b, c, d in steps(on_github, on_site)
        if how != "equal"
        for pair in zip_longest(on_github[a:b], on_site[c:d])
    ]


def _problem(path: str, line: int, theirs: Shown | None, ours: Shown | None) -> Problem:
    at = _first_difference(theirs, ours)
    what = f"GitHub shows {_described(theirs, at)}, the site {_described(ours, at)}"
    if theirs and ours and theirs.around != ours.around:
        what += f": there in {_containers(theirs)}, here in {_containers(ours)}"
    why, mend = "readers of the two are not shown the same", "write it so that both agree, if that matters"
    return Problem(path, line, what, why, mend, "github-differs")


def _first_difference(theirs: Shown | None, ours: Shown | None) -> int:
    """Where the texts of two blocks of one kind part, a few characters before; else their beginning."""
    if not theirs or not ours or theirs.kind != ours.kind or theirs.text == ours.text:
        return 0
    ends = min(len(theirs.text), len(ours.text))
    return max(0, next((n for n in range(ends) if theirs.text[n] != ours.text[n]), ends) - 8)


def _described(block: Shown | None, at: int) -> str:
    if block is None:
        return "nothing"
    text = " ".join(block.text[at : at + _EXCERPT_LENGTH + 1].split())
    excerpt = f"{'…' if at else ''}{text[:_EXCERPT_LENGTH]}{'…' if len(text) > _EXCERPT_LENGTH else ''}"
    return f"a {_name(block.kind)}" + (f" “{excerpt}”" if excerpt else "")


def _name(kind: str) -> str:
    tag, _, more = kind.partition(" ")
    name = _NAMES.get(tag, f"<{tag}>")
    return f"{name} {more}" if more and more != "1" else name


def _containers(block: Shown) -> str:
    named = [f"a {_name(kind)}" for kind in reversed(block.around) if kind.partition(" ")[0] in _NAMES]
    return " in ".join(named) or "the page itself"
