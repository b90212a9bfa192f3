"""Which diagram of a source each drawing on a page is, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from course.diagrams.proof import DrawingProof, difference, is_same, likeness, project_drawings
from course.markdown.reading.page_blocks import Block


@dataclass(frozen=True, slots=True)
class DrawingFault:
    """Something wrong with one drawing."""

    how: str
    """``label`` where words are gone from the page's drawing, ``altered`` where anything else of it is;
    ``lacking`` where words were not drawn from the start."""
    wanted: int
    """Number of the diagram among those of the source."""
    got: int
    """Number of the drawing among those of the page; -1 where the drawing itself was made so."""
    detail: str


def recognise(
    expected: Sequence[Block], shown: Sequence[Block], proof: DrawingProof | None
) -> tuple[list[Block], list[DrawingFault]]:
    """`shown` with the key of its source for each drawing that is of one, and the faults of drawings.

    A drawing is of the source that draws it anew just so; one that no source draws is a spoilt copy of the
    most alike. Without an engine to draw with, the number on the page says which it is. `proof` is that of
    the project here where none is given.
    """
    if not expected:
        return list(shown), []
    proof = proof or project_drawings(Path.cwd())
    trees = [_tree(block, proof) for block in expected]
    drawn = [number for number, block in enumerate(shown) if len(block.key) == 2]
    owners = dict(_whole(drawn, shown, trees))
    free = {n for n, tree in enumerate(trees) if tree or not any(trees)} - set(owners.values())
    spoilt = _spoilt([number for number in drawn if number not in owners], shown, trees, free)
    faults = [_fault(trees[n] or "", shown[number], n, number) for number, n in spoilt.items() if trees[n]]
    faulty = {fault.wanted for fault in faults}
    faults += [fault for fault in _made_so(expected, proof) if fault.wanted not in faulty]
    owners |= spoilt
    keys = {number: expected[owners[number]].key if number in owners else ("", "") for number in drawn}
    return [replace(block, key=keys.get(number, block.key)) for number, block in enumerate(shown)], faults


def _tree(block: Block, proof: DrawingProof) -> str | None:
    drawn = proof.drawn(block.key[0])
    return drawn.tree if drawn else None


def _whole(
    drawn: Sequence[int], shown: Sequence[Block], trees: Sequence[str | None]
) -> Iterator[tuple[int, int]]:
    """The drawings that are what a source draws, each with the source's number: its own, or the next free."""
    used: set[int] = set()
    for number in drawn:
        fits = [n for n, tree in enumerate(trees) if tree and is_same(tree, shown[number].key[1])]
        best = min(fits, key=lambda n: (n in used, n != number, n), default=None)
        if best is not None:
            used.add(best)
            yield number, best


def _spoilt(
    numbers: Sequence[int], shown: Sequence[Block], trees: Sequence[str | None], free: Set[int]
) -> dict[int, int]:
    """The other drawings, each with the number of the source among those left that it is most like."""
    alike = [
        (-likeness(trees[n] or "", shown[at].key[1]), abs(n - at), at, n) for at in numbers for n in free
    ]
    found: dict[int, int] = {}
    for _, _, at, n in sorted(alike):
        if at not in found and n not in found.values():
            found[at] = n
    return found


def _fault(tree: str, block: Block, wanted: int, got: int) -> DrawingFault:
    texts, lacking, count = difference(tree, block.key[1])
    if texts:
        return DrawingFault("label", wanted, got, f"not drawn: {', '.join(texts[:3])}")
    why = f"{lacking} of its {count} parts are not there" if lacking else "it has more parts than were drawn"
    return DrawingFault("altered", wanted, got, why)


def _made_so(expected: Sequence[Block], proof: DrawingProof) -> Iterator[DrawingFault]:
    """A fault for each diagram whose drawing lacks labels from the start."""
    for number, block in enumerate(expected):
        drawn = proof.drawn(block.key[0])
        if drawn and drawn.lost:
            yield DrawingFault("lacking", number, -1, f"not drawn: {', '.join(drawn.lost[:3])}")
