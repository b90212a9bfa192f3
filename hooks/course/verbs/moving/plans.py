"""What moving or removing pages changes in the files of a course."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from course.languages.pages import page_key
from course.markdown.files.folder_pages import is_page
from course.markdown.links.moved import moved_address
from course.markdown.links.written import (
    WrittenAddress,
    rewritten,
    unlinked,
    written_addresses,
)
from course.markdown.reading.publication import publication_of
from course.model.corrections.corrections import CORRECTIONS_FILE
from course.model.editions import Edition
from course.verbs.moving.changes import Changes
from course.verbs.moving.places import (
    Moves,
    RefusedError,
    meant,
    moves_of_folder,
    moves_of_page,
    new_uri,
)
from course.verbs.moving.records import (
    address_of,
    listed,
    move_addresses,
    move_corrections,
    move_in_lists,
    move_in_menu,
)
from course.verbs.moving.sources import Sources


def plan_move(editions: Sequence[Edition], root: Path, old: str, new: str) -> tuple[Changes, list[str]]:
    """What moving `old`, a page or folder, to `new` changes, and a line for each thing that does.

    Raises RefusedError where it cannot be moved, CourseError where the ledger cannot be read.
    """
    from_uri, is_folder = meant(editions, old)
    to_uri = new_uri(editions, new, from_uri, is_folder=is_folder)
    sources = Sources(editions)
    if is_folder:
        moves = moves_of_folder(editions, from_uri, to_uri)
    else:
        moves = moves_of_page(editions, from_uri, to_uri, sources)
    _refuse_taken(editions, moves, root)
    changes = Changes()
    told = _move_files(changes, moves, sources, root)
    count = _rewrite_links(changes, moves, sources)
    if not is_folder:
        for number, edition in enumerate(editions):
            for from_page, to_page in moves.of.get(number, {}).items():
                move_corrections(changes, edition.docs_dir, from_page, to_page)
    _move_names(changes, editions, moves, root)
    return changes, [*told, *([f"{count} links lead to the new place"] if count else [])]


def _refuse_taken(editions: Sequence[Edition], moves: Moves, root: Path) -> None:
    for number, each in moves.of.items():
        docs_dir = editions[number].docs_dir
        if moves.folder and (docs_dir / moves.folder[1]).exists():
            shown = listed(editions[number], moves.folder[1], root)
            raise RefusedError(f"{shown} is there already; nothing was changed")
        keys = {page_key(uri): uri for uri in Sources([editions[number]]).uris[0] if uri not in each}
        for new in each.values():
            taken = new if (docs_dir / new).exists() else keys.get(page_key(new), "") if is_page(new) else ""
            if taken and taken not in each:
                raise RefusedError(
                    f"{listed(editions[number], taken, root)} is there already; nothing was changed"
                )


def _move_files(changes: Changes, moves: Moves, sources: Sources, root: Path) -> list[str]:
    """Have every file that moves go from its old place to the new one; a line for each."""
    told = []
    for number, each in moves.of.items():
        for old, new in each.items():
            path = sources.path(number, old)
            changes.remove(path)
            changes.write(sources.path(number, new), path.read_bytes())
            edition = sources.editions[number]
            told.append(f"{listed(edition, old, root)} is now {listed(edition, new, root)}")
    return told


def _rewrite_links(changes: Changes, moves: Moves, sources: Sources) -> int:
    """Have all links lead where they led; the number of those that lead to what has moved."""
    count = 0
    for number, uri in sources:
        text = sources.text(number, uri)
        new_place = moves.of.get(number, {}).get(uri, uri)

        def change(each: WrittenAddress, uri: str = uri, new_place: str = new_place) -> str | None:
            nonlocal count
            address = moved_address(each.address, uri, new_place, moves.target)
            count += address is not None and moves.holds(uri, each.address)
            return address

        after = rewritten(text, change)
        if after != text:
            changes.write(sources.path(number, new_place), sources.with_ends(number, uri, after))
    return count


def _move_names(changes: Changes, editions: Sequence[Edition], moves: Moves, root: Path) -> None:
    """Have lists and addresses name what has moved by its new place."""
    paths, addresses = {}, []
    for number, each in moves.of.items():
        edition = editions[number]
        for old, new in each.items():
            paths[listed(edition, old, root)] = listed(edition, new, root) if new else ""
            if is_page(old) and not publication_of(edition.docs_dir, old).waits():
                to_address = address_of(edition, new or _nearest(moves, number, old, edition))
                addresses.append((address_of(edition, old), to_address))
    move_in_lists(changes, root, paths)
    move_addresses(changes, root, addresses)
    move_in_menu(changes, root, lambda uri: moves.everywhere().get(uri, uri))


def _nearest(moves: Moves, number: int, uri: str, edition: Edition) -> str:
    """The page of the nearest folder above `uri` that still holds a page when all is done."""
    left = [each for each in Sources([edition]).uris[0] if each not in moves.of[number]]
    folder = posixpath.dirname(uri)
    while folder and not any(each.startswith(f"{folder}/") for each in left):
        folder = posixpath.dirname(folder)
    return f"{folder}/README.md".lstrip("/")


def plan_removal(editions: Sequence[Edition], root: Path, old: str) -> tuple[Changes, list[str]]:
    """What taking away `old`, a page or folder, in all languages changes, and a line for each thing.

    Links to it become their text. Raises RefusedError where there is no such page, or where it is the last.
    """
    uri, is_folder = meant(editions, old)
    sources = Sources(editions)
    moves = moves_of_folder(editions, uri, "") if is_folder else moves_of_page(editions, uri, uri, sources)
    moves.of = {number: dict.fromkeys(each, "") for number, each in moves.of.items()}
    moves.folder = None
    if not [uri for uri in sources.uris[0] if uri not in moves.of.get(0, {})]:
        raise RefusedError(f"{old} holds the last page of the course; nothing was changed")
    changes, told = Changes(), []
    for number, each in moves.of.items():
        for gone in each:
            changes.remove(sources.path(number, gone))
            told.append(f"{listed(editions[number], gone, root)} is gone")
            if posixpath.basename(gone) != CORRECTIONS_FILE and not is_folder:
                move_corrections(changes, editions[number].docs_dir, gone, "")
    told += _unlink(changes, moves, sources, root)
    _move_names(changes, editions, moves, root)
    return changes, told


def _unlink(changes: Changes, moves: Moves, sources: Sources, root: Path) -> list[str]:
    """Have links to what goes be their text; a line for each page, and for what is left to be mended."""
    told = []
    for number, uri in sources:
        if uri in moves.of.get(number, {}):
            continue
        text = sources.text(number, uri)
        to_gone = [each for each in written_addresses(text) if moves.holds(uri, each.address)]
        spans = [each for each in to_gone if each.outer and each.label]
        text = unlinked(text, partial(moves.holds, uri))
        name = listed(sources.editions[number], uri, root)
        if spans:
            changes.write(sources.path(number, uri), sources.with_ends(number, uri, text))
            told.append(f"{name}: {len(spans)} links to it are text now")
        if len(spans) < len(to_gone):
            told.append(f"{name}: {len(to_gone) - len(spans)} more name it; run.py check tells where")
    return told
