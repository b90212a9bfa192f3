"""What a handout of a source must hold: its blocks, and which of them are folded away on the page."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import html

from course.diagrams.proof import DrawingProof
from course.handout.letters import seen
from course.handout.paper import Paper
from course.handout.proving.wanted_objects import Objects, wanted_objects
from course.handout.reading.blocks import is_label
from course.handout.reading.html import FOOTNOTES, classes, plain_text
from course.handout.reading.lists import LABEL_END, own_text
from course.markdown.files.source import Source
from course.markdown.html.tags import BOXES
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import Block, Blocks, fold
from course.markdown.reading.questions import Question
from course.markdown.reading.source_page import folded_lines, render_source
from course.problems.problem import Problem

#: So much of a text names it.
_NAMED = 24


@dataclass(frozen=True, slots=True)
class Wanted:
    """The blocks of a source."""

    shown: tuple[Block, ...]
    """Those that stand in the page, in order, then those of its footnotes."""
    folded: tuple[tuple[Block, ...], ...]
    """Those of each folded part, in order."""
    notes: tuple[tuple[Block, ...], ...] = ()
    """Those of each note for the lecturer, where the handout is his."""
    objects: tuple[Objects, ...] = ()
    """Its pictures and links: those in the page, in order; then those of each footnote and note."""
    folded_objects: tuple[Objects, ...] = ()
    """Those of each folded part."""
    footnotes: frozenset[Block] = frozenset()
    """Those of `shown` that stand in footnotes."""
    labels: frozenset[str] = frozenset()
    """Paragraphs and items, folded, that announce what stands below them."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a handout should be."""

    path: str
    """The PDF as a Problem names it."""
    sources: tuple[tuple[str, Wanted], ...]
    """Path and blocks of each source, in order."""
    url: str
    """What its QR code says; empty where the site has no address."""
    language: str
    paper: Paper
    folded_out: bool
    """Whether folded parts are left out."""
    fonts: tuple[str, ...] = ()
    """Names of the lecturer's own fonts."""
    rulings: tuple[int, ...] = ()
    """How many lines to write on each question and task has, in order."""
    drawings: DrawingProof | None = None
    """What each diagram looks like; None for what the project here draws."""

    @property
    def object_groups(self) -> list[list[tuple[str, Objects]]]:
        """Pictures and links: those of all pages in order, then those of each part that stands elsewhere."""
        main = [(path, wanted.objects[0]) for path, wanted in self.sources if wanted.objects]
        loose = [(path, part) for path, wanted in self.sources for part in wanted.objects[1:]]
        if not self.folded_out:
            loose += [(path, part) for path, wanted in self.sources for part in wanted.folded_objects]
        return [main, *([each] for each in loose)]


def read_wanted(source: Source, keyword_headings: Sequence[str], site_dir: Path | None = None) -> Wanted:
    """The blocks of `source`; folded parts inside folded parts are parts of their own.

    Its pictures lie in `site_dir`, or in the folder of the sources, which has the same places.
    """
    folder = site_dir / source.uri.rpartition("/")[0] if site_dir else None
    tree = html.fragment_fromstring(render_source(source.text), create_parent="div")
    _fold_words(tree, source.questions)
    folds = [element for element in tree.iter("details") if element.get("open") is None]
    parts = [_contents(element) for element in folds]
    folded_objects = [wanted_objects(part, folder) for part in parts]
    for element in folds:
        for child in list(element):
            if child.tag != "summary":
                element.remove(child)
            child.tail = None
        element.text = None
    labels = frozenset(_labels(tree))
    objects = wanted_objects(tree, folder)
    footnotes = [wanted_objects(box, folder) for box in tree.iter("div") if FOOTNOTES & classes(box)]
    read = Blocks(in_order(tree))
    shown = mark_keywords(read.blocks, keyword_headings)
    ranges = folded_lines(source.text)
    folded = [tuple(Blocks(in_order(part)).blocks) for part in parts]
    folded += [tuple(b for b in shown if first < b.line <= last) for first, last in ranges]
    kept = [b for b in shown if not any(first < b.line <= last for first, last in ranges)]
    folded_objects += [tuple(o for o in objects if first < o.line <= last) for first, last in ranges]
    kept_objects = tuple(o for o in objects if not any(first < o.line <= last for first, last in ranges))
    return Wanted(
        tuple(kept),
        tuple(part for part in folded if part),
        objects=(kept_objects, *footnotes),
        folded_objects=tuple(folded_objects),
        footnotes=frozenset(_in_footnotes(read)),
        labels=labels,
    )


