"""When a page comes out: ``draft: true`` and ``publish: 2026-12-01`` in its front matter.

A translation waits for its original, too. A page that waits is as good as not there, but for those who write
it: `showing_waiting`. Where nobody can say whether it waits, it does, and is told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timezone, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from course.markdown.files.front_matter import FRONT_MATTER, is_readable, unfolds_too_much
from course.reads import DATE_MADE, note_until, stamp_of

#: A text that sorts behind all days: nobody knows when a draft comes out.
DRAFT = "draft"
#: Which pages that wait are shown all the same: ``all``, or ``dated``, those that come out by themselves.
_SHOWN: ContextVar[str] = ContextVar("shown", default="")
#: The time zone whose days are the course's.
_TIME_ZONE: ContextVar[str] = ContextVar("time_zone", default="UTC")
#: The names of the folders of the course's languages, that of the originals first.
_LANGUAGES: ContextVar[tuple[str, ...]] = ContextVar("languages", default=())
_READ = 1 << 16  # bytes that are looked at for front matter: it is asked of every page
_OURS = re.compile(r"^(?:draft|publish)[ \t]*:", re.MULTILINE)
_NAMED = re.compile(r"\s*[A-Za-z_][\w-]*:(?:\s|$)")
_OWN_PAGE = re.compile(r"(?<![^/])(readme|index)\.md$", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Publication:
    """What the front matter of a page says of when it comes out."""

    waits_until: str = ""
    """The day it comes out, as in ISO 8601; `DRAFT` where none is known, empty where nothing is said."""
    fault: str = ""
    """What of it cannot be read; empty where all can."""
    line: int = 1
    """The line of the fault."""
    is_stated: bool = False
    """Whether the page says anything of it."""

    def waits(self) -> bool:
        """Whether the page is not out yet."""
        return bool(self.waits_until) and (self.waits_until == DRAFT or _is_ahead(self.waits_until))


_OUT = Publication()


def _is_ahead(day: str) -> bool:
    if day <= today().isoformat():
        return False
    if not _chosen_moment():
        note_until(datetime.combine(date.fromisoformat(day), time(), _zone()).timestamp())
    return True


def today() -> date:
    """The day it is for readers: that of ``SOURCE_DATE_EPOCH`` if somebody has set it, else of the clock."""
    moment = _chosen_moment()
    now = datetime.fromtimestamp(moment, _zone()) if moment else datetime.now(_zone())
    return now.date()


def _chosen_moment() -> int:
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    chosen = given.isascii() and given.isdecimal() and len(given) < 12 and not os.environ.get(DATE_MADE)
    return int(given) if chosen else 0


def _zone() -> tzinfo:
    try:
        return ZoneInfo(_TIME_ZONE.get())
    except (ValueError, OSError, KeyError):  # no such zone, which the check of the settings tells
        return timezone.utc


def waiting_pages(docs_dir: Path, uris: Iterable[str]) -> dict[str, Publication]:
    """The pages among `uris` that are not out yet, and what each says of when it is."""
    read = ((uri, publication_of(docs_dir, uri)) for uri in uris)
    return {uri: publication for uri, publication in read if publication.waits()}


def hidden_pages(docs_dir: Path, uris: Iterable[str]) -> set[str]:
    """The pages among `uris` that wait, and that nobody is to be shown before."""
    shown = _SHOWN.get()
    if shown == "all":
        return set()
    waiting = waiting_pages(docs_dir, uris)
    return {uri for uri, each in waiting.items() if shown != "dated" or each.waits_until == DRAFT}


@contextmanager
def showing_waiting(which: str = "all") -> Iterator[None]:
    """Have pages that wait read as others are: ``all``, those that are ``dated``, or none."""
    before = _SHOWN.set(which)
    try:
        yield
    finally:
        _SHOWN.reset(before)


def use_time_zone(name: str) -> None:
    """Have the course's days be those of a time zone, such as ``Asia/Seoul``, in this process."""
    _TIME_ZONE.set(name)


