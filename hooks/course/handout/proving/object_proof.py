"""Pictures and links of the sources, looked for in a PDF as what they are: drawn, in order, large enough.

A picture is known by its file: by its data where the PDF holds it unchanged, by its colours, or at least by
its size in pixels. A drawing (SVG) becomes lines and letters of the page: what is left of it is the figure of
the tags, which says where it lies. A link is a frame around its text or its picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeVar

from course.handout.paper import Paper
from course.handout.proving.expected import amiss
from course.handout.proving.matching import Printed
from course.handout.proving.open_page import Box
from course.handout.proving.pdf_objects import (
    DrawnFigure,
    DrawnLink,
    DrawnObjects,
    DrawnPicture,
    overlap,
    size_of,
)
from course.handout.proving.placing import heaviest_in_order, one_each
from course.handout.proving.read_back import stands_in
from course.handout.proving.wanted_objects import Objects, PictureFile, WantedLink, WantedPicture
from course.problems.problem import Problem

_PX = 0.75  # a CSS pixel, in points
#: How far, on average, colours of the same picture lie apart; and of a picture that may be the same.
_SAME, _ALIKE = 3.0, 24.0
#: Least share of a column that boxes leave a picture, and least width of one in a cell, in points.
_BOX_SHARE, _CELL_PT = 0.4, 36.0
#: A picture is made smaller only where it would be higher than this share of what is allowed.
_NEARLY, _HIGHEST_PT, _LINE_PT = 0.94, 425.0, 62.0
_GAP_PT = 20.0

_Drawn = TypeVar("_Drawn", DrawnPicture, DrawnFigure)


def check_objects(
    path: str,
    sides: Sequence[Sequence[Sequence[tuple[str, Objects]]]],
    drawn: DrawnObjects,
    paper: Paper,
    printed: Printed,
) -> Iterator[Problem]:
    """Problems of pictures and links in the PDF at `path`.

    Each of `sides` is a language's: groups of sources' objects that follow one another, with the source's
    path. `printed` is the text, where words stand for a picture that is not the course's.
    """
    pictures: list[_Wanted] = []
    drawings: list[_Wanted] = []
    links: dict[str, list[tuple[str, WantedLink]]] = defaultdict(list)
    for side, groups in enumerate(sides):
        for number, group in enumerate(groups):
            for source, each in ((source, each) for source, objects in group for each in objects):
                if isinstance(each, WantedLink):
                    links[each.address].append((source, each))
                    continue
                picture = _Wanted(source, each, (side, number))
                if each.file is None:
                    if not printed.has(each.name):
                        yield _amiss(picture, f"is missing from {path}", "handout-lost")
                elif not each.file.is_empty:
                    (drawings if each.file.is_drawing else pictures).append(picture)
    yield from _check(path, pictures, drawn.pictures, paper)
    yield from _check(path, drawings, drawn.figures, paper)
    yield from _unlinked(path, links, drawn, printed)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A picture that a source shows."""

    source: str
    picture: WantedPicture
    group: tuple[int, int]
    """The part in which it has its place in an order: side and number; 0 is what a page shows at once."""


@dataclass(frozen=True, slots=True)
class _Places:
    """The numbers of what may be a picture."""

    whole: tuple[int, ...]
    faults: Mapping[int, str]
    """What is wrong with each of the others: it is cut off, or too small."""


#: Pictures of a part in their order, with what may be each and what is taken for it.
_Group = list[tuple[_Wanted, _Places, int]]


def _check(
    path: str, pictures: Sequence[_Wanted], drawn: Sequence[_Drawn], paper: Paper
) -> Iterator[Problem]:
    """Problems of pictures: each is drawn, whole, in the order of its part, and as often as it is shown.

    The same one may stand in the text, in a note and in the other language: each has a place for itself.
    """
    known: dict[object, _Places] = {}
    places = [_places(each, drawn, paper, known) for each in pictures]
    taken: dict[int, _Wanted] = {}
    groups: dict[tuple[int, int], _Group] = defaultdict(list)
    spots = one_each([each.whole for each in places])
    for each, place, spot in zip(pictures, places, spots, strict=True):
        if spot is not None:
            taken[spot] = each
            groups[each.group].append((each, place, spot))
    for each, place, spot in zip(pictures, places, spots, strict=True):
        if spot is None:
            left = next((number for number in place.faults if number not in taken), None)
            if left is None:
                yield _amiss(each, f"is missing from {path}", "handout-lost")
                continue
            taken[left] = each
            what = f"is {place.faults[left]} in {path} (page {drawn[left].page})"
            yield _amiss(each, what, "handout-lost")
    for group in (_as_rows_break(group, drawn, paper) for group in groups.values()):
        if all(one[-1] < after[-1] for one, after in pairwise(group)):
            continue  # as nearly always: other places of the same picture need not be weighed
        orders = [[(number, number + 1) for number in place.whole] for _, place, _ in group]
        in_order = heaviest_in_order(orders, [1] * len(orders))
        for (each, _, spot), chosen in zip(group, in_order, strict=True):
            if chosen is None:
                what = f"is out of order in {path} (page {drawn[spot].page})"
                yield _amiss(each, what, "handout-order")
    yield from _again(path, drawn, taken)


