"""Hidden fields of the search index, which the theme searches as it searches titles and texts.

``k`` of an entry holds what its text can be found by besides its own words, ``kt`` the same for its title.
They are small: the index stays below 1.2 times the size it has without them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from course.pages.search.korean import Vocabulary, nouns, read_vocabulary, spellings_in

_TAG = re.compile(r"<[^>]+>")


def add_hidden_fields(
    index: Mapping[str, Any], labels: Mapping[str, str], groups: Sequence[Sequence[str]]
) -> dict[str, Any]:
    """Material's search `index` with hidden fields added to its entries.

    `labels`: words of the diagrams in an entry, by its location. `groups`: spellings of the same word.
    """
    texts = [_plain(f"{entry['title']} \n {entry['text']}") for entry in index["docs"]]
    shown = [labels.get(entry["location"], "") for entry in index["docs"]]
    vocabulary = read_vocabulary([*texts, *shown, *(word for group in groups for word in group)])
    docs = []
    for entry, text, drawn in zip(index["docs"], texts, shown, strict=True):
        title = _plain(entry["title"])
        of_title = _findable(title, vocabulary, groups)
        hidden = _findable(f"{text} \n {drawn}", vocabulary, groups) | set(drawn.split())
        text_words = set(re.findall(r"\w+", text.lower()))
        of_text = [word for word in hidden - of_title if word.lower() not in text_words]
        fields = {"k": " ".join(sorted(of_text)), "kt": " ".join(sorted(of_title))}
        docs.append({**entry, **{name: value for name, value in fields.items() if value}})
    return {**index, "docs": docs}


def _findable(text: str, vocabulary: Vocabulary, groups: Sequence[Sequence[str]]) -> set[str]:
    """Words that do not stand in `text`, but by which it should be found."""
    parts = {part for word in nouns(text) for part in vocabulary.parts(word)}
    return parts | spellings_in(text, groups)


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


def _plain(text: str) -> str:
    """The words of an entry, whose texts hold a little HTML."""
    return html.unescape(_TAG.sub(" ", text))
