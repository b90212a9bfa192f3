"""What is for the lecturer alone: comments ``<!-- instructor: … -->`` and files called ``solutions.md``.

Whoever reads a source reads it without the notes (`course.markdown.files.source`), and whoever lists a folder
does not see the files (`course.markdown.files.docs_files`), so that nothing made from them can hold either.
The instructor's edition is made by asking for it: it lists the files, and its pages show the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

_FILES = ("solutions.md",)
_NOTE = re.compile(r"<!--\s*instructor\s*:(?P<text>.*?)(?P<end>-->|\Z)", re.DOTALL | re.IGNORECASE)


def is_for_instructor(uri: str) -> bool:
    """Whether the file is for the lecturer alone."""
    return uri.rpartition("/")[2].lower() in _FILES


def blank_notes(text: str) -> str:
    """`text` with every note replaced by as many empty lines, so that all other lines keep their numbers.

    Also those that come about when another is taken out of their middle.
    """
    while notes := list(_notes(text)):
        for note in reversed(notes):
            text = text[: note.start()] + "\n" * note.group().count("\n") + text[note.end() :]
    return text


def unclosed_note(text: str) -> int:
    """Line of the note that nothing ends, and that reaches to the end of the file; 0 where there is none."""
    return next((text.count("\n", 0, note.start()) + 1 for note in _notes(text) if not note["end"]), 0)


def find_notes(text: str) -> Iterator[tuple[int, str]]:
    """The notes of `text`: the line each begins at, and its own Markdown."""
    for note in _notes(text):
        inside = _dedented(note["text"])
        at = note.start("text") + note["text"].find(inside.split("\n")[0])
        yield text.count("\n", 0, at) + 1, inside if _stands_alone(text, note) else " ".join(inside.split())


def show_notes(markdown: str, title: str) -> str:
    """`markdown` with its notes as boxes, or in a line of text as stretches of it; all marked as added."""
    for note in reversed(list(_notes(markdown))):
        start, end = note.start(), note.end()
        line_start = markdown.rfind("\n", 0, start) + 1
        indent, alone = markdown[line_start:start], _stands_alone(markdown, note)
        shown = _box(note["text"], indent, title) if alone else _stretch(note["text"], title)
        markdown = markdown[: line_start if alone else start] + shown + markdown[end:]
    return markdown


def _stands_alone(text: str, note: re.Match[str]) -> bool:
    """Whether a note has its lines for itself."""
    before = text[text.rfind("\n", 0, note.start()) + 1 : note.start()]
    return not before.strip() and not text[note.end() :].partition("\n")[0].strip()


def _dedented(text: str) -> str:
    lines = text.strip("\n").split("\n")
    edge = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return "\n".join([lines[0].strip(), *(line[edge:] for line in lines[1:])])


def _box(text: str, indent: str, title: str) -> str:
    box = [
        "",
        '<aside class="instructor-note" data-added="instructor">',
        f"<p><b>{title}</b></p>",
        "",
        *_dedented(text).split("\n"),
        "",
        "</aside>",
        "",
    ]
    return "\n".join(indent + line if line else "" for line in box)


def _stretch(text: str, title: str) -> str:
    """A note inside a line: it stays on that line."""
    inside = " ".join(text.split())
    return f'<span class="instructor-note" data-added="instructor" title="{title}">{inside}</span>'


def _notes(text: str) -> Iterator[re.Match[str]]:
    """The notes of `text`; what a closed fence or a code span shows is not one."""
    if "<!--" not in text or not _NOTE.search(text):
        return
    shown = _fenced_lines(text)
    for note in _NOTE.finditer(text):
        in_span = text[max(note.start() - 1, 0) : note.start()] == "`" == text[note.end() : note.end() + 1]
        if not in_span and text.count("\n", 0, note.start()) not in shown:
            yield note


def _fenced_lines(text: str) -> set[int]:
    """The lines, from 0, inside fences that are closed."""
    lines = text.split("\n")
    inside: set[int] = set()
    for token in MarkdownIt("commonmark").disable("inline").parse(text):
        if token.type == "fence" and token.map:
            first, last = token.map
            closing = lines[last - 1].strip(" \t>") if last - first > 1 else ""
            if closing.startswith(token.markup) and not closing.strip(token.markup[0]):
                inside |= set(range(first, last))
    return inside
