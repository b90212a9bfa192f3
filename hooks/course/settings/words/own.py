"""Words of the course's own: ``words/tlh.yml`` beside mkdocs.yml, for a language that the product lacks.

An upgrade of the product leaves them alone. A word that is not translated yet has nothing behind its colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from course.settings.config import read_file
from course.settings.key_places import key_places
from course.settings.languages.tags import nearest
from course.settings.words.check import Stated
from course.settings.words.shape import Shape, WordGroup

#: Folder beside mkdocs.yml, and what is no word to be translated in it.
OWN = "words"
_UNASKED = ("name_spellings", "theme")
_WIDE = 10_000


def own_path(language: str, root: Path) -> Path | None:
    """The course's file of words for `language`, or for the nearest; None without any."""
    paths = {path.stem: path for path in sorted((root / OWN).glob("*.yml"))}
    return paths.get(nearest(language, paths))


def own_words(language: str, root: Path) -> Stated | None:
    """The words that the course's own file has translated. Raises CourseError where it cannot be read."""
    path = own_path(language, root)
    if path is None:
        return None
    shown = f"{OWN}/{path.name}"
    return Stated(shown, _translated(read_file(path)), partial(key_places, path), complete=False)


def _translated(values: object) -> Any:
    """`values` without those that have nothing behind their colon, and without groups of such alone."""
    if not isinstance(values, Mapping):
        return values
    kept = {key: _translated(value) for key, value in values.items() if value is not None}
    return {key: value for key, value in kept.items() if value != {} or key in _UNASKED}


def missing_words(values: object, group: WordGroup, place: str = "") -> list[str]:
    """The names of the words that `values` lacks, such as ``agenda.title``, in the order of the files."""
    given = values if isinstance(values, Mapping) else {}
    missing = []
    for key, shape in group.words.items():
        if key in _UNASKED and not place:
            continue
        if isinstance(shape, WordGroup):
            missing += missing_words(given.get(key), shape, f"{place}{key}.")
        elif given.get(key) is None:
            missing.append(f"{place}{key}")
    return missing


def render_words(
    own: Mapping[str, Any], english: Mapping[str, Any], group: WordGroup, theme: Mapping[str, str]
) -> str:
    """A file of words: all that `group` asks for, what `own` says of it, and beside it what `english` says.

    `theme` are words of the theme, in English, that it lacks in the language.
    """
    lines = [*_lines(own, english, group, 0)]
    spellings = own.get("name_spellings") or {}
    lines.append(
        f"name_spellings: {_written(spellings)}  # other ways to write names of folders: {{week: [wk]}}"
    )
    said = own.get("theme") or {}
    keys = dict.fromkeys([*theme, *said])
    lines.append("theme:" if keys else "theme: {}")
    lines += [_line(key, said.get(key), theme.get(key, ""), 1) for key in keys]
    return "\n".join(lines) + "\n"


def _lines(own: Mapping[str, Any], english: Mapping[str, Any], group: WordGroup, depth: int) -> Iterator[str]:
    for key, shape in _asked(own, english, group).items():
        if key in _UNASKED and not depth:
            continue
        if isinstance(shape, WordGroup):
            yield f"{'  ' * depth}{key}:"
            inner = own.get(key)
            yield from _lines(inner if isinstance(inner, Mapping) else {}, english[key], shape, depth + 1)
        else:
            yield _line(key, own.get(key), english.get(key, ""), depth)


def _asked(own: Mapping[str, Any], english: Mapping[str, Any], group: WordGroup) -> dict[str, Shape]:
    """The words of a group, with further ones that it may have, in order."""
    further = {key: group.others for key in (*english, *own) if group.others and key not in group.words}
    return {**group.words, **{key: shape for key, shape in further.items() if shape}}


def _line(key: str, value: object, english: object, depth: int) -> str:
    told = "" if value is None else f" {_written(value)}"
    beside = f"  # {_written(english)}" if english not in ("", None) else ""
    return f"{'  ' * depth}{_written(key)}:{told}{beside}"


def _written(value: object) -> str:
    """A text, or a list of some, as YAML writes it on one line."""
    dumped: str = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, width=_WIDE, sort_keys=False
    )
    return dumped.removesuffix("\n").removesuffix("\n...")


def read_own(path: Path) -> Mapping[str, Any]:
    """What the file at `path` says, if it is there. Raises CourseError where it cannot be read."""
    return read_file(path) if path.is_file() else {}
