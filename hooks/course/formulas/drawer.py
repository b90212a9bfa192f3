"""Draws the formulas of a build, each once, and finds what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from course.formulas.engine import FormulaEngine, FormulaFault, read_engine
from course.formulas.in_line import read_signs
from course.formulas.mathml import finish, number_equations, render_undrawn
from course.formulas.signs import Sign, plain_text
from course.markdown.formulas.finding import Formula
from course.markdown.formulas.stash import render_undrawn as render_source
from course.problems.problem import Problem

#: The folder that the product was unpacked in.
_PRODUCT = Path(__file__).resolve().parents[3]
_WHY = "its readers see its source instead"
_ADVICE = {
    "formula-syntax": "mend it; GitHub shows a formula that has a fault as an error too",
    "formula-limit": "divide it into smaller formulas",
}


@dataclass(slots=True)
class FormulaDrawer:
    """Draws formulas; the same one is drawn once, however many pages show it."""

    engine: FormulaEngine | None
    """None where no engine is installed: every formula is then shown as its source."""
    results: dict[Formula, str | FormulaFault] = field(default_factory=dict)

    def draw(self, formula: Formula) -> str | FormulaFault:
        """The HTML of one formula, its equations not numbered; from memory if it has been drawn before."""
        if formula not in self.results:
            self.results[formula] = self._drawn(formula)
        return self.results[formula]

    def _drawn(self, formula: Formula) -> str | FormulaFault:
        if self.engine is None:
            return render_source(formula.tex)
        mathml = self.engine.draw(formula.tex, is_display=formula.is_display)
        if isinstance(mathml, FormulaFault) and not formula.is_display and not mathml.is_limit:
            # GitHub takes \begin{align} in a line of text too
            mathml = _first_drawn(self.engine.draw(formula.tex, is_display=True), mathml)
        if isinstance(mathml, FormulaFault):
            return mathml
        try:
            return finish(mathml, formula.tex, is_display=formula.is_display)
        except etree.XMLSyntaxError:
            return FormulaFault("it cannot be drawn")

    def page(self, formulas: Sequence[Formula]) -> Sequence[str]:
        """The HTML of the formulas of one page, in their order there."""
        drawn = ((each, self.draw(each)) for each in formulas)
        shown = [
            render_undrawn(formula.tex, html.what) if isinstance(html, FormulaFault) else html
            for formula, html in drawn
        ]
        return list(number_equations(shown))

    def signs(self, tex: str) -> tuple[Sign, ...]:
        """A formula in one line of text; no signs where it is at fault, or no line can show it."""
        mathml = self.engine.draw(tex, is_display=False) if self.engine else ""
        return read_signs(mathml) if isinstance(mathml, str) else ()

    def in_words(self, tex: str) -> str:
        """A formula as text: ``x²``; its TeX where no line of text can show it."""
        return plain_text(self.signs(tex)) or tex

    def problems(self, formula: Formula, path: str, line: int) -> Iterable[Problem]:
        """What is wrong with a formula that stands at `line` of the file at `path`."""
        fault = self.draw(formula)
        if isinstance(fault, FormulaFault):
            code = "formula-limit" if fault.is_limit else "formula-syntax"
            line += formula.tex.count("\n", 0, fault.at)
            yield Problem(path, line, f"formula: {fault.what}", _WHY, _ADVICE[code], code)


def _first_drawn(one: str | FormulaFault, other: FormulaFault) -> str | FormulaFault:
    return other if isinstance(one, FormulaFault) else one


@lru_cache(maxsize=8)
def start_formulas(project_dir: Path) -> FormulaDrawer:
    """What draws the formulas of the project in `project_dir`: its engine, or that beside this code."""
    return FormulaDrawer(read_engine(project_dir) or read_engine(_PRODUCT))


def is_refused(tex: str, project_dir: Path) -> bool:
    """Whether a formula is shown as its source in the project at `project_dir`: nothing there draws it."""
    drawer = start_formulas(project_dir)
    return drawer.engine is None or isinstance(drawer.draw(Formula(tex, False)), FormulaFault)
