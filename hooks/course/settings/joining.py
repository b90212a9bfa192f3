"""One settings file over the one it inherits from: mappings merged, and lists joined where MkDocs replaces.

What a lecturer lists (a plugin, a style sheet) comes to what the product lists, as he means it; an entry of
the same name sets options of the product's. Joining twice is joining once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from course.settings.extensions import is_used, short_name

#: Package whose name may be left out before a plugin.
_PACKAGE = "material/"
#: What a colour of the theme must be for the course's own colours to hold. Source: Material, "Custom colors".
_CUSTOM = "custom"
#: Hook files of the product that a settings file of an older one lists; one file has their work now.
_FORMER_HOOKS = {
    f"hooks/{name}.py"
    for name in (
        *("load_course", "offline", "source_files", "front_matter", "instructor", "github_markdown"),
        *("languages", "serve_languages", "translations", "diagrams", "commands", "glossary", "progress"),
        *("folder_pages", "links", "navigation", "corrections", "agenda", "search_fields", "fonts"),
        *("machines", "language_runs", "timetable", "completeness"),
    )
}
#: Scripts that such a file lists, and a template of the product brings now.
_FORMER_SCRIPTS = ("assets/javascripts/search.js",)


def join_settings(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """The settings `child` laid over `parent`, which it inherits from; neither is changed.

    Both must have passed `check_shape`.
    """
    joined = dict(parent)
    for key, value in child.items():
        if value is None and key in parent:
            continue  # a key whose lines are all comments
        join = _JOINS.get(key, merge_value)
        joined[key] = join(parent.get(key), value)
    return joined


def repeated_keys(parent: Mapping[str, Any], child: Mapping[str, Any]) -> list[str]:
    """Keys of `child` that could be left out, because `parent` has the same values."""
    return [key for key, value in child.items() if join_settings(parent, {key: value}) == parent]


def merge_value(parent: object, child: object) -> Any:
    """`child` merged into `parent` key by key if both are mappings, else `child` alone.

    Source: MkDocs, "Configuration inheritance".
    """
    if not isinstance(parent, Mapping) or not isinstance(child, Mapping):
        return child
    stated = {key: value for key, value in child.items() if value is not None or key not in parent}
    return {**parent, **{key: merge_value(parent.get(key), value) for key, value in stated.items()}}


def _join_theme(parent: object, child: object) -> Any:
    if isinstance(child, str):
        child = {"name": child}
    if not isinstance(child, Mapping):
        return child
    above = parent if isinstance(parent, Mapping) else {}
    joined = merge_value(above, child)
    if child.get("features") is not None:
        joined["features"] = _join_words(above.get("features"), child["features"])
    if child.get("palette") is not None and above:
        joined["palette"] = _in_course_colours(child["palette"])
    return joined


def _in_course_colours(palette: object) -> Any:
    """The positions of the theme's switch, with the course's colours in each: it has no others."""
    entries: list[Any] = palette if isinstance(palette, list) else [palette]
    return [{**entry, "primary": _CUSTOM, "accent": _CUSTOM} for entry in entries]


def _join_words(parent: object, child: object) -> list[Any]:
    """The entries of both lists, each once; a later one of the same path stands in its place."""
    joined: dict[object, Any] = {}
    for entry in [*_entries(parent), *_entries(child)]:
        joined[entry.get("path") if isinstance(entry, Mapping) else entry] = entry
    return list(joined.values())


def _join_hooks(parent: object, child: object) -> list[Any]:
    return [hook for hook in _join_words(parent, child) if hook not in _FORMER_HOOKS]


def _join_scripts(parent: object, child: object) -> list[Any]:
    return [script for script in _join_words(parent, child) if script not in _FORMER_SCRIPTS]


def _join_named(parent: object, child: object) -> list[Any]:
    """The entries of both lists, each a name with or without options; those of one name are merged."""
    joined = [_named(entry) for entry in _entries(parent)]
    free = {_short(name): at for at, (name, _) in reversed(list(enumerate(joined)))}
    for name, options in map(_named, _entries(child)):
        at = free.pop(_short(name), None)  # a second one of a name is an entry of its own
        if at is None:
            joined.append((name, options))
        else:
            joined[at] = joined[at][0], merge_value(joined[at][1], options or {})
    return [{name: options} if options else name for name, options in joined]


def _join_lines(parent: object, child: object) -> str:
    lines = [*str(parent or "").splitlines(), *str(child or "").splitlines()]
    return "\n".join(dict.fromkeys(lines))


def _entries(value: object) -> list[Any]:
    if isinstance(value, Mapping):
        return [{name: options} for name, options in value.items()]
    return list(value) if isinstance(value, list) else []


def _named(entry: object) -> tuple[str, Any]:
    """An entry's name and options. Source: MkDocs, "plugins"."""
    return next(iter(entry.items())) if isinstance(entry, Mapping) else (str(entry), None)


def _join_extensions(parent: object, child: object) -> list[Any]:
    return [entry for entry in _join_named(parent, child) if is_used(_named(entry)[0])]


def _short(name: str) -> str:
    return short_name(name.removeprefix(_PACKAGE))


_JOINS: dict[str, Callable[[object, object], Any]] = {
    "plugins": _join_named,
    "markdown_extensions": _join_extensions,
    "hooks": _join_hooks,
    "extra_css": _join_words,
    "extra_javascript": _join_scripts,
    "exclude_docs": _join_lines,
    "theme": _join_theme,
}
