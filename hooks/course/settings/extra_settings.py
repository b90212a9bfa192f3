"""Checks ``extra.course`` and ``extra.handouts`` of mkdocs.yml together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.problems.problem import CourseError, Problem
from course.settings.config import key_lines, read_config
from course.settings.course_settings import check_settings
from course.settings.handout_settings import HandoutSettings, check_handout_settings, parse_handout_settings

#: What checks each part of ``extra``.
_PARTS = {"course": check_settings, "handouts": check_handout_settings}


def check_extra(extra: object, config_path: Path) -> list[Problem]:
    """A Problem for every fault in `extra`, at its line in the settings file at `config_path`."""
    stated: Mapping[str, Any] = extra if isinstance(extra, Mapping) else {}
    return [
        problem
        for part, check in _PARTS.items()
        for problem in check(stated.get(part), config_path.name, key_lines(config_path, "extra", part))
    ]


def makes_no_handouts(config_path: Path) -> bool:
    """Whether a settings file without faults says that no page gets a handout."""
    try:
        return read_handout_settings(config_path).pages == "none"
    except CourseError:
        return False


def read_handout_settings(config_path: Path) -> HandoutSettings:
    """What a settings file says of handouts. Raises CourseError with every fault of it, at its line."""
    extra = read_config(config_path).get("extra")
    stated = extra.get("handouts") if isinstance(extra, dict) else None
    lines = key_lines(config_path, "extra", "handouts")
    if faults := check_handout_settings(stated, config_path.name, lines):
        raise CourseError(faults)
    return parse_handout_settings(stated)
