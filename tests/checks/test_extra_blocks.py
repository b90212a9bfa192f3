"""What a page shows too much: the completeness check tells it, but for a title that the theme adds."""

from __future__ import annotations

import pytest

from course.checks.completeness import Page, compare_page
from course.markdown.reading.page_blocks import Block, fold


def codes(expected: list[Block], found: list[Block]) -> list[str]:
    return [problem.code for problem in compare_page(Page("a.md", "/a/", expected, found), {})]


H1, OTHER_H1, H2 = (Block("heading", key) for key in (("h1", "제목"), ("h1", "다른것"), ("h2", "절")))


@pytest.mark.parametrize(
    ("expected", "found", "told"),
    [
        ([H2], [H1, H2], []),  # the theme's own title
        ([H1], [H1, OTHER_H1], ["heading-extra"]),
        ([], [H2], ["heading-extra"]),
    ],
)
def test_only_the_title_of_a_page_without_one_is_no_extra_heading(
    expected: list[Block], found: list[Block], told: list[str]
) -> None:
    """A theme gives a page a title whose source has none; any other heading is one too much."""
    assert codes(expected, found) == told


def test_a_task_too_many_is_told() -> None:
    """A box to tick that no line of the source asks for."""
    text = Block("item", ("1", "할일"))
    task = Block("task", ("open", "할일"), owner=0)
    assert codes([text], [text, task]) == ["task-extra"]
    assert codes([text, task], [text, task]) == []


def test_a_diagram_shown_as_code_is_lost_and_no_code_too_much() -> None:
    """It is told once, as the diagram that it was."""
    diagram, code = Block("diagram", ("graph LR",)), Block("code", ("graph LR",))
    assert codes([diagram], [code]) == ["diagram-lost"]
    assert codes([diagram, code], [code]) == ["diagram-lost"]
    assert codes([diagram, code], [code, code]) == ["code-extra", "diagram-lost"]


def test_one_text_is_one_however_it_is_composed() -> None:
    """Hangul in parts, as macOS writes it, spaces and variation marks make no other text."""
    assert fold("\u1112\u1161\u11ab 글") == fold("한글") == "한글"
    assert fold("🛡\ufe0f a\u200b\u00b6") == "🛡a"
