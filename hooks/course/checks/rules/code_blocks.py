"""Rules for fences: code blocks left open, without a language or too wide, and blocks between ``:::``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from markdown_it.token import Token

from course.checks.rules.typing_slips import short
from course.checks.surroundings import Surroundings
from course.markdown.github.info_string import language_of
from course.markdown.github.unseen import CODE_TAGS, UNSEEN, point_of
from course.markdown.html.scan import outermost, scan
from course.markdown.reading.parsed import Parsed, fences_of, line_of, plain_text
from course.problems.problem import Problem

#: Columns of code beyond which a page must be scrolled sideways even on a wide screen.
LONG_LINE = 160
_MARKDOWN = ("markdown", "md", "mdx", "text", "txt", "plaintext")
_LOOKS_LIKE_MARKDOWN = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{2,6} \S",
        r"^[ \t]*[-*] \*\*[^*\s][^*\n]*\*\*",
        r"^\*\*[^*\s][^*\n]*\*\*",
        r"^\|[ :|-]+\|[ \t]*$",
        r"!?\[[^\[\]\n]+\]\([^)\s]+\)",
    )
]
#: What opens a block of Docusaurus, VitePress, pandoc, Quarto and MyST, and what closes it.
_OPENS = re.compile(
    r"[ \t]*(?P<marks>:{3,})[ \t]*(?:(?P<name>[A-Za-z][\w-]*)(?:\[.*\]|\{.*\})*(?:[ \t].*)?|"
    r"\{[ \t]*[.#:]?(?P<class>[A-Za-z][\w-]*)[^{}]*\}.*)"
)
_CLOSES = re.compile(r"[ \t]*:{3,}[ \t]*")
#: GitHub's alert for what other programs call a block.
_ALERTS = {
    **dict.fromkeys(("note", "info", "seealso", "abstract", "remark"), "NOTE"),
    **dict.fromkeys(("tip", "hint", "success", "question"), "TIP"),
    **dict.fromkeys(("important", "todo"), "IMPORTANT"),
    **dict.fromkeys(("warning", "attention", "warn"), "WARNING"),
    **dict.fromkeys(("caution", "danger", "error", "bug", "failure"), "CAUTION"),
}
_FOLDED = ("solution", "answer", "details", "spoiler", "collapse", "expand", "dropdown", "toggle")


def check_fences(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every fence that nothing closes, at the line that opens it, and for every block that
    another block's fence opens in.

    Source: CommonMark 0.31, section 4.5: an open block reaches to the end of its container.
    """
    for fence in fences_of(parsed):
        line = line_of(fence)
        mark = re.escape(fence.markup[0])
        info = r"[^`]*" if fence.markup[0] == "`" else ".*"  # with a backtick in it, it is text in backticks
        inner = re.compile(rf"^ {{0,3}}({mark}{{{len(fence.markup)},}}[ \t]*(?=[\w.{{]){info})$")
        if not is_closed(parsed, line, fence.content, fence.markup):
            yield parsed.problem(line, *_unclosed(fence), "fence-unclosed")
            continue
        for number, text in enumerate(fence.content.split("\n")):
            if match := inner.match(text):
                what = f"{match[1]} opens nothing: it stands in the code block of line {line}"
                why = "text is shown as code, and code as text"
                yield parsed.problem(line + 1 + number, what, why, _mend_inside(fence), "fence-inside")
                break


def _unclosed(fence: Token) -> tuple[str, str, str]:
    """What is wrong with a block that is never closed, why, and how to mend it."""
    if fence.content.strip():
        what, why = (
            f"the code block that {fence.markup} opens is never closed",
            "all that follows is shown as code",
        )
        return what, why, f"write {fence.markup} on a line of its own below it"
    what = f"the {fence.markup} closes nothing, but opens a code block"
    return what, "an empty code block is shown", f"take the {fence.markup} out"


def _mend_inside(fence: Token) -> str:
    """How to mend a fence inside a block: one that names no language was often meant to close another."""
    close = f"close that block with {fence.markup}, or open it with {fence.markup + fence.markup[0]}"
    return close if fence.info.strip() else f"{close}; if its {fence.markup} closes nothing, take that out"


def is_closed(parsed: Parsed, line: int, content: str, markup: str) -> bool:
    """Whether a fence closes the block that `markup` opens at `line` and that holds `content`."""
    closing = re.compile(rf"[ \t>]*{re.escape(markup[0])}{{{len(markup)},}}[ \t]*$")
    last = line + content.count("\n")
    return last < len(parsed.lines) and bool(closing.match(parsed.lines[last].replace("｀", "`")))