def _as_rows_break(group: _Group, drawn: Sequence[_Drawn], paper: Paper) -> _Group:
    """Pictures of a part; those of a table's row as they are drawn where it goes on in a column or page more:
    what its cells still hold stands there, below what all of them began with.
    """
    ordered: _Group = []
    for row, found in groupby(group, lambda each: (each[0].source, each[0].picture.row)):
        inside = list(found)
        is_broken = len({drawn[each[-1]].page for each in inside}) > 1 or paper.notes_pt
        ordered += sorted(inside, key=lambda each: each[-1]) if row[1] and is_broken else inside
    return ordered


def _places(wanted: _Wanted, drawn: Sequence[_Drawn], paper: Paper, known: dict[object, _Places]) -> _Places:
    """What may be a picture; `known` is that of others, for those that are the same."""
    picture, is_main = wanted.picture, wanted.group[1] == 0
    key = picture.file, picture.size, picture.room, picture.name, is_main
    if key not in known:
        faults = {each: _fault(picture, drawn[each], paper, is_main) for each in _alike(picture, drawn)}
        whole = tuple(each for each, fault in faults.items() if not fault)
        known[key] = _Places(whole, {each: fault for each, fault in faults.items() if fault})
    return known[key]


def _again(path: str, drawn: Sequence[_Drawn], taken: Mapping[int, _Wanted]) -> Iterator[Problem]:
    """A Problem for each picture drawn once more than it should be, but in a table's repeated head."""
    wanted = {_data(drawn[number]): each for number, each in taken.items()}
    repeated = {_data(drawn[number]) for number, each in taken.items() if each.picture.may_repeat}
    for number, each in enumerate(drawn):
        data = _data(each)
        if data and number not in taken and data in wanted and data not in repeated:
            what = f"stands once more in {path} (page {each.page})"
            yield _amiss(wanted[data], what, "handout-order")


def _data(drawn: DrawnPicture | DrawnFigure) -> tuple[object, ...]:
    """What tells a picture from others in the same PDF; nothing where that is not known."""
    if isinstance(drawn, DrawnPicture) and (drawn.digest or drawn.copy):
        return drawn.digest, drawn.copy, drawn.size_px
    return ()


def _alike(wanted: WantedPicture, drawn: Sequence[_Drawn]) -> list[int]:
    """The numbers of what may be a picture: those that surely are, else those that are like it."""
    file = wanted.file
    if file is None:
        return []
    distances = [(number, _distance(wanted, file, each)) for number, each in enumerate(drawn)]
    for limit in (_SAME, _ALIKE):
        if found := [number for number, distance in distances if distance <= limit]:
            return found
    return []


def _distance(wanted: WantedPicture, file: PictureFile, drawn: DrawnPicture | DrawnFigure) -> float:
    """How far what is drawn is from the file: 0 for the same, more than 255 for another."""
    if isinstance(drawn, DrawnFigure):
        wide, high = size_of(drawn.box)
        is_alike = drawn.is_filled and _has_shape(wide, high, file.size_px)
        is_named = not wanted.name or wanted.name == drawn.spoken
        return 0.0 if is_alike and is_named else 999.0
    if file.digest and file.digest == drawn.digest:
        return 0.0
    if sorted(file.size_px) != sorted(drawn.size_px):
        return 999.0
    if not file.copies or not drawn.copy:
        return _ALIKE
    return min(_apart(copy, drawn.copy) for copy in file.copies)


