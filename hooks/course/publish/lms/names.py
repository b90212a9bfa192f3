"""File names for a cartridge, and identifiers for its manifest, that every system accepts.

They are ASCII: importers differ in how they read other letters. Each is made from the source's path alone, so
that a later import finds the same page again, whatever was added beside it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from course.markdown.files.folder_pages import is_own_page

#: Names that Windows keeps for itself. Source: Microsoft, "Naming Files, Paths, and Namespaces".
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 90
#: Hangul in Latin letters, in the order of its code points. Source: Revised Romanization of Korean (2000);
#: The Unicode Standard, 3.12, "Hangul Syllable Decomposition".
_INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")  # noqa: SIM905 - one is empty
_VOWELS = re.findall(r"\w+", "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_ENDS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")  # noqa: SIM905 - one is empty
_FIRST_SYLLABLE = ord("가")


def identifier(kind: str, *path: str) -> str:
    """An XML ID made from `kind`, the letter it begins with, and a hash of `path`."""
    return f"{kind}{_hash('/'.join(path), 24)}"


def page_names(uris: Iterable[str], spellings: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """File name without ending of each page, by its URI: ``week_03-day3-session_1``.

    A folder's own page is named after the folder. Other `spellings` of an English word (``week: [주차]``) are
    replaced by that word.
    """
    english = {other: word for word, others in spellings.items() for other in others if not other.isascii()}
    return _unlike({uri: _plain(_own_folder(uri), english) for uri in uris}, "")


def file_names(paths: Iterable[str]) -> dict[str, str]:
    """Name in the cartridge of each file of the site, by its path: ``week_03-day3-deploy.yaml``."""
    stems = {path: _plain(path.removesuffix(PurePosixPath(path).suffix), {}) for path in paths}
    names: dict[str, str] = {}
    for ending in sorted({PurePosixPath(path).suffix for path in stems}):
        alike = {path: stem for path, stem in stems.items() if PurePosixPath(path).suffix == ending}
        names |= {path: name + ending for path, name in _unlike(alike, ending).items()}
    return names


def _own_folder(uri: str) -> str:
    path = PurePosixPath(uri.rpartition(".")[0])
    is_folders = is_own_page(uri)
    return (str(path.parent) if str(path.parent) != "." else "index") if is_folders else str(path)


def _plain(stem: str, english: Mapping[str, str]) -> str:
    """`stem` in ASCII, Hangul romanised; where other letters are lost, with a part of its hash behind it."""
    text = unicodedata.normalize("NFC", stem)
    for word in sorted(english, key=len, reverse=True):
        text = text.replace(word, english[word])
    text = re.sub("[가-힣]+", lambda match: f"-{_romanised(match[0])}-", text)
    lost = any(not each.isascii() and each.isalnum() for each in text)
    name = re.sub(r"[^\w.-]+", "-", text, flags=re.ASCII)
    name = re.sub(r"-*([-_.])-*", r"\1", name).strip("-.") or "page"
    if lost or len(name) > _LONGEST or _RESERVED.match(name):
        name = f"{name[:_LONGEST]}-{_hash(stem, 6)}"
    return name


def _romanised(text: str) -> str:
    """Hangul in Latin letters, syllable by syllable: 실습 is ``silseup``."""
    syllables = (divmod(ord(each) - _FIRST_SYLLABLE, len(_ENDS)) for each in text)
    return "".join(
        _INITIALS[front // len(_VOWELS)] + _VOWELS[front % len(_VOWELS)] + _ENDS[end]
        for front, end in syllables
    )


def _unlike(stems: Mapping[str, str], ending: str) -> dict[str, str]:
    """`stems`, by path; of those that differ in case alone, each gets a part of its path's hash."""
    counted = Counter((stem + ending).casefold() for stem in stems.values())
    return {
        path: stem if counted[(stem + ending).casefold()] == 1 else f"{stem}-{_hash(path, 6)}"
        for path, stem in stems.items()
    }


def _hash(text: str, length: int) -> str:
    normal = unicodedata.normalize("NFC", text)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:length]
