"""Where a handout cannot be set: the page, the line and the construct that Typst refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from course.handout import tree
from course.handout.contents.pages import Handout
from course.handout.order import Order, PageInput
from course.handout.typst.emitter import render_document
from course.handout.typst.picture_files import laid_pictures
from course.handout.typst.press import Press, PressError
from course.problems.problem import Problem

#: What parts of a handout are called where one is told of.
_NAMES: Mapping[str, str] = {
    "Items": "list",
    "CodeBlock": "code block",
    "Drawing": "diagram",
    "slices": "diagram",
    "OwnPage": "wide table or diagram",
    "p": "paragraph",
    "lead": "paragraph",
    "lone": "picture",
    "quote-block": "quotation",
    "admonition": "note",
    "panel": "folded part",
    "whole": "block",
    "title-band": "title",
}
_MOST_LETTERS = 24


def find_fault(
    press: Press, order: Order, handout: Handout, boxed: frozenset[str], error: str
) -> tuple[int, Problem]:
    """Which page of `order`, from 0, holds what Typst refuses, and a Problem that names it.

    The characters of `boxed` are drawn as boxes. Each block is set alone until one is refused in the same
    words: do this only where all together are.
    """

    def refusal(parts: Sequence[tree.Part]) -> str:
        sheet = replace(order.sheet, title=handout.title or order.title or "a")
        source = render_document(sheet, order.words, parts, fonts=order.more_fonts, boxed=boxed)
        return _refusal(press, source, handout)

    said = (at for at, part in enumerate(handout.body) if refusal([part]) == error)
    at = next(said, None)
    if at is None:  # no block alone: a page then
        ends = [*handout.starts[1:], len(handout.body)]
        spans = zip(handout.starts, ends, strict=True)
        at = next((one for one, end in spans if refusal(handout.body[one:end])), 0)
    number = max(0, sum(start <= at for start in handout.starts) - 1)
    page = order.pages[min(number, len(order.pages) - 1)]
    return number, _problem(page, handout.body[at] if handout.body else None, error)


def unreadable(page: PageInput, error: Exception) -> Problem:
    """The Problem of a page that cannot even be read."""
    return _problem(page, None, f"{type(error).__name__}: {error}")


def _refusal(press: Press, source: str, handout: Handout) -> str:
    """What Typst says of a source; nothing where it sets it."""
    try:
        press.pdf(source, laid_pictures(handout.pictures), 0)
    except PressError as error:
        return str(error)
    return ""


def _problem(page: PageInput, part: tree.Part | None, error: str) -> Problem:
    texts = (each.text.strip() for each in tree.parts_of(part) if isinstance(each, tree.Text))
    start = next(filter(None, texts), "")
    kind = getattr(part, "kind", "") or type(part).__name__
    name = _NAMES.get(kind) or _NAMES.get(type(part).__name__) or kind.lower() if part else "page"
    text = page.source.text
    found = text.find(start) if start else -1
    line = text.count("\n", 0, found) + 1 if found >= 0 else 1
    shown = f" “{start[:_MOST_LETTERS]}{'…' if len(start) > _MOST_LETTERS else ''}”" if start else ""
    what = f"the {name}{shown} cannot be set on paper ({' '.join(error.split())})"
    why, mend = "the page goes without a handout", "write it in another way; all else of the site is made"
    return Problem(page.source.path, line, what, why, mend, "handout-failed")
