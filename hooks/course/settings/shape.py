"""Checks that the values in ``mkdocs.yml`` have the right types, before they are joined or used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from course.problems.problem import Problem

#: The theme that the product's templates and styles are for.
_THEME = "material"


def check_shape(stated: Mapping[str, Any], path: Path, line_of: Callable[..., int]) -> list[Problem]:
    """A Problem for every value `stated` in the file at `path` that is not of the type its key needs.

    `line_of` gives the line of a key, as `line_finder` does.
    """
    return [
        Problem(path.name, line_of(*keys), what, "the course cannot be built as meant", mend, "setting")
        for keys, what, mend in _faults(stated)
    ]


_Fault = tuple[tuple[str, ...], str, str]


def _faults(stated: Mapping[str, Any]) -> Iterator[_Fault]:
    for keys, (what, is_right, mend) in _SHAPES.items():
        value = _value_at(stated, keys)
        if value is not None and not is_right(value):
            yield keys, f"{'.'.join(keys)} is not {what}", mend
    name = _value_at(stated, ("theme",)) if isinstance(stated.get("theme"), str) else _name_of_theme(stated)
    if isinstance(name, str) and name != _THEME:
        what = f"the theme {name} lacks what the course's pages are made with"
        yield ("theme",), what, f"write name: {_THEME}"


def _name_of_theme(stated: Mapping[str, Any]) -> object:
    return _value_at(stated, ("theme", "name"))


def _value_at(stated: Mapping[str, Any], keys: tuple[str, ...]) -> object:
    value: object = stated
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, str) and entry for entry in value)


def _is_scripts(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(entry.get("path") if isinstance(entry, Mapping) else entry, str) for entry in value
    )


def _is_named(value: object) -> bool:
    """Whether it is names, each alone or with its options below it."""
    if isinstance(value, Mapping):
        entries = list(value.items())
    elif isinstance(value, list):
        if not all(len(entry) == 1 for entry in value if isinstance(entry, Mapping)):
            return False
        entries = [next(iter(e.items())) if isinstance(e, Mapping) else (e, None) for e in value]
    else:
        return False
    return all(
        isinstance(name, str) and (options is None or isinstance(options, Mapping))
        for name, options in entries
    )


def _is_palette(value: object) -> bool:
    entries = value if isinstance(value, list) else [value]
    return all(isinstance(entry, Mapping) for entry in entries)


def _texts(key: str, example: str) -> tuple[str, Callable[[object], bool], str]:
    return "a list of words", _is_texts, f"write it as {key}: [{example}]"


_TEXT = ("a text", _is_text, 'write words behind it, in "…" where they are a number or have a colon')
_SWITCH = ("true or false", _is_switch, "write true or false")
_MAPPING = ("a mapping", _is_mapping, "write keys and values below it")

#: What each key asks for, by the keys above it: in words, as a test, and how to mend what fails it.
_SHAPES: dict[tuple[str, ...], tuple[str, Callable[[object], bool], str]] = {
    **{
        (key,): _TEXT
        for key in (
            *("INHERIT", "site_name", "site_description", "site_author", "site_url", "copyright"),
            *("docs_dir", "site_dir", "repo_url", "repo_name", "edit_uri"),
            *("exclude_docs", "draft_docs", "not_in_nav"),
        )
    },
    ("use_directory_urls",): _SWITCH,
    ("strict",): _SWITCH,
    ("theme",): (
        "a mapping",
        lambda value: isinstance(value, str | Mapping),
        f"write name: {_THEME} below it",
    ),
    ("theme", "features"): _texts("features", "navigation.tabs"),
    ("theme", "palette"): ("a mapping, or a list of them", _is_palette, "write scheme: default below it"),
    ("theme", "language"): _TEXT,
    ("theme", "logo"): _TEXT,
    ("theme", "favicon"): _TEXT,
    ("theme", "custom_dir"): _TEXT,
    ("theme", "icon"): _MAPPING,
    ("extra",): _MAPPING,
    ("extra", "interface"): _MAPPING,
    ("validation",): _MAPPING,
    ("nav",): ("a list", lambda value: isinstance(value, list), "write - Title: page.md below it"),
    ("plugins",): (
        "a list of names, each with its options below it",
        _is_named,
        "write it as plugins: [tags]",
    ),
    ("markdown_extensions",): (
        "a list of names, each with its options below it",
        _is_named,
        "write it as markdown_extensions: [def_list]",
    ),
    ("hooks",): _texts("hooks", "hooks/mine.py"),
    ("extra_css",): _texts("extra_css", "assets/mine.css"),
    ("extra_javascript",): (
        "a list of words",
        _is_scripts,
        "write it as extra_javascript: [assets/mine.js]",
    ),
}
