"""What readers of PDFs give otherwise than it was written: emoji that share a glyph, texts from the right.

A font may draw a man and a woman at a blackboard alike. The glyph can stand for one of them only; for the
other, the file says beside it what it stands for (``ActualText``), and readers of PDFs give that. Of it,
pdfium gives only the characters below U+FFFD (source: ``CPDF_TextPage::ProcessMarkedContent``). So texts are
compared without characters that are in such words, and these words are counted.

Letters of one direction, marks and numbers are set in runs, and readers of PDFs give the runs of a line in
another order than they are read in, or backwards. So a text from the right is looked for by its shortest
stretches: most must be there. That it stands in its place among others is not seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pikepdf

from course.settings.languages.tags import is_written_from_right

_GIVEN_BELOW = "\ufffd"
#: Runs of such letters and of others, folded: of several words, which may stand in another order. How long
#: their stretches are, in runs of more than so many letters from the right; what share must be found.
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")
_OTHERS = re.compile(r"[^\W_a-z\u0590-\u08ff]*[a-z]+|[^\W_a-z\u0590-\u08ff]+")
_STRETCH, _LONG, _LONG_RUN = 3, 4, 30
_SHARE = 0.4
#: What share of its letters makes a text one from the right.
_PART = 0.1


def shared_glyphs(document: pikepdf.Pdf, fold: Callable[[str], str]) -> Counter[str]:
    """How often each text of which pdfium leaves characters out is said beside a glyph; folded."""
    return Counter(
        fold(text) for page in document.pages for text in _texts(page) if max(text) >= _GIVEN_BELOW
    )


def _texts(page: pikepdf.Page) -> Iterator[str]:
    contents: Any = page.obj.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    if not any(b"ActualText" in stream.read_bytes() for stream in streams):
        return  # most pages: to read what one paints takes 10 ms
    for marked in pikepdf.parse_content_stream(page, "BDC"):
        facts = marked.operands[1]
        if isinstance(facts, pikepdf.Dictionary) and "/ActualText" in facts:
            yield str(facts["/ActualText"])


def without(text: str, shared: Iterable[str]) -> str:
    """`text`, folded, without the characters of the `shared` texts."""
    left_out = "".join(shared)
    return text.translate(dict.fromkeys(map(ord, left_out))) if left_out else text


def counted(text: str, shared: Iterable[str]) -> Counter[str]:
    """How often each of the `shared` texts is in `text`, folded; where two overlap, the longer one."""
    longest_first = sorted(shared, key=len, reverse=True)
    return Counter(re.findall("|".join(map(re.escape, longest_first)), text)) if longest_first else Counter()


def is_from_right(text: str, language: str = "") -> bool:
    """Whether `text`, or what is in `language`, is written from the right, in good part at least."""
    if language and is_written_from_right(language):
        return True
    return sum(map(len, _FROM_RIGHT.findall(text))) > _PART * len(text)


def stands_in(printed: str, text: str) -> bool:
    """Whether most stretches of `text`, folded, are in `printed`, or are there backwards."""
    for runs, long in ((_FROM_RIGHT, _LONG), (_OTHERS, _STRETCH)):
        stretches = [stretch for run in runs.findall(text) for stretch in _stretches(run, long)]
        if sum(each in printed or each[::-1] in printed for each in stretches) < _SHARE * len(stretches):
            return False
    return True


def _stretches(run: str, long: int) -> list[str]:
    length = long if len(run) > _LONG_RUN else _STRETCH
    return [run[at : at + length] for at in range(max(1, len(run) - length + 1))]
