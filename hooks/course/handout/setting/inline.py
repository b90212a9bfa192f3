"""Inline HTML as Typst markup."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from course.handout.setting import pictures
from course.handout.setting.job import Job, classes, is_hidden, is_note, parts, plain_text
from course.handout.setting.mathml import render_mathml
from course.handout.setting.typst_text import (
    cell_width,
    has_hangul,
    pieces,
    quoted,
    running_text,
    seen,
)
from course.markdown.reading.page_blocks import MARK

#: Typst functions that stand for tags.
_WRAPPED = {
    "strong": "strong",
    "b": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "dfn": "emph",
    "var": "emph",
    "del": "strike",
    "s": "strike",
    "strike": "strike",
    "ins": "underline",
    "u": "underline",
    "sup": "super",
    "sub": "sub",
    "mark": "highlight",
    "small": "smaller",
    "rt": "smaller",
}
_MONOSPACED = frozenset(("code", "kbd", "samp", "tt"))
_CONTENTS_ONLY = frozenset(
    re.findall(
        r"[\w-]+",
        """
        span a abbr acronym label time data bdi bdo font big nobr ruby rb output legend q rtc meter
        progress picture select option optgroup
        """,
    )
)
#: Media that only a screen plays: their address is printed.
MEDIA = frozenset(("video", "audio", "iframe", "embed", "object", "source", "track", "canvas"))
INLINE = frozenset(
    (*_WRAPPED, *_MONOSPACED, *_CONTENTS_ONLY, "br", "wbr", "img", "input", "math", "svg", "textarea")
)
#: What no line begins with anyway. Source: UAX 14, rules LB7 and LB13.
_NO_BREAK_BEFORE = " \t\r\n\f.,:;!?)]}"
#: Longest inline code that is set in a frame, in half ems; longer code may break.
_FRAMED_CODE = 30


class InlineWriter:
    """Writes the inline content of one page; remembers what the line ends with."""

    def __init__(self, job: Job, footnote: dict[str, str]) -> None:
        self._job = job
        self._footnotes = footnote
        self._noted: set[str] = set()
        self._last = " "
        self._notes: list[str] = []
        """The lecturer's notes in this line, which stand at its end: the text reads as for students."""

    def markup(self, contents: list[Any]) -> str:
        """Typst markup for texts and inline elements that make a line of their own."""
        self._last, self._notes = " ", []
        line = "".join(map(self._part, contents)).strip()
        notes = "".join(f" #highlight[{note}];" for note in self._notes)
        return (line + notes).strip()

    def _part(self, part: Any) -> str:
        if isinstance(part, str):
            return self._text(part)
        if is_hidden(part):
            return ""
        tag = part.tag
        if tag == "br":
            self._last = " "
            return "#linebreak();"
        if tag in _MONOSPACED:
            return self._code(plain_text(part))
        if tag == "img":
            return self._picture(part)
        if tag == "a":
            return self._link(part)
        if (
            tag == "sup"
            and (note := part.find(".//a[@href]")) is not None
            and "footnote-ref" in classes(note)
        ):
            return self._footnote(note.get("href"))
        if tag == "sup" and "correction-mark" in classes(part):
            number = part[0].get("data-number")
            return f"#super[{self._text(f'[{number}]')}];"
        if tag == "input":
            return self._input(part)
        if tag == "math":
            before, self._last = self._joined("x"), "x"
            return before + render_mathml(part)
        if tag == "svg":
            return pictures.inline_svg(part, self._job)
        if tag == "span" and is_note(part):
            return self._note(part)
        inside = self._inside(part)
        return f"#{_WRAPPED[tag]}[{inside}];" if tag in _WRAPPED and inside else inside

    def _note(self, element: Any) -> str:
        before, self._last = self._last, " "
        self._notes.append(self._inside(element))
        self._last = before
        return ""

    def _inside(self, element: Any) -> str:
        inside = "".join(map(self._part, parts(element)))
        if element.tag == "q":
            return self._text("“") + inside + self._text("”")
        return inside

    def _text(self, text: str) -> str:
        shown = seen(text)
        if not shown:
            return ""
        if self._last == " ":
            shown = shown.lstrip(" \t\r\n\f")
            if not shown:
                return ""
        before = self._joined(shown[0])
        self._last = " " if shown[-1] in " \t\r\n\f" else shown[-1]
        return before + running_text(shown)

    def _joined(self, first: str) -> str:
        """What forbids a break between the line so far and `first`, where a Korean word goes on."""
        if self._last.isspace() or first in _NO_BREAK_BEFORE or not has_hangul(self._last + first):
            return ""
        return "#wj;"

    def _code(self, text: str) -> str:
        text = " ".join(seen(text).split())
        if not text:
            return ""
        before = self._joined(text[0])
        self._last = text[-1]
        if cell_width(text) <= _FRAMED_CODE:
            return f"{before}#code-word({quoted(text)});"
        cut = [piece for word in text.split(" ") for piece in [*pieces(word), " "]][:-1]
        return before + "".join(f"#code-piece({quoted(piece)});" for piece in cut)

    def _picture(self, element: Any) -> str:
        found = pictures.inline_picture(element, self._job)
        if found is None:
            return self._text(pictures.instead(element, self._job))
        before = self._joined("x")
        self._last = "x"
        return before + found

    def _link(self, element: Any) -> str:
        href = (element.get("href") or "").strip()
        inside = self._inside(element)
        if not href or not inside or element.get(MARK) is not None:
            return inside
        label = self._job.label(href)
        if label is not None:
            return f"#inner-link({quoted(label)})[{inside}];"
        address = self._job.address(href)
        if urlsplit(address).scheme not in ("http", "https", "mailto", "tel", "ftp"):
            return inside
        return f"#link({quoted(address)})[{inside}];" + self._printed(address, plain_text(element))

    def _printed(self, address: str, text: str) -> str:
        """The address in print behind its link, unless the link's text is the address."""
        shown = short_address(address)
        if shown in short_address(text.strip()) or not text.strip():
            return ""
        self._last = ")"
        return "#address[" + "".join(f"#w({quoted(piece)});" for piece in pieces(f"({shown})")) + "];"

    def _footnote(self, href: str) -> str:
        name = href.rpartition("#")[2]
        body = self._footnotes.get(name)
        if body is None:
            return ""
        label = quoted(f"{self._job.key}{name}")
        if name in self._noted:
            return f"#footnote(label({label}));"
        self._noted.add(name)
        return f"#[#footnote[{body}]#label({label})];"

    def _input(self, element: Any) -> str:
        kind = (element.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            return "#box-done;" if element.get("checked") is not None else "#box-open;"
        return self._text(element.get("value") or "")


def short_address(address: str) -> str:
    """`address` as it is printed: without ``https://``, its escaped letters as letters."""
    try:
        shown = unquote(address, errors="strict")
    except UnicodeDecodeError:
        shown = address
    for start in ("https://", "http://", "mailto:", "tel:"):
        shown = shown.removeprefix(start)
    return shown.rstrip("/")
