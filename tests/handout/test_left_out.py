"""A booklet made without a page, held later against the sources: ``run.py check handouts``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from course.handout.editions import EDITIONS
from course.handout.make import make_handout
from course.handout.proving.later_proof import check_old_handouts
from course.handout.typst import emitter
from course.handout.typst.emitter import running_text
from course.markdown.files.source import Source
from course.markdown.reading.source_page import render_source
from support.courses import Course
from support.handouts import needs_fonts, order_of

pytestmark = needs_fonts
SAID = "docs/ko/{}:1: the page is not in {}, as the contents there say"


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Typst that refuses one word."""

    def written(text: str) -> str:
        return '#panic("no such word");' if "금기" in text else running_text(text)

    monkeypatch.setitem(emitter._TEXTS, "running", written)


def make_booklet(course: Course, texts: Sequence[str], *editions: str) -> list[str]:
    """Write sessions and make their week's booklets of them; the URIs of the sessions."""
    uris = [f"week_04/day{day}/session_1.md" for day in range(1, len(texts) + 1)]
    course.write({f"docs/ko/{uri}": text for uri, text in zip(uris, texts, strict=True)})
    order = order_of("", course.folder)
    pages = tuple(
        replace(
            order.pages[0],
            source=Source(uri, f"docs/ko/{uri}", text),
            article=f"<article>{render_source(text)}</article>".encode(),
            url=f"https://example.org/ko/{uri}/",
            place=f"4주차 · {day}일차 · 세션 1",
        )
        for day, (uri, text) in enumerate(zip(uris, texts, strict=True), 1)
    )
    for edition in editions or ("student",):
        name = "week_04" if edition == "student" else f"week_04-{edition}"
        made = make_handout(
            replace(
                order,
                pages=pages,
                name=name,
                is_booklet=True,
                title="4주차",
                edition=EDITIONS[edition],
                sheet=replace(order.sheet, url="", is_booklet=True),
            )
        )
        assert made.pdf is not None, made.problems
        (course.folder / "handouts/ko").mkdir(parents=True, exist_ok=True)
        (course.folder / f"handouts/ko/{name}.pdf").write_bytes(made.pdf)
    return uris


def told(course: Course, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the check of the folder says, but for what the made-up order itself lacks."""
    monkeypatch.chdir(course.folder)
    problems, _ = check_old_handouts(Path("handouts"), None)
    shown = [each for each in problems if each.code not in ("handout-code", "handout-outline")]
    assert all(each.code in ("handout-failed", "handout-lost") for each in shown)
    return [f"{each.path}:{each.line}: {each.what}" for each in shown]


def text(name: str, words: str) -> str:
    """A session."""
    return f"# {name}\n\n{words} 글입니다.\n\n## {words}의 까닭\n\n- {words} 하나\n- {words} 둘\n"


@pytest.mark.usefixtures("fragile")
@pytest.mark.parametrize(
    ("texts", "gone"),
    [
        ([text("처음", "가"), text("가운데", "금기"), text("끝", "다")], [2]),
        ([text("처음", "금기"), text("가운데", "나"), text("끝", "금기")], [1, 3]),
        ([text("Pod", "가"), text("Pod 다시", "금기"), text("Pod 다시 보기", "다")], [2]),
        ([text("같은 이름", "가"), text("같은 이름", "금기"), text("같은 이름", "다")], [2]),
        ([text("👩‍🏫 `가`와 **나**", "금기"), text("$x^2$의 값", "금기"), text("끝", "다")], [1, 2]),
        (["제목 없이 금기", text("끝", "다")], [1]),
    ],
)
def test_a_page_left_out_is_told_once_and_not_as_losses(
    course: Course, monkeypatch: pytest.MonkeyPatch, texts: list[str], gone: list[int]
) -> None:
    """The contents say which pages the booklet goes without: it is held against the others."""
    uris = make_booklet(course, texts)
    assert told(course, monkeypatch) == [
        SAID.format(uris[day - 1], "handouts/ko/week_04.pdf") for day in gone
    ]


@pytest.mark.usefixtures("fragile")
def test_a_page_is_told_once_for_all_booklets(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many editions go without it."""
    uris = make_booklet(course, [text("처음", "가"), text("끝", "금기")], "student", "compact")
    both = "handouts/ko/week_04-compact.pdf, handouts/ko/week_04.pdf"
    assert told(course, monkeypatch) == [SAID.format(uris[1], both)]


@pytest.mark.usefixtures("fragile")
def test_what_the_other_pages_lose_is_still_told(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that was added to a page is a loss, as is a page that the contents do not name."""
    uris = make_booklet(course, [text("처음", "가"), text("끝", "금기")])
    course.write({f"docs/ko/{uris[0]}": text("처음", "가") + "- 새로 쓴 것\n"})
    course.write({"docs/ko/week_04/day3/session_1.md": "# 새 세션\n"})
    lost, left_out, other = told(course, monkeypatch)
    assert lost.startswith(
        f"docs/ko/{uris[0]}:9: list item “새로쓴것” is missing from handouts/ko/week_04.pdf"
    )
    assert left_out == SAID.format(uris[1], "handouts/ko/week_04.pdf")
    assert other.startswith("docs/ko/week_04/day3/session_1.md:1: heading “새세션” is missing")


def test_a_booklet_with_all_pages_says_nothing(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where a session is about such a list."""
    words = "인쇄하지 못해 이 책자에 없는 글 (온라인에서 볼 수 있습니다)"
    make_booklet(course, [f"# 처음\n\n## {words}\n\n- 끝\n", text("끝", "나")])
    assert told(course, monkeypatch) == []
