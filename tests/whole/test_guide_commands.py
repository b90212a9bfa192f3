"""Every command and example of the guide and of README is one that the product takes; --all runs each."""

from __future__ import annotations

import dataclasses
import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import run
import yaml
from jinja2 import Environment

from course.checks.docs_folder import check_docs
from course.diagrams.build import start_drawer
from course.markdown.files.docs_files import usual_addresses
from course.problems.codes import fails_strict
from course.settings.config import read_config
from course.settings.course_settings import Settings
from course.settings.extra_settings import check_extra
from course.settings.handout_settings import HandoutSettings
from course.verbs.handed import Handed
from course.verbs.start import VERBS, start
from support.courses import INHERIT, ROOT, SAMPLE, copy_settings, run_module, sample_course, write_files

GUIDE = ROOT / "guide"
#: No picture of README's is larger: it is read on phones, too.
MOST_BYTES = 120_000
LANGUAGES = ("ko", "en")
FENCE = re.compile(
    r"^(?P<run>`{3,})(?P<language>\w+)(?: (?P<title>\S+))?\n(?P<code>.*?)^(?P=run)$", re.M | re.S
)
#: Words of run.py that are not the core's, and those that wait for somebody: a reader, the network.
OUTER, WATCHED = ("test", "bench", "--version"), ("serve", "links")
#: What makes another course of the one that commands run in: tests/repository/ has their tests.
BEGINNING = ("init", "upgrade")


