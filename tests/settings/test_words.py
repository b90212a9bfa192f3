"""The words of the interface: whole in every language, changed one by one, told by line if faulty."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from course.problems.problem import Problem
from course.settings.config import conversion_advice
from course.settings.key_places import key_places
from course.settings.words.check import Stated
from course.settings.words.read import FOLDER, WordsRead, read_words, words_of
from course.settings.words.shape import Holds, group_of
from course.settings.words.words import Words
from support.check_command import folder, run
from support.courses import ROOT, Course, write_files
from support.words import ENGLISH, KOREAN
from support.words_schema import words_schema

__all__ = ["folder"]
SCHEMA = json.loads(words_schema())
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yml"))
SETTINGS = "site_name: a\ndocs_dir: docs/ko\ntheme:\n  language: {}\n"
ITALIAN = (
    "INHERIT: mkdocs.yml\nsite_name: Corso\ndocs_dir: docs/it\nsite_dir: site/it\ntheme: {language: it}\n"
)


def changed(text: str, language: str = "ko") -> WordsRead:
    """The words of a language with what `text` says below ``interface:``, from line 1."""
    lines = {"": 1}
    node = yaml.safe_load(text)
    stated = Stated("mkdocs.yml", node, lambda: lines, "extra.interface.", complete=False)
    return read_words(language, [stated], FOLDER, FOLDER.parents[1])


def site_words(path: Path, language: str, interface: str) -> WordsRead:
    """The words of a settings file that says `interface` below ``extra: interface:``."""
    indented = "".join(f"    {line}\n" for line in interface.splitlines())
    write_files(path, {"mkdocs.yml": f"{SETTINGS.format(language)}extra:\n  interface:\n{indented}"})
    return words_of(path / "mkdocs.yml")


def faults(read: WordsRead) -> list[str]:
    """What its Problems say is wrong."""
    return [problem.what for problem in read.problems]


@pytest.fixture
def words_folder(tmp_path: Path) -> Path:
    """A folder with the files of words, to be changed."""
    return Path(shutil.copytree(FOLDER, tmp_path / "hooks" / "words"))


def broken(words_folder: Path, old: str, new: str) -> tuple[Problem, ...]:
    """The Problems of the English file with `old` replaced by `new`."""
    path = words_folder / "en.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return read_words("en", [], words_folder, words_folder.parents[1]).problems


def test_schema_is_that_of_the_classes(request: pytest.FixtureRequest) -> None:
    """The schema for editors says what the classes say; `--update` writes it anew."""
    path = FOLDER / "schema.json"
    if request.config.getoption("update"):
        path.write_text(words_schema(), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == words_schema()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    """Each file of words fits the schema that it names, and the check."""
    text = (FOLDER / f"{language}.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    jsonschema.validate(yaml.safe_load(text), SCHEMA)
    read = read_words(language, [], FOLDER, FOLDER.parents[1])
    assert (read.problems, read.remark) == ((), "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_in_the_order_of_the_classes(language: str) -> None:
    """So that two languages can be read side by side."""
    data = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    assert list(data) == [field.name for field in dataclasses.fields(Words)]
    assert list(data["glossary"]) == [field.name for field in dataclasses.fields(KOREAN.glossary)]


#: Words that are the same in English.
ALIKE = {
    "de": "Quiz {}, Demo {}",
    "es": "{} min, p. {}",
    "fr": "{} min, p. {}, Note, Notes, Important, Quiz {}, Guide {}, Module {}",
}
#: Those that are the same in every language.
ALIKE_EVERYWHERE = {"{} KB", "{kind}: {text}"}


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_no_language_has_words_of_another(language: str) -> None:
    """What is copied from the English file and left so is seen."""
    texts = [
        {
            key: text
            for key, text in texts_in(words.as_data())
            if not key.startswith(("name_spellings", "glossary.scripts"))
        }
        for words in (ENGLISH, read_words(language, [], FOLDER, FOLDER).words)
    ]
    same = {text for key, text in texts[1].items() if texts[0][key] == text}
    assert same - ALIKE_EVERYWHERE == {*filter(None, ALIKE.get(language, "").split(", "))}


def texts_in(data: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in plain data, by its keys."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in inside:
        yield from [(f"{key}{name}", value)] if isinstance(value, str) else texts_in(value, f"{key}{name}.")


def test_one_word_is_changed(tmp_path: Path) -> None:
    """Single words of the settings stand over the language's own, however deep; all others stay."""
    read = site_words(tmp_path, "ko", 'all_sessions: 모든 세션\ncorrections:\n  verdicts: {wrong: "틀림"}')
    assert read.problems == ()
    verdicts = {**KOREAN.corrections.verdicts, "wrong": "틀림"}
    corrections = dataclasses.replace(KOREAN.corrections, verdicts=verdicts)
    assert read.words == dataclasses.replace(KOREAN, all_sessions="모든 세션", corrections=corrections)


