"""A page's front matter: what of it the site can use. Other systems give the same names other meanings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

#: Names whose values are texts, one that is a word, and those that name a file of the theme, by where it is.
_TEXTS = ("title", "description", "subtitle", "author")
_WORD = "status"
_FILES = {"template": "{}", "icon": ".icons/{}.svg"}


def usable(meta: Mapping[str, Any], is_there: Callable[[str], bool]) -> tuple[dict[str, Any], list[str]]:
    """What of `meta` the theme can use, and what is left out, in words; `is_there` knows the theme's files.

    Numbers and dates become texts, a single word to hide a list; what nothing asks for stays as it is. Texts
    are HTML afterwards, as the theme wants them: it writes them as they are.
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
