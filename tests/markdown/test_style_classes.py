"""What elements say in ``style`` becomes classes, and can be found again."""

from __future__ import annotations

import re

import pytest
import tinycss2  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from course.markdown.html.style_classes import (
    as_attributes,
    as_classes,
    has_styles,
    render_classes,
    styles_of,
)
from course.markdown.html.tree import read_fragment

#: Pieces of declarations, sound and broken: what could end a rule, a string or a comment.
PIECES = (
    *("color", "red", ":", ";", "--a", "width", "50%", "{", "}", "(", ")", "[", "]", "'", '"', "\\", "/*"),
    *("*/", "\n", "&", "<", ">", "é", "!important", "url(x)", "<!--", "@media", "#_", "calc(", "\0", "가"),
)


def sheet_of(page: str) -> str:
    """The style sheet of a finished page."""
    return render_classes(styles_of(page.encode("utf-8", "replace")))


@pytest.mark.parametrize(
    "html",
    [
        '<td style="text-align: right;">x</td>',
        '<p class="a b" style="color: red">x<i class="c"></i></p>',
        '<svg viewBox="0 0 1 1"><rect style="rx:var(--_r)"/><g class="x" style="fill: #fff"></g></svg>',
        '<p title="a &gt; b" style="font-family: &quot;A&quot;">x</p>',
        '<table style="width: 50%"><caption style="">x</caption></table>',
        '<svg class="d" style="--least:3px;--_a:b;font:16px sans-serif"></svg>',
        "<pre>&lt;p style=&quot;color: red&quot;&gt;</pre><!-- <p style='a:b'> -->"
        "<script>' style=\"\"'</script>",
    ],
)
def test_a_style_is_found_again(html: str) -> None:
    """In text byte for byte, in a tree of elements with the classes that the element had."""
    finished = as_classes(html)
    assert not has_styles(finished)
    assert as_attributes(finished) == html
    there, before = read_fragment(finished), read_fragment(html)
    assert [each.attributes for each in there.iter()] == [each.attributes for each in before.iter()]


def test_equal_styles_are_one_rule() -> None:
    """Named by what it says; a drawing's least width is apart from what all drawings say."""
    page = as_classes('<p style="color:red"><b style="color: red;"><svg style="--least:1px;fill:red"></svg>')
    other = as_classes('<svg style="--least:2px;fill:red"></svg><p style="color:red">')
    sheet = render_classes(styles_of(page.encode()) | styles_of(other.encode()))
    assert sorted(re.findall(r"\{(.*?)\}", sheet)) == [
        *("--least:1px", "--least:2px", "color: red", "color:red", "fill:red")
    ]
    assert sheet == render_classes(sorted(styles_of(other.encode()) | styles_of(page.encode())))


def test_a_table_stays_without_a_class() -> None:
    """The theme knows by that which tables are a lecturer's."""
    page = as_classes('<table style="width: 50%"><tr><td style="width: 50%">')
    table, *_, cell = (
        each for each in read_fragment(page.replace("data-style", "x")).iter() if each.attributes
    )
    assert "class" not in table.attributes
    assert "class" in cell.attributes
    assert sheet_of(page).count("{width: 50%}") == 2


def test_of_two_styles_the_first_counts() -> None:
    """As in browsers."""
    assert not has_styles(page := as_classes("<p style=color:red STYLE='color:blue' class=a>"))
    assert "blue" not in page


def test_an_address_stays_where_it_is_read_from() -> None:
    """In a style sheet it would be read from there."""
    html = '<p style="background: URL(a.png)">'
    assert as_classes(html) == html
    assert has_styles(html)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_no_style_reaches_beyond_its_rule(style: str) -> None:
    """Whatever it holds, the sheet has rules of its classes alone, each with declarations."""
    page = as_classes(f"<p style='{style.replace('&', '&amp;').replace(chr(39), '&#39;')}'><b style='a:b'>")
    sheet = sheet_of(page)
    rules = tinycss2.parse_stylesheet(sheet, skip_whitespace=True)
    assert {rule.type for rule in rules} == {"qualified-rule"}
    assert all(re.fullmatch(r"\.s[0-9a-f]{8}:not\(#_#_\)", tinycss2.serialize(r.prelude)) for r in rules)
    for rule in rules:
        declared = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True, skip_comments=True)
        assert declared
        assert {each.type for each in declared} == {"declaration"}
    assert "{a:b}" in sheet
