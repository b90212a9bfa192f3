"""The tree of a handout written as Typst: any text in any block, the same text out of the PDF."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.fonts import whole_fonts
from course.handout import tree
from course.handout.letters import UNSEEN, seen
from course.handout.order import Sheet
from course.handout.paper import PAPERS
from course.handout.tree import Box, Content, Drawing, Other, Text
from course.handout.typst.emitter import render_document, write_typst
from course.handout.typst.press import Press, characters
from course.markdown.reading.page_blocks import fold
from support.courses import write_files
from support.handouts import FONTS_CACHE, MODULES, folded, needs_fonts
from support.words import KOREAN

pytestmark = needs_fonts
#: Few examples in every run, which are the same; many with `--hypothesis-profile=default`.
EXAMPLES = 5 if settings.default and settings.default.derandomize else 300
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
#: Stands in every place where a text can; no other text of the document has it.
MARK = "힣"
#: So large that no text moves anything to another page.
PAPER = replace(PAPERS["a4"], name="", width_pt=2000.0, height_pt=14000.0)
#: Boxes that may have a title.
TITLED = ("admonition", "panel", "turned", "folded-here")
SHEET = Sheet("과정", "곳", "제목", "2001-09-09", "ko", "https://example.org/a/", PAPER)
LITERAL_MARKS = [*"#$*_`<>@=-+/\\\"'[]{}()~;:,.|&%^!?", "//", "/*", "*/", "\\u{41}", '");', "{pulled}", "]"]
LITERAL_MARKS += [
    "= ",
    "== ",
    "- ",
    "+ ",
    "1. ",
    "/ a: ",
    "```",
    "``",
    "#own-page(",
    "---",
    "...",
    "\n",
    "\n\n",
]
LITERAL_MARKS += [" ", "\t", "https://a.example/b?c=d", "“", "”", "가" * 40, "a" * 60]


def every_block(text: str) -> list[tree.Part]:
    """One of each kind of block and of each part of a line, with `text` in every place that takes one."""
    line = Content(Text(text))
    lines: list[tree.Part] = [Text(text, how) for how in ("running", "code", "sign", "in pieces")]
    lines += [tree.Sign(kind) for kind in ("line-break", "no-break", "box-open", "box-done")]
    addresses = {"outer-link": "https://a.example", "inner-link": "a"}
    lines += [tree.Styled(kind, line, addresses.get(kind, "")) for kind in literals(tree.Styled)]
    lines += [tree.Footnote("note", line), tree.Footnote("note", None)]
    lines += [tree.Picture(kind, "/x.svg", 9.0, 9.0, "그림") for kind in ("picture", "small-picture")]
    lines += [tree.Picture("picture", "/x.svg", 900.0, 90.0, "", 50)]
    lines += [tree.Picture("small-drawing", SVG, 9.0, 9.0, "그림")]
    lines += [tree.Formula("<math><mi>x</mi></math>", "x", is_display) for is_display in (True, False)]
    above = Content(Box("lead", line))
    own_page = tree.OwnPage(2000.0, 14000.0, False, Content(Box("p", line)), above)
    drawing = Drawing("drawing", SVG, "그림", 90.0, 90.0, line)
    fitted = replace(drawing, kind="fitted", above=above, least_pt=9.0)
    turned = replace(drawing, kind="turned-or", above=above, least_pt=9.0, otherwise=own_page)
    cells = tuple(tree.TableCell(1, 1, is_head, True, line) for is_head in (True, False))
    row = tree.Beside("beside", False, True, "en", line, line)
    return [
        tree.Heading(1, 1, line, "a"),
        tree.Heading(2, 2, line, "b", text or "이름"),
        *(tree.Heading(2, shown, line, None) for shown in range(2, 7)),
        *(Box("p", Content(part)) for part in lines),
        *(Box(kind, line, line if kind in TITLED else None) for kind in literals(Box)),
        *(Box(kind, line) for kind in ("admonition", "panel")),
        Box("folded-here", tree.NOTHING, line),
        *(tree.Items((line, line), mark, 3, "a.", tight) for mark in (line, None) for tight in (True, False)),
        tree.WritingLines(2),
        tree.CodeBlock(line, (text, f"  {text}")),
        tree.CodeBlock(None, ()),
        tree.Table((400.0, 400.0), 8.5, ("left", "right"), cells, cells * 2),
        tree.Table((400.0, 400.0), 9.0, ("center", "left"), (), cells),
        drawing,
        replace(drawing, kind="on-its-side"),
        fitted,
        replace(fitted, over_pt=200.0),
        turned,
        replace(turned, least_pt=99999.0),
        own_page,
        replace(row, kind="tall-row", above=above),
        tree.Kept(2, True, Content(tree.Heading(2, 2, line, None), Box("p", line))),
        tree.Kept(None, False, line),
        row,
        *others(line),
    ]  # fmt: skip


def others(line: Content) -> list[tree.Part]:
    """The kinds of `Other`, as those who make them say what is to be known of them."""
    return [
        Other("rule"),
        Other("next-page"),
        Other("marked", (line, line)),
        Other("over-notes", (300.0, line)),
        Other("in-language", ("en", line)),
        Other("title-band", ("곳", line, line, line, SVG, "그림")),
        Other("title-band", ("", line, None, None, None, "")),
        Other("cover", (line, line, "2001-09-09", "a.example", SVG, "그림")),
        Other("aims", (((line, (line,), None), (line, (line, line), None)),)),
        Other("agenda", (line, ((0, line, line, None), (1, line, line, "a")))),
        Other("glossary", (((line, line), (line, line)),)),
        Other("notes"),
        Other(
            "slices",
            (
                2,
                (
                    (((SVG, True),), "그림", 90.0, 90.0, "1/2", "2/2"),
                    (((SVG, False), (SVG, True)), "그림", 90.0, 90.0, "2/2", ""),
                ),
                line,
            ),
        ),
    ]


def literals(kind: type[tree.Part]) -> tuple[str, ...]:
    """What the field `kind` of a part may be."""
    stated = get_type_hints(kind)["kind"]
    choices = (stated,) if get_origin(stated) is Literal else get_args(stated)
    return tuple(choice for each in choices for choice in get_args(each))


def contents_of(text: str) -> list[tree.Part]:
    """A title of contents alone: below it there are as many dots as the lines have room for."""
    return [Other("contents", (Content(Text(text)),))]


def letters_of(text: str, folder: Path) -> Counter[str]:
    """Every character of the PDFs of every block with `text`; how they are ordered is proved elsewhere."""
    write_files(folder, {"x.svg": SVG.encode()})
    press = Press(whole_fonts(MODULES, FONTS_CACHE))
    bodies = (every_block(text), contents_of(text))
    documents = [render_document(SHEET, KOREAN.handout, body) for body in bodies]
    pdfs = [press.pdf(document, {"x.svg": folder / "x.svg"}, 0) for document in documents]
    return Counter("".join(map(folded, pdfs)))


@cache
def usual_letters(folder: Path) -> Counter[str]:
    """The same for MARK."""
    return letters_of(MARK, folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the picture lies."""
    return tmp_path_factory.mktemp("emitter")