def chapters(language: str) -> dict[str, str]:
    """The guide's chapters by name, in the order of its menu; the codes have tests of their own."""
    names = yaml.safe_load((GUIDE / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["nav"]
    return {name: (GUIDE / "docs" / language / name).read_text("utf-8") for name in names}


@cache
def commands() -> list[str]:
    """Every command of run.py that the guide or README shows, each once, in the order of the chapters."""
    texts = [text for each in LANGUAGES for name, text in chapters(each).items() if name != "problems.md"]
    texts += [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.ko.md")]
    found = [line for text in texts for line in _commands_in(text)]
    return list(dict.fromkeys(found))


def _commands_in(text: str) -> Iterator[str]:
    in_blocks = [
        line for fence in FENCE.finditer(text) if fence["language"] == "bash" for line in [fence["code"]]
    ]
    blocks = "".join(in_blocks).splitlines()
    spans = re.findall(r"(?<!`)`((?:python3 )?run\.py [^`]+)`(?!`)", FENCE.sub("", text))
    spans = [" ".join(span.split()) for span in spans]
    for line in [*blocks, *spans]:
        words = line.partition("#")[0].partition("| ")[0].strip()
        if re.match(r"(python3 )?run\.py (?![A-Z])", words) and not re.search(r"[A-Z]{4,}", words):
            yield words.removeprefix("python3 ").removeprefix("run.py ")


def examples(language: str) -> list[tuple[str, str, str, str]]:
    """Language, title and text of every block in the guide, with its chapter; not those of the codes."""
    return [
        (name, fence["language"], fence["title"] or "", fence["code"])
        for name, text in chapters(language).items()
        if name != "problems.md"
        for fence in FENCE.finditer(text)
    ]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample course with the guide beside it, and the place commands run in."""
    folder = tmp_path / "own"
    shutil.copytree(SAMPLE / "docs", folder / "docs")
    shutil.copy(SAMPLE / "translations.json", folder)
    copy_settings(folder)
    for name in ("guide", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    write_files(folder, {"../course/a.md": "# 글\n\n글.\n", "site/index.html": ""})
    monkeypatch.chdir(folder)
    return folder


def test_the_guide_has_all_its_chapters_in_its_menu() -> None:
    """In both languages, and its front page leads to each but those that another chapter leads to."""
    for language in LANGUAGES:
        there = {path.name for path in (GUIDE / "docs" / language).glob("*.md")}
        assert there == set(chapters(language))
        front = chapters(language)["index.md"]
        assert {name for name in there if f"({name})" not in front} == {"index.md"}


def test_every_word_of_run_py_is_in_the_guide() -> None:
    """No command is without a word on it."""
    shown = {command.split()[0] for command in commands()}
    assert set(run.VERBS) - shown == set()


@pytest.mark.parametrize("command", commands())
def test_a_command_is_understood(course: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Its words and options are known, and it fails for nothing but what was not built."""
    words = shlex.split(command)
    if words[0] in OUTER:
        return
    assert words[0] in run.VERBS
    assert words[0] in VERBS
    if words[0] == "links" or "--browser" in words:
        words.append("--help")
    try:
        status = start(words, Handed(lambda request: False, serve=lambda serving: 0))
    except SystemExit as ended:
        status = int(ended.code or 0)
        assert "--help" in words, capsys.readouterr().err
    err = capsys.readouterr().err
    if words[:1] == ["check"] and words[-1].endswith(".epub"):
        return  # a book is made by a command before it
    if words[0] in ("new", "check", "diagrams", "translate", "serve", "links") and words[1:2] not in (
        ["site"],
        ["handouts"],
    ):
        assert status == 0, err
    if words[0] == "guide" and words[1:2] != ["--build"]:
        assert status == 0, err


def test_settings_are_as_they_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of mkdocs.yml is taken without a word; those that show single settings, too."""
    copy_settings(tmp_path)
    write_files(tmp_path, {"fonts/MyScript.ttf": ""})
    monkeypatch.chdir(tmp_path)
    for language in LANGUAGES:
        for name, kind, title, code in examples(language):
            if kind != "yaml" or title:
                continue
            path = tmp_path / "mkdocs.yml"
            path.write_text(INHERIT + ("" if "site_name:" in code else "site_name: a\n") + code, "utf-8")
            faults = check_extra(read_config(path).get("extra"), path)
            assert [each for each in faults if "MyScript.ttf is no font" not in str(each)] == [], name


def test_tables_of_settings_are_whole() -> None:
    """Each setting has its row, and no other has."""
    for language in LANGUAGES:
        rows = {
            name: set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`[^|]+) \|", text, re.M))))
            for name, text in chapters(language).items()
        }
        fields = {field.name for field in dataclasses.fields(Settings)}
        assert rows["look.md"] - {"html"} >= fields | {"languages", "colours"}
        assert {field.name for field in dataclasses.fields(HandoutSettings)} <= rows["print.md"]


def test_examples_of_markdown_have_nothing_to_mend(tmp_path: Path) -> None:
    """Nor has the example of a file beside a session."""
    drawer, _ = start_drawer(ROOT)
    names = ("session_1.md", "session_2.md", "day1/session_1.md", "day1/session_2.md", "day2/README.md")
    beside = dict.fromkeys(names, "# 글\n")
    for number, (name, kind, title, code) in enumerate(
        each for language in LANGUAGES for each in examples(language)
    ):
        if kind != "markdown" and not title.endswith("corrections.yml"):
            continue
        docs = tmp_path / str(number) / "docs"
        write_files(
            docs, {**beside, "day1/img/cluster.png": b"png", "day1/a.png": b"png", "day1/still.png": b"png"}
        )
        if kind == "markdown":
            heading = "" if code.startswith(("# ", "---")) else "# 글\n\n## 📖 핵심 개념 (35분)\n\n"
            write_files(docs, {"day1/session_1.md": heading + code})
        else:
            session = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_bytes()
            write_files(docs, {"day1/session_1.md": session, "day1/corrections.yml": code})
        found = check_docs(docs, docs, addresses=usual_addresses(docs), settings=Settings(), drawer=drawer)
        assert [str(each) for each in found.problems if fails_strict(each)] == [], f"{name}: {code}"


def test_examples_of_templates_are_such() -> None:
    """They are Jinja's, and begin as a template of the course does."""
    for language in LANGUAGES:
        for name, kind, _, code in examples(language):
            if kind == "html" and "{%" in code:
                Environment(autoescape=True).parse(code)
                assert code.startswith('{% extends "base.html" %}'), name


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_every_command_is_run(tmp_path: Path) -> None:
    """On a course that has been built, one after the other, and each ends well."""
    (tmp_path / "own").mkdir()
    course = sample_course(tmp_path / "own")
    for name in ("guide", "templates"):
        shutil.copytree(ROOT / name, course.folder / name)
    write_files(tmp_path, {"course/a.md": "# 글\n\n글.\n"})
    assert course.publish().status == 0
    for command in commands():
        words = shlex.split(command)
        if words[0] in (*OUTER, *WATCHED, *BEGINNING) or "--browser" in words or words == ["guide"]:
            continue
        if words[0] == "check" and words[1:] == ["handouts"]:
            assert run_module("hooks", "handouts", cwd=course.folder).status == 0
        if "--strict-translations" in words:  # of a session that was moved and removed since
            (course.folder / "docs/en/week_04/day1/session_1.md").unlink(missing_ok=True)
        done = run_module("hooks", *words, cwd=course.folder)
        assert done.status == 0, f"{command}: {done.output}"


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_readme_is_short_and_leads_on(name: str) -> None:
    """60 to 80 lines; all it leads to is there, each chapter too, and no picture of it weighs much."""
    text = (ROOT / name).read_text("utf-8")
    language = "ko" if ".ko." in name else "en"
    assert 60 <= len(text.splitlines()) <= 80
    places = [*re.findall(r"\]\(([^)#]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    assert [place for place in places if not (ROOT / place).is_file()] == []
    assert {f"guide/docs/{language}/{chapter}" for chapter in chapters(language)} <= set(places)
    pictures = [ROOT / place for place in places if place.endswith(".webp")]
    names = [f"{each}.{language}.webp" for each in ("page", "phone", "handout")]
    assert [picture.name for picture in pictures] == names
    assert all(picture.stat().st_size <= MOST_BYTES for picture in pictures)
