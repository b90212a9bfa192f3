# ruff: noqa: E501 - pages in one piece
"""How what a lecturer writes is taken: words, entries, places, order, corrections, editions."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from course.markdown.files.source import Source
from course.markdown.reading.heading_words import folded, has_word, is_word
from course.model.built_language import place_in_words
from course.model.corrections.corrections import read_corrections
from course.model.corrections.course_corrections import correct_sessions, today
from course.model.editions import read_editions, read_other_course
from course.model.model import Correction, Session
from course.model.sessions.course_tree import parse_course
from course.model.sessions.entries import split_entry
from course.model.sessions.inline import read_inline
from course.model.sessions.parse import parse_session
from course.model.sessions.places import place_reader
from course.model.site_folders import language_folders
from course.problems.problem import CourseError
from course.settings.course_settings import Settings
from support.courses import write_files

HEAD = "# Session 1: 시험\n\n"


def session_of(text: str, uri: str = "a.md") -> Session:
    session = parse_session(Source(uri, uri, text), Settings())
    assert session is not None
    return session


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🔑 핵심 키워드", "핵심키워드"),
        ("Key-Terms: 1", "keyterms1"),
        ("\u1100\u1161", "가"),
        ("Straße", "strasse"),
        ("!?", ""),
    ],
)
def test_words_are_compared_by_their_letters(text: str, expected: str) -> None:
    """Letters, marks and numbers, composed, in lower case: no emoji, space or sign."""
    assert folded(text) == expected
    assert is_word(text, ["다른", expected])
    assert has_word(f"이 {text} 저", [expected]) is bool(expected)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("가  나", "가 나"),
        ("**가** `b`", "가 b"),
        ("가\n나", "가 나"),
        ("가  \n나", "가 나"),
        ("가<br>나<BR />다<b>라</b>", "가 나 다라"),
        ("![가](a.png) 나", "가 나"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_what_a_reader_sees_of_a_line(markdown: str, shown: str) -> None:
    """Its words on one line: breaks are spaces, a picture is what is said of it."""
    assert read_inline(markdown) == shown


@pytest.mark.parametrize(
    ("markdown", "term", "definition"),
    [
        ("**Pod**: 단위", "**Pod**", "단위"),
        ("**Pod:** 단위", "**Pod**", "단위"),
        ("Pod - 단위", "Pod", "단위"),
        ("Pod：단위", "Pod", "단위"),
        ("`a: b`: 단위", "`a: b`", "단위"),
        ("https://a.example/b: 단위", "https://a.example/b:", ""),
        ("**nfs**://host: 길", "**nfs**://host", "길"),
        (f"{'가' * 160}: 뜻", "가" * 160, "뜻"),
    ],
)
def test_an_entry_is_split_where_its_definition_begins(markdown: str, term: str, definition: str) -> None:
    """Outside of code, links, strong text and addresses; a term may be long."""
    entry = split_entry(markdown)
    if not definition:
        assert entry is None or entry.definition == ""
        return
    assert entry is not None
    assert (entry.term, entry.definition) == (term, definition)


@pytest.mark.parametrize("markdown", [f"{'가' * 161}: 뜻", "Pod 단위", ": 뜻", "10:30 에", ""])
def test_what_is_no_entry(markdown: str) -> None:
    """A sentence before a colon, no term, a time of day, nothing to part the two."""
    assert split_entry(markdown) is None


@pytest.mark.parametrize(
    ("uri", "level", "folder"),
    [
        ("week_03/day2/a.md", "week", ("week_03", 3)),
        ("week_03/day2/a.md", "day", ("week_03/day2", 2)),
        ("과정/3주차/a.md", "week", ("과정/3주차", 3)),
        ("week_03.md", "week", ("", None)),
        ("a/day_3.md", "day", ("", None)),
    ],
)
def test_the_folder_of_a_week_or_a_day(uri: str, level: str, folder: tuple[str, int | None]) -> None:
    """A folder, never the file's own name."""
    assert place_reader(Settings()).folder(uri, level) == folder


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        ("week_03/day3/session_1.md", "3주차 · 3일차 · 세션 1"),
        ("theory/week_03/README.md", "3주차"),
        ("guide.md", ""),
        ("docs/chapter10/chapter10.md", "Chapter10"),
        ("week_02/week_02_day1.md", "2주차 · 2주차 1일차"),
    ],
)
def test_a_place_in_words(uri: str, words: str) -> None:
    """Folders and files with a number, by their forms."""
    forms = {"week": "{}주차", "day": "{}일차", "session": "세션 {}"}
    assert place_in_words(uri, forms) == words


def test_sessions_stand_as_they_are_taught() -> None:
    """By the clock, then labs after sessions, then by number, what has none last, then by name."""
    time = "**시간**: {} (50분)\n"
    texts = {
        "day1/f.md": "# Session 2: 글\n\n" + time.format("09:00-09:50"),
        "day1/d.md": "# Session 9: 글\n\n" + time.format("10:00-10:50"),
        "day1/e.md": "# Lab 1: 글\n\n" + time.format("10:00-10:50"),
        "day1/c9.md": "# Session 3: 글\n",
        "day1/c10.md": "# Session 3: 글\n",
        "day1/b.md": "# 글\n\n**시간**: 50분\n",
    }
    sources = [Source(uri, uri, text) for uri, text in reversed(texts.items())]
    assert [session.uri for session in parse_course(sources, Settings()).sessions] == list(texts)


