"""Formulas that do not parse or are too large, and TeX that GitHub shows as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.token import Token

from course.checks.rules.typing_slips import short
from course.checks.surroundings import Surroundings
from course.markdown.files.source import parse_tokens
from course.markdown.formulas.finding import FORMULA, formula_in_fence, formula_of
from course.markdown.reading.parsed import Parsed, fences_of, line_of, placed_tokens, plain_text
from course.problems.problem import Problem

_WIDE = "\u1100-\u11ff\u3000-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef"
#: Two dollars and what is between them, with the characters beside them.
_DOLLARS = re.compile(
    r"(?<![$\\])(?P<mark>\${1,2})(?!\$)(?P<tex>[^$\n]*[^$\s][^$\n]*)(?P=mark)(?!\$)(?P<after>[^\n]?)"
)
#: What only TeX has: a command, something high or low.
_TEX = re.compile(r"\\[A-Za-z]{2,}|[\w)}\]]\^[\w{(+*\\-]|(?<![A-Za-z0-9_])[A-Za-z]_[A-Za-z0-9{](?![A-Za-z])")
#: Signs of single letters: a formula only where the text of a language without spaces is glued to it.
_SIGNS = re.compile(r"(?=.*[A-Za-z])(?:[A-Za-z](?![A-Za-z])|[-\d.,+*/=<>|()\[\]!' ])+")
#: One thing set high or low, behind a word: ``10$^2$``, ``H$_2$O``.
_SCRIPT = re.compile(r"(?P<place>[_^])(?:\{(?P<some>[\w+ -]+)\}|(?P<one>[0-9+-]))")
_OTHER = "\ue010"


def check_shown_tex(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A hint for TeX between dollars that is no formula, since of what stands beside them.

    Source: `course.markdown.formulas.finding`, which has GitHub's answers.
    """
    for token in parsed.tokens:
        if token.type != "inline" or token.content.count("$") < 2 or "\\$" in token.content:
            continue
        text, at = plain_text(token, _OTHER), 0
        while match := _DOLLARS.search(text, at):
            before = text[: match.start()][-1:]
            is_meant = _is_tex(match, before)
            at = match.end() - len(match["after"]) if is_meant else match.start() + len(match["mark"])
            if is_meant:
                line = line_of(token) + text.count("\n", 0, match.start())
                yield _shown_tex(parsed, token, line, match, before)


def _is_tex(match: re.Match[str], before: str) -> bool:
    tex = match["tex"]
    if re.search(f"[{_WIDE}{_OTHER}]", re.sub(r"\\\w+\{[^{}]*\}", "x", tex)):
        return False  # text between two amounts or variables
    if re.match(r"\w", before) and _SCRIPT.fullmatch(tex):
        return True
    if tex.count("|") % 2 and (tex.startswith("|") or tex.endswith("|")):
        return False  # alternatives of a pattern
    is_word_behind = bool(re.match(r"\w", match["after"], re.ASCII))
    if _TEX.search(tex):
        return not (is_word_behind and re.fullmatch(r"\w+", tex))  # two variables of a shell
    return bool(re.match(f"[{_WIDE}]", before) and _SIGNS.fullmatch(tex)) and not is_word_behind


def _shown_tex(parsed: Parsed, token: Token, line: int, match: re.Match[str], before: str) -> Problem:
    """The hint for one, with what to write."""
    mark, after = match["mark"], match["after"]
    tex = _as_written(token.content, match["tex"])
    tidy = short(f"{mark}{tex.strip()}{mark}")
    opens = not before or before in " \t\n("
    start = "" if opens else f"{before} " if before != _OTHER else " "
    end = f" {after}" if re.match(r"[0-9A-Za-z_]", after) else after
    mend = f"write {start}{tidy}{end}".rstrip().replace(_OTHER, "…")
    if before.isalnum() and (script := _SCRIPT.fullmatch(tex)):
        tag = "sup" if script["place"] == "^" else "sub"
        why = "on GitHub no formula may stand behind a letter or digit"
        mend = f"write {before}<{tag}>{script['some'] or script['one']}</{tag}>{after}"
    elif tex != tex.strip():
        why = "on GitHub no space may stand behind the first dollar, nor before the last"
    elif not opens:
        why = "on GitHub a space must stand before the first dollar"
    elif end != after:
        why = "on GitHub no letter or digit may stand behind the last dollar"
    else:
        why = "GitHub reads marks such as _ and * in it as Markdown"
    if "<su" not in mend and not _is_read(f"{mark}{tex.strip()}{mark}"):
        quoted = short(f"$`{tex.strip()}`$")
        mend = f"write {start}{quoted}{end}" if mark == "$" else "write it between ```math and ```"
    problem = parsed.problem(line, f"{short(f'{mark}{tex}{mark}')} is no formula", why, mend, "formula-text")
    cause = "formulas are shown as text; put a space before the first dollar, or write $`…`$"
    return replace(problem, cause=cause)


def _is_read(written: str) -> bool:
    """Whether a formula is one where nothing stands beside it."""
    tokens = parse_tokens(written)
    return any(child.type == FORMULA for token in tokens for child in token.children or [])


def _as_written(content: str, text: str) -> str:
    """`text` with the backslashes that it has in `content`."""
    found = re.search("".join(rf"\\?{re.escape(each)}" for each in text), content)
    return found[0] if found else text


def check_formulas(parsed: Parsed, around: Surroundings) -> Iterator[Problem]:
    """A Problem for every formula that cannot be drawn, at its line of the file."""
    if around.formulas is None:
        return
    path = parsed.source.path
    for placed in placed_tokens(parsed):
        if placed.token.type == FORMULA:
            begins = placed.token.content.removeprefix("$$").startswith("\n")
            yield from around.formulas.problems(formula_of(placed.token), path, placed.line + begins)
    for fence in fences_of(parsed):
        if formula := formula_in_fence(fence.info, fence.content):
            yield from around.formulas.problems(formula, path, line_of(fence) + 1)
