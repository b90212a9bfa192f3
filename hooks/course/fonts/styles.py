"""``fonts.css``: the site's font files, and system fonts that stand in while these are loading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course.fonts.faces import Face
from course.fonts.pieces import unicode_range


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file of the site."""

    family: str
    weights: str
    """As in CSS, such as ``100 500``."""
    face: Face
    uri: str
    """Its place below the site's folder."""
    characters: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class StandIn:
    """A system font shown while ours loads, scaled to ours so that the text does not jump."""

    family: str
    weights: str
    local: tuple[str, ...]
    """Its full and PostScript names on the systems that have it."""
    size: float
    """Width of our characters divided by the width of the system font's."""
    ascent: float
    """Ascent of our font, in em."""
    descent: float
    range: str
    """CSS ``unicode-range`` of the characters it stands in for; empty for all."""


_LATIN = "U+20-24F,U+2000-206F,U+20A0-20CF,U+2122"
_KOREAN = "U+1100-11FF,U+3000-303F,U+3130-318F,U+AC00-D7A3"
# Measured in the fonts' own tables (hhea, hmtx): ascent and descent of ours in em; Hangul 0.8643 em; Latin
# letters, spaces and digits in an English text's shares 0.4596 em, in bold 0.4837.
_SANS, _MONO = (0.9521, 0.2412), (0.85, 0.23)
_ARIAL, _ARIAL_BOLD = 0.4596 / 0.4553, 0.4837 / 0.4892
_NOTO, _NANUM, _NANUM_BARUN = 0.8643 / 0.92, 0.8643 / 0.94, 0.8643 / 0.892
_ALL, _LIGHTER, _BOLDER = "100 900", "100 500", "501 900"


def _arial(weights: str, size: float, *local: str) -> StandIn:
    return StandIn("Course Sans Latin", weights, local, size, *_SANS, _LATIN)


def _korean(name: str, weights: str, size: float, *local: str) -> StandIn:
    return StandIn(f"Course Sans {name}", weights, local, size, *_SANS, _KOREAN)


STAND_INS = (
    _arial(_LIGHTER, _ARIAL, "Arial", "ArialMT", "Liberation Sans", "LiberationSans", "Helvetica"),
    _arial(
        _BOLDER,
        _ARIAL_BOLD,
        *("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "LiberationSans-Bold", "Helvetica Bold"),
    ),
    _korean(
        "Noto",
        _LIGHTER,
        _NOTO,
        *("Noto Sans CJK KR", "Noto Sans CJK KR Regular", "NotoSansCJKkr-Regular", "Noto Sans KR"),
    ),
    _korean("Noto", _BOLDER, _NOTO, "Noto Sans CJK KR Bold", "NotoSansCJKkr-Bold", "Noto Sans KR Bold"),
    _korean("Nanum", _LIGHTER, _NANUM, "NanumGothic", "Nanum Gothic", "나눔고딕"),
    _korean("Nanum", _BOLDER, _NANUM, "NanumGothic Bold", "NanumGothicBold", "나눔고딕 Bold"),
    _korean("Barun", _LIGHTER, _NANUM_BARUN, "NanumBarunGothic", "나눔바른고딕"),
    _korean("Barun", _BOLDER, _NANUM_BARUN, "NanumBarunGothic Bold", "NanumBarunGothicBold"),
    StandIn(
        "Course Code Latin",
        _ALL,
        ("Liberation Mono", "LiberationMono", "Courier New", "CourierNewPSMT", "Menlo", "Menlo-Regular"),
        0.5 / 0.6,
        *_MONO,
        _LATIN,
    ),
    StandIn("Course Code Consolas", _ALL, ("Consolas",), 0.5 / 0.55, *_MONO, _LATIN),
)


def render_font_styles(files: Sequence[FontFile]) -> str:
    """``@font-face`` rules for `files` and their stand-ins; only a comment where there are none."""
    if not files:
        return "/* The fonts were not there when this site was built: readers see it in their own. */\n"
    rules = [_font_rule(file) for file in files]
    rules += [_stand_in_rule(stand_in) for stand_in in STAND_INS]
    return "\n".join(rules) + "\n"


def _font_rule(file: FontFile) -> str:
    return _rule(
        {
            "font-family": f'"{file.family}"',
            "font-weight": file.weights,
            "font-display": "swap",
            "src": f'url("../fonts/{file.uri.rpartition("/")[2]}") format("woff2")',
            "unicode-range": unicode_range(file.characters),
        }
    )


def _stand_in_rule(stand_in: StandIn) -> str:
    return _rule(
        {
            "font-family": f'"{stand_in.family}"',
            "font-weight": stand_in.weights,
            "src": ",".join(f'local("{name}")' for name in stand_in.local),
            "size-adjust": f"{100 * stand_in.size:.2f}%",
            "ascent-override": f"{100 * stand_in.ascent / stand_in.size:.2f}%",
            "descent-override": f"{100 * stand_in.descent / stand_in.size:.2f}%",
            "line-gap-override": "0%",
            "unicode-range": stand_in.range,
        }
    )


def _rule(properties: Mapping[str, str]) -> str:
    return "@font-face{" + ";".join(f"{name}:{value}" for name, value in properties.items()) + "}"
