"""Fonts for Han and Kana, which some courses need: npm packages, brought when their letters come up.

They are named with their hashes in ``lock/package-lock.json``, and are no part of the ordinary set-up.
Source: Unicode, "East Asian Scripts"; BCP 47 (``zh-Hant``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from course.fonts.faces import Face

LOCK_DIR = Path(__file__).with_name("lock")
#: Files of a package, by the names they get here.
FILES = {
    "regular.ttf": "400Regular/{}_400Regular.ttf",
    "bold.ttf": "700Bold/{}_700Bold.ttf",
    "LICENSE.txt": "LICENSE_FONT",
}
#: Ranges of Han, as a class of a regular expression has them: for Python, and for Typst.
HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: With it Kana, Bopomofo, and the signs and broad letters that stand among them.
EASTERN = "\u2e80-\u3130\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_EASTERN, _HAN = re.compile(f"[{EASTERN}]"), re.compile(f"[{HAN}]")
_LETTERS = re.compile(f"[{HAN}\u3041-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f]")


@dataclass(frozen=True, slots=True)
class EasternFont:
    """One typeface, regular and bold, with the forms that letters have in one place."""

    package: str
    family: str
    """As named in its files."""
    size_mb: int
    """Of what npm fetches."""

    @property
    def npm_name(self) -> str:
        """The whole name of its package."""
        return f"@expo-google-fonts/{self.package}"

    def files(self) -> dict[str, str]:
        """The package's files that are needed, by the names they get."""
        return {name: file.format(self.family.replace(" ", "")) for name, file in FILES.items()}

    def folder(self, cache_dir: Path) -> Path:
        """Where its files are once they have been brought."""
        return cache_dir / self.package

    def faces(self, cache_dir: Path) -> tuple[Face, Face]:
        """Regular and bold."""
        folder = self.folder(cache_dir).resolve()
        licence = str(folder / "LICENSE.txt")
        short = self.package.rpartition("-")[2]
        return (
            Face(short, str(folder / "regular.ttf"), self.family, 400, licence),
            Face(f"{short}-bold", str(folder / "bold.ttf"), self.family, 700, licence),
        )


JAPANESE = EasternFont("noto-sans-jp", "Noto Sans JP", 29)
KOREAN = EasternFont("noto-sans-kr", "Noto Sans KR", 28)
SIMPLIFIED = EasternFont("noto-sans-sc", "Noto Sans SC", 57)
TRADITIONAL = EasternFont("noto-sans-tc", "Noto Sans TC", 36)
ALL = (JAPANESE, KOREAN, SIMPLIFIED, TRADITIONAL)
_TRADITIONAL_TAGS = re.compile(r"zh-(?:hant|tw|hk|mo)\b", re.IGNORECASE)


def is_eastern_language(language: str) -> bool:
    """Whether a language (``zh-Hant``) is written in Han or Kana as a rule."""
    return re.split("[-_]", language.lower())[0] in ("ja", "zh")


def fonts_for(language: str) -> tuple[EasternFont, ...]:
    """The fonts to ask for letters of a course in `language`, first that with its own forms."""
    tag = language.replace("_", "-").lower()
    if tag.startswith("ja"):
        return JAPANESE, SIMPLIFIED
    if tag.startswith("ko"):
        return KOREAN, SIMPLIFIED
    return (TRADITIONAL, SIMPLIFIED) if _TRADITIONAL_TAGS.match(tag) else (SIMPLIFIED, TRADITIONAL)


def covered(language: str) -> str:
    """What a font for Han and Kana draws in a course in `language`, as ranges: in Korean only Han."""
    return EASTERN if is_eastern_language(language) else HAN


def drawn_eastern(characters: frozenset[str], language: str) -> frozenset[str]:
    """Those of `characters` that a font for Han and Kana draws in a course in `language`."""
    pattern = _EASTERN if is_eastern_language(language) else _HAN
    return frozenset(c for c in characters if pattern.match(c))


def missing_letters(characters: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """The Han, Kana and Bopomofo among `characters` that fonts which draw `known` lack."""
    return frozenset(c for c in characters - known if _LETTERS.match(c))
