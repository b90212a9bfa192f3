"""The article of a built page as Typst markup: every tag a page can hold, and a Problem for any other."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from typing import Any

from course.handout.code import code_lines, file_name
from course.handout.diagrams import Paper, place_diagram
from course.handout.drawings import prepare
from course.handout.inline import INLINE, MEDIA, InlineWriter
from course.handout.job import Job, classes, is_hidden, parts, plain_text
from course.handout.pictures import inline_picture, media_words
from course.handout.table_cells import read_table, render_table
from course.handout.tables import plan_table
from course.handout.typst_text import quoted, running_text, seen
from course.page_blocks import fold

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BOXES = frozenset(
    re.findall(
        r"[\w-]+",
        """
        div section article main header footer aside address hgroup search form fieldset body html dir
        menu figcaption caption summary dt dd li td th tr tbody thead tfoot frameset noframes multicol xmp
        listing plaintext
        """,
    )
)
_INDENT_PT = {"ul": 16.0, "ol": 20.0, "blockquote": 22.0, "div": 22.0, "dd": 14.2}
_LABEL_END = re.compile(r"[:：]\s*$")
_NUMBERINGS = {"a": "a.", "A": "A.", "i": "i.", "I": "I.", "1": "1."}


class BlockWriter:
    """Writes one page. ``markup(article)`` gives its Typst; Problems go to the job."""

    def __init__(self, job: Job, paper: Paper) -> None:
        self.job = job
        self.paper = paper
        self.folded: list[tuple[str, str]] = []
        """Title and content of what is told elsewhere: at the end, most often."""
        self._footnotes: dict[str, str] = {}
        self._inline = InlineWriter(job, self._footnotes)
        self._width = paper.text_width_pt
        self._depth = 0
        self._level = 0
        self._title: Any = None
        self._tags: dict[str, Callable[[Any], str]] = {
            **dict.fromkeys(_HEADINGS, self._heading),
            **dict.fromkeys(("ul", "ol", "menu", "dir"), self._list),
            **dict.fromkeys(("pre", "xmp", "listing", "plaintext"), self._code),
            "p": self._paragraph,
            "table": self._table,
            "blockquote": self._quote,
            "hr": self._rule,
            "details": self._details,
            "dl": self._definitions,
            "figure": self._figure,
            "center": self._centred,
            "div": self._division,
            **dict.fromkeys(MEDIA, self._media),
        }

    def title(self, heading: Any) -> str:
        """Typst markup of the page's title, which its text then goes without."""
        self._title = heading
        return self._heading(heading)

    def markup(self, article: Any, opening: str = "") -> str:
        """Typst markup of the whole article, with `opening` before its text or below its banner."""
        self._read_footnotes(article)
        blocks = self._blocks(parts(article), at_top=True)
        has_banner = bool(blocks) and blocks[0].startswith("#banner[")
        blocks.insert(1 if has_banner else 0, opening)
        return "".join(blocks)

    def editor_notes(self, article: Any) -> str:
        """The corrections that the page lists below its text, each with its number."""
        section = next((box for box in article.iter("section") if "corrections" in classes(box)), None)
        if section is None:
            return ""
        notes = []
        for item in section.iter("li"):
            own = copy.deepcopy(item)
            for back in [link for link in own.iter("a") if (link.get("href") or "").startswith("#")]:
                before = back.getprevious()
                back.drop_tree()
                if before is not None:
                    before.tail = (before.tail or "").rstrip(" ·")
            summary, text = own.find(".//summary"), own.find(".//div")
            said = self._inline.markup(parts(summary)) if summary is not None else ""
            notes.append(f"[{said}\n{self._flow(text) if text is not None else ''}]")
        return f"#numbered(1, {quoted('1.')}, false, {', '.join(notes)})\n" if notes else ""

    def _flow(self, element: Any) -> str:
        """The contents of `element` as blocks."""
        return "".join(self._blocks(parts(element)))

    def _blocks(
        self, contents: Sequence[Any], *, at_top: bool = False, bare_first: bool = False
    ) -> list[str]:
        """Texts and elements as blocks: texts become paragraphs, a first one stays bare where asked for."""
        self._depth += 0 if at_top else 1
        out: list[tuple[str, str]] = []
        loose: list[Any] = []
        for part in [*contents, None]:
            if part is not None and not self._is_block(part):
                loose.append(part)
                continue
            self._append_text(out, loose, bare_first)
            loose = []
            if part is not None:
                self._append(out, part)
        self._depth -= 0 if at_top else 1
        return [markup for _, markup in out if markup]

    def _append_text(self, out: list[tuple[str, str]], loose: Sequence[Any], bare_first: bool) -> None:
        for part in loose:
            if not isinstance(part, str):
                self._note_unknown(part)
        text = self._inline.markup(list(loose))
        if text:
            out.append(("", text if bare_first and not out else f"#p[{text}]\n"))

    def _append(self, out: list[tuple[str, str]], element: Any) -> None:
        """Add a block; what needs a page of its own takes the heading and the label above along."""
        markup = self._block(element)
        if "{pulled}" in markup and markup.startswith("#own-page("):
            pulled: list[str] = []
            while out and out[-1][0] in ("heading", "lead") and self._depth == 0:
                pulled.insert(0, out.pop()[1])
            markup = markup.replace("{pulled}", "".join(pulled), 1)
        kind = "heading" if markup.startswith("#hd(") else "lead" if markup.startswith("#lead[") else ""
        out.append((kind, markup))

    def _is_block(self, part: Any) -> bool:
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

    def _block(self, element: Any) -> str:
        self._note_unknown(element)
        if element is self._title:
            return ""
        write = self._tags.get(element.tag)
        return write(element) if write else self._flow(element)

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

    # ------------------------------------------------------------ text

    def _heading(self, element: Any) -> str:
        text = self._inline.markup(parts(element))
        if not text:
            return ""
        shown = int(element.tag[1])
        self._level = min(shown, self._level + 1)
        anchor = element.get("id")
        label = quoted(self.job.key + anchor) if anchor in self.job.anchors else "none"
        return f"#hd({self._level}, {shown}, [{text}], {label})\n"

    def _paragraph(self, element: Any) -> str:
        if any(self._is_block(part) for part in parts(element)):
            return self._flow(element)
        if alone := self._lone_picture(element):
            return alone
        text = self._inline.markup(parts(element))
        if not text:
            return ""
        if element.get("align") == "center" or "text-align:center" in (element.get("style") or "").replace(
            " ", ""
        ):
            return f"#centred[#p[{text}]]\n"
        return f"#{'lead' if self._is_label(element) else 'p'}[{text}]\n"

    def _is_label(self, element: Any) -> bool:
        """Whether a paragraph announces the block below it."""
        after = element.getnext()
        if after is None or (element.tail or "").strip() or after.tag in _HEADINGS or after.tag == "p":
            return False
        return bool(_LABEL_END.search(seen(plain_text(element))))

    def _lone_picture(self, element: Any) -> str:
        shown = [part for part in parts(element) if not isinstance(part, str) or part.strip()]
        while len(shown) == 1 and not isinstance(shown[0], str) and shown[0].tag in ("a", "span", "picture"):
            shown = [part for part in parts(shown[0]) if not isinstance(part, str) or part.strip()]
            shown = [part for part in shown if isinstance(part, str) or part.tag != "source"]
        if len(shown) != 1 or isinstance(shown[0], str) or shown[0].tag != "img":
            return ""
        markup = inline_picture(shown[0], self.job)
        return f"#block(above: 1em, below: 1.2em, width: 100%, align(center)[{markup}])\n" if markup else ""

    def _centred(self, element: Any) -> str:
        return f"#centred[{self._flow(element)}]\n"

    def _quote(self, element: Any) -> str:
        return f"#quote-block[{self._inside(element)}]\n"

    def _inside(self, element: Any) -> str:
        """The blocks of a box, which leaves them less room."""
        before = self._width
        self._width -= _INDENT_PT.get(element.tag, 20.0)
        inside = self._flow(element)
        self._width = before
        return inside

    def _rule(self, element: Any) -> str:
        """A line, where no heading brings its own and the page goes on."""
        after, before = element.getnext(), element.getprevious()
        beside_title = before is self._title or (before is not None and before.get("align") == "center")
        return "" if after is None or after.tag in _HEADINGS or beside_title else "#rule\n"

    # ------------------------------------------------------------ boxes

    def _division(self, element: Any) -> str:
        names = classes(element)
        if names & {"footnote", "footnotes"}:
            return ""
        if "admonition" in names:
            return self._admonition(element)
        if "tabbed-set" in names:
            return self._tabs(element)
        if names & {"mermaid", "diagram"}:
            return self._figure(element)
        if "highlight" in names or "codehilite" in names:
            return self._code(element)
        if element.get("align") == "center":
            inside = self._inside(element)
            breakable = len(plain_text(element)) > 1200 or element.find(".//table") is not None
            return f"#{'centred' if breakable else 'banner'}[{inside}]\n" if inside else ""
        return self._flow(element)

    def _admonition(self, element: Any) -> str:
        title = next(
            (part for part in element if part.tag == "p" and "admonition-title" in classes(part)), None
        )
        shown = "none"
        if title is not None:
            shown = f"[{self._inline.markup(parts(title))}]"
            element = _without(element, title)
        return f"#admonition({shown})[{self._inside(element)}]\n"

    def _tabs(self, element: Any) -> str:
        labels = [label for box in element if "tabbed-labels" in classes(box) for label in box.iter("label")]
        blocks = [part for part in element.iter("div") if "tabbed-block" in classes(part)]
        blocks = [block for block in blocks if _nearest_set(block) is element]
        out = []
        for number, block in enumerate(blocks):
            title = self._inline.markup(parts(labels[number])) if number < len(labels) else ""
            out.append(f"#panel({f'[{title}]' if title else 'none'})[{self._inside(block)}]\n")
        return "".join(out)

    def _details(self, element: Any) -> str:
        summary = element.find("summary")
        title = self._inline.markup(parts(summary)) if summary is not None else ""
        title = title or running_text(self.job.words["details"])
        inner = _without(element, summary) if summary is not None else element
        is_open = element.get("open") is not None or self.job.look.folded == "open"
        if is_open:
            return f"#panel([{title}])[{self._inside(inner)}]\n"
        if self.job.look.folded == "out":
            return f"#folded-here([{title}], none)\n"
        if self.job.look.folded == "turned" and len(plain_text(inner)) < 1500:
            return f"#turned([{title}])[{self._inside(inner)}]\n"
        width, self._width = self._width, self.paper.text_width_pt - 20
        own, self.folded = self.folded, []
        content = self._flow(inner)
        self.folded = [*own, (title, content), *self.folded]
        self._width = width
        return f"#folded-here([{title}], [{running_text(self.job.words['folded'])}])\n"

    def _media(self, element: Any) -> str:
        return f"#p[{running_text(media_words(element, self.job))}]\n"

    # ------------------------------------------------------------ lists

    def _list(self, element: Any) -> str:
        before = self._width
        self._width -= _INDENT_PT["ol" if element.tag == "ol" else "ul"]
        out: list[str] = []
        run: list[str] = []
        kind, number, start = "", _whole(element.get("start"), 1), 1
        children = [part for part in parts(element) if not isinstance(part, str) or part.strip()]
        tight = not any(
            not isinstance(part, str) and part.tag == "li" and part.find("p") is not None for part in children
        )
        for item in children:
            if isinstance(item, str) or item.tag != "li":
                out += [self._run(kind, start, element, tight, run), self._loose(item)]
                run, kind = [], ""
                continue
            number = _whole(item.get("value"), number)
            own = _kind_of(item) or element.tag
            if own != kind or (item.get("value") and run):
                out.append(self._run(kind, start, element, tight, run))
                run, kind, start = [], own, number
            run.append(f"[{self._item(item)}]")
            number += 1
        self._width, out = before, [*out, self._run(kind, start, element, tight, run)]
        return "".join(out)

    def _loose(self, part: Any) -> str:
        if isinstance(part, str):
            return f"#p[{running_text(part)}]\n"
        return self._block(part) if self._is_block(part) else f"#p[{self._inline.markup([part])}]\n"

    def _run(self, kind: str, start: int, element: Any, tight: bool, items: Sequence[str]) -> str:
        if not items:
            return ""
        told = "true" if tight else "false"
        if kind == "ol":
            how = quoted(_NUMBERINGS.get(element.get("type") or "1", "1."))
            return f"#numbered({start}, {how}, {told}, {', '.join(items)})\n"
        mark = {"open": "box-open", "done": "box-done"}.get(kind, "[•]")
        return f"#items({mark}, {told}, {', '.join(items)})\n"

    def _item(self, item: Any) -> str:
        inside = _without_box(item) if _kind_of(item) else item
        written = "".join(self._blocks(parts(inside), bare_first=True))
        lines = self._answer_lines(item)
        return f"#whole[{written}{lines}]" if lines else written

    def _answer_lines(self, item: Any) -> str:
        """Lines to write on below a question."""
        own = fold(
            "".join(
                plain_text(part) for part in parts(item) if isinstance(part, str) or not self._is_nested(part)
            )
        )
        if self.job.look.answer_lines and own in self.job.questions:
            return "#writing-lines(2)\n"
        return ""

    @staticmethod
    def _is_nested(part: Any) -> bool:
        return part.tag in ("ul", "ol", "pre", "div", "table", "details", "figure")

    def _definitions(self, element: Any) -> str:
        out = []
        for part in parts(element):
            if isinstance(part, str):
                out.append(f"#p[{running_text(part)}]\n" if part.strip() else "")
            elif part.tag == "dt":
                out.append(f"#term[{self._inline.markup(parts(part))}]\n")
            elif part.tag == "div":
                out.append(self._definitions(part))
            else:
                out.append(f"#definition[{self._inside(part)}]\n")
        return "".join(out)

    # ------------------------------------------------------------ code, tables, diagrams

    def _code(self, element: Any) -> str:
        blocks = [element] if element.tag != "div" else list(element.iter("pre"))
        blocks = (
            [block for block in blocks if "linenodiv" not in classes(block.getparent())] if blocks else []
        )
        name = file_name(element)
        title = f"[{running_text(name)}]" if name else "none"
        return "".join(f"#code-block({title}, ({code_lines(plain_text(block))}))\n" for block in blocks)

    def _figure(self, element: Any) -> str:
        svg = next((part for part in element.iter("svg") if not is_hidden(part)), None)
        caption = next((part for part in element.iter("figcaption") if not is_hidden(part)), None)
        told = self._inline.markup(parts(caption)) if caption is not None else None
        if svg is not None:
            spoken = _spoken(svg) or self.job.words["diagram"]
            drawing = prepare(svg, self.job.palette, spoken)
            if drawing is not None:
                placed = place_diagram(drawing, self.paper, self._width, told, self._depth == 0)
                return placed.markup
        source = element.find(".//div[@class='mermaid']") if element.tag != "div" else element
        if source is not None and "mermaid" in classes(source):
            return f"#whole[#code-block(none, ({code_lines(plain_text(source))}))]\n"
        return self._flow(element)

    def _table(self, element: Any) -> str:
        if any("highlight" in (box.get("class") or "") for box in [element, *element.iterancestors()]):
            return self._code_table(element)
        rows, columns = read_table(element, self._cell)
        caption = next(
            (f"#lead[{self._inline.markup(parts(part))}]\n" for part in element.iter("caption")), ""
        )
        if not columns:
            return caption
        flat = self.paper.flat_width_pt if self._depth == 0 else None
        plan = plan_table([cell for row in rows for cell in row], columns, self._width, flat)
        markup = caption + render_table(rows, plan)
        if plan.is_flat:
            size = f"{self.paper.width_pt:g}pt, {self.paper.height_pt:g}pt"
            return f"#own-page({size}, true)[{{pulled}}{markup}]\n"
        return markup

    def _code_table(self, element: Any) -> str:
        codes = [
            part
            for part in element.iter("pre")
            if not any(is_hidden(above) for above in part.iterancestors())
        ]
        return "".join(f"#code-block(none, ({code_lines(plain_text(block))}))\n" for block in codes)

    def _cell(self, element: Any) -> str:
        width, self._width = self._width, 120.0
        if any(map(self._is_block, parts(element))):
            markup = self._flow(element)
        else:
            markup = self._inline.markup(parts(element))
        self._width = width
        return markup

    def _read_footnotes(self, article: Any) -> None:
        """Set the texts of the footnotes, for the places that refer to them."""
        for box in article.iter("div", "section"):
            if not classes(box) & {"footnote", "footnotes"}:
                continue
            for item in box.iter("li"):
                if item.get("id"):
                    self._depth += 1
                    markup = self._flow(item)
                    alone = markup.startswith("#p[") and markup.count("#p[") == 1 and markup.endswith("]\n")
                    self._footnotes[item.get("id")] = markup[3:-2] if alone else markup
                    self._depth -= 1


