"""Boxes of a page as Typst markup: banners, admonitions, tabs, folded parts."""

from __future__ import annotations

import copy
from typing import Any

from course.handout.setting.job import classes, parts, plain_text
from course.handout.setting.objects import set_code, set_figure
from course.handout.setting.typst_text import running_text
from course.handout.setting.writer import BlockWriter


def set_division(element: Any, writer: BlockWriter) -> str:
    """A `<div>`: what its classes say, or only what it holds."""
    names = classes(element)
    if names & {"footnote", "footnotes"}:
        return ""
    if "admonition" in names:
        return _admonition(element, writer)
    if "tabbed-set" in names:
        return _tabs(element, writer)
    if names & {"mermaid", "diagram"}:
        return set_figure(element, writer)
    if "highlight" in names or "codehilite" in names:
        return set_code(element, writer)
    if element.get("align") == "center":
        inside = writer.inside(element)
        breakable = len(plain_text(element)) > 1200 or element.find(".//table") is not None
        return f"#{'centred' if breakable else 'banner'}[{inside}]\n" if inside else ""
    return writer.flow(element)


def _admonition(element: Any, writer: BlockWriter) -> str:
    title = next((part for part in element if part.tag == "p" and "admonition-title" in classes(part)), None)
    shown = "none"
    if title is not None:
        shown = f"[{writer.inline.markup(parts(title))}]"
        element = _without(element, title)
    return f"#admonition({shown})[{writer.inside(element)}]\n"


def _tabs(element: Any, writer: BlockWriter) -> str:
    labels = [label for box in element if "tabbed-labels" in classes(box) for label in box.iter("label")]
    blocks = [part for part in element.iter("div") if "tabbed-block" in classes(part)]
    blocks = [block for block in blocks if _nearest_set(block) is element]
    out = []
    for number, block in enumerate(blocks):
        title = writer.inline.markup(parts(labels[number])) if number < len(labels) else ""
        out.append(f"#panel({f'[{title}]' if title else 'none'})[{writer.inside(block)}]\n")
    return "".join(out)


def set_details(element: Any, writer: BlockWriter) -> str:
    """A folded part: open, or where the edition puts what is folded."""
    summary = element.find("summary")
    title = writer.inline.markup(parts(summary)) if summary is not None else ""
    title = title or running_text(writer.job.words["details"])
    inner = _without(element, summary) if summary is not None else element
    is_open = element.get("open") is not None or writer.job.look.folded == "open"
    if is_open:
        return f"#panel([{title}])[{writer.inside(inner)}]\n"
    if writer.job.look.folded == "out":
        return f"#folded-here([{title}], none)\n"
    if writer.job.look.folded == "turned" and len(plain_text(inner)) < 1500:
        return f"#turned([{title}])[{writer.inside(inner)}]\n"
    width, writer.width = writer.width, writer.paper.text_width_pt - 20
    own, writer.folded = writer.folded, []
    content = writer.flow(inner)
    writer.folded = [*own, (title, content), *writer.folded]
    writer.width = width
    return f"#folded-here([{title}], [{running_text(writer.job.words['folded'])}])\n"


def _without(element: Any, part: Any) -> Any:
    """A copy of `element` without its child `part`."""
    own = copy.deepcopy(element)
    own[element.index(part)].drop_tree()
    return own


def _nearest_set(block: Any) -> Any:
    return next((above for above in block.iterancestors("div") if "tabbed-set" in classes(above)), None)
