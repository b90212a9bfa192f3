"""`run.py init` makes the product's folder a course of one's own, and overwrites nothing of anybody's."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
import yaml

from course.model.editions import read_editions
from course.problems.codes import fails_strict
from course.repository.answers import QUESTIONS, AnswerError, read_answers
from course.repository.plan import plan_upgrade
from course.repository.product_files import read_list
from course.repository.release import SAMPLE, read_release
from course.repository.sample import read_sample
from course.repository.settings_file import render_settings
from course.settings.config import PlainLoader
from course.verbs.check import check
from course.verbs.init import main
from course.verbs.translate import main as translate
from support.courses import ROOT, tree, write_files


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product as it is cloned, but for its tests and the insides of its hooks."""
    folder = tmp_path_factory.mktemp("product") / "clone"
    release = read_release(ROOT)
    wanted = (
        "hooks/product",
        "hooks/sample",
        "hooks/version",
        "hooks/__main__",
        "run.py",
        "requirements",
        ".",
    )
    wanted += ("templates/", "README", "package")
    files = {
        path.removeprefix(f"{SAMPLE}/"): content
        for path, content in release.files.items()
        if path.startswith((*wanted, f"{SAMPLE}/"))
    }
    write_files(folder, files)
    return folder


@pytest.fixture
def folder(product: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of one's own."""
    shutil.copytree(product, tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    return tmp_path / "clone"


def begin(*words: str) -> int:
    return main([*words, "--yes", "--no-build"])


NAMES = [
    *(
        '쿠버네티스: "입문"',
        "it's # a 'name'",
        "- [x] list",
        "!ENV [SITE_URL]",
        "null",
        "2026-01-01",
        "yes",
        "*a*",
    ),
    *(
        "{{ config }} & <script>",
        "🚀 C#",
        "%percent",
        "back\\slash",
        "a: b: c",
        "|",
        "> quoted",
        "@at `tick`",
        "~",
    ),
    *(
        "اللغة",
        "x" * 150 + " " + "y" * 150,
        "1. one",
        "&amp; &#35;",
        "# hash",
        "[a](b) ![c](d)",
        "$heading $$",
    ),
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_gives_its_settings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As YAML that says it, in at most 40 lines; the notice at a page's foot is HTML that shows it."""
    given = {
        "name": name,
        "author": name,
        "licence": "CC-BY-SA-4.0",
        "languages": "no,zh-TW",
        "address": "https://a.b/c",
    }
    text = render_settings(read_answers(given), year=2027)
    monkeypatch.delenv("SITE_URL")
    settings = yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a safe loader
    assert (settings["site_name"], settings["site_author"]) == (name, name)
    assert settings["site_url"] == "https://a.b/c/"
    assert settings["extra"]["course"]["languages"] == ["no", "zh-TW"]
    deed = '<a href="https://creativecommons.org/licenses/by-sa/4.0/" rel="license">CC-BY-SA-4.0</a>'
    assert settings["copyright"].endswith(f", {deed}")
    assert "<script>" not in settings["copyright"]
    assert text.count("\n") <= 40
    assert text.count("#") > 8


@pytest.mark.parametrize("name", [" ".join(NAMES[:14]), NAMES[14], "1. one > quoted"])
def test_any_name_gives_a_page_that_shows_it(folder: Path, name: str) -> None:
    """The front page's heading says the name as it is; sources and translations have nothing to mend."""
    assert begin("--name", name) == 0
    assert [each.language.title for each in read_editions(folder)] == [name, name]
    from course.model.editions import read_other_course

    assert read_other_course(folder, folder / "docs")[0].language.title == name
    assert [str(each) for each in check([], None).problems if fails_strict(each)] == []


@pytest.mark.parametrize("languages", ["en", "ko,en,ja,pt", "ja,zh,zh-TW,de,fr,es"])
def test_a_course_begins(folder: Path, languages: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A front page and a first week in each language, in step with each other, and nothing of the sample."""
    codes = languages.split(",")
    assert begin("--name", "과정", "--languages", languages, "--start-date", "2027-03-02") == 0
    assert sorted(path.name for path in (folder / "docs").iterdir()) == sorted(codes)
    for code in codes:
        assert sorted(
            path.relative_to(folder / "docs" / code).as_posix()
            for path in (folder / "docs" / code).rglob("*.md")
        ) == [
            *("index.md", "week_01/README.md", "week_01/day1/session_1.md"),
        ]
    assert [each.language.code for each in read_editions(folder)] == codes
    assert not list(filter(fails_strict, check([], None).problems))
    assert translate(["status", "--strict-translations"]) == 0
    assert ("There are no templates in pt" in capsys.readouterr().out) == ("pt" in codes)
    assert not (folder / "addresses.txt").exists()
    sample = read_sample(folder)
    assert {path for path in sample if not (folder / SAMPLE / path).is_file()} == set()
    assert not (folder / ".github/dependabot.yml").exists()
    assert (folder / ".github/workflows/site.yml").is_file()


def test_what_has_begun_can_be_upgraded(folder: Path, product: Path) -> None:
    """The product's files are listed as they came; the same version would change nothing."""
    assert begin("--name", "과정") == 0
    listed = read_list(folder)
    assert listed
    assert "hooks/product.yml" in listed
    plan = plan_upgrade(folder, read_release(product))
    assert (plan.replaced, plan.removed, plan.lost, plan.added) == ((), (), (), ())


def test_the_sample_may_stay(folder: Path) -> None:
    """Its sessions stay beside one's own, with their translations in step."""
    assert begin("--name", "과정", "--sample", "keep") == 0
    assert (folder / "docs/ko/week_03/day3/session_1.md").is_file()
    assert (folder / "docs/ko/week_01/day1/session_1.md").is_file()
    assert "# 과정\n" in (folder / "docs/ko/index.md").read_text(encoding="utf-8")
    assert translate(["status", "--strict-translations"]) == 0


def test_nothing_of_ones_own_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages that somebody wrote or changed stay; settings of one's own are replaced when told, and kept."""
    changed = (folder / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8") + "\n더.\n"
    own = {
        "docs/ko/mine/a.md": "# 나의 쪽\n",
        "docs/ko/index.md": "# 앞\n",
        "docs/ko/week_03/day3/session_1.md": changed,
    }
    write_files(folder, own)
    assert begin("--name", "과정") == 0
    for path, text in own.items():
        assert (folder / path).read_text(encoding="utf-8") == text
    assert not (folder / "docs/ko/week_01").exists()
    before = tree(folder)
    assert begin("--name", "다른 과정") == 1
    assert "mkdocs.yml here is a course's own already, and nothing was changed" in capsys.readouterr().err
    assert tree(folder) == before
    assert begin("--name", "다른 과정", "--replace") == 0
    kept = (folder / "mkdocs-before-init.yml").read_text(encoding="utf-8")
    assert "site_name: 과정\n" in kept
    assert begin("--name", "셋째", "--replace") == 0
    assert "다른 과정" in (folder / "mkdocs-before-init-2.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--name", "두\n줄"], "--name: it must be on one line"),
        (["--name", " "], "--name: a course needs a name"),
        ([], "--name: a course needs a name"),
        (["--name", "a", "--author", "b\x1b[31m"], "--author: it must be on one line"),
        (["--name", "a", "--languages", "korean!"], "--languages: korean!: it names korean!, which is no"),
        (["--name", "a", "--languages", "ko,ko"], "--languages: ko,ko: it names ko twice"),
        (["--name", "a", "--languages", ""], "--languages: nothing: it is not a list"),
        (["--name", "a", "--address", "school.example"], "--address: school.example is no address"),
        (["--name", "a", "--address", "https://a b/"], "--address: https://a b/ is no address"),
        (["--name", "a", "--start-date", "2027-02-30"], "--start-date: 2027-02-30 is no date"),
        (["--name", "a", "--time-zone", "Seoul"], "--time-zone: Seoul is no time zone"),
        (["--name", "a", "--sample", "maybe"], "--sample: maybe is neither"),
        (["--name", "a", "--docs", "nowhere"], "nowhere is no folder"),
        (["--name", "a", "--docs", "."], ". holds the product, too"),
        (["--name", "a", "--docs", "templates/none"], "templates/none is no folder"),
    ],
)
def test_what_cannot_be_is_refused(
    folder: Path, words: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line that says how to write it, before anything is changed."""
    before = tree(folder)
    assert begin(*words) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"run.py init: {why}")
    assert err.count("\n") == 1
    assert tree(folder) == before


def test_it_asks_what_was_not_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At most eight questions; who only presses Enter gets what stands in brackets."""
    assert len(QUESTIONS) <= 8
    answers = "네트워크 입문\n\n\nen\n\n2027-03-02\n\n\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    assert main(["--author", "김", "--no-build"]) == 1  # one answer too many was read as the next one's
    monkeypatch.setattr("sys.stdin", io.StringIO("네트워크 입문\n\nen\n\n2027-03-02\n\n\n"))
    assert main(["--author", "김", "--no-build"]) == 0
    out = capsys.readouterr().out
    assert "Languages, the front page's first / 언어 [ko,en]: " in out
    assert "Author" not in out.split("Name of the course")[-1]
    (edition,) = read_editions(folder)
    assert (edition.language.title, edition.language.code) == ("네트워크 입문", "en")


def test_no_more_answers_change_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(folder)
    monkeypatch.setattr("sys.stdin", io.StringIO("이름\n"))
    assert main(["--no-build"]) == 1
    assert "no more answers; nothing was changed" in capsys.readouterr().err
    assert tree(folder) == before


@pytest.mark.parametrize("place", ["handbook", "../elsewhere/docs"])
def test_pages_that_are_there_already(folder: Path, place: str) -> None:
    """Their folder is named in the settings, their title is the course's; nothing is written among them."""
    pages = {f"{place}/{code}/index.md": f"# {name}\n\n{text}\n" for code, name, text in (
        ("ko", "손책", "글."), ("en", "Handbook", "Text."))}  # fmt: skip
    write_files(folder, pages)
    before = tree(folder / place)
    assert begin("--docs", place) == 0
    assert tree(folder / place) == before
    assert {(each.language.code, each.docs_dir.resolve()) for each in read_editions(folder)} == {
        (code, (folder / place / code).resolve()) for code in ("ko", "en")
    }
    assert not (folder / "docs").exists()


def test_answers_are_read_alike_everywhere() -> None:
    """An option and a typed answer are one and the same."""
    answers = read_answers(
        {"name": " 과정 ", "languages": "ko, en", "address": "https://a.b", "sample": "KEEP"}
    )
    assert (answers.name, answers.languages, answers.address) == ("과정", ("ko", "en"), "https://a.b/")
    assert answers.keeps_sample
    with pytest.raises(AnswerError):
        read_answers({})
