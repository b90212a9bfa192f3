"""The glossary's page is held against the keywords of the sources; findings know what is a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.checks import glossary_check
from course.checks.docs_folder import check_docs
from course.checks.glossary_check import check_glossary_page
from course.checks.site_check import Report, check_site, merge_reports
from course.markdown.files.docs_files import usual_addresses
from course.settings.course_settings import Settings
from support.courses import write_files

SESSION = "# Session 1: 시험\n\n## 핵심 키워드\n\n- **Pod**: 가장 작은 단위\n- **CNI**: 표준\n"
ENTRY = '<div class="other"><h2>{}<a class="headerlink">¶</a></h2>{}</div>'
GOOD = [("Pod", ["가장 작은 단위"]), ("cni", ["표준"])]


def page_of(*entries: tuple[str, list[str]]) -> str:
    boxes = (
        ENTRY.format(
            name, "<p>글</p>" + "".join(f'<div class="x glossary__definition">{text}</div>' for text in texts)
        )
        for name, texts in entries
    )
    part = f'<section class="glossary__part"><p>글</p>{"".join(boxes)}</section>'
    return f"<article><h2>표</h2>{part}<div><h2>세션</h2>글</div></article>"


def told(folder: Path, page: str | None, session: str = SESSION) -> list[str]:
    """What is wrong with a glossary's page, None where there is none."""
    write_files(folder, {"docs/week_01/s.md": session})
    if page is not None:
        write_files(folder, {"site/glossary/index.html": page})
    report = check_glossary_page(folder / "docs", folder / "site", folder, settings=Settings(), url="/ko/")
    assert report.page_count == (page is not None and "키워드" in session)
    return [f"{problem.path}:{problem.line}: {problem.what} [{problem.code}]" for problem in report.problems]


def test_a_glossary_with_every_entry(tmp_path: Path) -> None:
    """Letter case and spaces make no difference."""
    assert told(tmp_path, page_of(*GOOD)) == []


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        (GOOD[:1], "docs/week_01/s.md:6: the entry “CNI” is missing from /ko/glossary/ [glossary-lost]"),
        (
            [GOOD[0], ("CNI", ["다른 뜻"])],
            "docs/week_01/s.md:6: the entry “CNI” is missing from /ko/glossary/ [glossary-lost]",
        ),
        (
            [*GOOD, GOOD[0]],
            "docs/week_01/s.md:5: the entry “Pod” is in /ko/glossary/ 2 times [glossary-twice]",
        ),
        (
            [*GOOD, ("Node", ["기계"])],
            "docs/week_01/s.md:1: /ko/glossary/ has an entry that no session has, “node” [glossary-extra]",
        ),
    ],
)
def test_a_glossary_that_lacks_or_adds(
    tmp_path: Path, entries: list[tuple[str, list[str]]], what: str
) -> None:
    """Each entry that is lost, there twice, or no session's, at the keyword's line."""
    assert what in told(tmp_path, page_of(*entries))


def test_a_sound_glossary_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same page is not read again for the same keywords; another is, as it is for other keywords."""
    found: list[object] = []
    read = glossary_check.read_entries
    monkeypatch.setattr(glossary_check, "read_entries", lambda page: found.append(page) or read(page))
    assert told(tmp_path, page_of(*GOOD)) == []
    longer = SESSION.replace("시험\n", "시험\n\n글\n")
    assert told(tmp_path, page_of(*GOOD), longer) == told(tmp_path, page_of(*GOOD)) == []
    assert len(found) == 1
    lost = "docs/week_01/s.md:6: the entry “CNI” is missing from /ko/glossary/ [glossary-lost]"
    assert told(tmp_path, page_of(*GOOD[:1])) == [lost]
    assert told(tmp_path, page_of(*GOOD[:1]), SESSION.replace("- **CNI**", "\n- **CNI**")) == [
        lost.replace(":6:", ":7:")
    ]
    assert told(tmp_path, page_of(*GOOD), SESSION.replace("표준", "규격")) != []


def test_a_glossary_that_is_not_there(tmp_path: Path) -> None:
    """Is one Problem of the course; a course without keywords needs none."""
    assert told(tmp_path, None) == ["docs:1: the glossary is missing from /ko/glossary/ [glossary-missing]"]
    assert told(tmp_path, None, "# Session 1: 시험\n\n글\n") == []


def test_a_lecturers_own_page_is_not_the_glossary(tmp_path: Path) -> None:
    """Where he has one of that name, the glossary is looked for beside it."""
    write_files(tmp_path, {"docs/glossary.md": "# 낱말\n", "site/glossary/index.html": page_of(*GOOD)})
    assert told(tmp_path, None) == ["docs:1: the glossary is missing from /ko/glossary-2/ [glossary-missing]"]
    write_files(tmp_path, {"site/glossary-2/index.html": page_of(*GOOD)})
    report = check_glossary_page(tmp_path / "docs", tmp_path / "site", tmp_path, settings=Settings())
    assert (report.problems, report.page_count) == ((), 1)


def test_what_a_report_says(tmp_path: Path) -> None:
    """How many pages and blocks, and whether something is missing; two reports are one."""
    write_files(
        tmp_path, {"docs/a.md": "글\n\n- 하나\n", "site/a/index.html": "<p>글</p><ul><li>하나</li></ul>"}
    )
    good = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=[])
    assert str(good) == "1 pages checked (1 text, 1 item): nothing is missing"
    write_files(tmp_path, {"site/a/index.html": "<p>글</p>"})
    bad = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=[])
    assert str(bad) == "1 pages checked (1 text, 1 item): 1 to mend"
    assert str(merge_reports([good, bad])) == "2 pages checked (2 text, 2 item): 1 to mend"
    assert str(Report((), 0, good.block_counts - good.block_counts)) == (
        "0 pages checked (no blocks): nothing is missing"
    )


def test_hints_are_no_faults(tmp_path: Path) -> None:
    """Of all that is found in sources, what only hints at something fails no strict build."""
    write_files(tmp_path, {"session_1.md": "글\n\n[x](gone.md)\n\n[y](tool.exe)\n", "tool.exe": "x"})
    found = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    assert {problem.code for problem in found.problems} == {"session-headings", "link-dead", "download-type"}
    assert {problem.code for problem in found.faults} == {"link-dead"}
    (hint,) = [problem for problem in found.problems if problem.code == "session-headings"]
    assert hint.what.startswith("the session has none of the headings ")
    assert ", " in hint.what


def test_a_note_that_nothing_ends_is_a_fault(tmp_path: Path) -> None:
    """At the line where it begins."""
    write_files(tmp_path, {"a.md": "글\n\n나 <!-- instructor: 말\n"})
    found = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    assert [(problem.line, problem.code) for problem in found.problems] == [(3, "note-unclosed")]