def check_letters(text: str, folder: Path) -> None:
    """Fail where a character of `text` is lost in any of its places, or any other comes in."""
    expected = usual_letters(folder)
    places = expected[MARK]
    assert places > 100
    expected = expected - Counter({MARK: places})
    for letter, count in Counter(fold(seen(text))).items():
        expected[letter] += count * places
    printed = letters_of(text, folder)
    assert expected - printed == Counter(), "lost"  # PDFium reads some characters twice
    assert set(printed) == set(expected)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_text_in_any_block_comes_out_of_the_pdf(folder: Path, data: st.DataObject) -> None:
    """Whatever is said, in whatever kind of block: as many of its characters as there are places for it."""
    known = st.sampled_from(KNOWN)
    mark = st.sampled_from(LITERAL_MARKS)
    text = "".join(data.draw(st.lists(st.one_of(mark, known, st.sampled_from("가나다abc19")), max_size=24)))
    check_letters(f"x{text}", folder)  # a heading of spaces alone is none


@pytest.mark.parametrize(
    "text", ['{pulled}"\\]#{}[', "// a /* b */ #c", "= x\n- y\n+ z\n1. `a`` $b$", "*_<a>@b_*"]
)
def test_text_that_looks_like_markup_comes_out_of_the_pdf(folder: Path, text: str) -> None:
    """What Typst would read as a comment, a list, a heading or a call is text."""
    check_letters(text, folder)


def _known_characters() -> list[str]:
    """What can be told again from a PDF: the bundled characters, but marks that join others."""
    codes = sorted(map(ord, characters(MODULES)))
    return [chr(code) for code in codes if code >= 32 and not UNSEEN.match(chr(code)) and fold(chr(code))]


KNOWN = _known_characters() if MODULES.is_dir() else []


def test_every_kind_of_part_is_proved() -> None:
    """The proof above holds one of each class of the tree, and of each kind that a class knows."""
    proved = list(tree.parts_of([*every_block("x"), *contents_of("x")]))
    classes = [each for each in vars(tree).values() if isinstance(each, type)]
    for each in classes:
        if not issubclass(each, (tree.Inline, tree.Block)) or each in (tree.Inline, tree.Block):
            continue
        mine = [part for part in proved if type(part) is each]
        assert mine, each
        if "kind" in {field.name for field in fields(each)}:
            assert {part.kind for part in mine} == set(literals(each)), each


def test_what_has_a_default_is_handed_over_by_its_name() -> None:
    """Only where it differs from it; all else stands in the order of the fields."""
    line = Content(Text("a"))
    assert write_typst([tree.Items((line,)), Box("panel", line)]) == '#items(([#"a";], ))\n#panel[#"a";]\n'
    named = [tree.Items((line,), start=3, is_tight=True), Box("panel", line, line)]
    panel = '#panel(title: [#"a";])[#"a";]\n'
    assert write_typst(named) == '#items(start: 3, is-tight: true, ([#"a";], ))\n' + panel
