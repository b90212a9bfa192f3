"""Characters that no reader sees: those in code that matter, and NUL, which no text has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.github.info_string import language_of
from course.markdown.github.unseen import UNSEEN, point_of
from course.markdown.reading.parsed import Parsed
from course.problems.problem import Problem


def check_unseen(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A Problem for every line with such a character, at the first."""
    told: set[int] = set()
    for number, line in enumerate(parsed.lines, 1):
        if "\0" in line:
            told.add(number)
            yield _problem(parsed, number, line.index("\0"), "\0", line.count("\0"))
    for token in parsed.tokens:
        codes = [each.content for each in token.children or () if each.type == "code_inline"]
        if token.type in ("fence", "code_block") and language_of(token.info) not in ("mermaid", "math"):
            codes.append(token.content)
        found = {match[0] for code in codes for match in UNSEEN.finditer(code)}
        first, last = token.map if found and token.map else (0, 0)
        for number, line in enumerate(parsed.lines[first:last], first + 1):
            at = [match for match in UNSEEN.finditer(line) if match[0] in found]
            if at and number not in told:
                told.add(number)
                yield _problem(parsed, number, at[0].start(), at[0][0][0], len(at))


def _problem(parsed: Parsed, line: int, at: int, character: str, count: int) -> Problem:
    name = unicodedata.name(character, "a control character")
    more = f", and {count - 1} more" if count > 1 else ""
    what = f"character {at + 1} of the line is {point_of(character)} ({name}){more}, which nobody sees"
    why = "it changes what the code does, or seems to do" if character != "\0" else "no text has it"
    mend = "take it out, or write it as the language has it, such as \\u200b"
    return parsed.problem(line, what, why, mend, "character-unseen")
