"""Puts words of another language into ``<span lang>``, so that screen readers pronounce them right.

Languages are told apart by their scripts. Where two of the course's languages share a script, words of the
other are not recognised and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from course.markdown.html.scan import Markup, attributes, scan
from course.markdown.html.tags import VOID

#: Letters of a language that others are not written in; a run begins and ends with one.
_SCRIPTS = {
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "ja": "\u3040-\u30ff",
    "zh": "\u4e00-\u9fff",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "th": "\u0e00-\u0e7f",
    "hi": "\u0900-\u097f",
}
_LATIN = "A-Za-z\u00c0-\u024f"
#: What may stand inside a run: marks and digits between two words of it, and any that belong to its words.
_BETWEEN = r"[\s\d.,:'’·/+_()-]*"
#: Nothing in them is text of the page's language, or can hold an element.
_SKIPPED = frozenset(
    (
        *("script", "style", "template", "code", "pre", "kbd", "samp", "var", "svg", "math", "textarea"),
        *("title", "head", "option", "iframe", "object", "noscript"),
    )
)


def mark_runs(page: str, language: str, others: Collection[str]) -> str:
    """The HTML of a whole `page` in `language`, with words of the `others` put into a ``<span lang>``.

    Code, scripts, drawings and what has a ``lang`` already stay as they are.
    """
    runs = _runs(language, tuple(sorted(others)))
    if runs is None:
        return page
    out: list[str] = []
    skipping: list[str] = []
    at = 0
    for markup in scan(page):
        if markup.start > at:
            text = page[at : markup.start]
            out.append(text if skipping else runs.sub(_span, text))
        out.append(markup.text)
        at = markup.end
        if skipping or markup.name in _SKIPPED or _has_lang(markup):
            _follow(markup, skipping)
    return "".join([*out, page[at:]])


def _has_lang(tag: Markup) -> bool:
    """Whether a tag says its language; most do not hold even the word, which is found soonest."""
    return "lang" in tag.text and any(each.name == "lang" for each in attributes(tag.text))


def _follow(tag: Markup, skipping: list[str]) -> None:
    """Keep the elements that nothing is marked in: the outermost, and those of its name inside it."""
    name = tag.name
    if not name or name == "html" or name in VOID or tag.alone:
        return
    if not tag.closing:
        if not skipping or skipping[-1] == name:
            skipping.append(name)
    elif skipping and skipping[-1] == name:
        skipping.pop()


def _span(match: re.Match[str]) -> str:
    return f'<span lang="{match.lastgroup}">{match[0]}</span>' if match.lastgroup else match[0]


@cache
def _runs(language: str, others: tuple[str, ...]) -> re.Pattern[str] | None:
    """The runs of the other languages in a text, each in a group named after its language."""
    language = language.split("-")[0]
    scripts = {code: _SCRIPTS[code] for code in others if code in _SCRIPTS and code != language}
    patterns = [
        f"(?P<{code}>[{letters}](?:[{letters}{_LATIN}]*{_BETWEEN}(?=[{letters}])[{letters}])*)"
        for code, letters in scripts.items()
    ]
    latin = [code for code in others if code not in _SCRIPTS]
    if language in _SCRIPTS and latin:
        word = rf"[{_LATIN}][{_LATIN}\d'’._/+-]*[{_LATIN}\d]"
        patterns.append(f"(?P<{latin[0]}>{word}(?:[ ]+(?:{word}|[{_LATIN}](?![{_LATIN}\\d])))*)")
    return re.compile("|".join([r"&(?:#\w+|\w+);", *patterns])) if patterns else None
