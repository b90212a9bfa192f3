"""What the search index has of a few pages together: made once, and joined with that of the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Block:
    """The index of some pages that follow one another; sections are counted from the first of them, 0."""

    pages: tuple[tuple[str, str, int], ...]
    """Address, title and number of sections of each page."""
    shown: tuple[str, ...]
    """JSON of what is shown of each section: its anchor, title and text."""
    terms: tuple[str, ...]
    """The terms of all, sorted; the next three tell of each."""
    firsts: tuple[int, ...]
    """Its first section, with the bits of a posting below it."""
    lasts: tuple[int, ...]
    """Its last section."""
    further: tuple[str, ...]
    """The postings behind the first, each with a comma before it."""


def make_block(sections: Iterable[Section]) -> Block:
    """The block of `sections`, which have their terms."""
    pages: list[tuple[str, str, int]] = []
    shown: list[str] = []
    firsts: dict[str, int] = {}
    lasts: dict[str, int] = {}
    further: dict[str, list[str]] = {}
    for number, section in enumerate(sections):
        _count(section, pages)
        shown.append(written([section.location.partition("#")[2], section.title, section.text]))
        for term, bits in section.terms.items():
            if term in firsts:
                distance = number - lasts[term] - 1
                further.setdefault(term, []).append(f",{distance << _BITS | bits:x}")
            else:
                firsts[term] = number << _BITS | bits
            lasts[term] = number
    terms = sorted(firsts, key=as_scripts_compare)
    return Block(
        tuple(pages),
        tuple(shown),
        tuple(terms),
        tuple(firsts[term] for term in terms),
        tuple(lasts[term] for term in terms),
        tuple("".join(further.get(term, ())) for term in terms),
    )


def _count(section: Section, pages: list[tuple[str, str, int]]) -> None:
    """Count a section, which is the next one, for its page."""
    address = section.location.partition("#")[0]
    if not pages or pages[-1][0] != address:
        pages.append((address, section.title, 0))
    pages[-1] = (*pages[-1][:2], pages[-1][2] + 1)


class Postings:
    """The terms of blocks that follow one another, each with its postings."""

    def __init__(self) -> None:
        self._postings: dict[str, str] = {}  # as texts: as lists, a large course's take three times the room
        self._lasts: dict[str, int] = {}
        self._sections = 0

    def add(self, block: Block) -> None:
        """Add those of the next block, which is not kept."""
        postings, lasts, before = self._postings, self._lasts, self._sections
        for term, first, last, further in zip(
            block.terms, block.firsts, block.lasts, block.further, strict=True
        ):
            posting = first + ((before - lasts.get(term, -1) - 1) << _BITS)
            known = postings.get(term)
            text = f"{posting:x}{further}"
            postings[term] = f"{known},{text}" if known else text
            lasts[term] = before + last
        self._sections += len(block.shown)

    def lines(self) -> Iterator[str]:
        """Every term with its postings, sorted; what was handed out is forgotten."""
        for term in sorted(self._postings, key=as_scripts_compare):
            yield f"{term} {self._postings.pop(term)}"


def as_scripts_compare(term: str) -> bytes:
    """What terms are sorted by, as JavaScript compares them."""
    return term.encode("utf-16-be", "surrogatepass")


def written(value: Any) -> str:
    """`value` as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
