"""Choosing, of all places at which texts stand in a PDF, those at which they follow one another."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from course.handout.proving.matching import MOST_PLACES, Printed, whole_places


def chosen_places(
    printed: Printed, texts: Sequence[str], found: Sequence[Sequence[tuple[int, int]]]
) -> list[tuple[int, int] | None]:
    """For each text the place where it stands in order; None for those that stand in none.

    First those of which every place is known; the others, which stand all over, between their neighbours.
    """
    known = [spots if len(spots) < MOST_PLACES else () for spots in found]
    chosen = heaviest_in_order(known, [len(text) for text in texts])
    fixed = [-1, *(number for number, spot in enumerate(chosen) if spot), len(texts)]
    starts = [-1, *(spot[0] for spot in chosen if spot), len(printed.text)]
    first, last = _outermost([known[number] for number in fixed[1:-1]], len(printed.text))
    for at in range(len(fixed) - 1):
        gap = slice(fixed[at] + 1, fixed[at + 1])
        here = _chosen_between(printed, texts[gap], found[gap], starts[at], starts[at + 1])
        if None in here:  # a neighbour may stand elsewhere too: a table's head does on each of its pages
            wide = _chosen_between(printed, texts[gap], found[gap], first[at], last[at + 1])
            here = wide if wide.count(None) < here.count(None) else here
        chosen[gap] = here
    return chosen


def _outermost(candidates: Sequence[Sequence[tuple[int, int]]], end: int) -> tuple[list[int], list[int]]:
    """Where texts that follow one another may begin, at the earliest and at the latest; with both ends."""
    first, last = [-1], [end]
    for spots in candidates:
        first.append(min(start for start, _ in spots if start > first[-1]))
    for spots in reversed(candidates):
        last.append(max(start for start, _ in spots if start < last[-1]))
    return [*first, end], [-1, *reversed(last)]


def _chosen_between(
    printed: Printed,
    texts: Sequence[str],
    found: Sequence[Sequence[tuple[int, int]]],
    low: int,
    high: int,
) -> list[tuple[int, int] | None]:
    all_over = {text for text, spots in zip(texts, found, strict=True) if len(spots) >= MOST_PLACES}
    anew = {text: _all_between(printed, text, low, high) for text in all_over}
    between = [
        anew[text] if len(spots) >= MOST_PLACES else [spot for spot in spots if low < spot[0] < high]
        for text, spots in zip(texts, found, strict=True)
    ]
    if any(len(spots) >= MOST_PLACES for spots in between):
        return _one_after_another(printed, texts, between, low, high)
    return heaviest_in_order(between, [len(text) for text in texts])


def _one_after_another(
    printed: Printed,
    texts: Sequence[str],
    between: Sequence[Sequence[tuple[int, int]]],
    low: int,
    high: int,
) -> list[tuple[int, int] | None]:
    """For each of many texts that stand all over, such as marks in cells: its first place behind the last."""
    chosen: list[tuple[int, int] | None] = []
    at = low + 1
    for text, spots in zip(texts, between, strict=True):
        start = printed.text.find(text, at, high)
        whole = (start, start + len(text)) if start >= 0 else None
        spot = whole or next((spot for spot in spots if spot[0] >= at), None)
        chosen.append(spot)
        at = spot[1] if spot else at
    return chosen


def _all_between(printed: Printed, text: str, low: int, high: int) -> list[tuple[int, int]]:
    """The places of a text that stands all over, begun between two others."""
    return [(at, at + len(text)) for at in whole_places(printed.text, text, low + 1, high)]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Texts at places that follow one another, the last one first."""

    weight: int
    number: int
    spot: tuple[int, int]
    before: _Chain | None


def heaviest_in_order(
    candidates: Sequence[Sequence[tuple[int, int]]], weights: Sequence[int]
) -> list[tuple[int, int] | None]:
    """For each text one of its places, so that those chosen follow one another and weigh as much as they can.

    None for the others. With lengths as weights, a short text never costs a long one its place.
    Source: Fenwick, "A new data structure for cumulative frequency tables" (1994), with maxima for sums.
    """
    starts = sorted({spot[0] for spots in candidates for spot in spots})
    rank = {start: number for number, start in enumerate(starts, 1)}
    heaviest: list[_Chain | None] = [None] * (len(starts) + 1)
    for number, (spots, weight) in enumerate(zip(candidates, weights, strict=True)):
        chains = []
        for spot in spots:
            before = _heaviest_below(heaviest, rank[spot[0]])
            chains.append(_Chain(weight + (before.weight if before else 0), number, spot, before))
        for chain in chains:
            _note(heaviest, rank[chain.spot[0]], chain)
    chosen: list[tuple[int, int] | None] = [None] * len(candidates)
    link = _heaviest_below(heaviest, len(heaviest))
    while link is not None:
        chosen[link.number] = link.spot
        link = link.before
    return chosen


def one_each(candidates: Sequence[Sequence[int]]) -> list[int | None]:
    """For each thing one of its candidates, that no other has; None for those that would be one too many.

    Source: Berge, "Two theorems in graph theory" (1957): while one can be served by moving others on.
    """
    chosen: list[int | None] = [None] * len(candidates)
    owners: dict[int, int] = {}
    refused = set[tuple[int, ...]]()
    for number in sorted(range(len(candidates)), key=lambda each: len(candidates[each])):
        if tuple(candidates[number]) in refused:
            continue
        takers: dict[int, int] = {}
        free = _free_spot(candidates, number, owners, takers)
        if free is None:
            refused.add(tuple(candidates[number]))
        while free is not None:
            taker = takers[free]
            owners[free], given_up = taker, chosen[taker]
            chosen[taker], free = free, given_up
    return chosen


def _free_spot(
    candidates: Sequence[Sequence[int]], number: int, owners: Mapping[int, int], takers: dict[int, int]
) -> int | None:
    """A spot that nobody has, for a thing or for one that gives up its own; `takers`: who takes which."""
    queue = deque([number])
    while queue:
        at = queue.popleft()
        for spot in candidates[at]:
            if spot not in takers:
                takers[spot] = at
                if spot not in owners:
                    return spot
                queue.append(owners[spot])
    return None


def _heaviest_below(heaviest: Sequence[_Chain | None], rank: int) -> _Chain | None:
    """The heaviest chain that ends at a place of a lower rank."""
    at, found = rank - 1, None
    while at:
        chain = heaviest[at]
        if chain and (found is None or chain.weight > found.weight):
            found = chain
        at &= at - 1
    return found


def _note(heaviest: list[_Chain | None], rank: int, chain: _Chain) -> None:
    """Keep a chain that ends at the place of a rank."""
    while rank < len(heaviest):
        known = heaviest[rank]
        if known is None or chain.weight > known.weight:
            heaviest[rank] = chain
        rank += rank & -rank
