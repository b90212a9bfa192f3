"""What stands in a line of a page: text with its looks, links, notes, pictures, and formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from course.handout import lengths, tree
from course.handout.letters import PRINTED_SCHEMES, seen, short_address
from course.handout.reading import html, pictures
from course.handout.reading.formulas import read_formula
from course.handout.reading.html import Element, Part
from course.handout.reading.joins import goes_on, with_edges, word_at_end
from course.handout.reading.page import Page
from course.handout.tree import Content, Inline, Sign, Styled, Text
from course.markdown.reading.page_blocks import MARK

#: How tags look.
_STYLES: Mapping[str, tree.Style] = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emph"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    **dict.fromkeys(("ins", "u"), "underline"),
    **dict.fromkeys(("small", "rt"), "smaller"),
    "sup": "super",
    "sub": "sub",
    "mark": "highlight",
}
_CONTENTS_ONLY = re.findall(
    r"\w+",
    """abbr acronym label time data bdi bdo font big nobr ruby rb output legend rtc meter wbr progress picture
    select option optgroup textarea source track""",
)
_SPACES = " \t\r\n\f"


class InlineReader:
    """Reads the inline content of one page; remembers what the line ends with."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.footnotes: dict[str, Content] = {}
        """Texts of the footnotes, by their ids."""
        self.left_out: set[Element] = set()
        """Task boxes that stand as the marks of their items."""
        self._noted: set[str] = set()
        self._last = " "
        self._word = ""
        """The word so far that the line ends with, which the next part may go on with."""
        self._notes: list[Inline] = []
        """The lecturer's notes in this line, which stand at its end: the text reads as for students."""

    def line(self, contents: Iterable[Part]) -> Content:
        """Texts and inline elements that make a line of their own."""
        self._last, self._word, self._notes = " ", "", []
        line = [part for each in contents for part in self._read(each)]
        for note in self._notes:
            line += [Text(" "), note] if line else [note]
        return Content(*with_edges(line))

    def line_in(self, *elements: Element) -> Content:
        """What elements hold, as a line of its own."""
        return self.line(part for element in elements for part in html.parts(element))

    def _read(self, part: Part) -> Sequence[Inline]:
        if isinstance(part, str):
            return self._text(part)
        if html.is_hidden(part) or part in self.left_out:
            return ()
        return _READERS.get(part.tag, InlineReader._inside)(self, part)

    def _inside(self, element: Element) -> Sequence[Inline]:
        return [part for each in html.parts(element) for part in self._read(each)]

    def _styled(self, element: Element) -> Sequence[Inline]:
        inside = self._inside(element)
        return [Styled(_STYLES[element.tag], Content(*inside))] if inside else []

    def _text(self, text: str) -> Sequence[Inline]:
        shown = seen(text)
        if self._last == " ":
            shown = shown.lstrip(_SPACES)
        if not shown:
            return ()
        before = self._joined(shown)
        self._last = " " if shown[-1] in _SPACES else shown[-1]
        return [*before, Text(shown)]

    def _joined(self, shown: str) -> Sequence[Inline]:
        """What forbids a break between the line so far and `shown`, where a Korean word goes on."""
        word = "" if self._last.isspace() else self._word
        self._word = word_at_end(word, shown)
        is_free = self._last.isspace() or not goes_on(word, self._last, shown)
        return () if is_free else [Sign("no-break")]

    def _like_a_letter(self, read: Iterable[Inline]) -> Sequence[Inline]:
        before, self._last = self._joined("x"), "x"
        return [*before, *read]

    def _break(self, _: Element) -> Sequence[Inline]:
        self._last = " "
        return [Sign("line-break")]

    def _quoted(self, element: Element) -> Sequence[Inline]:
        inside = self._inside(element)
        return [*self._text("“"), *inside, *self._text("”")]

    def _span(self, element: Element) -> Sequence[Inline]:
        if not html.is_note(element):
            return self._inside(element)
        before, self._last = self._last, " "
        self._notes.append(Styled("highlight", Content(*self._inside(element))))
        self._last = before
        return ()

    def _code(self, element: Element) -> Sequence[Inline]:
        if next(element.iter("img", "svg", "math"), None) is not None:  # a key with a picture on it, say
            return self._inside(element)
        text = " ".join(seen(html.plain_text(element)).split())
        if not text:
            return ()
        before, self._last = self._joined(text), text[-1]
        return [*before, Text(text, "code")]

    def _picture(self, element: Element) -> Sequence[Inline]:
        picture = pictures.inline_picture(element, self._page)
        if picture is None:
            return self._text(pictures.instead(element, self._page))
        if picture.kind != "picture":
            return self._like_a_letter([picture])
        self._last = "\n"  # a line may end here; a space that follows stays
        return [picture]

    def _svg(self, element: Element) -> Sequence[Inline]:
        drawing = pictures.inline_svg(element, self._page)
        return [drawing] if drawing else []

    def _math(self, element: Element) -> Sequence[Inline]:
        formula = read_formula(element)
        if formula is None or not formula.is_display:
            return self._like_a_letter([formula] if formula else [])
        self._last = " "
        return [formula]

    def _link(self, element: Element) -> Sequence[Inline]:
        href = (element.get("href") or "").strip()
        inside = self._inside(element)
        if not href or not inside or element.get(MARK) is not None:
            return inside
        label = self._page.label(href)
        if label is not None:
            return [Styled("inner-link", Content(*inside), label)]
        address = self._page.address(href)
        if urlsplit(address).scheme not in PRINTED_SCHEMES:
            return inside
        link = Styled("outer-link", Content(*inside), address)
        text = html.plain_text(element).strip()
        return [link, *(self._printed(address, text) if text or lengths.is_tall(link) else ())]

    def _printed(self, address: str, text: str) -> Sequence[Inline]:
        """The address in print behind its link, unless the link's text is the address."""
        shown = short_address(address)
        if shown in short_address(text):
            return ()
        self._last = ")"
        return [Styled("address", Content(Text(f"({shown})", "in pieces")))]

    def _raised(self, element: Element) -> Sequence[Inline]:
        """A raised part: a footnote's number, that of an editor's note, or any other."""
        links = [link for link in element.iter("a") if link.get("href") is not None][:1]
        if links and "footnote-ref" in html.classes(links[0]):
            return self._footnote(str(links[0].get("href")).rpartition("#")[2])
        if "correction-mark" not in html.classes(element):
            return self._styled(element)
        number = element[0].get("data-number")
        return [Styled("super", Content(*self._text(f"[{number}]")))]

    def _footnote(self, name: str) -> Sequence[Inline]:
        body = self.footnotes.get(name)
        if body is None:
            return ()
        again = name in self._noted
        self._noted.add(name)
        return [tree.Footnote(self._page.key + name, None if again else body)]

    def _input(self, element: Element) -> Sequence[Inline]:
        if (element.get("type") or "text").lower() in ("checkbox", "radio"):
            return [task_box(element)]
        return self._text(element.get("value") or "")


def task_box(element: Element) -> Sign:
    """The box of an ``<input>``, ticked or not."""
    return Sign("box-open" if element.get("checked") is None else "box-done")


#: Who reads what stands in a line.
_READERS: Mapping[str, Callable[[InlineReader, Element], Sequence[Inline]]] = {
    **dict.fromkeys(_CONTENTS_ONLY, InlineReader._inside),
    **dict.fromkeys(_STYLES, InlineReader._styled),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineReader._code),
    "a": InlineReader._link,
    "br": InlineReader._break,
    "img": InlineReader._picture,
    "input": InlineReader._input,
    "math": InlineReader._math,
    "q": InlineReader._quoted,
    "span": InlineReader._span,
    "sup": InlineReader._raised,
    "svg": InlineReader._svg,
}
INLINE = frozenset(_READERS)
