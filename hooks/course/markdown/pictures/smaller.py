"""Smaller pictures: WebP of a width, with the colours of the original, and nothing that its camera has noted.

Each is kept by the content of its original, and is the same on every machine with the same libraries.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from PIL import Image, features

from course.kept import Store, file_digest, key_of
from course.markdown.pictures.facts import Wanted
from course.markdown.pictures.opened import FAULTS, read_picture
from course.processes import JOBS, each_done

#: Quality of photographs, and of what may hold text: of a screen, a drawing.
_PHOTO, _EXACT = 80, 90
#: A picture of so few colours stays exact in every point.
_FEW_COLOURS = 256
#: A smaller one is worth it from this part of the original's bytes.
_WORTH = 0.9
#: How each orientation is undone. Source: Exif 2.32, "Orientation".
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def made_smaller(wanted: Iterable[Wanted], kept: Store, jobs: int = JOBS) -> Iterator[tuple[Wanted, bytes]]:
    """Each of `wanted` and its content; empty where it would not be worth it, or cannot be made."""
    fresh, keys, hashed = [], {}, cache(file_digest)
    for each in wanted:
        keys[each] = key_of("picture", _made_by(), hashed(each.path), each.width_px)
        known = kept.get(keys[each])
        if known is None:
            fresh.append(each)
        else:
            yield each, known
    for number, content in each_done(render_smaller, fresh, jobs):
        kept.put(keys[fresh[number]], content)
        yield fresh[number], content


def render_smaller(wanted: Wanted) -> bytes:
    """The smaller picture; empty where it would not be worth it, or cannot be made."""
    facts = read_picture(wanted.path)
    if facts is None or not facts.is_still:
        return b""
    height = max(1, round(facts.height_px * wanted.width_px / facts.width_px))
    try:
        with Image.open(wanted.path) as original:
            profile = original.info.get("icc_profile") or b""
            is_photo = original.format in ("JPEG", "MPO")
            is_plain = not is_photo and original.getcolors(_FEW_COLOURS) is not None
            picture = _in_colours(original)
        if facts.orientation in _TURNS:
            picture = picture.transpose(_TURNS[facts.orientation])
        picture = picture.resize((wanted.width_px, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        written = io.BytesIO()
        quality = {"lossless": True} if is_plain else {"quality": _PHOTO if is_photo else _EXACT}
        picture.save(written, "WEBP", icc_profile=profile, **quality)
    except FAULTS:
        return b""
    content = written.getvalue()
    return content if len(content) < _WORTH * facts.bytes else b""


def _in_colours(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue; with what shines through where anything does."""
    is_clear = picture.mode in ("LA", "RGBA") or "transparency" in picture.info
    return picture.convert("RGBA" if is_clear else "RGB")


@cache
def _made_by() -> str:
    """A hash of what makes them."""
    return key_of(file_digest(Path(__file__)), features.version("pil"), features.version("webp"))
