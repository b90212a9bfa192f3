"""How one sequence becomes another, and that what is alike costs little."""

from __future__ import annotations

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from course.checks.completeness import Page, compare_page
from course.markdown.reading.page_blocks import Block
from course.markdown.reading.steps import Region, align, steps


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_the_steps_make_the_other_of_the_one(one: list[str], other: list[str]) -> None:
    """What is called equal is, and the rest replaced gives the other; nothing is passed over."""
    made: list[str] = []
    at = 0
    for how, a, b, c, d in steps(one, other):
        assert (a, c) == (at, len(made))
        assert how != "equal" or one[a:b] == other[c:d]
        made += one[a:b] if how == "equal" else other[c:d]
        at = b
    assert (made, at) == (other, len(one))


def test_what_is_alike_costs_little() -> None:
    """Ten thousand cells that all say the same are compared at once, and a missing one of them is found."""
    start = process_time()
    assert steps(["O"] * 10_000, ["O"] * 10_000) == [("equal", 0, 10_000, 0, 10_000)]
    assert [how for how, *_ in steps(["O"] * 10_000, ["O"] * 9_999)] == ["equal", "delete"]
    assert process_time() - start < 5, "difflib alone takes half a minute for each"


def test_a_page_of_other_cells_is_told_in_seconds() -> None:
    """Where every cell is another, as on a site built from other sources, each is told, and soon."""
    count = 1500
    wanted = [Block("cell", (f"값 {number} 하나",), number + 1) for number in range(count)]
    found = [Block("cell", (f"다른 {number * 7919} 둘둘 {number}",)) for number in range(count)]
    start = process_time()
    problems = compare_page(Page("docs/ko/a.md", "/ko/a/", wanted, found), {})
    assert len(problems) == count
    assert process_time() - start < 15, "compared each with each, it takes a minute"


def test_units_of_a_long_page_are_paired() -> None:
    """However often a shape is on it, and whatever is missing before: each of the others has its pair."""
    pairs, regions = align(["p", *["li"] * 300], [*["li"] * 300, "pre"])
    assert pairs == [(number + 1, number) for number in range(300)]
    assert regions == [Region(0, 1, 0, 0), Region(301, 301, 300, 301)]


@given(
    st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abcde"), max_size=4), st.data()
)
def test_what_is_only_added_loses_nothing(one: list[str], added: list[str], data: st.DataObject) -> None:
    """However often elements repeat, as the links back to the top of a page do."""
    other = list(one)
    for each in added:
        other.insert(data.draw(st.integers(0, len(other))), each)
    assert {how for how, *_ in steps(one, other)} <= {"equal", "insert"}
