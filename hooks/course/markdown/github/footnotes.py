"""Footnotes as GitHub shows them: those that a text refers to, each once, below all text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

OPEN, CLOSE = "footnote_reference_open", "footnote_reference_close"


def hidden_footnotes(tokens: Sequence[Token]) -> frozenset[int]:
    """First lines, from 0, of the footnotes in `tokens` that are not shown.

    These are those that nothing refers to, and those whose name an earlier one has. A reference in another
    footnote counts, even in one that is not shown itself, as in cmark-gfm.
    """
    defined = [
        (str(token.meta["label"]), token.map[0]) for token in tokens if token.type == OPEN and token.map
    ]
    if not defined:
        return frozenset()
    used = set(_references(tokens))
    first = dict(reversed(defined))
    return frozenset(line for label, line in defined if label not in used or first[label] != line)


def without_hidden(tokens: Sequence[Token]) -> Sequence[Token]:
    """`tokens` without the footnotes of `hidden_footnotes`."""
    hidden = hidden_footnotes(tokens)
    if not hidden:
        return tokens
    kept: list[Token] = []
    is_out = False
    for token in tokens:
        is_out = is_out or (token.type == OPEN and (token.map or [-1])[0] in hidden)
        if not is_out:
            kept.append(token)
        is_out = is_out and token.type != CLOSE
    return kept


def footnotes_last(tokens: Sequence[Token]) -> Sequence[Token]:
    """`tokens`, their footnotes last: as they are referred to, and those in one right behind it."""
    if not any(token.type == OPEN for token in tokens):
        return tokens
    bodies: dict[str, list[Token]] = {}
    text: list[Token] = []
    around: list[list[Token]] = []
    for token in tokens:
        if token.type == OPEN:
            around.append(bodies.setdefault(str(token.meta["label"]), []))
        (around[-1] if around else text).append(token)
        if token.type == CLOSE:
            around.pop()
    return text + [token for label in _as_referred_to(text, bodies) for token in bodies[label]]


def _as_referred_to(text: Sequence[Token], bodies: Mapping[str, Sequence[Token]]) -> dict[str, None]:
    """The names of `bodies` in the order in which `text`, and then they themselves, refer to them."""
    ordered: dict[str, None] = {}
    waiting = [*_references(text), *bodies][::-1]
    while waiting:
        label = waiting.pop()
        if label in bodies and label not in ordered:
            ordered[label] = None
            waiting += [*_references(bodies[label])][::-1]
    return ordered


def _references(tokens: Sequence[Token]) -> Iterator[str]:
    """The names of the footnotes that `tokens` refer to, in order."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "footnote_ref":
                yield str(child.meta["label"])
