"""Work shared among processes that end after a while: what a library never gives back is given back then."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import suppress
from ctypes import CDLL
from itertools import count
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

JOBS = os.cpu_count() or 1
#: So few are done faster in this process than others are started.
_FEW = 3
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
    if jobs < 2 or len(things) <= few:
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
