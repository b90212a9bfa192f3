"""Reads mkdocs.yml, and the files it inherits from, without MkDocs."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from course.problems.nesting import too_deep_line
from course.problems.own_file import why_unreadable
from course.problems.problem import CourseError, Problem
from course.settings.colours import named_palette
from course.settings.course_languages import settings_in, stated_languages
from course.settings.joining import join_settings, repeated_keys
from course.settings.languages.alone import docs_of_one, files_of_languages, unnamed_settings
from course.settings.shape import check_shape

Loader = yaml.Loader | yaml.SafeLoader


#: The product's settings, which every course inherits: path below the course's folder.
PRODUCT = "hooks/product.yml"


class PlainLoader(yaml.SafeLoader):
    """A YAML loader that reads values with unknown tags, such as ``!!python/name:``, as None."""


PlainLoader.add_multi_constructor("", lambda *_: None)
#: The same by libyaml, where Python has it: nine times as fast.
_FastLoader: type[Loader] = type("_FastLoader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {})
_FastLoader.add_multi_constructor("", lambda *_: None)
for _loader in (PlainLoader, _FastLoader):  # as MkDocs reads it: ``!ENV [SITE_URL, "https://…"]``
    _loader.add_constructor("!ENV", construct_env_tag)
#: Settings of the theme that are a course's own, whatever the product says.
_OWN_THEME = ("custom_dir", "language")
#: Deeper nesting than these allow ends libyaml's process, not the reading.
_MOST_OPENED, _LONGEST_LINE = 1000, 1000


def read_config(path: Path, loader: type[Loader] = PlainLoader, language: str = "") -> dict[str, Any]:
    """The settings in the file at `path`, joined with those it inherits and, always, the product's.

    Where the file names languages, the settings are those of `language`, or else of the first; `language` may
    also be one that it does not name, that of another course. The usual
    `loader` reads what only MkDocs can make (``!!python``) as None. Raises CourseError, with the
    line: [config-unreadable] when a file is not there, not UTF-8 or not YAML; [setting] when a value is not
    of the type that its setting needs.
    """
    files, product = _read_chain(path, loader), path.parent / PRODUCT
    if faults := [fault for each in files if each[0] != product for fault in _faults(*each)]:
        raise CourseError(faults)
    languages = list(stated_languages(files[0][1]))
    stated = _joined([values for each, values in files if each != product])
    products = _joined([values for each, values in files if each == product])
    if not languages and not language:
        return join_settings(products, unnamed_settings(stated, path))
    code, is_alone = language or languages[0], len(languages) < 2 and not files_of_languages(path)
    settings = settings_in(code, stated, products, first=code == (languages or [""])[0], is_alone=is_alone)
    if is_alone and languages:
        settings["docs_dir"] = docs_of_one(path.parent, settings["docs_dir"], stated)
    return settings


def _faults(path: Path, stated: Mapping[str, Any]) -> list[Problem]:
    return [*check_shape(stated, path, line_finder(path)), *_repetitions(path)]


def _repetitions(path: Path) -> Iterator[Problem]:
    """A Problem for every key that stands twice in one place: YAML takes the last one alone."""
    open_nodes = [tree_of(path)]
    seen: list[yaml.Node | None] = []  # a node may be part of itself
    while open_nodes:
        node = open_nodes.pop()
        keys: set[str] = set()
        seen.append(node)
        for key, (line, value) in _children(node):
            if key in keys:
                what, why = f"{key} stands here a second time", "only the last one counts"
                yield Problem(path.name, line, what, why, "put all of it below one", "setting")
            keys.add(key)
            if value not in seen:
                open_nodes.append(value)


def _joined(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """All of `values` joined: each is laid over those behind it in the list, which it inherits from."""
    config: dict[str, Any] = {}
    for each in reversed(values):
        config = join_settings(config, each)
    config.pop("INHERIT", None)
    return config


def conversion_advice(path: Path, words: Mapping[str, Any]) -> str:
    """How to shorten a settings file that repeats the product's settings; empty for one that inherits them.

    `words` are the product's words of the interface in the file's language.
    """
    files, product = _read_chain(path, PlainLoader), path.parent / PRODUCT
    last, stated = files[-2] if len(files) > 1 else files[0]
    if files[-1][0] != product or stated.get("INHERIT"):
        return ""
    line_of = line_finder(last)
    theme = {key: value for key, value in _mapping(stated.get("theme")).items() if key not in _OWN_THEME}
    product_settings = join_settings(files[-1][1], {"extra": {"interface": words}})
    product_settings["theme"]["palette"] = named_palette(
        product_settings["theme"]["palette"], words["brightness"]
    )
    keys = repeated_keys(product_settings, {**stated, "theme": theme})
    lines = ", ".join(f"{key} (line {line_of(key)})" for key in keys if key in stated)
    return (
        f"{last.name}: it can be short: begin it with INHERIT: {PRODUCT}, and take out what stands there "
        f"too: {lines}; but keep what is your own, such as a word below extra: interface:"
    )


def named_languages(path: Path) -> list[str]:
    """Tags of the languages that the file at `path` names itself, not those that it inherits."""
    return list(stated_languages(_load_yaml(path, PlainLoader)))


def _read_chain(path: Path, loader: type[Loader]) -> list[tuple[Path, dict[str, Any]]]:
    """The file at `path` with its values, those it inherits from behind it, the product's last."""
    product = path.parent / PRODUCT
    files = [(path, _load_yaml(path, loader))]
    while isinstance(parent := files[-1][1].get("INHERIT"), str) and parent:
        heir = files[-1][0]
        above = heir.parent / parent
        line = line_finder(heir)("INHERIT")
        if above.resolve() in [each.resolve() for each, _ in files]:
            raise _unreadable(
                heir, line, f"it inherits from {parent}, which inherits from it", "name another"
            )
        if not above.is_file():
            raise _unreadable(heir, line, f"it inherits from {parent}, which is not there", f"name {PRODUCT}")
        files.append((above, _load_yaml(above, loader)))
    if product.is_file() and product.resolve() not in [each.resolve() for each, _ in files]:
        files.append((product, _load_yaml(product, loader)))
    return files


