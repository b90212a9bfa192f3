"""Work in processes that end."""

from __future__ import annotations

import os

from course.processes import all_done


def _process(_: int) -> int:
    return os.getpid()


def test_one_thing_a_process_is_none_for_this_one() -> None:
    """What would keep its memory is never done here, not even alone; few others are not worth a process."""
    assert os.getpid() not in all_done(_process, [1], 2, most=1)
    assert set(all_done(_process, [1, 2, 3], 2)) == {os.getpid()}
    assert os.getpid() not in all_done(_process, [1, 2, 3, 4], 2)