def _apart(one: bytes, other: bytes) -> float:
    """How far the colours of two small copies are apart, on average."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def _has_shape(wide: float, high: float, size_px: tuple[float, float]) -> bool:
    """Whether a box has the proportions of a picture, upright or turned."""
    stated = size_px[0] / size_px[1]
    return min(wide, high) > 0 and min(abs(wide / high / stated - 1), abs(high / wide / stated - 1)) < 0.04


def _fault(picture: WantedPicture, drawn: DrawnPicture | DrawnFigure, paper: Paper, is_main: bool) -> str:
    """What is wrong with how a picture is drawn; nothing where it is whole, and as large as it can be."""
    if isinstance(drawn, DrawnPicture) and drawn.is_cut:
        return "cut off by an edge"
    return _size_fault(picture, size_of(drawn.box), paper, is_main)


def _size_fault(picture: WantedPicture, size: tuple[float, float], paper: Paper, is_main: bool) -> str:
    """What is wrong with the size of a picture; nothing where it is as wide as wanted, or as it can be."""
    file = picture.file
    if file is None:
        return ""
    if not _has_shape(*size, file.size_px):
        return "out of proportion"
    column = (paper.text_width_pt - _GAP_PT) / 2 if paper.has_sides else paper.text_width_pt
    share = picture.size.percent / 100
    width = column * share if share else picture.size.width_px * _PX
    rooms = {"line": column, "box": column * _BOX_SHARE, "cell": _CELL_PT}
    room = rooms[picture.room if is_main else "cell"]
    least = min(width * (_BOX_SHARE if share and picture.room == "box" else 1.0), room)
    flat_pt = paper.width_pt - paper.margin_top_pt - paper.margin_bottom_pt
    highest = min(paper.text_height_pt, flat_pt, 9999.0 if share else _HIGHEST_PT + _LINE_PT) - _LINE_PT
    if size[0] < least * 0.97 and size[1] < highest * _NEARLY:
        return f"{size[0]:.0f} points wide, not {least:.0f},"
    return ""


def _unlinked(
    path: str, wanted: Mapping[str, Sequence[tuple[str, WantedLink]]], drawn: DrawnObjects, printed: Printed
) -> Iterator[Problem]:
    """A Problem for each of the links, by their addresses, on whose text or picture no frame for it lies."""
    frames: dict[str, list[DrawnLink]] = defaultdict(list)
    for frame in drawn.links:
        frames[frame.address].append(frame)
    for address, links in wanted.items():
        left, known = [*frames[address]], dict[str, tuple[int, ...]]()
        if all(_is_linked(link, left, drawn, printed) for _, link in links):
            continue  # as nearly always: each found a frame that none before it took
        for link in {link.text: link for _, link in links}.values():
            lies = (_is_on(link, each, drawn, printed) for each in frames[address])
            known[link.text] = tuple(number for number, is_on in enumerate(lies) if is_on)
        spots = one_each([known[link.text] for _, link in links])
        for (source, link), spot in zip(links, spots, strict=True):
            if spot is None:
                text, what = link.text or link.address, f"is no link in {path}"
                yield amiss(source, link.line, "link", text, what, "handout-link")


def _is_linked(link: WantedLink, left: list[DrawnLink], drawn: DrawnObjects, printed: Printed) -> bool:
    """Whether one of the frames that are `left` lies on a link; it is then taken away."""
    found = next((each for each in left if _is_on(link, each, drawn, printed)), None)
    if found is not None:
        left.remove(found)
    return found is not None


def _is_on(link: WantedLink, drawn: DrawnLink, objects: DrawnObjects, printed: Printed) -> bool:
    if link.text:
        wanted, found = _unbroken(link.text), _unbroken(drawn.text)
        if printed.is_from_right(found + wanted):
            return stands_in(wanted, found)
        return bool(found) and (found[:2] in wanted or wanted in found)
    boxes: list[Box] = [each.box for each in objects.pictures if each.page == drawn.page]
    boxes += [each.box for each in objects.figures if each.page == drawn.page]
    return drawn.text.startswith(("[", "]")) or any(overlap(box, drawn.box) > 0.5 for box in boxes)


def _unbroken(text: str) -> str:
    """`text` without hyphens: at the end of a line, readers of PDFs take one for a word's division."""
    return text.replace("-", "") or text


def _amiss(wanted: _Wanted, what: str, code: str) -> Problem:
    picture = wanted.picture
    return amiss(wanted.source, picture.line, "image", picture.name or picture.file_name, what, code)
