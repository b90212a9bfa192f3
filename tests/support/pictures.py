"""Pictures of tests: files of one colour each, and those that a PDF holds."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

#: Size and colour: wide ones, middle ones, flat ones, a tall one, one as high as a letter.
KINDS = {
    "a.png": (1200, 800, "red"),
    "g.png": (1200, 800, "grey"),
    "b.png": (600, 400, "blue"),
    "d.png": (600, 400, "orange"),
    "e.png": (600, 400, "white"),
    "c.png": (400, 100, "yellow"),
    "f.png": (400, 100, "cyan"),
    "t.png": (300, 1500, "purple"),
    "s.png": (24, 24, "green"),
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">'
    '<rect width="200" height="100" fill="orange"/><text x="20" y="50">{}</text></svg>'
)


def picture_files(folder: str) -> Mapping[str, bytes]:
    """The files of `KINDS` in `folder`, and two drawings, one with signs that no font of ours has."""
    drawn = {"v.svg": SVG.format("hello"), "w.svg": SVG.format("\u2714\ufe0f 1\ufe0f\u20e3 \u0e01")}
    files = {f"{folder}/{name}": text.encode() for name, text in drawn.items()}
    return {**files, **{f"{folder}/{name}": png(*kind) for name, kind in KINDS.items()}}


def png(width: int, height: int, colour: str) -> bytes:
    """A PNG with a frame, so that it is not the same upside down."""
    picture = Image.new("RGB", (width, height), colour)
    picture.paste("black", (0, 0, width, max(1, height // 8)))
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def photograph() -> bytes:
    """A picture so large that pages show a smaller copy of it; another one each time."""
    written = io.BytesIO()
    Image.effect_noise((2400, 1200), 60).convert("RGB").save(written, "JPEG")
    return written.getvalue()


def drawn_sizes(pdf: bytes | None) -> list[tuple[int, int]]:
    """Width and height in points of every picture object of a PDF, page after page."""
    assert pdf is not None
    sizes = []
    for page in pypdfium2.PdfDocument(pdf):
        for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=8):
            left, low, right, high = drawn.get_bounds()
            sizes.append((round(right - left), round(high - low)))
    return sizes
