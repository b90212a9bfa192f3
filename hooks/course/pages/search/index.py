"""The search index, in parts that a page fetches when they are asked for.

``index.js`` lists the pages, and where which part begins. A part of the words has some terms, each with the
sections that have it; a part of the texts has some sections' titles and texts. All are scripts, so that
pages opened from a disk can read them too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

from course.kept import Store, code_key, key_of
from course.pages.particles import FURTHER, PARTICLES
from course.pages.search.page_text import PageSection
from course.pages.search.spellings import Spellings
from course.pages.search.terms import TITLE, counted_terms, title_terms

#: Characters of a part, which the server packs to some 6 KB. A query needs about one part for each two of its
#: letters, and one for each of ten pages.
_WORDS_SIZE, _TEXTS_SIZE = 12_000, 8_000
#: A posting: the section's distance from the one before; below it bits: how often, `TITLE`, `BEGINS`, `ENDS`.
_BITS = 5


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page, as it is found and shown."""

    location: str
    """Address from the site's root on, with the heading's id behind ``#`` for all but a page's first."""
    title: str
    text: str
    hidden_title: str = ""
    """Words that do not stand in the title, but by which it is found."""
    hidden_text: str = ""
    terms: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Its terms, each with the bits of a posting; empty before they are asked for."""


def read_sections(
    pages: Mapping[str, Iterable[PageSection]],
    labels: Mapping[str, str],
    groups: Sequence[Sequence[str]],
    kept: Store | None = None,
) -> Iterator[Section]:
    """The sections of `pages`, by their addresses, page by page: those of a large course have no room.

    `labels`: words of the diagrams in a section, by its location. `groups`: spellings of the same word.
    `kept` has the sections of pages that were read before.
    """
    spellings, around = Spellings(groups), key_of("sections", code_key(), groups)
    for address, parts in pages.items():
        given = []
        for part in parts:
            location = f"{address}#{part.anchor}" if part.anchor else address
            given.append(Section(location, part.title, part.text, hidden_text=labels.get(location, "")))
        find = partial(_found, given, spellings)
        yield from kept.made(key_of(around, given), list[Section], find) if kept else find()


def _found(sections: Iterable[Section], spellings: Spellings) -> list[Section]:
    """The sections with what each is found by."""
    found = []
    for section in sections:
        drawn = section.hidden_text
        of_title = " ".join(sorted(spellings.missing_in(section.title)))
        of_text = " ".join([drawn, *sorted(spellings.missing_in(f"{section.text} {drawn}"))]).strip()
        named = replace(section, hidden_title=of_title, hidden_text=of_text)
        found.append(replace(named, terms=_weighed(named)))
    return found


def search_files(sections: Iterable[Section], sessions: Collection[str] = ()) -> dict[str, str]:
    """The files of the index, by name; `sessions` are the addresses of pages that are sessions."""
    postings, shown, pages = _Postings(), [], _Pages(sessions)
    for section in sections:
        postings.add(section)
        pages.add(section)
        shown.append(_json([section.location.partition("#")[2], section.title, section.text]))
    words = list(_cut(postings.lines(), _WORDS_SIZE))
    texts = list(_cut(shown, _TEXTS_SIZE))
    parts = {f"words{number}": _json("\n".join(part)) for number, part in enumerate(words)}
    parts |= {f"texts{number}": f"[{','.join(part)}]" for number, part in enumerate(texts)}
    version = hashlib.sha256("".join(parts.values()).encode()).hexdigest()[:8]
    index = {
        "version": version,
        "pages": pages.listed,
        "words": [part[0].partition(" ")[0] for part in words],
        "texts": [len(part) for part in texts],
        "particles": PARTICLES,
        "further": FURTHER,
    }
    files = {f"{name}.{version}.js": _script(name, part) for name, part in parts.items()}
    return {"index.js": _script("index", _json(index)), **files}


class _Pages:
    """Address, title, number of sections, and 1 for a session, of each page."""

    def __init__(self, sessions: Collection[str]) -> None:
        self.sessions = sessions
        self.listed: list[list[Any]] = []

    def add(self, section: Section) -> None:
        """Count a section, which is the next one."""
        address = section.location.partition("#")[0]
        if not self.listed or self.listed[-1][0] != address:
            self.listed.append([address, section.title, 0, int(address in self.sessions)])
        self.listed[-1][2] += 1


class _Postings:
    """By term, the sections that have it."""

    def __init__(self) -> None:
        self._postings: dict[str, list[str]] = {}
        self._last: dict[str, int] = {}
        self._count = 0

    def add(self, section: Section) -> None:
        """Add the terms of a section, which is the next one."""
        number, self._count = self._count, self._count + 1
        for term, bits in (section.terms or _weighed(section)).items():
            distance = number - self._last.get(term, -1) - 1
            self._last[term] = number
            self._postings.setdefault(term, []).append(format(distance << _BITS | bits, "x"))

    def lines(self) -> Iterator[str]:
        """Every term with its postings, sorted."""
        for term in sorted(self._postings, key=_as_scripts_compare):
            yield f"{term} {','.join(self._postings[term])}"


def _as_scripts_compare(term: str) -> bytes:
    return term.encode("utf-16-be")


def _weighed(section: Section) -> dict[str, int]:
    """The terms of a section with the bits of a posting; of what is in the title, how it stands there."""
    counts: dict[str, int] = {}
    text_bits: dict[str, int] = {}
    for term, bits, count in counted_terms(f"{section.text}\n{section.hidden_text}"):
        counts[term] = counts.get(term, 0) + count
        text_bits[term] = text_bits.get(term, 0) | bits
    hidden = dict.fromkeys(_title_bits(section.hidden_title), TITLE)  # behind titles that spell it as typed
    bits_of = {**text_bits, **hidden, **_title_bits(section.title)}
    return {term: _often(counts.get(term, 0)) << 3 | bits for term, bits in bits_of.items()}


@lru_cache(maxsize=4096)  # sessions have headings in common
def _title_bits(title: str) -> Mapping[str, int]:
    bits_of: dict[str, int] = {}
    for term, bits in title_terms(title):
        bits_of[term] = bits_of.get(term, TITLE) | bits
    return bits_of


def _often(count: int) -> int:
    return (count > 1) + (count > 2) + (count > 7)


def _cut(items: Iterable[str], size: int) -> Iterator[list[str]]:
    """The items in parts of about `size` characters."""
    part: list[str] = []
    length = 0
    for item in items:
        if part and length + len(item) > size:
            yield part
            part, length = [], 0
        part.append(item)
        length += len(item)
    if part:
        yield part


def _script(name: str, data: str) -> str:
    return f"courseSearch.take({_json(name)},{data})\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
