"""A course of 400 files that nobody wrote for us: it builds, loses nothing, and its faults are told."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from course.checks.agreement.github_check import check_against_github
from course.checks.source_checks import CheckContext, check_sources
from course.formulas.drawer import start_formulas
from course.kept import Store
from course.markdown.files.docs_files import read_sources, usual_addresses
from course.markdown.files.folder_pages import is_page
from course.model.editions import read_other_course
from course.problems.codes import CODES, SOURCE_CODES
from course.problems.telling import LIST
from course.publish.lms.export_lms import make_edition
from course.settings.config import read_config
from course.settings.course_settings import Settings
from support.courses import ROOT, Course, Ran, run_module, tree, write_files
from support.large_course import Fault, clean_course, faulty_course

pytestmark = pytest.mark.timeout(1500)  # the course is built by the first test that asks for it

#: The share of blocks that are read as GitHub reads them. It may only rise.
FLOOR = 0.999
_TOLD = re.compile(r"^(?P<path>\S[^\n]*?):(?P<line>\d+): [^\n]*\[(?P<code>[a-z\d-]+)\]$", re.MULTILINE)
#: What the site shows on purpose as GitHub does not: a task box in a quotation, one tilde between numbers.
_MEANT = ("인용 안의 할 일", "10~20분", "10<del>20분")


class Clone:
    """The course with its faults, as a clone that may not be written to."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "남의 과정"
        files, self.faults = faulty_course()
        write_files(self.clone, files)
        self.clone.joinpath("week_09/끊긴 링크.md").symlink_to("없는 파일.md")
        self.faults.append(("week_09/끊긴 링크.md", 1, "file-unreadable"))
        for path in self.clone.rglob("*"):
            if not path.is_symlink():
                path.chmod(0o555 if path.is_dir() else 0o444)
        self.before = tree(self.clone)


