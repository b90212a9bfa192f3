"""What a word may be, read out of the classes of words: the check and the editors' schema follow from it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Holds:
    """The placeholders that a text must hold, such as ``{nodes}``; a value takes the place of each."""

    placeholders: tuple[str, ...]
    """``{}`` as often as it must stand there; a named one may stand there more than once."""
    others: tuple[str, ...] = ()
    """Named ones that may stand there."""
    widths: bool = False
    """Whether a named one may have a width, such as ``{month:02}``."""

    @property
    def pattern(self) -> str:
        """A regular expression, the same for Python and JavaScript, of the texts that hold just these."""
        if "{}" in self.placeholders:
            return rf"^[^{{}}]*(?:\{{\}}[^{{}}]*){{{len(self.placeholders)}}}$"
        width = "(?::0?[0-9])?" if self.widths else ""
        needed = "".join(
            rf"(?=[\s\S]*\{{{_name(placeholder)}{width}\}})" for placeholder in self.placeholders
        )
        either = "|".join(map(_name, (*self.placeholders, *self.others)))
        return rf"^{needed}(?:[^{{}}]|\{{(?:{either}){width}\}})*$"

    def fits(self, text: str) -> bool:
        """Whether `text` holds them, and no braces besides."""
        return re.match(self.pattern, text) is not None


def _name(placeholder: str) -> str:
    return re.escape(placeholder.strip("{}"))


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a mapping of words must have."""

    needed: tuple[str, ...] = ()
    more: bool = False
    """Whether it may have others."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text; with `holds`, one that values are put into."""

    holds: Holds | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts."""

    count: int | None = None
    """How many; None for any number but none."""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words under their keys."""

    words: Mapping[str, Shape]
    """What each key that must be there may hold."""
    others: Shape | None
    """What any other key may hold; None where there may be no other."""
    kind: type[Any] | None
    """The class whose fields they are; None for a mapping."""


Shape = Text | Texts | WordGroup


@lru_cache(maxsize=128)
def group_of(kind: type[Any]) -> WordGroup:
    """The words that the class `kind` has, by its fields."""
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
