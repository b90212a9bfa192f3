"""Checks ``extra.course`` and ``extra.handouts`` of mkdocs.yml together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.problems.problem import Problem
from course.settings.config import key_lines
from course.settings.course_settings import check_settings
from course.settings.handout_settings import check_handout_settings

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
