"""What has changed in the pages that are shown, for browsers that ask."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path

#: So many changes are remembered; who has seen none of them loads the page again.
_KEPT = 100
#: Stands for all addresses.
EVERYTHING = "*"
#: Stands for what surrounds the text of pages: those that have changed are loaded whole. See reload.js.
FRAME = "/-/frame"
#: What only a search reads: nobody who searches is to lose what is typed.
_UNSEEN = "search/"


class Changes:
    """The changes so far, by number. Numbers of another server are unknown here, and older."""

    def __init__(self) -> None:
        self._first = self.number = int(time.time() * 1000)
        self._kept: deque[tuple[int, frozenset[str]]] = deque(maxlen=_KEPT)
        self._told = threading.Condition()

    def tell(self, addresses: Iterable[str]) -> None:
        """Tell all who wait that what is at `addresses` is another now."""
        changed = frozenset(addresses)
        if changed:
            with self._told:
                self.number += 1
                self._kept.append((self.number, changed))
                self._told.notify_all()

    def since(self, number: int, patience: float) -> tuple[int, frozenset[str]]:
        """The number of the last change, and what has changed since `number`; waits if nothing has."""
        with self._told:
            self._told.wait_for(lambda: self.number != number, patience)
            if number != self.number and not self._knows(number):
                return self.number, frozenset([EVERYTHING])
            new = [changed for each, changed in self._kept if each > number]
            return self.number, frozenset().union(*new)

    def _knows(self, number: int) -> bool:
        return self._first <= number <= self.number and number >= self.number - len(self._kept)


def differing_files(old: Path, new: Path) -> list[str]:
    """Paths, below both folders, of the files that are not the same in `new`; those that are gone too."""
    before, after = _sizes(old), _sizes(new)
    return [
        name
        for name in sorted({*before, *after})
        if not name.startswith(_UNSEEN)
        and (before.get(name) != after.get(name) or (old / name).read_bytes() != (new / name).read_bytes())
    ]


def _sizes(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
    }
