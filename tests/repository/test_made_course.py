"""A course made by `run.py init` in an empty folder: built, written on, dressed, upgraded, and tested."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from course.repository.release import Release, read_release
from support.courses import ROOT, run_module, tree, write_files
from support.followed import following
from support.interface_words import foreign_texts, menu, pages
from support.made_courses import made_course
from support.workshop import VARIABLE, put_together

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>own</title><path d="M0 0h8v8z"/></svg>'
)
#: Colours, a logo, a style sheet, a block and a part of the theme of one's own.
LOOK: dict[str, str | bytes] = {
    "overrides/assets/own.svg": LOGO,
    "overrides/assets/own.css": ".own-mark { outline: 3px solid }\n",
    "overrides/main.html": '{% extends "base.html" %}\n{% block announce %}Room 204{% endblock %}\n',
    "overrides/partials/copyright.html": '<p class="own-foot">{{ config.copyright }}</p>\n',
}
#: The pages of a made course that `further` has been written in, in the order of its menu.
WHOLE = (
    *("", "week_01/", "week_01/day1/", "week_01/day1/session_1/"),
    *("week_02/", "week_02/day1/", "week_02/day1/session_1/", "week_03/", "glossary/"),
)
#: What the menu and the first headings of a course in it say, by language.
PLACES = {
    "ko": ("1주차", "1주차 1일차 세션 1: 첫 세션"),
    "en": ("Week 1", "Week 1 Day 1 Session 1: First session"),
    "ja": ("第1週", "第1週 1日目 セッション1: 最初のセッション"),
}
COLOURED = 'colours: {brand: "#7a1f2b"}'


def dress(folder: Path) -> None:
    """Give the course in `folder` a look of its own, by what its settings show as comments."""
    write_files(folder, LOOK)
    path = folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"# colours: .*", COLOURED, text)
    text = re.sub(r"^# (theme:|  logo:|  favicon:|extra_css:|  - assets/own.css)", r"\1", text, flags=re.M)
    path.write_text(text.replace("assets/logo.svg", "assets/own.svg"), encoding="utf-8")


def further(folder: Path, code: str) -> None:
    """Two weeks more, with a session in the first of them, in a language of the course in `folder`."""
    for words in (["week", "2"], ["week", "3"], ["session", "week_02/day1", "1", "X2"]):
        ran = run_module("hooks", "new", "--language", code, *words, cwd=folder)
        assert ran.status == 0, ran.output


def look_at_pages(site: Path, codes: list[str], root: str = "/") -> None:
    """Every page: its language's tag, no interface's word in another, and its course's own menu, in order.

    The site is published below `root`, where its page for unknown addresses looks for it.
    """
    by_address = pages(site)
    homes = {code: f"{code}/" if len(codes) > 1 else "" for code in codes}
    own = {f"{home}{each}" for home in homes.values() for each in WHOLE}
    unknown = {"404.html", *(f"{home}404.html" for home in homes.values())}
    assert set(by_address) == own | unknown | ({""} if len(codes) > 1 else set())
    docs = site.parent / "docs"
    written = {code: "".join(map(Path.read_text, (docs / code).rglob("*.md"))) for code in codes}
    for address, page in by_address.items():
        code = next((each for each in codes if address.startswith(f"{each}/")), codes[0])
        assert page.get("lang") == code, address
        # Japanese and Chinese share words, which a course's own text may have.
        assert [each for each in foreign_texts(page) if each not in written[code]] == [], address
        # With several languages the root only leads on, and has no menu.
        if address not in ("", "404.html") or len(codes) == 1:
            assert menu(page, address, root) == [f"{homes[code]}{each}" for each in WHOLE], address
    for code, home in homes.items():
        week, session = PLACES[code]
        assert by_address[f"{home}week_01/"].xpath("string(//article//h1/text())") == week
        assert by_address[f"{home}week_01/day1/session_1/"].xpath("string(//article//h1/text())") == session


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An English course with a second week and a look of its own, built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SITE_URL")
        yield _english(tmp_path_factory.mktemp("made") / "my course")


def _english(folder: Path) -> Path:
    words = (
        "--name",
        'Networks: "from" <zero>',
        "--author",
        "Kim",
        "--licence",
        "CC BY 4.0",
        "--languages",
        "en",
    )
    begun = made_course(folder, *words, "--address", "https://school.example/networks", "--no-build")
    assert begun.status == 0, begun.output
    further(folder, "en")
    dress(folder)
    ran = run_module("hooks", "site", cwd=folder)
    assert ran.status == 0, ran.output
    return folder


def front_page(folder: Path) -> html.HtmlElement:
    (site,) = {path.parent for path in (folder / "site").rglob("course.json")}
    return html.parse(site / "index.html").getroot()


def test_its_look_is_its_own(folder: Path) -> None:
    """As the comments of mkdocs.yml say: colours, logo, style sheet; and templates of overrides/."""
    page = front_page(folder)
    (site,) = {path.parent for path in (folder / "site").rglob("course.json")}
    assert "Room 204" in page.text_content()
    assert set(page.xpath("//a[contains(@class, 'md-logo')]//img/@src")) == {"assets/own.svg"}
    assert (site / "assets/own.svg").read_text(encoding="utf-8") == LOGO
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert "own-mark" in styles
    assert "--course-brand: #7a1f2b" in styles or "--course-brand:#7a1f2b" in styles
    (foot,) = page.find_class("own-foot")
    assert re.fullmatch(r"© \d{4} Kim, CC BY 4\.0", foot.text_content())


def test_its_pages_are_in_its_language(folder: Path) -> None:
    """The name as it was given, the language's tag and words everywhere, all weeks in the menu, no sample."""
    page = front_page(folder)
    look_at_pages(folder / "site", ["en"], "/networks/")
    assert page.findtext(".//h1").startswith('Networks: "from" <zero>')  # type: ignore[union-attr]
    outline = page.find_class("course-outline")[0].text_content()
    assert "Week 1" in outline
    assert "X2" in outline
    assert "Kubernetes" not in page.text_content()
    assert page.xpath("//link[@rel='canonical']/@href")[0].startswith("https://school.example/networks/")


