"""A source with its tokens, and what the rules ask of them: headings, fences, tokens with their lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from course.markdown.files.source import Source
from course.markdown.formulas.finding import FORMULA, shown_formula
from course.markdown.reading.source_page import read_tokens
from course.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Parsed:
    """One source with its lines and its Markdown tokens."""

    source: Source
    lines: tuple[str, ...]
    """Its lines; line n of the file is number n - 1."""
    tokens: tuple[Token, ...]
    """The tokens of its page (`read_tokens`)."""

    def problem(self, line: int, what: str, why: str, mend: str, code: str) -> Problem:
        """A Problem of this source."""
        return Problem(self.source.path, line, what, why, mend, code)


@dataclass(frozen=True, slots=True)
class SourceHeading:
    """One heading of a source."""

    line: int
    level: int
    """1 to 6."""
    title: str
    """Its visible text."""
    at: int
    """Number of its opening token."""


@dataclass(frozen=True, slots=True)
class PlacedToken:
    """A token inside a line of text, such as an image, or a block of raw HTML, with its line."""

    token: Token
    line: int


def parse_source(source: Source) -> Parsed:
    """`source` with its tokens."""
    return Parsed(source, tuple(source.text.split("\n")), tuple(read_tokens(source.text)))


def line_of(token: Token) -> int:
    """The line that `token`, which begins a block, begins at; 0 for any other."""
    return int(token.meta.get("line", 0))


def headings_of(parsed: Parsed, *, nested: bool = False) -> list[SourceHeading]:
    """The headings outside lists and quotes, in order; those `nested` in them too."""
    return [
        SourceHeading(line_of(token), int(token.tag[1]), visible_text(parsed.tokens[at + 1]), at)
        for at, token in enumerate(parsed.tokens)
        if token.type == "heading_open" and (nested or token.level == 0)
    ]


def fences_of(parsed: Parsed) -> Iterator[Token]:
    """The fenced code blocks, in order."""
    return (token for token in parsed.tokens if token.type == "fence")


def placed_tokens(parsed: Parsed) -> Iterator[PlacedToken]:
    """Every token inside a line of text, and every block of raw HTML, in order, each with its line."""
    for token in parsed.tokens:
        line = line_of(token)
        if token.type == "html_block":
            yield PlacedToken(token, line)
        for child in token.children or []:
            yield PlacedToken(child, line)
            line += 1 if child.type.endswith("break") else child.content.count("\n")


def visible_text(inline: Token) -> str:
    """The text a reader sees of an ``inline`` token; images and HTML are left out."""
    shown = ("text", "code_inline", "softbreak", "hardbreak", FORMULA)
    return "".join(
        shown_formula(child) if "break" not in child.type else " "
        for child in inline.children or []
        if child.type in shown
    )


def plain_text(inline: Token, other: str) -> str:
    """The text of an ``inline`` token as written, line by line, with its marks of emphasis.

    `other` stands for each tag, formula and image, and for each span of code and link with its text.
    """
    out: list[str] = []
    inside = 0
    for child in inline.children or []:
        if child.type.endswith("break"):
            out.append("\n")
        elif turn := _into_or_out(child):
            inside = max(0, inside + turn)
            out.append(other)
        elif child.type != "text" and not child.nesting:
            out.append(other)
        elif not inside:
            out.append(child.content or child.markup)
    return "".join(out)


def _into_or_out(child: Token) -> int:
    """1 where a link, or code of the author's HTML, begins; -1 where it ends."""
    if child.type.startswith("link_"):
        return child.nesting
    tag = _OPAQUE_TAG.match(child.content) if child.type == "html_inline" else None
    return (-1 if tag[1] else 1) if tag else 0


def mentions(text: str, words: Sequence[str]) -> bool:
    """Whether one of `words` stands in `text`, in any letter case, however many spaces part it.

    Part of a longer Latin word, or of a name such as ``keywords-none``, does not count.
    """
    shown = unicodedata.normalize("NFC", text).casefold()
    return any(re.search(_spaced(word), shown) for word in words)


def _spaced(word: str) -> str:
    letters = unicodedata.normalize("NFC", word).casefold().split()
    return "(?<![a-z0-9_-])" + r"\s*".join(map(re.escape, letters)) + "(?![a-z0-9_-])"


_OPAQUE_TAG = re.compile(r"<(/?)(?:a|code|kbd|pre|samp|tt)\b(?![^>]*/>)", re.IGNORECASE)
#: ``##Title``, which GitHub shows as text.
UNSPACED_HEADING = re.compile(r"^(?P<marks>[ ]{0,3}#{2,6})(?=[^\s#])")
