"""Quizzes: nothing that students get tells which answer is right; the lecturer's edition does."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from support.courses import Course, run_module

STUDENTS = ("markdown", "lms", "offline", "epub", "print")
QUIZ = """# Week 1 Day 1 Session 1: 시험

## 세션 목표

- 목표

## 퀴즈

무엇이 맞습니까?

- [ ] 보기 하나
  - 말 하나.
- [x] 보기 둘
  - 말 둘.

<details><summary>해설</summary>

해설의 글.

</details>

암호는? <!-- answer: TYPED1 | TYPED2 -->

열쇠는?

<!-- answer: TYPED3 -->
"""


def _texts(content: bytes) -> Iterator[str]:
    """What a file says, compressed or not; of an archive its files, but for those that every course has."""
    yield content.decode("utf-8", "replace")
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content).decode("utf-8", "replace")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _texts(archive.read(name)) if "assets/" not in name else ()
    if content.startswith(b"%PDF"):
        yield from (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def _tells(folder: Path) -> list[str]:
    """The files below `folder` that tell an answer."""
    tells = re.compile(
        r"TYPED\d|\[x\]|☑|answer:\s|instructor-note|quiz-right|checked(=|>|\s*/)[^\n]{0,200}보기",
        re.IGNORECASE,
    )
    paths = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and "/assets/" not in path.as_posix()
    ]
    return [
        path.relative_to(folder).as_posix()
        for path in paths
        if any(map(tells.search, _texts(path.read_bytes())))
    ]


@pytest.fixture
def asking(course: Course) -> Course:
    """A course with a quiz."""
    course.write({"docs/ko/week_01/day1/session_1.md": QUIZ})
    return course


def test_students_get_no_answer_in_any_file(asking: Course) -> None:
    """Pages, search, course.json, Markdown and handouts have the quiz, and none what is right in it."""
    ran = asking.publish()
    assert ran.status == 0, ran.output
    site = asking.folder / "site"
    assert "data-answer" in (site / "ko/week_01/day1/session_1/index.html").read_text("utf-8")
    assert "- [ ] 보기 둘" in (site / "ko/week_01/day1/session_1.md").read_text("utf-8")
    assert [*site.rglob("*.pdf")]
    assert not _tells(site)


@pytest.mark.long
def test_students_exports_tell_no_answer(asking: Course) -> None:
    """Every edition to take away has the quiz, and none what is right in it."""
    exported = asking.folder / "export"
    for edition in STUDENTS:
        before = {path for path in exported.rglob("*") if path.is_file()}
        made = run_module("hooks", "export", edition, cwd=asking.folder)
        assert made.status == 0, made.output
        new = {path for path in exported.rglob("*") if path.is_file()} - before
        assert any("보기 둘" in text for path in new for text in _texts(path.read_bytes())), edition
    assert not _tells(exported)
    made = run_module("hooks", "export", "quizzes", "--instructor", cwd=asking.folder)
    assert made.status == 0, made.output
    assert {Path(name).suffix for name in _tells(exported)} == {".imscc", ".zip"}


def test_the_lecturer_s_edition_shows_what_is_right(asking: Course) -> None:
    """Marks say it on the page, and boxes what may be typed; nothing there is for the script.

    Pages and handouts tell: so the search for what students' files tell is known to find it.
    """
    ran = asking.publish("--instructor")
    assert ran.status == 0, ran.output
    told = _tells(asking.folder / "site-instructor")
    assert {".html", ".pdf"} <= {Path(name).suffix for name in told}
    content = (asking.folder / "site-instructor/ko/week_01/day1/session_1/index.html").read_bytes()
    shown = html.fromstring(content)
    right = [mark.getparent().text_content() for mark in shown.find_class("quiz-right")]
    assert len(right) == 1
    assert "보기 둘" in right[0]
    assert "TYPED1 | TYPED2" in shown.text_content()
    assert "TYPED3" in shown.text_content()
    assert not shown.xpath("//*[@data-answer]")
