"""Templates that no edit has changed are not compiled again, and icons are not looked through for templates.

Compiling the theme's templates took half a second of every build, listing its eleven thousand icons a tenth:
MkDocs leaves out what a dot hides, after all of it was found.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig

from course.kept import Store, code_key, key_of
from steps.state import store_of


def keep_templates(config: MkDocsConfig) -> None:
    """Have the theme of `config` load templates as they were compiled before."""
    theme, make = config.theme, config.theme.get_env
    compiled = _Compiled(store_of(config))

    def get_env() -> Environment:
        env = make()
        env.loader, env.bytecode_cache = _WithoutHidden(theme.dirs), compiled
        return env

    theme.get_env = get_env  # type: ignore[method-assign]


class _Compiled(BytecodeCache):
    """Compiled templates, by their text and by what compiles them; our own code may add filters to that."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._compiler = key_of(sys.version, jinja2.__version__, code_key())

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept; what is spoilt the store knows by its hash."""
        if kept := self._store.get(self._key(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._store.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return key_of("template", self._compiler, bucket.key, bucket.checksum)


class _WithoutHidden(FileSystemLoader):
    """Finds templates as MkDocs' own loader does, and lists those alone that MkDocs may copy."""

    def list_templates(self) -> list[str]:
        """The names of all that no dot hides, sorted."""
        return sorted({name for folder in self.searchpath for name in _names(folder)})


def _names(folder: str) -> Iterator[str]:
    for above, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        place = os.path.relpath(above, folder).replace(os.sep, "/")
        yield from (name if place == "." else f"{place}/{name}" for name in names if name[:1] != ".")
