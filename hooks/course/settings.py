"""What ``extra.course`` in mkdocs.yml may say."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course.problem import Problem


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings under ``extra.course``; each may be left out."""

    keyword_headings: tuple[str, ...] = ("핵심 키워드", "Keywords", "Key Terms")
    """Texts, emoji aside, of the headings whose lists hold keywords."""
    session_headings: tuple[str, ...] = (
        "세션 목표",
        "핵심 개념",
        "핵심 키워드",
        "Objectives",
        "Key Concepts",
        "Keywords",
    )
    """Texts, emoji aside, of the headings a session is expected to have at least one of."""


def parse_settings(mapping: object) -> Settings:
    """The settings that ``extra.course`` holds; `check_settings` has found nothing in it."""
    given: Mapping[str, Any] = mapping if isinstance(mapping, Mapping) else {}
    names = {field.name for field in dataclasses.fields(Settings)}
    return Settings(**{key: tuple(value) for key, value in given.items() if key in names})


def check_settings(mapping: object, path: str, lines: Mapping[str, int]) -> list[Problem]:
    """Every fault of ``extra.course``, all at once; `lines` gives the line of each of its keys in `path`.

    An absent ``extra.course`` (None) has no fault.
    """
    if mapping is None:
        return []
    if not isinstance(mapping, Mapping):
        return [_fault(path, 1, "extra.course is not a mapping", "write keys and values below it")]
    return [
        _fault(path, lines.get(str(key), 1), f"extra.course.{key}{what}", mend)
        for key, value in mapping.items()
        for what, mend in _faults(str(key), value)
    ]


def _faults(key: str, value: object) -> list[tuple[str, str]]:
    known = [field.name for field in dataclasses.fields(Settings)]
    if key not in known:
        return [(" is not a setting", f"use one of {', '.join(known)}")]
    if (
        not isinstance(value, list)
        or not value
        or not all(isinstance(item, str) and item.strip() for item in value)
    ):
        return [(" is not a list of headings", f'write it as {key}: ["핵심 키워드", "Keywords"]')]
    return []


def _fault(path: str, line: int, what: str, mend: str) -> Problem:
    return Problem(path, line, what, "the course cannot be read as meant", mend, "setting")
