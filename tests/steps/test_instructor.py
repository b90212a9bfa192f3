"""What is for the lecturer alone: nothing of it in the students' site, all of it in the instructor's."""

from __future__ import annotations

import datetime
import gzip
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from course.markdown.reading.instructor import blank_notes, show_notes, unclosed_note
from support.courses import PAGE, BuiltDocs, Course

SESSION = """# Week 1 Day 1 Session 1: 시험 <!-- instructor: SECRET1 -->

**시간**: 09:00-09:50 (50분) <!-- instructor: SECRET2 -->
**목표**: 배운다 <!-- INSTRUCTOR: SECRET3 -->

<!-- instructor:
SECRET4

- SECRET5

```bash
echo SECRET6
```
-->

## 🎯 세션 목표 (10분) <!--instructor: SECRET7-->

- 목표 하나 <!-- instructor: SECRET8 -->
  <!-- instructor: SECRET9 -->
- [ ] 할 일 <!-- instructor:
  SECRET10 -->

| 이름 | 뜻 <!-- instructor: SECRET11 --> |
|---|---|
| Pod | 작다 <!-- instructor: SECRET12 --> |

> 인용 <!-- instructor: SECRET13 -->

!!! note "메모"

    <!-- instructor: SECRET14 -->

    메모의 글

## 💭 함께 생각해보기 (40분)

**이해도 체크 질문**:

- 설명할 수 있나요? <!-- instructor: SECRET15 -->

## 🔑 핵심 키워드

- **Pod**: 작은 단위 <!-- instructor: SECRET16 -->
- **Node**<!-- instructor: SECRET17 -->: 기계

```html
<!-- instructor: 코드로 보여 주는 주석 -->
```

<!-- instructor: SECRET18
"""
NOTE = re.compile(r"<!--\s*instructor\s*:.*?(?:-->|\Z)", re.DOTALL)
SECRETS = {f"SECRET{number}" for number in range(1, 19)}
SOLUTION = "# 해설 SOLUTION1\n\n[그림](answer.png) SOLUTION2\n\n## 핵심 키워드\n\n- **답**: SOLUTION3\n"


@pytest.fixture
def secretive(course: Course) -> Course:
    """A course in two languages with notes wherever a text can have one, and solutions."""
    correction = {
        "quote": "인용",
        "verdict": "wrong",
        "note": {"ko": "주석"},
        "source": "https://example.org/",
        "checked": datetime.date(2026, 11, 1),
    }
    course.write(
        {
            "docs/ko/week_01/day1/session_1.md": SESSION,
            "docs/ko/week_01/day1/solutions.md": SOLUTION,
            "docs/ko/week_01/day1/lab/Solutions.md": SOLUTION,
            "docs/ko/week_01/day1/corrections.yml": yaml.safe_dump({"session_1.md": [correction]}),
            "docs/en/index.md": PAGE.replace("- 하나\n", "- 하나 <!-- instructor: SECRET1 -->\n"),
        }
    )
    return course


def texts(path: Path) -> Iterator[str]:
    """Everything that can be read out of a file: its bytes, what it holds compressed, a PDF's text."""
    content = path.read_bytes()
    yield content.decode("utf-8", "replace")
    yield content.decode("utf-16-le", "replace")
    if path.suffix == ".gz":
        yield gzip.decompress(content).decode("utf-8", "replace")
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        yield from (page.get_textpage().get_text_range() for page in document)
        yield str(document.get_metadata_dict())


def leaks(site_dir: Path) -> list[tuple[str, str]]:
    """Every secret that a file of the site holds, and every file named for solutions."""
    found = []
    for path in sorted(site_dir.rglob("*")):
        name = path.relative_to(site_dir).as_posix()
        if "solution" in name.lower():
            found.append((name, "its name"))
        if path.is_file():
            said = "".join(texts(path))
            found += [(name, secret) for secret in re.findall(r"SECRET\d+|SOLUTION\d", said)]
            found += [(name, "link")] if re.search(r"solutions(\.md|/)", said, re.IGNORECASE) else []
    return found


