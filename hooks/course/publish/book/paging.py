"""Where the pages of a handout begin in a book: who reads it in class finds the page that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote

import pypdfium2

from course.handout.paper import Paper
from course.handout.proving.matching import MOST_PLACES, join_pages, places
from course.handout.proving.pdf_facts import fold_pdf
from course.handout.proving.placing import chosen_places
from course.markdown.html.tree import Element, read_document
from course.markdown.reading.page_blocks import Blocks
from course.publish.book.chapter import Chapter, mark_page
from course.publish.lms.site_pages import SitePage, SitePages

_PLACED = frozenset(("heading", "text", "item", "cell", "code"))
#: A shorter text stands in too many places.
_LEAST = 4


@dataclass(frozen=True, slots=True)
class PageMark:
    """The beginning of one page of the handout."""

    label: str
    """The page's number, as it is printed."""
    name: str
    """File of the chapter in which it begins."""
    anchor: str


def handout_of(pages: SitePages, held: Sequence[SitePage]) -> Path | None:
    """The PDF that prints all pages of `held` that have one: that of the week, or of the only session.

    None where no single one does, or none is there.
    """
    printed = [found for page in held if (found := _handouts(pages, page))]
    if not printed:
        return None
    shared = [pdf for pdf in printed[0] if all(pdf in each for each in printed)]
    alone = [pdf for pdf in shared if printed[0][pdf] == ("student" if len(printed) == 1 else "booklet")]
    return alone[0] if alone else None


def _handouts(pages: SitePages, page: SitePage) -> dict[Path, str]:
    """The handouts that a page of the site leads to, and of what kind they are."""
    content = (pages.language.site_dir / page.site_path).read_bytes()
    if b"data-handout=" not in content:
        return {}
    found: dict[Path, str] = {}
    for link in read_document(content, "article", "body").iter("a"):
        kind = link.get("data-handout")
        if kind:
            at = normpath(join(page.site_path.rpartition("/")[0], unquote(link.get("href") or "")))
            path = pages.language.site_dir / at
            found |= {path: kind} if path.is_file() else {}
    return found


def mark_pages(chapters: Sequence[Chapter], pdf: Path, paper: Paper, language: str) -> list[PageMark]:
    """Mark in `chapters` where each page of the handout `pdf` begins.

    A page that begins inside a block is marked at the next one: readers turn to where they can go on.
    """
    labels, texts = _pages(pdf, paper)
    printed = join_pages(texts, (), language)
    blocks = [(chapter, *each) for chapter in chapters for each in _blocks(chapter)]
    wanted = [text for _, _, text in blocks]
    found = [places(printed, text, links=1, is_loose=True)[:MOST_PLACES] for text in wanted]
    chosen = chosen_places(printed, wanted, found)
    marks: list[PageMark] = []
    at = 0
    for (chapter, element, _), spot in zip(blocks, chosen, strict=True):
        if spot is None:
            continue
        here = []
        while at < len(labels) and printed.page(spot[0]) > at:
            here.append(labels[at])
            at += 1
        anchors = [f"page-{re.sub(r'[^0-9A-Za-z]', '-', label)}" for label in here if label]
        for label, anchor in reversed([*zip([each for each in here if each], anchors, strict=True)]):
            mark_page(element, label, anchor)
        marks += [
            PageMark(label, chapter.name, anchor)
            for label, anchor in zip([each for each in here if each], anchors, strict=True)
        ]
    return marks


def _blocks(chapter: Chapter) -> Iterator[tuple[Element, str]]:
    """The blocks of a chapter that print has in the same order, each with its folded text; of code its first
    line; no footnotes.
    """
    read = Blocks(chapter.article)
    for block, element in zip(read.blocks, read.elements, strict=True):
        text = block.key[0].lstrip("\n").split("\n")[0] if block.kind == "code" else block.key[-1]
        folded = fold_pdf(text) if block.kind in _PLACED else ""
        in_notes = any(each.get("epub:type") == "footnotes" for each in element.ancestors())
        if len(folded) >= _LEAST and not in_notes and element.tag not in ("table", "tr"):
            yield element, folded


def _pages(pdf: Path, paper: Paper) -> tuple[list[str], list[str]]:
    """The label of each page, and its text between head and foot; of pages before the first part nothing."""
    with pypdfium2.PdfDocument(pdf) as document:
        first = _first(document)
        labels, texts = [], []
        for number in range(len(document)):
            page = document[number]
            width, height = page.get_size()
            text = page.get_textpage().get_text_bounded(
                0, paper.margin_bottom_pt - 4, width, height - paper.margin_top_pt + 8
            )
            labels.append((document.get_page_label(number) or str(number + 1)) if number >= first else "")
            texts.append(fold_pdf(text) if number >= first else "")
    return labels, texts


def _first(document: pypdfium2.PdfDocument) -> int:
    """The page, from 0, to which the first entry of the outline leads: before it are cover and contents."""
    entry = next(iter(document.get_toc(max_depth=1)), None)
    place = entry.get_dest() if entry is not None else None
    return (place.get_index() if place is not None else None) or 0
