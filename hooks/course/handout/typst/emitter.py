"""The tree of a handout as Typst source: the only writer of markup.

Each kind of part is set by the function of ``template.typ`` that its field `kind` names, or else by the one
that has its name (`WritingLines`: ``writing-lines``). Its other fields are handed over in their order, those
that have a default by their names, and only where they differ from it.

Typst breaks Hangul between syllables, so every Korean word is kept together; what is too long for a line
(an address, a path) is cut into pieces that may stand on different lines.
Source: Typst reference, "Strings" and "Linebreak"; UAX 14 (boxes are objects, U+2060 forbids a break).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path

from course.fonts.boxes import FAMILY as BOXES
from course.fonts.more import NO_MORE, MoreFonts
from course.handout import tree
from course.handout.letters import (
    FRAMED_CODE,
    LONGEST_WORD,
    cell_width,
    eastern_runs,
    has_eastern,
    has_hangul,
    pieces,
    seen,
    short_address,
)
from course.handout.order import Sheet
from course.handout.paper import COLUMN_GAP_PT, NOTES_GAP_PT, Paper
from course.handout.typst.formulas import is_unbreakable, write_formula
from course.handout.typst.strings import quoted
from course.settings.words.file_words import HandoutWords

_TEMPLATE = Path(__file__).with_name("template.typ")
#: Functions that would have the name of one of Typst's own.
_OTHER_NAMES: Mapping[type[tree.Part], str] = {
    tree.Heading: "hd",
    tree.Footnote: "note",
    tree.Table: "grid-table",
}
_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACE = re.compile(r"([ \t\r\n\f]+)")
_CODE_PIECES = re.compile(r"[ ]+|[^ ]{1,11}[/._\-?&=:,;|)\]}]|[^ ]{1,12}")
#: A line of code of up to so many half ems fits in any place, and needs no cutting.
_FITS_ANYWHERE = 24


def render_document(
    sheet: Sheet,
    words: HandoutWords,
    body: Iterable[tree.Part],
    *,
    fonts: MoreFonts = NO_MORE,
    boxed: Iterable[str] = (),
) -> str:
    """The Typst source of a document with `body` on the sheet.

    `fonts` are those beside the bundled ones; the characters of `boxed` are drawn as boxes.
    """
    before, after = words.page_reference.split("{}")
    paper = sheet.paper
    values = {
        "words-page(number)": f"{quoted(before)} + str(number) + {quoted(after)}",
        "words-notes": quoted(words.notes),
        "margin-x": f"{paper.margin_x_pt:g}pt",
        "notes-gap": f"{NOTES_GAP_PT:g}pt",
        "text-width": f"{paper.text_width_pt:.2f}pt",
        "text-height": f"{paper.text_height_pt:.2f}pt",
        "has-notes-beside": str(bool(paper.notes_pt)).lower(),
        "first-fonts": _value(fonts.eastern),
        "first-covered": f'regex("[{_ranges(fonts.covered or " ")}]")',
        "last-fonts": _value(fonts.own),
    }
    known = "".join(f"#let {name} = {value}\n" for name, value in values.items())
    template = _TEMPLATE.read_text("utf-8")
    return f"{known}{template}{_boxes(boxed)}{_set_up(sheet, words)}#show: handout\n{write_typst(body)}"


def _boxes(characters: Iterable[str]) -> str:
    """The rule that draws `characters` as boxes, each by itself: no accent goes to the letter before it."""
    codes = "".join(f"\\x{{{ord(character):X}}}" for character in sorted(characters))
    return f'#show regex("[{codes}]"): set text(font: {quoted(BOXES)})\n' if codes else ""


def _set_up(sheet: Sheet, words: HandoutWords) -> str:
    """What Typst itself is to know of the file and of every page."""
    title, course, place = map(quoted, (sheet.title, sheet.course, sheet.place))
    author = quoted(sheet.author or sheet.course)
    named = quoted(" · ".join(filter(None, (sheet.title, sheet.apart))))
    head = f"running({course}, {place}, {'none' if sheet.is_booklet else title})"
    address = in_pieces(short_address(sheet.url))
    notice = f", notice: {quoted(sheet.notice)}" if sheet.notice else ""
    foot = f"foot({quoted(sheet.date)}, {quoted(words.language)}, [{address}]{notice})"
    numbers = zip(("year", "month", "day"), map(int, filter(None, sheet.date.split("-"))), strict=False)
    date = f"datetime({', '.join(f'{name}: {number}' for name, number in numbers)})" if sheet.date else "none"
    return (
        f"#set document(title: {named}, author: {author}, date: {date})\n"
        f"#set text({_language(sheet.language)})\n"
        f"#set page({_page(sheet.paper)}, header: {head}, footer: {foot}, "
        f"header-ascent: 30%, footer-descent: 35%)\n"
        f"#set columns(gutter: {sheet.paper.notes_pt + COLUMN_GAP_PT:g}pt)\n"
    )


def _ranges(ranges: str) -> str:
    """Ranges of characters as a regular expression of Typst's has them."""
    return "".join(c if c == "-" else f"\\u{{{ord(c):x}}}" for c in ranges)


def _language(code: str) -> str:
    """A tag such as ``zh-Hant`` or ``pt-BR`` as Typst takes it."""
    first, *further = code.replace("_", "-").split("-")
    known = f"lang: {quoted(first.lower() if re.fullmatch('[A-Za-z]{2,3}', first) else 'en')}"
    for part in further:
        if re.fullmatch("[A-Za-z]{2}", part):
            return f"{known}, region: {quoted(part.upper())}"
        if part.lower() == "hant":
            return f'{known}, region: "TW"'
    return known


