"""The house counted: its rooms, who imports whom among them, and on how many floors they stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from importlinter.api import read_configuration

Arrows = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class House:
    """The rooms of `hooks/`: what stands right below `hooks/course/`, and right in `hooks/` beside it."""

    arrows: Arrows
    """Each room, and the other rooms that it imports."""
    heights: Mapping[str, int]
    """The floors that pyproject.toml gives the rooms of the core, the lowest 0; hooks stand above them."""

    @cached_property
    def upward(self) -> list[tuple[str, str]]:
        """Arrows to a higher floor, or to another room of the same."""
        return sorted(
            (room, used)
            for room, uses in self.arrows.items()
            for used in uses
            if room in self.heights and self.heights.get(used, 99) >= self.heights[room]
        )

    @cached_property
    def circles(self) -> list[str]:
        """Rooms that import themselves by way of others."""
        return sorted(room for room in self.arrows if room in self._reached(room))

    @cached_property
    def floors(self) -> int:
        """Rooms in the longest chain of imports; those of a circle count as one."""
        heights: dict[str, int] = {}

        def height(room: str) -> int:
            if room not in heights:
                below = [used for used in self.arrows[room] if room not in self._reached(used)]
                heights[room] = 1 + max(map(height, below), default=0)
            return heights[room]

        return max(map(height, self.arrows), default=0)

    def _reached(self, room: str) -> set[str]:
        reached, waiting = set[str](), [*self.arrows[room]]
        while waiting:
            if (used := waiting.pop()) not in reached:
                reached.add(used)
                waiting += self.arrows[used]
        return reached

    def __str__(self) -> str:
        arrows = sum(map(len, self.arrows.values()))
        upward = f"{len(self.upward)} upward" if self.upward else "none upward"
        circles = f"{len(self.circles)} rooms in circles" if self.circles else "no circle"
        return (
            f"house: {len(self.arrows)} rooms on {self.floors} floors, {arrows} arrows, {upward}, {circles}"
        )


def read_house(root: Path) -> House:
    """The house below `root`, and the floors of its core that pyproject.toml states."""
    (contract,) = read_configuration(str(root / "pyproject.toml"))["contracts_options"]
    hooks = root / "hooks"
    files = {path: _room(path.relative_to(hooks).with_suffix("").parts) for path in hooks.rglob("*.py")}
    arrows: dict[str, set[str]] = {room: set() for room in files.values() if room}
    for path, room in files.items():
        for name in imported(path) if room else ():
            used = _room(tuple(name.split(".")))
            if used != room and used in arrows:
                arrows[room].add(used)
    floors = [
        [f"course.{name.strip()}" for name in layer.split("|")] for layer in reversed(contract["layers"])
    ]
    heights = {room: height for height, rooms in enumerate(floors) for room in rooms}
    return House({room: frozenset(uses) for room, uses in arrows.items()}, heights)


def _room(parts: tuple[str, ...]) -> str:
    """The room of a module, such as ``course.checks`` or ``glossary``; the core as a whole is none."""
    if parts[0] != "course":
        return parts[0]
    return ".".join(parts[:2]) if len(parts) > 1 and parts[1] != "__init__" else ""


def imported(path: Path) -> Iterator[str]:
    """Full names of all that a file imports, wherever in it: of ``from a import b`` it is ``a.b``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
