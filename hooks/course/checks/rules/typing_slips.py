"""Slips of Korean typing: marks in full width, and emphasis that GitHub does not close."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markdown_it.token import Token

from course.checks.surroundings import Surroundings
from course.markdown.github.inline_rules import FULL_WIDTH_CODE, FULL_WIDTH_STRONG
from course.markdown.reading.parsed import Parsed, line_of
from course.problems.problem import Problem

_FULL_WIDTH = re.compile(f"{FULL_WIDTH_STRONG}|{FULL_WIDTH_CODE}")
_STRONG = re.compile(r"(?<![*\\])\*\*(?!\*)(?P<text>[^*\n]+?)\*\*(?!\*)")
#: Marks that stand around words, by the one that opens.
_PAIRS = {
    "(": ")",
    "[": "]",
    "<": ">",
    "《": "》",
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
    '"': '"',
    "'": "'",
}
_FENCE = (
    "the backticks ｀｀｀ are of full width",
    "GitHub shows no code block here",
    "write ```",
    "full-width-marks",
)
#: Stands, in the text that the rule looks at, for emphasis that GitHub does close.
_CLOSED = "\ue000"


def check_full_width(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every pair of marks in full width, and for a fence of them."""
    for token in parsed.tokens:
        if token.type == "fence" and (number := _wide_fence(parsed, token)):
            yield parsed.problem(number, *_FENCE)
        if token.type != "inline" or not re.search("[＊｀]", token.content):
            continue
        for line, text in _lines(token):
            if text.startswith("｀｀｀"):
                yield parsed.problem(line, *_FENCE)
                continue
            for match in _FULL_WIDTH.finditer(text):
                meant = f"**{match[2]}**" if match[1] else f"`{match[3]}`"
                what = f"the marks of {_short(match[0])} are of full width"
                why = "GitHub shows them as they are"
                yield parsed.problem(line, what, why, f"write {_short(meant)}", "full-width-marks")


def _wide_fence(parsed: Parsed, fence: Token) -> int:
    """The first line of a code block whose fence is of full width; 0 where none is."""
    first = line_of(fence)
    ends = (first, first + fence.content.count("\n") + 1)
    return next((n for n in ends if n <= len(parsed.lines) and "｀｀｀" in parsed.lines[n - 1]), 0)


def check_emphasis(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every ``**…**`` that does not become strong on GitHub.

    Source: CommonMark 0.31, section 6.2: a mark between a bracket or quotation mark and a letter, such as
    the first of a particle, opens or closes nothing.
    """
    for token in parsed.tokens:
        if token.type != "inline" or "**" not in token.content or "\\*" in token.content:
            continue
        for line, text in _lines(token):
            for match in _STRONG.finditer(text):
                if reason := _why_open(match):
                    written = _written(match)
                    what = f"{_short(written)} does not become bold on GitHub"
                    yield parsed.problem(
                        line, what, reason, f"write {_short(_mended(match))}", "emphasis-open"
                    )


def _why_open(match: re.Match[str]) -> str:
    """Why GitHub does not make the match bold; empty where it may not be meant as bold."""
    text = match["text"]
    before = match.string[match.start() - 1 : match.start()]
    after = match.string[match.end() : match.end() + 1]
    apart = not before or before.isspace()
    if text[-1].isspace() and not text[0].isspace() and apart and not _is_latin(after):
        return "a space stands before the closing **"
    if text[0].isspace() or text[-1].isspace():
        return ""
    if _is_mark(text[-1]) and _is_letter(after):
        return f"between {text[-1]} and {after} the ** closes nothing"
    if _is_mark(text[0]) and _is_letter(before):
        return f"between {before} and {text[0]} the ** opens nothing"
    return ""


def _mended(match: re.Match[str]) -> str:
    """The match and the letters after it, written so that GitHub makes it bold."""
    text, tail = match["text"].strip(), _tail(match)
    if text != match["text"]:
        return f"**{text}**{tail}"
    inside = text[1:-1]
    if _PAIRS.get(text[0]) == text[-1] and not _begins_or_ends_with_mark(inside):
        return f"{text[0]}**{inside}**{text[-1]}{tail}"
    bracket = re.fullmatch(r"([^(（\]]*[^\s(（\]])(\s*[(（][^()（）]*[)）])", text)
    if bracket and not _begins_or_ends_with_mark(bracket[1]):
        return f"**{bracket[1]}**{bracket[2]}{tail}"
    return f"<strong>{text}</strong>{tail}"


def _begins_or_ends_with_mark(text: str) -> bool:
    return not text or _is_mark(text[0]) or _is_mark(text[-1])


def _written(match: re.Match[str]) -> str:
    return match[0] + _tail(match)


def _tail(match: re.Match[str]) -> str:
    particle = re.match(r"[가-힣]{1,3}", match.string[match.end() :])
    return particle[0] if particle else ""


def _lines(inline: Token) -> Iterator[tuple[int, str]]:
    """The numbered lines of a text as written, addresses shortened, emphasis that closes as `_CLOSED`."""
    text = ""
    for child in inline.children or []:
        match child.type:
            case "text":
                text += child.content
            case "softbreak" | "hardbreak":
                text += "\n"
            case "code_inline":
                text += f"`{re.sub('[*＊｀]', ' ', child.content)}`"
            case "link_open":
                text += "["
            case "link_close" | "image":
                text += "](…)"
            case "html_inline":
                text += re.sub("[*＊｀]", " ", child.content)
            case _:
                text += _CLOSED
    first = line_of(inline)
    yield from ((first + number, line) for number, line in enumerate(text.split("\n")))


def _is_mark(character: str) -> bool:
    return character == _CLOSED or unicodedata.category(character)[0] == "P" or character in "`$+<=>^|~"


def _is_letter(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_")


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _short(text: str) -> str:
    text = text.replace(_CLOSED, "*")
    return text if len(text) <= 40 else f"{text[:24]}…{text[-14:]}"