def test_it_is_upgraded_under_its_look(folder: Path, tmp_path: Path) -> None:
    """Another version takes the product's place; all of the course stays, and nothing is to be mended."""
    newer = tmp_path / "newer"
    release = read_release(folder)
    write_files(
        newer, {**release.files, "hooks/version.txt": "9.0.0\n", "hooks/course/new_part.py": '"""New."""\n'}
    )
    own = ("docs", "overrides", "mkdocs.yml", "translations.json", "addresses.txt")
    before = {name: mark for name, mark in tree(folder).items() if name.startswith(own)}
    assert len(before) > 8
    ran = run_module("hooks", "upgrade", str(newer), "--no-check", cwd=folder)
    assert ran.status == 0, ran.output
    assert "From version 1.0.0 to 9.0.0:" in ran.output
    assert {name: mark for name, mark in tree(folder).items() if name.startswith(own)} == before
    assert run_module("hooks", "check", cwd=folder).status == 0


def test_the_product_is_put_together_for_the_tests(folder: Path, tmp_path: Path) -> None:
    """Whoever's course is there: the tests find each file as the product's own repository has it."""
    course = tmp_path / "course"
    made_course(course, "--name", "과정", "--no-build")
    copy = tmp_path / "copy"
    assert put_together(course, copy) == ""
    release = read_release(ROOT)
    for path, content in release.files.items():
        place = copy / path.removeprefix(".product/sample/")
        assert place.read_bytes() == content, path
    assert not (copy / "docs/ko/week_01").exists()


@pytest.mark.long
def test_tests_run_on_a_copy(tmp_path: Path) -> None:
    """`run.py test` in a course's folder: the product's tests pass, and one looks at the course itself."""
    course = tmp_path / "course"
    made_course(course, "--name", "과정", "--languages", "en", "--no-build")
    write_files(course, {"docs/en/bad.md": "# A\n\n[b](nowhere.md)\n"})
    tests = [
        "tests/whole/test_own_course.py",
        "tests/repository/test_parts.py",
        "tests/settings/test_config.py",
    ]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    variables = {name: value for name, value in os.environ.items() if name != VARIABLE}
    done = subprocess.run(command, cwd=course, env=variables, capture_output=True, text=True, check=False)
    assert "The course here is not the sample: the tests run on a copy" in done.stdout
    assert "1 failed" in done.stdout, done.stdout
    assert "nowhere.md" in done.stdout


