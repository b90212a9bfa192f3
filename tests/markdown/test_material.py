"""Material's own blocks are read once, by one rule, for the page, the check and the model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import material
import pytest
import tinycss2  # type: ignore[import-untyped]
from hypothesis import given, settings
from lxml import html
from markdown_it.token import Token

from course.markdown.files.source import github_tokens, parse_tokens
from course.markdown.github.gfm import normalise
from course.markdown.github.material_blocks import free_kinds
from course.markdown.reading.source_page import folded_lines, read_tokens
from support.courses import ROOT
from support.markdown_lines import counted_parses, material_soup, render

LOOSE_LIST = "\n    3. 가\n\n       나\n\n    4. 다\n\n라\n"


def blocks_of(markdown: str) -> list[tuple[str, int, int]]:
    """Each of Material's blocks: its first line, and the lines from where to where, from 0."""
    opened = [token for token in parse_tokens(markdown) if token.type == "material_open"]
    return [(token.info, *(token.map or (0, 0))) for token in opened]  # type: ignore[misc]


OPENING = {
    "a body right below": ("!!! note\n    a", [("!!! note", 0, 2)]),
    "a body below an empty line": ("!!! note\n\n    a\n\n\tb\n\nc", [("!!! note", 0, 5)]),
    "a title is enough": ('!!! note "제목"\na', [('!!! note "제목"', 0, 1)]),
    "no body and no title": ("!!! note\n\na\n\n???+ tip\n  a", []),
    "a fold with nothing but a title": ('??? "t"', [('??? "t"', 0, 1)]),
    "a tab": ('=== "A"\n    a\n=== "B"\n    b', [('=== "A"', 0, 2), ('=== "B"', 2, 4)]),
    "a title right behind the word": ('!!! note"x"\n    a', []),
    "a title right behind the marks": ('==="A"\n    a\n\n???"B"\n    b', []),
    "marks that tabs have": (
        '=== "A"\n    a\n===+ "B"\n===! "C"\n===+! "D"\n===!+ "E"',
        [('=== "A"', 0, 2), ('===+ "B"', 2, 3), ('===! "C"', 3, 4), ('===+! "D"', 4, 5), ('===!+ "E"', 5, 6)],
    ),
    "marks that no tab has": ('===!! "A"\n    a\n\n===++ "B"\n    b', []),
    "a tab in single quotes": ("=== 'A'\n    a", []),
    "inside a paragraph": ('a\n!!! note "x"\nb', [('!!! note "x"', 1, 2)]),
    "spaces at its end": ('!!! note "x"  \n    a', [('!!! note "x"', 0, 2)]),
    "indented by a space": ("a\n\n !!! note\n     b", []),
    "inside a fence": ("```\n!!! note\n    a\n```", []),
    "inside HTML": ("<div>\n!!! note\n    a\n</div>", []),
    "inside indented code": ("    !!! note\n        a", []),
    "in an item": ("- !!! note\n      a\n- b", [("!!! note", 0, 2)]),
    "further down in an item": ("1. a\n   !!! note\n       b\n   c", [("!!! note", 1, 3)]),
    "in a quote": ("> !!! note\n>     a\n>\n> b", [("!!! note", 0, 2)]),
    "a body that is not in the quote": ("> !!! note\n\n    a", []),
    "in one another": ("!!! a\n    !!! b\n        c\n    d", [("!!! a", 0, 4), ("!!! b", 1, 3)]),
    "right below a list": ("- a\n!!! note\n    b", [("!!! note", 1, 3)]),
    "right below a quote": ("> a\n!!! note\n    b", [("!!! note", 1, 3)]),
    "right below a table": ("| a |\n|---|\n| b |\n!!! note\n    c", [("!!! note", 3, 5)]),
    "above a line of dashes": ('!!! note "x"\n    a\n---', [('!!! note "x"', 0, 2)]),
    "a line of other spaces in the body": ("!!! note\n    a\n\u00a0\n    b", [("!!! note", 0, 4)]),
}


