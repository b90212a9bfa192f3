"""Many handouts at once, over several processes, with a word about how far it has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

from course.handout.make import make_handout
from course.handout.order import Made, Order

_TELL_EVERY_SECONDS = 5.0
#: So few are made faster in this process than others are started.
_FEW = 3


def make_all(orders: Sequence[Order], jobs: int) -> list[Made]:
    """The handouts in the order of `orders`, made in up to `jobs` processes."""
    made: dict[str, Made] = {}
    last_word = time.monotonic()
    for one in _as_made(orders, jobs):
        made[one.name] = one
        if time.monotonic() - last_word > _TELL_EVERY_SECONDS:
            last_word = time.monotonic()
            print(f"handouts: {len(made)} of {len(orders)}", file=sys.stderr, flush=True)
    return [made[order.name] for order in orders]


def _as_made(orders: Sequence[Order], jobs: int) -> Iterator[Made]:
    if jobs < 2 or len(orders) <= _FEW:
        yield from map(make_handout, orders)
        return
    with ProcessPoolExecutor(min(jobs, len(orders))) as pool:
        for future in as_completed([pool.submit(make_handout, order) for order in orders]):
            yield future.result()
