"""A whole handout as one Typst source: the sheet, the title with its code, the contents, the end."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import segno

from course.handout.setting.diagrams import COLUMN_GAP_PT, NOTES_GAP_PT, Paper
from course.handout.setting.inline import short_address
from course.handout.setting.typst_text import pieces, quoted, running_text

#: How the text is set: as usual, or in the smaller type of narrow columns.
_SHOWN = {False: "#show: handout\n", True: "#show: handout\n#show: narrow\n"}
_TEMPLATE = Path(__file__).with_name("template.typ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page of a handout, and in its file's own data."""

    course: str
    place: str
    """Where in the course it belongs: ``3주차 · 3일차 · 세션 1``."""
    title: str
    date: str
    """Of its source, as printed: ``2026-11-24``."""
    language: str
    """Its code, such as ``ko``."""
    url: str
    """Address of the page online; empty where the site has none."""
    paper: Paper
    is_booklet: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the site in a handout."""

    heading: str
    """Markup of its title as a heading."""
    facts: str
    """One line below the title, such as when it is taught; may be empty."""
    place: str
    url: str
    body: str
    """Markup of all that follows."""


def render_document(sheet: Sheet, words: Mapping[str, str], body: str) -> str:
    """The Typst source of a document with `body` on the sheet."""
    before, after = words["page_reference"].split("{}")
    reference = f"#let words-page(number) = {quoted(before)} + str(number) + {quoted(after)}\n"
    reference += f"#let margin-x = {sheet.paper.margin_x_pt:g}pt\n"
    reference += f"#let notes-gap = {NOTES_GAP_PT:g}pt\n"
    reference += f"#let text-width = {sheet.paper.text_width_pt:.2f}pt\n"
    reference += f"#let has-notes-beside = {str(bool(sheet.paper.notes_pt)).lower()}\n"
    reference += f"#let words-notes = {quoted(words['notes'])}\n"
    return "".join(
        (
            reference,
            _TEMPLATE.read_text("utf-8"),
            _set_up(sheet, words),
            _SHOWN[bool(sheet.paper.notes_pt)],
            body,
        )
    )


def _set_up(sheet: Sheet, words: Mapping[str, str]) -> str:
    paper = sheet.paper
    margins = (
        f"top: {paper.margin_top_pt:g}pt, bottom: {paper.margin_bottom_pt:g}pt, x: {paper.margin_x_pt:g}pt"
    )
    year, month, day = sheet.date.split("-")
    date = f"datetime(year: {int(year)}, month: {int(month)}, day: {int(day)})"
    title, course, place = (quoted(text) for text in (sheet.title, sheet.course, sheet.place))
    head = f"running({course}, {place}, {'none' if sheet.is_booklet else title})"
    foot = f"foot({quoted(sheet.date)}, {quoted(words['language'])}, [{_address(sheet.url)}])"
    size = f"paper: {quoted(paper.name)}, margin: ({margins})"
    if not paper.name:
        size = f"width: {paper.width_pt:g}pt, height: {paper.height_pt:g}pt, margin: ({margins})"
    after = ""
    if paper.notes_pt:
        side = f"left: {paper.margin_x_pt:g}pt, right: {paper.margin_x_pt + paper.notes_pt:g}pt"
        size = f"width: {paper.height_pt:g}pt, height: {paper.width_pt:g}pt, columns: 2"
        size += f", margin: ({margins.rpartition(', x')[0]}, {side})"
        size += f", background: notes-beside({paper.text_width_pt:.2f}pt, {paper.notes_pt:g}pt)"
        after = f"#set columns(gutter: {paper.notes_pt + COLUMN_GAP_PT:g}pt)\n"
    return (
        f"#set document(title: {title}, author: {course}, date: {date})\n"
        f"#set text(lang: {quoted(sheet.language)})\n"
        f"#set page({size}, header: {head}, footer: {foot}, header-ascent: 30%, footer-descent: 35%)\n{after}"
    )


def _address(url: str) -> str:
    return "".join(f"#w({quoted(piece)});" for piece in pieces(short_address(url)))


def render_part(part: Part, words: Mapping[str, str]) -> str:
    """The markup of one page of the site: its title with place, time and code, then its contents."""
    facts = f"[{part.facts}]" if part.facts else "none"
    if part.url:
        address, code = f"[{_address(part.url)}]", quoted(qr_code(part.url))
    else:
        address = code = "none"
    spoken = quoted(f"{words['qr']}: {short_address(part.url)}")
    band = f"{quoted(part.place)}, [{part.heading}], {facts}, {address}, {code}, {spoken}"
    return f"#title-band({band})\n{part.body}"


def qr_code(url: str) -> str:
    """The QR code of `url` as SVG."""
    written = io.BytesIO()
    segno.make(url, error="m", micro=False).save(written, kind="svg", border=2, scale=4, xmldecl=False)
    return written.getvalue().decode()


def render_end(title: str, contents: str, level: int = 2) -> str:
    """A section that the handout adds behind the page's own."""
    return f"#hd({level}, {level}, [{running_text(title)}], none)\n{contents}" if contents else ""
