"""`run.py check` checks sources by themselves, and tells what it finds to people and to programs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from course.problems.formats import render_github, render_text
from course.problems.problem import Problem
from course.problems.telling import Teller
from course.verbs.check import main
from course.verbs.start import start
from support.check_command import GOOD, run
from support.check_command import folder as folder
from support.courses import INHERIT, ROOT, Course, write_files

OPEN = "# 세션\n\n## 핵심 개념\n\n```bash\necho 하나\n"
FENCE = (
    "docs/ko/b.md:5: the code block that ``` opens is never closed; all that follows is shown as code; "
    "write ``` on a line of its own below it [fence-unclosed]"
)


def test_the_sample_course_is_clean(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sample: Course
) -> None:
    """A course in two languages, with corrections and an accepted translation, has nothing to mend."""
    monkeypatch.chdir(sample.folder)
    status, out, _ = run(capsys)
    assert (status, "4 sources checked: nothing to mend" in out) == (0, True), out


def test_good_sources_are_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is wrong, the number of sources is all that is said."""
    assert run(capsys) == (0, "1 source checked: nothing to mend\n", "")


def test_what_the_site_leaves_out_is_not_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``exclude_docs`` and ``draft_docs`` count here as in the build; a folder of templates is published."""
    write_files(folder, {"docs/ko/old/b.md": OPEN, "docs/ko/draft.md": OPEN, "docs/ko/templates/c.md": GOOD})
    write_files(folder, {"mkdocs.yml": INHERIT + "exclude_docs: /old/\ndraft_docs: draft.md\n"})
    assert run(capsys) == (0, "2 sources checked: nothing to mend\n", "")


def test_sources_need_no_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems are told by file and line, then counted by code; hints are counted, and listed when asked."""
    write_files(folder, {"docs/ko/b.md": OPEN, "docs/ko/session_9.md": "글\n"})
    status, out, _ = run(capsys)
    assert status == 1
    assert out.splitlines() == [
        FENCE,
        "",
        "     1  error    fence-unclosed            A code block that is never closed",
        "     1  hint     session-headings          A session with none of the usual headings",
        "",
        "3 sources checked: 1 to mend; 1 hint, which --hints lists",
        "`run.py guide CODE` explains a code.",
    ]
    _, out, _ = run(capsys, "--hints")
    assert [line.split(":")[0] for line in out.splitlines()[:2]] == ["docs/ko/b.md", "docs/ko/session_9.md"]


def test_hints_alone_do_not_fail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A course with hints only has nothing to mend."""
    write_files(folder, {"docs/ko/session_9.md": "글\n"})
    assert run(capsys)[0] == 0


def test_single_files_and_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files and folders that are named are looked at alone, however the paths are written."""
    write_files(folder, {"docs/ko/b.md": OPEN, "docs/ko/week_01/c.md": OPEN, "docs/ko/week_01/d.md": GOOD})
    assert run(capsys, "docs/ko/a.md")[:2] == (0, "1 source checked: nothing to mend\n")
    _, out, _ = run(capsys, str(folder / "docs/ko/b.md"), "docs/ko/a.md", "--format", "json")
    assert [problem["path"] for problem in json.loads(out)["problems"]] == ["docs/ko/b.md"]
    assert "2 sources checked: 1 to mend" in run(capsys, "docs/ko/week_01")[1]
    assert "4 sources checked: 2 to mend" in run(capsys, "docs")[1]


def test_another_folder_of_sources(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder elsewhere, such as a clone of somebody's course, is checked as it is."""
    write_files(tmp_path / "clone", {"README.md": GOOD, "x/b.md": OPEN})
    for words in ([str(tmp_path / "clone")], ["--docs", str(tmp_path / "clone")]):
        status, out, _ = run(capsys, *words)
        assert (status, "2 sources checked: 1 to mend" in out) == (1, True), out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["gone.md"], "gone.md is not there; name a file, folder or built site"),
        (["site"], "site is not there; run.py site builds one"),
        (["mkdocs.yml"], "mkdocs.yml is not Markdown; name a file that ends in .md"),
        (["--docs", "gone"], "the folder gone is not there; name another with --docs"),
        (["README.md"], "README.md is no source of this course, nor a site; the sources are in docs/ko"),
    ],
)
def test_what_is_not_there_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    """A path that is no source ends with status 2 and one line."""
    write_files(folder, {"README.md": GOOD})
    assert run(capsys, *words) == (2, "", f"run.py check: {told}\n")


