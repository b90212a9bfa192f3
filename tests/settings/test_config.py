"""mkdocs.yml is read with what it inherits, for each of its languages; faults are told at their lines."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
import yaml

from course.model.editions import read_editions
from course.problems.problem import CourseError
from course.settings.colours import named_palette
from course.settings.config import PlainLoader, _FastLoader, conversion_advice, read_config
from course.settings.course_settings import check_settings
from course.settings.words.read import product_words, words_of
from support.courses import INHERIT, ROOT, copy_settings, write_files

CASES = ROOT / "tests/cases/settings"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The settings of the real course, and pages in two languages."""
    copy_settings(tmp_path)
    write_files(tmp_path, {"docs/ko/index.md": "# 가\n", "docs/en/index.md": "# A\n"})
    return tmp_path


def write_old(folder: Path) -> None:
    """Put the settings files of an older product into `folder`."""
    shutil.copy(CASES / "mkdocs-old.yml", folder / "mkdocs.yml")
    shutil.copy(CASES / "mkdocs-old.en.yml", folder / "mkdocs.en.yml")


def test_the_lecturers_page_is_short() -> None:
    """It has at most 40 lines."""
    assert len((ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()) <= 40


@pytest.mark.parametrize(("language", "name"), [("ko", "mkdocs.yml"), ("en", "mkdocs.en.yml")])
def test_old_files_say_the_same(
    folder: Path, language: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long files of an older product give the settings that a short one with languages gives."""
    monkeypatch.delenv("SITE_URL")
    new = read_config(folder / "mkdocs.yml", language=language)
    del new["extra"]["course"]
    new_words = words_of(folder / "mkdocs.yml", language)
    write_old(folder)
    old = read_config(folder / name)
    assert words_of(folder / name) == new_words
    del old["extra"]["interface"]
    assert old["theme"].pop("custom_dir") == "overrides"  # hooks/theme stands behind it in any case
    assert new["theme"].pop("custom_dir") == "hooks/theme"
    names = dataclasses.asdict(new_words.words.brightness)  # a build gives them to the theme
    new["theme"]["palette"] = named_palette(new["theme"]["palette"], names)
    old["plugins"] = ["search" if "search" in each else each for each in old["plugins"]]
    assert old == new


def test_old_files_are_told_what_may_go(folder: Path) -> None:
    """All that the product says itself is named with its line; a short file gets no advice."""
    words = product_words("ko", folder).words.as_data()
    assert conversion_advice(folder / "mkdocs.yml", words) == ""
    write_old(folder)
    advice = conversion_advice(folder / "mkdocs.yml", words)
    assert advice.startswith(
        "mkdocs.yml: it can be short: begin it with INHERIT: hooks/product.yml, and take"
    )
    for told in (
        "theme (line 8)",
        "hooks (line 160)",
        "markdown_extensions (line 226)",
    ):
        assert told in advice
    assert "site_name" not in advice


def test_editions_are_derived(folder: Path) -> None:
    """Each language has its folder of sources, its place in the site, and its own name where it has one."""
    korean, english = read_editions(folder)
    assert (korean.docs_dir, english.docs_dir) == (folder / "docs/ko", folder / "docs/en")
    assert (korean.site_url, english.site_url) == ("https://school.example/ko/", "https://school.example/en/")
    assert (korean.language.code, english.language.code) == ("ko", "en")
    assert english.language.title == "Kubernetes Networking Course"
    assert (korean.name, english.name) == ("한국어", "English")
    assert (korean.named, english.named) == ("ko", "en")
    assert english.words.brightness.device.startswith("Brightness")


def test_the_address_may_come_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As MkDocs reads ``!ENV``: a workflow hands the address over; without one it is not known."""
    monkeypatch.delenv("SITE_URL", raising=False)
    assert [each.site_url for each in read_editions(folder)] == ["", ""]
    for given in ("https://someone.github.io/course", "https://someone.github.io/course/"):
        monkeypatch.setenv("SITE_URL", given)
        assert [each.site_url for each in read_editions(folder)] == [
            "https://someone.github.io/course/ko/",
            "https://someone.github.io/course/en/",
        ]


def test_words_are_those_of_the_first_language(folder: Path) -> None:
    """Words that mkdocs.yml changes are its first language's; another changes its own."""
    stated = (
        "site_name: 가\nextra:\n  interface: {all_sessions: 목록}\n"
        "  course:\n    languages: [ko, {en: {interface: {not_found: Gone}}}]\n"
    )
    write_files(folder, {"mkdocs.yml": INHERIT + stated})
    korean, english = (edition.words for edition in read_editions(folder))
    assert (korean.all_sessions, korean.diagram) == ("목록", "다이어그램")
    assert (english.all_sessions, english.not_found) == ("All sessions", "Gone")


def test_a_file_of_a_language_counts_more(folder: Path) -> None:
    """Where a mkdocs.en.yml stands it is read as before languages could be named."""
    write_files(folder, {"mkdocs.en.yml": "INHERIT: mkdocs.yml\nsite_name: Mine\ndocs_dir: docs/en\n"})
    _, english = read_editions(folder)
    assert (english.language.title, english.named) == ("Mine", "")
    assert english.config_path.name == "mkdocs.en.yml"


def test_a_language_without_sources_is_not_built(folder: Path) -> None:
    """The first must have its folder; of the others those are built that have one."""
    shutil.rmtree(folder / "docs/en")
    assert [edition.language.code for edition in read_editions(folder)] == ["ko"]
    shutil.rmtree(folder / "docs/ko")
    with pytest.raises(CourseError, match=r"^mkdocs.yml:18: the docs folder docs/ko is not there"):
        read_editions(folder)


FAULTS = [
    ("INHERIT: hooks/none.yml\n", "1: it inherits from hooks/none.yml, which is not there; "),
    ("INHERIT: [a]\n", "1: INHERIT is not a text; "),
    (INHERIT + "plugins: tags\n", "2: plugins is not a list of names, each with its options below it; "),
    (INHERIT + "plugins: [3]\n", "2: plugins is not a list of names"),
    (INHERIT + "plugins:\n  - search: yes\n", "2: plugins is not a list of names"),
    (INHERIT + "plugins:\n  - {a: , b: }\n", "2: plugins is not a list of names"),
    (INHERIT + "markdown_extensions: attr_list\n", "2: markdown_extensions is not a list of names"),
    (INHERIT + "hooks: mine.py\n", "2: hooks is not a list of words; "),
    (
        INHERIT + "theme: readthedocs\n",
        "2: the theme readthedocs lacks what the course's pages are made with; ",
    ),
    (INHERIT + "theme: {name: mkdocs}\n", "2: the theme mkdocs lacks"),
    (INHERIT + "theme: [a]\n", "2: theme is not a mapping; "),
    (INHERIT + "theme:\n  features: navigation.tabs\n", "3: theme.features is not a list of words; "),
    (INHERIT + "theme: {palette: indigo}\n", "2: theme.palette is not a mapping, or a list of them; "),
    (INHERIT + "theme: {icon: x}\n", "2: theme.icon is not a mapping; "),
    (INHERIT + "extra: [a]\n", "2: extra is not a mapping; "),
    (INHERIT + "extra: {interface: []}\n", "2: extra.interface is not a mapping; "),
    (INHERIT + "extra_css: a.css\n", "2: extra_css is not a list of words; "),
    (INHERIT + "extra_css: [1]\n", "2: extra_css is not a list of words; "),
    (INHERIT + "extra_javascript: {a: b}\n", "2: extra_javascript is not a list of words; "),
    (INHERIT + "nav: {a: b}\n", "2: nav is not a list; "),
    (INHERIT + "site_url: 3\n", "2: site_url is not a text; "),
    (INHERIT + "site_name: 2026\n", "2: site_name is not a text; "),
    (INHERIT + "use_directory_urls: maybe\n", "2: use_directory_urls is not true or false; "),
    (INHERIT + "validation: strict\n", "2: validation is not a mapping; "),
    (INHERIT + "extra: {}\nsite_name: a\nextra: {}\n", "4: extra stands here a second time; "),
    (INHERIT + "theme:\n  logo: a\n  logo: b\n", "4: logo stands here a second time; "),
]


@pytest.mark.parametrize(("text", "told"), FAULTS)
def test_faulty_files(folder: Path, text: str, told: str) -> None:
    """A value of the wrong kind is one Problem, at its line."""
    write_files(folder, {"mkdocs.yml": text})
    with pytest.raises(CourseError) as caught:
        read_config(folder / "mkdocs.yml")
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"mkdocs.yml:{told}"), problem
    assert problem.code in ("setting", "config-unreadable")


def test_values_that_hold_themselves(folder: Path) -> None:
    """They are read to an end."""
    write_files(folder, {"mkdocs.yml": INHERIT + "x: &a {b: *a}\ntheme: {language: ko}\n"})
    assert "x" in read_config(folder / "mkdocs.yml")


@pytest.mark.parametrize(
    ("frames", "told"),
    [
        (["www.youtube-nocookie.com", "codepen.io"], []),
        ([], []),
        ("codepen.io", [" is not a list of hosts"]),
        (
            ["https://codepen.io", "CodePen.io", "*.io", "codepen.io/a", "io", 1],
            [
                f" names {host}, which is no host"
                for host in ("https://codepen.io", "CodePen.io", "*.io", "codepen.io/a", "io", 1)
            ],
        ),
    ],
)
def test_hosts_of_frames(frames: object, told: list[str]) -> None:
    """Each is the name of one host, as addresses are compared with it."""
    problems = check_settings({"frames": frames}, "mkdocs.yml", {"frames": 4})
    assert [(each.line, each.code) for each in problems] == [(4, "setting")] * len(told)
    whats = [each.what.removeprefix("extra.course.frames") for each in problems]
    assert whats == told


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 50_000,
        "- " * 100_000 + "x",
        "? " * 100_000,
        "a: {b: " * 99 + "1",
    ],
)
def test_settings_without_end_are_told(folder: Path, text: str) -> None:
    """However deep they are nested, the reader of settings goes on: a parser in C would end Python."""
    (folder / "mkdocs.yml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(CourseError, match="config-unreadable"):
        read_config(folder / "mkdocs.yml")


def test_the_fast_parser_reads_what_the_usual_one_reads() -> None:
    """All YAML of the product, values and lines."""
    for path in sorted((ROOT / "hooks").rglob("*.yml")):
        text = path.read_text(encoding="utf-8-sig")
        for read in (yaml.load, yaml.compose):
            fast, usual = (_shown(read(text, Loader=loader)) for loader in (_FastLoader, PlainLoader))
            assert fast == usual, path


def _shown(read: object) -> object:
    """A node with the lines of all that is in it; a value as it is."""
    if not isinstance(read, yaml.Node):
        return read
    inside = read.value if isinstance(read.value, list) else [str(read.value)]
    children = [[_shown(each) for each in one] if isinstance(one, tuple) else _shown(one) for one in inside]
    return read.tag, read.start_mark.line, children
