"""What ``run.py translate status`` prints: a table of all translations, then the changes of each."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from course.languages.standing import Lag, Standing
from course.languages.translations import Translation
from course.languages.units import Unit, read_units
from course.markdown.files.front_matter import blank_front_matter
from course.markdown.reading.page_blocks import own_parts, shown_text

_HEAD = ("page", "language", "in step", "stale", "missing", "")
_NUMBERS = range(2, 5)
#: How many versions of an original are looked through for the text that was translated.
_VERSIONS = 200


def render_table(translations: Sequence[Translation]) -> str:
    """A line of counts for each page and language: units in step, stale, and missing.

    All units of a page that is not translated are missing.
    """
    rows = [_HEAD, *(_row(translation) for translation in translations)]
    total = [sum(int(row[column]) for row in rows[1:]) for column in _NUMBERS]
    rows.append(("all", "", *map(str, total), ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(translation: Translation) -> tuple[str, ...]:
    standing = translation.standing
    start = (translation.path, translation.edition.language.code)
    if standing is None:
        return (*start, "0", "0", str(translation.blocks), "not translated")
    stale = standing.count("changed") + standing.count("gone")
    note = "" if standing.accepted is not None else "never accepted"
    if standing.faults:
        note = f"{note}, {len(standing.faults)} to mend".lstrip(", ")
    return (*start, str(standing.in_step), str(stale), str(standing.count("new")), note)


def render_changes(translation: Translation, root: Path) -> Iterator[str]:
    """Lines for each lag: where it is in both files, and a diff of the original's text since then."""
    standing = translation.standing
    if standing is None or not standing.lags or standing.accepted is None:
        return
    accepted = _accepted_texts(standing, root)
    for lag in standing.lags:
        yield ""
        yield f"{_whereabouts(standing, lag)} {lag.how}"
        before = accepted.get(standing.accepted[lag.accepted], ["…"]) if lag.accepted >= 0 else []
        after = _lines(standing.original.units[lag.original]) if lag.original >= 0 else []
        yield from _diff(before, after)
        if lag.how != "new":
            yield from (f"  {line}" for line in _lines(standing.translation.units[lag.at]))


def _whereabouts(standing: Standing, lag: Lag) -> str:
    here = f"{standing.translation.path}:{standing.translation.line(max(lag.at, 0))}"
    if lag.original < 0:
        return f"{here} ({standing.original.path})"
    return f"{here} ({standing.original.path}:{standing.original.line(lag.original)})"


def _diff(before: Sequence[str], after: Sequence[str]) -> list[str]:
    lines = difflib.unified_diff(before, after, lineterm="", n=1)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def _lines(unit: Unit) -> list[str]:
    """The text of a unit: code line by line, anything else on one line."""
    if unit.block.kind in ("code", "diagram"):
        return str(unit.element.text_content()).rstrip("\n").split("\n")
    parts, *_ = own_parts(unit.element)
    return [" ".join("".join(map(shown_text, parts)).split())]


def _accepted_texts(standing: Standing, root: Path) -> dict[str, list[str]]:
    """Texts of the original that the translation was made from, by their marks, as far as git has them."""
    wanted = set(standing.accepted or ())
    texts: dict[str, list[str]] = {unit.mark: _lines(unit) for unit in standing.original.units}
    for text in _versions(standing.original.path, root):
        if wanted <= texts.keys():
            break
        texts.update((unit.mark, _lines(unit)) for unit in read_units(blank_front_matter(text)))
    return texts


def _versions(path: str, root: Path) -> Iterator[str]:
    """The texts of a file in git's history, the newest first; none where there is no git."""
    if not shutil.which("git"):
        return
    log = ["git", "log", f"-{_VERSIONS}", "--format=%H", "--", path]
    commits = subprocess.run(log, cwd=root, capture_output=True, text=True, check=False).stdout.split()
    for commit in commits:
        shown = subprocess.run(
            ["git", "show", f"{commit}:./{path}"], cwd=root, capture_output=True, check=False
        )
        if not shown.returncode:
            yield shown.stdout.decode("utf-8-sig", "replace").replace("\r\n", "\n")
