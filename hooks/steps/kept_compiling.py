"""What Python compiles while modules are loaded is kept, as the bytecode of modules is.

A build makes 800 regular expressions, half of them of libraries, and the methods of 200 dataclasses, of which
Python writes the text and compiles it: each build anew, a seventh of one in which a word has changed.

It lies beside the bytecode: not in the course's ``.cache``, which others may share, for it is run.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found,unused-ignore]
import dataclasses
import marshal
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

from course.kept import Store, key_of

try:
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_compile as _compiler
    import sre_parse as _parser

_BESIDE = Store(Path(__file__).parent / "__pycache__" / "compiled")
#: The versions of Python in which this was tried: it uses parts that a version may change.
_TRIED = ((3, 10), (3, 11), (3, 12), (3, 13))
#: More come only of patterns that are made of what a course says.
_MOST = 4000
#: A pattern and its flags; or the text of a dataclass's method.
_Key = tuple[str | bytes, int] | str
#: By these, what `_sre.compile` makes a pattern of besides itself; or the method's code.
_Known = dict[_Key, Any]


@contextmanager
def keeping_compiled(kept: Store = _BESIDE) -> Iterator[None]:
    """While this lasts, what is in `kept` is not compiled; what is not comes there at its end.

    In a version of Python that this does not know, all is compiled as ever.
    """
    if sys.version_info[:2] not in _TRIED:
        yield
        return
    key = key_of("compiled", sys.version, _sre.MAGIC)
    known, fresh = kept.get(key), _Known()
    before: _Known = marshal.loads(known) if known else {}  # noqa: S302 - whole: the store has looked
    usual = _compiler.compile
    _compiler.compile = _patterns(before, fresh, usual)
    vars(dataclasses)["exec"] = _methods(before, fresh)
    try:
        yield
    finally:
        _compiler.compile = usual
        del vars(dataclasses)["exec"]
        if fresh:
            kept.put(key, marshal.dumps(fresh if len(before) + len(fresh) > _MOST else {**before, **fresh}))


def _patterns(
    before: _Known, fresh: _Known, usual: Callable[..., re.Pattern[Any]]
) -> Callable[..., re.Pattern[Any]]:
    """A function to stand for `re._compiler.compile`."""

    def compiled(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        if not isinstance(pattern, str | bytes) or flags & re.DEBUG:
            return usual(pattern, flags)
        key = pattern, int(flags)
        made = before.get(key) or fresh.get(key)
        if made is None:
            made = fresh[key] = _made(pattern, flags)
        return _sre.compile(pattern, *made)  # type: ignore[no-any-return]

    return compiled


def _made(pattern: str | bytes, flags: int) -> tuple[Any, ...]:
    """What Python makes of a pattern. Source: ``compile`` in CPython's ``re/_compiler.py``."""
    tree = _parser.parse(pattern, flags)
    code, state = [int(each) for each in _compiler._code(tree, flags)], tree.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    return int(flags | state.flags), code, state.groups - 1, state.groupdict, tuple(names)


def _methods(before: _Known, fresh: _Known) -> Callable[..., None]:
    """A function to stand for `exec` in `dataclasses`, which is given texts of methods and nothing else."""

    def run(text: str, *around: dict[str, Any]) -> None:
        made = before.get(text) or fresh.get(text)
        if made is None:
            made = fresh[text] = compile(text, "<string>", "exec", dont_inherit=True)
        code: CodeType = made
        exec(code, *around)  # noqa: S102 - Python's own text

    return run
