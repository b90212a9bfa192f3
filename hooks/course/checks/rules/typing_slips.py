"""Slips of Korean typing: marks in full width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from course.checks.surroundings import Surroundings
from course.markdown.github.attribute_lists import AS_MEANT
from course.markdown.github.inline_rules import FULL_WIDTH_CODE, FULL_WIDTH_STRONG
from course.markdown.reading.parsed import Parsed, line_of
from course.problems.problem import Problem

_FULL_WIDTH = re.compile(f"{FULL_WIDTH_STRONG}|{FULL_WIDTH_CODE}")
_FENCE = (
    "the backticks ｀｀｀ are of full width",
    "GitHub shows no code block here",
    "write ```",
    "full-width-marks",
)
#: Stands, in the text that the rules look at, for emphasis that GitHub does close.
CLOSED = "\ue000"
#: Stand around emphasis that GitHub leaves, and between it and its marks.
OPENED, ENDED, EDGE = "\ue001", "\ue002", "\ue003"
_MARKS = {
    **{f"{name}_open": f"{OPENED}{{}}{EDGE}" for name in ("em", "strong", "s")},
    **{f"{name}_close": f"{EDGE}{{}}{ENDED}" for name in ("em", "strong", "s")},
}


def check_full_width(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every pair of marks in full width, and for a fence of them."""
    for token in parsed.tokens:
        if token.type == "fence" and (number := _wide_fence(parsed, token)):
            yield parsed.problem(number, *_FENCE)
        if token.type != "inline" or not re.search("[＊｀]", token.content):
            continue
        for line, text in written_lines(token):
            if text.startswith("｀｀｀"):
                yield parsed.problem(line, *_FENCE)
                continue
            for match in _FULL_WIDTH.finditer(text):
                meant = f"**{match[2]}**" if match[1] else f"`{match[3]}`"
                what = f"the marks of {short(match[0])} are of full width"
                why = "GitHub shows them as they are"
                yield parsed.problem(line, what, why, f"write {short(meant)}", "full-width-marks")


def _wide_fence(parsed: Parsed, fence: Token) -> int:
    """The first line of a code block whose fence is of full width; 0 where none is."""
    first = line_of(fence)
    ends = (first, first + fence.content.count("\n") + 1)
    return next((n for n in ends if n <= len(parsed.lines) and "｀｀｀" in parsed.lines[n - 1]), 0)


def written_lines(inline: Token, children: Sequence[Token] | None = None) -> Iterator[tuple[int, str]]:
    """The numbered lines of a text as written, addresses shortened, emphasis that closes as `CLOSED`.

    With `children`, its tokens as they were meant, emphasis that closes is as written, and that which GitHub
    leaves between `OPENED` and `ENDED`.
    """
    tokens = (inline.children or []) if children is None else children
    left = _left_tokens(tokens)
    text = "".join(
        _written_token(
            token,
            _MARKS[token.type].format(token.markup) if at in left else token.markup if children else CLOSED,
        )
        for at, token in enumerate(tokens)
    )
    first = line_of(inline)
    yield from ((first + number, line) for number, line in enumerate(text.split("\n")))


def _left_tokens(tokens: Sequence[Token]) -> set[int]:
    """Numbers of the tokens that open and close emphasis which GitHub leaves."""
    left: set[int] = set()
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.nesting > 0:
            opened.append(at)
        elif token.nesting < 0:
            pair = {opened.pop(), at}
            left |= pair if any(AS_MEANT in tokens[each].meta for each in pair) else set()
    return left


def _written_token(token: Token, mark: str) -> str:
    """What stands for `token` in a written line; `mark` for one of emphasis."""
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            return f"`{re.sub('[*_~＊｀]', ' ', token.content)}`"
        case "link_open":
            return "["
        case "link_close":
            return "](…)"
        case "image":
            return "![…](…)"
        case "footnote_ref":
            return f"[^{token.meta['label']}]"
        case "html_inline" | "formula":
            return re.sub("[*_~＊｀]", " ", token.content)
        case _:
            return mark


def short(text: str) -> str:
    """`text`, or its beginning and end where it is long."""
    text = text.replace(CLOSED, "*")
    return text if len(text) <= 40 else f"{text[:24]}…{text[-14:]}"
