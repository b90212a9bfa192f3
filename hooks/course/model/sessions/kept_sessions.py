"""Sessions that were parsed before are read from the store: many ask for them, in several processes."""

from __future__ import annotations

from functools import lru_cache

from course.kept import Store, code_key, key_of
from course.markdown.files.source import Source
from course.model.model import Session
from course.model.sessions.parse import parse_session
from course.settings.course_settings import Settings


@lru_cache(maxsize=2048)
def kept_session(source: Source, settings: Settings, kept: Store | None) -> Session | None:
    """What `parse_session` makes of `source`, from `kept` where it was parsed before."""
    if kept is None:
        return parse_session(source, settings)
    key = key_of("session", code_key(), _key_of(settings), *source.parts)
    return kept.made(key, Session | None, lambda: parse_session(source, settings))


@lru_cache(maxsize=8)  # the settings are the same for all sources
def _key_of(settings: Settings) -> str:
    return key_of(settings)
