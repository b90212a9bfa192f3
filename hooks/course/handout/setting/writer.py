"""The blocks of a page, one after another, as Typst markup: what is a block, and who sets it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course.handout.setting.diagrams import Paper
from course.handout.setting.inline import INLINE, InlineWriter
from course.handout.setting.job import Job, is_hidden, parts

_BOXES = frozenset(
    re.findall(
        r"[\w-]+",
        """
        div section article main header footer address hgroup search form fieldset body html dir
        menu figcaption caption summary dt dd li td th tr tbody thead tfoot frameset noframes multicol xmp
        listing plaintext
        """,
    )
)
#: What a box takes from the width of a line, in points.
INDENT_PT = {"ul": 16.0, "ol": 20.0, "blockquote": 22.0, "div": 22.0, "dd": 14.2}
#: Sets an element that stands in lines of its own.
SetBlock = Callable[[Any, "BlockWriter"], str]

#: What the markup of a block that others look back at begins with, and what it is called.
_KINDS = {"#hd(": "heading", "#lead[": "lead", "#own-page(": "own page"}
#: So much markup between two pages of their own stands on the second rather than alone on one.
_SHORT_TEXT = 1500
#: So much markup with a footnote is kept together with what announces it.
_KEPT_TEXT = 6000


class BlockWriter:
    """Writes the blocks of one page; Problems go to the job."""

    def __init__(self, job: Job, paper: Paper, tags: Mapping[str, SetBlock]) -> None:
        self.job = job
        self.paper = paper
        self.folded: list[tuple[str, str]] = []
        """Title and content of what is told elsewhere: at the end, most often."""
        self.footnotes: dict[str, str] = {}
        """Markup of the footnotes, by their ids."""
        self.inline = InlineWriter(job, self.footnotes)
        self.width = paper.text_width_pt
        """Width of a line here, in points."""
        self.depth = 0
        """How many boxes are around it: in 0 it stands straight in the page."""
        self.level = 0
        """Level of the last heading."""
        self.title_element: Any = None
        """The heading that is the page's title, which its text goes without."""
        self._tags = tags

    def flow(self, element: Any) -> str:
        """The contents of `element` as blocks."""
        return "".join(self.blocks(parts(element)))

    def blocks(self, contents: Sequence[Any], *, at_top: bool = False, bare_first: bool = False) -> list[str]:
        """Texts and elements as blocks: texts become paragraphs, a first one stays bare where asked for."""
        self.depth += 0 if at_top else 1
        out: list[tuple[str, str]] = []
        loose: list[Any] = []
        for part in [*contents, None]:
            if part is not None and not self.is_block(part):
                loose.append(part)
                continue
            self._append_text(out, loose, bare_first)
            loose = []
            if part is not None:
                self._append(out, part)
        self.depth -= 0 if at_top else 1
        return [markup for _, markup in out if markup]

    def _append_text(self, out: list[tuple[str, str]], loose: Sequence[Any], bare_first: bool) -> None:
        for part in loose:
            if not isinstance(part, str):
                self._note_unknown(part)
        text = self.inline.markup(list(loose))
        if text:
            out.append(("", text if bare_first and not out else f"#p[{text}]\n"))

    def _append(self, out: list[tuple[str, str]], element: Any) -> None:
        """Add a block; what needs a page of its own takes the heading and the label above along."""
        markup = self.block(element)
        if "{pulled}" in markup and markup.startswith(("#own-page(", "#fitted(", "#turned-or(")):
            pulled: list[str] = []
            while out and out[-1][0] in ("heading", "lead") and self.depth == 0:
                pulled.insert(0, out.pop()[1])
            if markup.startswith("#own-page(") and "{pulled}#" in markup and "#grid-table(" in markup:
                pulled = [*_short_text_between(out), *pulled]
            markup = markup.replace("{pulled}", "".join(pulled))
        elif "#footnote[" in markup and len(markup) < _KEPT_TEXT and self.depth == 0:
            pulled = []
            while out and out[-1][0] in ("heading", "lead"):
                pulled.insert(0, out.pop()[1])
            markup = kept_together(pulled, markup)
        out.append((next((kind for start, kind in _KINDS.items() if markup.startswith(start)), ""), markup))

    def is_block(self, part: Any) -> bool:
        """Whether `part` stands in lines of its own: a block, or an inline element around one."""
        if isinstance(part, str):
            return False
        if part.tag in self._tags or part.tag in _BOXES:
            return True
        return part.tag != "svg" and any(
            child.tag in self._tags or child.tag in _BOXES
            for child in part.iter()
            if isinstance(child.tag, str) and child is not part and not is_hidden(child)
        )

    def block(self, element: Any) -> str:
        """Markup of an element that stands in lines of its own; nothing for the page's title."""
        self._note_unknown(element)
        if element is self.title_element:
            return ""
        write = self._tags.get(element.tag)
        return write(element, self) if write else self.flow(element)

    def _note_unknown(self, element: Any) -> None:
        for part in element.iter():
            tag = part.tag
            if not isinstance(tag, str) or tag in self._tags or tag in _BOXES or tag in INLINE:
                continue
            if is_hidden(part) or any(
                above.tag in ("svg", "math") or is_hidden(above) for above in part.iterancestors()
            ):
                continue
            what = f"the tag <{tag}> is none that a handout knows"
            why, mend = (
                "readers may miss what it stands for",
                f"write `<{tag}>` in backquotes, or take it out",
            )
            self.job.report(self.job.line_of(f"<{tag}"), what, why, mend, "handout-unknown-tag")

    def inside(self, element: Any) -> str:
        """The blocks of a box, which leaves them less room."""
        before = self.width
        self.width -= INDENT_PT.get(element.tag, 20.0)
        inside = self.flow(element)
        self.width = before
        return inside


def kept_together(pulled: Sequence[str], markup: str) -> str:
    """A block with a footnote and what announces it, as one that is not divided.

    Typst moves a line whose footnote has no room to the next page, but leaves there what should stay with it.
    """
    if not pulled:
        return markup
    heading = re.match(r"#hd\(\d, (\d)", pulled[0])
    above = f"hd-above.at({int(heading[1]) - 1})" if heading else "1em"
    sticky = str(markup.startswith("#lead[")).lower()
    return f"#kept({above}, {sticky})[{''.join(pulled)}{markup}]\n"


def _short_text_between(out: list[tuple[str, str]]) -> list[str]:
    """The blocks behind the last page of its own, taken out of `out`; none where they are long."""
    last = max((number for number, (kind, _) in enumerate(out) if kind == "own page"), default=None)
    if last is None or sum(len(markup) for _, markup in out[last + 1 :]) > _SHORT_TEXT:
        return []
    taken = [markup for _, markup in out[last + 1 :]]
    del out[last + 1 :]
    return taken
