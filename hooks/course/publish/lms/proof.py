"""Proves that an edition's pages show all that the sources do, and that they need nothing from outside."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit

from lxml import etree, html

from course.checks.completeness import Page, compare_page
from course.checks.site_check import read_expected
from course.diagrams.proof import DrawingProof, project_drawings
from course.markdown.files.source import Source
from course.markdown.html.tree import Element, read_fragment
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import ADDED, Block, Blocks, read_article
from course.model.built_language import BuiltLanguage
from course.packed import Packed
from course.problems.problem import Problem
from course.publish.lms.article import BOX, PICTURE, SIGNS
from course.publish.lms.drawings import Draw, svg_drawing, svg_file

MANIFEST = "imsmanifest.xml"
_SVG_DATA = "data:image/svg+xml;base64,"
_FETCHING = ("src", "srcset", "poster", "data", "background", "action", "formaction", "ping")
_FORBIDDEN = ("script", "link", "iframe", "object", "embed", "base", "form")
_STYLE_FETCH = re.compile(r"@import|url\(\s*['\"]?(?!data:|#)", re.IGNORECASE)


def check_content(
    source: Source,
    files: Mapping[str, bytes],
    name: str,
    within: str,
    language: BuiltLanguage,
    undo: Callable[[Element], None] | None = None,
) -> list[Problem]:
    """A Problem for everything in `source` that its page lacks.

    The page is called `name` among the `files` of the edition, whose own name is `within`. `undo` takes back
    what else the edition has changed in its article.
    """
    page = read_article(files[name])
    if undo:
        undo(page)
    has_files = _restore(page, name, files)
    left_out = set() if language.site_url else {"link"}  # those to what is not taken along lead nowhere
    kept = [
        mark_keywords(
            [_alike(each, _above(language)) for each in blocks if each.kind not in left_out],
            language.settings.keyword_headings,
        )
        for blocks in (_expected(source.text), Blocks(page).blocks)
    ]
    proof = _drawings_in_files() if has_files else project_drawings(Path.cwd())
    return compare_page(Page(source.path, f"{within}/{name}", *kept), {}, proof)


@lru_cache(maxsize=1)
def _drawings_in_files() -> DrawingProof:
    """The proof of drawings that are files beside their page."""
    draw = svg_drawing(Path.cwd())
    return replace(project_drawings(Path.cwd()), carried=lambda svg: _as_file(svg, draw), known=Packed())


def _as_file(svg: str, draw: Draw) -> str:
    return (svg_file(svg, draw) or b"<svg></svg>").decode()


@lru_cache(maxsize=1)  # a source is looked for in two editions, one after the other
def _expected(text: str) -> list[Block]:
    return read_expected(text)


def _restore(page: Element, name: str, files: Mapping[str, bytes]) -> bool:
    """Turn an edition's pictures, signs and downloads in `page` back into drawings, checkboxes and links.

    Returns whether there are drawings that are files of their own.
    """
    has_files = False
    for element in list(page.iter("img", "span", "a")):
        if element.tag == "img" and element.get("class") == PICTURE:
            has_files = True
            drawn = _drawn(element.get("src") or "", name, files)
            _replace(element, read_fragment(drawn.decode()).children[-1])
        elif element.tag == "span" and element.get(ADDED) == BOX:
            state = {"checked": ""} if element.text_content().strip() == SIGNS[True] else {}
            _replace(element, Element("input", {"type": "checkbox", **state}))
        elif element.get("download") and (element.get("href") or "").startswith("data:"):
            element.attributes["href"] = quote(element.get("download") or "")
    return has_files


def _drawn(address: str, name: str, files: Mapping[str, bytes]) -> bytes:
    """The drawing at `address`, as the page `name` has it: a file, or data."""
    if address.startswith(_SVG_DATA):
        return b64decode(address.removeprefix(_SVG_DATA))
    return files.get(normpath(join(dirname(name), address)), b"<svg></svg>")


def _replace(old: Element, new: Element) -> None:
    above = old.parent
    if above is not None:
        new.parent = above
        above.parts = [new if part is old else part for part in above.parts]


def _alike(block: Block, course_url: str) -> Block:
    """`block` without the address of an image, or of a link to the course: an edition has others."""
    key = block.key
    if block.kind == "image" or (block.kind == "link" and _is_own(key[1], course_url)):
        key = (key[0], "")
    return replace(block, key=key, owner=-1)


def _is_own(address: str, course_url: str) -> bool:
    return bool(course_url) and f"{address}/".startswith(course_url)


def _above(language: BuiltLanguage) -> str:
    """The address of the whole course: that of its one language, or the one above, with others below it."""
    return language.site_url.removesuffix(f"{language.called}/")


def check_alone(files: Mapping[str, bytes], folder: str) -> list[Problem]:
    """A Problem for everything that the pages of `folder` load from outside themselves.

    They may link to other hosts and to one another.
    """
    problems = []
    for name, content in files.items():
        references = _foreign(html.document_fromstring(content), name, {}, files)
        problems += [reference_problem(f"{folder}/{name}", name, what) for what in references]
    return problems


def check_cartridge(files: Mapping[str, bytes], cartridge_name: str) -> list[Problem]:
    """A Problem for every link in a cartridge without a target, and every file that its manifest lacks.

    The same for files that the manifest lists and the cartridge has not.
    """
    problems = []
    for name, content in files.items():
        if name.endswith(".html"):
            references = _foreign(html.document_fromstring(content), name, files, files)
            problems += [reference_problem(f"{cartridge_name}/{name}", name, what) for what in references]
    manifest = etree.fromstring(files[MANIFEST])
    listed = {each.get("href", "") for each in manifest.iter("{*}file")}
    problems += [
        reference_problem(cartridge_name, MANIFEST, f"lists {name}") for name in sorted(listed - set(files))
    ]
    problems += [
        reference_problem(cartridge_name, MANIFEST, f"lacks {name}")
        for name in sorted(set(files) - listed - {MANIFEST})
    ]
    return problems


def _foreign(
    document: html.HtmlElement, path: str, shown: Mapping[str, bytes], linked: Mapping[str, bytes]
) -> Iterator[str]:
    """Every attribute, tag or style of the `document` at `path` that loads or runs what it must not.

    It may show the files `shown`, and link to the files `linked`.
    """
    for element in document.iter(etree.Element):
        if element.tag in _FORBIDDEN:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            fetches = name in _FETCHING and not _is_there(value, path, shown)
            if fetches or (name in ("href", "xlink:href") and not _may_lead(element, value, path, linked)):
                yield f"{name}={value[:60]}"
            elif name.startswith("on") or (name == "style" and _STYLE_FETCH.search(value)):
                yield f"{name}={value[:40]}"
        if element.tag == "style" and _STYLE_FETCH.search(element.text or ""):
            yield "a style that fetches"


def _may_lead(element: html.HtmlElement, value: str, path: str, linked: Mapping[str, bytes]) -> bool:
    """Whether an address is allowed: links may lead to other hosts, all else only into the page itself."""
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        return False
    if element.tag not in ("a", "area"):
        return _is_there(value, path, {})
    return scheme not in ("", "javascript", "vbscript", "file") or _is_there(value, path, linked)


def _is_there(value: str, path: str, files: Mapping[str, bytes]) -> bool:
    """Whether the address `value` in the file at `path` is data, an anchor, or one of `files`."""
    if value.startswith(("data:", "#", "//")):
        return not value.startswith("//")
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    target = unquote(parts.path)
    return not parts.scheme and bool(target) and normpath(join(dirname(path), target)) in files


def reference_problem(path: str, name: str, what: str) -> Problem:
    """A Problem for `what` the file `name` of an edition refers to, which is not in it."""
    why, mend = "the edition must need nothing but itself", "export again; if it stays, tell the maintainers"
    return Problem(path, 1, f"{name} refers to what is not in it: {what}", why, mend, "export-reference")
