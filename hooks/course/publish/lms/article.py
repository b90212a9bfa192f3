"""The article of a built page, changed so that it works without scripts and without the site around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import html

from course.diagrams.drawing import DRAWING
from course.markdown.html.lxml_tree import of_lxml, to_lxml
from course.markdown.html.schemes import FRAME_ADDRESS
from course.markdown.html.style_classes import as_attributes
from course.markdown.html.tree import read_fragment
from course.markdown.reading.page_blocks import ADDED, MARK, shown_text
from course.publish.lms.drawings import MARK as DRAWING_MARK
from course.publish.lms.drawings import cut_drawings, put_drawings
from course.publish.lms.session_links import link_sessions
from course.settings.words.file_words import LmsWords

_GONE = frozenset(re.findall(r"\w+", "script style template noscript button dialog link meta base datalist"))
_GONE_CLASSES = frozenset(
    re.findall(
        r"[\w-]+",
        """
        headerlink md-content__button md-clipboard md-code__nav agenda__bar md-source-file
        glossary__filter glossary__none correction__back
        """,
    )
)
#: Attributes that belong to the site's scripts and styles, or fetch something.
_ATTRIBUTES = re.compile(
    r"on.*|data-(?!added$|course-mark$|number$|waiting$).*|aria-describedby|srcset|sizes|loading|integrity|background|ping"
)
#: A character that is none of Unicode's, and 31 more behind it: no text holds them.
_STAND_IN = 0xFDD0
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,2})(?![0-9a-fA-F])|0*(\d{1,2})(?!\d));?")
#: The elements that keep an address.
_MAY_HAVE = {"href": ("a", "area"), "src": ("img", "video", "audio")}
#: What marks a task box that is a sign, the signs, and the class of a diagram that is a picture.
BOX, SIGNS, PICTURE = "task", {False: "☐", True: "☑"}, DRAWING
_KEPT_CLASSES = re.compile(r"md-|data-")


@dataclass(frozen=True, slots=True)
class Carrier:
    """How an edition rewrites the links, pictures and diagrams of its pages."""

    link: Callable[[str], str]
    """A link's address on the site → its address in the edition, or online; empty where it has neither."""
    picture: Callable[[str], str]
    """The same for a picture, film or sound; empty if it is on another host, or too large."""
    drawing: Callable[[str], str]
    """A diagram's ``<svg>`` → the HTML in its place."""
    plain: bool = False
    """Whether pages get no checkboxes and folded parts, because importers take them out."""
    signs: bool = False
    """Whether pages get signs in place of checkboxes, but keep folded parts."""


def carried_article(content: str, carrier: Carrier, words: LmsWords) -> str:
    """The article of the HTML page `content`, with links, pictures and diagrams as `carrier` has them."""
    text, drawings = cut_drawings(_hidden_controls(as_attributes(_article_of(content))))
    read = read_fragment(text.lstrip())
    read.tag = "article"
    article = to_lxml(read)
    _explain_terms(article)
    link_sessions(article)
    _drop(article)
    _open_tabs(article)
    _plain_boxes(article, signs=carrier.plain or carrier.signs)
    _space_parts(article)
    if carrier.plain:
        for element in article.find_class("diagram__words"):
            element.drop_tree()
    _show_sources(article, words)
    for element in list(article.iter("a", "area")):
        _carry_link(element, carrier)
    for element in list(article.iter("img", "video", "audio", "iframe", "embed", "object")):
        _carry_media(element, carrier, words)
    for element in list(article.iter("source", "track")):
        element.drop_tree()
    _wrap_tables(article)
    _clean_attributes(article)
    markup = html.tostring(article, encoding="unicode", with_tail=False)
    return _shown_controls(put_drawings(markup, [carrier.drawing(each) for each in drawings]))


def _hidden_controls(text: str) -> str:
    """`text` with a stand-in for each control character, which lxml reads but does not write."""
    text = _REFERENCE.sub(_stand_in, text)
    return _CONTROL.sub(lambda match: chr(_STAND_IN + ord(match[0])), text)


def _stand_in(match: re.Match[str]) -> str:
    """The control character that a reference names, or that reference as it is."""
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if _CONTROL.match(chr(code)) else match[0]


def _shown_controls(text: str) -> str:
    return re.sub("[\ufdd0-\ufdef]", lambda match: chr(ord(match[0]) - _STAND_IN), text)


def _article_of(content: str) -> str:
    """What is inside the page's article; without one, inside its body."""
    for opening, closing in (("<article", "</article>"), ("<main", "</main>"), ("<body", "</body>")):
        start, end = content.find(opening), content.rfind(closing)
        if 0 <= start < end:
            return content[content.index(">", start) + 1 : end]
    return content


def _explain_terms(article: html.HtmlElement) -> None:
    """Put the definition of a glossary term into its link's ``title``: no script shows the tooltip."""
    by_id = {element.get("id"): element for element in article.iter("div") if element.get("id")}
    for link in article.iter("a"):
        entry = by_id.get(link.get("aria-describedby"))
        if entry is not None:
            meanings = [
                " ".join(shown_text(of_lxml(part)).split()) for part in entry.iter("div") if part is not entry
            ]
            link.set("title", "; ".join(meanings))


