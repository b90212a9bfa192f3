"""The chapters of a book as one HTML page for printing: nothing beside it, and each ``id`` once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml import etree

from course.publish.book.about import About, Book
from course.publish.book.chapter import Chapter
from course.publish.book.files import FILES, MEDIA, PICTURES
from course.publish.book.xhtml import to_xhtml
from course.publish.lms.document import render_page

#: Stands before each chapter, for the proof; what lecturers write has no comments in it any more.
_MARK = "<!--chapter {}-->"
_TYPES = {**PICTURES, **MEDIA}
_STYLES = """
.align-center { text-align: center; }
.align-right { text-align: right; }
.stray { list-style: none; }
div.align-center { margin: 1.5rem 0; padding: 0.6rem 1rem; border: 1px solid var(--line); }
.page > article + article, header + article { margin-top: 4rem; }
@media print {
  .page > article + article, header + article { margin: 0; break-before: page; }
  th, td { min-width: 0; padding: 0.35em 0.5em; }
  img:not(.diagram-drawing) { max-height: 20cm; object-fit: contain; }
}"""
_NAMING = ("id", "name", "usemap", "headers")


def render_print_page(book: Book) -> bytes:
    """The page: a title, its contents, and one chapter after another, each on a new sheet."""
    about = book.about
    known = {each.name: each for each in book.chapters}
    contents = "".join(
        f'<li><a href="#{escape(_whole(each, ""))}">{escape(each.page.title, quote=False)}</a></li>'
        for each in book.chapters
    )
    part = f"<p><strong>{escape(about.part)}</strong></p>" if about.part else ""
    is_many = sum(not each.is_glossary for each in book.chapters) > 1
    head = (
        f"<header><h1>{escape(about.course)}</h1>{part}<nav><ol>{contents}</ol></nav></header>"
        if is_many
        else ""
    )
    articles = "\n".join(_article(each, known, book.files) for each in book.chapters)
    return render_page(f"{head}\n{articles}", about.title, about.language, _foot(about), _STYLES).encode()


def _foot(about: About) -> str:
    said = (about.title, about.rights.author, about.rights.notice, about.url)
    return "<br>".join(escape(each, quote=False) for each in said if each)


def _whole(chapter: Chapter, anchor: str) -> str:
    """What `anchor` in `chapter` is called in the whole page; the chapter itself without one."""
    return f"{chapter.page.name}--{anchor}" if anchor else chapter.page.name


def _article(chapter: Chapter, known: Mapping[str, Chapter], files: Mapping[str, bytes]) -> str:
    root = to_xhtml(chapter.article)
    for element in root.iter(etree.Element):
        for name in [each for each in element.attrib if str(each).startswith("{")]:
            del element.attrib[name]
        for name in _NAMING:
            if value := element.get(name):
                mark = "#" if value.startswith("#") else ""
                element.set(
                    name, " ".join(mark + _whole(chapter, each.lstrip("#")) for each in value.split())
                )
        if (href := element.get("href")) is not None:
            element.set("href", _led(href, chapter, known))
        if (src := element.get("src")) is not None and src.startswith(FILES):
            element.set("src", _data(src.removeprefix(FILES), files))
    root.set("id", _whole(chapter, ""))
    return _MARK.format(chapter.name) + _as_html(root)


def _led(href: str, chapter: Chapter, known: Mapping[str, Chapter]) -> str:
    """`href` of a chapter as it leads inside the whole page."""
    name, mark, anchor = href.partition("#")
    target = known.get(name) if name else chapter
    if target is None or (not name and not mark):
        return href
    return f"#{_whole(target, unquote(anchor))}"


def _data(name: str, files: Mapping[str, bytes]) -> str:
    kind = _TYPES[PurePosixPath(name).suffix.lower().removeprefix(".")]
    return f"data:{kind};base64,{b64encode(files[name]).decode()}"


def _as_html(root: etree._Element) -> str:
    """`root` written as HTML, which has no namespaces."""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode", method="html"))


def articles_of(page: bytes) -> dict[str, bytes]:
    """The articles of a page for printing, by the names of their chapters."""
    opening, ending = (part.encode() for part in _MARK.split("{}"))
    named = [part.partition(ending) for part in page.split(opening)[1:]]
    return {name.decode(): article for name, _, article in named}
