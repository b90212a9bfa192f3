"""Emoji that share a glyph with others: pdfium leaves out what they say.

A font may draw a man and a woman at a blackboard alike. The glyph can stand for one of them only; for the
other, the file says beside it what it stands for (``ActualText``), and readers of PDFs give that. Of it,
pdfium gives only the characters below U+FFFD (source: ``CPDF_TextPage::ProcessMarkedContent``). So texts are
compared without characters that are in such words, and these words are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pikepdf

_GIVEN_BELOW = "\ufffd"


def shared_glyphs(document: pikepdf.Pdf, fold: Callable[[str], str]) -> Counter[str]:
    """How often each text of which pdfium leaves characters out is said beside a glyph; folded."""
    return Counter(
        fold(text) for page in document.pages for text in _texts(page) if max(text) >= _GIVEN_BELOW
    )


def _texts(page: pikepdf.Page) -> Iterator[str]:
    for marked in pikepdf.parse_content_stream(page, "BDC"):
        facts = marked.operands[1]
        if isinstance(facts, pikepdf.Dictionary) and "/ActualText" in facts:
            yield str(facts["/ActualText"])


def without(text: str, shared: Iterable[str]) -> str:
    """`text`, folded, without the characters of the `shared` texts."""
    return text.translate(dict.fromkeys(map(ord, "".join(shared))))


def counted(text: str, shared: Iterable[str]) -> Counter[str]:
    """How often each of the `shared` texts is in `text`, folded; where two overlap, the longer one."""
    longest_first = sorted(shared, key=len, reverse=True)
    return Counter(re.findall("|".join(map(re.escape, longest_first)), text)) if longest_first else Counter()
