"""A handout comes out of the cache only when all that it is made of is what it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst

from course.handout import make
from course.handout.make import make_handout
from course.handout.making import make_all
from course.handout.order import Made, Order
from course.handout.proving.pdf_facts import read_pdf
from course.kept import Store
from course.problems.problem import Problem
from course.settings.course_settings import Settings
from support.handouts import needs_fonts, order_of

pytestmark = needs_fonts
ARTICLE = "<h1>하나</h1><details><summary>힌트</summary><p>글</p></details>"

CHANGED: dict[str, Any] = {
    "its colours": {"palette": {"--a": "#123456"}},
    "its title": {"title": "다른 제목"},
    "whether it is a booklet": {"is_booklet": True, "title": "책"},
    "whether it is proved": {"is_proved": True},
    "its file's name": {"name": "b"},
    "the site's address": {"site_url": "https://example.org/en/"},
    "the course's settings": {"settings": Settings(concept_headings=("개념",))},
}


def stored(order: Order) -> int:
    """How many handouts the cache holds once `order` is made."""
    made = make_handout(order)
    assert made.pdf is not None, made.problems
    kept = Store(order.kept_dir)
    found = [kept.get("".join(path.parts[-2:]), order.site_dir) for path in order.kept_dir.glob("*/*")]
    return sum(b"\n%PDF" in (content or b"") for content in found)


def test_what_has_not_changed_is_made_once(tmp_path: Path) -> None:
    """The same order again adds nothing to the cache."""
    assert stored(order_of(ARTICLE, tmp_path)) == 1
    assert stored(order_of(ARTICLE, tmp_path)) == 1


@pytest.mark.parametrize("changed", CHANGED.values(), ids=CHANGED.keys())
def test_what_has_changed_is_made_anew(tmp_path: Path, changed: dict[str, Any]) -> None:
    """Each part of an order is a part of its key."""
    order = replace(order_of(ARTICLE, tmp_path), title="책")
    assert stored(order) == 1
    assert stored(replace(order, **changed)) == 2


@pytest.mark.parametrize(("name", "value"), [("folded", "turned"), ("folded", "out"), ("answer_lines", 0)])
def test_another_look_is_made_anew(tmp_path: Path, name: str, value: object) -> None:
    """Where folded text goes, and how many lines there are to write on, are parts of the key."""
    assert stored(order_of(ARTICLE, tmp_path)) == 1
    assert stored(order_of(ARTICLE, tmp_path, **{name: value})) == 2


def test_what_stands_on_each_page_is_a_part_of_the_key(tmp_path: Path) -> None:
    """Another place in the course, another word of the interface, a later change of the source."""
    order = order_of(ARTICLE, tmp_path)
    (page,) = order.pages
    assert stored(order) == 1
    assert stored(replace(order, sheet=replace(order.sheet, place="2주차"))) == 2
    assert stored(replace(order, words=replace(order.words, notes="다른 말"))) == 3
    assert stored(replace(order, pages=(replace(page, time=page.time + 86400),))) == 4
    assert stored(replace(order, pages=(replace(page, url="https://example.org/ko/b/"),))) == 5
    assert stored(replace(order, pages=(replace(page, notes=((1, "쪽지"),)),))) == 6


def test_what_is_told_of_a_cached_handout_is_what_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word of a Problem comes back, its level and its cause too, so that it is told alike."""
    told = [
        Problem("docs/ko/a.md", 3, "what", "why", "mend", "handout-lost", "hint", "pictures lead nowhere"),
        Problem("docs/ko/a.md", 3, "what", "why", "mend", "handout-lost", "error", ""),
        Problem("docs/ko/b.md", 1, "무엇", "왜", "고치기", "handout-sparse"),
    ]
    monkeypatch.setattr(make, "check_made", lambda order, pdf: told)
    order = replace(order_of(ARTICLE, tmp_path), is_proved=True)
    first, second = make_handout(order), make_handout(order)
    assert (first.was_cached, second.was_cached) == (False, True)
    assert first.problems == second.problems == tuple(sorted(told))


def test_after_an_edit_only_what_holds_the_page_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typst is called for the page that was edited, and for its booklet; no PDF stays in memory."""
    calls: list[object] = []
    compile_with_warnings = typst.compile_with_warnings

    def counted(*given: Any, **named: Any) -> Any:
        calls.append(given)
        return compile_with_warnings(*given, **named)

    monkeypatch.setattr(typst, "compile_with_warnings", counted)
    order = order_of(ARTICLE, tmp_path)
    (page,) = order.pages
    pages = [replace(page, url=f"{page.url}{number}/") for number in range(3)]

    def orders() -> list[Order]:
        alone = [replace(order, name=str(number), pages=(each,)) for number, each in enumerate(pages)]
        weeks = [
            replace(order, name=name, pages=tuple(held), is_booklet=True, title="책")
            for name, held in (("first", pages[:2]), ("second", pages[1:]))
        ]
        return [*alone, *weeks]

    def written(one: Made) -> Made:
        return replace(one, pdf=None, size=len(one.pdf or b""))

    first = make_all(orders(), 1, written)
    assert [one.pdf for one in first] == [None] * 5
    assert all(one.size for one in first)
    assert len(calls) == 5
    pages[0] = replace(page, article=page.article.replace("하나".encode(), "둘".encode()))
    again = make_all(orders(), 1, written)
    assert len(calls) == 7
    assert [one.was_cached for one in again] == [False, True, True, False, True]


def test_a_page_of_a_pdf_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By all that look at it; the first again, for its code."""
    loaded: list[int] = []
    get_page = pypdfium2.PdfDocument.get_page

    def counted(document: Any, index: int) -> Any:
        loaded.append(index)
        return get_page(document, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", counted)
    order = order_of(f"{ARTICLE}{'<p>글</p>' * 200}", tmp_path)
    made = make_handout(order)
    facts = read_pdf(made.pdf or b"", order.sheet.paper)
    assert len(facts.pages) > 2
    assert sorted(loaded) == [0, *range(len(facts.pages))]
