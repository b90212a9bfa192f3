"""The settings below ``extra.handouts`` in mkdocs.yml: their names, values and usual values."""

from __future__ import annotations

import dataclasses
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course.problems.problem import Problem

#: Endings of font files.
FONT_TYPES = (".ttf", ".otf", ".ttc")
#: Tables without which a font draws nothing: its characters, its widths, its names.
_NEEDED = ("cmap", "hmtx", "name", "head")
#: What fontTools raises, besides its own error, for files that are no fonts, or broken ones.
_UNREADABLE = (OSError, ArithmeticError, AssertionError, AttributeError, LookupError, ValueError)
#: What each setting may be.
_CHOICES = {
    "pages": ("auto", "sessions", "all", "none"),
    "paper": ("a4", "letter"),
    "folded": ("end", "turned", "out"),
}


@dataclass(frozen=True, slots=True)
class HandoutSettings:
    """The settings under ``extra.handouts``; each may be left out."""

    pages: str = "auto"
    """Pages that get a handout when the site is built: ``sessions``, with labs; ``all``; ``none``; or
    ``auto``, which is the sessions of a course that has some, else all."""
    paper: str = "a4"
    """Size of the paper: ``a4`` or ``letter``."""
    folded: str = "end"
    """Where students find what a page folds away (hints, answers): at the ``end``, ``turned`` upside down
    below its question, or left ``out``."""
    fonts: tuple[str, ...] = ()
    """Font files of the lecturer's, below the folder of mkdocs.yml: they draw what no other font has."""


def parse_handout_settings(mapping: object) -> HandoutSettings:
    """The settings in ``extra.handouts``. Call it only where `check_handout_settings` finds no fault."""
    given = mapping if isinstance(mapping, Mapping) else {}
    names = {field.name for field in dataclasses.fields(HandoutSettings)}
    plain = {key: str(value) for key, value in given.items() if key in names - {"fonts"}}
    fonts = given.get("fonts")
    return HandoutSettings(**plain, fonts=tuple(map(str, fonts)) if isinstance(fonts, list) else ())


def check_handout_settings(mapping: object, path: str, lines: Mapping[str, int]) -> list[Problem]:
    """Every fault of ``extra.handouts``; `lines` gives the line of each of its keys in `path`."""
    if mapping is None:
        return []
    if not isinstance(mapping, Mapping):
        return [_fault(path, 1, "extra.handouts is not a mapping", "write keys and values below it")]
    faults = []
    for key, value in mapping.items():
        line = lines.get(str(key), 1)
        if key == "fonts":
            faults += _font_faults(value, path, line)
        elif key not in _CHOICES:
            known = ", ".join((*_CHOICES, "fonts"))
            faults.append(_fault(path, line, f"extra.handouts.{key} is not a setting", f"use one of {known}"))
        elif value not in _CHOICES[key]:
            choices = ", ".join(_CHOICES[key])
            what = f"extra.handouts.{key} cannot be {value}"
            faults.append(_fault(path, line, what, f"write one of {choices}"))
    return faults


def _font_faults(value: object, path: str, line: int) -> list[Problem]:
    """What is wrong with the list of font files."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return [
            _fault(
                path, line, "extra.handouts.fonts is not a list of files", "write `- fonts/name.ttf` below it"
            )
        ]
    faults = []
    for each in value:
        if not each.lower().endswith(FONT_TYPES):
            what, mend = f"{each} is no font file that handouts can use", "name a .ttf, .otf or .ttc file"
            faults.append(_fault(path, line, what, mend))
        elif not Path(each).is_file():
            mend = "write its place from the folder of mkdocs.yml"
            faults.append(_fault(path, line, f"the font {each} is not there", mend))
        elif not _is_font(Path(each)):
            mend = "take it out of the list, or bring the font file again"
            faults.append(_fault(path, line, f"{each} is no font, or a broken one", mend))
    return faults


def _is_font(path: Path) -> bool:
    """Whether a file is a font that can be drawn with; one that is packed for the web (WOFF) is none."""
    from fontTools.ttLib import TTFont, TTLibError  # here: few courses name fonts

    try:
        with path.open("rb") as file, TTFont(file, lazy=True, fontNumber=0) as font:
            tables = [font[name] for name in _NEEDED]
            return font.flavor is None and bool(tables and font.getBestCmap())
    except (*_UNREADABLE, TTLibError, struct.error):
        return False


def _fault(path: str, line: int, what: str, mend: str) -> Problem:
    return Problem(path, line, what, "the handouts cannot be made as meant", mend, "setting")
