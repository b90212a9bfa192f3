"""Reads the course of a docs folder: its sessions with their corrections, and whether its times add up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from course.markdown.files.source import Source
from course.model.corrections.course_corrections import correct_sessions
from course.model.model import Course, Session
from course.model.sessions.course_tree import arrange
from course.model.sessions.timing import check_timing
from course.problems.problem import Problem
from course.settings.course_settings import Settings


def read_course(
    sessions: Sequence[Session],
    sources: Sequence[Source],
    files: Iterable[str],
    docs_dir: Path,
    root: Path,
    settings: Settings,
    only: Collection[str] | None = None,
) -> tuple[Course, list[Problem]]:
    """The course that the `sessions` of `sources` make, and Problems of its times and corrections.

    `files` are the URIs of all files of the folder. With `only`, URIs of pages, corrections of other pages
    are passed over. Problems name files relative to `root`.
    """
    corrected, problems = correct_sessions(sessions, sources, files, docs_dir, root, only)
    course = arrange(corrected, settings)
    return course, [*problems, *check_timing(course, settings.silenced)]
