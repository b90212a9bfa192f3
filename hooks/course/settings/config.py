"""mkdocs.yml, read without MkDocs."""

from __future__ import annotations

import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from course.problems.problem import CourseError, Problem


def read_config(path: Path) -> dict[str, Any]:
    """The file's values with those it inherits; what only MkDocs can make (``!ENV``, ``!!python``) is None.

    Raises CourseError [config-unreadable], with the line, when it is not there, not UTF-8 or not YAML.
    """
    return _read(path, ())


def _read(path: Path, heirs: tuple[Path, ...]) -> dict[str, Any]:
    """The values of the file at `path`, from which `heirs` inherit."""
    config = _load_yaml(path)
    parent = config.pop("INHERIT", None)
    if not parent:
        return config
    above = path.parent / str(parent)
    if above.resolve() in (path.resolve(), *(heir.resolve() for heir in heirs)):
        line = key_lines(path).get("INHERIT", 1)
        raise _unreadable(path, line, f"it inherits from {parent}, which inherits from it", "name another")
    return _merged(_read(above, (*heirs, path)), config)


def key_lines(path: Path, *parents: str) -> dict[str, int]:
    """Line, from 1, of every key below `parents` in the file at `path`: top-level keys without parents."""
    node: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_PlainLoader)
    for key in parents:
        node = dict(_children(node)).get(key, (0, None))[1]
    return {key: line for key, (line, _) in _children(node)}


def _children(node: yaml.Node | None) -> list[tuple[str, tuple[int, yaml.Node]]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return [(str(key.value), (key.start_mark.line + 1, value)) for key, value in pairs]


class _PlainLoader(yaml.SafeLoader):
    """YAML whose unknown tags stand for None."""


_PlainLoader.add_multi_constructor("", lambda *_: None)


@lru_cache(maxsize=16)  # a command asks for the same few files again and again
def _parsed(text: str) -> object:
    return yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a safe loader


def _load_yaml(path: Path) -> dict[str, Any]:
    try:
        loaded = copy.deepcopy(_parsed(path.read_text(encoding="utf-8-sig")))
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
            yaml.load(line, Loader=_PlainLoader)  # noqa: S506 - a safe loader
        except yaml.YAMLError:
            continue  # part of something longer
        except ValueError:
            return number
    return 1


def _unreadable(path: Path, line: int, what: str, mend: str) -> CourseError:
    why = "the course cannot be built"
    return CourseError([Problem(path.name, line, what, why, mend, "config-unreadable")])


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """`child` over `parent`, mappings merged key by key. Source: MkDocs, "Configuration inheritance"."""
    both = {
        key: _merged(parent[key], value)
        for key, value in child.items()
        if isinstance(value, dict) and isinstance(parent.get(key), dict)
    }
    return {**parent, **child, **both}
