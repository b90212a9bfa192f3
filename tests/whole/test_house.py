"""The floors of the house: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from support.courses import ROOT


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each room of the core imports from lower floors alone: pyproject.toml has the floors."""
    monkeypatch.syspath_prepend(str(ROOT / "hooks"))
    assert lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None, no_cache=True) == EXIT_STATUS_SUCCESS


#: What stands above the core, and what it is built with: hooks are no package, so import-linter sees neither.
ABOVE_THE_CORE = {"mkdocs", "material", "jinja2", "events", "steps", "build", "hooks"}


def imported(path: Path) -> Iterator[str]:
    """The topmost packages that the module at `path` imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def test_core_knows_nothing_above_it() -> None:
    """No module of the core imports MkDocs, its theme, a template engine or one of the hooks."""
    modules = list((ROOT / "hooks/course").rglob("*.py"))
    assert len(modules) > 100
    assert [(path.name, name) for path in modules for name in imported(path) if name in ABOVE_THE_CORE] == []


def test_our_variables_are_read_in_one_place() -> None:
    """What the environment asks for is read once; run.py alone sets it, for MkDocs, and for nobody else."""
    naming = [path for path in (ROOT / "hooks").rglob("*.py") if '"COURSE_' in path.read_text("utf-8")]
    assert [path.name for path in naming if "environment.get" in path.read_text("utf-8")] == [
        "environment.py"
    ]
    assert len(naming) == 1
    setting = [
        path.name for path in (ROOT / "hooks").rglob("*.py") if "os.environ[" in path.read_text("utf-8")
    ]
    assert setting == ["source_date.py"]
