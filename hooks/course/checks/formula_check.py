"""Formulas on a page: what is drawn there is what is drawn for their TeX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from course.formulas.drawer import start_formulas
from course.markdown.formulas.finding import Formula
from course.markdown.formulas.shown import drawn_parts, formula_tex
from course.markdown.html.tree import Element, read_fragment
from course.markdown.reading.page_blocks import Block
from course.problems.problem import Problem


def check_drawings(
    article: Element, expected: Sequence[Block], path: str, url: str, root: Path
) -> Iterator[Problem]:
    """A Problem for every formula of a page that is drawn otherwise than it is drawn here and now.

    `expected` are the blocks of its source at `path`; what draws is in the project at `root`.
    """
    lines = {block.key[0]: block.line for block in reversed(expected) if block.kind == "formula"}
    for element in article.iter("math", "code"):
        tex = formula_tex(element)
        if tex is None or tex not in lines:
            continue
        source = next(element.iter("annotation"), element).text_content()
        is_display = element.get("display") == "block"
        if drawn_parts(element) not in _drawings(source, is_display, element.tag == "code", root):
            what = f"formula “{tex[:24]}{'…' if len(tex) > 24 else ''}” is not drawn as it should be in {url}"
            why, mend = "its readers see another formula", "build again"
            yield Problem(path, lines[tex], " ".join(what.split()), why, mend, "formula-altered")


@lru_cache(maxsize=8192)
def _drawings(tex: str, is_display: bool, is_code: bool, root: Path) -> tuple[str, ...]:
    """What may be drawn for a formula; of one shown as code nobody knows whether it is a display."""
    looks = (False, True) if is_code else (is_display,)
    shown = (start_formulas(root).page([Formula(tex, look)])[0] for look in looks)
    elements = (read_fragment(html) for html in shown)
    return tuple(drawn_parts(next(each.iter("math", "code"))) for each in elements)
