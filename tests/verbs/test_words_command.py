"""`run.py words TAG` begins, and goes on with, the words of a language; other settings files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from course.problems.problem import CourseError
from course.settings.words.read import FOLDER, product_words, read_words, words_of
from course.verbs.languages.words import main
from course.verbs.start import VERBS, start
from support.courses import INHERIT, copy_settings, write_files
from support.words import ENGLISH


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_language_is_begun(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every word has its place and its English; none is said yet."""
    assert main(["tlh"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("words/tlh.yml is there: ")
    assert "words to translate, beside each its English" in out
    text = (folder / "words/tlh.yml").read_text("utf-8")
    assert "all_sessions:  # All sessions\n" in text
    assert "  footer.next:  # Next\n" in text, "what the theme says"
    words = read_words("tlh", [], FOLDER, folder).words
    assert (words.language_name, words.agenda) == ("tlh", ENGLISH.agenda)


def test_what_is_translated_stays_and_the_rest_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At its line; a second time nothing is written that is not new."""
    main(["tlh"])
    path = folder / "words/tlh.yml"
    text = path.read_text("utf-8").replace("all_sessions:", "all_sessions: 'Hoch: 1'")
    path.write_text(
        text.replace("not_found:", "not_found: ''").replace("weekdays:", "weekdays: [a, b]"), "utf-8"
    )
    capsys.readouterr()
    with pytest.raises(CourseError, match=r"timetable\.weekdays is not a list of 7 texts"):
        main(["tlh"])
    path.write_text(text, "utf-8")
    assert main(["tlh"]) == 0
    out = capsys.readouterr().out
    line = path.read_text("utf-8").splitlines().index("heading_link:  # Permanent link") + 1
    assert f"words/tlh.yml:{line}: heading_link is not translated; pages say it in English" in out
    assert "all_sessions" not in out
    assert yaml.safe_load(path.read_text("utf-8"))["all_sessions"] == "Hoch: 1"
    write_files(folder, {"mkdocs.yml": f"{INHERIT}site_name: a\nextra: {{course: {{languages: [tlh]}}}}\n"})
    read = words_of(folder / "mkdocs.yml", "tlh")
    assert read.words.all_sessions == "Hoch: 1"
    assert "words not translated yet: pages say them in English; run.py words tlh lists them" in read.remark


@pytest.mark.parametrize("code", ["ja", "zh-Hant"])
def test_a_language_that_the_product_speaks(
    folder: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    """Its words stand there to be changed, and nothing is missing."""
    assert main([code]) == 0
    assert capsys.readouterr().out == f"words/{code}.yml: nothing is missing\n"
    text = (folder / f"words/{code}.yml").read_text("utf-8")
    spoken = product_words(code, folder).words
    assert f"all_sessions: {spoken.all_sessions}  # All sessions\n" in text
    assert read_words(code, [], FOLDER, folder).words == spoken
    assert read_words(code, [], FOLDER, folder).remark == ""


def test_what_is_no_tag(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No file is written for it."""
    for word in ("pt_BR", "../a", ""):
        with pytest.raises(SystemExit):
            main([word])
    assert "write one such as it or pt-BR" in capsys.readouterr().err
    assert not (folder / "words").exists()


@pytest.mark.parametrize("words", [["-f", "other.yml"], ["--config-file=other.yml"], ["--config-file", "a"]])
@pytest.mark.parametrize("verb", VERBS)
def test_another_settings_file_is_refused_in_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str], verb: str, words: list[str]
) -> None:
    """Whatever the verb: none reads it."""
    assert start([verb, *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert told.err.startswith(f"run.py {verb}: {words[0]}: settings are read from mkdocs.yml alone; ")
