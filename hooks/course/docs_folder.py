"""The folder of sources as a whole: its files, whether each can be read and has its own address."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.problem import CourseError, Problem, display_path
from course.source import Source, parse_tokens, read_source

_SESSION_NAME = re.compile(r"(^|/)session[_-]?\d+\.md$", re.IGNORECASE)
_PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")  # as MkDocs has them


@dataclass(frozen=True, slots=True)
class Findings:
    """What `check_docs` found, sorted by file and line."""

    unreadable: tuple[Problem, ...]
    """The files no page can be made of."""
    doubtful: tuple[Problem, ...]
    """The mistakes a page can be made in spite of."""
    notices: tuple[Problem, ...]
    """What may well be meant."""

    @property
    def faults(self) -> list[Problem]:
        """All but the notices."""
        return sorted(self.unreadable + self.doubtful)


def check_docs(
    docs_dir: Path, root: Path, *, addresses: Mapping[str, str], expected: Sequence[str]
) -> Findings:
    """All that is wrong with the files below `docs_dir` before a page is made.

    `addresses` gives, by URI, each file's place in the site; `expected` are the headings of which a
    session has one. Problems name files relative to `root`.
    """
    pages = [uri for uri in addresses if uri.lower().endswith(_PAGE_ENDINGS)]
    sources, unreadable = read_sources(pages, docs_dir, root)
    doubtful = check_addresses(addresses, display_path(docs_dir, root))
    doubtful += [problem for source in sources for problem in check_text(source)]
    notices = [problem for source in sources for problem in check_session_headings(source, expected)]
    return Findings(tuple(sorted(unreadable)), tuple(sorted(doubtful)), tuple(sorted(notices)))


def list_files(docs_dir: Path) -> list[str]:
    """URIs of all files below `docs_dir`, sorted; links to folders are followed, as MkDocs does."""
    walked = os.walk(docs_dir, followlinks=True)
    return sorted(
        Path(folder, name).relative_to(docs_dir).as_posix() for folder, _, names in walked for name in names
    )


def read_sources(uris: Iterable[str], docs_dir: Path, root: Path) -> tuple[list[Source], list[Problem]]:
    """The pages that can be read, and a Problem for every other."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for uri in uris:
        try:
            sources.append(read_source(docs_dir / uri, docs_dir, root))
        except CourseError as error:
            problems += error.problems
    return sources, problems


def check_addresses(addresses: Mapping[str, str], docs_path: str) -> list[Problem]:
    """A Problem for every file that wants the place of another in the site.

    `addresses` gives, by URI, each file's place in the site; `docs_path` is the folder as Problems name it.
    Places that differ only in case, or in how Hangul is composed, are one: some systems hold one of them.
    """
    first: dict[str, str] = {}
    problems = []
    for uri, place in addresses.items():
        other = first.setdefault(unicodedata.normalize("NFC", place).casefold(), uri)
        if other != uri:
            address = "/" + place.removesuffix("index.html")
            what = f"this file and {docs_path}/{other} want the same address, {address}"
            why, mend = "only one of them can be published", "rename one, or move its text into the other"
            problems.append(Problem(f"{docs_path}/{uri}", 1, what, why, mend, "same-address"))
    return problems


def check_text(source: Source) -> list[Problem]:
    """A Problem when the file holds no text."""
    if source.text.strip():
        return []
    what, mend = "the file is empty", "write it, or delete the file"
    return [Problem(source.path, 1, what, "its page would be empty", mend, "page-empty")]


def check_session_headings(source: Source, expected: Iterable[str]) -> list[Problem]:
    """A Problem when a session has none of the `expected` headings; any other page needs none."""
    if not _SESSION_NAME.search(source.uri) or not source.text.strip():
        return []
    tokens = parse_tokens(source.text)
    headings = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    if any(word.casefold() in heading.casefold() for word in expected for heading in headings):
        return []
    what = f"the session has none of the headings {', '.join(expected)}"
    why, mend = "it has no objectives or keywords of its own", "write one of them, or leave it as it is"
    return [Problem(source.path, 1, what, why, mend, "session-headings")]