def test_lists_are_what_their_heading_or_label_says() -> None:
    """A label in bold, or that ends in a colon, says it of the list straight below it."""
    text = (
        f"{HEAD}## 이해도 체크\n\n- 하나인가\n- [ ] 할 일\n\n## 다음\n\n글\n\n**이해도 체크** (5분) :\n\n- 둘인가\n\n"
        "이해도 체크:\n\n- 셋인가\n\n이해도 체크\n\n- 넷\n\n- Pod를 설명할 수 있나요\n"
    )
    session = session_of(text)
    assert [check.text for check in session.checks] == [
        "하나인가",
        "둘인가",
        "셋인가",
        "Pod를 설명할 수 있나요",
    ]
    assert [task.text for task in session.tasks] == ["할 일"]


def test_keywords_stand_in_lists_and_tables() -> None:
    """In the order of their lines, each with its group and what is nested below it; in a table, two columns."""
    text = (
        f"{HEAD}## 핵심 키워드\n\n**묶음**:\n\n- **A**: 하나\n\n  둘\n\n| 말 | 뜻 |\n|---|---|\n| B | 셋 |\n| | 넷 |\n\n"
        "### 기본\n\n- **C**: 다섯\n\n| 가 | 나 | 다 |\n|---|---|---|\n| D | 여섯 | 일곱 |\n"
    )
    found = [(k.term, k.definition, k.group, k.line) for k in session_of(text).keywords]
    assert found == [("A", "하나 둘", "묶음", 7), ("B", "셋", "", 13), ("C", "다섯", "기본", 18)]


def test_items_that_begin_with_a_block_are_read_on() -> None:
    """An item that begins with code, or holds nothing, is no point; what follows it is."""
    text = f"{HEAD}## 이해도 체크\n\n- ```bash\n  ls\n  ```\n-\n- 하나인가\n"
    session = session_of(text)
    assert [(check.text, check.line) for check in session.checks] == [("하나인가", 9)]
    assert [(code.language, code.line) for code in session.code_blocks] == [("bash", 5)]


def test_a_page_that_says_no_kind_is_a_session() -> None:
    """A lab is what its title or its path says is one."""
    assert session_of(f"{HEAD}글\n").kind == "session"
    assert session_of("# Lab 2: 글\n").kind == "lab"
    assert (
        session_of(
            "# 글\n\n**시간**: 09:00-09:50 (50분)\n\n## 핵심 키워드\n\n- **a**: b\n", "week_01/day1/a_1.md"
        ).kind
        == "session"
    )


def entry(quote: str, **more: object) -> str:
    values = {
        "verdict": "wrong",
        "note": "{ko: 주석}",
        "source": "https://a.example",
        "checked": "2026-11-01",
    }
    lines = [f"- quote: {quote}", *(f"  {key}: {value}" for key, value in {**values, **more}.items())]
    return "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"a: [\n", 2, "not YAML: "),
        ("session_1.md: 가".encode("cp949"), 1, "the file is not UTF-8"),
        (b"- a\n", 1, "the file holds no list of corrections"),
        (b"", 1, "the file holds no list of corrections"),
        (b"a.md: []\nb.md: c\n", 2, "b.md holds no list of corrections"),
    ],
)
def test_a_corrections_file_that_cannot_be_read(tmp_path: Path, content: bytes, line: int, what: str) -> None:
    """Is told once, at its line; the rest of it is read."""
    write_files(tmp_path, {"corrections.yml": content})
    found, (problem,) = read_corrections(tmp_path / "corrections.yml", tmp_path)
    assert (problem.path, problem.line, problem.code) == ("corrections.yml", line, "correction-invalid")
    assert problem.what.startswith(what)
    assert list(found) == (["a.md"] if b"a.md" in content else [])


def test_corrections_of_other_pages(tmp_path: Path) -> None:
    """An entry of no session is told, by its first; of pages that are not looked at, nothing is."""
    text = f"{HEAD}첫 글.\n\n두 번. 두 번. 두 번.\n"
    write_files(
        tmp_path,
        {
            "corrections.yml": f"s1.md:\n{entry('첫 글')}{entry('두 번.')}x.md:\n{entry('a')}{entry('b')}s2.md:\n{entry('c')}"
        },
    )
    sources = [Source("s1.md", "s1.md", text), Source("s2.md", "s2.md", "글\n")]
    given = ([session_of(text, "s1.md")], sources, ["corrections.yml", "s1.md"], tmp_path, tmp_path)
    (session,), problems = correct_sessions(*given)
    assert [(each.number, each.quote, each.note("ko"), each.note("en")) for each in session.corrections] == [
        (1, "첫 글", "주석", "주석")
    ]
    assert [(problem.line, problem.code, problem.what) for problem in problems] == [
        (7, "correction-lost", "the quote “두 번.” is in the session 3 times"),
        (13, "correction-invalid", "there is no x.md beside corrections.yml"),
        (24, "correction-invalid", "s2.md is no session"),
    ]
    assert len(correct_sessions(*given, only={"s2.md"})[1]) == 2
    assert len(correct_sessions(*given, only={"s1.md"})[1]) == 1


