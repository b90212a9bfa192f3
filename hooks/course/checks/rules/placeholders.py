"""Rule for placeholders in commands: the session must say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.checks.surroundings import Surroundings
from course.markdown.github.info_string import language_of
from course.markdown.reading.parsed import Parsed, fences_of, line_of
from course.markdown.reading.placeholders import LANGUAGES, find_placeholders
from course.problems.problem import Problem

_IN_BRACKETS = re.compile(r"<[^<>\n]+>")


def check_placeholders(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A hint for every ``<name>`` in a command that no other text of the source names, where it is first."""
    elsewhere = _plain(_IN_BRACKETS.sub(" ", parsed.source.text))
    reported: set[str] = set()
    for fence in fences_of(parsed):
        if language_of(fence.info) not in LANGUAGES:
            continue
        line, counted = line_of(fence) + 1, 0
        for placeholder in find_placeholders(fence.content):
            name = placeholder.name
            if name in reported or _plain(name) in elsewhere:
                continue
            reported.add(name)
            line += fence.content.count("\n", counted, placeholder.start)
            counted = placeholder.start
            what, why = f"nothing says what goes for <{name}>", "pasted as it is, the command fails"
            mend = f"say it in the text or in a comment: # {name}: …"
            yield parsed.problem(line, what, why, mend, "placeholder-unexplained")


def _plain(text: str) -> str:
    return re.sub(r"[-_\s`]+", "", text).lower()
