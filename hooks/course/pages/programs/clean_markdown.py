"""A page as clean Markdown: its source without front matter, comments and layout tags such as ``<div>``.

The file keeps its source's URI in the site, so links between sources work there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course.kept import Store, code_key, key_of
from course.markdown.files.source import Source, parse_tokens

#: A code span, which stays; a comment; a tag that only lays out.
_MARKUP = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))|<!--.*?(?:-->|\Z)"
    r"|</?(?:div|center|font|p|span)\b[^>\n]*>",
    re.DOTALL | re.IGNORECASE,
)
_MARK = "\ufdd7"  # a noncharacter: no text has it


def kept_clean_markdown(source: Source, kept: Store) -> str:
    """What `clean_markdown` makes of `source`, or has made before."""
    return kept.made(key_of("clean", code_key(), source.text), str, lambda: clean_markdown(source))


def clean_markdown(source: Source) -> str:
    """The clean Markdown of `source`; code blocks and code spans stay as they are."""
    lines = source.text.split("\n")
    code = sorted(set(_code_lines(source.text)))
    kept = {number: lines[number] for number in code}
    rest = "\n".join(_MARK + str(number) if number in kept else line for number, line in enumerate(lines))
    rest = _MARKUP.sub(lambda match: match["code"] or "", rest)
    rest = re.sub(r"\n[ \t]*(?:\n[ \t]*)+\n", "\n\n", "\n" + rest)
    text = re.sub(rf"{_MARK}(\d+)", lambda match: kept[int(match[1])], rest)
    return text.strip("\n") + "\n"


def _code_lines(text: str) -> Iterator[int]:
    """Lines, from 0, of code blocks."""
    for token in parse_tokens(text, is_last=True):
        if token.type in ("fence", "code_block") and token.map:
            yield from range(*token.map)
