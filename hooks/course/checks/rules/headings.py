"""Rules for headings: levels, titles, the space after the marks, keywords below keyword headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from course.checks.surroundings import Surroundings
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import Block, fold
from course.markdown.reading.parsed import (
    UNSPACED_HEADING,
    Parsed,
    SourceHeading,
    headings_of,
    line_of,
    mentions,
    visible_text,
)
from course.problems.problem import Problem


def check_levels(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every heading more than one level deeper than the heading before it.

    Headings in lists and quotes are none of the page's own parts, but readers meet them on their way.
    """
    for above, heading in pairwise(headings_of(parsed, nested=True)):
        if heading.level > above.level + 1 and parsed.tokens[heading.at].level == 0:
            what = f"the heading “{_short(heading)}” skips from level {above.level} to {heading.level}"
            why = "outlines and screen readers miss a step"
            yield parsed.problem(
                heading.line, what, why, f"write {'#' * (above.level + 1)} before it", "heading-skipped"
            )


def check_spaces(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every line such as ``##Title``, which is no heading for want of a space."""
    for token in parsed.tokens:
        lines = token.content.split("\n") if token.type == "inline" and "##" in token.content else []
        for number, line in enumerate(lines):
            if match := UNSPACED_HEADING.match(line):
                what = f"no space follows {match['marks'].strip()}"
                why, mend = "the heading is shown as text", f"write {match['marks'].strip()} and a space"
                yield parsed.problem(line_of(token) + number, what, why, mend, "heading-space")


def check_titles(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """One Problem for all first-level headings after the first."""
    titles = [heading for heading in headings_of(parsed) if heading.level == 1]
    if len(titles) > 1:
        more = f" and {len(titles) - 2} more below are titles" if titles[2:] else " is a title"
        what = f"“{_short(titles[1])}”{more} beside the one in line {titles[0].line}"
        mend = "write ## before it, or look for a code block left open above"
        yield parsed.problem(titles[1].line, what, "a page has one title", mend, "title-twice")


def check_keywords(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A Problem for every keyword section in which no keyword can be read."""
    headings = headings_of(parsed)
    words = around.settings.keyword_headings
    level = 0
    for number, heading in enumerate(headings):
        if level and heading.level > level:
            continue
        level = heading.level if mentions(heading.title, words) else 0
        if level:
            end = next(
                (each.at for each in headings[number + 1 :] if each.level <= level), len(parsed.tokens)
            )
            section = _blocks(parsed.tokens[heading.at : end])
            if not any(block.kind == "keyword" for block in mark_keywords(section, words)):
                what = f"no keyword can be read below “{_short(heading)}”"
                why = "the glossary lacks them, and no check guards them"
                mend = "write each as - **term**: definition"
                yield parsed.problem(heading.line, what, why, mend, "keywords-none")


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    """The headings and list items among `tokens`, as the blocks in which keywords are looked for."""
    blocks: list[Block] = []
    depth = 0
    for at, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "heading_open":
            blocks.append(Block("heading", (token.tag, fold(visible_text(tokens[at + 1])))))
        elif token.type == "list_item_open":
            text = next((each for each in tokens[at : at + 3] if each.type == "inline"), None)
            shown = fold(visible_text(text)) if text else ""
            blocks.append(Block("item", (str(depth), shown), line_of(token)))
    return blocks


def _short(heading: SourceHeading) -> str:
    title = heading.title.strip()
    return title if len(title) <= 40 else title[:39] + "…"
