"""The search index, in parts that a page fetches when they are asked for.

``index.js`` lists the pages, and where which part begins. A part of the words has some terms, each with the
sections that have it; a part of the texts has some sections' titles and texts. All are scripts, so that
pages opened from a disk can read them too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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


def read_sections(
    pages: Mapping[str, Iterable[PageSection]], labels: Mapping[str, str], groups: Sequence[Sequence[str]]
) -> list[Section]:
    """The sections of `pages`, by their addresses.

    `labels`: words of the diagrams in a section, by its location. `groups`: spellings of the same word.
    """
    sections, spellings = [], Spellings(groups)
    for address, parts in pages.items():
        for part in parts:
            location = f"{address}#{part.anchor}" if part.anchor else address
            drawn = labels.get(location, "")
            of_title = " ".join(sorted(spellings.missing_in(part.title)))
            of_text = " ".join([drawn, *sorted(spellings.missing_in(f"{part.text} {drawn}"))]).strip()
            sections.append(Section(location, part.title, part.text, of_title, of_text))
    return sections


def search_files(sections: Sequence[Section], sessions: Collection[str] = ()) -> dict[str, str]:
    """The files of the index, by name; `sessions` are the addresses of pages that are sessions."""
    words = list(_cut(_word_lines(sections), _WORDS_SIZE))
    shown = [_json([section.location.partition("#")[2], section.title, section.text]) for section in sections]
    texts = list(_cut(shown, _TEXTS_SIZE))
    parts = {f"words{number}": _json("\n".join(part)) for number, part in enumerate(words)}
    parts |= {f"texts{number}": f"[{','.join(part)}]" for number, part in enumerate(texts)}
    version = hashlib.sha256("".join(parts.values()).encode()).hexdigest()[:8]
    index = {
        "version": version,
        "pages": _pages(sections, sessions),
        "words": [part[0].partition(" ")[0] for part in words],
        "texts": [len(part) for part in texts],
        "particles": PARTICLES,
        "further": FURTHER,
    }
    files = {f"{name}.{version}.js": _script(name, part) for name, part in parts.items()}
    return {"index.js": _script("index", _json(index)), **files}


def _pages(sections: Sequence[Section], sessions: Collection[str]) -> list[list[Any]]:
    """Address, title, number of sections, and 1 for a session, of each page."""
    pages: list[list[Any]] = []
    for section in sections:
        address = section.location.partition("#")[0]
        if not pages or pages[-1][0] != address:
            pages.append([address, section.title, 0, int(address in sessions)])
        pages[-1][2] += 1
    return pages


def _word_lines(sections: Sequence[Section]) -> Iterator[str]:
    """Every term with its postings, sorted."""
    postings: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, section in enumerate(sections):
        for term, bits in _weighed(section).items():
            distance = number - last.get(term, -1) - 1
            last[term] = number
            postings.setdefault(term, []).append(format(distance << _BITS | bits, "x"))
    return (f"{term} {','.join(postings[term])}" for term in sorted(postings, key=_as_scripts_compare))


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
