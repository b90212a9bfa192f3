"""What is made once for all processes of a run is whole when they get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.shared import made_once


def test_the_first_makes_it_and_others_get_it(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[Path] = []
    monkeypatch.setattr(tmp_path_factory, "getbasetemp", lambda: tmp_path)
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    assert made_once(tmp_path_factory, "a", made.append) == tmp_path / "a"
    assert made_once(tmp_path_factory, "a", made.append) == tmp_path / "a"
    assert made == [tmp_path / "a"]


def test_where_it_could_not_be_made_nobody_waits(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: Path) -> None:
        raise KeyError("it")

    monkeypatch.setattr(tmp_path_factory, "getbasetemp", lambda: tmp_path)
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    with pytest.raises(KeyError, match="it"):
        made_once(tmp_path_factory, "a", fail)
    with pytest.raises(TimeoutError, match="was not made"):
        made_once(tmp_path_factory, "a", fail)
