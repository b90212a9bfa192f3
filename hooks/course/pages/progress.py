"""Lists a page's task boxes and understanding checks, by which the browser keeps a reader's progress.

Each has a name made from its text, so that progress stays when items are moved.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from course.markdown.html.article import Article
from course.markdown.html.tree import Element
from course.markdown.reading.page_blocks import ADDED, fold
from course.pages.quizzes import QUIZ, quiz_names

_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class PageItems:
    """The task boxes, understanding checks and quizzes of a page, each by its `short_name`."""

    tasks: tuple[str, ...]
    """Task boxes, then questions of quizzes: both are done or not."""
    done: tuple[str, ...]
    """Tasks that are ticked in the source."""
    checks: tuple[str, ...]


def page_items(article: Article, checks: Collection[str]) -> PageItems:
    """The items of a page's `article`; `checks` are the texts of its understanding checks."""
    quizzes = [*quiz_names(article)]
    if not checks and not quizzes and article.first("input[type=checkbox]") is None:
        return PageItems((), (), ())
    wanted = {fold(text) for text in checks}
    task_names: list[str] = []
    done_names: list[str] = []
    check_names: list[str] = []
    seen: dict[str, int] = {}
    for item in article.read().iter("li"):
        if any(above.get(ADDED) is not None or above.get(QUIZ) is not None for above in item.ancestors()):
            continue
        text = item_text(item)
        boxes = _boxes(item)
        if not boxes and fold(text) not in wanted:
            continue
        seen[text] = seen.get(text, 0) + 1
        name = short_name(text if seen[text] == 1 else f"{text}#{seen[text]}")
        (task_names if boxes else check_names).append(name)
        if boxes and boxes[0].get("checked") is not None:
            done_names.append(name)
    task_names += map(short_name, quizzes)
    return PageItems(tuple(task_names), tuple(done_names), tuple(check_names))


def item_text(item: Element) -> str:
    """The visible text of a list item, without lists inside it and without what the build added."""
    text = "".join(_texts(item))
    return unicodedata.normalize("NFC", re.sub(r"[ \t\n\f\r]+", " ", text).strip(" "))


def _texts(element: Element) -> Iterator[str]:
    for part in element.parts:
        if isinstance(part, str):
            yield part
        elif part.tag not in ("ul", "ol") and part.get(ADDED) is None:
            yield from _texts(part)


def _boxes(item: Element) -> list[Element]:
    """The checkboxes of a task item itself, not of items inside it; empty for other items."""
    if "task-list-item" not in item.classes:
        return []
    return [box for box in item.iter("input") if _item_around(box) is item]


def _item_around(box: Element) -> Element | None:
    return next((above for above in box.ancestors() if above.tag == "li"), None)


def short_name(text: str) -> str:
    """A short hash of `text`: FNV-1a of its UTF-16 units, in base 36, as progress.js computes it too."""
    number = 0x811C9DC5
    units = text.encode("utf-16-le")
    for low, high in zip(units[::2], units[1::2], strict=True):
        number = (number ^ (high << 8 | low)) * 0x01000193 & 0xFFFFFFFF
    letters = ""
    while number:
        number, digit = divmod(number, 36)
        letters = _LETTERS[digit] + letters
    return letters or "0"


Counts = Mapping[str, tuple[int, int]]


def address_of(url: str) -> str:
    """A page's address below the site's front page, as scripts know it: that is empty."""
    return unquote(url).removeprefix("./")


def item_counts(pages: Mapping[str, PageItems]) -> dict[str, tuple[int, int]]:
    """How many items there are on and below each address, and how many of them are ticked in the source.

    Addresses are those of pages and of the folders above them; the site's own is empty.
    """
    counts: dict[str, tuple[int, int]] = {}
    for url, items in _with_items(pages).items():
        folders = [url[: at + 1] for at, letter in enumerate(url[:-1]) if letter == "/"]
        for address in dict.fromkeys(("", *folders, url)):
            all_, done = counts.get(address, (0, 0))
            counts[address] = (all_ + len(items.tasks) + len(items.checks), done + len(items.done))
    return counts


def items_data(
    own: str, pages: Mapping[str, PageItems], counts: Counts, shown: Iterable[tuple[str, bool]]
) -> dict[str, Any]:
    """What a page at the address `own` tells progress.js: its own items, and what its menu counts.

    `shown` are the addresses in the menu, and whether it leaves closed what is below. ``pages`` has the
    counts of single pages, ``below`` those of a closed folder's pages; what has no items is left out.
    """
    data: dict[str, Any] = {}
    items = pages.get(own)
    if items and (items.tasks or items.checks):
        data["own"] = _lists(items)
    for address, closed in shown:
        if closed and address in counts:
            data.setdefault("below", {})[address] = _short(counts[address])
        elif (page := pages.get(address)) and (page.tasks or page.checks):
            count = (len(page.tasks) + len(page.checks), len(page.done))
            data.setdefault("pages", {})[address] = _short(count)
    if own == "" and "" in counts:
        data["all"] = _short(counts[""])
    if counts:
        data["parts"] = " ".join(sorted(map(short_name, {_part_of(url) for url in _with_items(pages)})))
    return data


def items_scripts(pages: Mapping[str, PageItems]) -> dict[str, str]:
    """By its place in the site, a script for each top folder that adds the items of its pages to
    ``window.courseItems``, by their addresses.

    Pages without any are left out.
    """
    by_part: dict[str, dict[str, list[str]]] = {}
    for url, items in _with_items(pages).items():
        by_part.setdefault(_part_of(url), {})[url] = _lists(items)
    return {
        f"assets/javascripts/items/{short_name(part)}.js": "Object.assign(window.courseItems ??= {}, "
        f"{json.dumps(own, ensure_ascii=False, separators=(',', ':'))})\n"
        for part, own in by_part.items()
    }


def _with_items(pages: Mapping[str, PageItems]) -> dict[str, PageItems]:
    return {url: items for url, items in pages.items() if items.tasks or items.checks}


def _part_of(url: str) -> str:
    """The folder by which a page's items are kept together: the first of its address, if it has two."""
    first, _, rest = url.partition("/")
    return f"{first}/" if rest else ""


def _lists(items: PageItems) -> list[str]:
    return [" ".join(names) for names in (items.tasks, items.done, items.checks)]


def _short(count: tuple[int, int]) -> int | list[int]:
    """A count as pages have it: of two numbers only where something is ticked in the source."""
    return list(count) if count[1] else count[0]