def test_faults_of_the_settings_have_their_lines(tmp_path: Path) -> None:
    """Each fault names the file, the line and the word; the language's own word stands in its place."""
    read = site_words(tmp_path, "ko", 'agenda:\n  titel: 순서\n  minutes: "분"\nlms: []\nscripts: 1')
    assert [(problem.path, problem.line, problem.what) for problem in read.problems] == [
        ("mkdocs.yml", 8, "extra.interface.agenda.titel is no word of the interface"),
        ("mkdocs.yml", 9, "extra.interface.agenda.minutes has lost {}"),
        ("mkdocs.yml", 10, "extra.interface.lms is not a mapping"),
        ("mkdocs.yml", 11, "extra.interface.scripts is no word of the interface"),
    ]
    assert read.problems[0].mend == "use title, or take it out"
    assert {problem.code for problem in read.problems} == {"setting"}
    assert read.words == KOREAN


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("agenda: {title: 5}", "agenda.title is not a text"),
        ("agenda: {title: no}", "agenda.title is not a text"),
        ("agenda: {title: }", "agenda.title is not a text"),
        ("agenda: 순서", "agenda is not a mapping"),
        ('agenda: {minutes: "{} {}"}', "agenda.minutes has other placeholders than it may"),
        ('agenda: {minutes: "{0}분"}', "agenda.minutes has lost {}"),
        ('agenda: {minutes: "{}분}"}', "agenda.minutes has other placeholders than it may"),
        ('progress: {count: "{}"}', "progress.count has other placeholders than it may"),
        ('diagrams: {group: "{title}"}', "diagrams.group has lost {members}"),
        ('diagrams: {group: "{title:9} {members}"}', "diagrams.group has other placeholders than it may"),
        ('diagrams: {end: "{kind} {text}"}', "diagrams.end has other placeholders than it may"),
        ('timetable: {date: "{month}"}', "timetable.date has lost {day}"),
        ("timetable: {weekdays: [월, 화]}", "timetable.weekdays is not a list of 7 texts"),
        ("timetable: {weekdays: 월화수목금토일}", "timetable.weekdays is not a list of 7 texts"),
        ("glossary: {scripts: [1]}", "glossary.scripts is not a list of texts"),
        ("alerts: {danger: 위험}", "alerts.danger is no word of the interface"),
        ("alerts: {note: [참고]}", "alerts.note is not a text"),
        ("numbered_names: {lab: 실습}", "numbered_names.lab has lost {}"),
        ("numbered_names: {clinic: 진료}", "numbered_names.clinic has lost {}"),
        ("name_spellings: {lab: 실습}", "name_spellings.lab is not a list of texts"),
        ("- 1", " is not a mapping"),
    ],
)
def test_a_faulty_word_is_told(text: str, fault: str) -> None:
    """Alone, by its key; the language's own word stands."""
    read = changed(text)
    assert faults(read) == [f"extra.interface.{fault}" if fault[0] != " " else f"extra.interface{fault}"]
    assert read.words == KOREAN


@pytest.mark.parametrize(
    "text",
    [
        'timetable: {date: "{year}-{month:02}-{day:02}"}',
        'timetable: {date: "{weekday} {day}/{month}/{year:4}"}',
        'diagrams: {block: "{text} {kind} {kind}"}',
        'numbered_names: {clinic: "진료 {}"}',
        "name_spellings: {clinic: [진료소]}",
        'not_found: ""',
        "{}",
    ],
)
def test_a_sound_word_is_taken(text: str) -> None:
    """Optional placeholders, widths of numbers, folders' names of one's own, and a text that says nothing."""
    assert faults(changed(text)) == []


def test_missing_words_are_told(words_folder: Path) -> None:
    """A file of words that lacks one is told with its key and the line of its group; English stands in."""
    (problem,) = broken(words_folder, "  back: back to the text\n", "")
    assert problem.path == "hooks/words/en.yml"
    assert problem.what == "corrections.back is missing"
    lines = (words_folder / "en.yml").read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1] == "corrections:"


def test_missing_groups_are_told_once(words_folder: Path) -> None:
    """Not with every word that they hold."""
    old = 'agenda: {title: Agenda, minutes: "{} min", now: now}\n'
    assert [problem.what for problem in broken(words_folder, old, "")] == ["agenda is missing"]


