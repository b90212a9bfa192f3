"""Compares a translation with its original: what lags behind, and whether their structure agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from course.languages.parity import PageUnits, check_keywords, check_pair, check_quizzes, check_region
from course.languages.units import marks_of
from course.markdown.reading.steps import align, steps
from course.model.sessions.durations import TimeReader
from course.problems.problem import Problem
from course.settings.course_settings import Settings


@dataclass(frozen=True, slots=True)
class Lag:
    """One place where the original has changed since the translation was accepted."""

    how: str
    """``changed``, ``new`` (not translated yet) or ``gone`` (from the original)."""
    at: int
    """Number of the unit of the translation; for ``new`` the one it would come after, -1 for none."""
    original: int
    """Number of the unit of the original; -1 for ``gone``."""
    accepted: int = -1
    """Number of the mark in `Standing.accepted`; -1 for ``new``, or where it is not known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the comparison of a translation with its original found."""

    original: PageUnits
    translation: PageUnits
    accepted: tuple[str, ...] | None
    """The marks of the original that the translation was made from; None when it was never accepted."""
    lags: tuple[Lag, ...]
    """Places where it lags behind, in the order of the translation."""
    faults: tuple[Problem, ...]
    """What is wrong with its structure, apart from what lags."""
    pairs: tuple[tuple[int, int], ...]
    """Numbers of units that belong together: of the original, of the translation."""

    def count(self, how: str) -> int:
        """Number of lags of one kind: ``changed``, ``new`` or ``gone``."""
        return sum(lag.how == how for lag in self.lags)

    @property
    def in_step(self) -> int:
        """Number of units of the original whose translation is up to date; 0 if it was never accepted."""
        behind = {lag.original for lag in self.lags}
        return len(self.original.units) - len(behind - {-1}) if self.accepted is not None else 0


def read_standing(
    original: PageUnits, translation: PageUnits, accepted: Sequence[str] | None, settings: Settings
) -> Standing:
    """Compare a translation with its original; `accepted` is its entry in the ledger, None without one."""
    lags, pairs, faults = _behind(original, translation, accepted)
    times = TimeReader(settings)
    lagging = {lag.original for lag in lags}
    for one, other in pairs:
        if one not in lagging:
            faults += check_pair(original, translation, one, other, times)
    if not lags and not faults:
        faults += check_keywords(original, translation, settings.keyword_headings)
        faults += check_quizzes(original, translation)
    kept = None if accepted is None else tuple(accepted)
    return Standing(original, translation, kept, tuple(lags), tuple(sorted(faults)), tuple(pairs))


_Found = tuple[list[Lag], list[tuple[int, int]], list[Problem]]


def _behind(original: PageUnits, translation: PageUnits, accepted: Sequence[str] | None) -> _Found:
    shapes = [unit.shape for unit in translation.units]
    if accepted is not None and [mark.rpartition(" ")[0] for mark in accepted] == shapes:
        return _since_accepted(original, accepted)
    pairs, regions = align([unit.shape for unit in original.units], shapes)
    changed = set(_changed(original, accepted)) if accepted is not None else set()
    lags = [Lag("changed", other, one) for one, other in pairs if one in changed]
    faults: list[Problem] = []
    for region in regions:
        fresh = changed.intersection(range(region.first, region.last))
        lags += [Lag("new", region.start - 1, one) for one in sorted(fresh)]
        if not fresh:
            faults.append(check_region(original, translation, region))
    return sorted(lags, key=lambda lag: (lag.at, lag.original)), pairs, faults


def _since_accepted(original: PageUnits, accepted: Sequence[str]) -> _Found:
    """The translation has the structure it was accepted with: all that differs has changed since."""
    lags: list[Lag] = []
    pairs: list[tuple[int, int]] = []
    for how, a, b, c, d in steps(accepted, marks_of(original.units)):
        if how == "equal":
            pairs += zip(range(c, d), range(a, b), strict=True)
            continue
        both = min(b - a, d - c)
        pairs += [(c + n, a + n) for n in range(both)]
        lags += [Lag("changed", a + n, c + n, a + n) for n in range(both)]
        lags += [Lag("gone", at, -1, at) for at in range(a + both, b)]
        lags += [Lag("new", a + both - 1, one) for one in range(c + both, d)]
    return lags, pairs, []


def _changed(original: PageUnits, accepted: Sequence[str]) -> Iterator[int]:
    """Numbers of the original's units that are new or other than they were, not of those that only moved."""
    now = marks_of(original.units)
    others = [(range(a, b), range(c, d)) for how, a, b, c, d in steps(accepted, now) if how != "equal"]
    gone = Counter(accepted[at] for before, _ in others for at in before)
    for _, after in others:
        for one in after:
            if gone[now[one]] > 0:
                gone[now[one]] -= 1
            else:
                yield one
