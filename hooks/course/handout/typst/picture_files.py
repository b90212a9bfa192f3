"""Picture files that Typst refuses, drawn anew as PNG: an SVG with a sign of no font, a rare kind of JPEG."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image

from course.fonts.faces import CODE, TEXT
from course.handout.svg_file import as_browsers_show
from course.handout.typst.press import Press, PressError
from course.markdown.pictures.opened import FAULTS

#: A picture of points has so many for each CSS pixel of the drawing.
_ZOOM = 3.0


def laid_pictures(pictures: Mapping[str, Path]) -> dict[str, Path | bytes]:
    """What to lay beside a document for each of `pictures`: its file, or a drawing that Typst draws alike."""
    drawings = {name: as_browsers_show(path) for name, path in pictures.items() if name.endswith(".svg")}
    return {name: drawings.get(name) or path for name, path in pictures.items()}


def drawn_anew(press: Press, pictures: Mapping[str, Path]) -> Iterator[tuple[str, str, bytes]]:
    """Of `pictures` those that Typst refuses: their name, another name, and what to lay there.

    Each is tried alone: do this only where a document cannot be set.
    """
    for name, path in pictures.items():
        if _is_refused(press, name, path) and (content := _as_png(path, press)):
            yield name, f"{name.rpartition('.')[0]}-drawn.png", content


def _is_refused(press: Press, name: str, path: Path) -> bool:
    alone = f'#set document(title: "a")\n#set text(font: "Pretendard")\n#image("/{name}", alt: "a")'
    try:
        press.pdf(alone, {name: path}, 0)
    except PressError:
        return True
    return False


def _as_png(path: Path, press: Press) -> bytes:
    """The picture as PNG; nothing where no library reads it."""
    if path.suffix.lower() == ".svg":
        return _drawn_svg(path, press)
    try:
        with Image.open(path) as picture:
            written = io.BytesIO()
            picture.convert("RGBA").save(written, "PNG")
            return written.getvalue()
    except FAULTS:
        return b""


def _drawn_svg(path: Path, press: Press) -> bytes:
    """The drawing with the press's fonts: without a family of them, its words would not be drawn at all."""
    try:
        import resvg_py
    except ImportError:
        return b""
    try:
        return resvg_py.svg_to_bytes(
            svg_path=str(path),
            zoom=_ZOOM,
            skip_system_fonts=True,
            font_dirs=[str(folder) for folder in (press.fonts_dir, *press.more_dirs)],
            font_family=TEXT.own_family,
            serif_family=TEXT.own_family,
            sans_serif_family=TEXT.own_family,
            monospace_family=CODE.own_family,
        )
    except (ValueError, OSError):
        return b""
