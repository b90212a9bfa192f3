"""Characters of a handout that no font has: they are drawn as boxes with their numbers, and told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import Any

from course.fonts.boxes import TAKEN_APART
from course.handout.contents.pages import Handout
from course.handout.letters import UNSEEN
from course.handout.order import Order, PageInput
from course.handout.tree import CodeBlock, Content, Text
from course.handout.typst.press import characters
from course.problems.problem import Problem

#: So many characters are named; of others there is only the number.
_NAMED = 8
_FIRST = 0x7F
_SVG_LINE = re.compile(r"<text\b.*?</text>", re.DOTALL)
_SVG_TEXT = re.compile(r"(?<=>)[^<>]+")
#: Kinds of signs that come from fonts which take letters and accents apart: signs, letters of mathematics.
_EMOJI = 0x1F000
_MIXED = frozenset(("Sm", "So", "Lu", "Ll"))
_APART = re.compile(r"[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\uac00-\ud7a3][\u11a8-\u11c2]")
_OF_EMOJI = "\ufe0e\ufe0f\u20e3"
#: An accent → the sign that stands behind its letter instead.
_BEHIND = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u030a\u030c\u0332\u20d7",
        "`´ˆ˜¯¯˘˙¨˚ˇ_→",
        strict=True,
    )
)


def missing_characters(order: Order, handout: Handout, document: str) -> frozenset[str]:
    """The characters of `document` and of its SVG pictures that none of the order's fonts has."""
    drawings = (path for name, path in handout.pictures.items() if name.lower().endswith(".svg"))
    texts = [document, *(unescape(path.read_text("utf-8", errors="ignore")) for path in drawings)]
    used = {c for c in set().union(*map(_composed, texts)) if ord(c) >= _FIRST and not UNSEEN.match(c)}
    return frozenset(used - characters(order.modules_dir) - order.more_fonts.characters)


def _composed(text: str) -> str:
    """`text` as it is drawn: Korean letters that macOS writes apart make one syllable where a font has it."""
    return _APART.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def has_accents(document: str) -> bool:
    """Whether `document` has letters with accents, of one character or of two."""
    return any(map(_is_accent, set(unicodedata.normalize("NFD", "".join(set(document))))))


def _is_accent(character: str) -> bool:
    is_mark = unicodedata.category(character)[0] == "M" or character in TAKEN_APART
    return is_mark and character not in _OF_EMOJI


def with_named_accents(content: Content, boxed: frozenset[str], letters: frozenset[str]) -> Content:
    """`content` with accents in its drawings behind their letters, or named as ``(U+0E31)``.

    What draws SVG takes a letter and its accents from one font: that of the text, which has `letters`. It
    gives up where the accent is in another or is one of `boxed`, where the font has no sign for both, and
    where a sign from another font (∈) stands in the same line.
    """

    def line(found: re.Match[str]) -> str:
        foreign = {c for c in set(found[0]) - letters if ord(c) < _EMOJI}
        is_mixed = any(unicodedata.category(c) in _MIXED for c in foreign)
        return _SVG_TEXT.sub(text, "".join(map(_apart, found[0])) if is_mixed else found[0])

    def text(found: re.Match[str]) -> str:
        around = zip(" " + found[0], found[0], strict=False)
        return "".join(_behind(c) if is_stray(c, before) else c for before, c in around)

    def is_stray(c: str, before: str) -> bool:
        return _is_accent(c) and (c in boxed or before in letters)

    return Content(*(_changed(part, lambda svg: _SVG_LINE.sub(line, svg)) for part in content))


def _apart(letter: str) -> str:
    """`letter` and its accent as two characters, where it has one."""
    parts = unicodedata.normalize("NFD", letter)
    return parts if letter.isalpha() and _is_accent(parts[-1]) else letter


def _behind(accent: str) -> str:
    return _BEHIND.get(accent, f"(U+{ord(accent):04X})")


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """`value`, a part of the tree or what it holds, with its drawings changed."""
    if isinstance(value, str):
        return change(value) if value.startswith("<svg") else value
    if isinstance(value, tuple):
        made = [_changed(each, change) for each in value]
        return Content(*made) if isinstance(value, Content) else tuple(made)
    if not is_dataclass(value) or isinstance(value, (type, Text, CodeBlock)):
        return value
    return replace(
        value, **{each.name: _changed(getattr(value, each.name), change) for each in fields(value)}
    )


def glyph_problems(order: Order, missing: frozenset[str]) -> list[Problem]:
    """A Problem for each page that has characters of `missing`, naming them, at the first of them.

    What no page has as it is written (``&#x904;``, the course's name) is told of the first page.
    """
    own = {page: missing.intersection(_composed(page.source.text)) for page in order.pages}
    nowhere = missing.difference(*own.values())
    found = []
    for page in order.pages:
        shown = own[page] | (nowhere if page is order.pages[0] else set())
        if shown:
            found.append(_problem(page, shown))
    return found


def _problem(page: PageInput, missing: Iterable[str]) -> Problem:
    text = _composed(page.source.text)
    places = {c: text.find(c) for c in missing}
    ordered = sorted(places, key=lambda c: (places[c] < 0, places[c], c))
    first = max(places[ordered[0]], 0)
    names = ", ".join(f"{c} (U+{ord(c):04X})" for c in ordered[:_NAMED])
    more = f" and {len(ordered) - _NAMED} more" if len(ordered) > _NAMED else ""
    what = f"no font of the handouts has the character{'s' if len(ordered) > 1 else ''} {names}{more}"
    why = "each is printed as a box with its number; search and copying find the character"
    mend = "name a font that has it under extra: handouts: fonts:, or write another character"
    return Problem(page.source.path, text.count("\n", 0, first) + 1, what, why, mend, "handout-glyph")