class Large(Clone):
    """What became of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.site_dir = folder / "site"
        course = Course(folder / "course")
        words = ("--docs", str(self.clone), "-d", str(self.site_dir), "--no-strict")
        self.ran: Ran = course.publish(*words)
        self.found = faults_told(self.ran, course)


def faults_told(ran: Ran, course: Course) -> set[Fault]:
    """What a command told that is no hint: a line for each where there are few, the others in the list."""
    path = course.folder / LIST
    listed = path.read_text(encoding="utf-8") if path.is_file() else ""  # where no line stands for several
    told = _TOLD.finditer(f"{ran.output}\n{listed}")
    faults = (match for match in told if CODES[match["code"]].level != "hint")
    return {(match["path"], int(match["line"]), match["code"]) for match in faults}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """Written once."""
    return Clone(tmp_path_factory.mktemp("clone"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    """Built once: some minutes."""
    return Large(tmp_path_factory.mktemp("large"))


def test_every_planted_fault_is_told_and_nothing_else(clone: Clone) -> None:
    """Each kind of Problem that sources can have, at its line; hints too; none twice."""
    ran = run_module("hooks", "check", "--docs", str(clone.clone), "--format", "json")
    start = clone.clone.as_posix() + "/"
    told = json.loads(ran.output)["problems"]
    found = Counter((each["path"].removeprefix(start), each["line"], each["code"]) for each in told)
    assert found == Counter(clone.faults)
    elsewhere = {"github-differs"}  # told by --against alone
    elsewhere |= {"file-outside", "file-special", "folder-unreadable"}  # no files: test_unpublished_files.py
    assert {code for _, _, code in clone.faults} == {code.name for code in SOURCE_CODES} - elsewhere


def test_parts_of_a_course_are_checked_apart(tmp_path: Path) -> None:
    """Whether one process checks a course or several, the same is told, and the same is known of it."""
    docs_dir = tmp_path / "docs"
    write_files(docs_dir, faulty_course()[0])
    addresses = usual_addresses(docs_dir)
    sources, _ = read_sources(filter(is_page, addresses), docs_dir, docs_dir)
    around = CheckContext(docs_dir, Settings(), addresses, {}, None, start_formulas(ROOT))
    alone = check_sources(sources, around)
    apart = check_sources(sources, replace(around, kept=Store(tmp_path / "kept")))
    assert sorted(apart.problems) == sorted(alone.problems)
    assert len(alone.problems) > 50
    assert (apart.sessions, apart.anchors) == (alone.sessions, alone.anchors)


@pytest.mark.long
def test_it_is_built_and_nothing_is_lost(large: Large) -> None:
    """Without --strict all pages that can be read are published, with every block, on paper too."""
    assert large.ran.status == 0, large.ran.output[-2000:]
    assert "Traceback" not in large.ran.output
    faults = {fault for fault in large.faults if CODES[fault[2]].level != "hint"}
    assert large.found == faults
    assert large.clone.as_posix() not in large.ran.output, "paths begin at the folder that was given"
    assert re.search(r"\d{3} handouts: ", large.ran.output)


@pytest.mark.long
def test_the_clone_is_not_touched(large: Large) -> None:
    """No byte of it changes, and no file comes or goes."""
    assert tree(large.clone) == large.before


@pytest.mark.long
def test_what_is_published(large: Large) -> None:
    """READMEs of any spelling are their folders' pages; folders without one have one; what is no page is
    offered when it may be.
    """
    site = large.site_dir / "ko"
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert {".", "week_03", "week_04", "week_05", "week_06", "week_01/day1/hints", "과정 안내"} <= pages
    assert {"과정 안내/10. 설치 방법", "week_01/day2", "week_08/day5/session_4"} <= pages
    assert "목록" in (site / "week_04/index.html").read_text(encoding="utf-8")
    assert (site / "files/lab.zip").is_file()
    names = {path.name for path in site.rglob("*")}
    assert not names & {
        "course.db",
        "학생 명단.xlsm",
        ".env",
        "ci.yml",
        "solutions",
        "ISSUE_TEMPLATE",
    }


@pytest.mark.long
def test_it_is_exported_for_a_learning_management_system(large: Large) -> None:
    """Every page stands alone with nothing lost; what leads from one to another leads to its heading."""
    (edition,) = read_other_course(ROOT, large.clone)
    made = make_edition(edition, large.site_dir, ROOT)
    assert [str(problem) for problem in made.problems] == []
    pages = {name: content.decode() for name, content in made.pages.items()}
    anchors = {name: set(re.findall(r'\b(?:id|name)="([^"]*)"', text)) for name, text in pages.items()}
    count, dead = 0, set()
    for name, text in pages.items():
        for page, anchor in re.findall(r'<a [^>]*href="([^":#]*)(?:#([^"]*))?"', text):
            to = unquote(page) or name
            assert to in pages, (name, page)
            dead |= {unquote(anchor)} - {""} - anchors[to]
            count += bool(page)
    assert dead == {"없는-제목"}  # which is planted
    assert len(pages) > 450
    assert count > 3000


@pytest.mark.long
def test_the_menu_of_a_large_course_does_not_grow_with_it(large: Large) -> None:
    """A page's menu has its own folders' pages, and the way to all others."""
    page = large.site_dir / "ko/week_03/day2/session_1/index.html"
    document = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    links = document.xpath("//*[contains(@class, 'md-nav--primary')]//a/@href[not(starts-with(., '#'))]")
    assert 10 < len(links) < 60
    assert "../session_4/" in links
    assert "../../../week_08/" in links


@pytest.mark.long
def test_a_strict_build_publishes_nothing(large: Large, tmp_path: Path) -> None:
    """All that is wrong is told in one run, and no site is made."""
    words = ("--docs", str(large.clone), "-d", str(tmp_path / "site"))
    course = Course(tmp_path / "course")
    ran = course.publish(*words)
    assert ran.status == 1
    assert faults_told(ran, course) == {fault for fault in large.faults if CODES[fault[2]].level != "hint"}
    assert not (tmp_path / "site").exists()


def test_blocks_are_read_as_on_github(tmp_path: Path) -> None:
    """999 of 1,000 blocks, all but two kinds of them, are those that cmark-gfm gives."""
    write_files(tmp_path, clean_course())
    uris = filter(is_page, usual_addresses(tmp_path))
    sources, _ = read_sources(uris, tmp_path, tmp_path)
    report = check_against_github(sources, read_config(ROOT / "mkdocs.yml"))
    others = [told for told in map(str, report.problems) if not any(words in told for words in _MEANT)]
    assert others == []
    assert report.block_count > 18_000
    assert 1 - report.different / report.block_count >= FLOOR, str(report)