def test_students_get_nothing_of_the_lecturer_s(secretive: Course) -> None:
    """No file of the students' site holds a note or a solution, byte for byte, in either language.

    An unclosed note keeps all that follows it; it stops a strict build, so this one is not strict.
    """
    ran = secretive.publish("--no-strict")
    assert ran.status == 0, ran.output
    site = secretive.folder / "site"
    assert len(list(site.rglob("*"))) > 30
    assert "note-unclosed" in ran.output
    assert leaks(site) == []
    page = html.fromstring((site / "ko/week_01/day1/session_1/index.html").read_bytes())
    assert "코드로 보여 주는 주석" in page.text_content()
    assert page.xpath("//*[contains(@class, 'instructor')]") == []


def test_unclosed_note_stops_the_build(secretive: Course) -> None:
    """A note that nothing ends is told with its line."""
    line = SESSION.split("\n").index("<!-- instructor: SECRET18") + 1
    ran = secretive.publish()
    assert ran.status == 1
    assert (
        f"docs/ko/week_01/day1/session_1.md:{line}: the note for the lecturer is never closed; "
        "all that follows is part of it; write --> where it ends [note-unclosed]"
    ) in ran.output


def test_instructor_s_edition_has_everything(secretive: Course) -> None:
    """`--instructor` publishes into a folder of its own, with every note and solution; the page is whole."""
    text = SESSION.replace("<!-- instructor: SECRET18\n", "<!-- instructor: SECRET18 -->\n")
    secretive.write({"docs/ko/week_01/day1/session_1.md": text, "docs/ko/week_01/day1/answer.png": b"x"})
    secretive.write({"docs/ko/week_01/day1/lab/answer.png": b"x"})
    before = secretive.site()
    ran = secretive.publish("--instructor")
    assert ran.status == 0, ran.output
    assert secretive.site() == before, "the students' site is as it was"
    day = secretive.folder / "site-instructor/ko/week_01/day1"
    page = html.fromstring((day / "session_1/index.html").read_bytes())
    notes = " ".join(note.text_content() for note in page.find_class("instructor-note"))
    assert set(re.findall(r"SECRET\d+", notes)) == SECRETS
    assert "SOLUTION2" in (day / "solutions/index.html").read_text(encoding="utf-8")
    assert page.find_class("instructor-banner")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_environment_asks_for_the_instructor_s_edition(
    build_docs: Callable[..., BuiltDocs], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain MkDocs, and so `mkdocs serve`, builds the instructor's edition where the variable is set."""
    files = {"session_1.md": '# 세션\n\n글 <!-- instructor: SECRET1 -->\n\n??? note "힌트"\n\n    답\n'}
    assert "SECRET1" not in (build_docs(files).site_dir / "session_1/index.html").read_text("utf-8")
    monkeypatch.setenv("COURSE_INSTRUCTOR", "1")
    built = build_docs(files, strict=True)
    assert built.failure is None, built.messages
    page = html.fromstring((built.site_dir / "session_1/index.html").read_bytes())
    assert "SECRET1" in page.text_content()
    assert page.xpath("//article//details/@open"), "what students unfold is unfolded"


@given(
    st.lists(
        st.sampled_from(
            ["<!-- instructor:", "-->", "a", "\n", "```\n", "`", "<!--", " instructor:", "SECRET"]
        )
    )
)
def test_no_secret_survives(parts: list[str]) -> None:
    """Whatever is around a note, lines keep their numbers and its text goes, save where a fence shows it."""
    text = "".join(parts)
    blank = blank_notes(text)
    assert blank.count("\n") == text.count("\n")
    show_notes(text, "노트", "정답")
    if "`" not in text:
        assert not re.search(r"<!--\s*instructor:", blank)
        assert "SECRET" not in blank or "SECRET" in NOTE.sub("", text)
        assert NOTE.search(text) or blank == text
    assert (unclosed_note(text) > 0) <= ("instructor:" in text)


def test_fence_that_is_never_closed_hides_no_note() -> None:
    """A fence nobody closed would make code of all that follows; a note there is still a note."""
    assert "SECRET" not in blank_notes("```bash\necho\n\n<!-- instructor: SECRET -->\n")
    assert "SECRET" in blank_notes("```bash\n<!-- instructor: SECRET -->\n```\n")
