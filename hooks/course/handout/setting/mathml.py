"""MathML as text with raised, lowered and stacked parts: the bundled fonts are no fonts for formulas.

Nothing is added to its letters: the bars of fractions and roots are drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course.handout.setting.job import plain_text
from course.handout.setting.typst_text import quoted, seen

_SCRIPTS = {
    "msup": ("super",),
    "mover": ("super",),
    "msub": ("sub",),
    "munder": ("sub",),
    "msubsup": ("sub", "super"),
    "munderover": ("sub", "super"),
}
_NO_CONTENT = frozenset(("annotation", "annotation-xml", "mspace", "mprescripts", "none"))


def render_mathml(element: Any) -> str:
    """Typst markup for a ``<math>`` element or a part of it: every sign of it, in its order."""
    if not isinstance(element.tag, str) or element.tag in _NO_CONTENT:
        return ""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        text = " ".join(seen(plain_text(element)).split())
        return f"#{quoted(text)};" if text else ""
    if element.tag in _SCRIPTS:
        raised = zip(_SCRIPTS[element.tag], children[1:], strict=False)
        return render_mathml(children[0]) + "".join(f"#{how}[{render_mathml(part)}];" for how, part in raised)
    if element.tag == "mfrac" and len(children) == 2:
        return f"#fraction[{render_mathml(children[0])}][{render_mathml(children[1])}];"
    if element.tag in ("msqrt", "mroot"):
        return _root(element.tag, children)
    if element.tag == "mtable":
        return _table(children)
    return "".join(map(render_mathml, children))


def _root(tag: str, children: Sequence[Any]) -> str:
    if tag == "mroot" and len(children) == 2:
        return f"#root[{render_mathml(children[0])}][{render_mathml(children[1])}];"
    return f"#root[{''.join(map(render_mathml, children))}][];"


def _table(rows: Sequence[Any]) -> str:
    cells = [[render_mathml(cell) for cell in row if isinstance(cell.tag, str)] for row in rows]
    columns = max(map(len, cells), default=0)
    told = "".join(f"[{cell}], " for row in cells for cell in [*row, *[""] * (columns - len(row))])
    return f"#matrix({columns}, {told});" if columns else ""
