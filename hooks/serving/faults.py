"""What there is to mend in the pages that are shown, for the bar below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from course.markdown.files.docs_files import page_path
from course.markdown.files.source import read_source
from course.markdown.links.anchors import heading_anchors
from course.markdown.reading.parsed import parse_source
from course.problems.codes import fails_strict, gravity
from course.problems.problem import CourseError, Problem
from course.settings.words.words import Words

#: What has changed when there is something else to mend, for browsers that ask.
PROBLEMS = "/-/problems"
#: So many are listed; who has more mends some first.
_MOST = 100
#: A Problem as a line of the log has it.
_LINE = re.compile(r"(?:\w+: )?(?P<path>[^\s:][^:]*):(?P<line>\d+): (?P<text>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend."""

    path: str
    """Its file, as it is told; empty where there is none."""
    line: int
    text: str
    source: str = ""
    """Its file from the project's folder on."""


class Followed(Protocol):
    """A language that is shown."""

    mount: str
    code: str
    docs_dir: Path
    faults: tuple[Fault, ...]

    @property
    def words(self) -> Words:
        """The words of the interface."""
        ...

    def shown(self) -> Path | None:
        """Where its pages are, if there are any yet."""
        ...


def faults_of(
    problems: Iterable[Problem], shown: Iterable[Problem], lines: Iterable[str]
) -> tuple[Fault, ...]:
    """What a build tells: `problems`, each as it is in `shown`, and the warnings in `lines` of its log."""
    pairs = [pair for pair in zip(problems, shown, strict=True) if fails_strict(pair[0])]
    found = [
        Fault(told.path, told.line, str(told).removeprefix(f"{told.path}:{told.line}: "), problem.path)
        for problem, told in sorted(pairs, key=lambda pair: gravity(pair[0]))
    ]
    for line in lines:
        match = _LINE.fullmatch(line)
        found.append(
            Fault(match["path"], int(match["line"]), match["text"], match["path"])
            if match
            else Fault("", 0, line)
        )
    return tuple(dict.fromkeys(found))


def told_to_page(page: str, languages: Sequence[Followed], root: Path) -> dict[str, Any]:
    """What the bar shows below the page at the address `page`, in its language, its own first."""
    own = max(languages, key=lambda each: len(each.mount) if page.startswith(each.mount) else 0)
    ordered = [own, *(each for each in languages if each is not own)]
    all_faults = [(fault, each) for each in ordered for fault in each.faults]
    faults, words = all_faults[:_MOST], own.words.serving
    return {
        "title": words.to_mend.format(len(all_faults)),
        "none": words.nothing,
        "more": words.more.format(len(all_faults) - _MOST) if len(all_faults) > _MOST else "",
        "lang": own.code,
        "faults": [
            {
                "text": fault.text,
                "where": f"{fault.path}:{fault.line}" if fault.path else "",
                "href": _address(fault, language, root),
            }
            for fault, language in faults
        ],
    }


def _address(fault: Fault, language: Followed, root: Path) -> str:
    """Where the fault is seen: the page, and the heading above its line; empty where no page shows it."""
    path, site_dir = (root / fault.source).resolve(), language.shown()
    if site_dir is None or not fault.source or language.docs_dir not in path.parents or not path.is_file():
        return ""
    uri = path.relative_to(language.docs_dir).as_posix()
    page = page_path(site_dir, uri)
    if page is None:
        return ""
    address = language.mount + page.relative_to(site_dir).as_posix().removesuffix("index.html")
    above = [anchor for line, anchor in _headings(path, path.stat().st_mtime_ns) if line <= fault.line]
    return quote(address) + (f"#{quote(above[-1])}" if above else "")


@lru_cache(maxsize=200)
def _headings(path: Path, _changed: int) -> tuple[tuple[int, str], ...]:
    """Line and anchor of each heading of a source; none of one that cannot be read."""
    try:
        source = read_source(path, path.parent, path.parent)
    except (OSError, CourseError):
        return ()
    return tuple(heading_anchors(parse_source(source).tokens))
