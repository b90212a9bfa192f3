"""Footnotes that GitHub does not show: those that no text refers to."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

OPEN, CLOSE = "footnote_reference_open", "footnote_reference_close"


def unused_labels(tokens: Sequence[Token]) -> frozenset[str]:
    """Labels of the footnotes that are defined in `tokens` and referred to nowhere.

    A reference in another footnote counts, even in one that is not shown itself, as in cmark-gfm.
    """
    defined = {str(token.meta["label"]) for token in tokens if token.type == OPEN}
    if not defined:
        return frozenset()
    inline = (child for token in tokens for child in token.children or ())
    return frozenset(defined - {str(each.meta["label"]) for each in inline if each.type == "footnote_ref"})


def without_unused(tokens: Sequence[Token]) -> Sequence[Token]:
    """`tokens` without the footnotes of `unused_labels`."""
    unused = unused_labels(tokens)
    if not unused:
        return tokens
    kept: list[Token] = []
    is_out = False
    for token in tokens:
        is_out = is_out or (token.type == OPEN and token.meta["label"] in unused)
        if not is_out:
            kept.append(token)
        is_out = is_out and token.type != CLOSE
    return kept
