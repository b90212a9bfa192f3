"""JavaScript that runs inside the build, without a browser: its answers are kept by what was asked.

Source: quickjs-ng's ``Context``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from typing import Any

from course.kept import Store, digest, key_of


class ScriptError(Exception):
    """A function failed: by an error of its own, or because it took too much time or memory."""


@dataclass(slots=True)
class Script:
    """Functions of scripts that take texts and answer with JSON. It starts when something is asked first."""

    sources: tuple[str, ...]
    """The scripts, in order."""
    time_limit_s: int
    """Processor time that one call may take."""
    memory_limit_bytes: int
    kept: Store | None = None
    """Where answers are kept; None where they are not."""
    _context: Any = field(default=None, repr=False)
    _own_key: str = ""

    def call(self, name: str, *arguments: str) -> dict[str, Any]:
        """What a function answers. Raises ScriptError."""
        key = key_of(self._key(), name, arguments) if self.kept else ""
        known = self.kept.get(key) if self.kept else None
        answer = known.decode() if known is not None else self._ask(name, arguments)
        if self.kept and known is None:
            self.kept.put(key, answer.encode())
        found: dict[str, Any] = json.loads(answer)
        return found

    def restart(self) -> None:
        """Begin anew with the next call: after too much time or memory what is left is not to be trusted."""
        self._context = None

    def _ask(self, name: str, arguments: tuple[str, ...]) -> str:
        quickjs = import_module("quickjs")
        if self._context is None:
            self._context = quickjs.Context()
            self._context.set_memory_limit(self.memory_limit_bytes)
            self._context.set_time_limit(self.time_limit_s)
            for source in self.sources:
                self._context.eval(source)
        try:
            return str(self._context.get(name)(*arguments))
        except quickjs.JSException as error:
            raise ScriptError(str(error)) from None

    def _key(self) -> str:
        limits = (self.time_limit_s, self.memory_limit_bytes)
        self._own_key = self._own_key or key_of(version("quickjs-ng"), limits, *map(_hashed, self.sources))
        return self._own_key

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process makes the same of: it starts one of its own."""
        return Script, (self.sources, self.time_limit_s, self.memory_limit_bytes, self.kept)


def _hashed(source: str) -> str:
    return digest(source.encode())


def can_run() -> bool:
    """Whether there is what runs scripts."""
    try:
        import_module("quickjs")
    except ImportError:
        return False
    return True
