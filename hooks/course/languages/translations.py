"""Every translation of the course, compared with its original."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.languages.pages import Languages
from course.languages.parity import PageUnits
from course.languages.standing import Standing, read_standing
from course.languages.units import read_units
from course.model.editions import Edition
from course.problems.problem import Problem, display_path
from course.settings.course_settings import Settings


@dataclass(frozen=True, slots=True)
class Translation:
    """A page of the first language in one of the others, translated or not."""

    edition: Edition
    """The edition that the translation belongs to."""
    key: str
    """The page's key: see `course.languages.pages.page_key`."""
    path: str
    """Path of the translation, or where it would be, as in a `Problem`."""
    original_path: str
    """Path of the original, as in a `Problem`."""
    blocks: int
    """Number of units of the original."""
    standing: Standing | None
    """The comparison with the original; None for a page that is not translated yet."""

    def notices(self) -> list[Problem]:
        """A Problem if the translation lags behind or was never accepted; else nothing."""
        if self.standing is None:
            return []
        accept = f"python3 run.py translate accept {self.path}"
        if self.standing.accepted is None:
            what = f"the translation of {self.original_path} was never accepted"
            mend = f"compare the two, then `{accept}`"
            return [_notice(self.path, 1, what, mend, "translation-unaccepted")]
        lags = self.standing.lags
        if not lags:
            return []
        counts = [f"{self.standing.count(how)} {how}" for how in ("changed", "new", "gone")]
        summary = ", ".join(count for count in counts if not count.startswith("0 "))
        what = f"{self.original_path} has gone on since this was translated: {summary}"
        line = self.standing.translation.line(max(lags[0].at, 0))
        mend = f"see `python3 run.py translate status`, mend the text, then `{accept}`"
        return [_notice(self.path, line, what, mend, "translation-stale")]


def _notice(path: str, line: int, what: str, mend: str, code: str) -> Problem:
    return Problem(path, line, what, "its readers may read what no longer holds", mend, code)


def read_translations(
    languages: Languages,
    editions: Sequence[Edition],
    ledger: Mapping[str, Sequence[str]],
    settings: Settings,
) -> list[Translation]:
    """The translations of every page of the first edition into each of `editions`, page by page."""
    if not editions:
        return []
    original = languages.editions[0]
    translations: list[Translation] = []
    for key in sorted(languages.pages[original.language.folder]):
        text = read_text(languages, original, key)
        if text is None:
            continue
        for edition in editions:
            translations.append(_translation(languages, edition, key, text, ledger, settings))
    return translations


def _translation(
    languages: Languages,
    edition: Edition,
    key: str,
    original: PageUnits,
    ledger: Mapping[str, Sequence[str]],
    settings: Settings,
) -> Translation:
    text = read_text(languages, edition, key)
    if text is None:
        untranslated_path = edition.docs_dir / languages.pages[languages.editions[0].language.folder][key]
        path, standing = display_path(untranslated_path, languages.root), None
    else:
        path = text.path
        standing = read_standing(original, text, ledger.get(path), settings)
    return Translation(edition, key, path, original.path, len(original.units), standing)


def orphans(languages: Languages, ledger: Mapping[str, Sequence[str]]) -> list[Problem]:
    """A Problem for each page that was accepted as a translation of what is there no more.

    A page that one language alone has, and that nobody has accepted, is no translation.
    """
    first, *others = languages.editions
    originals = languages.pages[first.language.folder]
    paths = (
        display_path(edition.docs_dir / uri, languages.root)
        for edition in others
        for key, uri in languages.pages[edition.language.folder].items()
        if key not in originals
    )
    what, why = "this was translated from a page that is gone", "nobody keeps it in step"
    mend = "remove it with run.py remove, or move it to where its original is; a page of its own may stay"
    return [Problem(path, 1, what, why, mend, "translation-orphan") for path in paths if path in ledger]


def read_text(languages: Languages, edition: Edition, key: str) -> PageUnits | None:
    """The units of a page in a language; None where it is not there or cannot be read."""
    source = languages.source(edition, key)
    return PageUnits(source.path, read_units(source.text), source.questions) if source else None


def course_languages(
    root: Path, editions: Sequence[Edition], settings: Settings, *, instructor: bool = False
) -> Languages:
    """The languages of the course at `root`, as if the first were being built."""
    return Languages(editions, editions[0], root, settings.quiz_headings, instructor=instructor)
