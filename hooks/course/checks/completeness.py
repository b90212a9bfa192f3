"""The completeness check: every block of a source stands in the page made from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, zip_longest

from course.checks.drawn import recognise
from course.diagrams.proof import DrawingProof
from course.markdown.formulas.shown import FORMULA_HERE
from course.markdown.github.alerts import ALERT
from course.markdown.reading.page_blocks import Block
from course.markdown.reading.steps import steps
from course.problems.codes import KIND_NAMES
from course.problems.problem import Problem

Key = tuple[str, ...]
#: Kinds in the order of their weight: what contains others comes first.
KINDS = (
    *("heading", "code", "diagram", "keyword", "item", "cell", "footnote", "text"),
    *("task", "image", "link", "formula"),
)
#: Kinds that a page must not have more of than its source.
_NO_EXTRAS = frozenset(("heading", "code", "formula", "diagram", "keyword", "task"))
#: Marks that GitHub shows where emphasis does not close and we do not; the name of an alert, now its title;
#: the place of a formula, which is a block of its own.
_MARKS = re.compile(rf"[*_~`＊｀{FORMULA_HERE}]+|^\[!\w+\]")
#: How far from its place a changed block is looked for, in blocks that are on the page and not in the source.
_NEAR = 20


@dataclass(frozen=True, slots=True)
class Page:
    """One source and the page made from it, as blocks."""

    path: str
    """The source as a Problem names it."""
    url: str
    """The page's address in the site, such as ``/ko/week_03/``."""
    expected: Sequence[Block]
    """What the source says that the page must show."""
    shown: Sequence[Block]
    """What the page shows."""
    hidden: Sequence[Block] = ()
    """What it would show without its inline styles; empty where these hide nothing."""


def compare_page(
    page: Page, elsewhere: Mapping[tuple[str, ...], str], proof: DrawingProof | None = None
) -> list[Problem]:
    """A Problem for every block of `page` that is lost, changed, out of order or too much.

    `elsewhere` gives, by the key of a code block or diagram, the address of a page that shows it: where a
    lost one may have gone. `proof` knows what each diagram looks like; without it,
    what the project here draws.
    """
    problems: list[Problem] = []
    blamed: set[int] = set()
    blamed_shown: set[int] = set()
    undrawn = _undrawn(page)
    for kind in KINDS:
        expected = [(n, b) for n, b in enumerate(page.expected) if b.kind == kind and b.owner not in blamed]
        shown = [(n, b) for n, b in enumerate(page.shown) if b.kind == kind and b.owner not in blamed_shown]
        shown = [(n, b) for n, b in shown if kind != "code" or b.key not in undrawn]
        if kind == "formula":
            expected, shown = _footnotes_last(expected), _footnotes_last(shown)
        for finding in _differences(kind, [b for _, b in expected], [b for _, b in shown], proof):
            problems.append(_problem(page, kind, finding, elsewhere))
            if finding.wanted >= 0:
                blamed.add(expected[finding.wanted][0])
            if finding.got >= 0:
                blamed_shown.add(shown[finding.got][0])
    return problems


def _footnotes_last(formulas: Sequence[tuple[int, Block]]) -> list[tuple[int, Block]]:
    """Numbered formulas, those of footnotes last and sorted: every reader has its own order of footnotes."""
    return sorted(formulas, key=lambda numbered: numbered[1].key if len(numbered[1].key) > 1 else ())


