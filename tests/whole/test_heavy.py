"""No page of up to a megabyte costs more than 10 s of the processor or 1 GB, whatever is in it.

On a slow or busy machine, no more than five tiny pages: see `support.bounded`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from support.bounded import cost_of, largest_allowed
from support.courses import Course
from support.heavy_inputs import makers

MAKERS = dict(makers())
#: Each of these once took more than a minute, or memory without end.
FOUND = ("placeholders", "marks-many-each", "front-matter-long")
NAMES = [name if name in FOUND else pytest.param(name, marks=pytest.mark.long) for name in MAKERS]


@pytest.mark.skipif(sys.platform == "win32", reason="limits as Unix has them")
@pytest.mark.parametrize("name", NAMES)
def test_the_check_of_a_page_is_bounded(course: Course, tmp_path: Path, name: str) -> None:
    """At the largest size that is not told as more than a page can hold."""
    course.write({"docs/ko/p.md": largest_allowed(MAKERS[name], tmp_path)})
    cost = cost_of(course, "check")
    assert cost.is_bounded, cost
    assert "Traceback" not in cost.output


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="limits as Unix has them")
@pytest.mark.parametrize("name", MAKERS)
def test_the_site_of_a_page_is_bounded(course: Course, tmp_path: Path, name: str) -> None:
    """With its handouts, which are held against the page."""
    course.write({"docs/ko/p.md": largest_allowed(MAKERS[name], tmp_path)})
    cost = cost_of(course, "site", "--no-strict")
    assert cost.is_bounded, cost
    assert "Traceback" not in cost.output
