"""Pairs the keywords of a page with those of its translations, for the glossary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from course.languages.pages import Languages, page_key
from course.markdown.files.source import Source
from course.model.model import Course, Keyword
from course.model.sessions.parse import parse_session
from course.model.terms.keyword_twins import KeywordPlace, Twin
from course.settings.course_settings import Settings


def pair_keywords(own: Sequence[Keyword], other: Sequence[Keyword]) -> list[tuple[Keyword, Keyword]]:
    """The first keyword of a page with the first of its translation, and so on.

    Empty where one has more than the other: nobody knows which is missing. `check_keywords` reports that
    [translation-keywords].
    """
    return list(zip(own, other, strict=True)) if len(own) == len(other) else []


def keyword_twins(
    languages: Languages, course: Course, settings: Settings
) -> Mapping[KeywordPlace, Sequence[Twin]]:
    """For each keyword of `course`, the same keyword in every other language that has it."""
    twins: dict[KeywordPlace, list[Twin]] = {}
    for session in course.sessions:
        if not session.keywords:
            continue
        for edition in languages.others:
            text = languages.source_text(edition, page_key(session.uri))
            parsed = parse_session(Source(session.uri, session.path, text), settings) if text else None
            for keyword, translated in pair_keywords(session.keywords, parsed.keywords if parsed else ()):
                twin = Twin(edition.language.code, translated)
                twins.setdefault((session.uri, keyword.line), []).append(twin)
    return twins
