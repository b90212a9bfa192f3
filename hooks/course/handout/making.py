"""Many handouts at once, over several processes, with a word about how far it has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import chain

from course.handout.make import make_handout
from course.handout.order import Made, Order
from course.processes import each_done

_TELL_EVERY_SECONDS = 5.0
#: Typst keeps the memory that it took, for a booklet some 200 MB.
_MOST_SHEETS, _MOST_BOOKLETS = 40, 1


def make_all(orders: Sequence[Order], jobs: int) -> list[Made]:
    """The handouts in the order of `orders`, made in up to `jobs` processes."""
    made: dict[str, Made] = {}
    last_word = time.monotonic()
    sheets = [order for order in orders if not order.is_booklet]
    booklets = [order for order in orders if order.is_booklet]
    for _, one in chain(
        each_done(make_handout, sheets, jobs, most=_MOST_SHEETS),
        each_done(make_handout, booklets, jobs, most=_MOST_BOOKLETS),
    ):
        made[one.name] = one
        if time.monotonic() - last_word > _TELL_EVERY_SECONDS:
            last_word = time.monotonic()
            print(f"handouts: {len(made)} of {len(orders)}", file=sys.stderr, flush=True)
    return [made[order.name] for order in orders]
