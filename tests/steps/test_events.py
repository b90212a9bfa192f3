"""The order of the steps, as contributors read it and as MkDocs runs it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from mkdocs.config import load_config

import events
from support.courses import ROOT

PAGE = ROOT / "hooks/steps/ORDER.md"
HEAD = """# The steps of a build, in running order

Printed from the tables of `hooks/events.py`; `run.py test tests/steps --update` prints it anew. Steps of one
table run one after the other; what plugins of others do at an event runs around its tables, as each says.
"""


def render_order() -> str:
    """The page that the tables say."""
    return "\n".join([HEAD, *(line for table in events.TABLES for line in _lines(table))])


def _lines(table: events.StepTable[Any]) -> Iterator[str]:
    yield f"## `{table.event}`, at {table.priority}\n"
    yield f"{table.around[0].upper()}{table.around[1:]}.\n"
    for number, step in enumerate(table.steps, 1):
        duty = (inspect.getdoc(step) or "").split("\n\n")[0].replace("\n", " ")
        yield f"{number}. `{step.__name__}` ({step.__module__.rpartition('.')[2]}): {duty}"
    yield ""


def test_the_page_says_what_the_tables_say(request: pytest.FixtureRequest) -> None:
    """Contributors read the order as it is."""
    if request.config.getoption("--update"):
        PAGE.write_text(render_order(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == render_order()


def test_every_step_is_in_the_tables_once() -> None:
    """A step that no table names would never run; each says in its first line what it does."""
    listed = [step for table in events.TABLES for step in table.steps]
    assert len(listed) == len(set(listed))
    modules = {inspect.getmodule(step) for step in listed}
    public = {
        value
        for module in modules
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and "state" in
        inspect.signature(value).parameters and not name.startswith("_")
    }  # fmt: skip
    assert public == set(listed)
    assert all(inspect.getdoc(step) for step in listed)


def test_mkdocs_runs_every_table_around_the_plugins() -> None:
    """Each table is one listener, at its priority; at that of plugins, it runs behind them."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    ours = []
    for event, methods in config.plugins.events.items():
        at = [(getattr(each, "mkdocs_priority", 0), each.__module__ == "steps.listeners") for each in methods]
        assert at == sorted(at, key=lambda each: (-each[0], each[1])), event
        ours += [(f"on_{event}", priority) for priority, is_ours in at if is_ours]
    assert sorted(ours) == sorted((table.event, table.priority) for table in events.TABLES)
