"""A page's front matter: whether there is any, and what of it the site can use; others use the same names."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from html import escape
from itertools import islice
from typing import Any

import yaml

from course.markdown.files.yaml_size import MOST_VALUES, values_in
from course.problems.nesting import too_deep_line

#: GitHub and MkDocs read front matter only where it holds a YAML mapping.
FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
#: Names whose values are texts; those that name a theme's file, with its path.
_TEXTS = ("title", "description", "subtitle", "author")
_FILES = {"template": "{}", "icon": ".icons/{}.svg"}
#: Names that the build itself sets for its own pages.
_OURS = ("addresses", "inside")
#: Templates of the theme that show no page: one leads away to an address, one says that nothing is there.
_SHOW_NOTHING = ("redirect.html", "404.html")
_SHOWN = 40  # characters of a value that a Problem shows
_MOST_BOOST = 1e6  # what the index writes as a number, as infinity is not
_MOST_BITS = 4096  # of a number: Python writes no longer one out


def usable(meta: Mapping[str, Any], is_there: Callable[[str], bool]) -> tuple[dict[str, Any], list[str]]:
    """The entries of `meta` that the theme can use, and the others as ``name: value``, for a Problem.

    `is_there` says whether the theme has a file. Numbers and dates become texts, a single word for ``hide``
    a list. All texts are escaped, for the theme does not; those of names that nothing asks for too, since a
    plugin or template may ask for any.
    """
    kept: dict[str, Any] = {}
    left_out: list[str] = []
    for name, value in meta.items():
        fits = _RULES.get(name, _harmless)(value)
        if fits is not None and name in _FILES and not is_there(_FILES[name].format(fits)):
            fits = None
        if fits is None and value is not None:
            left_out.append(f"{_shown(name)}: {_shown(value)}")
        elif value is not None:
            kept[escape(name) if isinstance(name, str) else name] = fits
    return kept, left_out


class _Short(reprlib.Repr):
    """Writes the beginning of a value; numbers that Python writes only as hexadecimal ones, as such."""

    def repr_int(self, x: int, level: int) -> str:  # noqa: ARG002 - as the base class calls it
        """`x` as Python writes it."""
        return hex(x) if x.bit_length() > _MOST_BITS else repr(x)


def _shown(value: Any) -> str:
    """The beginning of `value`, however much it holds, on one line."""
    is_text = isinstance(value, (str, bool, float, date))
    text = str(value) if is_text else _Short().repr(value)
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text[:_SHOWN])


def _harmless(value: Any) -> Any:
    """`value` with every text in it escaped; None where it cannot be written out."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {_harmless(key): _harmless(each) for key, each in value.items()}
    if isinstance(value, (list, set, tuple)):
        return type(value)(_harmless(each) for each in value)
    if isinstance(value, int):
        return value if value.bit_length() < _MOST_BITS else None
    return value if value is None or isinstance(value, (float, date)) else escape(str(value))


def _nothing(value: Any) -> None:
    """None: no value of this name is the author's."""


def _text(value: Any) -> str | None:
    usable_value = None if isinstance(value, (dict, list, set, tuple, bytes, bool)) else _harmless(value)
    return None if usable_value is None else str(usable_value)


def _name(value: Any) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"[\w./-]+", value) else None


def _template(value: Any) -> str | None:
    fits = isinstance(value, str) and re.fullmatch(r"[\w-]+\.html", value) and value not in _SHOW_NOTHING
    return value if fits else None


def _words(value: Any) -> list[str] | None:
    given = [value] if isinstance(value, str) else value
    fits = isinstance(given, list) and all(isinstance(word, str) for word in given)
    return [escape(word) for word in given] if fits else None


def _search(value: Any) -> dict[str, Any] | None:
    boost = value.get("boost", 1) if isinstance(value, dict) else None
    fits = isinstance(boost, (int, float)) and not isinstance(boost, bool) and _MOST_BOOST > boost > 0
    return _harmless(value) if fits else None


_RULES: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(_OURS, _nothing),
    "icon": _name,
    "status": _name,
    "template": _template,
    "hide": _words,
    "search": _search,
    "tags": _words,
}


def blank_front_matter(text: str) -> str:
    """`text` with its YAML front matter, if any, replaced by as many empty lines."""
    match = FRONT_MATTER.match(text)
    if match is None or not _mapping_size(match["yaml"]):
        return text
    return "\n" * match.group().count("\n") + text[match.end() :]


def front_matter_length(text: str) -> int:
    """How many characters of `text` are its front matter, with the lines around it; 0 where it has none."""
    match = FRONT_MATTER.match(text)
    return match.end() if match and _mapping_size(match["yaml"]) else 0


def is_readable(text: str) -> bool:
    """Whether `text`, what stands between the lines ``---``, is a YAML mapping of a size to be read."""
    return 0 < _mapping_size(text) <= MOST_VALUES


def unfolds_too_much(text: str) -> bool:
    """Whether `text`, what stands between the lines ``---``, unfolds into more than can be read."""
    return _mapping_size(text) > MOST_VALUES


def front_matter_too_large(text: str) -> bool:
    """Whether `text` has front matter that unfolds into more than can be read."""
    match = FRONT_MATTER.match(text)
    return match is not None and unfolds_too_much(match["yaml"])


#: Front matter that is longer takes too long to be read; it is asked only whether it is any.
_LONG_YAML = 20_000


def _is_mapping(text: str, *, whole: bool) -> bool:
    """Whether `text` begins as a YAML mapping, and with `whole`, whether all of it can be read."""
    try:
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        is_mapping = any(isinstance(event, yaml.MappingStartEvent) for event in islice(events, 3))
        return is_mapping and (not whole or all(map(bool, events)))
    except yaml.YAMLError:
        return False


@lru_cache(maxsize=1024)
def _mapping_size(text: str) -> int:
    """How many values the YAML mapping `text` unfolds into; 0 where it is none, or cannot be read.

    The values of a mapping with more than `MOST_VALUES` are not made.
    """
    is_deep = too_deep_line(text) > 0
    if is_deep or len(text) > _LONG_YAML:
        return MOST_VALUES + 1 if _is_mapping(text, whole=not is_deep) else 0
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()  # None where all of it is comments
        if not isinstance(node, yaml.MappingNode):
            return 0
        size = values_in(node)
        if size <= MOST_VALUES and not isinstance(loader.construct_document(node), dict):
            return 0
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date such as 2026-02-30
        return 0
    finally:
        loader.dispose()
    return size
