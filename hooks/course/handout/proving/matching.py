"""Finding a text in the text of a PDF, where print may put something between its letters.

What may stand between: the address behind a link, the number of a footnote, a page's break with footnotes and
a table's repeated head, what an item holds between two of its paragraphs. Nothing may be left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, islice, takewhile

from course.handout.proving.read_back import is_from_right, stands_in, without

#: The shortest stretch that counts as going on after something in between.
_GOES_ON = 6
#: So many letters are compared at once.
_COMPARED = 256
_STARTS_WITH = 5
#: So many letters of a text are looked for, where fewer stand in too many places.
_MORE_LETTERS = (12, 24, 48)
#: So many places of a text are looked at; one that stands in more is looked for between its neighbours.
MOST_PLACES = 120
_PAGE_REACH = 3000
_FOOT_REACH = 600
_INNER_REACH = 6000
#: Marks of emphasis, which print leaves out where it shows what was meant.
MARKS = re.compile(r"[*_~`＊｀]+")
_NOTE = re.compile(r"\d{1,3}|\[\d{1,3}\]")
#: What may stand between two letters of a text's beginning: words and addresses in brackets, a note's number.
_BETWEEN = r"(?:(?:\((?:[^()]|\([^()]*\)){1,300}\)|\[[^\[\]]{1,300}\]){1,4}|\d{1,3})?"


@dataclass(frozen=True, slots=True)
class Printed:
    """The text of a PDF, page after page."""

    text: str
    starts: tuple[int, ...]
    """Where each page begins in it."""
    shared: tuple[str, ...] = ()
    """Emoji whose characters it lacks: see `read_back`."""
    goes_left: bool = False
    """Whether much of it is written from the right: then all of its lines may be in another order."""

    def given(self, wanted: str) -> str:
        """A text as it stands here."""
        return without(wanted, self.shared)

    def is_from_right(self, wanted: str) -> bool:
        """Whether a text, or what stands around it, is written from the right."""
        return self.goes_left or is_from_right(wanted)

    def has(self, wanted: str) -> bool:
        """Whether a text stands here, anywhere."""
        return wanted in self.text or (self.is_from_right(wanted) and stands_in(self.text, wanted))

    def page(self, at: int) -> int:
        """The page, from 1, on which a place is."""
        return bisect_right(self.starts, at)

    def next_page(self, at: int) -> int | None:
        """Where the page after that of a place begins; None on the last."""
        number = self.page(at)
        return self.starts[number] if number < len(self.starts) else None


def join_pages(pages: Sequence[str], shared: Iterable[str] = (), language: str = "") -> Printed:
    """The texts of pages as one, without the characters of `shared` emoji."""
    shared = tuple(shared)
    pages = [without(page, shared) for page in pages]
    goes_left = is_from_right("".join(pages), language)
    return Printed("".join(pages), tuple(accumulate(map(len, pages[:-1]), initial=0)), shared, goes_left)


@lru_cache(maxsize=2)
def without_marks(printed: Printed) -> tuple[Printed, Sequence[int]]:
    """`printed` without marks of emphasis; and for each place in it, and its end, the place in `printed`."""
    at = [place for place, letter in enumerate(printed.text) if not MARKS.fullmatch(letter)]
    starts = tuple(bisect_left(at, start) for start in printed.starts)
    bare = "".join(printed.text[place] for place in at)
    return replace(printed, text=bare, starts=starts), [*at, len(printed.text)]


def places(printed: Printed, wanted: str, *, links: int = 0, is_loose: bool = False) -> list[tuple[int, int]]:
    """Where `wanted` is, each as (start, end), in order; with gaps only where it is nowhere whole.

    `links` is how many links it has; `is_loose` says that blocks may stand inside it.
    """
    whole = [(at, at + len(wanted)) for at in whole_places(printed.text, wanted)]
    return whole if whole or not wanted else broken_places(printed, wanted, links=links, is_loose=is_loose)


def broken_places(
    printed: Printed,
    wanted: str,
    *,
    links: int = 0,
    is_loose: bool = False,
    among: tuple[int, int] | None = None,
) -> list[tuple[int, int]]:
    """Where `wanted` is with something in between, or whole; begun `among` two places, if given."""
    among = among or (0, len(printed.text))
    starts = _starts(printed.text, wanted, _STARTS_WITH - is_loose, among)
    starts += _last_words(printed, wanted)
    found = [*_ended(printed, wanted, starts, links, is_loose)]
    if found or not is_loose:
        return found
    return [*_ended(printed, wanted, _behind_marks(printed.text, wanted, among), links, is_loose)]


def _ended(
    printed: Printed, wanted: str, starts: Iterable[int], links: int, is_loose: bool
) -> Iterator[tuple[int, int]]:
    """Those of `starts` from which all of `wanted` follows, each with its end."""
    for at in dict.fromkeys(starts):
        end = _end(printed, wanted, at, links, is_loose)
        if end is not None:
            yield at, end


def _behind_marks(text: str, wanted: str, among: tuple[int, int]) -> Iterator[int]:
    """Where an item may begin of which a block follows the first letters already."""
    pattern = re.compile(rf"(?:[•☐☑]|\d\.){re.escape(wanted[:1])}")
    return (match.end() - 1 for match in islice(pattern.finditer(text, *among), MOST_PLACES))


def _last_words(printed: Printed, wanted: str) -> Iterator[int]:
    """Where `wanted` may begin in the last letters of a page, or of what is above its footnotes.

    A short one may do so with a letter alone; and other cells of its row may stand behind its letters.
    """
    is_short = len(wanted) < _STARTS_WITH
    for turn in printed.starts[1:]:
        for length in range(1 if is_short else 2, min(_STARTS_WITH, len(wanted))):
            start = _BETWEEN.join(map(re.escape, wanted[:length]))
            last = re.compile(start if is_short and length > 1 else rf"{start}(?=\d|\Z)")
            matches = last.finditer(printed.text, max(0, turn - _FOOT_REACH), turn)
            yield from (match.start() for match in matches)


def _starts(text: str, wanted: str, least: int, among: tuple[int, int]) -> list[int]:
    """Where `wanted` may begin: its first `least` letters, perhaps with addresses and notes' numbers between
    them; where these stand all over, more of its letters, too.
    """
    found: list[int] = []
    for length in (least, *_MORE_LETTERS):
        pattern = re.compile(_BETWEEN.join(map(re.escape, wanted[:length])))
        more = [match.start() for match in islice(pattern.finditer(text, *among), MOST_PLACES)]
        found += more
        if len(more) < MOST_PLACES:
            break
    return found


def whole_places(text: str, wanted: str, first: int = 0, last: int | None = None) -> Iterator[int]:
    """Where `wanted` begins in `text` without anything in between, from `first` on; `MOST_PLACES` at most."""
    at, count = text.find(wanted, first, last), 0
    while at >= 0 and count < MOST_PLACES:
        yield at
        at, count = text.find(wanted, at + 1, last), count + 1


def _end(printed: Printed, wanted: str, start: int, links: int, is_loose: bool) -> int | None:
    """Where `wanted` ends when it begins at `start`; None when it does not go on as it should.

    A bracket may be the text's own or begin an address: where the one leads nowhere, the other is tried.
    """
    text = printed.text
    waiting, known = [(start, 0)], set[tuple[int, int]]()
    while waiting:
        at, done = waiting.pop()
        while (at, done) not in known:
            known.add((at, done))
            same = _same(text, at, wanted, done)
            if done + same == len(wanted):
                return at + same
            for ahead in range(max(0, same - _GOES_ON + 1), same) if links else ():
                if text[at + ahead] in "([":
                    rest = wanted[done + ahead : done + ahead + _GOES_ON]
                    behind = _after_gap(printed, rest, at + ahead, links, is_loose)
                    waiting += [(each, done + ahead) for each in behind]
            if same:
                at, done = at + same, done + same
                continue
            rest = wanted[done : done + _GOES_ON]
            nearest, *others = _after_gap(printed, rest, at, links, is_loose) or [-1]
            if nearest < 0:
                break
            waiting += [(other, done) for other in others]
            at = nearest
    return None


def _same(text: str, at: int, wanted: str, done: int) -> int:
    """How many characters are the same in both, from one place in each on."""
    count = 0
    while part := wanted[done + count : done + count + _COMPARED]:
        if not text.startswith(part, at + count):
            return count + _common(part, text[at + count : at + count + len(part)])
        count += len(part)
    return count


def _after_gap(printed: Printed, rest: str, at: int, links: int, is_loose: bool) -> list[int]:
    """Where `rest` may begin behind what print put in at `at`, the likeliest first."""
    text = printed.text
    if note := _NOTE.match(text, at):
        ends = [end for end in range(at + 1, note.end() + 1) if text.startswith(rest[0], end)]
        if ends:  # where the text goes on with a number: the end that lets most of it go on
            return [max(ends, key=lambda end: _common(rest, text[end : end + _GOES_ON]))]
    behind: int | None = at
    while links and behind is not None and text[behind : behind + 1] in ("(", "["):
        behind = _behind_brackets(text, behind)  # the words of a picture, then its address
        if behind is not None and text.startswith(rest[0], behind):  # the next address may follow soon
            return [behind]
    if text[at : at + 1] in ("☐", "☑") and text.startswith(rest, at + 1):
        return [at + 1]
    found = [_found(text, rest, at, at + _INNER_REACH, links)] if is_loose else []
    turn = printed.next_page(max(at - 1, 0))
    if turn is not None and turn - at <= _PAGE_REACH:
        found.append(_found(text, rest, turn, turn + _PAGE_REACH, links))
    return [place for place in dict.fromkeys(found) if place >= 0]


def _found(text: str, rest: str, first: int, last: int, links: int) -> int:
    """Where `rest` stands between two places, perhaps with addresses in it; -1 where it does not."""
    at = text.find(rest, first, last)
    if at >= 0 or not links:
        return at
    match = re.compile(_BETWEEN.join(map(re.escape, rest))).search(text, first, last)
    return match.start() if match else -1


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _behind_brackets(text: str, at: int) -> int | None:
    """The place behind the brackets that open at `at`."""
    depth = 0
    for number in range(at, min(at + 600, len(text))):
        depth += text[number] in "(["
        depth -= text[number] in ")]"
        if depth == 0:
            return number + 1
    return None
