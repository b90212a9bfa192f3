"""Sections of a session are known by the words of the course's own language, and of no other."""

from __future__ import annotations

import dataclasses

import pytest

from course.markdown.files.source import Source
from course.model.sessions.parse import parse_session
from course.settings.course_settings import Settings, parse_settings
from course.settings.words.heading_words import HEADING_WORDS, heading_words

PAGE = """# {place}: A

- **{time}**: 09:00-09:50

## {objectives}

- one

## 2. {concepts} ({minutes})

Text.

## {keywords}

- **a**: b
"""
#: By language: place, label of the time, three headings, and a duration.
PAGES = {
    "ja": "第2週 1日目 第3回|時間|学習目標|主要概念|🔑 キーワード|約35分",
    "zh": "第2周 第1天 第3节|时间|学习目标|核心概念|关键词|约35分钟",
    "zh-TW": "第2週 第1天 第3節|時間|學習目標|核心概念|關鍵詞|35 分鐘",
    "de": "Woche 2 Tag 1 Sitzung 3|Zeit|Lernziele|Grundbegriffe|Schlüsselbegriffe|etwa 35 Minuten",
    "fr": "Semaine 2 Jour 1 Séance 3|Horaire|Objectifs|Notions clés|Mots-clés|35 minutes",
    "es": "Semana 2 Día 1 Sesión 3|Horario|Objetivos|Conceptos clave|Palabras clave|unos 35 minutos",
}


@pytest.mark.parametrize("language", HEADING_WORDS)
def test_words_come_to_settings(language: str) -> None:
    """Each is one of the settings, its words none twice, and none that it has already."""
    names = {field.name: getattr(Settings(), field.name) for field in dataclasses.fields(Settings)}
    for key, words in heading_words(language).items():
        assert len({*words}) == len(words)
        assert key == "session_headings" or not {*words} & {*names[key]}
        assert all(word == word.strip() and word for word in words)


@pytest.mark.parametrize("code", [*PAGES, "ja-JP", "zh-Hant", "de-AT"])
def test_a_session_in_its_own_language(code: str) -> None:
    """Its place, time and sections are known, with nothing to set; in a Korean course they are not."""
    page = PAGES.get(code) or PAGES[{"ja-JP": "ja", "zh-Hant": "zh-TW", "de-AT": "de"}[code]]
    names = ("place", "time", "objectives", "concepts", "keywords", "minutes")
    text = PAGE.format(**dict(zip(names, page.split("|"), strict=True)))
    source = Source("docs/x/a.md", "a.md", text)
    session = parse_session(source, parse_settings({"languages": [code]}))
    assert session
    assert (session.week, session.day, session.number) == (2, 1, 3)
    assert (session.clock and session.clock.start) == 9 * 60
    assert [item.text for item in session.objectives] == ["one"]
    assert [keyword.term for keyword in session.keywords] == ["a"]
    assert [section.minutes for section in session.sections] == [None, 35, None]
    assert parse_session(source, parse_settings({"languages": ["ko", "en"]})) is None


def test_what_a_course_sets_counts_alone() -> None:
    """A setting of its own replaces the usual words; without languages they are as ever."""
    settings = parse_settings({"languages": ["de"], "week_words": ["KW"]})
    assert settings.week_words == ("KW",)
    assert "Tag" in settings.day_words
    for given in ({}, {"languages": ["ko", "en"]}, {"languages": ["tlh"]}, {"languages": "de"}):
        assert parse_settings(given).day_words == Settings().day_words


def test_headings_that_are_told_are_those_of_the_course() -> None:
    """A Japanese lecturer is told of no Korean ones; a Korean and an English one as ever."""
    told = {code: parse_settings({"languages": [code]}).session_headings for code in ("en", "ja", "tlh")}
    assert told["en"] == told["tlh"] == ("Objectives", "Key Concepts", "Keywords")
    assert told["ja"][-4:] == ("キーワード", "Objectives", "Key Concepts", "Keywords")
    for languages in (["ko", "en"], ["ko"]):
        assert parse_settings({"languages": languages}) == Settings()
