"""A chapter: a page's article with notes that pop up, words for pictures that no book can hold, and marks
where pages of its handout begin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from course.markdown.html.tree import Element, Part, read_fragment
from course.markdown.reading.page_blocks import ADDED, shown_text
from course.publish.book.files import PAGE_ENDING
from course.publish.lms.site_pages import SitePage

#: What a mark of a page, and a footnote's number, are: added, so that no proof takes them for content.
PAGE_MARK, NUMBER = "page-mark", "number"
#: What stands in the place of a picture, which is in `ADDRESS` if it has one.
PICTURE_WORDS = "picture"
_LEFT_OUT = ("course-handouts", "glossary__tools", "glossary__downloads")
_LINKS_BACK = ("footnote-backref", "data-footnote-backref")


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of a chapter, for the contents."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page in a book."""

    page: SitePage
    article: Element
    """An ``article``; its names and attributes may be any that a page has."""
    is_glossary: bool = False

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.page.name}{PAGE_ENDING}"

    def headings(self) -> list[Heading]:
        """Its second-level headings that a link can lead to; none of a glossary, which has one a term."""
        found = [] if self.is_glossary else list(self.article.iter("h2"))
        titles = [(" ".join(shown_text(each).split()), each.get("id") or "") for each in found]
        return [Heading(title, anchor) for title, anchor in titles if title and anchor]


def read_chapter(markup: str, page: SitePage, *, is_glossary: bool = False, pops_up: bool = True) -> Chapter:
    """The chapter made of a page's article, as `carried_article` writes it.

    `pops_up`: its notes are to be shown where they are referred to; else they stay a list.
    """
    article = read_fragment(markup).children[0]
    for element in list(article.iter()):
        if not element.classes.isdisjoint(_LEFT_OUT):
            _replace(element, [])
        elif element.tag == "img" and (element.get("src") or "data:,").startswith("data:,"):
            _replace(element, [_words_of(element)])
    if pops_up:
        _mark_references(article)
        for box in [each for each in article.iter("div") if "footnote" in each.classes]:
            _as_notes(box)
    return Chapter(page, article, is_glossary)


def _words_of(picture: Element) -> Element:
    return Element("span", {ADDED: PICTURE_WORDS, "class": "no-picture"}, [picture.get("alt") or ""])


def _mark_references(article: Element) -> None:
    for link in article.iter("a"):
        if "footnote-ref" in link.classes:
            link.attributes |= {"epub:type": "noteref", "role": "doc-noteref"}
        elif not link.classes.isdisjoint(_LINKS_BACK):
            link.attributes |= {"epub:type": "backlink", "role": "doc-backlink"}


def _as_notes(box: Element) -> None:
    """Make asides of the list of notes in `box`: reading systems show these where they are referred to."""
    box.tag = "section"
    box.attributes |= {"epub:type": "footnotes"}
    for listed in [each for each in box.children if each.tag == "ol"]:
        notes = [each for each in listed.children if each.tag == "li"]
        for number, note in enumerate(notes, 1):
            note.tag = "aside"
            note.attributes |= {"epub:type": "footnote", "role": "doc-footnote"}
            shown = Element("span", {ADDED: NUMBER}, [f"{number}. "])
            first = note.children[0] if note.children and note.children[0].tag == "p" else note
            _put_in(first, shown)
        _replace(listed, notes)


def mark_page(block: Element, label: str, anchor: str) -> None:
    """Mark that the page `label` of the handout begins at `block`."""
    mark = {"id": anchor, "epub:type": "pagebreak", "role": "doc-pagebreak", "aria-label": label}
    inside = next((each for each in block.children if each.tag == "code"), block)
    _put_in(inside if block.tag == "pre" else block, Element("span", {ADDED: PAGE_MARK, **mark}))


def _put_in(element: Element, new: Element) -> None:
    """Put `new` before all that is in `element`."""
    new.parent = element
    element.parts.insert(0, new)


def _replace(old: Element, new: Iterable[Element]) -> None:
    above = old.parent
    if above is not None:
        put = list(new)
        for each in put:
            each.parent = above
        parts: list[Part] = []
        for part in above.parts:
            parts += put if part is old else [part]
        above.parts = parts


def only_entries(glossary: Chapter, names: Collection[str]) -> bool:
    """Leave, in a glossary, what belongs to the chapters called `names`; false where no term is left."""
    parts = [each for each in glossary.article.iter("section") if "glossary__part" in each.classes]
    for part in parts:
        for entry in [each for each in part.children if each.tag == "div"]:
            if not any(_leads_to(link) in names for link in entry.iter("a")):
                _replace(entry, [])
        if not any(each.tag == "div" for each in part.children):
            _replace(part, [])
    for listed in [each for each in glossary.article.iter("section") if "glossary__sessions" in each.classes]:
        for row in [row for each in listed.children if each.tag == "ul" for row in each.children]:
            if _leads_to(next(row.iter("a"), row)) not in names:
                _replace(row, [])
    return any(each.tag == "div" for part in parts for each in part.children)


def _leads_to(link: Element) -> str:
    """The file that `link` leads to, as the same folder names it."""
    return (link.get("href") or "").partition("#")[0]


def anchors_of(article: Element) -> set[str]:
    """All that a link can lead to in `article`."""
    return {anchor for each in article.iter() if (anchor := each.get("id"))}
