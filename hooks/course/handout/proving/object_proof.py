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
    links: dict[str, list[DrawnLink]] = defaultdict(list)
    for link in drawn.links:
        links[link.address].append(link)
    for side, groups in enumerate(sides):
        for number, group in enumerate(groups):
            for source, each in ((source, each) for source, objects in group for each in objects):
                if isinstance(each, WantedLink):
                    if not _is_linked(each, drawn, links, printed):
                        what = f"link {_shown(each.text or each.address)} is no link in {path}"
                        yield _problem(source, each.line, what, "handout-link")
                elif each.file is None:
                    if not printed.has(each.name):
                        yield _lost(source, each, path)
                elif not each.file.is_empty:
                    kind = drawings if each.file.is_drawing else pictures
                    kind.append(_Wanted(source, each, (side, number)))
    yield from _check(path, pictures, drawn.pictures, paper)
    yield from _check(path, drawings, drawn.figures, paper)


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
                yield _lost(each.source, each.picture, path)
                continue
            taken[left] = each
            what = f"{_name(each.picture)} is {place.faults[left]} in {path} (page {drawn[left].page})"
            yield _problem(each.source, each.picture.line, what, "handout-lost")
    for group in (_as_rows_break(group, drawn, paper) for group in groups.values()):
        if all(one[-1] < after[-1] for one, after in pairwise(group)):
            continue  # as nearly always: other places of the same picture need not be weighed
        orders = [[(number, number + 1) for number in place.whole] for _, place, _ in group]
        in_order = heaviest_in_order(orders, [1] * len(orders))
        for (each, _, spot), chosen in zip(group, in_order, strict=True):
            if chosen is None:
                what = f"{_name(each.picture)} is out of order in {path} (page {drawn[spot].page})"
                yield _problem(each.source, each.picture.line, what, "handout-order")
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
            known = wanted[data]
            what = f"{_name(known.picture)} stands once more in {path} (page {each.page})"
            yield _problem(known.source, known.picture.line, what, "handout-order")


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


def _is_linked(
    link: WantedLink, drawn: DrawnObjects, left: Mapping[str, list[DrawnLink]], printed: Printed
) -> bool:
    """Whether a frame that leads to the address lies on the link's text, or on a picture; those that are
    `left`, by their addresses, are one fewer then.
    """
    same = left.get(link.address, [])
    found = next((each for each in same if _is_on(link, each, drawn, printed)), None)
    if found is not None:
        same.remove(found)
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


def _name(picture: WantedPicture) -> str:
    return f"image {_shown(picture.name or picture.file_name)}"


def _shown(text: str) -> str:
    return f"“{text[:24]}{'…' if len(text) > 24 else ''}”"


def _lost(source: str, picture: WantedPicture, path: str) -> Problem:
    return _problem(source, picture.line, f"{_name(picture)} is missing from {path}", "handout-lost")


def _problem(source: str, line: int, what: str, code: str) -> Problem:
    why, mend = "the handout is not what was written", "build again; if it stays, tell the site's maintainers"
    return Problem(source, line or 1, what, why, mend, code)
