"""`run.py check --against github`: every block that GitHub shows otherwise is told, and how many agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from course.checks.agreement.compare import Agreement, compare_readings
from course.checks.agreement.github_check import check_against_github
from course.checks.agreement.readings import SiteReader, github_html
from course.checks.agreement.shown_blocks import Shown, shown_blocks
from course.publish.guide_course import lay_out
from course.settings.config import read_config
from support.check_command import folder as folder
from support.check_command import run
from support.courses import ROOT, Course, write_files
from support.markdown_lines import line_soup

CONFIG = read_config(ROOT / "mkdocs.yml")


def agreement(github: str, site: str) -> Agreement:
    """What is told of two readings."""
    return compare_readings("a.md", shown_blocks(github), shown_blocks(site))


ALIKE = {
    "an alert": "> [!NOTE]\n> 글\n>\n> - a",
    "an alert, its name followed by spaces": "> [!WARNING]  \n> 글",
    "a task whose text begins with bold in marks": "- [x] **[a](b)** (c)\n- [ ] **“굵게”** 글",
    "footnotes": "글[^b] 글[^a]\n\n[^a]: 하나\n\n    - 둘\n[^b]: 셋",
    "code that a tab indents": "- a\n\n\t```yaml\n\tx:\n\t  y: 1\n\t```",
    "an address in brackets": "[https://a.example/x] [b][https://a.example/y]",
    "schemes without an address": '"http://" or "https://" and http://-x',
    "an address with escapes": "<http://a.example/%5Bx%5D>",
    "an address of chat": "xmpp:a@b.example/c mailto:a@b.example",
    "a diagram": "```mermaid\ngraph TD\n  A --> B\n```",
}


@pytest.mark.parametrize("markdown", ALIKE.values(), ids=ALIKE.keys())
def test_read_alike(markdown: str) -> None:
    """What both show alike is no difference, however differently their HTML says it."""
    found = compare_readings(
        "a.md", shown_blocks(github_html(markdown)), shown_blocks(SiteReader(CONFIG).html(markdown))
    )
    assert found.problems == ()
    assert found.count > 0


LIST = "<ul><li>a<ul><li>b</li></ul></li></ul>"


@pytest.mark.parametrize(
    ("site", "told"),
    [
        ("<ul><li>a</li><li>b</li></ul>", 2),
        ("<ul><li>a - b</li></ul>", 3),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", 2),
        ("<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", 2),
        ("<p>a</p>", 4),
        ("", 4),
        (LIST + "<p>c</p>", 1),
    ],
)
def test_every_difference_counts(site: str, told: int) -> None:
    """A flat list, a lost item, two lists for one, loose items, lost and added blocks are told."""
    assert agreement(LIST, LIST) == Agreement(4, 0, ())
    found = agreement(LIST, site)
    assert (len(found.problems) > 0, found.different <= found.count) == (True, True)
    assert len(found.problems) == told, [str(problem) for problem in found.problems]


def test_what_each_shows_is_told_with_its_line() -> None:
    """The Problem names the line, both readings, and where they part."""
    github = '<p data-sourcepos="1:1-1:2">a</p><pre data-sourcepos="3:1-5:3">x: 1\n  y: 2</pre>'
    (told,) = agreement(github, "<p>a</p><pre>x: 1\ny: 2</pre>").problems
    assert str(told) == (
        "a.md:3: GitHub shows a code block “x: 1 y: 2”, the site a code block “x: 1 y: 2”; readers of the "
        "two are not shown the same; write it so that both agree, if that matters [github-differs]"
    )


def test_the_sample_course_agrees(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sample: Course
) -> None:
    """Every block of the sample course is as on GitHub; the share is printed."""
    monkeypatch.chdir(sample.folder)
    assert_agrees(*run(capsys, "--against", "github"))


def test_the_guide_agrees(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The guide is read on GitHub as on its site."""
    monkeypatch.chdir(lay_out(ROOT))
    assert_agrees(*run(capsys, "--against", "github"))


def assert_agrees(status: int, out: str, _: str) -> None:
    """No block was told as different."""
    assert status == 0, out
    assert "github-differs" not in out
    assert "blocks agree (100 %)" in out


def test_differences_are_told_as_hints(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are listed without being asked for, in every form, and fail nothing."""
    write_files(folder, {"docs/ko/b.md": "# 둘\n\n글\n\n- ~하나~ 둘\n"})
    status, out, _ = run(capsys, "--against", "github", "docs/ko/b.md")
    assert status == 0
    first = out.splitlines()[0]
    assert first.startswith("docs/ko/b.md:5: GitHub shows a list item “<del>하나</del> 둘”, the site a list")
    assert "1 source compared with GitHub's reading: 3 of 4 blocks agree (75 %)" in out
    out = run(capsys, "--against", "github", "--format", "json")[1]
    assert json.loads(out)["counts"] == {"github-differs": 1}


def test_comparing_nothing_fails(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sources without a block prove nothing; one that is not UTF-8 is told."""
    write_files(folder, {"docs/ko/b.md": "\n", "docs/ko/c.md": b"\xb0\xa1\xb3\xaa"})
    status, out, _ = run(capsys, "--against", "github", "docs/ko/b.md", "docs/ko/c.md")
    assert status == 1
    assert "[nothing-checked]" in out
    assert "docs/ko/c.md:1: the file is not UTF-8" in out


def test_without_githubs_parser(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where cmark-gfm is not installed, that is said, with what brings it."""
    monkeypatch.setattr("course.checks.agreement.github_check.find_spec", lambda _: None)
    status, _, err = run(capsys, "--against", "github")
    assert (status, "pip install -r requirements-github.txt" in err) == (2, True)


@settings(max_examples=150, deadline=None)
@given(line_soup())
def test_any_lines_are_compared(markdown: str) -> None:
    """No text breaks the comparison, and each block that differs is told once, at a line of the source."""
    from course.markdown.files.source import Source

    report = check_against_github([Source("a.md", "a.md", markdown)], CONFIG)
    told = [problem for problem in report.problems if problem.code == "github-differs"]
    assert report.different <= len(told)
    assert all(1 <= problem.line <= markdown.count("\n") + 1 for problem in told)


def test_blocks_of_a_page() -> None:
    """Blocks come with what they stand in; a block's first text is its own."""
    assert shown_blocks('<ol start="3"><li>a<p>b</p></li></ol><p>c <em>d</em></p>') == [
        Shown((), "ol 3", ""),
        Shown(("ol 3",), "li", "a"),
        Shown(("ol 3", "li"), "p", "b"),
        Shown((), "p", "c <em>d</em>"),
    ]
