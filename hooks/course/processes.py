"""Work shared among processes that end after a while: what a library never gives back is given back then."""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from ctypes import CDLL
from itertools import count
from multiprocessing import current_process, get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

JOBS = os.cpu_count() or 1
#: After so many that had to be made, what is left is made ahead.
_SOME = 4
#: So few are done faster in this process than others are started; so few than copies are made of it.
_FEW, _FEW_IN_COPIES = 3, 12
_PAGES, _TOGETHER = count(1), 50


def each_done(
    work: Callable[[T], R], things: Sequence[T], jobs: int = JOBS, *, most: int = 40, apart: bool = False
) -> Iterator[tuple[int, R]]:
    """The number of each thing and what `work` makes of it, as they are done, by up to `jobs` processes.

    No process does many more than `most` of them. Those that stand `apart` begin with nothing of this one,
    and do even a single thing where `most` is one. A library with threads of its own needs that: in a copy of
    a process that has used it, it waits for them for ever. They hold less memory, and start in half a second.
    """
    few = 0 if apart and most == 1 else min(_FEW, most)
    if jobs < 2 or len(things) <= few or current_process().daemon:
        yield from ((number, work(thing)) for number, thing in enumerate(things))
        return
    give_back()  # or each copy has it, too
    size, context = jobs * most, get_context("spawn") if apart else None
    for first in range(0, len(things), size):
        part = things[first : first + size]
        with ProcessPoolExecutor(min(jobs, len(part)), context, _end_with_parent) as pool:
            numbers = {pool.submit(work, thing): first + at for at, thing in enumerate(part)}
            yield from ((numbers[future], future.result()) for future in as_completed(numbers))


def all_done(work: Callable[[T], R], things: Sequence[T], jobs: int = JOBS, *, most: int = 40) -> list[R]:
    """What `work` makes of each thing, in their order."""
    done = dict(each_done(work, things, jobs, most=most))
    return [done[number] for number in range(len(things))]


def done_in_copies(
    work: Callable[[T], object], things: Sequence[T], jobs: int = JOBS, *, most: int = 40
) -> None:
    """Do `work` for each thing in copies of this process, which have all that it has.

    Only what they write to disk stays: so this is for what is done again here, quickly, from that. It may do
    a part or nothing: a copy in which `work` fails ends without a word, and only Linux makes copies that go
    on whatever libraries are loaded.
    """
    if jobs < 2 or len(things) <= _FEW_IN_COPIES or sys.platform != "linux" or current_process().daemon:
        return
    give_back()  # or each copy has it, too
    context = get_context("fork")
    for first in range(0, len(things), jobs * most):
        part, begun = things[first : first + jobs * most], context.Value("i", 0)
        given = work, part, begun
        copies = [
            context.Process(target=_in_copy, args=given, daemon=True) for _ in range(min(jobs, len(part)))
        ]
        with warnings.catch_warnings():  # of threads: there is one that tells how far the build is
            warnings.simplefilter("ignore", DeprecationWarning)
            for copy in copies:
                copy.start()
        for copy in copies:
            copy.join()


class Ahead:
    """Has copies of this process make what is left, once so much was missing that the rest may be, too."""

    def __init__(self) -> None:
        self._missed = 0

    def made(self, work: Callable[[T], object], left: Callable[[], Sequence[T]]) -> bool:
        """Asked at each thing that is not there: whether it may be now, after `work` for all that is `left`.

        As by `done_in_copies`; the thing itself is among them.
        """
        self._missed += 1
        if self._missed == _SOME:
            done_in_copies(work, left())
        return self._missed == _SOME


def _in_copy(work: Callable[[T], object], things: Sequence[T], begun: Any) -> None:
    """Work through the `things` with other copies: `begun` counts those that one has begun with."""
    gc.freeze()  # or to look for waste would copy all that there is
    sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - a thread may have held the locks of these
    _end_with_parent()
    try:
        while True:
            with begun.get_lock():
                at = begun.value
                begun.value += 1
            if at >= len(things):
                break
            work(things[at])
    finally:
        os._exit(0)  # nothing of the parent's is ended or written here


def give_back() -> None:
    """Give memory that is free again back to the system: glibc keeps what lies below something in use."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            CDLL(None).malloc_trim(0)


def give_back_now_and_then() -> None:
    """Called for each page that is made: for every fiftieth, collect what refers to itself, and give it back.

    Python by itself waits until that is a quarter of all it holds, and pages fill the gaps with what stays.
    """
    if next(_PAGES) % _TOGETHER == 0:
        gc.collect()
        give_back()


def _end_with_parent() -> None:
    """End this process when the one that started it is killed: it would wait for work for ever."""

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
