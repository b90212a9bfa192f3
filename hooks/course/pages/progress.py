"""Lists a page's task boxes and understanding checks, by which the browser keeps a reader's progress.

Each has a name made from its text, so that progress stays when items are moved.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from course.markdown.html.article import Article
from course.markdown.html.tree import Element
from course.markdown.reading.page_blocks import ADDED, fold

_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class PageItems:
    """The task boxes and understanding checks of a page, each by its `short_name`."""

    tasks: tuple[str, ...]
    done: tuple[str, ...]
    """Tasks that are ticked in the source."""
    checks: tuple[str, ...]


def page_items(article: Article, checks: Collection[str]) -> PageItems:
    """The items of a page's `article`; `checks` are the texts of its understanding checks."""
    if not checks and article.first("input[type=checkbox]") is None:
        return PageItems((), (), ())
    wanted = {fold(text) for text in checks}
    task_names: list[str] = []
    done_names: list[str] = []
    check_names: list[str] = []
    seen: dict[str, int] = {}
    for item in article.read().iter("li"):
        if any(above.get(ADDED) is not None for above in item.ancestors()):
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


def render_items(pages: Mapping[str, PageItems]) -> str:
    """JavaScript that sets ``window.courseItems``: the items of each page by its address.

    Pages without any are left out.
    """
    items_by_url = {
        url: [" ".join(names) for names in (items.tasks, items.done, items.checks)]
        for url, items in pages.items()
        if items.tasks or items.checks
    }
    return f"window.courseItems = {json.dumps(items_by_url, ensure_ascii=False, separators=(',', ':'))}\n"
