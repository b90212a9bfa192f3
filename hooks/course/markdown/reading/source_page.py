"""A source as the HTML that its page must match, made by another Markdown reader than the site's.

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
from course.markdown.formulas.finding import Formula, formula_in_fence, formula_of
from course.markdown.formulas.in_html import show_formulas
from course.markdown.github.footnotes import footnotes_last, without_hidden
from course.markdown.github.html_blocks import shown_as_text
from course.markdown.github.info_string import language_of
from course.markdown.github.material_blocks import is_folded
from course.markdown.github.text_marks import show_emoji
from course.markdown.github.unseen import with_marks_in_code
from course.markdown.html.clean import OWN, clean
from course.packed import Packed

#: Classes of code that a page shows as drawings.
_DRAWN = ("source-diagram", "formula-source")
#: What `render_source` made, by the first line and the text.
_RENDERED: Packed[str] = Packed()
_OPTIONS = MarkdownIt("commonmark").options
_TASK = re.compile(r"\[([ xX])\][ \t]+")


def render_source(text: str, first_line: int = 1) -> str:
    """`text` as HTML, with ``data-line`` on every block; `first_line` is the line its first one has.

    Footnotes stand below all else, as on the page. The check, the languages and the translations each ask for
    every page: all are remembered, packed.
    """
    key = f"{first_line} {text}"
    html = _RENDERED.get(key)
    if html is None:
        html = clean(_rendered(_Renderer(), footnotes_last(read_tokens(text, first_line))))
        html = with_marks_in_code(html, unless=_DRAWN)
        _RENDERED[key] = html
    return html


def written_html(text: str) -> str:
    """`text` as HTML before it is cleaned; before each piece of its author's a comment: `OWN`, a number.

    The pieces are counted from 0, in the order of the tokens that hold them.
    """
    return _rendered(_NumberedRenderer(), read_tokens(text))


def _rendered(renderer: RendererHTML, tokens: Sequence[Token]) -> str:
    return str(renderer.render(tokens, _OPTIONS, {}))


@lru_cache(maxsize=8)
def read_tokens(text: str, first_line: int = 1) -> Sequence[Token]:
    """The tokens of `text`, what is in Material's blocks as if it stood by itself; lines from `first_line`.

    They are shared, as those of `parse_tokens`: never change one, change a copy.
    """
    return tuple(_as_meant(text, first_line))


def folded_lines(text: str) -> list[tuple[int, int]]:
    """First and last line, from 1, of Material's folded blocks that are in no other."""
    spans: list[tuple[int, int]] = []
    for token in filter(is_folded, parse_tokens(text)):
        first, last = token.map or (0, 0)
        if not spans or first >= spans[-1][1]:
            spans.append((first + 1, last))
    return spans


def is_diagram(fence: Token) -> bool:
    """Whether a fence holds a Mermaid diagram."""
    return language_of(fence.info) == "mermaid"


class _Renderer(RendererHTML):
    """CommonMark's HTML, every block with its line."""

    @staticmethod
    def renderAttrs(token: Token) -> str:
        line = f' data-line="{OWN}{_line(token)}"' if _line(token) else ""
        return RendererHTML.renderAttrs(token) + line

    def fence(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        token = tokens[idx]
        if formula := formula_in_fence(token.info, token.content):
            return f'<div data-line="{OWN}{_line(token)}">{_formula(formula)}</div>\n'
        kind = "diagram" if is_diagram(token) else "code"
        attributes = f'data-line="{OWN}{_line(token)}" data-info="{OWN}{escape(token.info.strip())}"'
        return f'<pre class="{OWN}source-{kind}" {attributes}>\n{escape(token.content)}</pre>\n'

    def text(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return escape(show_emoji(tokens[idx].content))

    def formula(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return _formula(formula_of(tokens[idx]))

    def html_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return show_formulas(shown_as_text(tokens[idx].content), _formula)

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return self.html_block(tokens, idx)

    def code_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return self.fence(tokens, idx)

    def footnote_reference_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f'<div class="{OWN}footnote" data-line="{OWN}{_line(tokens[idx])}"><ol><li>'

    def footnote_reference_close(self, *_: object) -> str:
        return "</li></ol></div>"

    def footnote_ref(self, *_: object) -> str:
        return ""


class _NumberedRenderer(_Renderer):
    """Numbers the pieces of an author's HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def html_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        self.count += 1
        return f"<!--{OWN}{self.count - 1}-->{super().html_block(tokens, idx)}"


def _formula(formula: Formula) -> str:
    return f'<code class="{OWN}formula-source">{escape(formula.tex, quote=False)}</code>'


def _line(token: Token) -> int:
    return int(token.meta.get("line", 0))


def _as_meant(text: str, first_line: int) -> Iterator[Token]:
    """The tokens of `text` with their lines; Material's blocks are replaced by their content."""
    tokens, lines, around = without_hidden(parse_tokens(text)), text.split("\n"), 0
    for at, token in enumerate(tokens):
        if token.type in ("material_open", "material_close"):
            around += token.nesting
            continue
        meant = token.copy(level=token.level - around) if around else token
        if token.map:
            meant = _with_line(meant, token.map[0] + first_line)
        if at > 1 and tokens[at - 2].type == "list_item_open" and tokens[at - 1].type == "paragraph_open":
            meant = _with_task(meant, lines[token.map[0]] if token.map else "")
        yield meant


def _with_line(token: Token, line: int) -> Token:
    """`token`, which begins a block, with `line` as its line; a copy only if it had another."""
    return token if token.meta.get("line") == line else token.copy(meta={**token.meta, "line": line})


def _with_task(text: Token, line: str) -> Token:
    """`text`, an item's first, with the checkbox that GitHub shows for a ``[ ]`` at its beginning.

    A space must follow the brackets, even at the end of `line`, the source's line.
    """
    is_alone = "\n" not in text.content and line.endswith((" ", "\t"))
    task = _TASK.match(f"{text.content} " if is_alone else text.content)
    if task is None or not text.children:
        return text
    first, *others = text.children
    box = Token("html_inline", "", 0)
    box.content = f'<input type="checkbox"{"" if task[1] == " " else " checked"}>'
    return text.copy(children=[box, first.copy(content=first.content[task.end() :]), *others])
