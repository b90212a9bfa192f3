"""Colours that a lecturer sets reach the pages, their diagrams and the drawings of handouts."""

from __future__ import annotations

import re

import pytest

from course.diagrams.palette import read_palette
from course.settings.colours import colour_faults, contrast, render_colours
from support.courses import INHERIT, Course


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({}, " is not a mapping of colours"),
        ("red", " is not a mapping of colours"),
        ({"brand": "red"}, ".brand is not a colour"),
        ({"brand": "#12345"}, ".brand is not a colour"),
        ({"paper": "#000000"}, ".paper is not a setting"),
        ({"brand": "#ffff00"}, ".brand has a contrast of 1.0:1 on the page, too little to be read"),
    ],
)
def test_faults(value: object, fault: str) -> None:
    """What is no colour, and what could not be read, is told."""
    ((what, _),) = colour_faults("colours", value)
    assert what == fault


def test_colours_can_be_read() -> None:
    """Text in them differs enough from its ground, in the light and in the dark, however dark they are."""
    for colour in ("#7a1f2b", "#000000", "#0b6470"):
        style = render_colours({"brand": colour, "accent": colour})
        for name in ("--course-brand", "--course-brand-strong", "--course-warm"):
            if name not in style:
                continue
            light, dark = re.findall(rf"{name}: (#\w+);", style)
            assert contrast(light, "#fbfaf6") >= 4.5
            assert contrast(dark, "#12181e") >= 4.5


def test_they_reach_the_site(course: Course) -> None:
    """The style sheet stands behind course.css, and drawings take the colours from it."""
    stated = 'site_name: 가\nextra: {course: {colours: {brand: "#7a1f2b", accent: "#1d5fae"}}}\n'
    course.write({"mkdocs.yml": INHERIT + stated})
    ran = course.publish("--no-strict")
    assert ran.status == 0, ran.output
    (styles,) = (course.folder / "site/assets/stylesheets").glob("course.*.css")
    text = styles.read_text("utf-8")
    assert text.index("course.css") < text.index("colours.css") < text.index("print.css")
    palette = read_palette([text])
    assert palette["--course-brand"] == "#7a1f2b"
    assert palette["--diagram-border"] not in ("", "#4c8f98")


def test_without_the_setting_nothing_is_added(course: Course) -> None:
    """A course that sets none has the product's colours and no further style sheet."""
    assert course.publish("--no-strict").status == 0
    assert not (course.folder / "site/ko/assets/stylesheets/colours.css").exists()