@pytest.mark.parametrize(("markdown", "blocks"), OPENING.values(), ids=OPENING.keys())
def test_where_blocks_begin_and_end(markdown: str, blocks: list[tuple[str, int, int]]) -> None:
    """A block begins at its container's left edge and holds what is indented by four columns more."""
    assert blocks_of(markdown) == blocks


def test_no_line_behind_a_body_continues_its_last_paragraph() -> None:
    """The body ends where the indentation does."""
    assert normalise("!!! note\n    a\nb") == "!!! note\n\n    a\n\nb"


def test_text_in_a_body_is_untouched() -> None:
    """A Makefile in a box keeps its tabs."""
    assert "\tgcc x.c" in render("!!! note\n    ```\n    all:\n    \tgcc x.c\n    ```")


def test_an_empty_line_in_a_box_sets_the_items_of_its_list_apart() -> None:
    """GitHub sees two blocks there."""
    assert render("- a\n  !!! note\n\n      b\n- c").count("<p>") == 3
    assert render("- a\n  !!! note\n      b\n- c").count("<p>") == 1


@pytest.mark.parametrize("opening", ["!!! a", '??? "a"', "???+ a", '=== "a"', '===+ "a"', '==="a"', '???"a"'])
def test_the_rule_and_the_page_agree(opening: str) -> None:
    """What the rule takes for a block is a box in the page, and what it does not is text there."""
    text = f"{opening}\n    글"
    page = html.fromstring(f"<div>{render(text)}</div>")
    assert len(page.xpath("./details | ./div")) == len(blocks_of(text))
    assert bool(page.xpath("./p")) is (blocks_of(text) == [])


@pytest.mark.parametrize("opening", ["!!! note", "??? note", "???+ note", '=== "A"'])
def test_a_body_is_markdown_as_elsewhere(opening: str) -> None:
    """A list with empty lines between its items is one list, and a number it begins with stays."""
    page = html.fromstring(f"<div>{render(f'{opening}{LOOSE_LIST}')}</div>")
    (ordered,) = page.xpath(".//ol")
    assert ordered.get("start") == "3"
    assert [[child.text for child in item] for item in ordered] == [["가", "나"], ["다"]]
    assert page.xpath("string(./p)") == "라"


@settings(max_examples=120, deadline=None)
@given(material_soup())
def test_normalising_twice_changes_nothing(markdown: str) -> None:
    """The dialect is a fixed point of the normaliser, and no word is lost on the way."""
    once = normalise(markdown)
    assert normalise(once) == once
    assert Counter(re.findall(r"[^\W\d_]+", markdown)) <= Counter(re.findall(r"[^\W\d_]+", once))


@settings(max_examples=80, deadline=None)
@given(material_soup())
def test_lines_are_those_of_the_text(markdown: str) -> None:
    """The lines of every block are in its text, and those of a body are inside its block."""
    around: list[tuple[int, int]] = []
    for token in parse_tokens(markdown):
        if token.map and around and token.nesting >= 0:
            assert around[-1][0] <= token.map[0] < around[-1][1]
        if token.type == "material_open":
            around.append(tuple(token.map or ()))  # type: ignore[arg-type]
            assert markdown.split("\n")[around[-1][0]].rstrip().endswith(token.info)
        elif token.type == "material_close":
            around.pop()


def page_of(count: int) -> str:
    box = (
        '\n!!! note "제목 {0}"\n\n    글 {0}\n\n    - 항목\n\n    ```bash\n    echo {0}\n    ```\n\n글 {0}\n'
    )
    return "".join(box.format(number) for number in range(count))


@pytest.mark.parametrize("count", [1, 80, 320])
def test_a_page_is_parsed_once_however_many_boxes_it_has(count: int) -> None:
    """What is handed to the parser grows with the page, for the page itself as for its readers."""
    text = f"{page_of(count)}\n{count}"
    with counted_parses() as parsed:
        page = normalise(text)
        read_tokens(text)
        folded_lines(text)
    assert parsed == [text, text]  # once without the lines of text, once with them
    assert page.count("!!! note") == count


