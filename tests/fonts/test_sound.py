"""Fonts that were kept: what was emptied, cut or written over is made anew, never published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course.fonts.boxes import boxes_for
from course.fonts.faces import FACES, TEXT
from course.fonts.pieces import cut_piece
from course.fonts.sound import is_as_kept, is_font
from course.fonts.whole import whole_fonts
from support.courses import ROOT

MODULES = ROOT / "node_modules"
#: What can become of a file.
SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut": lambda content: content[: len(content) // 2],
    "short": lambda content: content[:10],
    "written over": lambda content: b"x" * len(content),
    "nulls": lambda content: bytes(len(content)),
    "flipped": lambda content: content[:-99] + bytes([content[-99] ^ 1]) + content[-98:],
}


def spoil(path: Path, how: str) -> bytes:
    """Spoil the file; gives what was in it."""
    content = path.read_bytes()
    path.write_bytes(SPOILT[how](content))
    return content


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_piece_is_cut_anew(cache: Path, how: str) -> None:
    """The same bytes as before; a sound one is not cut again."""
    whole = whole_fonts(MODULES, ROOT / ".cache/fonts") / FACES[0].whole_file
    piece = cut_piece(whole, "가나", "Course", cache)
    content = spoil(piece, how)
    assert not is_as_kept(piece, piece.with_suffix(".sum"))
    assert cut_piece(whole, "가나", "Course", cache).read_bytes() == content
    assert is_as_kept(piece, piece.with_suffix(".sum"))


@pytest.mark.parametrize("how", SPOILT)
def test_spoilt_boxes_are_made_anew(cache: Path, how: str) -> None:
    """As pieces are."""
    path = boxes_for("\U00013000", cache) / "boxes.ttf"
    content = spoil(path, how)
    assert (boxes_for("\U00013000", cache) / "boxes.ttf").read_bytes() == content


def test_spoilt_whole_fonts_are_unpacked_anew(cache: Path) -> None:
    """All of them, for one; a file that is missing counts as spoilt."""
    folder = whole_fonts(MODULES, cache)
    for how in ("cut", "flipped"):
        content = spoil(folder / f"{FACES[0].name}.ttf", how)
        assert (whole_fonts(MODULES, cache) / f"{FACES[0].name}.ttf").read_bytes() == content
    assert all(is_font(path) for path in whole_fonts(MODULES, cache).iterdir())


def test_fonts_of_every_form_are_known() -> None:
    """Those that npm brings; no other file, no folder, nothing that is not there."""
    assert all(is_font(MODULES / face.file) for face in FACES)
    assert is_font(MODULES / TEXT.file.replace("woff", "woff2"))
    assert not any(map(is_font, (ROOT / "run.py", ROOT, ROOT / "gone.ttf")))
