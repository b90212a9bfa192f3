"""MathML as text with raised, lowered and stacked parts: the bundled fonts are no fonts for formulas.

Nothing is added to its letters: the bars of fractions and roots are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from course.handout import tree
from course.handout.letters import seen
from course.handout.reading import html
from course.handout.reading.html import Element
from course.handout.tree import Inline

_SCRIPTS: Mapping[str, Sequence[tree.Style]] = {
    **dict.fromkeys(("msup", "mover"), ("super",)),
    **dict.fromkeys(("msub", "munder"), ("sub",)),
    **dict.fromkeys(("msubsup", "munderover"), ("sub", "super")),
}
_NO_CONTENT = frozenset(("annotation", "annotation-xml", "mspace", "mprescripts", "none"))


def read_mathml(element: Element) -> list[Inline]:
    """Every sign of a ``<math>`` element or of a part of it, in its order."""
    tag, inner = html.tag(element), html.children(element)
    if tag in _NO_CONTENT:
        return []
    if not inner:
        text = " ".join(seen(html.plain_text(element)).split())
        return [tree.Text(text, "sign")] if text else []
    if tag == "mtable":
        return _table(inner)
    read = [read_mathml(child) for child in inner]
    both = [tree.Content(*part) for part in read]
    if tag in _SCRIPTS:
        raised = zip(_SCRIPTS[tag], both[1:], strict=False)
        return [*read[0], *(tree.Styled(style, part) for style, part in raised)]
    if tag == "mfrac" and len(both) == 2:
        return [tree.Formula("fraction", 0, tuple(both))]
    if tag == "mroot" and len(both) == 2:
        return [tree.Formula("root", 0, tuple(both))]
    line = [part for each in read for part in each]
    is_root = tag in ("msqrt", "mroot")
    return [tree.Formula("root", 0, (tree.Content(*line), tree.NOTHING))] if is_root else line


def _table(rows: Sequence[Element]) -> list[Inline]:
    cells = [[tree.Content(*read_mathml(cell)) for cell in html.children(row)] for row in rows]
    columns = max(map(len, cells), default=0)
    filled = [cell for row in cells for cell in [*row, *[tree.NOTHING] * (columns - len(row))]]
    return [tree.Formula("matrix", columns, tuple(filled))] if columns else []
