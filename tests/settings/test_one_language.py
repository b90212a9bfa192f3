"""A course in one language, or whose settings name none: where its sources and its pages are."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.model.editions import Edition, read_editions, read_other_course
from course.problems.problem import CourseError
from course.settings.config import read_config
from support.courses import INHERIT, copy_settings, write_files

NAMED = INHERIT + "site_name: A\nsite_url: {}\nextra: {{course: {{languages: [{}]}}}}\n"
TITLE = "# A\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_settings(tmp_path)
    return tmp_path


def the_only(folder: Path) -> Edition:
    (edition,) = read_editions(folder)
    return edition


@pytest.mark.parametrize("code", ["en", "ko", "ja", "pt-BR", "zh-Hant", "ar", "tlh"])
@pytest.mark.parametrize("address", ["https://a.org/", "https://a.org", "https://a.org/{}/"])
def test_one_language_is_the_site_itself(folder: Path, code: str, address: str) -> None:
    """Whichever it is: its pages are at ``/``, its sources in its folder, its pages say which it is."""
    write_files(folder, {"mkdocs.yml": NAMED.format(address.format(code), code), f"docs/{code}/a.md": TITLE})
    edition = the_only(folder)
    assert edition.language.code == code
    assert (edition.language.folder, edition.language.place, edition.language.called) == ("", "", code)
    assert edition.docs_dir == folder / "docs" / code
    assert edition.site_url == "https://a.org/"
    settings = edition.settings()
    assert settings["theme"]["language"] == code
    assert (settings["site_dir"], settings["site_url"]) == ("site", "https://a.org/")


def test_the_second_language_moves_both_into_folders(folder: Path) -> None:
    """Named, or with a file of settings of its own."""
    pages = {"docs/en/a.md": TITLE, "docs/ja/a.md": TITLE}
    write_files(folder, {"mkdocs.yml": NAMED.format("https://a.org/", "en, ja"), **pages})
    assert [each.language.place for each in read_editions(folder)] == ["en/", "ja/"]
    other = "INHERIT: mkdocs.yml\ndocs_dir: docs/ja\nsite_dir: site/ja\ntheme: {language: ja}\n"
    write_files(folder, {"mkdocs.yml": NAMED.format("https://a.org/", "en"), "mkdocs.ja.yml": other})
    assert [each.language.place for each in read_editions(folder)] == ["en/", "ja/"]


def test_a_folder_of_sources_may_have_no_folder_for_the_language(folder: Path) -> None:
    """Sources that were written before stay where they are; where there is a folder, it is that."""
    write_files(folder, {"mkdocs.yml": NAMED.format("https://a.org/", "en"), "docs/index.md": TITLE})
    assert the_only(folder).docs_dir == folder / "docs"
    write_files(folder, {"docs/en/index.md": TITLE})
    assert the_only(folder).docs_dir == folder / "docs/en"
    write_files(folder, {"mkdocs.yml": f"docs_dir: lessons\n{NAMED.format('https://a.org/', 'en')}"})
    write_files(folder, {"lessons/week_01/a.md": TITLE})
    assert the_only(folder).docs_dir == folder / "lessons"


def test_a_language_without_sources_is_told(folder: Path) -> None:
    """Those of another language are not taken for them."""
    write_files(folder, {"mkdocs.yml": NAMED.format("https://a.org/", "en"), "docs/ko/index.md": TITLE})
    with pytest.raises(CourseError, match=r"^mkdocs.yml:4: the docs folder docs/en is not there"):
        read_editions(folder)


@pytest.mark.parametrize(
    ("files", "code", "docs", "place"),
    [
        ({"docs/en/a.md": TITLE}, "en", "docs/en", ""),
        ({"docs/ja/a.md": TITLE}, "ja", "docs/ja", ""),
        ({"docs/index.md": TITLE}, "en", "docs", ""),
        ({"docs/index.md": TITLE, "docs/img/a.md": TITLE}, "en", "docs", ""),
        ({"mkdocs.yml": f"{INHERIT}docs_dir: docs/de\n", "docs/de/a.md": TITLE}, "de", "docs/de", ""),
        ({"mkdocs.yml": f"{INHERIT}theme: {{language: fr}}\n", "docs/fr/a.md": TITLE}, "fr", "docs/fr", ""),
        ({"mkdocs.yml": f"{INHERIT}site_dir: site/ko\n", "docs/ko/a.md": TITLE}, "ko", "docs/ko", "ko/"),
    ],
)
def test_a_course_whose_settings_name_no_language(
    folder: Path, files: dict[str, str | bytes], code: str, docs: str, place: str
) -> None:
    """It is in that of its theme or of its folder, else in English: never in one that nobody wrote."""
    write_files(folder, {"mkdocs.yml": f"{INHERIT}site_name: A\n", **files})
    edition = the_only(folder)
    assert (edition.language.code, edition.docs_dir) == (code, folder / docs)
    assert edition.language.place == place
    assert edition.words.language_name == {"en": "English", "ja": "日本語", "ko": "한국어"}.get(
        code, edition.words.language_name
    )


def test_of_two_languages_that_nothing_names_none_is_the_first(folder: Path) -> None:
    """Which of them the front page is in cannot be guessed: the setting is told."""
    write_files(folder, {"mkdocs.yml": f"{INHERIT}site_name: A\n"})
    write_files(folder, {"docs/en/index.md": TITLE, "docs/ko/index.md": TITLE})
    with pytest.raises(CourseError, match=r"write extra: course: languages: \[en, ko\]"):
        read_config(folder / "mkdocs.yml")


@pytest.mark.parametrize(
    "text", ["これは講義のページです。ひらがなで書きます。", "The course of you and it is on."]
)
def test_another_course_of_such_settings_is_at_the_root_too(folder: Path, text: str) -> None:
    """In whichever language it is written."""
    write_files(folder, {"mkdocs.yml": NAMED.format("https://a.org/", "en"), "docs/en/a.md": TITLE})
    write_files(folder, {"other/README.md": f"# A\n\n{text}\n"})
    (edition,) = read_other_course(folder, folder / "other")
    assert (edition.language.folder, edition.site_url) == ("", "https://a.org/")
    assert edition.docs_dir == folder / "other"
    assert edition.language.code == ("en" if text.isascii() else "ja")
