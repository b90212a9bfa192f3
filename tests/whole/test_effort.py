"""What takes long is known by itself: `run.py test --quick` leaves it out though nobody marked it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import courses
from support.courses import Course, run_module
from support.effort import EFFORTS, SIGNS, names_reached


def makes_a_course() -> None:
    Course(courses.ROOT / "nowhere")


def runs_a_command() -> None:
    helper_of_a_helper()


def helper_of_a_helper() -> list[str]:
    return sorted((lambda: run_module("course", "site"))().lines)


def builds_by_itself() -> None:
    from mkdocs.commands.build import build

    build({})


@settings(max_examples=3)
@given(st.integers())
def runs_as_a_property(number: int) -> None:
    runs_a_command()


def only_names_a_course(course: Course) -> str:
    return f"{course.folder} course site run_module"


@pytest.mark.parametrize("function", [makes_a_course, runs_a_command, builds_by_itself, runs_as_a_property])
def test_what_builds_is_seen(function: object) -> None:
    """Whether it does so itself, by a helper, or below a decorator."""
    assert SIGNS["builds"] & names_reached([function])


def test_what_builds_nothing_is_quick() -> None:
    """Neither annotations nor words in texts count."""
    assert not SIGNS["builds"] & names_reached([only_names_a_course])


def test_each_option_leaves_out_what_it_says(request: pytest.FixtureRequest) -> None:
    """`--quick` leaves out all that bears a mark, `--all` nothing, others what is long; examples differ."""
    assert EFFORTS["--quick"] == ({"builds", "browser", "long"}, 0.2)
    assert EFFORTS["--all"] == (set(), 10)
    assert EFFORTS[""] == ({"long"}, 1)
    option = next((each for each in EFFORTS if each and request.config.getoption(each)), "")
    left_out, share = EFFORTS[option]
    for item in request.session.items:
        assert left_out.isdisjoint(mark.name for mark in item.iter_markers())
    own = getattr(test_a_property_of_some_examples, "_hypothesis_internal_use_settings")  # noqa: B009
    assert own.max_examples == max(5, 20 * share)


@settings(max_examples=20)
@given(st.integers())
def test_a_property_of_some_examples(number: int) -> None:
    """Its examples are as many as the options say."""
    assert number == number + 0


def test_tests_are_marked_by_their_fixtures(request: pytest.FixtureRequest) -> None:
    """Each test of this run that has a site built, or a browser opened, bears the mark."""
    assert not list(request.node.iter_markers())
    for item in request.session.items:
        marks = {mark.name for mark in item.iter_markers()}
        names = getattr(item, "fixturenames", ())
        assert "builds" in marks or not {"built_site", "build_docs", "course", "sample"} & {*names}
        assert "browser" in marks or "browser" not in names
