r"""Formulas in a text, as GitHub finds them: ``$…$``, ``$$…$$``, ``$`…`$`` and what is between two ``$$``.

GitHub reads the Markdown first and looks for dollars in the text that is left, between two inline elements,
with escapes read: so ``$100`` stays text. Page, check, search and handouts find formulas by this one rule of
markdown-it. What a formula says is taken from the source, where ``\,`` still has its backslash.

Kinder than GitHub, which shows these as text: ``$$ x $$`` with spaces, lines of ``$$`` inside a paragraph,
marks of Markdown between lines of ``$$``, and what stands in marks that do not close: ``**$x$**를``.
Source: GitHub, "Writing mathematical expressions"; answers of GitHub, recorded in August 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from course.markdown.github.info_string import language_of

#: The type of a token that is a formula; its content is the formula as written, dollars included.
FORMULA = "formula"

#: Stands for a tab before a dollar, which may end a formula, as a space may not: Python-Markdown makes
#: spaces of tabs.
TAB = "\ufde2"
_BEFORE, _AFTER = r"(?:(?<![^ \t\r\n(*])|(?<=~~))", r"(?![0-9A-Za-z_$])"
_DOLLARS = re.compile(
    rf"{_BEFORE}\$\$(?P<two>[^$\r\n]*[^$\s][^$\r\n]*)\$\${_AFTER}"
    rf"|{_BEFORE}\$(?![\s$])(?P<one>[^$\r\n]*[^ $\r\n])\${_AFTER}"
)
#: Lines from one of ``$$`` to the next; or a whole paragraph of several lines between two dollars and two.
_LINES = re.compile(
    r"^[ \t]*\$\$[ \t]*\n(?P<lines>(?:(?![ \t]*\$\$[ \t]*$).*\n)+?)[ \t]*\$\$[ \t]*$"
    r"|\A[ \t]*\$\$(?P<all>(?:(?!\$\$)[^\0])*\n(?:(?!\$\$)[^\0])*)\$\$[ \t]*\Z",
    re.MULTILINE,
)
#: Stands for such lines while the text around them is read.
_HELD = re.compile("\ufde0(\\d+)\ufde1")
#: ``\\{`` and ``\\\\``: written for GitHub, which takes one backslash of two.
_DOUBLED = re.compile(r"\\\\[{},;:!]|\\{4}")
_ENDS_WITH_DOLLAR = re.compile(r"(?<![0-9A-Za-z$\\])\$\Z")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of a text."""

    tex: str
    """What it says, in TeX."""
    is_display: bool
    """Whether it stands on lines of its own."""


def formula_of(token: Token) -> Formula:
    """The formula that a token of the type `FORMULA` is."""
    return Formula(str(token.meta["tex"]), bool(token.meta["display"]))


def formula_in_fence(info: str, code: str) -> Formula | None:
    """The formula that a fence holds; None where its info string does not call it ``math``."""
    return Formula(code.strip("\n"), is_display=True) if language_of(info) == "math" else None


def formulas_plugin(reader: MarkdownIt) -> None:
    """Let `reader` make tokens of the formulas in texts; use it after all plugins that change texts."""
    reader.core.ruler.before("inline", "formula_lines", _hold_lines)
    reader.core.ruler.after("inline", "formulas", _find_formulas)


def _hold_lines(state: StateCore) -> None:
    """Take formulas on lines of their own out of the texts, so that nothing in them is read as Markdown."""
    for token in state.tokens:
        if token.type == "inline" and "$$" in token.content:
            held: list[Token] = []

            def hold(match: re.Match[str], held: list[Token] = held) -> str:
                tex = match["lines"] or match["all"] or ""
                if not tex.strip():
                    return match[0]
                held.append(_token(match[0].strip(), "$$", tex.strip("\n")))
                return f"\ufde0{len(held) - 1}\ufde1"

            token.meta["whole"], token.meta["held"] = token.content, held
            token.content = _LINES.sub(hold, token.content)