def line_finder(path: Path) -> Callable[..., int]:
    """A function that gives the line, from 1, of a key in the file at `path`: ``line_of("extra", "course")``.

    For a key that the file does not have it gives the line of the key above.
    """

    def line_of(*keys: str) -> int:
        node = tree_of(path)
        line = 1
        for key in keys:
            line, node = dict(_children(node)).get(key, (line, None))
        return line

    return line_of


def key_lines(path: Path, *parents: str) -> dict[str, int]:
    """Line, from 1, of every key directly below `parents` in the file; without parents, of top-level keys."""
    node = tree_of(path)
    for key in parents:
        node = dict(_children(node)).get(key, (0, None))[1]
    return {key: line for key, (line, _) in _children(node)}


def read_chain(path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The file and all it inherits from, each with its own values: the product's first, the file itself last.

    Raises CourseError as `read_config` does.
    """
    return _read_chain(path, PlainLoader)[::-1]


def read_file(path: Path) -> dict[str, Any]:
    """The values of a file that inherits nothing. Raises CourseError as `read_config` does."""
    return _load_yaml(path, PlainLoader)


def _children(node: yaml.Node | None) -> list[tuple[str, tuple[int, yaml.Node]]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(str(key.value), (key.start_mark.line + 1, value)) for key, value in pairs]


def tree_of(path: Path) -> yaml.Node | None:
    """The file at `path` as YAML's nodes, which know their lines: never change one."""
    return _tree(path.read_text(encoding="utf-8-sig"))


@lru_cache(maxsize=16)
def _tree(text: str) -> yaml.Node | None:
    node: yaml.Node | None = _fast(yaml.compose, text)
    return node


@lru_cache(maxsize=16)  # a command asks for the same few files again and again
def _parsed(text: str) -> object:
    return _fast(yaml.load, text)


@lru_cache(maxsize=16)
def _to_construct(text: str) -> yaml.Node | None:
    """A tree that nobody reads lines from: PyYAML joins ``<<`` into it as it makes values."""
    node: yaml.Node | None = _fast(yaml.compose, text)
    return node


def _fast(read: Callable[..., Any], text: str) -> Any:
    """What `read` makes of `text`; of faults PyYAML's own parser tells, in its words."""
    longest = max(map(len, text.splitlines()), default=0)
    if text.count("[") + text.count("{") < _MOST_OPENED and longest < _LONGEST_LINE:
        with suppress(yaml.YAMLError):
            return read(text, Loader=_FastLoader)
    return read(text, Loader=PlainLoader)


def _values(text: str, loader: type[Loader]) -> object:
    if loader is PlainLoader and "!ENV" not in text:
        return copy.deepcopy(_parsed(text))
    if loader is PlainLoader:  # what the environment says is asked for each time, but nothing is parsed again
        node = _to_construct(text)
        return None if node is None else PlainLoader("").construct_document(node)
    return yaml.load(text, Loader=loader)  # noqa: S506 - MkDocs' own


def _load_yaml(path: Path, loader: type[Loader]) -> dict[str, Any]:
    if what := why_unreadable(path):
        raise _unreadable(path, 1, what, "put the file there, with the right to read it")
    try:
        text = path.read_text(encoding="utf-8-sig")
        if line := too_deep_line(text):
            raise _unreadable(path, line, "its values are nested too deep", "mend this line")
        loaded = _values(text, loader)
    except FileNotFoundError:
        raise _unreadable(path, 1, "the file is not there", "run this in the course's folder") from None
    except UnicodeDecodeError:
        raise _unreadable(path, 1, "the file is not UTF-8", "save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what, line = f"not YAML: {error.problem or error.context}", mark.line + 1 if mark else 1
        raise _unreadable(path, line, what, "mend this line or the one above it") from None
    except yaml.YAMLError as error:
        raise _unreadable(path, 1, f"not YAML: {str(error).splitlines()[0]}", "mend the file") from None
    except ValueError as error:  # a date such as 2026-02-30
        line = _line_of_value(path.read_text(encoding="utf-8-sig"))
        raise _unreadable(path, line, f"no such value: {error}", "mend this line") from None
    except RecursionError:
        raise _unreadable(path, 1, "its values are nested too deep", "mend the file") from None
    if not isinstance(loaded, dict):
        raise _unreadable(path, 1, "the file holds no settings", "begin with site_name: and docs_dir:")
    return loaded


def _line_of_value(text: str) -> int:
    """The first line, from 1, with a value that YAML cannot make; 1 where none shows by itself."""
    for number, line in enumerate(text.split("\n"), 1):
        try:
            yaml.load(line, Loader=PlainLoader)  # noqa: S506 - a safe loader
        except yaml.YAMLError:
            continue  # part of something longer
        except ValueError:
            return number
    return 1


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def setting_fault(path: Path, key: str, reason: str) -> Problem:
    """A Problem at the line of `key` for the `reason` that MkDocs gives against its value."""
    lines = [line.strip().rstrip(".") for line in reason.splitlines() if line.strip()]
    what = f"{key}: {': '.join(dict.fromkeys([lines[0], lines[-1]]))}"  # what is between is a stack of calls
    line = line_finder(path)(key)
    return Problem(path.name, line, what, "the course cannot be built", "mend this setting", "setting")


def _unreadable(path: Path, line: int, what: str, mend: str) -> CourseError:
    why = "the course cannot be built"
    return CourseError([Problem(path.name, line, what, why, mend, "config-unreadable")])