def test_an_unreadable_file_of_words_is_told(words_folder: Path) -> None:
    """The Problem names it as its author would."""
    problems = broken(words_folder, "agenda: {", "agenda: {{")
    assert {(problem.path, problem.code) for problem in problems} == {
        ("hooks/words/en.yml", "config-unreadable")
    }


KEYS = st.sampled_from([*group_of(Words).words, "title", "minutes", "note", "x"])
STATED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
)


def test_a_product_without_english_words_is_told(words_folder: Path) -> None:
    """Where they would be needed; a language that has all of its own needs none."""
    (words_folder / "en.yml").unlink()
    root = words_folder.parents[1]
    (problem,) = read_words("it", [], words_folder, root).problems
    assert (problem.path, problem.what) == ("hooks/words/en.yml", "the file is not there")
    assert read_words("ko", [], words_folder, root).problems == ()


@settings(deadline=None, max_examples=50)  # the first one reads the files
@given(STATED)
def test_whatever_the_settings_say_there_are_words(stated: Any) -> None:
    """All of them, each of its type."""
    read = read_words("ko", [Stated("a", stated, dict, complete=False)], FOLDER, FOLDER)
    jsonschema.validate(json.loads(json.dumps(read.words.as_data())), SCHEMA)


@given(st.text("{}ab:02"), st.sampled_from([("{}",), ("{}", "{}"), ("{a}",), ("{a}", "{b}")]), st.booleans())
def test_texts_that_fit_take_their_values(text: str, places: tuple[str, ...], widths: bool) -> None:
    """No text that the check lets through fails when a page is made."""
    if Holds(places, widths=widths).fits(text):
        assert text.format(1, 2, a=1, b=2).count("{") == 0


def test_languages_with_and_without_words(tmp_path: Path) -> None:
    """One without a file has English words, is called by its tag, and is told in a line."""
    read = site_words(tmp_path, "it", "all_sessions: Tutte")
    assert read.problems == ()
    assert read.remark == (
        "mkdocs.yml:4: there are no words for the language it: its pages say in English what the theme says; "
        "run.py words it writes words/it.yml, to be translated"
    )
    assert (read.words.language_name, read.words.all_sessions) == ("it", "Tutte")
    assert read.words.glossary == ENGLISH.glossary
    region = site_words(tmp_path, "ko-KP", "{}")
    assert (region.words, region.remark) == (KOREAN, "")


def test_words_are_inherited_in_one_language_alone(tmp_path: Path) -> None:
    """What mkdocs.yml says in its language is no word of another's; names of folders are the same in all."""
    own = "    all_sessions: 모든 세션\n    name_spellings: {week: [주]}\n"
    write_files(tmp_path, {"mkdocs.yml": f"{SETTINGS.format('ko')}extra:\n  interface:\n{own}"})
    for language, shown in (("ko", "모든 세션"), ("en", "All sessions")):
        text = f"INHERIT: mkdocs.yml\ntheme: {{language: {language}}}\n"
        write_files(tmp_path, {"mkdocs.x.yml": text})
        words = words_of(tmp_path / "mkdocs.x.yml").words
        assert (words.all_sessions, words.name_spellings["week"]) == (shown, ("주",))


def test_languages_of_one_file_have_words_of_their_own(tmp_path: Path) -> None:
    """What `extra: interface:` says is the first language's; each other one says its own in the list."""
    text = """site_name: a
extra:
  course:
    languages:
      - ko
      - en:
          interface: {all_sessions: The sessions, agenda: {nwo: now}}
      - it
  interface:
    all_sessions: 모든 세션
"""
    write_files(tmp_path, {"mkdocs.yml": text})
    path = tmp_path / "mkdocs.yml"
    korean, english, italian = (words_of(path, code) for code in ("ko", "en", "it"))
    assert (words_of(path).words, korean.words.all_sessions) == (korean.words, "모든 세션")
    assert english.words == dataclasses.replace(ENGLISH, all_sessions="The sessions")
    (problem,) = english.problems
    assert (problem.line, problem.what) == (
        7,
        "extra.course.languages.en.interface.agenda.nwo is no word of the interface",
    )
    assert italian.words.all_sessions == "All sessions"
    assert italian.remark.startswith("mkdocs.yml:4: there are no words for the language it")


def test_settings_that_hold_all_words_are_read(tmp_path: Path) -> None:
    """Older settings files hold every word of their language: they say what the files of words say."""
    old = ROOT / "tests/cases/settings"
    for name, words in (("mkdocs.yml", KOREAN), ("mkdocs.en.yml", ENGLISH)):
        shutil.copy(old / name.replace("mkdocs", "mkdocs-old"), tmp_path / name)
        read = words_of(tmp_path / name)
        assert (read.words, read.problems, read.remark) == (words, (), "")


