"""A handout held against its order as soon as it is made: what each edition must hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from course.handout.exercises import exercises_of
from course.handout.expected import Wanted, read_wanted
from course.handout.pdf_facts import read_pdf
from course.handout.proof import Expectation, check_pdf
from course.page_blocks import Block
from course.parse import parse_session
from course.problem import Problem
from course.settings import Settings
from course.source import Source

if TYPE_CHECKING:
    from course.handout.make import Order


def check_made(order: Order, pdf: bytes) -> list[Problem]:
    """All that is wrong with the handout made by `order`."""
    expected = Expectation(
        path=f"{order.name}.pdf",
        sources=tuple(
            (page.source.path, _wanted(page.source, order.edition, order.settings)) for page in order.pages
        ),
        url=order.sheet.url,
        language=order.sheet.language,
        paper=order.sheet.paper,
        folded_out=order.look.folded == "out",
    )
    facts = read_pdf(pdf, order.sheet.paper)
    problems = check_pdf(facts, expected)
    if order.beside:  # each language is in its own order
        page = order.beside.pages[0]
        wanted = _wanted(page.source, order.edition, order.beside.settings)
        problems += check_pdf(facts, replace(expected, sources=((page.source.path, wanted),)))
    return sorted(set(problems))


def _wanted(source: Source, edition: str, settings: Settings) -> Wanted:
    if edition == "exercises":
        return wanted_exercises(source, settings)
    return read_wanted(source, settings.keyword_headings)


def wanted_exercises(source: Source, settings: Settings) -> Wanted:
    """The questions, checks and tasks of `source`, in the order of an exercise sheet."""
    blocks = [
        Block("item", ("", item.text), item.line)
        for kind in exercises_of(parse_session(source, settings))
        for item in kind.items
    ]
    return Wanted(tuple(blocks), ())