def test_only_and_skip_choose_by_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status and list follow the codes that are asked for; a code that does not exist is refused by name."""
    write_files(folder, {"docs/ko/b.md": OPEN, "docs/ko/session_9.md": "글\n"})
    assert run(capsys, "--skip", "fence-unclosed")[0] == 0
    status, out, _ = run(capsys, "--only", "session-headings")
    assert (status, "session_9.md:1" in out, "b.md" in out) == (0, True, False)
    with pytest.raises(SystemExit) as stop:
        main(["--only", "fence-unclosd"])
    assert stop.value.code == 2
    assert "there is no code fence-unclosd" in capsys.readouterr().err


def test_faulty_settings_are_told_with_the_sources(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A setting that does not exist is a Problem of the course, a wrong one of the handouts too; the sources
    are checked all the same.
    """
    faults = "extra:\n  course:\n    keyword_heading: [a]\n  handouts: {paper: a5}\n"
    write_files(folder, {"docs/ko/b.md": OPEN, "mkdocs.yml": INHERIT + faults})
    _, out, _ = run(capsys, "--format", "json")
    assert [problem["code"] for problem in json.loads(out)["problems"]] == [
        "fence-unclosed",
        "setting",
        "setting",
    ]


def test_unreadable_settings_end_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where mkdocs.yml cannot be read, that is told, with status 2."""
    write_files(folder, {"mkdocs.yml": "a: ["})
    status, _, err = run(capsys)
    assert (status, "[config-unreadable]" in err) == (2, True)
    write_files(folder, {"mkdocs.yml": "site_name: a\nINHERIT: b.yml\n", "b.yml": "INHERIT: mkdocs.yml\n"})
    status, _, err = run(capsys)
    assert (status, err.partition(";")[0]) == (
        2,
        "b.yml:1: it inherits from mkdocs.yml, which inherits from it",
    )


def test_a_list_of_accepted_problems_that_is_not_utf_8(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told in a line, and the list stays as it is."""
    (folder / "accepted-problems.txt").write_bytes("# 받아들인 것\n".encode("cp949"))
    status, _, err = run(capsys)
    assert (status, "accepted-problems.txt:1: the file is not UTF-8" in err) == (2, True)


def test_a_sheet_is_in_the_language_of_the_settings(folder: Path) -> None:
    """Its words are those of the pages."""
    diagram = "# 그림\n\n```mermaid\ngraph LR\n  a --> b\n```\n"
    for language, said in (("en", "Read this diagram as text"), ("ko", "그림을 글로 읽기")):
        settings = f"site_name: a\ndocs_dir: docs/ko\ntheme: {{language: {language}}}\n"
        write_files(folder, {"docs/ko/a.md": diagram, "mkdocs.yml": settings})
        assert start(["diagrams", "--sheet"]) == 0
        assert said in (folder / "diagrams.html").read_text(encoding="utf-8")


def test_json_says_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds each Problem's parts, hints among them, and the counts."""
    write_files(folder, {"docs/ko/b.md": OPEN, "docs/ko/session_9.md": "글\n"})
    status, out, _ = run(capsys, "--format", "json")
    told = json.loads(out)
    assert status == 1
    assert told["counts"] == {"fence-unclosed": 1, "session-headings": 1}
    assert told["problems"][0] == {
        "path": "docs/ko/b.md",
        "line": 5,
        "level": "error",
        "code": "fence-unclosed",
        "what": "the code block that ``` opens is never closed",
        "why": "all that follows is shown as code",
        "mend": "write ``` on a line of its own below it",
    }


