"""Courses of sessions like the given one: `session.md` with made-up words at each ``§``, from a seed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

_TEMPLATE = Path(__file__).with_name("session.md")
_SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처고노도로모보소오조초구누두루무부수우"
_TURNS, _DAYS = 4, 5
#: What `edit_session` puts one word behind.
_EDITED = "CNI 아키텍처 이해"


def write_course(folder: Path, count: int, seed: int) -> list[str]:
    """Write a front page and `count` sessions into `folder`; return their places in it, in order.

    The same `count` and `seed` make the same bytes; a session is the same in courses of all sizes.
    """
    template = _TEMPLATE.read_text("utf-8")
    pages = {"index.md": f"# 과정 {seed}\n\n세션이 {count}개인 과정입니다.\n"}
    for number in range(count):
        week, day, turn = _place(number)
        place = f"week_{week:03}/day{day}/session_{turn}.md"
        pages[place] = _session(template, number, seed)
    for place, text in pages.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(pages)


def edit_session(page: Path, word: str) -> None:
    """Put one `word` into a session's text."""
    text = page.read_text("utf-8")
    page.write_text(text.replace(_EDITED, f"{_EDITED} {word}", 1), encoding="utf-8", newline="\n")


def new_word(number: int) -> str:
    """A word of letters that the course has, as most words are: a new letter costs a cut of the fonts."""
    return next(_words(Random(f"word {number}")))  # noqa: S311


def _place(number: int) -> tuple[int, int, int]:
    """Week, day and turn of a session, all from 1."""
    days, turn = divmod(number, _TURNS)
    weeks, day = divmod(days, _DAYS)
    return weeks + 1, day + 1, turn + 1


def _session(template: str, number: int, seed: int) -> str:
    week, day, turn = _place(number)
    words = _words(Random(f"{seed} {number}"))  # noqa: S311 - the same words every time are what is wanted
    text = re.sub("§", lambda _: next(words), template)
    named = {"{week}": week, "{day}": day, "{turn}": turn, "{hour}": f"{8 + turn:02}"}
    return re.sub(r"\{\w+\}", lambda found: str(named[found[0]]), text)


def _words(chance: Random) -> Iterator[str]:
    """Words without end, some seventy thousand different ones."""
    while True:
        yield "".join(chance.choices(_SYLLABLES, k=3))
