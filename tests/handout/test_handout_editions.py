"""Every edition of the given session, in both languages: proved, and no page of it nearly empty."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from course.handout.editions import BESIDE, EDITIONS
from course.handout.make import make_handout
from course.handout.order import Order
from course.handout.orders import Workshop, open_workshop
from course.handout.proving.pdf_facts import read_pdf
from course.model.built_language import read_language
from course.model.editions import read_editions
from course.settings.handout_settings import HandoutSettings
from support.courses import ROOT, Course
from support.handouts import MODULES, needs_fonts

pytestmark = needs_fonts
SESSION = "week_03/day3/session_1.md"


@cache
def workshops(root: Path, site_dir: Path) -> tuple[Workshop, Workshop]:
    """The Korean and the English course in the site."""
    languages = [read_language(edition, site_dir) for edition in read_editions(root)]
    korean, english = (
        open_workshop(language, HandoutSettings(), root, MODULES, ROOT / ".cache/handouts")
        for language in languages
    )
    return korean, english


def order_for(root: Path, site_dir: Path, edition: str, language: int) -> Order:
    """The order for the session's handout, or for the booklet of its week."""
    own, other = workshops(root, site_dir)[language], workshops(root, site_dir)[1 - language]
    if edition == "booklet":
        (week,) = [week for week in own.course.weeks if week.number == 3]
        return own.week_order(week)
    if EDITIONS[edition] == BESIDE:
        return own.side_order(SESSION, other)
    return own.page_order(SESSION, EDITIONS[edition])


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("edition", [*EDITIONS, "booklet"])
def test_no_page_of_the_given_session_is_nearly_empty(
    sample: Course, built_site: Path, edition: str, language: int
) -> None:
    """Each page but the last is full to 15 % or more, and nothing else is wrong with the handout."""
    order = order_for(sample.folder, built_site, edition, language)
    made = make_handout(order)
    assert made.pdf is not None, made.problems
    assert made.problems == ()
    facts = read_pdf(made.pdf, order.sheet.paper)
    assert min(page.fill for page in facts.pages[:-1]) >= 0.15
