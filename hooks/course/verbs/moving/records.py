"""What names pages besides links: corrections, the ledger, accepted Problems, addresses, the menu."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from course.languages.ledger import LEDGER, ledger_text, read_ledger
from course.markdown.files.folder_pages import is_page
from course.markdown.files.shared_addresses import usual_site_path
from course.model.corrections.corrections import CORRECTIONS_FILE
from course.model.editions import Edition
from course.problems.problem import ACCEPTED, display_path
from course.publish.hosting.addresses import known_addresses, moved_addresses, render_list
from course.publish.hosting.redirects import with_move
from course.publish.places import ADDRESSES
from course.settings.config import tree_of
from course.verbs.moving.changes import Changes


def address_of(edition: Edition, uri: str) -> str:
    """The address of the page `uri` from the site's root on."""
    path = f"{edition.language.folder}/{usual_site_path(uri)}".lstrip("/")
    return f"/{path.removesuffix('index.html')}"


def move_corrections(changes: Changes, docs_dir: Path, old: str, new: str) -> None:
    """Have the corrections of the page `old` be those of `new`; of nothing where `new` is empty."""
    path = docs_dir / posixpath.dirname(old) / CORRECTIONS_FILE
    text = changes.now(path).decode("utf-8-sig", errors="replace")
    span = _entry_of(text, posixpath.basename(old))
    if span is None:
        return
    start, key_end, end = span
    entry = (posixpath.basename(new) + text[key_end:end]).rstrip() + "\n"
    target = docs_dir / posixpath.dirname(new) / CORRECTIONS_FILE
    if new and target == path:
        changes.write(path, text[:start] + entry + text[end:])
        return
    rest = text[:start] + text[end:]
    if _has_entries(rest):
        changes.write(path, rest)
    else:
        changes.remove(path)
    if new:
        there = changes.now(target).decode("utf-8-sig", errors="replace")
        changes.write(target, f"{there.rstrip()}\n{entry}".lstrip("\n"))


def _entry_of(text: str, name: str) -> tuple[int, int, int] | None:
    """Where the entry of the page `name` begins, where its key ends, and where the entry ends."""
    node = _tree(text)
    pairs = node.value if isinstance(node, yaml.MappingNode) and not node.flow_style else []
    for at, (key, _) in enumerate(pairs):
        if key.value == name:
            end = pairs[at + 1][0].start_mark.index if at + 1 < len(pairs) else len(text)
            return key.start_mark.index, key.end_mark.index, end
    return None


def _has_entries(text: str) -> bool:
    node = _tree(text)
    return isinstance(node, yaml.MappingNode) and bool(node.value)


def _tree(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None  # the check tells what is wrong with it


def move_in_lists(changes: Changes, root: Path, paths: dict[str, str]) -> None:
    """Have the ledger and the list of accepted Problems name files by their new `paths`; empty: not."""
    ledger = read_ledger(root)
    if any(path in ledger for path in paths):
        moved = {paths.get(path, path): marks for path, marks in ledger.items()}
        changes.write(root / LEDGER, ledger_text({path: marks for path, marks in moved.items() if path}))
    accepted = root / ACCEPTED
    if accepted.is_file():
        lines = accepted.read_text(encoding="utf-8-sig", errors="replace").splitlines(keepends=True)
        parted = [line.partition(" [") for line in lines]
        kept = [
            "".join((paths.get(path, path), sign, rest))
            for path, sign, rest in parted
            if paths.get(path, path)
        ]
        changes.write(accepted, "".join(kept))


def move_addresses(changes: Changes, root: Path, moved: Sequence[tuple[str, str]]) -> None:
    """Have pages at the old addresses of `moved` lead to the new ones, if the site has ever had them."""
    known, moves = known_addresses(root), moved_addresses(root)
    before = dict(moves)
    for old, new in moved:
        if old in known or old in moves.values():
            moves = with_move(moves, old, new)
            moves = {each: leads for each, leads in moves.items() if each in known}
    if moves != before:
        changes.write(root / ADDRESSES, render_list(root, known, moves))


def move_in_menu(changes: Changes, root: Path, target: Callable[[str], str]) -> None:
    """Have ``nav`` of mkdocs.yml name pages by their new places; those that go stay, for somebody to look."""
    path = root / "mkdocs.yml"
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    found: list[yaml.ScalarNode] = []
    root_node = tree_of(path)
    for key, value in root_node.value if isinstance(root_node, yaml.MappingNode) else []:
        if key.value == "nav":
            _scalars(value, found)
    for node in sorted(found, key=lambda each: each.start_mark.index, reverse=True):
        new = target(str(node.value))
        if new and new != node.value and is_page(str(node.value)):
            written = json.dumps(new, ensure_ascii=False) if node.style or " " in new else new
            text = text[: node.start_mark.index] + written + text[node.end_mark.index :]
    changes.write(path, text)


def _scalars(node: yaml.Node, found: list[yaml.ScalarNode]) -> None:
    if isinstance(node, yaml.ScalarNode):
        found.append(node)
    for each in node.value if isinstance(node, yaml.SequenceNode) else []:
        _scalars(each, found)
    for _, value in node.value if isinstance(node, yaml.MappingNode) else []:
        _scalars(value, found)


def listed(edition: Edition, uri: str, root: Path) -> str:
    """A file as lists name it."""
    return display_path(edition.docs_dir / uri, root)
