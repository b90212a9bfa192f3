"""Spellings of one word, such as ``Pod`` and ``파드``: a text that has one is found by the others too."""

from __future__ import annotations

import re
from collections.abc import Iterable

_HANGUL = re.compile("[가-힣]")


def spelling_groups(lines: Iterable[str], terms: Iterable[str] = ()) -> list[list[str]]:
    """Groups of spellings of one word: from the settings' `lines` (``Pod, 파드``), and from keywords.

    A keyword has two spellings if one follows the other in brackets, in another script: ``파드 (Pod)``.
    """
    groups = [[word.strip() for word in line.split(",") if word.strip()] for line in lines]
    for term in terms:
        match = re.fullmatch(r"(.+?)[ ]*[(（]([^()（）]+)[)）]", term.strip())
        if match and bool(re.search("[가-힣]", match[1])) != bool(re.search("[가-힣]", match[2])):
            groups.append([match[1].strip(), match[2].strip()])
    return groups


def spellings_in(text: str, groups: Iterable[Iterable[str]]) -> set[str]:
    """The spellings that do not stand in `text`, of words that do; a group is the spellings of one word.

    A Latin word counts as a whole word or its plural, a Hangul one also inside another word.
    """
    spellings: set[str] = set()
    for group in groups:
        words = list(group)
        there = {word for word in words if _says(text, word)}
        if there:
            spellings.update(word for word in words if word not in there)
    return spellings


def _says(text: str, word: str) -> bool:
    if _HANGUL.search(word):
        return word in text
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(word)}s?(?![A-Za-z0-9])", text, re.IGNORECASE) is not None