def test_settings_that_repeat_the_words_can_be_short(tmp_path: Path) -> None:
    """The advice for older settings files names `extra:`, which holds no word of their own."""
    write_files(tmp_path, {"hooks/product.yml": (ROOT / "hooks/product.yml").read_bytes()})
    text = (ROOT / "tests/cases/settings/mkdocs-old.yml").read_text(encoding="utf-8")
    path = tmp_path / "mkdocs.yml"
    for old, new, is_named in (("", "", True), ("전체 세션", "모든 세션", False)):
        path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
        assert ("extra (line 73)" in conversion_advice(path, KOREAN.as_data())) == is_named


def test_a_file_that_is_part_of_itself_has_lines(tmp_path: Path) -> None:
    """YAML can say so."""
    write_files(tmp_path, {"a.yml": "a: &a\n  b: *a\n  c: [*a, {d: 1}]\n"})
    assert key_places(tmp_path / "a.yml") == {"a": 1, "a.b": 2, "a.c": 3, "a.c.d": 3}


def test_folders_are_spelled_in_every_language() -> None:
    """A translated course may keep its folders' names: each language knows those of all."""
    assert KOREAN.name_spellings == ENGLISH.name_spellings
    assert KOREAN.name_spellings["week"] == ("weeks", "wk", "주차")


def test_check_tells_the_words_of_every_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`run.py check` reads each settings file; a language without words is a remark, and fails nothing."""
    write_files(folder, {"docs/it/a.md": "# 一\n\n- 二\n", "mkdocs.it.yml": ITALIAN})
    status, out, _ = run(capsys, "--skip", "translation-structure")
    assert "mkdocs.it.yml:5: there are no words for the language it" in out
    write_files(folder, {"mkdocs.it.yml": f"{ITALIAN}extra: {{interface: {{all_session: Tutte}}}}\n"})
    status, out, _ = run(capsys)
    assert "mkdocs.it.yml:6: extra.interface.all_session is no word of the interface" in out
    assert "use all_sessions, or take it out [setting]" in out
    assert status == 1


@pytest.mark.long
def test_a_third_language_is_one_file_of_words(tmp_path: Path) -> None:
    """Without it the site is built in English, and the build says so; with it the site says what it says.

    A template of the lecturer's own finds the words where it always did, and as `words`.
    """
    course, pages = Course(tmp_path), tmp_path / "site" / "it"
    page = "---\ntemplate: own.html\n---\n# 一\n\n> [!TIP]\n> 二\n"
    own = "{{ config.extra.interface.agenda.title }}, {{ words.agenda.now }}"
    own = f'{{% extends "main.html" %}}{{% block content %}}{{{{ super() }}}}{own}{{% endblock %}}'
    course.write({"docs/it/a.md": page, "mkdocs.it.yml": ITALIAN, "overrides/own.html": own})
    built = course.mkdocs("-f", "mkdocs.it.yml", "--no-strict")
    assert built.status == 0, built.output
    (told,) = [line for line in built.lines if "no words" in line]
    assert "mkdocs.it.yml:5: there are no words for the language it" in told
    assert "Agenda, now" in (pages / "a/index.html").read_text(encoding="utf-8")
    text = (tmp_path / "hooks/words/en.yml").read_text(encoding="utf-8")
    course.write(
        {
            "hooks/words/it.yml": text.replace("title: Agenda", "title: Programma").replace(
                "Tip", "Suggerimento"
            )
        }
    )
    built = course.mkdocs("-f", "mkdocs.it.yml", "--no-strict")
    assert (built.status, [line for line in built.lines if "no words" in line]) == (0, []), built.output
    page = html.fromstring((pages / "a/index.html").read_text(encoding="utf-8"))
    assert "Programma, now" in page.text_content()
    assert [title.text_content() for title in page.find_class("admonition-title")] == ["Suggerimento"]


def test_a_build_stops_at_faulty_words(tmp_path: Path) -> None:
    """Before a page is made, with all that is wrong, as with every other setting."""
    course = Course(tmp_path)
    text = (tmp_path / "hooks/words/ko.yml").read_text(encoding="utf-8")
    course.write(
        {"hooks/words/ko.yml": text.replace("all_sessions: 전체 세션\n", "all_session: 전체 세션\n")}
    )
    built = course.mkdocs()
    assert built.status == 1
    assert "all_sessions is missing; pages would lack it" in built.output
    assert "all_session is no word of the interface; nothing shows it; use all_sessions" in built.output
    assert "Traceback" not in built.output
