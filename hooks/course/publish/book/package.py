"""The files of an EPUB around its chapters: package document, contents, title page. Source: EPUB 3.3."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import PurePosixPath

from lxml import etree

from course.publish.book.about import About, Book, day_of, metadata_of, text_of
from course.publish.book.chapter import Chapter
from course.publish.book.files import MEDIA, PICTURES
from course.publish.book.xhtml import MATHML, OPS, XHTML, to_xhtml, xml_text
from course.publish.lms.menu import MenuEntry

#: What the first file of an EPUB is called, which is not packed, and what it says.
FIRST, MIMETYPE = "mimetype", b"application/epub+zip"
CONTAINER, FOLDER = "META-INF/container.xml", "EPUB"
PACKAGE, NAV, TITLE, STYLES = "package.opf", "nav.xhtml", "title.xhtml", "book.css"
COVER, COVER_PICTURE = "cover.xhtml", "cover.png"
PAGES, FILES, FONTS = "pages", "files", "fonts"
#: The name of what says which source a chapter is of.
SOURCE = "source"
_TYPES = {
    **PICTURES,
    **MEDIA,
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "woff2": "font/woff2",
    "txt": "text/plain",
}


def render_book(book: Book) -> dict[str, bytes]:
    """The files of the EPUB, by their path in it, but for the first, ``mimetype``."""
    pages = {f"{PAGES}/{each.name}": _page(each, book.about) for each in book.chapters}
    files: dict[str, bytes] = {
        NAV: _nav(book),
        TITLE: _title_page(book.about),
        STYLES: book.styles.encode(),
        **{name: _written(root) for name, root in pages.items()},
        **{f"{FILES}/{name}": content for name, content in book.files.items()},
        **{f"{FONTS}/{name}": content for name, content in book.fonts.items()},
    }
    if book.cover:
        files |= {COVER: _cover_page(book.about), COVER_PICTURE: book.cover}
    with_formulas = {
        name for name, root in pages.items() if next(root.iter(f"{{{MATHML}}}math"), None) is not None
    }
    files[PACKAGE] = _package(book, files, with_formulas)
    return {CONTAINER: _CONTAINER.encode(), **{f"{FOLDER}/{name}": each for name, each in files.items()}}


_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def _page(chapter: Chapter, about: About) -> etree._Element:
    kind = ("glossary", "doc-glossary") if chapter.is_glossary else ("chapter", "doc-chapter")
    root = _document(chapter.page.title, f"../{STYLES}", about.language)
    if chapter.page.has_source:
        etree.SubElement(root[0], f"{{{XHTML}}}meta", {"name": SOURCE, "content": xml_text(chapter.page.uri)})
    section = etree.SubElement(root[1], f"{{{XHTML}}}section", {f"{{{OPS}}}type": kind[0], "role": kind[1]})
    section.set("aria-label", xml_text(chapter.page.title))
    section.append(to_xhtml(chapter.article))
    return root


def _document(title: str, styles: str, language: str) -> etree._Element:
    text = (
        f'<html xmlns="{XHTML}" xmlns:epub="{OPS}" lang="{escape(language)}" xml:lang="{escape(language)}">'
        f'<head><title>{text_of(title)}</title><link rel="stylesheet" type="text/css" href="{styles}"/>'
        "</head><body></body></html>"
    )
    return etree.fromstring(text)


def _written(root: etree._Element) -> bytes:
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{body}\n'.encode()


def _cover_page(about: About) -> bytes:
    root = _document(about.title, STYLES, about.language)
    words = text_of(f"{about.words.cover}: {', '.join(about.lines)}")
    section = (
        f'<section xmlns="{XHTML}" xmlns:epub="{OPS}" epub:type="cover" class="cover">'
        f'<img src="{COVER_PICTURE}" role="doc-cover" alt="{words}"/></section>'
    )
    root[1].append(etree.fromstring(section))
    return _written(root)


def _title_page(about: About) -> bytes:
    root = _document(about.title, STYLES, about.language)
    part = f'<p class="part">{text_of(about.part)}</p>' if about.part else ""
    author = f'<p class="author">{text_of(about.rights.author)}</p>' if about.rights.author else ""
    day = day_of(about.date)
    last = [
        text_of(about.rights.notice),
        day and f'<time datetime="{day}">{day}</time>',
        about.url and f'<a href="{escape(about.url)}">{text_of(about.online)}</a>',
    ]
    foot = "".join(f"<p>{each}</p>" for each in last if each)
    foot = f'<div class="rights">{foot}</div>' if foot else ""
    section = (
        f'<section xmlns="{XHTML}" xmlns:epub="{OPS}" epub:type="titlepage" class="title-page">'
        f"<h1>{text_of(about.course)}</h1>{part}{author}{foot}</section>"
    )
    root[1].append(etree.fromstring(section))
    return _written(root)


def _nav(book: Book) -> bytes:
    about, chapters = book.about, {each.page.uri: each for each in book.chapters}
    glossary = next((each for each in book.chapters if each.is_glossary), None)
    entries = "".join(_entries(book.menu, chapters))
    entries += _leaf(glossary) if glossary else ""
    toc = f"<h1>{text_of(about.contents)}</h1><ol>{entries}</ol>"
    first = book.chapters[0]
    landmarks = [("cover", COVER, about.words.cover)] if book.cover else []
    landmarks += [
        ("titlepage", TITLE, about.words.title_page),
        ("toc", f"{NAV}#toc", about.contents),
        ("bodymatter", f"{PAGES}/{first.name}", about.words.text),
    ]
    landmarks += [("glossary", f"{PAGES}/{glossary.name}", glossary.page.title)] if glossary else []
    listed = "".join(
        f'<li><a epub:type="{kind}" href="{escape(href)}">{text_of(said)}</a></li>'
        for kind, href, said in landmarks
    )
    navs = f'<nav epub:type="toc" role="doc-toc" id="toc">{toc}</nav>'
    navs += (
        f'<nav epub:type="landmarks" hidden="hidden" aria-label="{text_of(about.words.landmarks)}">'
        f"<h2>{text_of(about.words.landmarks)}</h2><ol>{listed}</ol></nav>"
    )
    if book.marks:
        pages = "".join(
            f'<li><a href="{PAGES}/{mark.name}#{mark.anchor}">{text_of(mark.label)}</a></li>'
            for mark in book.marks
        )
        navs += (
            f'<nav epub:type="page-list" role="doc-pagelist" hidden="hidden" '
            f'aria-label="{text_of(about.words.page_list)}">'
            f"<h2>{text_of(about.words.page_list)}</h2><ol>{pages}</ol></nav>"
        )
    root = _document(about.contents, STYLES, about.language)
    for nav in etree.fromstring(f'<body xmlns="{XHTML}" xmlns:epub="{OPS}">{navs}</body>'):
        root[1].append(nav)
    return _written(root)


def _entries(menu: Iterable[MenuEntry], chapters: Mapping[str, Chapter]) -> Iterator[str]:
    for entry in menu:
        if entry.page is not None:
            yield _leaf(chapters[entry.page.uri])
        else:
            inside = "".join(_entries(entry.entries, chapters))
            yield f"<li><span>{text_of(entry.title)}</span><ol>{inside}</ol></li>"


def _leaf(chapter: Chapter) -> str:
    address = f"{PAGES}/{chapter.name}"
    inside = "".join(
        f'<li><a href="{escape(address)}#{escape(each.anchor)}">{text_of(each.title)}</a></li>'
        for each in chapter.headings()
    )
    inside = f"<ol>{inside}</ol>" if inside else ""
    return f'<li><a href="{escape(address)}">{text_of(chapter.page.title)}</a>{inside}</li>'


def _package(book: Book, files: Mapping[str, bytes], with_formulas: set[str]) -> bytes:
    about = book.about
    items = []
    for name in sorted(files):
        own = {NAV: "nav", COVER_PICTURE: "cover-image"}.get(name, "")
        properties = own or ("mathml" if name in with_formulas else "")
        told = f' properties="{properties}"' if properties else ""
        kind = _TYPES[PurePosixPath(name).suffix.lower().removeprefix(".")]
        items.append(f'    <item id="{_identifier(name)}" href="{escape(name)}" media-type="{kind}"{told}/>')
    spine = [
        *([COVER] if book.cover else []),
        TITLE,
        NAV,
        *(f"{PAGES}/{each.name}" for each in book.chapters),
    ]
    refs = [f'    <itemref idref="{_identifier(name)}"/>' for name in spine]
    metadata = [f"    {line}" for line in metadata_of(book, has_formulas=bool(with_formulas))]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{escape(about.language)}">',
        '  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        *metadata,
        "  </metadata>",
        "  <manifest>",
        *items,
        "  </manifest>",
        "  <spine>",
        *refs,
        "  </spine>",
        "</package>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _identifier(name: str) -> str:
    """An XML ID for the file called `name`."""
    return f"f{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def chapter_paths(chapters: Sequence[Chapter]) -> list[str]:
    """Where each chapter is in the EPUB."""
    return [f"{FOLDER}/{PAGES}/{each.name}" for each in chapters]
