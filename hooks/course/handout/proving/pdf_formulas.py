"""The formulas of a PDF: what each is said to be, and whether anything of it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

#: Operators that put ink on the page. Source: ISO 32000-2, Annex A.
_INK = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"))


def drawn_formulas(document: pikepdf.Pdf) -> Iterator[str]:
    """The alternative text of every element ``Formula`` whose own content has ink, in the file's order."""
    inked: dict[tuple[int, int], set[int]] = {}
    for item in document.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/S") != "/Formula" or "/Alt" not in item:
            continue
        for page, number in _marked(item, item.get("/Pg")):
            if page.objgen not in inked:
                inked[page.objgen] = _inked(page)
            if number in inked[page.objgen]:
                yield str(item["/Alt"])
                break


def _marked(element: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """The page and the number of every piece of content that belongs to an element of the structure."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield page, kid
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield kid.get("/Pg", page), int(kid["/MCID"])
        elif isinstance(kid, pikepdf.Dictionary):
            yield from _marked(kid, kid.get("/Pg", page))


def _inked(page: Any) -> set[int]:
    """The numbers of the pieces of content on a page that have ink."""
    open_pieces: list[int] = []
    inked: set[int] = set()
    for step in pikepdf.parse_content_stream(page):
        name, operands = str(step.operator), list(step.operands)
        if name in ("BDC", "BMC"):
            given: Any = operands[1] if len(operands) > 1 else None
            is_numbered = isinstance(given, pikepdf.Dictionary) and "/MCID" in given
            open_pieces.append(int(given["/MCID"]) if is_numbered else -1)
        elif name == "EMC" and open_pieces:
            open_pieces.pop()
        elif name in _INK:
            inked.update(open_pieces)
    return inked - {-1}
