"""What a lecturer reads: the gravest first, one cause once, all kinds on one screen, nothing twice."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path

import pytest

from course.problems.causes import causes_of
from course.problems.codes import CODES, LEVELS, level_of, raised
from course.problems.problem import Problem
from course.problems.telling import LIST, SCREEN, Teller, teller_of

KINDS = [
    *("html-unsafe", "not-utf-8", "fence-inside", "fence-unclosed", "link-dead", "image-dead"),
    *("anchor-dead", "page-empty", "diagram-syntax", "timing-heading", "timing-session", "table-cells"),
    *("heading-skipped", "title-twice", "emphasis-open", "yaml-syntax", "shell-syntax"),
]


def faults(count: int, pages: int) -> list[Problem]:
    """`count` faults of 17 kinds on `pages` pages, the mild ones first by file."""
    return sorted(
        Problem(
            f"week_{number % pages:03}/session.md",
            number + 1,
            f"what {number}",
            f"why {kind}",
            "mend it",
            kind,
        )
        for number, kind in zip(range(count), itertools.cycle(reversed(KINDS)))
    )


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the list goes."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns without colours."""
    monkeypatch.setattr("course.problems.telling._is_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 24)))


def height(told: str) -> int:
    """Lines that `told` takes on a terminal of 80 columns."""
    return sum(max(1, -(-len(line) // 80)) for line in told.splitlines())


@pytest.mark.usefixtures("terminal")
def test_every_kind_is_on_the_first_screen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """400 faults of 17 kinds on 360 pages: 25 lines with all kinds, the gravest first, and where all are."""
    problems = faults(400, 360)
    Teller().tell(problems, "360 sources checked: 400 to mend")
    told = capsys.readouterr().out
    assert height(told) <= SCREEN
    codes = re.findall(r"^ +\d+  (\w+) +([a-z\d-]+)", told, re.MULTILINE)
    assert {code for _, code in codes} == set(KINDS)
    assert [LEVELS.index(level) for level, _ in codes] == sorted(LEVELS.index(level) for level, _ in codes)
    assert codes[0][1] in ("html-unsafe", "not-utf-8")
    assert LIST.as_posix() in told
    assert sorted((folder / LIST).read_text(encoding="utf-8").splitlines()) == sorted(map(str, problems))


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("kinds", [1, 4, 17, len(CODES)])
@pytest.mark.parametrize("count", [1, 30, 900])
def test_a_screen_is_never_longer(kinds: int, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    """However many codes there are, and however long their lines, all are named and 25 lines suffice."""
    names = list(CODES)[:kinds]
    problems = [
        Problem(f"강의/{'길' * 30}{n}.md", 1, "글" * 60, "w" * 90, f"m{n}", names[n % kinds])
        for n in range(count)
    ]
    Teller().tell(problems, "done")
    told = capsys.readouterr().out
    if kinds <= 20:
        assert len(told.splitlines()) <= SCREEN
    assert all(name in told for name in {each.code for each in problems})


@pytest.mark.usefixtures("terminal")
def test_room_that_is_left_goes_to_the_gravest(capsys: pytest.CaptureFixture[str]) -> None:
    """Of three kinds with many faults each, the first lines below a kind's number are its causes."""
    problems = [
        Problem(f"{n}.md", n, f"what {code} {n}", "why", f"mend {n}", code)
        for code in ("timing-session", "html-unsafe", "link-dead")
        for n in range(1, 40)
    ]
    Teller().tell(problems)
    lines = capsys.readouterr().out.splitlines()
    assert "html-unsafe" in lines[0]
    assert lines[1].strip() == "1.md:1: what html-unsafe 1; why; mend 1"
    assert sum(line.startswith("        ") for line in lines) >= 15


@pytest.mark.parametrize(
    ("problems", "told"),
    [
        (
            [
                Problem(f"{n}.md", 7, "w", "y", "m", "image-dead", cause="images lead to ../icons; copy them")
                for n in range(94)
            ],
            "94 images lead to ../icons; copy them: 0.md:7, 1.md:7, 10.md:7 and 91 more [image-dead]",
        ),
        (
            [Problem("a.md", n, "no words", "why", "say them", "image-no-alt") for n in range(1, 5)],
            "4 times: no words; why; say them: a.md:1, a.md:2, a.md:3 and 1 more [image-no-alt]",
        ),
        (
            [Problem("a.md", n, f"minutes {n}", "why", "add up", "timing-session") for n in range(1, 12)],
            "11 times: Sections that do not add up to the session's minutes; why; add up: "
            "a.md:1, a.md:2, a.md:3 and 8 more [timing-session]",
        ),
    ],
)
def test_a_cause_is_told_once(
    problems: list[Problem], told: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    """With its number and first three places; ``--all`` and the list have the rest."""
    Teller().tell(problems, hints=True)
    assert capsys.readouterr().out.splitlines()[0] == told
    assert len((folder / LIST).read_text(encoding="utf-8").splitlines()) == len(problems)
    Teller(everything=True).tell(problems, hints=True)
    assert capsys.readouterr().out.splitlines()[: len(problems)] == [str(each) for each in sorted(problems)]


def test_few_of_a_cause_are_told_one_by_one(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """A program that reads ``path:line:`` finds each; no list is written."""
    problems = [Problem("a.md", n, "what", "why", "mend", "link-dead") for n in (1, 2, 3)]
    Teller().tell(problems)
    assert capsys.readouterr().out.splitlines()[:3] == [str(each) for each in problems]
    assert not (folder / LIST).exists()


def test_nothing_is_told_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """What an earlier step of the command has told is passed over; what is new is told."""
    teller, old, new = Teller(), *(Problem(f"{n}.md", 1, "a", "b", "c", "code-lost") for n in "ab")
    teller.tell([old, old])
    teller.tell([old, new], "2 pages checked")
    told = capsys.readouterr().out
    assert (told.count("a.md:1"), told.count("b.md:1")) == (1, 1)
    assert told.count("explains a code") == 1
    assert "2 pages checked" in told


def test_paths_begin_at_the_folder_that_was_given(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    """In the texts too; what lies elsewhere keeps its path."""
    docs_dir = folder.parent / "theirs"
    docs_dir.mkdir()
    what = f"this file and {docs_dir.as_posix()}/b.md want one address"
    problems = [Problem(f"{docs_dir.as_posix()}/a.md", 1, what, "why", "mend", "link-dead")]
    problems += [Problem("mkdocs.yml", 2, "what", "why", "mend", "setting")]
    teller_of(docs_dir).tell(problems)
    told = capsys.readouterr().out
    assert "\na.md:1: this file and b.md want one address; " in f"\n{told}"
    assert "mkdocs.yml:2: " in told


def test_causes_of_one_code_stand_together() -> None:
    """Errors before warnings, what is never accepted first, then by code; the grouped before the single."""
    problems = [
        *(Problem("a.md", n, f"w{n}", f"y{n}", "m", "link-dead") for n in range(2)),
        *(Problem("z.md", n, f"w{n}", "y", "m", "link-dead") for n in range(5)),
        Problem("z.md", 9, "w", "y", "m", "html-unsafe"),
        Problem("a.md", 1, "w", "y", "m", "heading-skipped"),
    ]
    causes = causes_of(problems)
    assert [cause.code for cause in causes] == ["html-unsafe", *["link-dead"] * 3, "heading-skipped"]
    assert [len(cause.problems) for cause in causes] == [1, 5, 1, 1, 1]


def test_a_course_can_raise_a_hint() -> None:
    """``errors: [image-no-alt]`` makes that code an error, and no other."""
    problems = [Problem("a.md", 1, "w", "y", "m", code) for code in ("image-no-alt", "code-no-language")]
    assert [level_of(each) for each in problems] == ["hint", "hint"]
    assert [level_of(each) for each in raised(problems, ("image-no-alt",))] == ["error", "hint"]
