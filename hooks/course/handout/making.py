"""Many handouts at once, over several processes, with a word about how far it has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from course.handout.make import known_handout, make_handout
from course.handout.order import Made, Order
from course.problems.progress import Step
from course.processes import each_done

_TELL_EVERY_SECONDS = 5.0
#: Typst keeps the memory that it took, for a booklet some 200 MB.
_MOST_SHEETS, _MOST_BOOKLETS = 40, 1


def make_all(
    orders: Sequence[Order], jobs: int, write: Callable[[Made], Made], step: Step | None = None
) -> list[Made]:
    """The handouts in the order of `orders`, each as `write` returns it; made in up to `jobs` processes.

    How far it has come is noted in `step`; without one it is printed every few seconds.
    """
    made: dict[str, Made] = {}
    last_word = time.monotonic()
    for one in _made(orders, jobs):
        made[one.name] = write(one)
        if step:
            step.result = f"{len(made)} of {len(orders)}"
        elif time.monotonic() - last_word > _TELL_EVERY_SECONDS:
            last_word = time.monotonic()
            print(f"handouts: {len(made)} of {len(orders)}", file=sys.stderr, flush=True)
    return [made[order.name] for order in orders]


def _made(orders: Sequence[Order], jobs: int) -> Iterator[Made]:
    """Each as it is there: first those of the cache, for which no process needs to be started."""
    new = []
    for order in orders:
        if known := known_handout(order):
            yield known
        else:
            new.append(order)
    sheets = [order for order in new if not order.is_booklet]
    booklets = [order for order in new if order.is_booklet]
    for _, one in chain(
        each_done(make_handout, sheets, jobs, most=_MOST_SHEETS, apart=True),
        each_done(make_handout, booklets, jobs, most=_MOST_BOOKLETS, apart=True),
    ):
        yield one
