"""The floors of the house: who may import whom."""

from __future__ import annotations

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from support.courses import ROOT


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each room of the core imports from lower floors alone: pyproject.toml has the floors."""
    monkeypatch.syspath_prepend(str(ROOT / "hooks"))
    assert lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None, no_cache=True) == EXIT_STATUS_SUCCESS
