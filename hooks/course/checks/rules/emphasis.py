"""Emphasis that GitHub does not close, such as that of ``**"굵게"**를``: shown as meant, and told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from course.checks.rules.typing_slips import CLOSED, EDGE, ENDED, OPENED, short, written_lines
from course.checks.surroundings import Surroundings
from course.markdown.github.attribute_lists import AS_MEANT
from course.markdown.github.inline_rules import tokens_as_meant
from course.markdown.reading.parsed import Parsed
from course.problems.problem import Problem

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
_LEFT = re.compile(
    rf"{OPENED}(?P<mark>[^{EDGE}]+){EDGE}(?P<text>[^{OPENED}{ENDED}]+?){EDGE}(?P<end>[^{EDGE}]+){ENDED}"
    r"(?P<tail>[가-힣]{0,3})"
)
#: What a mark makes, its name, and its tag.
_MARKS = {"*": ("italic", "em"), "_": ("italic", "em"), "__": ("bold", "strong"), "~~": ("struck out", "del")}


#: A span of code, and bold that begins and ends with a letter: any reader sees what was meant.
_SURE = re.compile(
    r"(?<!`)`[^`]+`(?!`)|(?<!\*)\*\*(?=[^\W_])[^*_~`\\\[<&$]*(?<=[^\W_])\*\*(?!\*)",
)


def check_emphasis(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every ``**…**`` that does not become strong on GitHub.

    Source: CommonMark 0.31, section 6.2: a mark between a bracket or quotation mark and a letter, such as
    the first of a particle, opens or closes nothing.
    """
    for token in parsed.tokens:
        if token.type != "inline" or "**" not in token.content or "\\*" in token.content:
            continue
        whole = dict(written_lines(token, token.children))
        for line, text in written_lines(token):
            for match, reason in _open(text, whole[line]):
                what = f"{short(_written(match))} does not become bold on GitHub"
                yield parsed.problem(line, what, reason, f"write {short(_mended(match))}", "emphasis-open")


def _open(text: str, whole: str) -> Iterator[tuple[re.Match[str], str]]:
    """What of a line of text was meant to be bold and is not, and why; in `whole` all its stars are stars.

    Of ``**가(A)**와 **나(B)**를`` GitHub takes the second and third mark for a pair: then each two are meant.
    """
    found = [(match, reason) for match in _STRONG.finditer(text) if (reason := _why_open(match))]
    if any(CLOSED in match["text"] for match, _ in found):
        pairs = [(match, reason) for match in _STRONG.finditer(whole) if (reason := _why_open(match))]
        found = pairs if len(pairs) > 1 else found
    yield from found


def check_other_emphasis(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every ``*…*``, ``_…_``, ``__…__`` and ``~~…~~`` that is meant, and that GitHub leaves.

    The page's own reader says which: `course.markdown.github.emphasis`.
    """
    for token in parsed.tokens:
        if token.type != "inline" or not _may_be_left(token.content):
            continue
        meant = tokens_as_meant(token.content, {}, token)
        if not any(AS_MEANT in each.meta for each in meant):
            continue
        for line, text in written_lines(token, meant):
            for match in _LEFT.finditer(_outermost(text)):
                if match["mark"] != "**":  # which `check_emphasis` tells
                    yield parsed.problem(line, *_left(match))


def _may_be_left(text: str) -> bool:
    """Whether a mark stands in `text` of which a reader must be asked what it makes."""
    if not re.search(r"[*_~]", text):
        return False
    return "\\" in text or bool(re.search(r"[*_~]", _SURE.sub("", text)))


def _outermost(text: str) -> str:
    """`text` without the signs around emphasis in other emphasis; ``***`` is one mark."""
    text = text.replace(f"{EDGE}{OPENED}", "").replace(f"{ENDED}{EDGE}", "")
    depth, out = 0, ""
    for letter in text:
        depth -= letter == ENDED
        is_inner = (letter in (OPENED, ENDED) and depth > 0) or (letter == EDGE and depth > 1)
        out += "" if is_inner else letter
        depth += letter == OPENED
    return out


def _left(match: re.Match[str]) -> tuple[str, str, str, str]:
    """What of a Problem is said of emphasis that GitHub leaves."""
    mark, text, tail = match["mark"], match["text"], match["tail"]
    name, tag = _MARKS.get(mark, ("bold and italic", "em"))
    written = f"{mark}{text}{match['end']}{tail}"
    stars = mark.replace("_", "*")
    inside = text[1:-1]
    bracket = re.fullmatch(r"([^(（\]]*[^\s(（\]])(\s*[(（][^()（）]*[)）])", text)
    if _is_in_pair(text):
        mended = f"{text[0]}{stars}{inside}{stars}{text[-1]}{tail}"
    elif bracket and not _begins_or_ends_with_mark(bracket[1]):
        mended = f"{stars}{bracket[1]}{stars}{bracket[2]}{tail}"
    elif not _begins_or_ends_with_mark(text):
        mended = f"{stars}{text}{stars}{tail}"
    else:
        both = mark not in _MARKS
        text = f"<strong>{text}</strong>" if both else text
        mended = f"<{tag}>{text}</{tag}>{tail}"
    why = "beside a letter, GitHub wants no mark of punctuation there"
    return (
        f"{short(written)} does not become {name} on GitHub",
        why,
        f"write {short(mended)}",
        "emphasis-open",
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
    if _is_in_pair(text):
        return f"{text[0]}**{inside}**{text[-1]}{tail}"
    bracket = re.fullmatch(r"([^(（\]]*[^\s(（\]])(\s*[(（][^()（）]*[)）])", text)
    if bracket and not _begins_or_ends_with_mark(bracket[1]):
        return f"**{bracket[1]}**{bracket[2]}{tail}"
    return f"<strong>{text}</strong>{tail}"


def _is_in_pair(text: str) -> bool:
    """Whether one pair of marks stands around `text`, and words in it; a tag is no such pair."""
    inside = text[1:-1]
    opens, closes = text[0], text[-1]
    if _PAIRS.get(opens) != closes or (opens == "<" and re.search("[<>]", inside)):
        return False
    before = inside.partition(closes)[0]
    is_one = closes not in inside or (opens != closes and before.count(opens) > 0)
    return is_one and not _begins_or_ends_with_mark(inside)


def _begins_or_ends_with_mark(text: str) -> bool:
    return not text or _is_mark(text[0]) or _is_mark(text[-1])


def _written(match: re.Match[str]) -> str:
    return match[0] + _tail(match)


def _tail(match: re.Match[str]) -> str:
    particle = re.match(r"[가-힣]{1,3}", match.string[match.end() :])
    return particle[0] if particle else ""


def _is_mark(character: str) -> bool:
    return character == CLOSED or unicodedata.category(character)[0] == "P" or character in "`$+<=>^|~"


def _is_letter(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_")


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