def test_boxes_in_boxes_are_parsed_once() -> None:
    """Nesting costs no second parse."""
    text = "".join(f"{'    ' * depth}!!! note\n{'    ' * depth}    글 {depth}\n" for depth in range(12))
    with counted_parses() as parsed:
        page = html.fromstring(render(text))
    assert parsed.count(text) == 1
    assert sum(len(each) for each in parsed if "!!!" in each) == len(text)
    assert len(page.xpath(f"//{'/'.join(['div'] * 12)}/p[text()='글 11']")) == 1


def types_of(tokens: tuple[Token, ...]) -> list[str]:
    return [token.type for token in tokens]


def test_the_check_reads_what_a_box_holds() -> None:
    """For the check, what is in a box stands for itself, each block with its line and a level of its own."""
    tokens = read_tokens('!!! note "x"\n\n    ## 제목\n\n    ```bash\n    ls\n    ```\n', 10)
    assert [(t.type, t.level, t.meta.get("line")) for t in tokens if t.map and t.nesting >= 0] == [
        ("heading_open", 0, 12),
        ("inline", 1, 12),
        ("fence", 0, 14),
    ]


def test_github_reads_a_box_as_text() -> None:
    """Where pages leave for systems that know no boxes, they are read as those will."""
    assert "material_open" not in types_of(tuple(github_tokens('!!! note "x"\n\n    a')))
    assert "code_block" in types_of(tuple(github_tokens('!!! note "x"\n\n    a')))


def test_folded_blocks() -> None:
    """Those that begin with ``???`` are folded; one in another is part of it, one shown open is not."""
    text = '??? "a"\n    ??? b\n        c\n\n???+ d\n    e\n\n- ??? f\n      g\n\n```\n??? "h"\n```\n'
    assert folded_lines(text) == [(1, 3), (8, 9)]


KINDS = {
    "!!! note": "admonition note",
    "!!! note inline end": "admonition note inline end",
    "!!! pied-piper": "admonition pied-piper",
    "!!! Mermaid": "admonition",
    "!!! warning mermaid md-overlay": "admonition warning",
    "!!! tabbed-set tabbed-alternate": "admonition",
    "!!! headerlink tip": "admonition tip",
    "!!! admonition-title": "admonition",
    "??? diagram-drawing": "",
    "???+ glossary__entry quote": "quote",
}


@pytest.mark.parametrize(("head", "classes"), KINDS.items())
def test_a_kind_takes_no_class_of_something_else(head: str, classes: str) -> None:
    """A box's own kind is its class, but no name by which scripts, styles and checks find other things."""
    box = html.fragment_fromstring(render(f'{head} "제목"\n    글\n\n    - 항목'))
    assert (box.get("class") or "") == classes
    assert [each.text for each in box] == ["제목", "글", box[-1].text]


#: The classes that are an admonition's: its own, kinds, and words that place it.
FREE = {
    *("admonition", "abstract", "caution", "danger", "example", "failure", "important", "info", "inline"),
    *("note", "question", "quote", "success", "warning"),
}


def test_all_classes_of_the_style_sheets_are_taken() -> None:
    """Of the product's and the theme's classes, a kind may have those alone that are for admonitions.

    Short ones mark words of code, those with capitals parts of drawings; ``on-light`` is a drawing's too.
    """
    theme = Path(material.__file__).parent / "templates/assets/stylesheets"
    sheets = [*(ROOT / "hooks/theme/assets/stylesheets").glob("*.css"), *theme.glob("main.*.css")]
    rules = [tinycss2.parse_stylesheet(sheet.read_text("utf-8")) for sheet in sheets]
    names = {name for each in rules for name in _classes(each) if name.islower() and len(name) > 3}
    assert len(names) > 350
    assert {name for name in names if free_kinds(name)} - {"on-light", "on-dark"} == FREE


def _classes(parts: Iterable[Any]) -> Iterator[str]:
    """The classes in selectors: a dot, then a name."""
    before = None
    for part in parts:
        if part.type == "ident" and before == ".":
            yield part.value
        yield from _classes(getattr(part, "prelude", None) or ())
        if part.type == "at-rule":
            yield from _classes(tinycss2.parse_rule_list(part.content or ()))
        yield from _classes(getattr(part, "arguments", None) or ())
        before = getattr(part, "value", None)
