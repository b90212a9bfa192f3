"""The menu of a page in a very large course."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.nav import Section

from steps.menu import shorten_menu


def _page(name: str, *, is_homepage: bool = False) -> Any:
    return SimpleNamespace(
        title=name, url=f"{name}/", active=False, is_homepage=is_homepage, is_section=False, is_page=True
    )


def _week(number: int, count: int = 2) -> Section:
    return Section(f"week {number}", [_page(f"week{number}/{each}") for each in range(count)])


def _shown(items: list[Any], page: Any, *sections: Section) -> list[Any]:
    """The top of the menu on `page`, which stands in the `sections`."""
    page.active = True
    for section in sections:
        section.active = True
    context: Any = {"nav": SimpleNamespace(items=items, homepage=items[0])}
    shorten_menu(context, page, None, None)  # type: ignore[arg-type]
    shown: list[Any] = context["nav"].items
    return shown


def test_a_page_shows_the_weeks_around_its_own() -> None:
    """What is left out is a link to the nearest of it; pages among the weeks stay, wherever they are."""
    weeks = [_week(number) for number in range(1, 301)]
    items = [
        _page("home", is_homepage=True),
        *weeks[:150],
        _page("projects"),
        *weeks[150:],
        _page("glossary"),
    ]
    shown = _shown(items, weeks[99].children[0], weeks[99])
    titles = [each.title for each in shown]
    around = [f"week {number}" for number in range(88, 113)]
    assert titles == [
        "home",
        "week 1 … week 87",
        *around,
        "week 113 … week 150",
        "projects",
        "week 151 … week 300",
        "glossary",
    ]
    assert [each.url for each in shown if "…" in each.title] == ["week87/0/", "week113/0/", "week151/0/"]


@pytest.mark.parametrize("count", [1, 99])
def test_a_usual_menu_is_whole(count: int) -> None:
    """Up to a hundred entries nothing is left out."""
    weeks = [_week(number) for number in range(count)]
    items = [_page("home"), *weeks]
    assert [each.title for each in _shown(items, weeks[0].children[0], weeks[0])] == [
        each.title for each in items
    ]


def test_the_front_page_has_the_whole_menu() -> None:
    """It lists the course by it."""
    items = [_page("home", is_homepage=True), *map(_week, range(300))]
    assert _shown(items, items[0]) == items


def test_lists_in_sections_are_shortened_too() -> None:
    """Where a week of 200 pages is open; the menu itself, which other pages share, stays as it is."""
    week = _week(1, 200)
    items = [_page("home"), week, _week(2, 200)]
    shown = _shown(items, week.children[0], week)[1].children
    assert [each.title for each in shown] == [
        *(f"week1/{number}" for number in range(13)),
        "week1/13 … week1/198",
        "week1/199",
    ]
    assert len(week.children) == 200


def test_a_page_that_is_in_no_menu_shows_its_beginning() -> None:
    """A page that the settings leave out of it."""
    items = [_page(f"page{number}") for number in range(300)]
    titles = [each.title for each in _shown(items, _page("elsewhere"))]
    assert titles[:2] == ["page0", "page1"]
    assert titles[-2:] == ["page13 … page298", "page299"]
