"""Divides a font into pieces: groups of characters, each in a font file of its own.

Each piece says in CSS which characters it has (``unicode-range``, CSS Fonts 4), so that a browser fetches
only those that its page needs.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

from course.fonts.sound import is_as_kept, note_kept

#: Most letters of a site that are not divided: some 45 KB of Hangul, with which every page asks for one file.
WHOLE_LETTERS = 640
#: The first piece, which nearly every page fetches, has the commonest characters, so many letters; but none
#: that is on one page alone, or on fewer than this share of them.
COMMON_LETTERS, RARE_SHARE = 500, 0.02
#: A character on so large a share of the pages goes into the first piece, however many there are.
COMMON_SHARE = 0.25
#: Number of letters in each further piece: with fewer, a page of ordinary text would ask for more than one.
PIECE_LETTERS = 400
#: Number of letters in a piece that no page needs by itself, only scripts.
SPARE_LETTERS = 640
#: A site of at most so many pages gets one piece for all: more files would cost more than they save.
FEW_PAGES = 8
#: Shares of `PIECE_LETTERS` and `SPARE_LETTERS`: the most that stays one piece, and the least and the most
#: that is divided off from more.
_WHOLE_UP_TO, _LEAST, _MOST = 1.5, 0.75, 1.25
#: A character of Han or Kana takes the room of so many letters.
_EASTERN_LETTERS = 3

#: The layout rules that text needs. Not ``calt``, which makes arrows of ``->``, nor sets of other shapes.
_FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum"]
#: The family of formulas, and the rules that these need besides: small forms for what is raised or lowered,
#: letters without dots, flat accents.
FORMULAS, _FORMULA_FEATURES = "Course Math", ["ssty", "dtls", "flac"]
_DROPPED_TABLES = ["FFTM", "DSIG", "STAT", "gasp", "vhea", "vmtx"]
#: Kept of what a font says of itself: copyright, names, version, the licence's address. The licence's text
#: lies beside the files.
_NAMES = [0, 1, 2, 3, 4, 5, 6, 14, 16, 17, 18, 21, 22, 25]
#: Names by which the font is known, and among them those that must be one word.
_FAMILY_NAMES, _ONE_WORD_NAMES = (1, 3, 4, 6, 16, 18, 21, 25), (3, 6, 25)


def pieces(pages: Iterable[frozenset[str]], spare: frozenset[str]) -> list[str]:
    """The characters of `pages`, then those of `spare` that no page has, in pieces.

    First what many pages share, then what first comes up on the same pages. Each piece is sorted; every
    character is in exactly one.
    """
    count: Counter[str] = Counter()
    number = 0
    for page in pages:
        count.update(sorted(page))
        number += 1
    common = _common(count, number)
    rest = [character for character in count if character not in common]  # in the order of the pages
    parts = [[*common], *_parts(rest, PIECE_LETTERS), *_parts(sorted(spare - count.keys()), SPARE_LETTERS)]
    return ["".join(sorted(part)) for part in parts if part]


def _common(count: Counter[str], pages: int) -> frozenset[str]:
    """What belongs into the first piece, of characters with the number of pages that each is on."""
    if pages <= FEW_PAGES or sum(map(_letters, count)) <= WHOLE_LETTERS:
        return frozenset(count)
    by_share = sorted(count, key=lambda character: -count[character])
    ends = accumulate(map(_letters, by_share))
    enough, few = COMMON_SHARE * pages, max(2, RARE_SHARE * pages)
    return frozenset(
        character
        for character, end in zip(by_share, ends, strict=True)
        if count[character] >= enough or (end <= COMMON_LETTERS and count[character] >= few)
    )


def _parts(characters: Sequence[str], size: int) -> list[Sequence[str]]:
    """The characters in their order, in parts of about `size` letters.

    Where a part ends is told by the characters around that place, not by how many come before: a new
    character changes the part that it comes into, and the others are the ones that were cut before.
    """
    before = [*accumulate(map(_letters, characters), initial=0)]
    parts: list[Sequence[str]] = []
    start = 0
    while before[-1] - before[start] > size * _WHOLE_UP_TO:
        near = bisect_left(before, before[start] + size * _LEAST)
        far = bisect_right(before, before[start] + size * _MOST)
        end = min(range(near, far), key=lambda at: crc32(characters[at - 1].encode()))
        parts.append(characters[start:end])
        start = end
    return [*parts, characters[start:]]


def _letters(character: str) -> int:
    """The room that a character takes in a font file, in letters."""
    return _EASTERN_LETTERS if "\u2e80" <= character < "\uac00" else 1


def unicode_range(characters: Iterable[str]) -> str:
    """`characters` as a CSS ``unicode-range``."""
    ranges: list[tuple[int, int]] = []
    for code in sorted(map(ord, characters)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in ranges)


def cut_piece(whole: Path, characters: str, family: str, cache_dir: Path) -> Path:
    """A woff2 file in `cache_dir` with only `characters` of the font at `whole`, under the name `family`.

    It is made unless the cache has it. The font must have a glyph for each of `characters`.
    """
    made_of = "\n".join(
        (*_versions(), _hash(whole), family, ",".join(_features(family)), str(_NAMES), characters)
    )
    target = cache_dir / f"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.woff2"
    sums = target.with_suffix(".sum")
    if is_as_kept(target, sums):
        with suppress(OSError):
            os.utime(target)
        return target
    cache_dir.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(prefix="piece.", dir=cache_dir)
    os.close(handle)
    _cut(whole, characters, family, Path(fresh))
    Path(fresh).replace(target)
    note_kept(target, sums)
    return target


@cache
def _versions() -> tuple[str, ...]:
    """Of what cuts, names and packs."""
    return tuple(map(version, ("uharfbuzz", "fonttools", "brotli")))


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _features(family: str) -> list[str]:
    return [*_FEATURES, *(_FORMULA_FEATURES if family == FORMULAS else ())]


def _cut(whole: Path, characters: str, family: str, target: Path) -> None:
    import uharfbuzz as harfbuzz  # here: where no piece is new, nobody waits for it
    from fontTools.ttLib import TTFont

    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(map(_tag, _features(family)))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    wanted.drop_table_tag_set.update(map(_tag, _DROPPED_TABLES))
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(whole)))
    cut = io.BytesIO(harfbuzz.subset(face, wanted).blob.data)
    with TTFont(cut, recalcBBoxes=False, recalcTimestamp=False) as font:
        _rename(font, family)
        font.flavor = "woff2"
        font.save(target)


def _tag(name: str) -> int:
    """A name of four letters as OpenType counts it."""
    return int.from_bytes(name.encode("ascii").ljust(4), "big")


def _rename(font: TTFont, family: str) -> None:
    """Name the font `family`: the OFL keeps a font's own name for unchanged copies."""
    for record in font["name"].names:
        if record.nameID in _FAMILY_NAMES:
            record.string = family.replace(" ", "") if record.nameID in _ONE_WORD_NAMES else family
