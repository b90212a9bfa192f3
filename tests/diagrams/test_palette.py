"""The colours of the site, read out of its style sheets."""

from __future__ import annotations

from course.diagrams.palette import plain_value, read_dark_palette, read_palette

STYLE = """
:root { --ink: #123456; --line: #abcdef; --both: var(--ink); /* --ink: #000000; */ }
@media screen {
  [data-md-color-scheme="slate"] { --ink: #fedcba; }
}
.late { --ink: #999999; }
"""


def test_the_first_value_for_the_light_counts() -> None:
    """Comments, later rules and those of the dark say nothing of it."""
    palette = read_palette([STYLE, ":root { --line: #000000; }"])
    assert palette == {"--ink": "#123456", "--line": "#abcdef", "--both": "var(--ink)"}


def test_the_dark_has_the_lights_value_where_it_says_none() -> None:
    """A value that uses another takes that of the dark."""
    palette = read_dark_palette([STYLE])
    assert (palette["--ink"], palette["--line"]) == ("#fedcba", "#abcdef")
    assert plain_value(palette["--both"], palette) == "#fedcba"