def use_languages(folders: Iterable[str]) -> None:
    """Have pages in these folders translate those in the first that is there, in this process.

    They are names, such as ``ko`` and ``en``: the folders lie side by side, in this course or another.
    """
    _LANGUAGES.set(tuple(folders))


def publication_of(docs_dir: Path, uri: str) -> Publication:
    """When the page comes out: a translation not before its original, whatever it says itself."""
    own, original = publication_at(docs_dir / uri), original_publication(docs_dir, uri)
    return replace(own, waits_until=max(own.waits_until, original.waits_until))


def original_publication(docs_dir: Path, uri: str) -> Publication:
    """What the original of a translation says; nothing for a page that is none, or whose original is gone."""
    names = _LANGUAGES.get()
    if docs_dir.name not in names[1:]:
        return _OUT
    folders = (docs_dir.with_name(name) for name in names[: names.index(docs_dir.name)])
    originals = next((folder for folder in folders if folder.is_dir()), None)
    if originals is None:
        return _OUT
    same = _OWN_PAGE.sub(lambda name: "index.md" if name[1].lower() == "readme" else "README.md", uri)
    paths = (originals / each for each in dict.fromkeys((uri, same)))
    return next((publication_at(path) for path in paths if path.is_file()), _OUT)


def publication_at(path: Path) -> Publication:
    """What the page at `path` says of when it comes out; nothing where it cannot be opened."""
    return _at(str(path), stamp_of(str(path)))


@lru_cache(maxsize=16384)
def _at(path: str, _: object) -> Publication:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - of every page, many times
            start = file.read(3)
            if start not in (b"---", b"\xef\xbb\xbf"):
                return _OUT
            content = start + file.read(_READ)
    except OSError:
        return _OUT
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return read_publication(text)


def read_publication(text: str) -> Publication:
    """What the page `text` says of when it comes out."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return _OUT
    says = _OURS.search(match["yaml"]) is not None
    if not is_readable(match["yaml"]):
        return _unreadable(match["yaml"], says=says)
    loader = yaml.SafeLoader(match["yaml"])
    try:
        node: Any = loader.get_single_node()
        given = {
            key.value: (loader.construct_object(value, deep=True), int(key.start_mark.line) + 2)
            for key, value in node.value
            if key.value in ("draft", "publish")
        }
    finally:
        loader.dispose()
    return _stated(given)


def _stated(given: Mapping[str, tuple[object, int]]) -> Publication:
    """What the values of ``draft`` and ``publish``, each with its line, say together."""
    until = ""
    for name, (value, line) in given.items():
        if isinstance(value, bool):  # "publish: false" is a draft, as other programs have it
            until = max(until, DRAFT if value == (name == "draft") else "")
        elif name == "publish" and (day := _day(value)):
            until = max(until, day)
        else:
            wanted = "a day such as 2026-12-01" if name == "publish" else "true or false"
            return Publication(DRAFT, f"“{name}: {str(value)[:40]}” is not {wanted}", line)
    return Publication(until, is_stated=bool(given))


def _day(value: object) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            return ""
    return ""


def _unreadable(text: str, *, says: bool) -> Publication:
    """Front matter that no program can read; what only looks like some, such as a line of text, is none."""
    try:
        node = yaml.compose(text, yaml.SafeLoader) if len(text) < _READ else None
        if isinstance(node, yaml.MappingNode) and not unfolds_too_much(text):
            yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        if says or _NAMED.match(text):
            line = error.problem_mark.line + 2 if error.problem_mark else 1
            return Publication(DRAFT if says else "", f"the front matter is not YAML: {error.problem}", line)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date such as 2026-02-30
        if says or _NAMED.match(text):
            what = " ".join(str(error).split())[:80]
            return Publication(DRAFT if says else "", f"the front matter cannot be read: {what}")
    return Publication(DRAFT, "the front matter cannot be read", 1) if says else _OUT
