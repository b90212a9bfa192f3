"""Formulas on their way into the page: marked in the text, drawn together when the page is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from course.markdown.formulas.finding import Formula
from course.markdown.html.clean import OWN

#: Gives the HTML of the formulas of one page, in their order there: equations are numbered.
Draw = Callable[[Sequence[Formula]], Sequence[str]]
_MARKED = re.compile(rf'<span data-formula="{OWN}(\d+)">.*?</span>', re.DOTALL)


class FormulaStash:
    """Keeps the formulas of one page; in the page an element with its TeX stands for each."""

    def __init__(self, draw: Draw | None, in_words: Callable[[str], str]) -> None:
        """Without `draw`, formulas are shown as their source; `in_words` makes a text of TeX."""
        self.draw = draw or (lambda formulas: [render_undrawn(each.tex) for each in formulas])
        self.in_words = in_words
        self._formulas: list[Formula] = []

    def clear(self) -> None:
        """Forget the formulas of the previous page."""
        self._formulas.clear()

    def element(self, formula: Formula) -> Element:
        """Keep a formula; gives the element that stands for it."""
        element = Element("span", {"data-formula": str(self._keep(formula))})
        element.text = AtomicString(formula.tex.replace("&", "&amp;"))
        return element

    def word(self, element: Element) -> None:
        """Let what stands for a formula have its words for text, until it is drawn."""
        if number := element.get("data-formula"):
            words = self.in_words(self._formulas[int(number)].tex)
            element.text = AtomicString(words.replace("&", "&amp;"))

    def html(self, formula: Formula) -> str:
        """The same for a formula in an author's HTML, as the page has it before it is cleaned."""
        return f'<span data-formula="{OWN}{self._keep(formula)}">{escape(formula.tex)}</span>'

    def _keep(self, formula: Formula) -> int:
        self._formulas.append(formula)
        return len(self._formulas) - 1

    def restore(self, page: str, finish: Callable[[str], str]) -> str:
        """`page` with every formula drawn, changed as `finish` does; those without our mark stay."""
        numbers = [int(number) for number in _MARKED.findall(page)]
        drawn = iter(self.draw([self._formulas[number] for number in numbers]) if numbers else ())
        return _MARKED.sub(lambda _: finish(next(drawn)), page)


def render_undrawn(tex: str) -> str:
    """HTML of a formula that cannot be drawn: its source."""
    return f'<code class="formula-source">{escape(tex, quote=False)}</code>'
