"""A whole handout as one Typst source: the sheet, then its contents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from course.handout import tree
from course.handout.letters import short_address
from course.handout.order import Sheet
from course.handout.paper import COLUMN_GAP_PT, NOTES_GAP_PT, Paper
from course.handout.typst.emitter import write_typst
from course.handout.typst.text import in_pieces, quoted
from course.settings.words.file_words import HandoutWords

_TEMPLATE = Path(__file__).with_name("template.typ")


def render_document(sheet: Sheet, words: HandoutWords, body: Iterable[tree.Part]) -> str:
    """The Typst source of a document with `body` on the sheet."""
    before, after = words.page_reference.split("{}")
    paper = sheet.paper
    known = {
        "words-page(number)": f"{quoted(before)} + str(number) + {quoted(after)}",
        "words-notes": quoted(words.notes),
        "margin-x": f"{paper.margin_x_pt:g}pt",
        "notes-gap": f"{NOTES_GAP_PT:g}pt",
        "text-width": f"{paper.text_width_pt:.2f}pt",
        "has-notes-beside": str(bool(paper.notes_pt)).lower(),
    }
    values = "".join(f"#let {name} = {value}\n" for name, value in known.items())
    narrow = "#show: narrow\n" if paper.notes_pt else ""
    template = _TEMPLATE.read_text("utf-8")
    return f"{values}{template}{_set_up(sheet, words)}#show: handout\n{narrow}{write_typst(body)}"


def _set_up(sheet: Sheet, words: HandoutWords) -> str:
    """What Typst itself is to know of the file and of every page."""
    year, month, day = map(int, sheet.date.split("-"))
    title, course, place = map(quoted, (sheet.title, sheet.course, sheet.place))
    head = f"running({course}, {place}, {'none' if sheet.is_booklet else title})"
    address = in_pieces(short_address(sheet.url))
    foot = f"foot({quoted(sheet.date)}, {quoted(words.language)}, [{address}])"
    date = f"datetime(year: {year}, month: {month}, day: {day})"
    return (
        f"#set document(title: {title}, author: {course}, date: {date})\n"
        f"#set text(lang: {quoted(sheet.language)})\n"
        f"#set page({_page(sheet.paper)}, header: {head}, footer: {foot}, "
        f"header-ascent: 30%, footer-descent: 35%)\n"
        f"#set columns(gutter: {sheet.paper.notes_pt + COLUMN_GAP_PT:g}pt)\n"
    )


def _page(paper: Paper) -> str:
    """Size, margins and columns of a page."""
    right = paper.margin_x_pt + paper.notes_pt
    margins = f"top: {paper.margin_top_pt:g}pt, bottom: {paper.margin_bottom_pt:g}pt"
    margins += f", left: {paper.margin_x_pt:g}pt, right: {right:g}pt"
    if paper.notes_pt:
        beside = f"notes-beside({paper.text_width_pt:.2f}pt, {paper.notes_pt:g}pt)"
        size = f"width: {paper.height_pt:g}pt, height: {paper.width_pt:g}pt, columns: 2, background: {beside}"
    elif paper.name:
        size = f"paper: {quoted(paper.name)}"
    else:
        size = f"width: {paper.width_pt:g}pt, height: {paper.height_pt:g}pt"
    return f"{size}, margin: ({margins})"
