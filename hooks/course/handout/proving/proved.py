"""A handout held against its order as soon as it is made: what each edition must hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from course.diagrams.proof import project_drawings
from course.fonts.faces import font_name
from course.handout.contents.exercises import exercises_of
from course.handout.editions import SHORT_ANSWER_LINES
from course.handout.order import Order
from course.handout.proving.expected import Expectation, Wanted, read_wanted, with_notes
from course.handout.proving.pdf_facts import PdfFacts, read_pdf
from course.handout.proving.proof import check_pdf
from course.markdown.files.source import Source
from course.markdown.reading.page_blocks import Block
from course.model.model import Session
from course.problems.problem import Problem


def check_made(order: Order, pdf: bytes) -> list[Problem]:
    """All that is wrong with the handout made by `order`.

    Raises ValueError for what is no PDF.
    """
    return check_facts(order, read_pdf(pdf, order.sheet.paper))


def check_facts(order: Order, facts: PdfFacts) -> list[Problem]:
    """All that is wrong with a handout that `order` is for, of which `facts` were read."""
    sides = [(one, _sources(one)) for one in (order, order.beside) if one]
    expected = Expectation(
        path=f"{order.name}.pdf",
        sources=sides[0][1],
        url=order.sheet.url,
        language=order.sheet.language,
        paper=order.sheet.paper,
        folded_out=order.edition.folded == "out",
        fonts=tuple(map(font_name, sorted(order.more_fonts.folder.iterdir())))
        if order.more_fonts.folder
        else (),
        rulings=tuple(count for one, sources in sides for count in _rulings(one, sources)),
        drawings=project_drawings(order.modules_dir.parent),
    )
    return check_pdf(facts, *(replace(expected, sources=sources) for _, sources in sides))


def _sources(order: Order) -> tuple[tuple[str, Wanted], ...]:
    """Path and blocks of each source; of exercises the questions, checks and tasks alone."""
    if order.edition.is_exercises:
        return tuple((page.source.path, wanted_exercises(order.session_of(page))) for page in order.pages)
    found = []
    for page in order.pages:
        wanted = read_wanted(page.source, order.settings.keyword_headings, order.site_dir)
        notes = page.notes if order.edition.is_lecturers else ()
        found.append((page.source.path, with_notes(wanted, page.source, notes, order.site_dir)))
    return tuple(found)


def _rulings(order: Order, sources: Sequence[tuple[str, Wanted]]) -> Iterator[int]:
    """How many lines to write on each question has; in exercises each task, too."""
    for page, (_, wanted) in zip(order.pages, sources, strict=True):
        if order.edition.is_exercises:
            for kind in exercises_of(order.session_of(page)):
                yield from [kind.lines] * len(kind.items)
        else:
            keeps = order.edition.folded != "out"
            lines = order.edition.answer_lines
            asks = not page.notes  # what may be typed is among the notes for the lecturer
            yield from wanted_rulings(
                page.source, wanted, order.session_of(page), lines, keep_folded=keeps, asks=asks
            )


def wanted_rulings(
    source: Source,
    wanted: Wanted,
    session: Session | None,
    lines: int,
    *,
    keep_folded: bool,
    asks: bool = True,
) -> tuple[int, ...]:
    """`lines` for each question of `source` that stands among its blocks: so many it has to write on.

    `asks`: each question of a quiz whose answer is typed has its own, too; else that answer stands there.
    """
    asked = {item.line for item in (*session.questions, *session.checks)} if session else set()
    hidden = [block for part in wanted.folded for block in part]
    blocks = [*wanted.shown, *(hidden if keep_folded else ())]
    items = {block.line for block in blocks if block.kind in ("item", "keyword")}
    typed = [each.line for each in source.questions if each.is_typed and asks]
    above = (
        max((each.line for each in (*blocks, *hidden) if each.line <= line), default=0) for line in typed
    )
    shown = {block.line for block in blocks}
    return (lines,) * len(asked & items) + (SHORT_ANSWER_LINES,) * sum(line in shown for line in above)


def wanted_exercises(session: Session | None) -> Wanted:
    """The questions, checks and tasks of `session`, in the order of an exercise sheet."""
    blocks = [
        Block("item", ("", item.text), item.line) for kind in exercises_of(session) for item in kind.items
    ]
    return Wanted(tuple(blocks), ())