@pytest.mark.long
@pytest.mark.parametrize("languages", ["ko", "en", "ja", "ko,en"])
def test_any_languages(tmp_path: Path, languages: str) -> None:
    """A course in each, two weeks more, built strictly and taken away; every page is in its language."""
    made = made_course(
        tmp_path / "c", "--name", "과정", "--languages", languages, "--start-date", "2027-03-02"
    )
    assert made.status == 0, made.output
    assert "What to do next:" in made.output
    for code in languages.split(","):
        further(tmp_path / "c", code)
    for command in (["site"], ["export", "offline"], ["export", "lms"], ["export", "markdown"]):
        ran = run_module("hooks", *command, cwd=tmp_path / "c")
        assert ran.status == 0, ran.output
    look_at_pages(tmp_path / "c/site", languages.split(","))


@pytest.mark.long
@pytest.mark.parametrize("languages", ["ko", "en", "ja", "ko,en"])
def test_it_is_served(tmp_path: Path, languages: str) -> None:
    """A page of each language at its address, `/` itself where there is one; what is saved is shown."""
    codes = languages.split(",")
    folder = tmp_path / "my course"
    assert made_course(folder, "--name", "Zero", "--languages", languages, "--no-build").status == 0
    with following(folder) as followed:
        for code in codes:
            home = f"{code}/" if len(codes) > 1 else ""
            page = html.fromstring(followed.page(f"{home}week_01/"))
            assert page.get("lang") == code
            assert foreign_texts(page) == [], code
            assert page.xpath("string(//article//h1/text())") == PLACES[code][0]
            source = f"docs/{code}/week_01/README.md"
            text = (folder / source).read_text(encoding="utf-8")
            followed.save({source: f"{text}\nSaved just now\n"})
            assert "Saved just now" in followed.page(f"{home}week_01/")
        if len(codes) == 1:
            assert html.fromstring(followed.page("")).get("lang") == codes[0]


def _earlier_product(folder: Path) -> Release:
    """The product as the commit before this one has it, laid out in `folder`."""
    command = ["git", "-C", str(ROOT), "archive", "HEAD~1"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not run: there is no earlier commit here (git fetch --unshallow brings them)")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return read_release(folder)


@pytest.mark.long
@pytest.mark.parametrize("languages", ["ko", "en", "ja", "ko,en"])
def test_it_is_upgraded_from_the_commit_before(tmp_path: Path, languages: str) -> None:
    """A course made by it and written on since: its files stay as they are, the check passes, it is built."""
    folder = tmp_path / "course"
    words = ("--name", "Zero", "--languages", languages, "--no-build")
    begun = made_course(folder, *words, release=_earlier_product(tmp_path / "earlier"))
    assert begun.status == 0, begun.output
    dress(folder)
    codes = languages.split(",")
    for code in codes:
        further(folder, code)
        week = folder / f"docs/{code}/week_02/README.md"
        week.write_text(week.read_text(encoding="utf-8") + "\nWritten since\n", encoding="utf-8")
    (folder / "words").mkdir(exist_ok=True)
    assert run_module("hooks", "words", codes[0], cwd=folder).status == 0
    own = ("docs/", "overrides/", "words/", "mkdocs.yml", "translations.json", "addresses.txt")
    before = {name: mark for name, mark in tree(folder).items() if name.startswith(own)}
    ran = run_module("hooks", "upgrade", str(ROOT), "--yes", cwd=folder)
    assert ran.status == 0, ran.output
    assert {name: mark for name, mark in tree(folder).items() if name.startswith(own)} == before
    now = read_release(ROOT).files
    assert all((folder / path).read_bytes() == now[path] for path in now if path.startswith("hooks/"))
    ran = run_module("hooks", "site", cwd=folder)
    assert ran.status == 0, ran.output
    look_at_pages(folder / "site", codes)
    by_address = pages(folder / "site")
    assert any(
        "Written since" in by_address[each].text_content() for each in by_address if "week_02/" in each
    )


def test_words_of_another_language_are_seen(folder: Path) -> None:
    """The look at a page finds them in text, in attributes, and among what scripts show."""
    page = pages(folder / "site")["week_01/day1/session_1/"]
    assert foreign_texts(page) == []
    (data,) = page.xpath("//script[@id='__course']")
    data.text = data.text.replace('"Diagram"', '"図"')
    page.find_class("md-sidebar")[0].set("aria-label", "목차")
    page.find_class("md-content")[0].append(html.fromstring("<p>PDF資料 <b lang='ja'>図</b></p>"))
    assert sorted(foreign_texts(page)) == ["PDF資料", "図", "목차"]
