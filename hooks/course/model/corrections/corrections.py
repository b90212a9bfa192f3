"""``corrections.yml``, the file beside sessions that corrects them.

It holds, by the name of each session's file, a list of corrections: ``quote`` (exactly as in the source, and
once), ``verdict``, ``note`` (by language), ``source`` (an address, or ``#id`` of one of its headings) and
``checked`` (a date).
"""

from __future__ import annotations

import datetime
import reprlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from course.markdown.files.source import Source, decode_source
from course.markdown.files.yaml_size import MOST_VALUES, values_in
from course.model.model import Correction
from course.problems.nesting import too_deep_line
from course.problems.problem import CourseError, Problem, display_path

CORRECTIONS_FILE = "corrections.yml"
VERDICTS = ("wrong", "outdated", "disputed")
_KEYS = ("quote", "verdict", "note", "source", "checked")
_WHY = "the correction cannot be shown"


@dataclass(frozen=True, slots=True)
class RawCorrection:
    """One entry of a corrections file, not yet checked."""

    path: str
    """The corrections file as a Problem names it."""
    line: int
    values: Any
    """The entry as YAML has it: a mapping of `_KEYS` if it is right, but it may be anything."""

    def problem(self, what: str, mend: str, code: str = "correction-invalid", why: str = _WHY) -> Problem:
        """A Problem of this entry."""
        return Problem(self.path, self.line, what, why, mend, code)


def corrections_uri(uri: str) -> str:
    """URI of the file that corrects the session `uri`."""
    return str(PurePosixPath(uri).with_name(CORRECTIONS_FILE))


def read_corrections(path: Path, root: Path) -> tuple[dict[str, list[RawCorrection]], list[Problem]]:
    """The entries of the corrections file at `path`, by name of the session's file; Problems of the rest."""
    shown = display_path(path, root)
    try:
        text = decode_source(path.read_bytes(), shown)
        if line := too_deep_line(text):
            what, mend = "its values are nested too deep", "mend this line"
            return {}, [Problem(shown, line, what, _WHY, mend, "correction-invalid")]
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except CourseError as error:
        return {}, [replace(each, why=_WHY, code="correction-invalid") for each in error.problems]
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = f"not YAML: {getattr(error, 'problem', None) or 'its values are nested too deep'}"
        mend = "mend this line or the one above it"
        line = mark.line + 1 if mark else 1
        return {}, [Problem(shown, line, what, _WHY, mend, "correction-invalid")]
    if not isinstance(node, yaml.MappingNode):
        return {}, [_no_list(shown, 1, "the file")]
    return _entries_of(node, shown)


def _entries_of(node: yaml.MappingNode, shown: str) -> tuple[dict[str, list[RawCorrection]], list[Problem]]:
    by_name: dict[str, list[RawCorrection]] = {}
    problems = []
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if PurePosixPath(name).name != name or not name:
            problems.append(
                _no_list(shown, key.start_mark.line + 1, f"“{name[:40]}” is no file beside it, and")
            )
        elif not isinstance(value, yaml.SequenceNode):
            problems.append(_no_list(shown, key.start_mark.line + 1, name))
        else:
            by_name[name] = [
                RawCorrection(shown, entry.start_mark.line + 1, _plain(entry)) for entry in value.value
            ]
    return by_name, problems


def parse_corrections(entries: list[RawCorrection], source: Source) -> tuple[list[Correction], list[Problem]]:
    """The corrections of `source`, numbered from 1 in the order of its text; Problems of faulty entries."""
    good: list[tuple[int, RawCorrection]] = []
    problems: list[Problem] = []
    for entry in entries:
        faults = list(_faults(entry, source.text))
        problems += faults
        if not faults:
            good.append((source.text.index(entry.values["quote"].rstrip("\n")), entry))
    good.sort(key=lambda pair: pair[0])
    return [_correction(number, at, entry, source) for number, (at, entry) in enumerate(good, 1)], problems


def check_age(correction: Correction, today: datetime.date) -> Iterator[Problem]:
    """A Problem for a correction that was checked more than twelve months ago."""
    if (today - correction.checked).days > 366:
        what = f"the correction was last checked on {correction.checked}"
        why, mend = "its source may say something else by now", "look it up again and set the date"
        yield Problem(correction.path, correction.entry_line, what, why, mend, "correction-old")


def _correction(number: int, at: int, entry: RawCorrection, source: Source) -> Correction:
    values = entry.values
    return Correction(
        number=number,
        quote=values["quote"].rstrip("\n"),
        verdict=values["verdict"],
        notes=tuple((str(code), text.strip()) for code, text in values["note"].items()),
        source=values["source"].strip(),
        checked=values["checked"],
        line=source.text.count("\n", 0, at) + 1,
        path=entry.path,
        entry_line=entry.line,
    )


def _faults(entry: RawCorrection, text: str) -> Iterator[Problem]:
    values = entry.values
    if not isinstance(values, dict) or set(values) != set(_KEYS):
        given = ", ".join(map(str, values)) if isinstance(values, dict) else "no keys that can be read"
        yield entry.problem(f"the correction has {given}", f"give it {', '.join(_KEYS)}")
        return
    for key, (is_right, mend) in _RIGHT.items():
        if not is_right(values[key]):
            yield entry.problem(f"the correction's {key} is not right: {reprlib.repr(values[key])}", mend)
    quote = values["quote"]
    if not isinstance(quote, str) or not quote.strip():
        return
    times = text.count(quote.rstrip("\n"))
    if times != 1:
        where = "is not in the session" if not times else f"is in the session {times} times"
        why = "nobody knows what it corrects"
        mend = "copy it from the session as it is now" if not times else "quote more of the line"
        yield entry.problem(f"the quote “{quote.strip()[:40]}” {where}", mend, "correction-lost", why)


def _no_list(shown: str, line: int, name: str) -> Problem:
    mend = "write the session's file name, such as session_1.md:, and its corrections as a list below"
    return Problem(shown, line, f"{name} holds no list of corrections", _WHY, mend, "correction-invalid")


def _plain(node: yaml.Node) -> Any:
    """The YAML node as Python values; all strings if one is impossible, such as the date 2026-02-30.

    None for what unfolds into more than a correction can hold.
    """
    if values_in(node) > MOST_VALUES:
        return None
    for kind in (yaml.SafeLoader, yaml.BaseLoader):
        loader = kind("")
        try:
            return loader.construct_document(node)
        except (yaml.YAMLError, ValueError, RecursionError):
            continue
        finally:
            loader.dispose()
    return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_note(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and all(map(_is_text, value.values()))


def _is_source(value: Any) -> bool:
    return _is_text(value) and value.strip().startswith(("https://", "http://", "#"))


def _is_date(value: Any) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


_RIGHT: dict[str, tuple[Callable[[Any], bool], str]] = {
    "quote": (_is_text, "quote the session's own words"),
    "verdict": (VERDICTS.__contains__, f"use one of {', '.join(VERDICTS)}"),
    "note": (_is_note, "write a note for each language, such as ko: … and en: …"),
    "source": (_is_source, "give an address (https://…) or #id of a heading of the session"),
    "checked": (_is_date, "write a date, such as 2026-11-24"),
}
