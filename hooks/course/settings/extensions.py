"""Markdown extensions that no course uses: they publish files, or read HTML and attributes by own rules.

Pages would have what neither the checks nor the cleaner of pages know. Settings that list them build without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from course.problems.problem import Problem

_FILES = "it would publish files that are not in the docs folder"
_HTML = "it would read HTML by rules of its own"
_ATTRIBUTES = "it would give elements attributes that nothing has checked"
_BUNDLE = "it brings abbr and md_in_html; list what else of it is meant, such as def_list"
#: Name → why it is not used. One that ends in a dot names all that begin so.
_UNUSED = {
    "abbr": "*[X]: … is text, as on GitHub; terms of the glossary are explained where they stand",
    "extra": _BUNDLE,
    "legacy_attrs": _ATTRIBUTES,
    "md_in_html": _HTML,
    "pymdownx.b64": _FILES,
    "pymdownx.blocks.": _ATTRIBUTES,
    "pymdownx.bracketspan": _ATTRIBUTES,
    "pymdownx.extra": _BUNDLE,
    "pymdownx.pathconverter": _HTML,
    "pymdownx.progressbar": _ATTRIBUTES,
    "pymdownx.snippets": _FILES,
    "pymdownx.striphtml": _HTML,
}
#: An extension whose work the product does itself, as its documentation says: no need to tell.
_DONE = frozenset(("attr_list",))


def short_name(name: str) -> str:
    """The name of an extension as settings usually have it, without package and class."""
    return name.partition(":")[0].removeprefix("markdown.extensions.")


def is_used(name: str) -> bool:
    """Whether the extension `name` is used where settings list it."""
    return short_name(name) not in _DONE and not _why_unused(name)


def _why_unused(name: str) -> str:
    short = short_name(name)
    return next((why for each, why in _UNUSED.items() if short == each or _is_among(short, each)), "")


def _is_among(short: str, group: str) -> bool:
    return group.endswith(".") and short.startswith(group)


def unused_extensions(
    files: Sequence[tuple[Path, Mapping[str, Any]]], line_finder: Callable[[Path], Callable[..., int]]
) -> Iterator[Problem]:
    """A Problem for each file that lists extensions which are not used; `line_finder` finds lines in it."""
    for path, stated in files:
        whys = {each: _why_unused(each) for each in _names(stated.get("markdown_extensions"))}
        told = [f"{short_name(name)} ({why})" for name, why in whys.items() if why]
        if told:
            line, mend = line_finder(path)("markdown_extensions"), "take it out of the list"
            what = f"markdown_extensions: not used: {', '.join(dict.fromkeys(told))}"
            yield Problem(path.name, line, what, "the course is built without", mend, "setting")


def _names(listed: object) -> Iterator[str]:
    """The names in a list of extensions, in any of the forms that MkDocs reads."""
    for entry in listed if isinstance(listed, list | Mapping) else ():
        yield from map(str, entry if isinstance(entry, Mapping) else [entry])
