"""The types of words, read from the fields of the classes of words; check and editors' schema use them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Holds:
    """The placeholders that a text must hold, such as ``{nodes}``, which are replaced by values."""

    placeholders: tuple[str, ...]
    """``{}`` as many times as the text must have it; a named one may stand in it more than once."""
    others: tuple[str, ...] = ()
    """Named placeholders that the text may have besides."""
    widths: bool = False
    """Whether named placeholders may have a width, such as ``{month:02}``."""

    @property
    def pattern(self) -> str:
        """A regular expression for texts with just these placeholders, valid in Python and JavaScript."""
        if "{}" in self.placeholders:
            return rf"^[^{{}}]*(?:\{{\}}[^{{}}]*){{{len(self.placeholders)}}}$"
        width = "(?::0?[0-9])?" if self.widths else ""
        needed = "".join(
            rf"(?=[\s\S]*\{{{_name(placeholder)}{width}\}})" for placeholder in self.placeholders
        )
        either = "|".join(map(_name, (*self.placeholders, *self.others)))
        return rf"^{needed}(?:[^{{}}]|\{{(?:{either}){width}\}})*$"

    def fits(self, text: str) -> bool:
        """Whether `text` has these placeholders and no other braces."""
        return re.match(self.pattern, text) is not None


def _name(placeholder: str) -> str:
    return re.escape(placeholder.strip("{}"))


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a mapping of words must have."""

    needed: tuple[str, ...] = ()
    more: bool = False
    """Whether the mapping may have other keys."""


@dataclass(frozen=True, slots=True)
class Text:
    """The type of a word that is a text; with `holds`, one with placeholders."""

    holds: Holds | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """The type of a word that is a list of texts."""

    count: int | None = None
    """Number of texts in the list; None for any number."""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The type of a mapping with words in it."""

    words: Mapping[str, Shape]
    """Type of each required key's value."""
    others: Shape | None
    """Type of the value of any other key; None where no other key is allowed."""
    kind: type[Any] | None
    """The dataclass whose fields the keys are; None for a plain mapping."""


Shape = Text | Texts | WordGroup


@lru_cache(maxsize=128)
def group_of(kind: type[Any]) -> WordGroup:
    """The types of the words that are fields of the dataclass `kind`."""
    hints = get_type_hints(kind, include_extras=True)
    words = {field.name: _shape(hints[field.name]) for field in dataclasses.fields(kind)}
    return WordGroup(words, None, kind)


def _shape(hint: Any) -> Shape:
    """What a field of the type `hint` may hold."""
    if get_origin(hint) is Annotated:
        plain, *notes = get_args(hint)
        holds = next((note for note in notes if isinstance(note, Holds)), None)
        keys = next((note for note in notes if isinstance(note, Keys)), Keys(more=True))
        return Text(holds) if plain is str else _mapping(plain, keys)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return group_of(hint)
    if hint is str:
        return Text()
    if get_origin(hint) is tuple:
        return Texts(None if Ellipsis in get_args(hint) else len(get_args(hint)))
    raise TypeError(f"no type of a word: {hint}")


def _mapping(hint: Any, keys: Keys) -> WordGroup:
    if get_origin(hint) is not Mapping:
        raise TypeError(f"no type of a word: {hint}")
    inside = _shape(get_args(hint)[1])
    return WordGroup(dict.fromkeys(keys.needed, inside), inside if keys.more else None, None)
