"""The program that draws formulas: TeX in; MathML or a `FormulaFault` out.

This folder alone knows which program that is and how it is run. Another one needs it anew, and its package in
package.json; its MathML must mean the same. It must not know pages, nor what becomes of a formula.
"""

from course.formulas.engine.embedded import (
    FormulaEngine,
    FormulaFault,
    read_engine,
    read_styles,
)

__all__ = ["FormulaEngine", "FormulaFault", "read_engine", "read_styles"]
