"""Pages whose text and HTML are kept packed: as Python has them, those of a large course have no room.

MkDocs holds the text and the HTML of every page from reading the first to writing the last, and Python takes
four bytes for each character of a text with one emoji in it: some 400 KB for a page of 70 KB.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from steps.state import BuildState

Packed = TypeVar("Packed", bound="PackedPage")
#: Fewer pages have room, and packing takes some milliseconds a page.
_MANY = 150
_FAST = 1


class PackedPage(Page):
    """A page like any other to those who read or set its `markdown` and `content`."""

    _packed: dict[str, bytes | None]
    _last: tuple[bytes, str] = b"", ""
    """What was unpacked last: a page is looked at several times, then the next one."""

    @property
    def markdown(self) -> str | None:
        """The text of the source."""
        return self._unpacked("markdown")

    @markdown.setter
    def markdown(self, text: str | None) -> None:
        self._pack("markdown", text)

    @property
    def content(self) -> str | None:
        """The HTML of the text."""
        return self._unpacked("content")

    @content.setter
    def content(self, html: str | None) -> None:
        self._pack("content", html)

    def _pack(self, name: str, text: str | None) -> None:
        packed = None if text is None else zlib.compress(text.encode("utf-8", "surrogatepass"), _FAST)
        self._packed[name] = packed
        if packed is not None and text is not None:
            PackedPage._last = packed, text

    def _unpacked(self, name: str) -> str | None:
        packed = self._packed[name]
        if packed is None:
            return None
        known, text = PackedPage._last
        if known is not packed:
            text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
            PackedPage._last = packed, text
        return text


class WaitingPage(PackedPage):
    """A page whose HTML waits in the store until something asks for it."""

    _wait: Callable[[], str] | None = None

    @property
    def content(self) -> str | None:
        """The HTML."""
        if self._wait:
            self.content = self._wait()
        return self._unpacked("content")

    @content.setter
    def content(self, html: str | None) -> None:
        self._wait = None
        self._pack("content", html)


def pack_pages(text: str, page: Page, config: MkDocsConfig, state: BuildState) -> str:
    """Have the page keep what MkDocs and plugins give it packed, in a course of many pages."""
    if len(state.page_uris) > _MANY and type(page) is Page:  # a plugin's own kind of page stays what it is
        pack(page, PackedPage)
    return text


def pack(page: Page, kind: type[Packed]) -> Packed:
    """Make a page of that `kind` of a page."""
    given = {name: vars(page).pop(name) for name in ("markdown", "content")}
    page.__class__ = kind
    assert isinstance(page, kind)  # noqa: S101 - said to mypy
    page._packed = {}
    for name, value in given.items():
        setattr(page, name, value)
    return page
