"""The proof of a handout: every block of its sources is in the PDF, in order, and the file is sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

from course.formulas.drawer import is_refused
from course.handout.proving.expected import Expectation, amiss
from course.handout.proving.file_proof import check_file, check_pages, check_rulings
from course.handout.proving.matching import (
    MARKS,
    MOST_PLACES,
    Printed,
    broken_places,
    join_pages,
    places,
    without_marks,
)
from course.handout.proving.object_proof import check_objects
from course.handout.proving.pdf_facts import PdfFacts, fold_pdf
from course.handout.proving.placing import chosen_places
from course.handout.proving.printed_diagrams import PrintedDiagrams
from course.handout.proving.read_back import counted
from course.markdown.formulas.shown import FORMULA_HERE
from course.markdown.github.alerts import ALERT
from course.markdown.reading.page_blocks import Block
from course.problems.codes import KIND_NAMES
from course.problems.problem import Problem

#: The number of an editor's note.
_NOTE = re.compile(r"\[\d{1,3}\]")
#: A word that stands everywhere is looked for up to so many texts further on: the next may be as common, and
#: found in a page's head.
_NEAR = 8
#: The name of an alert; its title is printed instead.
_ALERT = re.compile(rf"^{ALERT.pattern}", re.IGNORECASE)
_LOOSE = frozenset(("item", "cell", "footnote", "text"))
#: A shorter text between two formulas stands in too many places.
_LEAST_BETWEEN = 3
#: Letters by which a text's beginning may reach over the next text's place.
_STARTS_BEFORE = 40
#: So many letters of a task must stand behind its box.
_TASK_STARTS = 12
_NAMES = {**KIND_NAMES, "code": "code line"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """One text to be found."""

    kind: str
    text: str
    path: str
    line: int
    links: int = 0
    is_loose: bool = False


def check_pdf(facts: PdfFacts, *sides: Expectation) -> list[Problem]:
    """All that is wrong with a handout that holds what each of `sides` expects, each in its own order."""
    first = sides[0]
    # a booklet's contents have the same headings, as near to one another
    texts = [page.text if at >= facts.first else "" for at, page in enumerate(facts.pages)]
    printed = join_pages(texts, facts.shared, first.language)
    problems = [problem for expected in sides for problem in _check_side(facts, expected, printed)]
    groups = [expected.object_groups for expected in sides]
    problems += check_objects(first.path, groups, facts.objects, first.paper, printed)
    problems += check_file(facts, first)
    problems += check_rulings(facts, first)
    return sorted(set(problems))


def _check_side(facts: PdfFacts, expected: Expectation, printed: Printed) -> Iterator[Problem]:
    """Problems of the texts, formulas, outline and page breaks of one expectation."""
    pieces = [
        piece
        for path, wanted in expected.sources
        for piece in _pieces(path, [b for b in wanted.shown if b not in wanted.footnotes])
    ]
    loose = [
        _pieces(path, [block for block in wanted.shown if block in wanted.footnotes])
        for path, wanted in expected.sources
    ]
    loose += [_pieces(path, part) for path, wanted in expected.sources for part in wanted.notes]
    if not expected.folded_out:
        loose += [_pieces(path, part) for path, wanted in expected.sources for part in wanted.folded]
    for part in (pieces, *loose):
        yield from _check_order(part, printed, expected)
    yield from _check_shared([piece for part in (pieces, *loose) for piece in part], facts, expected)
    formulas = Counter(facts.formulas)
    for path, wanted in expected.sources:
        blocks = [*wanted.shown, *(b for part in wanted.notes for b in part)]
        blocks += [b for part in wanted.folded for b in part if not expected.folded_out]
        yield from _check_objects(path, blocks, facts, printed, expected)
        yield from _check_formulas(path, blocks, formulas, expected, printed)
    yield from _check_outline(facts, expected)
    yield from check_pages(facts, expected, _announcing(pieces, expected))


def _pieces(path: str, blocks: Sequence[Block]) -> list[_Piece]:
    """The texts of `blocks`, in order; code by its lines."""
    found: list[_Piece] = []
    links = _links(blocks)
    for number, block in enumerate(blocks):
        if block.kind == "code":
            lines = [fold_pdf(line) for line in block.key[0].split("\n")]
            found += [_Piece("code", line, path, block.line) for line in lines if line]
        elif block.kind == "keyword":
            _, term, definition = block.key
            found.append(_Piece("keyword", fold_pdf(term), path, block.line, links[number], True))
            found.append(_Piece("keyword", fold_pdf(definition), path, block.line, links[number], True))
        elif block.kind in ("heading", "item", "cell", "text", "footnote"):
            text = _ALERT.sub("", fold_pdf(block.key[-1]))
            found.append(_Piece(block.kind, text, path, block.line, links[number], block.kind in _LOOSE))
    return [part for piece in found if piece.text for part in _between_formulas(piece)]


def _between_formulas(piece: _Piece) -> Iterator[_Piece]:
    """The texts before, between and after the formulas of a text; formulas are looked for as objects."""
    parts = piece.text.split(FORMULA_HERE)
    for part in parts:
        if len(part) >= (_LEAST_BETWEEN if len(parts) > 1 else 1):
            yield replace(piece, text=part)


def _announcing(pieces: Sequence[_Piece], expected: Expectation) -> set[str]:
    """The headings that something of the same source follows, and the labels of what follows them."""
    pairs = pairwise(pieces)
    headings = {one.text for one, after in pairs if one.kind == "heading" and one.path == after.path}
    return headings.union(*(wanted.labels for _, wanted in expected.sources))


def _links(blocks: Sequence[Block]) -> list[int]:
    """How many links and pictures stand inside each block; they follow it."""
    counts = [0] * len(blocks)
    last = -1
    for number, block in enumerate(blocks):
        if block.owner < 0:
            last = number
        elif last >= 0 and block.kind in ("link", "image"):
            counts[last] += 1
    return counts


def _check_order(pieces: Sequence[_Piece], printed: Printed, expected: Expectation) -> Iterator[Problem]:
    """A Problem for each text that is nowhere, or not where it belongs."""
    given = (replace(piece, text=printed.given(piece.text)) for piece in pieces)
    pieces = []
    for piece in filter(lambda each: each.text, given):
        if not printed.is_from_right(piece.text):
            pieces.append(piece)
        elif not printed.has(piece.text):
            yield _problem(piece, f"is missing from {expected.path}", "handout-lost")
    found, chosen = _found_and_chosen(pieces, printed)
    at = 0
    for number, (piece, spots) in enumerate(zip(pieces, found, strict=True)):
        spot = chosen[number]
        if spot is None and len(spots) >= MOST_PLACES:
            later = islice((other[0] for other in chosen[number + 1 :] if other), _NEAR)
            again = printed.text.find(piece.text, at, max(later, default=len(printed.text)))
            spot = (again, again + len(piece.text)) if again >= 0 else None
        if spot is None and spots:  # whole elsewhere, but here a page may end inside it
            limit = next((later[0] for later in chosen[number + 1 :] if later), len(printed.text))
            around = (at, min(limit + _STARTS_BEFORE, len(printed.text)))
            here = broken_places(
                printed, piece.text, links=piece.links, is_loose=piece.is_loose, among=around
            )
            spot = next((each for each in here if at <= each[0] <= limit), None)
        if spot is not None:
            at = max(at, spot[0])
            continue
        what = "is missing from" if not spots else "is out of order in"
        code = "handout-lost" if not spots else "handout-order"
        where = "" if not spots else f" (page {printed.page(spots[0][0])})"
        yield _problem(piece, f"{what} {expected.path}{where}", code)


def _found_and_chosen(
    pieces: Sequence[_Piece], printed: Printed
) -> tuple[list[list[tuple[int, int]]], list[tuple[int, int] | None]]:
    """All places of each piece, and the one where it stands in order; None where it stands in none.

    What stands whole elsewhere only may be broken here: then its neighbours' places are chosen anew, too.
    """
    texts = [piece.text for piece in pieces]
    alike = {(each.text, each.links, each.is_loose, each.kind == "code"): each for each in pieces}
    known = {key: _places(printed, piece) for key, piece in alike.items()}
    found = [known[each.text, each.links, each.is_loose, each.kind == "code"] for each in pieces]
    chosen = chosen_places(printed, texts, found)
    moved = [number for number, spot in enumerate(chosen) if spot is None and found[number]]
    for number in moved:
        piece = pieces[number]
        here = broken_places(printed, piece.text, links=piece.links, is_loose=piece.is_loose)
        found[number] = sorted({*found[number], *here})
    return found, chosen_places(printed, texts, found) if moved else chosen


def _check_shared(pieces: Sequence[_Piece], facts: PdfFacts, expected: Expectation) -> Iterator[Problem]:
    """A Problem for each text with more emoji that share a glyph than the file has."""
    left = facts.shared + counted("".join(page.text for page in facts.pages), facts.shared)
    for piece in pieces:
        for each, count in counted(piece.text, facts.shared).items():
            left[each] -= count
            if left[each] < 0:
                yield _problem(replace(piece, text=each), f"is missing from {expected.path}", "handout-lost")


def _places(printed: Printed, piece: _Piece) -> list[tuple[int, int]]:
    """Where a piece is, perhaps without marks of emphasis that do not close: print shows what was meant."""
    found = places(printed, piece.text, links=piece.links, is_loose=piece.is_loose)
    bare = MARKS.sub("", piece.text)
    if found or piece.kind == "code" or bare == piece.text:
        return found
    other, at = without_marks(printed)
    spots = places(other, bare, links=piece.links, is_loose=piece.is_loose)
    return [(at[start], at[end]) for start, end in spots]


def _problem(piece: _Piece, what: str, code: str) -> Problem:
    return amiss(piece.path, piece.line, _NAMES[piece.kind], piece.text, what, code)


def _check_objects(
    path: str, blocks: Sequence[Block], facts: PdfFacts, printed: Printed, expected: Expectation
) -> Iterator[Problem]:
    """Diagrams whole, task boxes as boxes."""
    lost = f"is missing from {expected.path}"
    diagrams = PrintedDiagrams(facts, expected.drawings)
    for block in blocks:
        shown = _Piece(block.kind, fold_pdf(block.key[0].split("\n")[0]), path, block.line)
        if block.kind == "diagram" and not diagrams.has(block.key[0]):
            yield _problem(shown, f"is not whole in {expected.path}", "handout-diagram")
        elif block.kind == "task" and not _has_task(block, printed):
            yield _problem(_Piece("task", fold_pdf(block.key[-1]), path, block.line), lost, "handout-lost")


def _check_formulas(
    path: str, blocks: Sequence[Block], left: Counter[str], expected: Expectation, printed: Printed
) -> Iterator[Problem]:
    """A Problem for each formula that is not drawn, with its TeX for those who hear it; `left` are those that
    are in the file and stand for none yet. One that nothing can draw is there as its TeX.
    """
    for block in blocks:
        if block.kind == "formula":
            name = fold_pdf(block.key[0])
            left[name] -= 1
            if left[name] < 0 and not (printed.has(name) and is_refused(block.key[0], Path.cwd())):
                piece = _Piece("formula", name, path, block.line)
                yield _problem(piece, f"is missing from {expected.path}", "handout-lost")


def _has_task(block: Block, printed: Printed) -> bool:
    """Whether the box is in print, with the first words behind it; of these, marks may be left out.

    Addresses and blocks may stand between its words; of a box before a formula, no words are known.
    """
    words = "" if block.key[-1].startswith(FORMULA_HERE) else block.key[-1]
    box, text = "☑" if block.key[0] == "checked" else "☐", printed.given(fold_pdf(words))
    if printed.is_from_right(text):
        return box in printed.text
    starts = [f"{box}{each[:_TASK_STARTS]}" for each in (text, MARKS.sub("", text))]
    if any(each in printed.text or places(printed, each, links=1) for each in starts):
        return True
    loose = ((each, at) for each in starts for at, _ in places(printed, each, links=1, is_loose=True))
    return any(printed.text.startswith(each[:2], at) for each, at in loose)


def _check_outline(facts: PdfFacts, expected: Expectation) -> Iterator[Problem]:
    """A Problem for each heading that the outline lacks, or has in another place."""
    titles = [_NOTE.sub("", title) for title in facts.outline]
    rest = iter(titles)
    for path, wanted in expected.sources:
        for block in wanted.shown:
            if block.kind == "heading" and block.key[-1] and not _is_in(block.key[-1], rest):
                piece = _Piece("heading", block.key[-1], path, block.line)
                yield _problem(piece, f"is not in the outline of {expected.path}", "handout-outline")
                rest = iter(titles)


def _is_in(title: str, rest: Iterator[str]) -> bool:
    """Whether one of the `rest` is this title; the outline has a formula in its own way, or not at all.

    Marks of emphasis that do not close may be left out: print shows what was meant. What looks like a note's
    number counts in neither: a title may itself end with ``[1]``.
    """
    whole = _NOTE.sub("", fold_pdf(title))
    wanted = [".*".join(map(re.escape, each.split(FORMULA_HERE))) for each in (whole, MARKS.sub("", whole))]
    return any(re.fullmatch("|".join(wanted), each) for each in rest)
