"""The style sheet of a book: ours, and for formulas what their engine says, as an EPUB may have it.

Source: EPUB 3.3, "CSS requirements": ``direction`` is not allowed in style sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import tinycss2  # type: ignore[import-untyped]

from course.formulas.build import formula_styles

_OWN = Path(__file__).with_name("book.css")
_REFUSED = frozenset(("direction", "unicode-bidi"))
_DATA = "data:image/svg+xml,"


def book_styles(project_dir: Path, *, has_formulas: bool, font_face: str) -> str:
    """The style sheet; `font_face` is the rule that names the font of formulas, or empty."""
    own = tinycss2.parse_stylesheet(_OWN.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
    parts = [_written(own), font_face]
    if has_formulas:
        rules = tinycss2.parse_stylesheet(
            formula_styles(project_dir), skip_comments=True, skip_whitespace=True
        )
        parts.append(_written(_allowed(rules)))
    return "\n".join(filter(None, parts)) + "\n"


def _written(rules: Iterable[Any]) -> str:
    return "\n".join(" ".join(rule.serialize().split()) for rule in rules if rule.type != "error")


def _allowed(rules: Iterable[Any]) -> Iterator[Any]:
    """`rules` without what a book must not say, and with addresses as URLs are written."""
    for rule in rules:
        if rule.content is not None and rule.type == "qualified-rule":
            said = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            kept = [each for each in said if each.type == "declaration" and each.name not in _REFUSED]
            written = " ".join(f"{each.serialize()};" for each in kept)
            rule.content = tinycss2.parse_component_value_list(written)
            _mend_addresses(rule.content)
        elif rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            rule.content = tinycss2.parse_component_value_list(_written(_allowed(inner)))
        yield rule


def _mend_addresses(tokens: Iterable[Any]) -> None:
    """Write drawings that stand in addresses by signs that these may have."""
    for token in tokens:
        if token.type == "function":
            _mend_addresses(token.arguments)
        elif token.type in ("string", "url") and token.value.startswith(_DATA):
            token.value = _DATA + quote(token.value.removeprefix(_DATA), safe="%")
            token.representation = f'"{token.value}"' if token.type == "string" else f"url({token.value})"
