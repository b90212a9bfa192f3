"""Whether the published site still stands as it is: nothing that made it, and nothing in it, has changed.

A build that ended well leaves a record of all that it read, of every file that it published and of every line
that it told. Where all is the same, the next build need not begin: it tells the same lines. This is decided
before MkDocs, or anything else that takes long to load, is there.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from course.kept import CACHE, Store, code_hashes, file_digest, key_of
from course.publish.places import ADDRESSES, HOLDER, clear_left
from course.publish.told import Part, remembering, tell_again, without_building
from course.reads import Reads, Stamp, names_in, stamp_of, walked, watching

#: Of these the record knows the answer by other means: the last commit; the program's own file.
_KNOWN_PROGRAMS = frozenset(("git", "bash"))
#: Variables that tell of the terminal and the shell; no build asks for them.
_UNASKED = frozenset(
    ("_", "SHLVL", "PWD", "OLDPWD", "WINDOWID", "TERM_SESSION_ID", "XDG_SESSION_ID", "SSH_CLIENT", "SSH_TTY")
)
#: Folders of what is made of other things, or is known by a lock.
_MADE = frozenset((".git", ".cache", ".venv", "node_modules", "__pycache__"))
_MADE_CACHES = frozenset((".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache"))
#: Files of libraries are known by their stamps: there are thousands, and locks say what they hold.
_LIBRARIES = re.compile(
    rf"[/\\](?:site-packages|node_modules)[/\\]|{re.escape(str(Path(os.__file__).parent))}[/\\]"
)
_LIST = Path(".cache", "problems.txt")


@dataclass(slots=True)
class Standing:
    """The site that a command publishes: whether it stands, and what it was made of."""

    words: Sequence[str]
    """The command's."""
    project_dir: Path
    told: list[Part] = field(default_factory=list)
    reads: Reads = field(default_factory=Reads)
    _key: str = ""

    def __post_init__(self) -> None:
        """Ask at once for what a build may change, such as the environment."""
        asked = sorted((name, value) for name, value in os.environ.items() if name not in _UNASKED)
        streams = [shutil.get_terminal_size() if each.isatty() else () for each in (sys.stdout, sys.stderr)]
        python = (sys.version, sys.executable, sys.flags, sys.path)
        self._key = key_of("site", [*self.words], str(self.project_dir), asked, streams, python)

    def is_told_again(self) -> bool:
        """Tell what the last build told, if its site stands; else nothing, and false."""
        kept = self._store.get(self._key, self.project_dir)
        record = json.loads(kept) if kept else None
        if record is None or not _stands(record, self.project_dir):
            return False
        for line in clear_left(Path(record["site_dir"]), HOLDER):
            print(line)
        if record["list"] is not None:
            self.project_dir.joinpath(_LIST).write_text(record["list"], encoding="utf-8", newline="\n")
        tell_again(record["told"])
        return True

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Remember what is read and told while this lasts."""
        with watching() as self.reads, remembering(self.told):
            yield

    def keep(self, site_dir: Path) -> None:
        """Leave the record of the site in `site_dir`, unless something was read that nobody can look up."""
        reads, own = self.reads, _Own(self.project_dir, site_dir)
        if reads.asks_network or any(name not in _KNOWN_PROGRAMS for name, _ in reads.programs):
            return
        reads.add_modules()
        files = {path: stamp for path, stamp in reads.files.items() if own.is_input(path)}
        folders = {path: names for path, names in reads.folders.items() if own.is_input(path)}
        if any(stamp_of(path) != stamp for path, stamp in files.items()):
            return  # it changed while the site was built
        now = {path: own.names(path) for path in folders}
        if any(now[path] != own.without_made(path, names) for path, names in folders.items()):
            return
        record = self._record(own, files, now)
        texts = [path for path in files if path not in record["libraries"]]
        texts += walked(_code_dir(), _MADE)
        code = code_hashes()  # as it was at first: what was changed since then has not made this site
        known = {self._below(path): code.get(path) or file_digest(path) for path in texts}
        self._store.put(self._key, json.dumps(record).encode(), known)

    def _below(self, path: str) -> str:
        """The path from the project's folder: quickly of what is in it, which is nearly all."""
        inside = path.removeprefix(f"{self.project_dir}{os.sep}")
        return inside if inside != path and ".." not in inside else os.path.relpath(path, self.project_dir)

    def _record(self, own: _Own, files: Mapping[str, Stamp], folders: Mapping[str, object]) -> dict[str, Any]:
        """What the site is, what was told, and what it was made of but for the texts among `files`."""
        return {
            "site_dir": str(own.site_dir),
            "site": _hashes(own.site_dir),
            "libraries": {path: stamp for path, stamp in files.items() if _LIBRARIES.search(path)},
            "folders": {path: key_of(names) for path, names in folders.items()},
            "tree": own.tree(),
            "commits": {folder: _commit(folder) for name, folder in self.reads.programs if name == "git"},
            "bash": _bash(),
            "day": _today() if self.reads.asks_day else "",
            "until": self.reads.until,
            "told": without_building(self.told),
            "list": self._list(),
            "addresses": file_digest(self.project_dir / ADDRESSES),
        }

    def _list(self) -> str | None:
        """The list of Problems, if the build has written it."""
        path = self.project_dir / _LIST
        return path.read_text(encoding="utf-8") if str(path) in self.reads.made and path.is_file() else None

    @property
    def _store(self) -> Store:
        return Store(self.project_dir / CACHE)


