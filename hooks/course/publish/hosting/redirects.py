"""Pages that lead from the address that a page had to the one it has: an arrow in addresses.txt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from course.model.editions import Language
from course.publish.hosting.addresses import moved_addresses
from course.publish.hosting.moved import render_moved


def write_redirects(project_dir: Path, site_dir: Path, language: Language) -> None:
    """Write a page at each address that has moved, unless a page is there now, or none where it leads to."""
    for old, new in moved_addresses(project_dir).items():
        path = _file_of(old, site_dir)
        if ".." not in old.split("/") and not path.exists() and _file_of(new, site_dir).is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(render_moved(old, new, language), encoding="utf-8", newline="\n")


def with_move(moves: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """`moves` once what was at `old` is at `new`: those that led to the one lead to the other."""
    kept = {each: new if leads == old else leads for each, leads in moves.items()}
    return {each: leads for each, leads in {**kept, old: new}.items() if each not in (new, leads)}


def _file_of(address: str, site_dir: Path) -> Path:
    path = address.lstrip("/")
    return site_dir / (f"{path}index.html" if not path or path.endswith("/") else path)
