"""Placeholders such as ``<pod-name>`` in commands and manifests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Languages of code blocks whose text is pasted into a shell, and those of manifests.
SHELL_LANGUAGES = ("bash", "sh", "shell", "zsh", "console", "shell-session", "terminal")
YAML_LANGUAGES = ("yaml", "yml")
LANGUAGES = (*SHELL_LANGUAGES, *YAML_LANGUAGES)

#: ``<name>``, not ``<<``, ``>>``, ``(?<name>``, ``&lt;``, a variable, a redirection of both ends.
_PLACEHOLDER = re.compile(
    r"(?<![<&$?])(?<!\?P)<(?P<name>[A-Za-z가-힣][\w가-힣]*(?:(?: ?/ ?|[-.:| ])[\w가-힣]+)*)>(?![>(]|&\d)"
)
#: The beginning of a line of C, in a script that writes a program.
_INCLUDE = re.compile(r"[ \t]*#[ \t]*include[ \t]*")
_INDENT = 100  # the most that stands before it
_END_TAG = re.compile(r"</([^<>\s]+)>")
#: No placeholders: what tools print in such brackets, keys to press, HTML tags, types of programs.
_NOT_MEANT = re.compile(
    r"none|pending|unset|unknown|nil|null|invalid|missing|empty|default|omitted|snip|truncated|redacted|"
    r"not set|no value|no limits?|"
    r"enter|return|tab|esc|escape|space|backspace|delete|up|down|left|right|cr|lf|eof|leader|"
    r"(?:ctrl|control|alt|shift|cmd|meta|c|m)-\w|f\d{1,2}|"
    r"html|head|body|title|meta|link|style|script|div|span|[apbiu]|br|hr|h[1-6]|[uo]l|li|table|t[rdh]|"
    r"pre|code|img|form|input|button|nav|header|footer|main|section|strong|em|"
    r"anonymous|buffer(?: [\da-f]{2})+|[\da-f]{8,}|"
    r"int|string|str|bool|boolean|float|double|char|void|object|any|[\w/]+\.h(?:pp)?",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"[\w가-힣]$")
_TYPE = re.compile(r"(?:[A-Z][a-z0-9]+)+|[A-Z]")
_REDIRECTED = re.compile(r".* \d")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder in a text."""

    start: int
    """Position of its ``<`` in the text."""
    end: int
    """Position behind its ``>``."""
    name: str
    """The text between the brackets, such as ``pod-name``."""


def find_placeholders(text: str) -> Iterator[Placeholder]:
    """The placeholders in the text of a code block, in order."""
    ended = frozenset(_END_TAG.findall(text))
    for match in _PLACEHOLDER.finditer(text):
        if _is_meant(match, text, ended):
            yield Placeholder(match.start(), match.end(), match["name"])


def _is_meant(match: re.Match[str], text: str, ended: frozenset[str]) -> bool:
    """Whether a match is a placeholder; `ended` are the names of the end tags in `text`."""
    name, after = match["name"], text[match.end() : match.end() + 1]
    before = text[max(match.start() - _INDENT, 0) : match.start()]
    line = before.rpartition("\n")[2]
    if _NOT_MEANT.fullmatch(name) or _INCLUDE.fullmatch(line) or name.split()[0] in ended:
        return False
    if _WORD_BEFORE.search(before[-1:]) and _TYPE.fullmatch(name):  # List<String>
        return False
    if " " in name and (_REDIRECTED.fullmatch(name) or re.match(r"[\w/$\"']", after)):  # <in 2>err
        return False
    return not (before[-1:].isspace() and re.match(r"[A-Za-z0-9]", after))  # <in>out


def without_placeholders(text: str) -> str:
    """`text` with a plain word of the same length in place of each placeholder."""
    out, at = [], 0
    for placeholder in find_placeholders(text):
        out += [text[at : placeholder.start], "x" * (placeholder.end - placeholder.start)]
        at = placeholder.end
    return "".join([*out, text[at:]])
