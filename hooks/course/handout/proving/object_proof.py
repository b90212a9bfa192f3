"""Pictures and links of the sources, looked for in a PDF as what they are: drawn, in order, large enough.

A picture is known by its file: by its data where the PDF holds it unchanged, by its colours, or at least by
its size in pixels. A drawing (SVG) becomes lines and letters of the page: what is left of it is the figure of
the tags, which says where it lies. A link is a frame around its text or its picture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from course.handout.proving.placing import heaviest_in_order
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
    pictures: list[_Found] = []
    figures: list[_Found] = []
    links: dict[str, list[DrawnLink]] = defaultdict(list)
    for link in drawn.links:
        links[link.address].append(link)
    for groups in sides:
        used_pictures, used_figures = set[int](), set[int]()
        for number, group in enumerate(groups):
            of_group = [(source, each) for source, objects in group for each in objects]
            wanted = [(source, each) for source, each in of_group if isinstance(each, WantedPicture)]
            wanted = [(source, each) for source, each in wanted if not (each.file and each.file.is_empty)]
            drawings = [(source, each) for source, each in wanted if each.file and each.file.is_drawing]
            others = [(source, each) for source, each in wanted if each.file and not each.file.is_drawing]
            found_pictures = _find(others, drawn.pictures, used_pictures)
            found_figures = _find(drawings, drawn.figures, used_figures)
            yield from _check(path, found_pictures, drawn.pictures, paper, number == 0)
            yield from _check(path, found_figures, drawn.figures, paper, number == 0)
            pictures += found_pictures
            figures += found_figures
            for source, each in of_group:
                if isinstance(each, WantedLink) and not _is_linked(each, drawn, links, printed):
                    what = f"link {_shown(each.text or each.address)} is no link in {path}"
                    yield _problem(source, each.line, what, "handout-link")
                elif isinstance(each, WantedPicture) and each.file is None and not printed.has(each.name):
                    yield _lost(source, each, path)
    yield from _too_few(path, pictures)
    yield from _too_few(path, figures)
    yield from _again(path, drawn.pictures, pictures)


@dataclass(frozen=True, slots=True)
class _Found:
    """A picture of a source, and what was drawn for it."""

    source: str
    picture: WantedPicture
    spots: frozenset[int]
    """The numbers of all that may be it."""
    spot: int | None
    """The one that is taken for it."""
    is_in_order: bool


def _too_few(path: str, pictures: Sequence[_Found]) -> Iterator[Problem]:
    """A Problem for each picture that has to share what is drawn with the same one in the other language."""
    left = Counter(each.spots for each in pictures if each.spot is not None)
    for each in reversed(pictures):
        if each.spot is not None and left[each.spots] > len(each.spots):
            left[each.spots] -= 1
            yield _lost(each.source, each.picture, path)


def _again(path: str, drawn: Sequence[DrawnPicture], pictures: Sequence[_Found]) -> Iterator[Problem]:
    """A Problem for each picture drawn once more than it should be, but in a table's repeated head."""
    found = [(_data(drawn[each.spot]), each) for each in pictures if each.spot is not None]
    repeated = {data for data, each in found if each.picture.may_repeat}
    left = Counter(data for data, _ in found)
    last = dict(found)
    for each in drawn:
        data = _data(each)
        left[data] -= 1
        if left[data] < 0 and data in last and data not in repeated and (each.digest or each.copy):
            what = f"{_name(last[data].picture)} stands once more in {path} (page {each.page})"
            yield _problem(last[data].source, last[data].picture.line, what, "handout-order")


def _data(drawn: DrawnPicture) -> tuple[bytes, bytes, tuple[int, int]]:
    """What tells a picture from others in the same PDF."""
    return drawn.digest, drawn.copy, drawn.size_px


def _find(
    wanted: Sequence[tuple[str, WantedPicture]], drawn: Sequence[_Drawn], used: set[int]
) -> list[_Found]:
    """What is drawn for pictures that follow one another, and is not `used` yet; it is from now on."""
    alike = [frozenset(_alike(picture, drawn)) for _, picture in wanted]
    free = [[(number, number + 1) for number in sorted(numbers - used)] for numbers in alike]
    chosen = heaviest_in_order(free, [1] * len(free))
    used |= {spot[0] for spot in chosen if spot}
    found = []
    for (source, picture), spot, numbers in zip(wanted, chosen, alike, strict=True):
        taken = spot[0] if spot else min(numbers - used, default=None)
        used |= set() if taken is None else {taken}
        found.append(_Found(source, picture, numbers, taken, spot is not None))
    return found


def _check(
    path: str, found: Sequence[_Found], drawn: Sequence[_Drawn], paper: Paper, is_main: bool
) -> Iterator[Problem]:
    """Problems of pictures that follow one another."""
    for each in found:
        if each.spot is None:
            yield _lost(each.source, each.picture, path)
            continue
        spot = drawn[each.spot]
        if not each.is_in_order:
            what = f"{_name(each.picture)} is out of order in {path} (page {spot.page})"
            yield _problem(each.source, each.picture.line, what, "handout-order")
        elif fault := _fault(each.picture, spot, paper, is_main):
            what = f"{_name(each.picture)} is {fault} in {path} (page {spot.page})"
            yield _problem(each.source, each.picture.line, what, "handout-lost")


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
