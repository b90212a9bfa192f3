"""Placeholders in commands: whether a session says what goes there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.problem import Problem
from course.source_rules.parsed import Parsed, Surroundings, fences_of, language_of, line_of

_LANGUAGES = ("bash", "sh", "shell", "zsh", "console", "shell-session", "terminal", "yaml", "yml")
_PLACEHOLDER = re.compile(r"(?<![\w<&])<(?P<name>[A-Za-z가-힣][\w가-힣]*(?:[-_ ][\w가-힣]+)*)>")
#: What tools print in such brackets, and elements of HTML that commands write into files.
_NOT_MEANT = re.compile(
    r"none|pending|unset|unknown|nil|null|invalid|html|head|body|title|meta|link|style|script|div|span|[apbiu]|br|"
    r"h[1-6]|[uo]l|li|table|t[rdh]|pre|code|img|form|input|button|nav|header|footer|main|section|strong|em",
    re.IGNORECASE,
)


def check_placeholders(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A hint for every ``<name>`` in a command that the source speaks of nowhere else, at its first place."""
    elsewhere = _plain(_PLACEHOLDER.sub(" ", parsed.source.text))
    told: set[str] = set()
    for fence in fences_of(parsed):
        if language_of(fence) not in _LANGUAGES:
            continue
        for match in _PLACEHOLDER.finditer(fence.content):
            name = match["name"]
            written = bool(_NOT_MEANT.fullmatch(name)) or f"</{name}>" in fence.content
            if written or name in told or _plain(name) in elsewhere:
                continue
            told.add(name)
            line = line_of(fence) + 1 + fence.content.count("\n", 0, match.start())
            what, why = f"nothing says what goes for <{name}>", "pasted as it is, the command fails"
            mend = f"say it in the text or in a comment: # {name}: …"
            yield parsed.problem(line, what, why, mend, "placeholder-unexplained")


def _plain(text: str) -> str:
    return re.sub(r"[-_\s`]+", "", text).lower()
