"""Formulas of a page: MathML, taken over as it is."""

from __future__ import annotations

import copy

from lxml import etree

from course.handout.letters import seen
from course.handout.reading.html import Element
from course.handout.tree import Formula

#: Numbers of equations, those that a page counts and those that their author gives.
_NUMBERS = frozenset(("formula-number", "tml-tag"))


def read_formula(element: Element) -> Formula | None:
    """The formula of a ``<math>`` element; None where nothing is in it.

    The number of an equation of one line goes to the end of that line.
    """
    own = copy.deepcopy(element)
    own.tail = None
    source = next(own.iter("annotation"), None)
    spoken = " ".join(seen((source if source is not None else own).text_content()).split())
    for each in [*own.iter("annotation", "annotation-xml")]:
        each.drop_tree()
    if not spoken or not ("".join(own.itertext()).strip() or own.find(".//*") is not None):
        return None
    is_display = own.get("display") == "block"
    number = _taken_number(own) if is_display else ""
    return Formula(etree.tostring(own, encoding="unicode"), spoken, is_display, number)


def _taken_number(formula: Element) -> str:
    """The one number of a formula, which is taken out of it; nothing where there are more, or none."""
    numbers = [each for each in formula.iter("mtext") if each.get("class") in _NUMBERS]
    if len(numbers) != 1 or len(list(formula.iter("mtr"))) != 1:
        return ""
    number = str(numbers[0].text_content()).strip()
    numbers[0].drop_tree()
    return number
