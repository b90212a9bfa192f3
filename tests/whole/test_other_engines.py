"""The same sources by other generators: ProperDocs makes the same site; what Zensical's lacks is told."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from support.courses import SAMPLE, Course, Ran, run_module

#: Other generators change with their releases, not with ours.
pytestmark = pytest.mark.long
SESSION = "docs/ko/week_03/day3/session_1.md"
#: The line in which a page names its generator.
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


@pytest.fixture(scope="module")
def lecture(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course that holds the given session."""
    course = Course(tmp_path_factory.mktemp("engines") / "강의 과정")
    (course.folder / SESSION).parent.mkdir(parents=True)
    shutil.copy(SAMPLE / SESSION, course.folder / SESSION)
    shutil.rmtree(course.folder / "site")
    return course


def build(course: Course, engine: str, *words: str) -> Ran:
    """`engine build`, as its users run it: nothing of ours is on the path but what mkdocs.yml names."""
    environment = {"PYTHONPATH": "", "SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"}
    return run_module(engine, "build", "-f", "mkdocs.yml", *words, cwd=course.folder, environment=environment)


def check(course: Course, site: str, *words: str) -> Ran:
    """`run.py check SITE`."""
    return run_module("hooks", "check", site, *words, cwd=course.folder)


def without_generator(folder: Path) -> dict[str, bytes]:
    """The files of a site, but for the name of what made them."""
    return {
        path.relative_to(folder).as_posix(): GENERATOR.sub(b"", path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_properdocs_makes_the_same_site(lecture: Course) -> None:
    """ProperDocs runs the hooks: the site is MkDocs' but for the generator's name, and passes the check."""
    for engine in ("properdocs", "mkdocs"):
        ran = build(lecture, engine, "--strict", "-d", str(lecture.folder / f"by-{engine}" / "ko"))
        assert ran.status == 0, ran.output
        assert "nothing is missing" in ran.output
    site = lecture.folder / "by-properdocs"
    assert without_generator(site) == without_generator(lecture.folder / "by-mkdocs")
    page = (site / "ko/week_03/day3/session_1/index.html").read_text(encoding="utf-8")
    assert "ProperDocs" in page
    assert len(re.findall(r'<figure [^>]*class="diagram', page)) == 4
    checked = check(lecture, "by-properdocs")
    assert (checked.status, "nothing is missing" in checked.output) == (0, True), checked.output


@pytest.fixture(scope="module")
def zensical_site(lecture: Course) -> Course:
    """The same course, built by Zensical from mkdocs.yml and hooks/theme/ as they are."""
    ran = build(lecture, "zensical", "--clean")
    assert ran.status == 0, ran.output
    assert (lecture.folder / "site/ko/week_03/day3/session_1/index.html").is_file()
    return lecture


def test_zensicals_site_lacks_what_hooks_make(zensical_site: Course) -> None:
    """Zensical runs no hooks: diagrams that are not drawn, lists that are none, the glossary are told."""
    ran = check(zensical_site, "site", "--format", "json")
    assert ran.status == 1
    told = json.loads(ran.output)
    problems = [problem for problem in told["problems"] if problem["path"] in (SESSION, "docs")]
    by_code = Counter(problem["code"] for problem in problems)
    assert (by_code["diagram-lost"], by_code["glossary-missing"]) == (4, 1), told["counts"]
    assert by_code["item-lost"] > 20
    assert by_code["code-extra"] == 0
    diagram = next(problem for problem in problems if problem["code"] == "diagram-lost")
    assert (diagram["line"], diagram["why"]) == (33, "its source stands there as code, not drawn")
    assert {problem["line"] for problem in problems if problem["code"] == "item-lost"} >= {28, 29, 30}


def test_zensicals_site_is_told_in_every_form(zensical_site: Course) -> None:
    """People get one line for each and the counts; scanners get the same."""
    ran = check(zensical_site, "site")
    assert ran.status == 1
    assert re.search(r"^ +4 +error +diagram-lost ", ran.output, re.MULTILINE)
    assert re.search(r"^\d+ pages checked \(.+\): \d+ to mend$", ran.output, re.MULTILINE)
    assert "Traceback" not in ran.output
    marked = check(zensical_site, "site", "--format", "github")
    assert (marked.status, marked.output.startswith("::error file=")) == (1, True)
    results = json.loads(check(zensical_site, "site", "--format", "sarif").output)["runs"][0]["results"]
    assert len(results) == marked.output.count("::error file=")


def test_the_core_reads_for_zensical(zensical_site: Course, tmp_path: Path) -> None:
    """The reader of GitHub Markdown needs no hook: as an extension, it leaves only what hooks make."""
    folder = zensical_site.folder
    for name in ("hooks", "docs"):
        shutil.copytree(folder / name, tmp_path / name)
    shutil.copy(folder / "mkdocs.yml", tmp_path)
    text = (folder / "hooks/product.yml").read_text(encoding="utf-8")
    assert re.findall(r"^\w+(?=:)", text, re.MULTILINE)[-1] == "markdown_extensions"
    named = f"{text.rstrip()}\n  - course.markdown.github.github_markdown:GithubMarkdown\n"
    (tmp_path / "hooks/product.yml").write_text(named, encoding="utf-8")
    ran = run_module("zensical", "build", "-f", "mkdocs.yml", cwd=tmp_path)
    assert ran.status == 0, ran.output
    told = json.loads(run_module("hooks", "check", "site", "--format", "json", cwd=tmp_path).output)
    assert told["counts"] == {"diagram-lost": 4, "glossary-missing": 1}
