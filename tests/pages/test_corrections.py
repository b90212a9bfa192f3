"""Corrections beside sessions: what is refused, where the marks go, and those of the given session."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from lxml import html

from course.checks.docs_folder import check_docs
from course.markdown.files.docs_files import usual_addresses
from course.markdown.html.article import Article
from course.model.model import Correction
from course.pages.corrections.placing import place_in_html, put_marks
from course.settings.course_settings import Settings
from support.courses import SAMPLE, BuiltDocs, write_files
from support.search_index import read_text

GIVEN = "week_03/day3/session_1.md"
TEXT = """# Session 1: 시험

## 핵심 `개념`

첫 글 (**굵게**)는 이렇다. [링크](https://example.org/a) 끝.

- 항목: 하나, 둘

| 이름 | 뜻 |
|---|---|
| Pod | 칸 속 글 |

```bash
echo 코드 속
```

```mermaid
graph LR
  A[그림 속] --> B
```

두 번. 두 번.
"""


def entry(quote: str, **changed: object) -> dict[str, object]:
    made = {
        "quote": quote,
        "verdict": "wrong",
        "note": {"ko": f"<b>{quote[:3]}</b> 주석", "en": "note"},
        "source": "https://example.org/",
        "checked": datetime.date(2026, 11, 1),
    }
    return {**made, **changed}


def as_yaml(*entries: object, name: str = "session_1.md") -> str:
    return yaml.safe_dump({name: list(entries)}, allow_unicode=True, sort_keys=False)


def read(tmp_path: Path, corrections: str, **more: str) -> tuple[list[Correction], list[str]]:
    files = {"day1/session_1.md": TEXT, "day1/corrections.yml": corrections, **more}
    write_files(tmp_path, files)
    found = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    told = [str(problem) for problem in found.problems if problem.code.startswith("correction")]
    return [each for session in found.course.sessions for each in session.corrections], told


def test_corrections_are_numbered_by_their_quotes(tmp_path: Path) -> None:
    """Whatever their order in the file, corrections are numbered as the reader meets them."""
    corrections, told = read(tmp_path, as_yaml(entry("칸 속 글"), entry("첫 글")))
    assert told == []
    assert [(each.number, each.quote, each.line) for each in corrections] == [
        (1, "첫 글", 5),
        (2, "칸 속 글", 11),
    ]
    assert (corrections[0].note("en"), corrections[0].note("fr")) == ("note", "<b>첫 글</b> 주석")


FAULTS = [
    (as_yaml(entry("없는 글")), 2, "the quote “없는 글” is not in the session", "correction-lost"),
    (as_yaml(entry("두 번.")), 2, "the quote “두 번.” is in the session 2 times", "correction-lost"),
    (
        as_yaml(entry("첫 글", verdict="odd")),
        2,
        "the correction's verdict is not right: 'odd'",
        "correction-invalid",
    ),
    (as_yaml(entry("첫 글", note={})), 2, "the correction's note is not right: {}", "correction-invalid"),
    (
        as_yaml(entry("첫 글", source="x")),
        2,
        "the correction's source is not right: 'x'",
        "correction-invalid",
    ),
    (
        as_yaml(entry("첫 글", checked="now")),
        2,
        "the correction's checked is not right: 'now'",
        "correction-invalid",
    ),
    (
        as_yaml(entry("첫 글")).replace("2026-11-01", "2026-02-30"),
        2,
        "the correction's checked is not right: '2026-02-30'",
        "correction-invalid",
    ),
    (as_yaml({"quote": "첫 글"}), 2, "the correction has quote", "correction-invalid"),
    (
        "../../../etc/passwd: []\n",
        1,
        "“../../../etc/passwd” is no file beside it, and holds no list of corrections",
        "correction-invalid",
    ),
    ("'': []\n", 1, "“” is no file beside it, and holds no list of corrections", "correction-invalid"),
    ("? [a]\n: []\n", 1, "“” is no file beside it, and holds no list of corrections", "correction-invalid"),
    ("[" * 5000, 1, "its values are nested too deep", "correction-invalid"),
    ("a: \n" + "{" * 5000, 2, "its values are nested too deep", "correction-invalid"),
    (as_yaml("첫 글"), 2, "the correction has no keys that can be read", "correction-invalid"),
    (
        as_yaml(entry("첫 글"), name="session_9.md"),
        2,
        "there is no session_9.md beside",
        "correction-invalid",
    ),
    ("session_1.md: 3\n", 1, "session_1.md holds no list of corrections", "correction-invalid"),
    ("- 3\n", 1, "the file holds no list of corrections", "correction-invalid"),
    ("a: [\n", 2, "not YAML", "correction-invalid"),
    ("a: !!python/object:os.system [x]\n", 1, "a holds no list", "correction-invalid"),
    (
        as_yaml(entry("첫 글", checked=datetime.date(2020, 1, 1))),
        2,
        "last checked on 2020-01-01",
        "correction-old",
    ),
]


@pytest.mark.parametrize(("text", "line", "what", "code"), FAULTS)
def test_faulty_corrections_are_told(tmp_path: Path, text: str, line: int, what: str, code: str) -> None:
    """Each fault is told at its entry's line in the corrections file."""
    if "python" in text:
        text = text.replace("[x]", "x")
    _, told = read(tmp_path, text)
    assert len(told) == 1, told
    assert told[0].startswith(f"day1/corrections.yml:{line}: ")
    assert what in told[0]
    assert told[0].endswith(f"[{code}]")


def test_marks_stand_behind_their_quotes(build_docs: Callable[..., BuiltDocs]) -> None:
    """In text the mark follows the quote; behind headings, code and diagrams it follows the block.

    The corrections file is not published, search knows nothing of notes, and nothing is lost by the check.
    """
    quotes = [
        "핵심 `개념`",
        "(**굵게**",
        "https://example.org/a",
        "하나",
        "칸 속 글",
        "echo 코드 속",
        "A[그림 속]",
    ]
    built = build_docs(
        {
            "day1/session_1.md": TEXT,
            "day1/corrections.yml": as_yaml(*map(entry, quotes)),
            "index.md": "# 첫\n",
        },
        strict=True,
    )
    assert built.failure is None, built.messages
    assert not list(built.site_dir.rglob("corrections.yml"))
    assert "corrections.yml" not in (built.site_dir / "day1/index.html").read_text(encoding="utf-8")
    page = html.fromstring((built.site_dir / "day1/session_1/index.html").read_bytes())
    marks = page.xpath("//article//sup[@class='correction-mark']")
    assert [mark[0].get("data-number") for mark in marks] == [
        str(number) for number in range(1, len(quotes) + 1)
    ]
    assert [mark.getparent().tag for mark in marks] == ["h2", "p", "p", "li", "td", "p", "p"]
    before = [(mark.getprevious().tag if mark.getprevious() is not None else "") for mark in marks[1:3]]
    assert before == ["strong", "a"]
    assert [mark.getparent().getprevious().tag for mark in marks[5:]] == ["div", "figure"]
    notes = page.xpath("//section[@class='corrections']//details")
    assert [note.xpath("string(.//q)") for note in notes][:2] == ["핵심 개념", "(굵게"]
    assert [note.xpath("string(.//q)") for note in notes][-1] == "A[그림 속]"
    assert all(note.get("open") is None for note in notes)
    assert notes[0].xpath(".//div/p[1]/text()") == ["<b>핵심 </b> 주석"]
    assert page.xpath("//title/text()")[0].startswith("Session 1: 시험")
    index = read_text(built.site_dir)
    assert "주석" not in index
    assert "correction" not in index


@pytest.mark.parametrize("language", ["ko", "en"])
def test_given_session_is_corrected(built_site: Path, language: str) -> None:
    """The given session's corrections are all marked in the text and noted below, in the page's language."""
    page = html.fromstring((built_site / language / "week_03/day3/session_1/index.html").read_bytes())
    assert not list((built_site / language).rglob("corrections.yml"))  # no page of a translation borrows it
    marks = page.xpath("//sup[@class='correction-mark']/@id")
    assert marks == [f"__correction-mark-{number}" for number in range(1, 13)]
    notes = page.xpath("//section[@class='corrections']//details")
    assert len(notes) == 12
    word = {"ko": "쿠버네티스", "en": "Kubernetes"}[language]
    assert word in notes[-1].text_content()
    ids = set(page.xpath("//@id"))
    inside = page.xpath("//section[@class='corrections']//a/@href[starts-with(., '#')]")
    assert {address[1:] for address in inside} <= ids


def test_given_corrections_are_the_same_in_both_languages() -> None:
    """The files of the two languages differ in their quotes, and in links to headings, alone."""
    korean, english = (
        yaml.safe_load((SAMPLE / f"docs/{language}/week_03/day3/corrections.yml").read_text("utf-8"))[
            "session_1.md"
        ]
        for language in ("ko", "en")
    )
    assert len(korean) == len(english) == 12
    for one, other in zip(korean, english, strict=True):
        assert set(one["note"]) == {"ko", "en"}
        assert (one["verdict"], one["note"], one["checked"]) == (
            other["verdict"],
            other["note"],
            other["checked"],
        )
        assert one["source"] == other["source"] or {one["source"][0], other["source"][0]} == {"#"}


MARKED = """<h1>Session 1: 시험</h1>
<p>첫 글<b>굵게</b> \U000f0c012\U000f0c02는 이렇다. <img alt="둘 \U000f0c013\U000f0c02 글"></p>
<div class="highlight"><pre><code>echo 코드 속\n</code></pre></div>
<figure class="diagram"><pre>그림 속</pre></figure>"""


def test_marks_stand_where_their_quotes_end(tmp_path: Path) -> None:
    """Behind the quote in text, behind a picture for its text, at a title's end, else behind the block."""
    quotes = ("Session 1", "시험", "echo", "코드 속", "그림 속")
    files = {"day1/session_1.md": TEXT, "day1/corrections.yml": as_yaml(*map(entry, quotes))}
    write_files(tmp_path, files)
    found = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    article = Article(MARKED)
    place_in_html(article, found.course.sessions[0])
    put_marks(article, [f"<sup>{n}</sup>" for n in range(1, 6)], [f"<p>{n}</p>" for n in range(1, 6)])
    assert str(article) == (
        "<h1>Session 1: 시험<sup>1</sup><sup>2</sup></h1>\n"
        '<p>첫 글<b>굵게</b><sup>2</sup>는 이렇다. <img alt="둘 글"><sup>3</sup></p>\n'
        '<div class="highlight"><pre><code>echo 코드 속\n</code></pre></div><p>3</p><p>4</p>\n'
        '<figure class="diagram"><pre>그림 속</pre></figure><p>5</p>'
    )
