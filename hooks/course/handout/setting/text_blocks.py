"""Headings, paragraphs and other plain blocks of a page as Typst markup."""

from __future__ import annotations

from typing import Any

from course.handout.setting.job import classes, is_note, parts, plain_text
from course.handout.setting.lists import LABEL_END
from course.handout.setting.objects import is_mark_line
from course.handout.setting.pictures import lone_picture, media_words
from course.handout.setting.typst_text import quoted, running_text, seen
from course.handout.setting.writer import BlockWriter

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def set_heading(element: Any, writer: BlockWriter) -> str:
    """A heading, never more than one level below the last, as PDF/UA-1 wants it."""
    contents = parts(element)
    notes = [part for part in contents if not isinstance(part, str) and is_note(part)]
    text = writer.inline.markup([part for part in contents if part not in notes])
    if not text:
        return ""
    shown = int(element.tag[1])
    writer.level = min(shown, writer.level + 1)
    anchor = element.get("id")
    label = quoted(writer.job.key + anchor) if anchor in writer.job.anchors else "none"
    below = "".join(f"#p[{writer.inline.markup([note])}]\n" for note in notes)
    return f"#hd({writer.level}, {shown}, [{text}], {label})\n{below}"


def set_paragraph(element: Any, writer: BlockWriter) -> str:
    """A paragraph; one that announces what follows stays with it, a picture alone is set as one."""
    if is_mark_line(element) and _has_marks_set(element):
        return ""
    if any(writer.is_block(part) for part in parts(element)):
        return writer.flow(element)
    picture = _picture_alone(element)
    if picture is not None and (alone := lone_picture(picture, writer.job)):
        return alone
    text = writer.inline.markup(parts(element))
    if not text:
        return ""
    if element.get("align") == "center" or "text-align:center" in (element.get("style") or "").replace(
        " ", ""
    ):
        return f"#centred[#p[{text}]]\n"
    return f"#{'lead' if _is_label(element) else 'p'}[{text}]\n"


def _has_marks_set(element: Any) -> bool:
    """Whether a figure or code before `element` is set with the marks behind it."""
    before = element.getprevious()
    while before is not None and is_mark_line(before):
        before = before.getprevious()
    return before is not None and (before.tag in ("figure", "pre") or "highlight" in classes(before))


def _picture_alone(element: Any) -> Any:
    """The one picture that `element` holds; None where it holds anything else."""
    shown = [part for part in parts(element) if not isinstance(part, str) or part.strip()]
    while len(shown) == 1 and not isinstance(shown[0], str) and shown[0].tag in ("a", "span", "picture"):
        shown = [part for part in parts(shown[0]) if not isinstance(part, str) or part.strip()]
        shown = [part for part in shown if isinstance(part, str) or part.tag != "source"]
    alone = len(shown) == 1 and not isinstance(shown[0], str) and shown[0].tag == "img"
    return shown[0] if alone else None


def set_centred(element: Any, writer: BlockWriter) -> str:
    """What `<center>` holds."""
    return f"#centred[{writer.flow(element)}]\n"


def set_aside(element: Any, writer: BlockWriter) -> str:
    """What stands beside the text: a note for the lecturer in a box, any other as its contents."""
    return f"#admonition(none)[{writer.inside(element)}]\n" if is_note(element) else writer.flow(element)


def set_quote(element: Any, writer: BlockWriter) -> str:
    """A quotation."""
    return f"#quote-block[{writer.inside(element)}]\n"


def set_rule(element: Any, writer: BlockWriter) -> str:
    """A line, where no heading brings its own and the page goes on."""
    after, before = element.getnext(), element.getprevious()
    beside = before is writer.title_element or any(
        box is not None and box.get("align") == "center" for box in (before, after)
    )
    return "" if after is None or after.tag in HEADINGS or beside else "#rule\n"


def set_definitions(element: Any, writer: BlockWriter) -> str:
    """A list of terms and their definitions."""
    out = []
    for part in parts(element):
        if isinstance(part, str):
            out.append(f"#p[{running_text(part)}]\n" if part.strip() else "")
        elif part.tag == "dt":
            out.append(f"#term[{writer.inline.markup(parts(part))}]\n")
        elif part.tag == "div":
            out.append(set_definitions(part, writer))
        else:
            out.append(f"#definition[{writer.inside(part)}]\n")
    return "".join(out)


def set_media(element: Any, writer: BlockWriter) -> str:
    """A line for what only a screen plays."""
    return f"#p[{running_text(media_words(element, writer.job))}]\n"


def _is_label(element: Any) -> bool:
    """Whether a paragraph announces the block below it."""
    after = element.getnext()
    if after is None or (element.tail or "").strip() or after.tag in HEADINGS:
        return False
    return bool(LABEL_END.search(seen(plain_text(element))))