def _page(paper: Paper) -> str:
    """Size, margins and columns of a page."""
    right = paper.margin_x_pt + paper.notes_pt
    margins = f"top: {paper.margin_top_pt:g}pt, bottom: {paper.margin_bottom_pt:g}pt"
    margins += f", left: {paper.margin_x_pt:g}pt, right: {right:g}pt"
    if paper.notes_pt:
        size = f"width: {paper.height_pt:g}pt, height: {paper.width_pt:g}pt, columns: 2"
        size += f", background: notes-beside({paper.notes_pt:g}pt)"
    elif paper.name:
        size = f"paper: {quoted(paper.name)}"
    else:
        size = f"width: {paper.width_pt:g}pt, height: {paper.height_pt:g}pt"
    return f"{size}, margin: ({margins})"


def write_typst(content: Iterable[tree.Part]) -> str:
    """Typst source of `content`."""
    return "".join(map(_call, content))


def _call(part: tree.Part) -> str:
    """The call of the function that sets `part`."""
    if isinstance(part, tree.Text):
        return _inline_code(part) if part.how == "code" else _TEXTS[part.how](part.text)
    if isinstance(part, tree.CodeBlock):
        lines = "".join(f"{_code_line(line)}, " for line in part.lines)
        return f"#code-block({_value(part.title)}, ({lines}))\n"
    if isinstance(part, tree.Formula):
        takes_lines = part.is_display or is_unbreakable(part.mathml)
        name = f"formula-lines(number: {quoted(part.number)}, " if takes_lines else "formula("
        return f"#{name}{quoted(part.spoken)}, {write_formula(part.mathml)});"
    name = _OTHER_NAMES.get(type(part), _WORD_START.sub("-", type(part).__name__).lower())
    handed: list[object] = []
    named = ""
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name == "kind":
            name = value
        elif isinstance(part, tree.Other):
            handed += value
        elif field.default is MISSING:
            handed.append(value)
        elif value != field.default:
            named += f"{field.name.removesuffix('_pt').replace('_', '-')}: {_value(value)}, "
    body = _value(handed.pop()) if handed and isinstance(handed[-1], tree.Content) else ""
    arguments = ", ".join(filter(None, (named.removesuffix(", "), *map(_value, handed))))
    call = f"#{name}({arguments}){body}" if arguments or not body else f"#{name}{body}"
    return call + (";" if isinstance(part, tree.Inline) else "\n")


def _value(value: object) -> str:
    """A field as Typst's functions take it: numbers with a point are lengths, tuples arrays."""
    if isinstance(value, tree.Content):
        return f"[{write_typst(value)}]"
    if isinstance(value, tree.Block):
        return f"[{_call(value)}]"
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tree.TableCell):
        value = tuple(getattr(value, field.name) for field in fields(value))
    if isinstance(value, tuple):
        return f"({''.join(f'{_value(each)}, ' for each in value)})"
    return f"{value:g}pt" if isinstance(value, float) else str(value)


def running_text(text: str) -> str:
    """`text`, spaces folded as HTML folds them; lines break between words only."""
    out, plain = "", ""
    for part in _SPACE.split(seen(text)):
        kept = "" if not part or part.isspace() else _kept_together(part)
        if kept:
            out, plain = out + _string(plain) + kept, ""
        elif part:
            plain += " " if _SPACE.fullmatch(part) else part
    return out + _string(plain)


def _string(text: str) -> str:
    return f"#{quoted(text)};" if text else ""


def _kept_together(word: str) -> str:
    """A word that Typst's own rules would break badly; nothing for any other.

    Those for Han and Kana are good: they break between any two but before ``。`` or behind ``（``.
    """
    if has_eastern(word) and not has_hangul(word):
        runs = eastern_runs(word)
        return "".join(
            _string(run) if has_eastern(run) else _kept_together(run) or _string(run) for run in runs
        )
    if cell_width(word) > LONGEST_WORD:
        return in_pieces(word)
    return f"#w({quoted(word)});" if has_hangul(word) and len(word) > 1 else ""


def in_pieces(word: str) -> str:
    """A word or an address in parts that may stand on different lines."""
    return "".join(f"#w({quoted(piece)});" for piece in pieces(word))


def _inline_code(part: tree.Text) -> str:
    """Code in a line of text, in a frame where it is short."""
    text = part.text
    if cell_width(text) <= FRAMED_CODE:
        sides = {"left": part.joins_before, "right": part.joins_behind}
        joined = "".join(f", {side}: joined" for side, joins in sides.items() if joins)
        return f"#code-word({quoted(text)}{joined});"
    cut = [piece for word in text.split(" ") for piece in [*pieces(word), " "]][:-1]
    return "".join(f"#code-piece({quoted(piece)});" for piece in cut)


_TEXTS = {"running": running_text, "sign": _string, "in pieces": in_pieces}


def _code_line(line: str) -> str:
    """A line of a code block as an array of (piece, half ems), cut where it hurts least."""
    cut = [line] if cell_width(line) <= _FITS_ANYWHERE else _CODE_PIECES.findall(line)
    return "(" + "".join(f"({quoted(piece)}, {cell_width(piece):g}), " for piece in cut) + ")"
