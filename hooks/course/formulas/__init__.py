"""Formulas: TeX in the sources, drawn as MathML while the site is built.

In: the TeX of formulas. Out: the MathML of a page's formulas, the style sheet that it needs, and Problems.
Which program draws is known in `engine` alone; where formulas stand is found in `course.markdown.formulas`.
"""
