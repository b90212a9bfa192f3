"""The ledger of translations: what each was made from, block by block.

``translations.json`` beside mkdocs.yml. It holds, by the translation's path, the marks of the blocks of its
original in order, one a line, so that two people's work on different pages or blocks merges by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from course.kept import put_file
from course.problems.own_file import why_unreadable
from course.problems.problem import CourseError, Problem

LEDGER = "translations.json"


def read_ledger(root: Path) -> dict[str, list[str]]:
    """The ledger of the course at `root`; empty where there is none yet.

    Raises CourseError [ledger-unreadable] when the file is not what `write_ledger` writes.
    """
    path = root / LEDGER
    if what := why_unreadable(path):
        raise _unreadable(1, what)
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _unreadable(error.lineno, f"not JSON: {error.msg}") from None
    except RecursionError:
        raise _unreadable(1, "its values are nested too deep") from None
    except UnicodeDecodeError:
        raise _unreadable(1, "the file is not UTF-8") from None
    if not isinstance(entries, dict) or not all(map(_is_entry, entries.values())):
        raise _unreadable(1, "the file does not hold a list of marks for each page")
    return entries


def ledger_text(entries: Mapping[str, list[str]]) -> str:
    """The ledger as its file holds it."""
    return json.dumps(dict(sorted(entries.items())), ensure_ascii=False, indent=1) + "\n"


def write_ledger(root: Path, entries: Mapping[str, list[str]]) -> None:
    """Write the ledger: the same entries give the same bytes."""
    put_file(root / LEDGER, ledger_text(entries).encode())


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and all(isinstance(mark, str) for mark in entry)


def _unreadable(line: int, what: str) -> CourseError:
    why = "no translation can be compared with its original"
    mend = "take the file of the last good commit, or delete it and accept the translations again"
    return CourseError([Problem(LEDGER, line, what, why, mend, "ledger-unreadable")])
