"""Bad input is told in one line with place and mend, never by a traceback, and the old site stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from support.courses import INHERIT, PAGE, Course, Ran

SESSION = "docs/ko/week_01/day1/session_1.md"
#: The last line where the build can go on without all being mended.
WAYS_ON = (
    "To publish before all is mended: `run.py check --accept` notes what is wrong today, and the next build "
    "goes through (but for losses, and what is not safe); `run.py site --no-strict` publishes what there is."
)


def told(ran: Ran) -> list[str]:
    """The Problems in what a command printed, without MkDocs' level and the hook's name."""
    found = (re.search(r"(?:^|: |- +)((?:\S+/|mkdocs)\S*:\d+: .*\])$", line) for line in ran.lines)
    return [match[1] for match in found if match]


def listed(course: Course) -> list[str]:
    """The list of what was told last, which holds the hints that are only counted where steps are told."""
    return (course.folder / ".cache/problems.txt").read_text("utf-8").splitlines()


def refuse(course: Course, *expected: str, ends_with: str = WAYS_ON) -> None:
    """The build fails, says exactly `expected` about the sources, and the old site is there byte for byte.

    It ends with what can be done by those who cannot mend all at once, where anything can.
    """
    before = course.site()
    ran = course.publish()
    assert ran.status == 1, ran.output
    assert "Traceback" not in ran.output
    assert sorted(told(ran)) == sorted(expected), ran.output
    end = ["Not published: the old site is as it was.", *filter(None, [ends_with])]
    assert ran.lines[-len(end) :] == end
    assert course.site() == before
    assert not list(course.folder.glob(".site-*")), "the staging folder is left behind"


def test_good_course_is_published(course: Course) -> None:
    """The made-up course itself is fine: the site is replaced, nothing is told."""
    ran = course.publish()
    assert ran.status == 0, ran.output
    assert told(ran) == []
    assert "첫 쪽" in (course.folder / "site/ko/index.html").read_text(encoding="utf-8")
    assert (course.folder / "site/index.html").read_text(encoding="utf-8") != "old"


def test_missing_docs_folder(course: Course) -> None:
    """A docs folder that is not there is told at the line that names it."""
    shutil.rmtree(course.folder / "docs")
    settings = (course.folder / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(settings, 1) if text.startswith("    languages:"))
    refuse(
        course,
        f"mkdocs.yml:{line}: the docs folder docs/ko is not there; there is nothing to build; "
        "make it and put the course's pages into it [docs-missing]",
        ends_with="",
    )


def test_missing_docs_folder_in_mkdocs(course: Course) -> None:
    """Plain MkDocs tells a missing docs folder in its own words, and leaves the site."""
    shutil.rmtree(course.folder / "docs")
    before = course.site()
    ran = course.mkdocs()
    assert ran.status == 1
    assert "Traceback" not in ran.output
    assert "'docs_dir'" in ran.output
    assert course.site() == before


NOT_UTF_8: list[tuple[bytes, str]] = [
    ("# 세션\n\n네트워크\n".encode("cp949"), "it looks like CP949"),
    ("# 세션\n\n네트워크\n".encode("utf-16"), "it looks like UTF-16"),
    (b"# S\n\n\xff\xff\n", "its encoding is not known"),
]


@pytest.mark.parametrize(("content", "guess"), NOT_UTF_8)
def test_file_that_is_not_utf_8(course: Course, content: bytes, guess: str) -> None:
    """A file that is not UTF-8 is told with its first wrong line and its likely encoding.

    A build that is not strict publishes the rest of the course.
    """
    course.write({SESSION: content})
    line = 3 if content.startswith(b"# S") else 1
    problem = f"{SESSION}:{line}: the file is not UTF-8; {guess}; save it as UTF-8 [not-utf-8]"
    ran = course.mkdocs()
    assert (ran.status, told(ran)) == (0, [problem]), ran.output
    assert "첫 쪽" in (course.folder / "site/ko/index.html").read_text(encoding="utf-8")
    refuse(course, problem)


def test_what_is_nested_too_deep(course: Course) -> None:
    """Nesting that no reader of the page could follow is told at its line, and costs no other page."""
    deep = "# 세션\n\n" + "".join(f"{'  ' * depth}- 항목\n" for depth in range(50))
    course.write({SESSION: deep, "docs/ko/week_01/b.md": "# 나\n\n" + "**가 " * 90 + "나** " * 90})
    why = "no page can show it; take marks such as > or - or * out, or indent less [nested-too-deep]"
    refuse(
        course,
        f"docs/ko/week_01/b.md:3: what is here is nested more than 80 levels deep; {why}",
        f"{SESSION}:42: what is here is nested more than 80 levels deep; {why}",
    )


def test_every_unreadable_file_is_told_at_once(course: Course) -> None:
    """Two files that cannot be read and an empty one are told in one run."""
    korean = "# 세션\n".encode("cp949")
    course.write({"docs/ko/a.md": korean, "docs/ko/b.md": korean, "docs/ko/c.md": "\n"})
    why = "the file is not UTF-8; it looks like CP949; save it as UTF-8 [not-utf-8]"
    refuse(
        course,
        f"docs/ko/a.md:1: {why}",
        f"docs/ko/b.md:1: {why}",
        "docs/ko/c.md:1: the file holds no text; its page would be empty; "
        "write it, or delete the file [page-empty]",
    )


def test_unclosed_fence(course: Course) -> None:
    """A fence that is never closed is told at the line that opens it."""
    course.write({SESSION: "# 세션\n\n## 세션 목표\n\n1. 하나\n\n   ```bash\n   echo 하나\n\n## 끝\n"})
    refuse(
        course,
        f"{SESSION}:7: the code block that ``` opens is never closed; all that follows is shown as code; "
        "write ``` on a line of its own below it [fence-unclosed]",
    )


@pytest.mark.parametrize("content", ["", "\n \n", "---\ntitle: 빈 세션\n---\n", b"\xef\xbb\xbf"])
def test_empty_session(course: Course, content: str | bytes) -> None:
    """A file with no text is told; a build that is not strict makes its page all the same."""
    course.write({SESSION: content})
    what = "the file holds no text; its page would be empty; write it, or delete the file [page-empty]"
    problem = f"{SESSION}:1: {what}"
    refuse(course, problem)
    ran = course.mkdocs()
    assert (ran.status, told(ran)) == (0, [problem]), ran.output
    assert (course.folder / "site/ko/week_01/day1/session_1/index.html").is_file()


@pytest.mark.long
def test_session_without_the_expected_headings(course: Course) -> None:
    """A session with none of the headings a session has is built; a notice says so."""
    course.write({SESSION: "그냥 글.\n\n- 하나\n"})
    ran = course.publish()
    assert ran.status == 0, ran.output
    notice = (
        f"{SESSION}:1: the session has none of the headings 세션 목표, 핵심 개념, 핵심 키워드, Objectives, "
        "Key Concepts, Keywords; it has no objectives or keywords of its own; write one of them, or leave it "
        "as it is [session-headings]"
    )
    assert (told(ran), listed(course)) == ([], [notice])
    assert "1 hint, which keeps nothing back" in ran.output
    assert "그냥 글." in (course.folder / "site/ko/week_01/day1/session_1/index.html").read_text("utf-8")


#: What stays, what moves and where to.
CLASHES = [
    ("foo.md", "foo/index.md", "foo/index/"),
    ("foo/index.md", "foo/README.md", "foo/readme/"),
    ("foo.md", "foo/README.markdown", "foo/readme/"),
    ("foo.md", "foo.markdown", "foo-2/"),
    ("Foo.md", "foo.md", "foo-2/"),
    ("foo/README.md", "foo/readme.md", "foo/readme/"),
    ("\u1100\u1161.md", "\uac00.md", "\uac00-2/"),
]
BEFORE_HTML = ("foo.md", "foo/README.md", "foo/index.md")


@pytest.mark.long
def test_two_files_that_want_the_same_address(course: Course) -> None:
    """Two pages are both published, strictly, and a hint tells of the one that moves; HTML is not published,
    so a page has its address. The check of the site finds every block of them.
    """
    hints = []
    for number, (stays, moves, address) in enumerate(CLASHES):
        folder = f"docs/ko/c{number}"
        course.write({f"{folder}/{stays}": PAGE, f"{folder}/{moves}": f"# 둘째 {number}\n"})
        if len(list((course.folder / folder).rglob("*.m*"))) < 2:
            continue  # this system's files cannot be told apart by these names
        hints.append(
            f"{folder}/{moves}:1: {folder}/{stays} has the address that this file would have; this one is at "
            f"/c{number}/{address} instead; rename one of them if that will not do; links lead to each "
            "[address-moved]"
        )
    for number, page in enumerate(BEFORE_HTML):
        course.write({f"docs/ko/h{number}/{page}": PAGE, f"docs/ko/h{number}/foo/index.html": "<p>다른 글"})
    ran = course.publish()
    assert ran.status == 0, ran.output
    lines = [*listed(course), *told(ran)]
    assert [line for line in lines if "[address-moved]" in line] == hints
    assert [line.rpartition("[")[2] for line in lines if line not in hints] == ["file-unpublished]"] * 3
    site = course.folder / "site/ko"
    for number, (_, _, address) in enumerate(CLASHES):
        assert f"둘째 {number}" in (site / f"c{number}" / address / "index.html").read_text("utf-8")
    for number, _ in enumerate(BEFORE_HTML):
        assert "가장 작은 단위" in (site / f"h{number}/foo/index.html").read_text("utf-8")


BAD_CONFIGS: list[tuple[bytes, str]] = [
    (
        b"site_name: a\nplugins: [search\nextra: {}\n",
        "mkdocs.yml:3: not YAML: expected ',' or ']', but got ':'; the course cannot be built; "
        "mend this line or the one above it [config-unreadable]",
    ),
    (
        b"site_name: a\n\tdocs_dir: b\n",
        "mkdocs.yml:2: not YAML: found character '\\t' that cannot start any token; "
        "the course cannot be built; mend this line or the one above it [config-unreadable]",
    ),
    (
        "site_name: 강의\n".encode("cp949"),
        "mkdocs.yml:1: the file is not UTF-8; the course cannot be built; "
        "save it as UTF-8 [config-unreadable]",
    ),
    (
        b"site_name: a\nextra:\n  course:\n    start_date: 2026-02-30\n",
        "mkdocs.yml:4: no such value: day is out of range for month; the course cannot be built; "
        "mend this line [config-unreadable]",
    ),
    (
        b"- a\n",
        "mkdocs.yml:1: the file holds no settings; the course cannot be built; "
        "begin with site_name: and docs_dir: [config-unreadable]",
    ),
]


@pytest.mark.parametrize(("content", "problem"), BAD_CONFIGS)
def test_unreadable_mkdocs_yml(course: Course, content: bytes, problem: str) -> None:
    """A mkdocs.yml that cannot be read is told at its line."""
    course.write({"mkdocs.yml": content})
    refuse(course, problem, ends_with="")


def test_no_mkdocs_yml(course: Course) -> None:
    """A folder without mkdocs.yml is told."""
    (course.folder / "mkdocs.yml").unlink()
    refuse(
        course,
        "mkdocs.yml:1: the file is not there; the course cannot be built; run this in the course's folder "
        "[config-unreadable]",
        ends_with="",
    )


def test_faulty_settings_are_told_all_at_once(course: Course) -> None:
    """Every unknown key and wrong value under extra.course is told in one run, each at its line."""
    faulty = {
        "keyword_heading": "[핵심 키워드]",
        "keyword_headings": "핵심 키워드",
        "session_headings": "[1]",
        "no_such_thing": "1",
        "time_labels": "시간",
        "start_date": "3월 2일",
        "time_zone": "Seoul",
        "silenced": "[timing-clock, fence-unclosed]",
    }
    lines = "".join(f"    {key}: {value}\n" for key, value in faulty.items())
    course.write({"mkdocs.yml": f"{INHERIT}site_name: a\nextra:\n  course:\n{lines}"})
    first = 5
    why = "the course cannot be read as meant"
    example = '["핵심 키워드", "Keywords"] [setting]'
    problems = [
        f"mkdocs.yml:{first}: extra.course.keyword_heading is not a setting; {why}; "
        "use keyword_headings, or keep to the list in the guide, Look and name [setting]",
        f"mkdocs.yml:{first + 1}: extra.course.keyword_headings is not a list of headings; {why}; "
        f"write it as keyword_headings: {example}",
        f"mkdocs.yml:{first + 2}: extra.course.session_headings is not a list of headings; {why}; "
        f"write it as session_headings: {example}",
        f"mkdocs.yml:{first + 3}: extra.course.no_such_thing is not a setting; {why}; "
        "keep to the list in the guide, Look and name [setting]",
        f"mkdocs.yml:{first + 4}: extra.course.time_labels is not a list of words; {why}; "
        'write it as time_labels: ["시간", "Time"] [setting]',
        f"mkdocs.yml:{first + 5}: extra.course.start_date is not a date; {why}; "
        "write it as start_date: 2026-03-02 [setting]",
        f"mkdocs.yml:{first + 6}: extra.course.time_zone is not a time zone; {why}; "
        "write an IANA name, such as time_zone: Asia/Seoul [setting]",
        f"mkdocs.yml:{first + 7}: extra.course.silenced names fence-unclosed, which cannot be "
        f"silenced; {why}; "
        "use one of timing-heading, timing-session, timing-clock, timing-overlap [setting]",
    ]
    refuse(course, *problems, ends_with="")
    old = course.site()
    ran = course.mkdocs()
    assert (ran.status, told(ran)) == (1, problems), ran.output
    assert "Traceback" not in ran.output
    assert course.site() == old


def test_dead_links_fail_the_build(course: Course) -> None:
    """A link to a page or heading that is not there keeps the site from being published."""
    course.write({SESSION: PAGE + "\n[다음](session_2.md) [위](#없음)\n"})
    line = PAGE.count("\n") + 2
    refuse(
        course,
        f"{SESSION}:{line}: the link to “session_2.md” leads nowhere; there is no file or folder "
        "week_01/day1/session_2.md; mend the path, or take the link out [link-dead]",
        f"{SESSION}:{line}: the link to “#없음” leads to no heading; its readers stay at the top of the "
        "page; no heading there is like it: name one that is there, or take #없음 out [anchor-dead]",
    )


def test_folder_that_is_no_site_is_not_replaced(course: Course, tmp_path: Path) -> None:
    """Publishing into a folder that holds something else is refused: it would be deleted."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/thesis.txt").write_text("years of work", encoding="utf-8")
    ran = course.publish("-d", str(tmp_path / "papers"))
    assert ran.status == 1
    assert told(ran) == [
        "papers/:1: the folder holds something other than a site; it was left as it was; "
        "name another with -d [site-place]"
    ]
    assert (tmp_path / "papers/thesis.txt").read_text(encoding="utf-8") == "years of work"
