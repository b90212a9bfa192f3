"""Picture files as Pillow opens them."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from course.markdown.pictures.facts import PictureFacts

#: What Pillow raises for files that it cannot read.
FAULTS = (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError)
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
#: Kinds that a smaller one can be made of, and how their colours may be kept.
_STILL = ("PNG", "JPEG", "MPO", "WEBP")
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
#: More points need more memory than a machine for publishing has for one picture.
_MOST_POINTS = 60_000_000
_ORIENTATION, _SIDEWAYS = 0x0112, (5, 6, 7, 8)
_USUAL_GAMMA = 0.45455


def read_picture(path: Path) -> PictureFacts | None:
    """What is known of the picture at `path`; None for a drawing, and for what cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=_FORMATS) as picture:
                return _facts_of(picture, path.stat().st_size)
    except (*FAULTS, Image.DecompressionBombWarning):
        return None


def _facts_of(picture: Image.Image, size: int) -> PictureFacts | None:
    turned = _orientation(picture)
    if turned != 1 and picture.format not in ("JPEG", "MPO"):
        return None  # browsers do not agree on it
    return PictureFacts(*shown_size(picture), size, _is_still(picture), turned)


def shown_size(picture: Image.Image) -> tuple[int, int]:
    """Width and height in pixels of `picture` as it is shown: turned as its camera has noted."""
    width, height = picture.size
    return (height, width) if _orientation(picture) in _SIDEWAYS else (width, height)


def _orientation(picture: Image.Image) -> int:
    stated = Image.Exif()
    stated.load(picture.info.get("exif") or b"")
    turned = stated.get(_ORIENTATION, 1)
    return turned if turned in range(2, 9) else 1


def _is_still(picture: Image.Image) -> bool:
    """Whether it is one picture in colours that are the same in WebP, which knows red, green and blue."""
    known = picture.info
    moves = picture.format != "MPO" and getattr(picture, "is_animated", False)
    profile = known.get("icc_profile") or b""
    own_gamma = known.get("gamma", 0) if not profile and "srgb" not in known else 0
    return (
        picture.format in _STILL
        and picture.mode in _MODES
        and not moves
        and (not profile or profile[16:20] == b"RGB ")
        and (not own_gamma or abs(own_gamma - _USUAL_GAMMA) < 0.001)
        and picture.width * picture.height <= _MOST_POINTS
    )
