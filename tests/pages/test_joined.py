"""Joined scripts and style sheets: what they hold, how they are named, and how short they are."""

from __future__ import annotations

import json
from pathlib import Path

import material
import pytest
from jsbeautifier.javascript.options import BeautifierOptions
from jsbeautifier.javascript.tokenizer import Tokenizer

from course.diagrams.palette import read_palette
from course.pages.joined import SWITCHING_RULE, Part, can_be_joined, join_scripts, join_styles
from course.pages.short_styles import shorten_styles
from support.courses import ROOT

SCRIPTS = [
    Part("a/one.js", "/* What it is for. */\n(() => {\n  one()\n})()\n"),
    Part("a/theme.min.js", '"use strict";two()\n//# sourceMappingURL=theme.min.js.map\n'),
]


def test_scripts_run_each_by_itself() -> None:
    """In their order, each in a function whose fault stops no other; what only writers read is left out."""
    joined = join_scripts(SCRIPTS, "a/all.js")
    around = ("try{(()=>{\n", "\n})()}catch(error){reportError(error)}\n")
    assert joined.text == "".join(
        around[0] + text + around[1] for text in ("(() => {\none()\n})()", '"use strict";two()')
    )
    assert joined.source_map == ""


def test_comments_are_left_to_writers() -> None:
    """Comments and indents: no text of ours goes over several lines, in which they could be more."""
    text = "(() => {\n  // why\n  one() // what\n})()"
    assert "why" not in join_scripts([Part("a/b.js", text)], "a/all.js").text
    assert "what" in join_scripts([Part("a/b.js", text)], "a/all.js").text
    for path in (ROOT / "hooks/theme/assets/javascripts").glob("*.js"):
        tokens = Tokenizer(path.read_text("utf-8"), BeautifierOptions()).tokenize()
        assert [token.text for token in tokens if "\n" in token.text] == [], path


def test_name_follows_from_content() -> None:
    """The same parts have the same name; another letter gives another one."""
    first, again = join_scripts(SCRIPTS, "a/all.js"), join_scripts(SCRIPTS, "a/all.js")
    assert first == again
    other = join_scripts([SCRIPTS[0], Part("a/b.js", "three()")], "a/all.js")
    assert other.uri != first.uri
    assert first.uri.startswith("a/all.")
    assert first.uri.endswith(".js")


@pytest.mark.parametrize("join", [join_scripts, join_styles])
def test_map_names_the_part_of_every_line(join: type) -> None:
    """While serving, each line of a part is found by its file and its number there, comments and all."""
    joined = join(SCRIPTS, "a/all.js", mapped=True)  # type: ignore[call-arg]
    lines = joined.text.splitlines()
    told = json.loads(joined.source_map)
    for part, section in zip(SCRIPTS, told["sections"], strict=True):
        own, start = section["map"], section["offset"]["line"]
        written = own["sourcesContent"][0].splitlines()
        assert lines[start : start + len(written)] == written
        assert len(own["mappings"].split(";")) == len(written)
        assert own["sources"] == [f"parts/{part.uri.removeprefix('a/')}"]
    assert joined.map_uri.removeprefix("a/") in lines[-1]


def test_styles_tell_their_parts() -> None:
    """No part says a charset; drawings take the first value by the parts' names, not their turn."""
    parts = [
        Part("a/main.min.css", '@charset "UTF-8";:root{--x:1}'),
        Part("a/course.css", ":root {\n  --x: 2;\n}\n"),
        Part("a/colours.css", ":root { --x: 3 }\n"),
    ]
    text = join_styles(parts, "a/all.css").text
    assert "@charset" not in text
    assert text.index("--x:1") < text.index("--x: 2") < text.index("--x: 3")
    assert read_palette([text]) == {"--x": "3"}


@pytest.mark.parametrize(("text", "can"), [
    ("a{}", True),
    ('@charset "UTF-8";a{}', True),
    ('@import "b.css";a{}', False),
    ('@charset "EUC-KR";a{}', False),
])  # fmt: skip
def test_what_must_stand_first_is_not_joined(text: str, can: bool) -> None:
    """A sheet that imports another, or is in another encoding, stays by itself."""
    assert can_be_joined(text) is can


@pytest.mark.parametrize(("text", "short"), [
    ("/* a */ a :hover ,\n b { color : red ; }\n", "a :hover,b{color : red}"),
    ("@media screen and (min-width: 1em) { a { b: c } }", "@media screen and (min-width: 1em){a{b: c}}"),
    ('a { content: "  /* x */ ;  " }', 'a{content: "  /* x */ ;  "}'),
    ("a { width: calc(1px  +  2px); }", "a{width: calc(1px + 2px)}"),
    ("a { b: url( x.png ) ; --y: ; }", "a{b: url(x.png);--y: }"),
    (":is(a, b) > c + d {}", ":is(a,b) > c + d{}"),
    ("a{b:c}\n\n@supports (x: y) { d { e: f !important ; } }", "a{b:c}@supports (x: y){d{e: f !important}}"),
])  # fmt: skip
def test_shorter_styles_mean_the_same(text: str, short: str) -> None:
    """Comments and spaces that mean nothing go; those in texts, selectors and sums stay."""
    assert shorten_styles(text) == short


def test_no_rule_for_all_elements_while_colours_switch() -> None:
    """The theme has that rule, in these letters; the joined sheet has all but that."""
    sheets = Path(material.__file__).parent.glob("templates/assets/stylesheets/*.min.css")
    texts = {path.name: path.read_text("utf-8") for path in sheets}
    ((name, theme),) = ((name, text) for name, text in texts.items() if "color-switching" in text)
    assert theme.count(SWITCHING_RULE) == 1
    joined = join_styles([Part(f"a/{name}", theme)], "a/all.css").text
    assert "data-md-color-switching" not in joined
    assert len(joined) > len(theme) - len(SWITCHING_RULE) - 200
