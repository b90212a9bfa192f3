"""The part of a page's front matter that the site can use; other systems use the same names otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

#: Names whose values are texts; one whose value is a word; those that name a theme's file, with its path.
_TEXTS = ("title", "description", "subtitle", "author")
_WORD = "status"
_FILES = {"template": "{}", "icon": ".icons/{}.svg"}


def usable(meta: Mapping[str, Any], is_there: Callable[[str], bool]) -> tuple[dict[str, Any], list[str]]:
    """The entries of `meta` that the theme can use, and the others as ``name: value``, for a Problem.

    `is_there` says whether the theme has a file. Numbers and dates become texts, a single word for ``hide``
    a list; names that nothing asks for stay as they are. Texts are escaped, for the theme does not.
    """
    kept: dict[str, Any] = {}
    left_out: list[str] = []
    for name, value in meta.items():
        fits = value if name not in _RULES else _RULES[name](value)
        if fits is not None and name in _FILES and not is_there(_FILES[name].format(fits)):
            fits = None
        if fits is None and value is not None:
            left_out.append(f"{name}: {str(value)[:40]}")
        elif value is not None:
            kept[name] = fits
    return kept, left_out


def _text(value: Any) -> str | None:
    return None if isinstance(value, (dict, list, bool)) else escape(str(value))


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"[\w./-]+", value) else None


def _words(value: Any) -> list[str] | None:
    given = [value] if isinstance(value, str) else value
    fits = isinstance(given, list) and all(isinstance(word, str) for word in given)
    return list(given) if fits else None


def _mapping(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


_RULES: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys((_WORD, *_FILES), _name),
    "hide": _words,
    "search": _mapping,
    "tags": _words,
}