def _kind_of(item: Any) -> str:
    """``open`` or ``done`` for a task, nothing for any other item."""
    box = _task_box(item)
    if box is None:
        return ""
    return "done" if box.get("checked") is not None else "open"


def _task_box(item: Any) -> Any:
    """The task box that an item begins with; None where it begins with anything else."""
    for part in item.iter():
        if part.tag == "input" and part.get("type") == "checkbox":
            return part
        if part is not item and part.tag not in ("label", "p", "span"):
            return None
        if part.tag != "label" and (part.text or "").strip():
            return None
    return None


def _without_box(item: Any) -> Any:
    """A copy of a task without its box, which stands as its mark."""
    own = copy.deepcopy(item)
    box = _task_box(own)
    box.drop_tree()
    return own


def _without(element: Any, part: Any) -> Any:
    """A copy of `element` without its child `part`."""
    own = copy.deepcopy(element)
    own[element.index(part)].drop_tree()
    return own


def _whole(value: str | None, usual: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value.strip()) else usual


def _nearest_set(block: Any) -> Any:
    return next((above for above in block.iterancestors("div") if "tabbed-set" in classes(above)), None)


def _spoken(svg: Any) -> str:
    """What a diagram shows in words: its title and description."""
    told = [
        part.text_content() for part in svg if isinstance(part.tag, str) and part.tag in ("title", "desc")
    ]
    told = told or [svg.get("aria-label") or ""]
    return " ".join(" ".join(told).split())