def _undrawn(page: Page) -> set[Key]:
    """Keys of diagrams that the source has not as code too.

    Where the page shows one as code, a diagram is lost; that the code is too much is no second Problem.
    """
    diagrams = {block.key for block in page.expected if block.kind == "diagram"}
    return diagrams - {block.key for block in page.expected if block.kind == "code"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the blocks of one kind."""

    how: str
    """``lost``, ``altered``, ``order``, ``depth`` or ``extra``."""
    wanted: int = -1
    """Number of the expected block; -1 where there is none."""
    got: int = -1
    """Number of the block on the page; -1 where there is none."""
    detail: str = ""


def _differences(
    kind: str, expected: Sequence[Block], shown: Sequence[Block], proof: DrawingProof | None
) -> Iterator[Finding]:
    if kind == "diagram":
        shown, faults = recognise(expected, shown, proof)
        yield from (Finding(f"drawn-{each.how}", each.wanted, each.got, each.detail) for each in faults)
    wanted, got = [b.key for b in expected], [b.key for b in shown]
    lost: dict[int, int] = {}  # with where on the page each would stand
    extra: list[int] = []
    for tag, a, b, c, d in steps(wanted, got):
        if tag != "equal":
            lost |= {at: c + at - a for at in range(a, b)}
            extra += range(c, d)
    pairs = chain(_read_otherwise(kind, wanted, got, lost, extra), _alike(kind, wanted, got, lost, extra))
    for how, at, match in pairs:  # each is looked for among what those before it left
        del lost[at]
        extra.remove(match)
        if how and (kind, how) != ("footnote", "order"):  # every reader has its own order of them
            says = 0 if kind == "formula" else -1
            yield Finding(how, at, match, _first_difference(wanted[at][says], got[match][says]))
    yield from (Finding("lost", at) for at in lost if not ALERT.fullmatch(wanted[at][-1]))
    if kind in _NO_EXTRAS:
        yield from (Finding("extra", got=n) for n in extra if not _is_page_title(kind, wanted, got[n]))


_Match = tuple[str, int, int]


def _read_otherwise(
    kind: str, wanted: Sequence[Key], got: Sequence[Key], lost: dict[int, int], extra: list[int]
) -> Iterator[_Match]:
    """Lost and extra blocks that are one block, read otherwise on the page: how, and the numbers of both.

    Before it asks for the next pair, the caller takes these out of `lost` and `extra`.
    """
    for how, fold in _READINGS:
        if not lost or not extra:
            return
        waiting: dict[Hashable, list[int]] = {}
        for n in reversed(extra):
            waiting.setdefault(fold(kind, got[n]), []).append(n)
        for at in list(lost):
            folded = fold(kind, wanted[at])
            if folded is not None and waiting.get(folded):
                yield how, at, waiting[folded].pop()


def _without_marks(kind: str, key: Key) -> Hashable:
    """`key` but for marks of emphasis, which GitHub shows where they do not close and we do not."""
    return None if kind == "code" else tuple(_MARKS.sub("", part) for part in key)


#: What became of a block, and the part of its key that is the same before and after; most alike first.
_READINGS: tuple[tuple[str, Callable[[str, Key], Hashable]], ...] = (
    ("order", lambda _kind, key: key),
    ("", _without_marks),
    ("depth", lambda kind, key: key[-1] if kind in ("item", "heading") else None),
    ("altered", lambda kind, key: key[:2] if kind == "keyword" else None),
)


def _alike(
    kind: str, wanted: Sequence[Key], got: Sequence[Key], lost: dict[int, int], extra: list[int]
) -> Iterator[_Match]:
    """Blocks that are changed, as `_read_otherwise` gives them: each with the nearest that is like it."""
    for at, stands_at in list(lost.items()):
        middle = bisect_left(extra, stands_at)
        near = sorted(extra[max(middle - _NEAR, 0) : middle + _NEAR], key=lambda n: abs(n - stands_at))
        match = next((n for n in near if _is_like(kind, wanted[at], got[n])), None)
        if match is not None:
            yield "altered", at, match


def _is_like(kind: str, a: Key, b: Key) -> bool:
    """Whether two keys are alike enough that one may be the other, changed."""
    if kind in ("link", "image", "task"):
        return a[-1] == b[-1] or a[0] == b[0]
    one, other = (a[0], b[0]) if kind == "formula" else (a[-1], b[-1])
    if not one or not other or min(len(one), len(other)) * 3 < max(len(one), len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).quick_ratio() > 0.6


def _is_page_title(kind: str, wanted: Sequence[Key], extra: Key) -> bool:
    """Whether `extra` is the title that a theme adds to a page whose source has none."""
    return kind == "heading" and extra[0] == "h1" and not any(key[0] == "h1" for key in wanted)


def _problem(page: Page, kind: str, finding: Finding, elsewhere: Mapping[Key, str]) -> Problem:
    name = KIND_NAMES[kind]
    wanted = [block for block in page.expected if block.kind == kind]
    code = _CODES.get((kind, finding.how), f"{kind}-{finding.how}")
    if finding.how == "extra":
        block = [block for block in page.shown if block.kind == kind][finding.got]
        line = next((b.line for b in wanted if b.key == block.key), 1)
        what = f"{name} {excerpt(block)} is in {page.url} once more than in the source"
        return Problem(
            page.path, line, " ".join(what.split()), "the page says what its source does not", _MEND, code
        )
    block = wanted[finding.wanted]
    why = {
        "lost": _whereabouts(page, block, elsewhere),
        "order": "it stands somewhere else in the page",
        "depth": "it stands at another level in the page",
    }.get(finding.how, finding.detail)
    what = f"{name} {excerpt(block)} {_WHAT[finding.how]} {page.url}"
    mend = _MEND_STYLE if why == _HIDDEN else _MENDS.get(finding.how, _MEND)
    return Problem(page.path, block.line, " ".join(what.split()), why, mend, code)


def _whereabouts(page: Page, block: Block, elsewhere: Mapping[Key, str]) -> str:
    """Where a lost block is instead, in words for a Problem."""
    url = elsewhere.get(block.key)
    if any((each.kind, each.key) == (block.kind, block.key) for each in page.hidden):
        return _HIDDEN
    if url == page.url and block.kind == "diagram":
        return "its source stands there as code, not drawn"
    return f"it is in {url} instead" if url else "its readers never see it"


_CODES = {
    ("heading", "depth"): "heading-level",
    ("diagram", "drawn-label"): "diagram-label-lost",
    ("diagram", "drawn-lacking"): "diagram-label-lost",
    ("diagram", "drawn-altered"): "diagram-altered",
}
_WHAT = {
    "lost": "is missing from",
    "altered": "is not the same in",
    "order": "is out of order in",
    "depth": "is not at its level in",
    "drawn-label": "lacks labels in",
    "drawn-lacking": "lacks labels in",
    "drawn-altered": "is not drawn as it should be in",
}
_HIDDEN = "it is there, and an inline style hides it"
_MEND_STYLE = "take that style out where it is written: in the text, or in a template"
_MEND = "look for a tag or fence left open above it, and build again"
_REDRAW = "build again: the page has another drawing than its source makes"
#: How to mend what is wrong with a drawing: on its page, or from the start.
_MENDS = {
    "drawn-label": _REDRAW,
    "drawn-altered": _REDRAW,
    "drawn-lacking": "shorten its labels, or divide it into smaller diagrams",
}


def excerpt(block: Block) -> str:
    """A few words by which the author knows the block again; a code block has its line."""
    if block.kind in ("code", "diagram"):
        return ""
    text = (
        block.key[1] if block.kind in ("keyword", "link", "image") and len(block.key) == 3 else block.key[-1]
    )
    if block.kind in ("link", "image", "formula"):
        text = block.key[0] or block.key[-1]
    return f"“{text[:24]}{'…' if len(text) > 24 else ''}”"


def _first_difference(wanted: str, got: str) -> str:
    """The first line in which two texts differ, both ways."""
    pairs = zip_longest(wanted.split("\n"), got.split("\n"))
    one, other = next(((a, b) for a, b in pairs if a != b), ("", ""))
    if one is None or other is None:
        return "it ends earlier" if other is None else "it goes on longer"
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    at = max(0, start - 8)
    return f"“{one[at : at + 24]}” became “{other[at : at + 24]}”"


def count_blocks(pages: Iterable[Page]) -> Counter[str]:
    """How many blocks of each kind the sources of `pages` hold."""
    return Counter(block.kind for page in pages for block in page.expected)


def check_pages(pages: Sequence[Page], docs_path: str, proof: DrawingProof | None = None) -> list[Problem]:
    """The Problems of all `pages`, or one of the folder `docs_path` where there is nothing to compare."""
    blocks = sum(count_blocks(pages).values())
    if not pages or not blocks:
        what = f"{len(pages)} pages and {blocks} blocks were checked"
        why, mend = "a check of nothing proves nothing", "name the right folders"
        return [Problem(docs_path, 1, what, why, mend, "nothing-checked")]
    where = {b.key: page.url for page in pages for b in page.shown if b.kind in ("code", "diagram")}
    return [problem for page in pages for problem in compare_page(page, where, proof)]
