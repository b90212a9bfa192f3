"""MathML as a line of text with raised and lowered parts: the bundled fonts are no fonts for formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course.handout.job import plain_text
from course.handout.typst_text import quoted, seen

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
        return f'{_grouped(children[0])}#"/";{_grouped(children[1])}'
    if element.tag in ("msqrt", "mroot"):
        return _root(element.tag, children)
    if element.tag in ("mtable", "mtr"):
        return '#", ";'.join(filter(None, map(render_mathml, children)))
    return "".join(map(render_mathml, children))


def _root(tag: str, children: Sequence[Any]) -> str:
    if tag == "mroot" and len(children) == 2:
        return f'{_grouped(children[0])}#super[#"1/";{render_mathml(children[1])}];'
    return f'#"√(";{"".join(map(render_mathml, children))}#")";'


def _grouped(element: Any) -> str:
    """A part in brackets, where it is more than one sign."""
    inside = render_mathml(element)
    return inside if len(element) < 2 else f'#"(";{inside}#")";'