def _fold_words(tree: Any, questions: Sequence[Question]) -> None:
    """Fold the words on the answers of quizzes, as the page does."""
    words = {each.line: each.word_line for question in questions for each in question.answers}
    for item in tree.iter("li"):
        start = words.get(int(item.get("data-line") or 0), 0)
        below = [child for child in item if start and int(child.get("data-line") or 0) >= start]
        if below:
            fold = html.Element("details")
            below[0].addprevious(fold)
            for child in below:
                fold.append(child)


def in_order(root: Any) -> Any:
    """`root` with the texts of items and cells that stand behind a list or another block inside as blocks of
    their own: print has them there, and `Blocks` would join them with what stands before that block.
    """
    for holder in [*root.iter("li", "td", "th")]:
        _box_later_texts(holder)
    return root


def _box_later_texts(holder: Any) -> None:
    has_text, is_behind, box = bool(fold(holder.text or "")), False, None
    for child in holder.xpath("*"):
        is_line = child.tag not in BOXES
        if not is_line and child.tag != "p":
            is_behind, box = is_behind or has_text, None
            if is_behind and fold(child.tail or ""):
                box = html.Element("div")
                box.text, child.tail = child.tail, None
                child.addnext(box)
        elif is_behind:
            if box is None:
                box = html.Element("div")
                child.addprevious(box)
            box.append(child)
        if not is_behind:
            own = plain_text(child) if is_line or child.tag == "p" else ""
            has_text = has_text or bool(fold(own + (child.tail or "")))


def _in_footnotes(read: Blocks) -> Iterator[Block]:
    """The blocks of footnotes."""
    for block, element in zip(read.blocks, read.elements, strict=True):
        if any(FOOTNOTES & box.classes for box in element.ancestors()):
            yield block


def _labels(tree: Any) -> Iterator[str]:
    """The texts that a handout keeps with what follows them."""
    for element in tree.iter("p"):
        if is_label(element):
            yield fold(seen(plain_text(element)))
    for item in tree.iter("li"):
        own = own_text(item)
        if LABEL_END.search(own) and any(map(_is_block, item.iterchildren("*"))):
            yield fold(seen(own))


def _is_block(element: Any) -> bool:
    return element.tag in ("ul", "ol", "pre", "table", "blockquote")


def with_notes(wanted: Wanted, source: Source, notes: Sequence[tuple[int, str]], site_dir: Path) -> Wanted:
    """`wanted` with the notes for the lecturer, of which is known where each begins and what it says."""
    folder = site_dir / source.uri.rpartition("/")[0]
    trees = [html.fragment_fromstring(render_source(text, line), create_parent="div") for line, text in notes]
    objects = tuple(wanted_objects(tree, folder) for tree in trees)
    blocks = tuple(tuple(Blocks(in_order(tree)).blocks) for tree in trees)
    return replace(wanted, notes=blocks, objects=(*wanted.objects, *objects))


def _contents(details: Any) -> Any:
    """A copy of what a folded part holds, without its title and the folded parts inside it."""
    own = copy.deepcopy(details)
    own.tail = None
    own.tag = "div"
    for summary in own.findall("summary"):
        summary.drop_tree()
    for inner in list(own.iter("details")):
        if inner.get("open") is None:
            for child in list(inner):
                if child.tag != "summary":
                    inner.remove(child)
                child.tail = None
            inner.text = None
    return own


def amiss(source: str, line: int, kind: str, text: str, what: str, code: str) -> Problem:
    """A Problem with the `kind` of block that begins with `text`, on a `line` of the `source`."""
    named = f"{kind} “{text[:_NAMED]}{'…' if len(text) > _NAMED else ''}” {what}"
    why, mend = "the handout is not what was written", "build again; if it stays, tell the site's maintainers"
    return Problem(source, line or 1, named, why, mend, code)
