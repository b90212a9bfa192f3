"""The proof of a handout as a file: what it says of itself, its fonts, its pages, the room to write in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set

from course.fonts.eastern import ALL
from course.handout.paper import SHEETS, Paper
from course.handout.proving.expected import Expectation
from course.handout.proving.pdf_facts import PdfFacts
from course.problems.problem import Problem

_EASTERN = tuple(font.family.replace(" ", "") for font in ALL)
FONTS = ("Pretendard", "NotoEmoji", "D2Coding", "NotoSansSymbols2", "NotoSansMath", *_EASTERN, "CourseBoxes")
_LEAST_FILL = 0.15
#: What an item's line begins with.
_MARK = re.compile(r"^(?:[•☐☑]|\w{1,4}\.)")


def check_file(facts: PdfFacts, expected: Expectation) -> Iterator[Problem]:
    """Problems of the file as such."""
    strangers = [name for name in facts.fonts if not name.startswith((*FONTS, *expected.fonts))]
    tests: tuple[tuple[bool, str, str], ...] = (
        (bool(strangers), f"it uses fonts that are not the course's: {', '.join(strangers)}", "handout-font"),
        (
            bool(facts.faulty_fonts),
            f"fonts are not embedded: {', '.join(facts.faulty_fonts)}",
            "handout-font",
        ),
        (
            facts.language.partition("-")[0] != expected.language.partition("-")[0],
            f"its language is {facts.language or 'not told'}",
            "handout-file",
        ),
        (not facts.is_tagged, "it has no tags", "handout-file"),
        (not facts.is_universal, "it is not PDF/UA-1", "handout-file"),
        (not facts.title, "it has no title", "handout-file"),
        (
            bool(expected.url) and expected.url not in facts.codes,
            f"its QR code says {', '.join(facts.codes) or 'nothing'}, not {expected.url}",
            "handout-code",
        ),
    )
    for is_wrong, what, code in tests:
        if is_wrong:
            yield _file_problem(expected, what, code)


def check_rulings(facts: PdfFacts, expected: Expectation) -> Iterator[Problem]:
    """A Problem where questions lack their lines to write on; more lines than expected do no harm."""
    drawn = [count for page in facts.pages for count in page.rulings]
    lacking = Counter(expected.rulings) - Counter(drawn)
    if lacking:
        all_of, some = len(expected.rulings), len(expected.rulings) - lacking.total()
        yield _file_problem(
            expected, f"{some} of its {all_of} questions and tasks have lines", "handout-lines"
        )


def _file_problem(expected: Expectation, what: str, code: str) -> Problem:
    why, mend = (
        "the handout is not what it should be",
        "build again; if it stays, tell the site's maintainers",
    )
    return Problem(expected.path, 1, what, why, mend, code)


def check_pages(facts: PdfFacts, expected: Expectation, ends: Set[str]) -> Iterator[Problem]:
    """Problems of single pages: size, number, text beyond the edge, one of `ends` at the foot, emptiness."""
    count = len(facts.pages)
    for number, page in enumerate(facts.pages, 1):
        tests: tuple[tuple[bool, str, str], ...] = (
            (
                not _is_sheet(page.width_pt, page.height_pt, expected.paper),
                "has another size",
                "handout-page",
            ),
            (f"{number}/{count}" not in page.foot, f"lacks its number {number} / {count}", "handout-page"),
            (page.outside > 0, "has text beyond its edge", "handout-outside"),
            (
                number < count and any(_is_stranded(text, line, ends) for text, line in page.ends),
                "ends with a heading",
                "handout-stranded",
            ),
            (number < count and page.fill < _LEAST_FILL, "is nearly empty", "handout-sparse"),
        )
        for is_wrong, what, code in tests:
            if is_wrong:
                yield _file_problem(expected, f"page {number} {what}", code)


def _is_sheet(width: float, height: float, paper: Paper) -> bool:
    """Whether a page is the paper, either way round, or one of the sheets for diagrams."""
    short, long = sorted((width, height))
    known = ((paper.width_pt, paper.height_pt), *SHEETS)
    return any(abs(short - a) < 1.5 and abs(long - b) < 1.5 for a, b in map(sorted, known))


def _is_stranded(text: str, last_line: str, ends: Set[str]) -> bool:
    """Whether a column ends with one of `ends`: its last line holds nothing else, but for an item's mark."""
    line = _MARK.sub("", last_line)
    return any(text.endswith(end) and end.endswith(line) for end in ends)
