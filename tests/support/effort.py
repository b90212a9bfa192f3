"""How much a run does: which tests take long is read from their code, so that nobody need mark them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from inspect import unwrap
from types import CodeType, FunctionType

import pytest
from hypothesis import settings

#: Mark → names of which one is used by each test that bears it, by its fixtures or by the helpers of these.
SIGNS = {
    "builds": {
        "support.courses.Course",
        "support.courses.run_module",
        "mkdocs.commands.build",
        "build.build_pages",
    },
    "browser": {"playwright.sync_api.sync_playwright", "playwright.async_api.async_playwright"},
    "large": {"support.large_course.clean_course", "support.large_course.faulty_course"},
}
#: Option → marks whose tests are left out, and how many times the examples of each property are tried.
EFFORTS: dict[str, tuple[set[str], float]] = {
    "--quick": ({*SIGNS, "long"}, 0.2),
    "--all": (set(), 10),
    "": ({"long"}, 1),
}


def choose(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave in `items` what the options ask for, marked, with the number of examples that they ask for."""
    option = next((each for each in EFFORTS if each and config.getoption(each)), "")
    left_out, share = EFFORTS[option]
    chosen: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        if isinstance(item, pytest.Function):
            _mark(item)
            _scale(item, share)
        chosen[left_out.isdisjoint(mark.name for mark in item.iter_markers())].append(item)
    config.hook.pytest_deselected(items=chosen[False])
    items[:] = chosen[True]


def _mark(item: pytest.Function) -> None:
    reached = names_reached([item.function, *_fixtures(item)])
    for name, signs in SIGNS.items():
        if signs & reached:
            item.add_marker(name)


def _scale(item: pytest.Function, share: float) -> None:
    """Hypothesis has no public way to change the number of examples that a test itself states."""
    own = getattr(item.function, "_hypothesis_internal_use_settings", None)
    if own is not None:
        count = max(5, int(own.max_examples * share))
        item.function._hypothesis_internal_use_settings = settings(own, max_examples=count)


def names_reached(functions: Iterable[object]) -> set[str]:
    """Full names of all that `functions` use by name, and the functions and classes of the tests among it."""
    names, seen, waiting = set[str](), set[FunctionType](), [*functions]
    while waiting:
        function = _written(waiting.pop())
        if not isinstance(function, FunctionType) or function in seen:
            continue
        seen.add(function)
        for name in {name for code in _codes(function.__code__) for name in code.co_names}:
            used = function.__globals__.get(name)
            if not isinstance(used, type | FunctionType):
                names.add(name)
                continue
            names.add(f"{used.__module__}.{name}")
            if used.__module__.partition(".")[0] in ("support", "tests"):
                waiting += vars(used).values() if isinstance(used, type) else [used]
    return names


def _fixtures(item: pytest.Function) -> Iterator[object]:
    for definitions in item._fixtureinfo.name2fixturedefs.values():
        yield from (definition.func for definition in definitions)


def _written(function: object) -> object:
    """The function as its author wrote it, below its decorators."""
    handle = getattr(function, "hypothesis", None)
    return unwrap(handle.inner_test if handle else function) if callable(function) else None


def _codes(code: CodeType) -> Iterator[CodeType]:
    """`code`, and that of the functions inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
