"""Starts a command: finds the module of a verb and runs it with the words after the verb."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from course.markdown.reading.publication import use_languages, use_time_zone
from course.model.editions import folders_of_languages
from course.problems.failing import in_a_line
from course.problems.problem import CourseError, NotThereError
from course.publish.source_date import set_source_date
from course.settings.config import read_config
from course.settings.course_settings import Settings
from course.verbs.handed import BY_ITSELF, Handed

#: The module of each verb. Its ``main`` takes the words after the verb, and what the command is handed, and
#: gives the exit status.
VERBS = {
    "check": "course.verbs.check",
    "new": "course.verbs.new",
    "diagrams": "course.verbs.diagrams",
    "export": "course.verbs.export",
    "guide": "course.verbs.guide",
    "handouts": "course.verbs.handouts",
    "init": "course.verbs.init",
    "links": "course.verbs.links",
    "move": "course.verbs.moving.move",
    "remove": "course.verbs.moving.remove",
    "serve": "course.verbs.serve",
    "site": "course.verbs.site",
    "term": "course.verbs.moving.term",
    "translate": "course.verbs.translate",
    "upgrade": "course.verbs.upgrade",
    "words": "course.verbs.languages.words",
}
#: How MkDocs is told to read another settings file.
_FILES = ("-f", "--config-file")
#: Verbs that make files, which are to be the same bytes for the same sources.
_MAKERS = ("site", "serve", "export", "handouts", "guide", "init")


def start(words: Sequence[str], handed: Handed = BY_ITSELF) -> int:
    """Exit status of a verb; 2 for one that is not there, or cannot find what it was asked for."""
    if not words or words[0] not in VERBS:
        print(f"run.py: name one of {', '.join(VERBS)}", file=sys.stderr)
        return 2
    if named := next((word for word in words[1:] if word.partition("=")[0] in _FILES), ""):
        what = f"{named}: settings are read from mkdocs.yml alone"
        mend = "name languages there (extra: course: languages), or another course with --docs"
        print(f"run.py {words[0]}: {what}; {mend}", file=sys.stderr)
        return 2
    return in_a_line(words[0], lambda: _run(words, handed))


def _take_time_zone(project_dir: Path) -> None:
    """Have days be those of the course's time zone, and translations wait for their originals.

    Faulty settings are told by whoever needs them.
    """
    try:
        extra = read_config(project_dir / "mkdocs.yml").get("extra")
    except (CourseError, OSError):
        extra = None
    course = extra.get("course") if isinstance(extra, dict) else None
    stated = course.get("time_zone") if isinstance(course, dict) else None
    use_time_zone(stated if isinstance(stated, str) and stated else Settings().time_zone)
    use_languages(folders_of_languages(project_dir))


def _run(words: Sequence[str], handed: Handed) -> int:
    _take_time_zone(Path.cwd())
    if words[0] in _MAKERS:
        set_source_date(Path.cwd())
    gc.set_threshold(100_000, 20, 50)  # a course is many small things that stay: looking for waste is waste
    try:
        return int(import_module(VERBS[words[0]]).main(words[1:], handed))
    except CourseError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
    except NotThereError as error:
        print(f"run.py {words[0]}: {error}", file=sys.stderr)
    return 2