@dataclass(frozen=True)
class _Own:
    """What of all that is read belongs to the project, and what of that a build makes itself."""

    project_dir: Path
    site_dir: Path

    @cached_property
    def _made(self) -> tuple[str, ...]:
        """Folders of what builds make, each also as what begins the paths of all that is in it."""
        folders = self.project_dir / ".cache", self.site_dir, self.project_dir / ".git"
        return tuple(f"{folder}{os.sep}" for folder in folders)

    def is_input(self, path: str) -> bool:
        """Whether a build reads the file or folder without having made it."""
        made = ("/proc/", "/dev/", "/sys/", *self._made)
        made = (*made, str(self.project_dir / ADDRESSES))  # it is looked at by itself
        inner = f"{os.sep}.site-" in path or f"{os.sep}__pycache__" in path
        return not inner and not f"{path}{os.sep}".startswith(made)

    def without_made(self, path: str, names: Sequence[str] | None) -> tuple[str, ...] | None:
        """The `names` in a folder, without those of what builds make there."""
        if names is None:
            return None
        made = _MADE | _MADE_CACHES | {ADDRESSES} if path == str(self.project_dir) else frozenset[str]()
        site = self.site_dir.name if path == str(self.site_dir.parent) else ""
        return tuple(n for n in names if n not in made and n != site and not n.startswith(".site-"))

    def names(self, path: str) -> tuple[str, ...] | None:
        """The names in the folder as it is now."""
        return self.without_made(path, names_in(path))

    def tree(self) -> str:
        """A hash of where all files of the project are: one that was looked for in vain may come up."""
        outputs = {"site", "site-instructor", "export", "handouts"}
        names = [name for name in self.names(str(self.project_dir)) or () if name not in outputs]
        found = [*names]
        for path in [self.project_dir / name for name in names]:
            if path.is_dir():
                left_out = _MADE | _MADE_CACHES
                found += [
                    each for each in walked(path, left_out) if each.rpartition(os.sep)[2][:6] != ".site-"
                ]
        return key_of([each for each in found if not each.startswith(f"{self.site_dir}{os.sep}")])


def _stands(record: Mapping[str, Any], project_dir: Path) -> bool:
    """Whether all that `record` tells of is as it was; files that were read have been compared."""
    own = _Own(project_dir, Path(record["site_dir"]))
    libraries: dict[str, list[int] | None] = record["libraries"]
    return (
        record["day"] in ("", _today())
        and not 0 < record["until"] <= time.time()
        and all(_same(stamp_of(path), known) for path, known in libraries.items())
        and all(key_of(own.names(path)) == known for path, known in record["folders"].items())
        and own.tree() == record["tree"]
        and _bash() == record["bash"]
        and all(_commit(folder) == known for folder, known in record["commits"].items())
        and file_digest(project_dir / ADDRESSES) == record["addresses"]
        and _hashes(own.site_dir) == record["site"]
    )


def _same(stamp: Stamp, known: Sequence[int] | None) -> bool:
    return stamp == (None if known is None else tuple(known))


def _hashes(site_dir: Path) -> dict[str, str]:
    """A hash of each file of the site, by its path in it; of a link, where it leads."""
    found = {}
    for path in walked(site_dir):
        name = path[len(str(site_dir)) + 1 :].replace(os.sep, "/")
        is_link = os.path.islink(path)  # noqa: PTH114 - it is asked for hundreds
        found[name] = f"link {Path(path).readlink()}" if is_link else file_digest(path)
    return found


def _code_dir() -> Path:
    return Path(__file__).resolve().parents[2]


def _commit(folder: str) -> str:
    """What git says of the history of `folder`: the last commit, and whether older ones are left out."""
    if not shutil.which("git"):
        return ""
    command = ["git", "rev-parse", "HEAD", "--is-shallow-repository"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def _bash() -> list[Any]:
    """Where bash is and its version, as far as a stamp tells it."""
    path = shutil.which("bash")
    return [path, [*(stamp_of(path) or ())]] if path else []


def _today() -> str:
    return datetime.datetime.now(tz=datetime.timezone.utc).date().isoformat()
