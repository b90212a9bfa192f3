"""The style sheet of a site that has formulas."""

from __future__ import annotations

from pathlib import Path

from course.formulas.engine import read_styles

#: Where the style sheet is in the site; templates link it on pages that have formulas.
STYLES_URI = "assets/stylesheets/formulas.css"
_OWN = Path(__file__).with_name("formulas.css")


def has_formulas(html: str) -> bool:
    """Whether the page with this HTML has a formula that is drawn."""
    return '<math class="formula' in html


def formula_styles(project_dir: Path) -> str:
    """The style sheet: the engine's own rules, then ours."""
    return f"{read_styles(project_dir)}\n{_OWN.read_text('utf-8')}"
