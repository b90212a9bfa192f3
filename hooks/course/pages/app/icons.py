"""The icons of an installed site, made from the course's own icon or logo."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from course.kept import Store, code_key, digest, key_of
from course.pages.app.manifest import ICONS

if TYPE_CHECKING:
    from PIL.Image import Image

#: Part of a maskable icon's side that the picture takes: systems cut all but a circle of 80 %.
#: Source: Web Application Manifest, "Icon masks and safe zone".
_SAFE = 0.56
_PAGE = (
    "#set page(width: {0}pt, height: {0}pt, margin: 0pt, fill: none)\n"
    '#align(center + horizon, image("icon.svg", width: 100%, height: 100%, fit: "contain"))\n'
)


class IconError(Exception):
    """The picture cannot be drawn."""


def kept_icons(picture: bytes, paper: str, kept: Store) -> Mapping[str, bytes]:
    """`app_icons`, from `kept` where they were made before."""
    key = key_of("icons of the site", code_key(), digest(picture), paper)
    made = kept.made(key, list[bytes], lambda: [*app_icons(picture, paper).values()])
    return dict(zip(ICONS, made, strict=True))


def app_icons(picture: bytes, paper: str) -> dict[str, bytes]:
    """PNG files by their places in `ICONS`, from an SVG file or one that Pillow reads.

    Only the maskable one has a ground, of the colour `paper`. Raises IconError.
    """
    from PIL import Image, ImageOps  # here: few builds draw icons

    drawn = _drawn(picture, max(size for size, _ in ICONS.values()))
    icons = {}
    for uri, (size, purpose) in ICONS.items():
        masked = purpose == "maskable"
        icon = Image.new("RGBA", (size, size), paper if masked else (0, 0, 0, 0))
        side = round(size * _SAFE) if masked else size
        small = ImageOps.contain(drawn, (side, side), Image.Resampling.LANCZOS)
        icon.alpha_composite(small, ((size - small.width) // 2, (size - small.height) // 2))
        file = io.BytesIO()
        icon.convert("RGB" if masked else "RGBA").save(file, "PNG", optimize=True)
        icons[uri] = file.getvalue()
    return icons


def _drawn(picture: bytes, size: int) -> Image:
    import PIL.Image

    png = _svg_as_png(picture, size) if b"<svg" in picture[:4096] else picture
    try:
        with PIL.Image.open(io.BytesIO(png)) as image:
            drawn: Image = image.convert("RGBA")
    except (OSError, ValueError, PIL.Image.DecompressionBombError) as error:
        raise IconError(str(error)) from None
    return drawn


def _svg_as_png(svg: bytes, size: int) -> bytes:
    """An SVG file drawn by Typst, which is there on every system."""
    import typst

    with tempfile.TemporaryDirectory(prefix="icon-") as folder:
        Path(folder, "icon.svg").write_bytes(svg)
        main = Path(folder, "main.typ")
        main.write_text(_PAGE.format(size), encoding="utf-8", newline="\n")
        try:
            made = typst.compile(main, root=main.parent, ignore_system_fonts=True, format="png", ppi=72)
        except typst.TypstError as error:
            raise IconError(" ".join(error.message.split())) from None
    if not isinstance(made, bytes):
        raise IconError("more than one page")
    return made
