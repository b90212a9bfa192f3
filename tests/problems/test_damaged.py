"""A .venv with files missing is told in one line, and made anew the next time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from course.problems import damaged


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with two packages, which bring one file in common; only the second one's lies there."""
    for name, size in (("one", 3), ("two", 5)):
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "RECORD").write_text(f"{name}.py,sha256=a,5\nshared.py,sha256=b,{size}\n{name}.pyc,,\n")
        (tmp_path / f"{name}.py").write_text("a = 1")
    (tmp_path / "shared.py").write_text("b = 2")
    return tmp_path


def test_whole_packages_are_not_damaged(packages: Path) -> None:
    """Two packages may bring one file, of which the last stays; bytecode may be gone."""
    assert damaged.first_damaged(str(packages)) is None


@pytest.mark.parametrize("name", ["one.py", "shared.py"])
def test_a_file_gone_or_emptied_is_damage(packages: Path, name: str) -> None:
    """As after a stopped installation, or a machine that lost its power."""
    (packages / name).write_text("")
    assert damaged.first_damaged(str(packages)) == packages / name
    (packages / name).unlink()
    assert damaged.first_damaged(str(packages)) == packages / name


def test_damage_is_one_line_and_heals(
    packages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the mark of a finished .venv, run.py makes it anew."""
    monkeypatch.setattr(sys, "prefix", str(packages))
    monkeypatch.setattr(damaged, "first_damaged", lambda: packages / "one.py")
    (packages / "made-by.txt").write_text("Python")
    error = ImportError("no module")
    damaged.tell_damage(ImportError, error, None)
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.endswith("is gone or not whole; run this again, which makes .venv anew\n")
    assert not (packages / "made-by.txt").exists()


def test_a_fault_of_ours_keeps_its_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where all packages are whole, nothing is taken from it."""
    monkeypatch.setattr(damaged, "first_damaged", lambda: None)
    damaged.tell_damage(ZeroDivisionError, ZeroDivisionError("ours"), None)
    assert capsys.readouterr().err.endswith("ZeroDivisionError: ours\n")


def test_of_ctrl_c_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    damaged.tell_damage(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr() == ("", "")
