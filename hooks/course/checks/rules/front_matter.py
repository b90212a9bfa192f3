"""Front matter: whether it can be read at all. What the site cannot use of it, the build tells."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.reading.parsed import Parsed
from course.problems.problem import Problem


def check_front_matter(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A Problem for front matter whose references unfold into more than any page can hold."""
    if parsed.source.front_matter_too_large:
        what, why = "the front matter unfolds into too many values", "the page is shown without it"
        mend = "write it without references (&name, *name), and shorter"
        yield parsed.problem(1, what, why, mend, "front-matter-large")
