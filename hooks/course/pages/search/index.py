"""The search index, in parts that a page fetches when they are asked for.

``index.js`` lists the pages, and the parts with what each begins at. A part of the words has some terms, each
with the sections that have it; a part of the texts has some sections' titles and texts. All are scripts, so
that pages opened from a disk can read them too. Parts are named by what they hold: who had one before an edit
need not fetch it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any
from zlib import crc32

import msgspec

from course.kept import Store, code_key, digest, key_of
from course.pages.particles import FURTHER, PARTICLES
from course.pages.search.blocks import Block, Postings, Section, make_block, written
from course.pages.search.page_text import PageSection
from course.pages.search.spellings import Spellings
from course.pages.search.terms import TITLE, counted_terms, title_terms

#: Characters of a part, which the server packs to some 6 KB. A query needs about one part for each two of its
#: letters, and one for each of ten pages.
_WORDS_SIZE, _TEXTS_SIZE = (8_000, 20_000, 64), (6_000, 12_000, 4)
#: Letters of a part's name, which is a hash of what it holds: a large course has some thousand parts.
_NAME_LETTERS = 10
#: Pages of a block: where one has changed its block is made anew, and all blocks are joined.
_BLOCK_PAGES = 12
#: The sections of a page; or the same as JSON, where nobody has read them yet.
PageSections = Iterable[PageSection] | bytes


def packed_sections(sections: Iterable[PageSection]) -> PageSections:
    """The sections as JSON, unless they hold what JSON cannot."""
    try:
        return msgspec.json.encode(tuple(sections))
    except (TypeError, ValueError, msgspec.MsgspecError):
        return tuple(sections)


def read_blocks(
    pages: Mapping[str, PageSections],
    labels: Mapping[str, str],
    groups: Sequence[Sequence[str]],
    kept: Store | None = None,
) -> Iterator[Block]:
    """The index of `pages`, by their addresses, some at a time: those of a large course have no room at once.

    `labels`: words of the diagrams in a section, by its location. `groups`: spellings of the same word.
    `kept` has the blocks and sections of pages that were read before.
    """
    addresses, around = [*pages], key_of("block", code_key(), groups)
    labels_of: dict[str, list[tuple[str, str]]] = {}
    for location, words in sorted(labels.items()):
        labels_of.setdefault(location.partition("#")[0], []).append((location, words))
    for at in range(0, len(addresses), _BLOCK_PAGES):
        some = {address: pages[address] for address in addresses[at : at + _BLOCK_PAGES]}
        own = [pair for address in some for pair in labels_of.get(address, ())]
        key = key_of(around, own, [(address, _key_of(sections)) for address, sections in some.items()])
        make = partial(_block, some, dict(own), groups, kept)
        yield kept.made(key, Block, make) if kept else make()


def _key_of(sections: PageSections) -> str:
    return digest(sections) if isinstance(sections, bytes) else key_of(*sections)


def _block(
    pages: Mapping[str, PageSections],
    labels: Mapping[str, str],
    groups: Sequence[Sequence[str]],
    kept: Store | None,
) -> Block:
    return make_block(read_sections(pages, labels, groups, kept))


def read_sections(
    pages: Mapping[str, PageSections],
    labels: Mapping[str, str],
    groups: Sequence[Sequence[str]],
    kept: Store | None = None,
) -> Iterator[Section]:
    """The sections of `pages`, by their addresses, page by page; see `read_blocks`."""
    spellings, around = Spellings(groups), key_of("sections", code_key(), groups)
    for address, parts in pages.items():
        given = []
        for part in _unpacked(parts):
            location = f"{address}#{part.anchor}" if part.anchor else address
            given.append(Section(location, part.title, part.text, hidden_text=labels.get(location, "")))
        find = partial(_found, given, spellings)
        yield from kept.made(key_of(around, given), list[Section], find) if kept else find()


def _unpacked(sections: PageSections) -> Iterable[PageSection]:
    return (
        msgspec.json.decode(sections, type=tuple[PageSection, ...])
        if isinstance(sections, bytes)
        else sections
    )


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
    weighed = (
        section if section.terms else replace(section, terms=_weighed(section)) for section in sections
    )
    return dict(index_files([make_block(weighed)], sessions))


def index_files(blocks: Iterable[Block], sessions: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """The name and content of each file of the index; no block is kept, nor what was handed out."""
    pages: list[list[object]] = []
    postings = Postings()
    counts: list[int] = []
    begins: list[str] = []
    names: dict[str, list[str]] = {"texts": [], "words": []}

    def part(kind: str, data: str) -> tuple[str, str]:
        name = digest(data.encode())[:_NAME_LETTERS]
        names[kind].append(name)
        return f"{kind}.{name}.js", _script(f"{kind}.{name}", data)

    def shown() -> Iterator[str]:
        for block in blocks:
            pages.extend([*page, int(page[0] in sessions)] for page in block.pages)
            postings.add(block)
            yield from block.shown

    for texts in _cut(shown(), _TEXTS_SIZE):
        counts.append(len(texts))
        yield part("texts", f"[{','.join(texts)}]")
    for lines in _cut(postings.lines(), _WORDS_SIZE):
        begins.append(lines[0].partition(" ")[0])
        yield part("words", written("\n".join(lines)))
    index: dict[str, Any] = {
        "pages": pages,
        "words": begins,
        "texts": counts,
        "names": names,
        "particles": PARTICLES,
        "further": FURTHER,
    }
    yield "index.js", _script("index", written(index))


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


def _cut(items: Iterable[str], size: tuple[int, int, int]) -> Iterator[list[str]]:
    """The items in parts that begin at certain words: where one has changed, most parts are as they were.

    `size`: the fewest and the most characters of a part, and of how many items one may begin a part.
    """
    least, most, one_of = size
    part: list[str] = []
    length = 0
    for item in items:
        may_begin = length >= least and crc32(item.partition(" ")[0].encode()) % one_of == 0
        if part and (may_begin or length + len(item) > most):
            yield part
            part, length = [], 0
        part.append(item)
        length += len(item)
    if part:
        yield part


def _script(name: str, data: str) -> str:
    return f"courseSearch.take({written(name)},{data})\n"
