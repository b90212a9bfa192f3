"""Notes of a page as Typst markup: its footnotes, and what its editor notes on it."""

from __future__ import annotations

import copy
from typing import Any

from course.handout.setting.job import classes, parts
from course.handout.setting.writer import BlockWriter


def render_notes(notes: list[str]) -> str:
    """Editor's notes one after the other, each with its number."""
    return "".join(render_note(number, note) for number, note in enumerate(notes, 1))


def render_note(number: int, note: str) -> str:
    """One of the editor's notes with its number."""
    return f"#items(number-mark({number}), false, {note})\n"


def editor_notes(article: Any, writer: BlockWriter) -> list[str]:
    """The corrections that the page lists below its text, in their order."""
    section = next((box for box in article.iter("section") if "corrections" in classes(box)), None)
    if section is None:
        return []
    notes = []
    for item in section.iter("li"):
        own = copy.deepcopy(item)
        for back in [part for part in own.iter("span") if "correction__back" in classes(part)]:
            back.drop_tree()
        summary, text = own.find(".//summary"), own.find(".//div")
        said = writer.inline.markup(parts(summary)) if summary is not None else ""
        notes.append(f"[#whole[{said}\n{writer.flow(text) if text is not None else ''}]]")
    return notes


def read_footnotes(article: Any, writer: BlockWriter) -> None:
    """Set the texts of the footnotes, for the places that refer to them."""
    for box in article.iter("div", "section"):
        if not classes(box) & {"footnote", "footnotes"}:
            continue
        for item in box.iter("li"):
            if item.get("id"):
                writer.depth += 1
                markup = writer.flow(item)
                alone = markup.startswith("#p[") and markup.count("#p[") == 1 and markup.endswith("]\n")
                writer.footnotes[item.get("id")] = markup[3:-2] if alone else markup
                writer.depth -= 1
