"""Formulas as a page shows them: their TeX, and what is drawn of them."""

from __future__ import annotations

from collections.abc import Iterator

from course.markdown.html.tree import Element

#: Stands for a formula in the text around it.
FORMULA_HERE = "\ufffc"
_NUMBERS = frozenset(("formula-number", "formula-ref"))


def formula_tex(element: Element) -> str | None:
    """The TeX of a formula, spaces folded; None where `element` is none, or nothing of it is drawn."""
    if element.tag == "code" and "formula-source" in element.classes:
        return " ".join(element.text_content().split())
    if element.tag != "math" or "formula" not in element.classes or not drawn_parts(element):
        return None
    source = next(element.iter("annotation"), None)
    return " ".join(source.text_content().split()) if source else None


def formula_name(element: Element) -> str | None:
    """The TeX of a formula, or what a ``<math>`` of the author's own says; None where `element` is none."""
    if element.tag != "math" or "formula" in element.classes:
        return formula_tex(element)
    source = next(element.iter("annotation"), element)
    return " ".join(source.text_content().split()) or None


def drawn_parts(element: Element) -> str:
    """What is drawn of a formula but numbers of equations: each element's name and own text, in order."""
    return "".join(_parts(element))


def _parts(element: Element) -> Iterator[str]:
    for part in element.parts:
        if isinstance(part, str):
            yield "".join(part.split())
        elif part.tag != "annotation":
            yield "" if part.tag == "semantics" else f"<{part.tag}>"
            if _NUMBERS.isdisjoint(part.classes):
                yield from _parts(part)
