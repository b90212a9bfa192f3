"""Which files of a course a command means, and where each is to be."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from course.languages.pages import page_key
from course.markdown.files.folder_pages import is_own_page, is_page
from course.markdown.files.walking import walk_docs
from course.markdown.links.written import written_addresses
from course.model.corrections.corrections import CORRECTIONS_FILE
from course.model.editions import Edition
from course.verbs.moving.sources import Sources, target_of


class RefusedError(Exception):
    """It cannot be done, and nothing was; the text says why, and what to write instead."""


@dataclass(slots=True)
class Moves:
    """By edition, the files that move: from URI to URI; those that go, to nothing."""

    of: dict[int, dict[str, str]] = field(default_factory=dict)
    folder: tuple[str, str] | None = None
    """A whole folder that moves, from URI to URI."""

    def everywhere(self) -> dict[str, str]:
        """The moves in any language: links lead to files of another, too."""
        return {old: new for each in reversed([*self.of.values()]) for old, new in each.items()}

    def target(self, uri: str) -> str:
        """Where a link to the file or folder `uri` is to lead."""
        moves = self.everywhere()
        if uri in moves:
            return moves[uri]
        if self.folder and (uri == self.folder[0] or uri.startswith(f"{self.folder[0]}/")):
            return self.folder[1] + uri[len(self.folder[0]) :]
        for ending in (".md", "/README.md", "/index.md"):
            if new := moves.get(f"{uri}{ending}"):
                return (
                    posixpath.dirname(new)
                    if is_own_page(new)
                    else new.removesuffix(".md" * (ending == ".md"))
                )
        return moves.get(f"{uri.removesuffix('.html')}.md", uri)

    def holds(self, uri: str, address: str) -> bool:
        """Whether `address`, written in the page `uri`, leads to what moves or goes."""
        target = target_of(uri, address)
        parts = target.split("/")
        is_from_root = address.startswith("/")  # of the course, or of the repository
        below = ["/".join(parts[at:]) for at in range(len(parts))] if is_from_root else [target]
        return bool(target) and any(self.target(each) != each for each in below)


def meant(editions: Sequence[Edition], given: str) -> tuple[str, bool]:
    """URI of the page or folder that `given` names, as a path or as a place in the course; whether a folder.

    Raises RefusedError where there is none.
    """
    uri = uri_of(editions, given)
    for edition in editions:
        if uri and (edition.docs_dir / uri).is_dir():
            return uri, True
        for name in (uri, f"{uri}.md"):
            if (edition.docs_dir / name).is_file() and is_page(name):
                return name, False
    raise RefusedError(f"{given} is no page or folder of the course; name one such as docs/ko/week_04/a.md")


def uri_of(editions: Sequence[Edition], given: str) -> str:
    """`given`, a path in a folder of sources or a place in the course, as a URI."""
    path = Path(given)
    for edition in editions:
        docs_dir = edition.docs_dir.resolve()
        if path.absolute() == docs_dir or path.absolute().is_relative_to(docs_dir):
            return path.absolute().relative_to(docs_dir).as_posix().removeprefix(".")
    uri = posixpath.normpath(given.replace("\\", "/"))
    if uri.startswith(("/", "..")) or (len(uri) > 1 and uri[1] == ":"):
        raise RefusedError(f"{given} is no place in the course; write one such as docs/ko/week_04/a.md")
    return uri.removeprefix(".") if uri == "." else uri


def new_uri(editions: Sequence[Edition], given: str, old: str, *, is_folder: bool) -> str:
    """URI of the place that `given` names for what is at `old`. Raises RefusedError for one that is none."""
    uri = uri_of(editions, given)
    into = given.endswith(("/", "\\")) or any((each.docs_dir / uri).is_dir() for each in editions)
    if into and not is_folder:
        uri = posixpath.join(uri, posixpath.basename(old))
    elif not is_folder and not is_page(uri):
        uri = f"{uri}.md"
    if not uri or any(part.startswith(".") for part in uri.split("/")):
        raise RefusedError(f"{given} is no place for a page; hidden folders are not published")
    if is_folder and (uri == old or uri.startswith(f"{old}/")):
        raise RefusedError(f"{old} cannot be moved into itself")
    return uri


def moves_of_folder(editions: Sequence[Edition], old: str, new: str) -> Moves:
    """The moves of all files of the folder `old`, in every language."""
    moves = Moves(folder=(old, new))
    for number, edition in enumerate(editions):
        files = [uri for uri in walk_docs(edition.docs_dir).files if uri.startswith(f"{old}/")]
        moves.of[number] = {uri: new + uri[len(old) :] for uri in files}
    return moves


def moves_of_page(editions: Sequence[Edition], old: str, new: str, sources: Sources) -> Moves:
    """The moves of the page `old` in every language, and of pictures beside it that no other page shows."""
    moves = Moves()
    for number in range(len(editions)):
        own = sources.page(number, page_key(old))
        if own:
            same_name = is_own_page(own) and is_own_page(new)
            name = posixpath.basename(own) if same_name else posixpath.basename(new)
            moves.of[number] = {own: posixpath.join(posixpath.dirname(new), name)}
    if posixpath.dirname(old) != posixpath.dirname(new):
        beside = set(_pictures(moves, sources))
        for number, edition in enumerate(editions):
            there = [uri for uri in beside if (edition.docs_dir / uri).is_file()]
            place = {uri: posixpath.relpath(uri, posixpath.dirname(old) or ".") for uri in there}
            moves.of.setdefault(number, {}).update(
                {uri: posixpath.join(posixpath.dirname(new), place[uri]) for uri in there}
            )
    return moves


def _pictures(moves: Moves, sources: Sources) -> Iterator[str]:
    """Files beside the page that moves, or below, that its text alone names."""
    moving = {(number, uri) for number, each in moves.of.items() for uri in each}
    named = {True: set[str](), False: set[str]()}
    for number, uri in sources:
        for each in written_addresses(sources.text(number, uri)):
            if target := target_of(uri, each.address):
                named[(number, uri) in moving].add(target)
    folders = {posixpath.dirname(uri) for _, uri in moving}
    for uri in named[True] - named[False]:
        below = any(not folder or uri.startswith(f"{folder}/") for folder in folders)
        if below and not is_page(uri) and posixpath.basename(uri) != CORRECTIONS_FILE:
            yield uri