def test_github_marks_the_lines() -> None:
    """Each Problem is a workflow command, with what would end a field or a line escaped."""
    problem = Problem("docs/a,b:c.md", 3, "50 % of\nit", "why", "mend", "link-lost")
    assert render_github([problem]) == (
        "::error file=docs/a%2Cb%3Ac.md,line=3,title=link-lost::50 %25 of\\nit; why; mend"
    )


def test_sarif_names_rules_and_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """SARIF 2.1.0: one run, each result with its rule, level and place, addresses without raw Hangul."""
    write_files(folder, {"docs/ko/나.md": OPEN, "docs/ko/session_9.md": "글\n"})
    _, out, _ = run(capsys, "--format", "sarif")
    log = json.loads(out)
    (one,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == ["fence-unclosed", "session-headings"]
    assert [result["level"] for result in one["results"]] == ["note", "error"]
    place = one["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/ko/%EB%82%98.md"
    assert place["region"] == {"startLine": 5}
    assert all(
        one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for result in one["results"]
    )


def test_colour_is_for_terminals(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal gets colours unless NO_COLOR is set; a pipe never does. The words are the same."""
    problem = Problem("docs/a.md", 3, "what", "why", "mend", "link-lost")
    plain = render_text([problem])
    coloured = render_text([problem], colour=True)
    assert "\x1b[" not in plain
    assert coloured != plain
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    for no_colour, expected in (("", True), ("1", False)):
        monkeypatch.setenv("NO_COLOR", no_colour)
        Teller().tell([problem], "1 source checked")
        assert ("\x1b[31m" in capsys.readouterr().out) == expected


def test_works_as_a_git_hook_line(folder: Path) -> None:
    """The line that README gives for pre-commit names staged files; from a shell it fails for a fault."""
    write_files(folder, {"docs/ko/b.md": OPEN})
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=ignored, dirs_exist_ok=True)
    import os
    import sys

    words = [sys.executable, "-m", "hooks", "check", "docs/ko/a.md", "docs/ko/b.md"]
    environment = {**os.environ, "PYTHONPATH": "hooks"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, FENCE)


@pytest.mark.long
def test_programs_get_paths_that_lead_to_the_files(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of a course elsewhere from its folder on, which SARIF names; of one in here from here on."""
    theirs = tmp_path_factory.mktemp("theirs")
    for docs_dir, path, base in ((theirs, "b.md", True), (folder / "courses/x", "courses/x/b.md", False)):
        write_files(docs_dir, {"b.md": OPEN})
        place = json.loads(run(capsys, "--docs", str(docs_dir), "--format", "sarif")[1])["runs"][0]
        where = place["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert (where["uri"], "uriBaseId" in where) == (path, base)
        assert ("originalUriBaseIds" in place) == base
        assert f"file={path}," in run(capsys, "--docs", str(docs_dir), "--format", "github")[1]
        told = json.loads(run(capsys, "--docs", str(docs_dir), "--format", "json")[1])
        assert [each["path"] for each in told["problems"]] == ["b.md"]
    _, out, _ = run(capsys, "--docs", str(theirs), "--format", "text")
    assert out.startswith("b.md:5: ")


def test_a_published_guide_is_led_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its address in the settings, a line ends with that of its code's entry; a wrong one is told."""
    settings = INHERIT + "site_name: a\nextra:\n  course:\n    languages: [ko]\n    guide_url: "
    write_files(folder, {"docs/ko/b.md": OPEN, "mkdocs.yml": f"{settings}https://guide.example/ko/\n"})
    _, out, _ = run(capsys)
    assert out.splitlines()[0] == f"{FENCE} https://guide.example/ko/problems/#fence-unclosed"
    write_files(folder, {"mkdocs.yml": f"{settings}guide\n"})
    _, out, err = run(capsys)
    assert "extra.course.guide_url is not an address" in out + err