def check_languages(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A hint for every code block that names no language, or that looks like Markdown."""
    for fence in fences_of(parsed):
        language = language_of(fence.info)
        if language not in _MARKDOWN and _looks_like_markdown(fence):
            what, why = "the code block looks like Markdown", "readers may see its marks instead of text"
            mend = f"take its {fence.markup} out, or write {fence.markup}markdown"
            yield parsed.problem(line_of(fence), what, why, mend, "code-markdown")
        elif not language and fence.content.strip():
            what, why = "the code block names no language", "it is shown without colours"
            mend = f"write {fence.markup}bash, or {fence.markup}text where it is no program"
            yield parsed.problem(line_of(fence), what, why, mend, "code-no-language")


def _looks_like_markdown(fence: Token) -> bool:
    if "<<" in fence.content:  # a script that writes a Markdown file
        return False
    return sum(bool(pattern.search(fence.content)) for pattern in _LOOKS_LIKE_MARKDOWN) >= 2


def check_long_lines(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A hint for every code block with a very long line, at the longest."""
    for fence in fences_of(parsed):
        widths = [columns(line) for line in fence.content.split("\n")]
        if max(widths) > LONG_LINE and language_of(fence.info) not in ("mermaid", "math", *_MARKDOWN):
            line = line_of(fence) + 1 + widths.index(max(widths))
            what = f"the line of code is {max(widths)} columns wide"
            why = "it must be scrolled on screen, and is broken on paper"
            yield parsed.problem(line, what, why, "break it with \\, or shorten it", "code-long-line")


def columns(text: str) -> int:
    """How wide `text` is in a font of fixed width: Hangul and its like count double."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def check_foreign_blocks(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """One hint for a source in which ``:::`` opens blocks, at the first, with what to write instead."""
    if ":::" not in parsed.source.text:
        return
    opened: list[tuple[int, re.Match[str]]] = []
    closed = False
    for token in parsed.tokens:
        if token.type == "inline" and ":::" in token.content:
            for number, text in enumerate(plain_text(token, "`").split("\n"), line_of(token)):
                match = _OPENS.fullmatch(text)
                opened += [(number, match)] if match else []
                closed |= bool(_CLOSES.fullmatch(text))
    known = [each for each in opened if _foreign_kind(each[1]) in (*_ALERTS, *_FOLDED)]
    if opened and (closed or known):
        yield _foreign(parsed, *(opened if closed else known)[0], len(opened))


def _foreign_kind(match: re.Match[str]) -> str:
    return (match["name"] or match["class"]).lower().removeprefix("callout-")


def _foreign(parsed: Parsed, line: int, match: re.Match[str], count: int) -> Problem:
    shown = short(re.sub(r"^:{4,}", ":::", match[0].strip()))
    what = f"{shown} opens no block"
    more = "does 1" if count == 2 else f"do {count - 1}"
    what += f", nor {more} more here" if count > 1 else ""
    why = "only another program knows it: GitHub and this site show the colons as text"
    kind = _foreign_kind(match)
    if kind in _FOLDED:
        mend = "write <details><summary>…</summary> above it and </details> below it"
    elif kind in _ALERTS:
        mend = f"write > [!{_ALERTS[kind]}], and > before each line of it"
    else:
        mend = "take the lines of colons out, or write > [!NOTE], and > before each line of it"
    cause = "pages have blocks between ::: that only another program knows; write > [!NOTE] or <details>"
    return replace(parsed.problem(line, what, why, mend, "block-foreign"), cause=cause)


def check_unseen(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every line with such a character, at the first."""
    told: set[int] = set()
    for number, line in enumerate(parsed.lines, 1):
        if "\0" in line:
            told.add(number)
            yield _unseen(parsed, number, line.index("\0"), "\0", line.count("\0"))
    for token in parsed.tokens:
        codes = [each.content for each in token.children or () if each.type == "code_inline"]
        if token.type in ("fence", "code_block") and language_of(token.info) not in ("mermaid", "math"):
            codes.append(token.content)
        in_html = [*_codes_in_html(token)]
        found = {match[0] for code in (*codes, *in_html) for match in UNSEEN.finditer(code)}
        first, last = token.map if found and token.map else (0, 0)
        for number, line in enumerate(parsed.lines[first:last], first + 1):
            shown = unescape(line) if in_html else line  # references count where an author writes HTML
            at = [match for match in UNSEEN.finditer(shown) if match[0] in found]
            if at and number not in told:
                told.add(number)
                yield _unseen(parsed, number, at[0].start(), at[0][0][0], len(at))


def _codes_in_html(token: Token) -> Iterator[str]:
    """What an author's HTML, in a block of its own or in a line, shows as code."""
    if token.type == "html_block":
        spans = (span for name in CODE_TAGS for span in outermost(token.content, name))
        yield from (unescape(token.content[start:end]) for start, end in spans)
    depth = 0
    for each in token.children or ():
        tag = next(scan(each.content), None) if each.type == "html_inline" else None
        if tag and tag.name in CODE_TAGS:
            depth = max(depth + (-1 if tag.closing else 1), 0)
        elif depth:
            yield each.content


def _unseen(parsed: Parsed, line: int, at: int, character: str, count: int) -> Problem:
    name = unicodedata.name(character, "a control character")
    more = f", and {count - 1} more" if count > 1 else ""
    what = f"character {at + 1} of the line is {point_of(character)} ({name}){more}, which nobody sees"
    why = "it changes what the code does, or seems to do" if character != "\0" else "no text has it"
    mend = "take it out, or write it as the language has it, such as \\u200b"
    return parsed.problem(line, what, why, mend, "character-unseen")