def _drop(article: html.HtmlElement) -> None:
    for element in list(article.iter()):
        if element is article:
            continue
        classes = set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()
        hidden = isinstance(element.tag, str) and element.get("hidden") is not None
        if not isinstance(element.tag, str) or element.tag in _GONE or hidden or classes & _GONE_CLASSES:
            element.drop_tree()
        elif element.tag in ("form", "fieldset"):
            element.drop_tag()
        elif element.get("data-number"):  # the number that a style sheet would show
            element.text = element.get("data-number")


def _open_tabs(article: html.HtmlElement) -> None:
    """All tabs below one another, each under its name."""
    for tabs in list(article.find_class("tabbed-set")):
        names = [
            shown_text(of_lxml(label)).strip()
            for box in tabs.find_class("tabbed-labels")
            for label in box.iter("label")
        ]
        for name, block in zip(names, tabs.find_class("tabbed-block"), strict=False):
            title = html.Element("p", {ADDED: "tab", "class": "tab-name"})
            title.text = name
            block.insert(0, title)
            title.tail, block.text = block.text, None
        for gone in [*tabs.find_class("tabbed-labels"), *tabs.xpath("./input")]:
            gone.drop_tree()


def _plain_boxes(article: html.HtmlElement, *, signs: bool) -> None:
    """Task boxes that show what the source says, or signs of them: what is ticked in a file is not kept."""
    for box in list(article.iter("input")):
        if box.get("type") != "checkbox":
            box.drop_tree()
        elif signs:
            sign = html.Element("span", {ADDED: BOX})
            sign.text = SIGNS["checked" in box.attrib] + " "
            box.addprevious(sign)
            box.drop_tree()
        else:
            box.set("disabled", "disabled")
    for label in list(article.find_class("task-list-control")):
        for mark in list(label.find_class("task-list-indicator")):
            mark.drop_tree()
        label.drop_tag()


def _space_parts(article: html.HtmlElement) -> None:
    """Room between the parts of the agenda's and the glossary's lines, also where no style sheet makes it."""
    for part in article.iter("span", "strong", "a"):
        known = re.match("agenda__|glossary__", part.get("class") or part.getparent().get("class") or "")
        if known and not (part.tail or "").strip():
            part.tail = " "


def _show_sources(article: html.HtmlElement, words: LmsWords) -> None:
    """The source of each diagram that only a script can draw, and a word on it."""
    for box in list(article.find_class("mermaid")):
        note = html.Element("p", {ADDED: "diagram", "class": "undrawn"})
        note.text = words.undrawn
        box.tag = "pre"
        box.addprevious(note)


def _carry_link(element: html.HtmlElement, carrier: Carrier) -> None:
    href = element.get("href")
    if href is None:
        return
    address = carrier.link(href)
    if not address:
        del element.attrib["href"]
        return
    element.set("href", address)
    element.attrib.pop("download", None)
    if address.startswith("data:"):
        element.set("download", unquote(href).rpartition("/")[2])
    element.attrib.pop("target", None)


def _carry_media(element: html.HtmlElement, carrier: Carrier, words: LmsWords) -> None:
    """Take along what `element` shows; a link stands for what is elsewhere."""
    attribute = "data" if element.tag == "object" else "src"
    inner = list(element.iter("source", "track"))
    own = element.get(attribute) or element.get(FRAME_ADDRESS)
    wanted = next((each for each in (own, *(one.get("src") for one in inner)) if each), "")
    for each in inner:
        each.drop_tree()
    address = carrier.picture(wanted) if element.tag in ("img", "video", "audio") else ""
    element.attrib.pop("poster", None)
    if address:
        element.set(attribute, address)
        return
    online = carrier.link(wanted)
    if element.tag == "img":
        element.set("src", "data:,")  # shows the text in its place
        _link_around(element, online)
        return
    link = html.Element("a", {ADDED: "media", "class": "elsewhere"})
    link.text = element.get("title") or words.elsewhere
    if online:
        link.set("href", online)
    link.tail, element.tail = element.tail, None
    element.getparent().replace(element, link)


def _link_around(element: html.HtmlElement, address: str) -> None:
    if not address or any(above.tag == "a" for above in element.iterancestors()):
        return
    link = html.Element("a", {"href": address, MARK: "", "class": "elsewhere"})
    link.tail, element.tail = element.tail, None
    element.getparent().replace(element, link)
    link.append(element)


def _wrap_tables(article: html.HtmlElement) -> None:
    """Put each table into a box in which it can be moved sideways."""
    for table in list(article.iter("table")):
        above = table.getparent()
        if any("highlight" in (each.get("class") or "") for each in (table, *table.iterancestors())):
            continue
        box = html.Element("div", {"class": "wide"})
        box.tail, table.tail = table.tail, None
        above.replace(table, box)
        box.append(table)


def _clean_attributes(article: html.HtmlElement) -> None:
    for element in article.iter():
        for name in list(element.attrib):
            if _ATTRIBUTES.fullmatch(name) and not element.get(name, "").startswith(DRAWING_MARK):
                del element.attrib[name]
        if "url(" in (element.get("style") or ""):
            del element.attrib["style"]
        for name in ("xlink:href", "action", "formaction", "poster", "data", "href", "src"):
            if element.tag not in _MAY_HAVE.get(name, ()):
                element.attrib.pop(name, None)
        classes = [each for each in (element.get("class") or "").split() if not _KEPT_CLASSES.match(each)]
        if element.get("class") is not None:
            element.attrib.pop("class")
            if classes:
                element.set("class", " ".join(classes))
