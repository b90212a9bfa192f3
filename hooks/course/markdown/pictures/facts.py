"""What is known of a picture file before its content is read: its size as browsers show it, its kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: Width of the column of text, in CSS pixels: Material's is 690 to 830, by the window.
COLUMN_PX = 700
#: Screens of phones and good ones have two points for each pixel.
DENSITY = 2
#: A picture of more bytes is slow on the road.
LARGE_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """One picture file."""

    width_px: int
    """As browsers show it: turned as its camera has noted."""
    height_px: int
    bytes: int
    """Size of the file."""
    is_still: bool
    """Whether a smaller one can be made: it does not move, and WebP can hold its colours."""
    orientation: int = 1
    """How it lies in the file. Source: Exif 2.32, "Orientation"."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A smaller picture that is wanted."""

    path: Path
    """The original."""
    width_px: int


def is_large(facts: PictureFacts, place_px: int) -> bool:
    """Whether a picture has more than its place, `place_px` wide, can show."""
    return facts.bytes > LARGE_BYTES or facts.width_px > DENSITY * place_px


def read_facts(path: Path) -> PictureFacts | None:
    """What is known of the picture at `path`; None for a drawing, and for what cannot be read."""
    from course.markdown.pictures.opened import read_picture  # here: many courses have no picture for Pillow

    return read_picture(path)
