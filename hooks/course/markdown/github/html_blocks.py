"""Raw HTML blocks: passed through as GitHub does, but never able to break the page around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

from course.markdown.html.tags import VOID

_PLACEHOLDER = re.compile("<p>\ufdda(\\d+)\ufddb</p>|\ufdda(\\d+)\ufddb")
#: Elements without an end tag, and ``p``, whose end tag HTML supplies.
_NEVER_CLOSED = VOID | {"p"}
_REFUSED = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|noembed|noframes|script|plaintext)(?:[\s/>]|$))", re.IGNORECASE
)
#: Tags of a whole HTML document and its head: removed, their content kept.
_DOCUMENT = re.compile(
    r"<!doctype\b[^<>]*>|</?(?:html|head|body|base|link|meta)(?:[\s/][^<>]*)?>", re.IGNORECASE
)
_TAG = re.compile(r"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
#: A quoted value, which stays, or an attribute that runs a script.
_HANDLER = re.compile(
    r"""("[^"]*"|'[^']*')|(?:[\s/]+|(?<=["']))(?:on\w+|srcdoc)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""",
    re.IGNORECASE,
)
_MARKDOWN_ATTRIBUTE = re.compile(
    r"""(<[a-zA-Z][\w-]*\b[^<>]*?)[ \t]+markdown(?:=(?:"\w*"|'\w*'|\w+))?(?=[ \t/>])"""
)


class HtmlStash:
    """Keeps the HTML blocks of one page, in the text only placeholders, until the page is made."""

    def __init__(self) -> None:
        self.blocks: list[str] = []

    def clear(self) -> None:
        """Forget the blocks of the previous page."""
        self.blocks = []

    def write(self, html: str, open_tags: list[str]) -> list[str]:
        """Keep a block; gives the line that stands for it in the text, its placeholder.

        `open_tags` are the elements open in the block's container; an end tag that closes none is left out.
        """
        kept = fit_for_page(without_markdown_attribute(html))
        return self._stash(without_stray_ends(kept, open_tags).rstrip("\n"))

    def close(self, open_tags: list[str]) -> list[str]:
        """Keep end tags for `open_tags`, which a container left open; gives their placeholder, if any."""
        ends = "".join(f"</{tag}>" for tag in reversed(open_tags))
        return self._stash(ends) if ends else []

    def _stash(self, html: str) -> list[str]:
        self.blocks.append(html)
        return [f"\ufdda{len(self.blocks) - 1}\ufddb"]

    def restore(self, page: str, finish: Callable[[str], str]) -> str:
        """`page` with every block instead of its placeholder, changed as `finish` does."""
        return _PLACEHOLDER.sub(lambda match: finish(self.blocks[int(match[1] or match[2])]), page)


def fit_for_page(html: str) -> str:
    """`html` without what would break the page around it.

    Tags that GitHub shows as text become text; tags of a whole document and its head, and attributes that run
    scripts, are removed.

    Source: GitHub Flavored Markdown 0.29, section 6.11; ``iframe`` stays, for films.
    """
    kept = _REFUSED.sub("&lt;", _DOCUMENT.sub("", html))
    return _TAG.sub(lambda tag: _HANDLER.sub(lambda part: part[1] or "", tag[0]), kept)


def without_markdown_attribute(html: str) -> str:
    """`html` without ``markdown`` attributes, which other systems need to read Markdown inside HTML."""
    return _MARKDOWN_ATTRIBUTE.sub(r"\1", html)


def without_stray_ends(html: str, open_tags: list[str]) -> str:
    """`html` without end tags that close nothing; `open_tags` is brought up to date."""
    reader = _Tags(open_tags)
    reader.feed(html)
    reader.close()
    starts = [0]
    for line in html.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for row, column in reversed(reader.strays):
        at = starts[row - 1] + column
        html = html[:at] + html[html.find(">", at) + 1 :]
    return html


class _Tags(HTMLParser):
    """Follows which elements are open."""

    def __init__(self, open_tags: list[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.open_tags = open_tags
        self.strays: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _NEVER_CLOSED:
            self.open_tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Treat ``<div/>`` as a browser does: an opening tag."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEVER_CLOSED:
            return
        if tag not in self.open_tags:
            self.strays.append(self.getpos())
            return
        while self.open_tags.pop() != tag:
            pass
