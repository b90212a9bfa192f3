"""Pictures that are larger than their place: found in a source, looked at in their files.

Which pictures a source shows is known by its text; what they weigh is asked of the files each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course.checks.surroundings import Surroundings
from course.markdown.files.source import Source
from course.markdown.html.scan import attributes, scan
from course.markdown.pictures.facts import COLUMN_PX, DENSITY, LARGE_BYTES, PictureFacts, is_large, read_facts
from course.markdown.reading.parsed import Parsed, placed_tokens
from course.problems.problem import Problem

_PIXELS = re.compile(r"(\d{1,5})(?:px)?")


@dataclass(frozen=True, slots=True)
class UsedPicture:
    """A picture file that a source shows."""

    line: int
    uri: str
    place_px: int
    """Width of its place: the column's, or what its author states."""


def used_pictures(parsed: Parsed, around: Surroundings) -> Iterator[UsedPicture]:
    """The picture files of the course that a source shows, each at its line."""
    for address, width, line in _shown(parsed) if around.course else ():
        target = around.course.resolve(parsed.source.uri, address) if around.course else None
        if target and target.kind == "file":
            stated = _PIXELS.fullmatch(width.strip())
            place = min(COLUMN_PX, int(stated[1])) if stated else COLUMN_PX
            yield UsedPicture(line, target.uri, max(1, place))


def _shown(parsed: Parsed) -> Iterator[tuple[str, str, int]]:
    """Address, stated width and line of each picture."""
    for placed in placed_tokens(parsed):
        token = placed.token
        if token.type == "image":
            yield str(token.attrs.get("src", "")), str(token.attrs.get("width", "")), placed.line
        elif token.type.startswith("html") and "<img" in token.content.lower():
            for tag in scan(token.content):
                given = {each.name: each.value for each in attributes(tag.text)} if tag.name == "img" else {}
                if given.get("src") and "srcset" not in given:
                    line = placed.line + token.content.count("\n", 0, tag.start)
                    yield given["src"], given.get("width", ""), line


@dataclass(slots=True)
class PictureFiles:
    """The picture files of a folder of sources, each looked at once."""

    docs_dir: Path
    _known: dict[str, PictureFacts | None] = field(default_factory=dict)

    def problems(self, source: Source, used: tuple[UsedPicture, ...]) -> Iterator[Problem]:
        """A hint for each picture of a source that is larger than its widest place there."""
        widest: Mapping[str, UsedPicture] = {
            each.uri: each for each in sorted(used, key=lambda one: (one.place_px, -one.line))
        }
        for each in widest.values():
            facts = self._facts(each.uri)
            if facts and is_large(facts, each.place_px):
                yield _problem(source, each, facts)

    def _facts(self, uri: str) -> PictureFacts | None:
        if uri not in self._known:
            path = self.docs_dir / uri
            known = read_facts(path)
            self._known[uri] = known or _drawing(path)
        return self._known[uri]


def _drawing(path: Path) -> PictureFacts | None:
    """What counts of a drawing, which is as sharp at any width."""
    try:
        is_drawing = path.suffix.lower() == ".svg" and path.is_file()
        return PictureFacts(0, 0, path.stat().st_size, is_still=False) if is_drawing else None
    except OSError:
        return None


def _problem(source: Source, used: UsedPicture, facts: PictureFacts) -> Problem:
    most = DENSITY * used.place_px
    is_wide, is_heavy = facts.width_px > most, facts.bytes > LARGE_BYTES
    size = f"{facts.bytes / 1_000_000:.1f} MB" if facts.bytes >= 1_000_000 else f"{facts.bytes // 1000} KB"
    measures = [size] if is_heavy or not is_wide else []
    measures += [f"{facts.width_px} px wide"] if is_wide else []
    name = used.uri.rpartition("/")[2]
    what = f"the picture {name if len(name) <= 60 else name[:59] + '…'} is {' and '.join(measures)}"
    why = f"its place shows {most} px at most" if is_wide else "on the road it is waited for"
    if facts.is_still:
        why += "; pages show a smaller copy, but printed and packed it is whole"
        mend = f"save it at most {most} px wide" if is_wide else "save it as WebP, or in fewer pixels"
    elif facts.width_px:
        mend = "save it smaller, or show a film in its place: <video>"
    else:
        mend = "save the drawing with fewer points, or as PNG"
    return Problem(source.path, used.line, what, why, mend, "picture-large")
