"""The floors of the house: who may import whom, how large a room may be, and that each says its duty."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.courses import ROOT
from support.house import House, imported, read_house

HOOKS, CORE, TESTS = ROOT / "hooks", ROOT / "hooks/course", ROOT / "tests"
ROOMS = sorted(path.parent for path in CORE.glob("*/__init__.py"))
FOLDERS = sorted(path.parent for path in CORE.rglob("__init__.py"))
#: A person finds his way among so many; the folders of the core are half of them. The last to come is
#: `repository`: what a course lives in is no business of those that read, check or publish one.
MOST_ROOMS, MOST_MODULES, MOST_LINES = 25, 16, 300


@pytest.fixture(scope="module")
def house() -> House:
    return read_house(ROOT)


def test_imports_go_down_only() -> None:
    """Each room of the core imports from lower floors alone: pyproject.toml has the floors.

    In a process of its own: import-linter silences every logger that is there before it.
    """
    linted = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    ran = subprocess.run(
        [sys.executable, "-c", linted],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(HOOKS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert "1 kept, 0 broken" in ran.stdout


def test_no_arrow_runs_up_or_round(house: House) -> None:
    """The hooks stand above the core, and no room imports itself by way of others."""
    assert (house.upward, house.circles) == ([], [])


def test_there_are_few_rooms(house: House) -> None:
    """A room more needs a reason that is worth another limit."""
    assert len(house.arrows) <= MOST_ROOMS, sorted(house.arrows)


def test_the_core_knows_neither_mkdocs_nor_hooks() -> None:
    """No module of the core imports MkDocs, its theme, its templates, or a hook."""
    strangers = {
        "mkdocs",
        "material",
        "jinja2",
        "hooks",
        *(path.stem for path in HOOKS.iterdir() if path != CORE),
    }
    assert len(strangers) > 4
    found = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in CORE.rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] in strangers
    }
    assert found == set()


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


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(HOOKS).as_posix())
def test_a_folder_says_its_duty(folder: Path) -> None:
    """In one sentence at its door; a room says, too, what comes in and what goes out."""
    duty = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert re.match(r".+\.$", duty.split("\n\n")[0], re.DOTALL), duty
    if folder in ROOMS:
        assert re.search(r"^In: .+\. Out: .+\.", duty, re.MULTILINE | re.DOTALL), duty


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(HOOKS).as_posix())
def test_a_folder_is_seen_at_a_glance(folder: Path) -> None:
    """It holds so many modules at most, of so many lines at most."""
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES, [path.name for path in modules]
    long = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in folder.glob("*.py")}
    assert {name: lines for name, lines in long.items() if lines >= MOST_LINES} == {}


def test_every_folder_of_modules_is_a_package() -> None:
    """A folder of the core without a door would be seen by nobody."""
    assert sorted({path.parent for path in CORE.rglob("*.py")}) == FOLDERS


def test_tests_stand_alone() -> None:
    """No test imports another or conftest.py, and tests/ is no package: tests/markdown would hide another."""
    assert list(TESTS.rglob("__init__.py")) == []
    found = {
        (path.relative_to(TESTS).as_posix(), name)
        for path in TESTS.rglob("*.py")
        if "node_modules" not in path.parts
        for name in imported(path)
        if re.search(r"(^|\.)(test_\w+|conftest)(\.|$)", name) or name.startswith("tests.")
    }
    assert found == set()


def write(root: Path, **modules: str) -> None:
    """A house: text of modules by their names, with two underscores for a folder."""
    (root / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_package = "course"\n[[tool.importlinter.contracts]]\nname = "a"\n'
        'type = "layers"\nlayers = ["top", "left | right", "low"]\n'
    )
    for name, text in modules.items():
        path = root / "hooks" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_house_is_counted(tmp_path: Path) -> None:
    """Rooms stand right below the core or beside it; wherever in a file, and why ever, an import counts."""
    write(
        tmp_path,
        events="from course.top.a import x\nimport steps\n",
        steps="import course.low\n",
        course__top__a="def f():\n    from course.left import b\n",
        course__left__b="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from course import low\n",
        course__left__c="from course.left import b\nimport json\n",
        course__low="",
    )
    house = read_house(tmp_path)
    assert str(house) == "house: 5 rooms on 4 floors, 5 arrows, none upward, no circle"
    assert house.arrows["events"] == {"course.top", "steps"}


@pytest.mark.parametrize(
    ("module", "text", "upward", "circles"),
    [
        ("course__low", "import course.top\n", [("course.low", "course.top")], True),
        ("course__low", "import events\n", [("course.low", "events")], True),
        ("course__left__c", "from course.right import d\n", [("course.left", "course.right")], False),
    ],
)
def test_what_runs_up_is_seen(
    tmp_path: Path, module: str, text: str, upward: list[tuple[str, str]], circles: bool
) -> None:
    """An arrow to a higher floor, to a hook, or to another room of the same floor."""
    write(
        tmp_path,
        events="import course.top\n",
        course__top="import course.left.b\n",
        course__left__b="import course.low\n",
        course__right__d="import course.low\n",
        course__low="",
    )
    assert read_house(tmp_path).upward == []
    write(tmp_path, **{module: text})
    house = read_house(tmp_path)
    assert (house.upward, bool(house.circles)) == (upward, circles)
    assert "1 upward" in str(house)
    assert "no circle" in str(house) or circles
