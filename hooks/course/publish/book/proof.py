"""Proves that a book says all that its sources do, once and in order, and that its parts fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree

from course.markdown.files.source import Source
from course.markdown.html.tree import Element
from course.markdown.reading.page_blocks import ADDED
from course.model.built_language import BuiltLanguage
from course.problems.problem import Problem
from course.publish.book.chapter import NUMBER, PICTURE_WORDS
from course.publish.book.package import CONTAINER, FOLDER, NAV, PACKAGE
from course.publish.book.xhtml import OPS, STRAY, XHTML
from course.publish.lms.proof import check_content, reference_problem

_REFERRING = ("href", "src")
_OPF = "{http://www.idpf.org/2007/opf}"


def check_chapter(
    source: Source, files: Mapping[str, bytes], path: str, within: str, language: BuiltLanguage
) -> list[Problem]:
    """A Problem for everything in `source` that its chapter, at `path` in the book `within`, lacks."""
    return check_content(source, files, path, within, language, undo)


def undo(article: Element) -> None:
    """Make a chapter's article what it was on its page: notes a list, words the pictures they are for."""
    for item in [each for each in article.iter("li") if STRAY in each.classes]:
        above = item.parent
        if above is not None:
            at = above.parts.index(item)
            above.parts[at : at + 1] = item.parts
            for each in item.children:
                each.parent = above
    for element in list(article.iter("section", "aside", "span")):
        if element.tag == "span" and element.get(ADDED) == PICTURE_WORDS:
            element.tag, alt = "img", element.text_content()
            element.attributes, element.parts = {"alt": alt, "src": ""}, []
        elif element.tag == "section" and element.get("epub:type") == "footnotes":
            element.tag = "div"
            notes = [each for each in element.children if each.tag == "aside"]
            listed = Element("ol", {}, [], element)
            for note in notes:
                note.tag, note.parent = "li", listed
            listed.parts = list(notes)
            element.parts = [part for part in element.parts if part not in notes]
            element.parts.append(listed)
        elif element.get(ADDED) == NUMBER:
            element.parts = []


def check_book(files: Mapping[str, bytes], chapters: Sequence[str], within: str) -> list[Problem]:
    """A Problem for whatever in the EPUB `within` does not fit together.

    `files` are all of its files but the first, `chapters` the paths of what it is to hold, in order.
    """
    return [reference_problem(f"{within}/{path}", path, what) for path, what in _faults(files, chapters)]


def _faults(files: Mapping[str, bytes], chapters: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The path of each file with a fault, and the fault."""
    trees: dict[str, etree._Element] = {}
    for path, content in files.items():
        if path.endswith((".xhtml", ".opf", ".xml", ".svg")):
            try:
                trees[path] = etree.fromstring(
                    content, etree.XMLParser(resolve_entities=False, huge_tree=True)
                )
            except etree.XMLSyntaxError as error:
                yield path, f"XML that can be read ({error})"
    ids = {path: Counter(each.get("id") for each in tree.iter(etree.Element)) for path, tree in trees.items()}
    for path, counted in ids.items():
        yield from ((path, f"one {name} ({count})") for name, count in counted.items() if name and count > 1)
    for path, tree in trees.items():
        if path.endswith(".xhtml"):
            yield from ((path, what) for what in _references(tree, path, files, ids))
    if f"{FOLDER}/{PACKAGE}" in trees and f"{FOLDER}/{NAV}" in trees:
        yield from _listed(trees, files, chapters)


def _references(
    tree: etree._Element, path: str, files: Mapping[str, bytes], ids: Mapping[str, Counter[str | None]]
) -> Iterator[str]:
    """What the page at `path` leads to or shows that is not there."""
    for element in tree.iter(etree.Element):
        for name in _REFERRING:
            address = element.get(name)
            if address is None or (name == "src" and address.startswith("data:image/")):
                continue
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if name == "src" or element.tag == f"{{{XHTML}}}link":
                    yield address
                continue
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            anchor = unquote(parts.fragment)
            if target not in files or (anchor and not ids.get(target, Counter())[anchor]):
                yield address


def _listed(
    trees: Mapping[str, etree._Element], files: Mapping[str, bytes], chapters: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """What the package document and the contents lack, or have too much."""
    package = f"{FOLDER}/{PACKAGE}"
    items = {each.get("id"): f"{FOLDER}/{each.get('href')}" for each in trees[package].iter(f"{_OPF}item")}
    for path in sorted({*files} ^ {*items.values(), package, CONTAINER}):
        yield package, path
    spine = [items.get(each.get("idref")) for each in trees[package].iter(f"{_OPF}itemref")]
    read = [path for path in spine if path and dirname(path) != FOLDER]
    if read != list(chapters):
        yield package, f"all chapters, each once and in order: {', '.join(map(str, read))}"
    (toc,) = (
        nav for nav in trees[f"{FOLDER}/{NAV}"].iter(f"{{{XHTML}}}nav") if nav.get(f"{{{OPS}}}type") == "toc"
    )
    links = [link.get("href", "") for link in toc.iter(f"{{{XHTML}}}a")]
    led = [f"{FOLDER}/{link}" for link in links if "#" not in link]
    if led != list(chapters):
        yield f"{FOLDER}/{NAV}", f"all chapters in the contents: {', '.join(led)}"
