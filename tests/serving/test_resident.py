"""A page made by itself is the page of a build, byte for byte, where an edit is the page's own affair."""

from __future__ import annotations

from pathlib import Path

import mkdocs
import pytest
from mkdocs.structure.pages import Page

from build import build_pages
from course.publish.request import BuildOptions, BuildRequest
from serving.news import NewLines
from serving.resident import NeedsBuildError, Resident
from support.courses import Course

SESSION = """# Week 1 Day 1 Session {number}: 파드 {number}

## 정보

- **시간**: 09:0{number}-09:5{number}

## 내용 (10분)

파드는 낱말1 가장 작은 단위다. 낱말3 참고: [다음](#더)

```mermaid
flowchart LR
  A[파드] --> B[노드]
```

- [ ] 할 일
- [ ] 할 일 둘

| 이름 | 값 |
| --- | --- |
| 하나 | 둘 |

## 더

글[^1]과 $x^2$

[^1]: 주석

## 🔑 핵심 키워드

- **낱말{number}**: 뜻 {number}
"""
#: What is edited in the session of each number: what stands there, and what is to.
EDITS = (
    ("가장 작은 단위다", "가장 작은 단위다 낱말2"),
    ("파드는 낱말1", "파드는\n\n하나\n\n낱말1"),
    ("A[파드]", "A[노드]"),
    ("- [ ] 할 일 둘", "- [ ] 할 일 둘 하나"),
    ("| 하나 | 둘 |", "| 하나 | 둘 |\n| 둘 | 하나 |"),
    ("[다음](#더)", "[다음](session_1.md#더)"),
    ("주석", "주석 글 글"),
    ("글[^1]과 $x^2$", "글[^1]과 $x^2$ 뜻과 $x$"),
)
CORRECTION = """session_3.md:
  - quote: 가장 작은 단위다
    verdict: wrong
    note: {ko: 아니다}
    source: https://example.org/
    checked: 2026-11-01
"""


def resident(course: Course, name: str, language: str = "ko") -> Resident:
    """The course, built into a folder of this name and kept."""
    kept = Resident(NewLines(None))
    request = BuildRequest(
        course.folder / "mkdocs.yml",
        course.folder / name,
        language=language,
        brings_npm=False,
        options=BuildOptions(strict=False),  # told aloud: what was not told is not kept
        serve_url=f"http://127.0.0.1:1/{language}/",
    )
    assert build_pages(request, kept)
    return kept


def uri(number: int) -> str:
    return f"week_01/day1/session_{number}.md"


@pytest.fixture
def sessions(course: Course) -> Course:
    """A course with a session for each of EDITS."""
    texts = {uri(number): SESSION.format(number=number) for number in range(1, len(EDITS) + 1)}
    course.write({f"docs/ko/{name}": text for name, text in texts.items()})
    course.write({"docs/ko/index.md": "# 첫 쪽\n\n글\n", "docs/ko/week_01/day1/corrections.yml": CORRECTION})
    return course


@pytest.mark.parametrize("is_warm", [False, True])
def test_the_page_is_that_of_a_build(sessions: Course, is_warm: bool) -> None:
    """For edits of text, terms, diagrams, tasks, tables, links, footnotes, formulas; with corrections too.

    Also where the build has made no page itself, because nothing has changed since the last one.
    """
    if is_warm:
        resident(sessions, "before")
    kept = resident(sessions, "first")
    assert (type(kept.files.src_uris[uri(1)].page) is not Page) == is_warm
    kept.prepare()
    made = {}
    for number, (old, new) in enumerate(EDITS, 1):
        path = sessions.folder / "docs/ko" / uri(number)
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        name, content = kept.page(uri(number))
        assert content != (sessions.folder / "first" / name).read_bytes()
        made[name] = content
    resident(sessions, "second")
    for name, content in made.items():
        assert content == (sessions.folder / "second" / name).read_bytes(), name
    assert b"correction" in made["week_01/day1/session_3/index.html"]


def test_titles_and_keywords_are_on_the_page_at_once(sessions: Course) -> None:
    """A page shows its own new title and term; one that is no session any more needs a build."""
    kept = resident(sessions, "first")
    path = sessions.folder / "docs/ko" / uri(1)
    text = path.read_text("utf-8")
    path.write_text(text.replace("파드 1", "파드 하나").replace("**낱말1**", "**하나**"), encoding="utf-8")
    page = kept.page(uri(1))[1].decode()
    assert "<title>Week 1 Day 1 Session 1: 파드 하나" in page
    assert 'id="__term-하나"' in page
    for other in ("# 글\n", "\udcff"):
        path.write_bytes(other.encode("utf-8", "surrogateescape"))
        try:
            kept.page(uri(1))
        except Exception as error:
            assert isinstance(error, NeedsBuildError) or "UTF-8" in str(error)  # noqa: PT017
        else:
            assert other.startswith("#")


def test_files_that_lead_elsewhere_are_not_read(sessions: Course, tmp_path: Path) -> None:
    """A source that has become a link, or is none of the build's, is left to a build, which checks it."""
    kept = resident(sessions, "first")
    (tmp_path / "secret.md").write_text("# 다른 글\n")
    path = sessions.folder / "docs/ko" / uri(1)
    path.unlink()
    path.symlink_to(tmp_path / "secret.md")
    for name in (uri(1), "new.md"):
        with pytest.raises(NeedsBuildError):
            kept.page(name)


def test_mkdocs_is_the_one_whose_private_names_are_used() -> None:
    """`_populate_page` and `_build_page` are called as this release calls them."""
    assert mkdocs.__version__ == "1.6.1"