def _find_formulas(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline" or not token.children:
            continue
        held = token.meta.pop("held", [])
        if "whole" in token.meta:
            token.content = token.meta.pop("whole")
        if "$" in token.content:
            children = list(_put_back(token.children, held)) if held else token.children
            token.children = [each for run in _runs(_in_code(children)) for each in _in_dollars(run)]


def _token(written: str, marks: str, tex: str, level: int = 0) -> Token:
    meta = {"tex": tex, "display": marks == "$$"}
    return Token(FORMULA, "", 0, content=written, markup=marks, meta=meta, level=level)


def _cut(token: Token, text: str) -> list[Token]:
    """`token` with only this text; nothing without any."""
    return [token.copy(content=text)] if text else []


def _put_back(children: Iterable[Token], held: list[Token]) -> Iterator[Token]:
    """`children` with the formulas that `_hold_lines` took out."""
    for token in children:
        at = 0
        for match in _HELD.finditer(token.content) if token.type == "text" else ():
            yield from _cut(token, token.content[at : match.start()])
            yield held[int(match[1])].copy(level=token.level)
            at = match.end()
        yield from _cut(token, token.content[at:]) if at else [token]


def _in_code(children: list[Token]) -> list[Token]:
    """`children` with a formula for every span of code between two dollars."""
    out: list[Token] = []
    for token, after in zip(children, [*children[1:], None], strict=True):
        before = out[-1] if out else None
        if (
            token.type == "code_inline"
            and before is not None
            and before.type == "text"
            and _ENDS_WITH_DOLLAR.search(before.content)
            and after is not None
            and after.type == "text"
            and after.content.startswith("$")
        ):
            out[-1:] = _cut(before, before.content[:-1])
            written = f"${token.markup}{token.content}{token.markup}$"
            out.append(_token(written, "$`", token.content, token.level))
            after.content = after.content[1:]
        elif token.type != "text" or token.content:
            out.append(token)
    return out


def _runs(children: Iterable[Token]) -> Iterator[list[Token]]:
    """`children` in runs: of texts between two elements, or of one element."""
    run: list[Token] = []
    for token in children:
        if token.type in ("text", "text_special"):
            run.append(token)
            continue
        if run:
            yield run
        yield [token]
        run = []
    if run:
        yield run


def _in_dollars(run: list[Token]) -> Iterator[Token]:
    """A run of texts, or one element, with its formulas."""
    if run[0].type not in ("text", "text_special"):
        yield from run
        return
    at = 0
    for match in _DOLLARS.finditer("".join(token.content for token in run)):
        yield from _slice(run, at, match.start())
        group = "two" if match["two"] else "one"
        tex = "".join(_source(token) for token in _slice(run, *match.span(group)))
        tex = match[group] if _DOUBLED.search(tex) else tex
        yield _token(match[0], "$$" if match["two"] else "$", tex.strip(), run[0].level)
        at = match.end()
    yield from _slice(run, at, None) if at else run


def _slice(run: list[Token], start: int, end: int | None) -> Iterator[Token]:
    """The part of a run from one place in its text to another."""
    at = 0
    for token in run:
        first, last = max(start - at, 0), len(token.content) if end is None else end - at
        at += len(token.content)
        if token.content[first : max(last, 0)]:
            yield token.copy(content=token.content[first : max(last, 0)])


def _source(token: Token) -> str:
    """A text as written: an escaped mark with its backslash, an entity as its character."""
    return token.markup if token.type == "text_special" and token.info == "escape" else token.content


def split_text(text: str) -> Iterator[str | Formula]:
    """A text without Markdown in pieces: plain ones and formulas."""
    at = 0
    for match in _DOLLARS.finditer(text):
        yield text[at : match.start()]
        yield Formula((match["two"] or match["one"]).strip(), bool(match["two"]))
        at = match.end()
    yield text[at:]


def shown_formula(token: Token) -> str:
    """The text of a token as a title shows it: of a formula its TeX."""
    return str(token.meta["tex"]) if token.type == FORMULA else token.content
