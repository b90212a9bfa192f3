"""What an upgrade would do to a course's folder, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from course.repository.parts import kind_of
from course.repository.product_files import mark_of, read_list
from course.repository.release import LIST, SAMPLE, Release


@dataclass(frozen=True, slots=True)
class Plan:
    """The difference between a course's folder and a version of the product, by paths."""

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    lost: tuple[str, ...]
    """Those of the replaced and removed that were changed here: what was changed would be lost."""
    left: tuple[str, ...]
    """Files that the product began and the course has changed or deleted: they stay as they are."""
    is_listed: bool
    """Whether it is known how the product's files came: without that, each that differs counts as changed."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not (self.added or self.replaced or self.removed)


def plan_upgrade(folder: Path, release: Release) -> Plan:
    """What brings the product in `folder` to `release`."""
    came = read_list(folder)
    added, replaced, lost, left = list[str](), list[str](), list[str](), list[str]()
    for path, content in sorted(release.files.items()):
        here = _mark_at(folder, path)
        if here == mark_of(content):
            continue
        is_ours = path.startswith(".product/") or (came or {}).get(path) == here
        if not here:
            (left if kind_of(path) == "begun" and path in (came or {}) else added).append(path)
        elif kind_of(path) == "begun" and not is_ours:
            left.append(path)
        else:
            replaced.append(path)
            lost += [] if is_ours else [path]
    removed = [path for path in _known(folder, came) if path not in release.files and _mark_at(folder, path)]
    gone = [
        path
        for path in removed
        if kind_of(path) == "product" or (came and came[path] == _mark_at(folder, path))
    ]
    lost += [path for path in gone if came and path in came and came[path] != _mark_at(folder, path)]
    return Plan(tuple(added), tuple(replaced), tuple(gone), tuple(lost), tuple(left), came is not None)


def _known(folder: Path, came: Mapping[str, str] | None) -> list[str]:
    """The files here that a version of the product has brought."""
    sample = folder / SAMPLE
    kept = [path.relative_to(folder).as_posix() for path in sorted(sample.rglob("*")) if path.is_file()]
    return [*(came or {}), *kept]


def _mark_at(folder: Path, path: str) -> str:
    """The mark of a file in `folder`; empty where there is none."""
    place = folder / path
    return mark_of(place.read_bytes()) if place.is_file() else ""


def render_plan(plan: Plan) -> list[str]:
    """A line for each part of the product that would change, and for what would stay."""
    counts: dict[str, Counter[str]] = {}
    for how, paths in (("new", plan.added), ("changed", plan.replaced), ("removed", plan.removed)):
        for path in paths:
            if path != LIST:
                counts.setdefault(_part(path), Counter())[how] += 1
    lines = [
        f"  {part}: {', '.join(f'{count} {how}' for how, count in by.items())}" for part, by in counts.items()
    ]
    if plan.left:
        lines.append(f"  yours, left as they are: {_listed(plan.left)}")
    return lines


def refusal(plan: Plan) -> str:
    """One line on why the plan is not carried out; empty where nothing of the course's would be lost."""
    if not plan.lost:
        return ""
    why = (
        "were changed here"
        if plan.is_listed
        else "differ, and no list (.product/files.txt) tells who changed them"
    )
    return (
        f"files of the product {why}: {_listed(plan.lost)}; put your changes into mkdocs.yml or overrides/, "
        "or let them go with --replace (they are kept in .cache/before-upgrade)"
    )


def _listed(paths: Iterable[str], most: int = 8) -> str:
    names = list(paths)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _part(path: str) -> str:
    top, slash, _ = path.partition("/")
    return SAMPLE if path.startswith(SAMPLE) else f"{top}{slash}"
