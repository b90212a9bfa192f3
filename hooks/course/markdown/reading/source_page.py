"""What a source must become: its Markdown as HTML, by a reader that is not the one that builds the site.

Every block of the HTML carries the line of the source that it began at, in ``data-line``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from course.markdown.files.source import parse_tokens
from course.markdown.github.html_blocks import fit_for_page
from course.markdown.github.material_blocks import dedent, material_line
from course.markdown.github.text_marks import show_emoji

_TASK = re.compile(r"\[([ xX])\][ \t]+")


@lru_cache(maxsize=1024)  # the check, the languages and the translations each ask for every page
def render_source(text: str, first_line: int = 1) -> str:
    """`text` as HTML, with ``data-line`` on every block; `first_line` is the line its first one has."""
    reader = MarkdownIt("commonmark", renderer_cls=_Renderer)
    return str(reader.renderer.render(read_tokens(text, first_line), reader.options, {}))


@lru_cache(maxsize=1024)
def read_tokens(text: str, first_line: int = 1) -> Sequence[Token]:
    """The tokens of `text`, Material's blocks read as what they mean; from line `first_line`.

    As those of `parse_tokens`, they are shared.
    """
    return tuple(_with_material(text, first_line))


def is_diagram(fence: Token) -> bool:
    """Whether a fence holds a Mermaid diagram."""
    return _language(fence.info) == "mermaid"


class _Renderer(RendererHTML):
    """CommonMark's HTML, every block with its line; footnotes stay where they are defined."""

    @staticmethod
    def renderAttrs(token: Token) -> str:
        line = f' data-line="{_line(token)}"' if _line(token) else ""
        return RendererHTML.renderAttrs(token) + line

    def fence(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        token = tokens[idx]
        kind = "diagram" if is_diagram(token) else "code"
        attributes = f'data-line="{_line(token)}" data-info="{escape(token.info.strip())}"'
        return f'<pre class="source-{kind}" {attributes}>{escape(token.content)}</pre>\n'

    def text(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return escape(show_emoji(tokens[idx].content))

    def html_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return fit_for_page(tokens[idx].content)

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return self.html_block(tokens, idx)

    def code_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return self.fence(tokens, idx)

    def footnote_reference_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f'<div class="footnote" data-line="{_line(tokens[idx])}"><ol><li>'

    def footnote_reference_close(self, *_: object) -> str:
        return "</li></ol></div>"

    def footnote_ref(self, *_: object) -> str:
        return ""


def _language(info: str) -> str:
    return re.split(r"[\s:,{]", info.strip().lower() + " ", maxsplit=1)[0]


def _line(token: Token) -> int:
    return int(token.meta.get("line", 0)) if token.meta else 0


def _with_material(text: str, first_line: int) -> Iterator[Token]:
    """The tokens of `text` with their lines noted, Material's own blocks read as what they mean."""
    tokens, lines, at = parse_tokens(text), text.split("\n"), 0
    while at < len(tokens):
        token = tokens[at]
        if token.map and token.nesting >= 0:
            token = _with_line(token, token.map[0] + first_line)
        if token.type == "paragraph_open" and (opens := _material_line(tokens, at)) is not None:
            yield from _material(tokens, at, opens, first_line)
            at += 3
            if at < len(tokens) and tokens[at].type == "code_block":
                yield from _reparsed(tokens[at], first_line)
                at += 1
            continue
        begins_item = at > 1 and tokens[at - 2].type == "list_item_open"
        if begins_item and tokens[at - 1].type == "paragraph_open":
            token = _with_task(token, lines[token.map[0]] if token.map else "")
        yield token
        at += 1


def _with_line(token: Token, line: int) -> Token:
    """`token`, which begins a block, with its line: itself where that is its text's own."""
    return token if token.meta.get("line") == line else token.copy(meta={**token.meta, "line": line})


def _with_task(text: Token, line: str) -> Token:
    """An item's first text, from `line`; the ``[ ]`` that begins it is the box that GitHub shows.

    That needs a space behind it, which is all that may be there.
    """
    is_alone = "\n" not in text.content and line.endswith((" ", "\t"))
    task = _TASK.match(f"{text.content} " if is_alone else text.content)
    if task is None or not text.children:
        return text
    first, *others = text.children
    box = Token("html_inline", "", 0)
    box.content = f'<input type="checkbox"{"" if task[1] == " " else " checked"}>'
    return text.copy(children=[box, first.copy(content=first.content[task.end() :]), *others])


def _material_line(tokens: Sequence[Token], at: int) -> int | None:
    """The line of the paragraph `at` that opens one of Material's own blocks, if any does."""
    lines = tokens[at + 1].content.split("\n")
    body = ["    x"] if at + 3 < len(tokens) and tokens[at + 3].type == "code_block" else []
    return material_line([*lines, *body], 0, len(lines), len(lines) + len(body))


def _material(tokens: Sequence[Token], at: int, opens: int, first_line: int) -> Iterator[Token]:
    """A paragraph of CommonMark: what is above its line `opens`, and the first lines of the block below."""
    lines = tokens[at + 1].content.split("\n")
    line = (tokens[at].map or [0])[0] + first_line
    above, body = "\n".join(lines[:opens]), "\n".join(dedent(part, 4) for part in lines[opens + 1 :])
    if above.strip():
        yield from _with_material(above, line)
    if body.strip():
        yield from _with_material(body, line + opens + 1)


def _reparsed(code: Token, first_line: int) -> Iterator[Token]:
    line = (code.map or [0])[0] + first_line
    yield from _with_material(code.content, line)