def test_a_note_is_in_the_language_asked_for() -> None:
    """Else in the first that it has."""
    given = Correction(
        1, "a", "wrong", (("ko", "가"), ("en", "b")), "#a", datetime.date(2026, 1, 1), 1, "c.yml", 1
    )
    assert [given.note(code) for code in ("ko", "en", "fr")] == ["가", "b", "가"]


@pytest.mark.parametrize(
    ("given", "day"), [("86400", datetime.date(1970, 1, 2)), ("0", datetime.date(1970, 1, 1))]
)
def test_the_day_of_a_build(monkeypatch: pytest.MonkeyPatch, given: str, day: datetime.date) -> None:
    """That of SOURCE_DATE_EPOCH; without it, and with what is no number, this one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert today() == day
    now = datetime.datetime.now(tz=datetime.timezone.utc).date()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
    assert today() - now <= datetime.timedelta(days=1)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert today() - now <= datetime.timedelta(days=1)


def test_the_editions_of_a_course(tmp_path: Path) -> None:
    """mkdocs.yml's first, then each whose folder of sources is there; what is not said has a usual value."""
    files = {
        "mkdocs.yml": "site_name: 과정\nsite_url: https://a.example/ko\nsite_dir: site/ko\ntheme: {language: ko}\n",
        "mkdocs.en.yml": "docs_dir: docs/en\n",
        "mkdocs.fr.yml": "docs_dir: docs/fr\n",
        "docs/en/index.md": "# A\n",
    }
    write_files(tmp_path, files)
    main, other = read_editions(tmp_path)
    assert (main.docs_dir, main.site_url, main.name) == (tmp_path / "docs", "https://a.example/ko/", "한국어")
    assert (main.language.code, main.language.folder, main.language.title) == ("ko", "ko", "과정")
    assert (other.language.code, other.language.folder, other.language.title) == ("en", "en", "en")
    assert other.site_url == ""
    write_files(tmp_path, {"mkdocs.yml": "site_name: a\n\ndocs_dir: nowhere\n"})
    with pytest.raises(CourseError) as raised:
        read_editions(tmp_path)
    assert [(p.path, p.line, p.code) for p in raised.value.problems] == [("mkdocs.yml", 3, "docs-missing")]


def test_the_editions_of_another_course(tmp_path: Path) -> None:
    """Its folders are its languages, called as their front pages are; without any it is one, in the first."""
    write_files(
        tmp_path,
        {
            "mkdocs.en.yml": "site_dir: site/en\ntheme: {language: en}\n",
            "mkdocs.yml": "site_name: 과정\nsite_dir: site/ko\ntheme: {language: ko}\n",
            "two/ko/README.md": "## 앞\n\n# 둘\n",
            "two/en/index.md": "글\n",
            "one/a.md": "# 하나\n",
            "bad/index.md": "# 가".encode("cp949"),
            "plain/docs/a.md": "글\n",
        },
    )
    titles = {
        name: [
            (each.language.code, each.language.title) for each in read_other_course(tmp_path, tmp_path / name)
        ]
        for name in ("two", "one", "bad", "plain/docs")
    }
    assert titles == {
        "two": [("ko", "둘"), ("en", "en")],
        "one": [("ko", "one")],
        "bad": [("ko", "bad")],
        "plain/docs": [("ko", "plain")],
    }
    with pytest.raises(CourseError):
        read_other_course(tmp_path, tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("https://a.example/x/", "https://a.example/x/ja/"),
        ("https://a.example/x/ko/", "https://a.example/x/ja/"),
        ("", ""),
    ],
)
def test_the_address_of_a_course_in_a_language_of_its_own(tmp_path: Path, stated: str, address: str) -> None:
    """It is published in its own folder, not in that of the settings' language."""
    settings = f"site_url: {stated}\nextra: {{course: {{languages: [ko, en]}}}}\n"
    write_files(
        tmp_path,
        {"mkdocs.yml": settings, "other/a.md": "# これは講義のページです\n\nひらがなで書いてあります。\n"},
    )
    (edition,) = read_other_course(tmp_path, tmp_path / "other")
    assert (edition.language.code, edition.site_url) == ("ja", address)


def test_the_folders_of_languages(tmp_path: Path) -> None:
    """Those of the sources that the site has; a site with its styles at its top is one language's."""
    write_files(tmp_path, {"docs/ko/a.md": "", "docs/en/a.md": "", "docs/x.md": "", "site/ko/index.html": ""})
    docs, site = tmp_path / "docs", tmp_path / "site"
    assert language_folders(site, docs) == [(docs / "ko", site / "ko", "/ko/")]
    assert language_folders(site, docs / "ko") == [(docs / "ko", site / "ko", "/ko/")]
    write_files(tmp_path, {"site/assets/a.css": ""})
    assert language_folders(site, docs) == [(docs, site, "/")]
