"""What is for the lecturer alone: comments ``<!-- instructor: … -->`` and files called ``solutions.md``.

Comments ``<!-- answer: … -->``, which say what is right in a quiz, are such notes too, wherever they stand.

Whoever reads a source reads it without the notes (`course.markdown.files.source`), and whoever lists a folder
does not see the files (`course.markdown.files.docs_files`), so that nothing made from them can hold either.
The instructor's edition is made by asking for it: it lists the files, and its pages show the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from course.markdown.html.clean import OWN

_FILES = ("solutions.md",)
_NOTE = re.compile(
    r"<!--\s*(?P<kind>instructor|answer)\s*:(?P<text>.*?)(?P<end>-->|\Z)", re.DOTALL | re.IGNORECASE
)
#: A code span; before it are tried what hides a backquote from it: a backslash, a comment.
_SPAN = re.compile(r"\\.|<!--.*?-->|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)", re.DOTALL)


def is_for_instructor(uri: str) -> bool:
    """Whether the file is for the lecturer alone."""
    return uri.rpartition("/")[2].lower() in _FILES


def blank_notes(text: str) -> str:
    """`text` with every note replaced by as many empty lines, so that all other lines keep their numbers.

    Repeats, because removing a note can join two halves into a new one.
    """
    while notes := _notes(text):
        for note in reversed(notes):
            text = text[: note.start()] + "\n" * note.group().count("\n") + text[note.end() :]
    return text


def unclosed_note(text: str) -> int:
    """Line of a note without ``-->``, which reaches to the end of the file; 0 where there is none."""
    return next((text.count("\n", 0, note.start()) + 1 for note in _notes(text) if not note["end"]), 0)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that says what is right: where it is, and what it says."""

    start: int
    end: int
    line: int
    """From 1."""
    text: str


def answer_comments(text: str) -> list[Comment]:
    """The comments ``<!-- answer: … -->`` of `text`, in order."""
    return [
        Comment(note.start(), note.end(), text.count("\n", 0, note.start()) + 1, note["text"].strip())
        for note in _notes(text)
        if note["kind"].lower() == "answer"
    ]


def find_notes(text: str) -> Iterator[tuple[int, str]]:
    """The notes of `text`: the line each begins at, and its own Markdown."""
    for note in _notes(text):
        inside = _dedented(note["text"])
        at = note.start("text") + note["text"].find(inside.split("\n")[0])
        yield text.count("\n", 0, at) + 1, inside if _stands_alone(text, note) else " ".join(inside.split())


def show_notes(markdown: str, title: str, answer: str = "") -> str:
    """`markdown` with its notes as HTML that readers see: as boxes, or inside a line as a ``span``.

    `title` is that of notes, `answer` that of what is right in a quiz.

    All of it carries ``data-added``, so that no check takes it for text of the source.
    """
    for note in reversed(_notes(markdown)):
        start, end = note.start(), note.end()
        line_start = markdown.rfind("\n", 0, start) + 1
        indent, alone = markdown[line_start:start], _stands_alone(markdown, note)
        shown_as = title if note["kind"].lower() == "instructor" else answer
        shown = _box(note["text"], indent, shown_as) if alone else _stretch(note["text"], shown_as)
        markdown = markdown[: line_start if alone else start] + shown + markdown[end:]
    return markdown


def _stands_alone(text: str, note: re.Match[str]) -> bool:
    """Whether nothing else stands on the lines of `note`."""
    before = text[text.rfind("\n", 0, note.start()) + 1 : note.start()]
    return not before.strip() and not text[note.end() :].partition("\n")[0].strip()


def _dedented(text: str) -> str:
    lines = text.strip("\n").split("\n")
    edge = min((len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()), default=0)
    return "\n".join([lines[0].strip(), *(line[edge:] for line in lines[1:])])


def _box(text: str, indent: str, title: str) -> str:
    box = [
        "",
        f'<aside class="{OWN}instructor-note" data-added="{OWN}instructor">',
        f"<p><b>{title}</b></p>",
        "",
        *_dedented(text).split("\n"),
        "",
        "</aside>",
        "",
    ]
    return "\n".join(indent + line if line else "" for line in box)


def _stretch(text: str, title: str) -> str:
    """HTML of a note inside a line of text."""
    inside = " ".join(text.split())
    return f'<span class="{OWN}instructor-note" data-added="{OWN}instructor" title="{title}">{inside}</span>'


def _notes(text: str) -> Sequence[re.Match[str]]:
    """The notes of `text`; one inside a closed fence or a code span is an example, and left out."""
    return _read_notes(text) if "<!--" in text and _NOTE.search(text) else ()


@lru_cache(
    maxsize=1024
)  # several readers ask for each page: the build, the check, the languages, the handouts
def _read_notes(text: str) -> Sequence[re.Match[str]]:
    tokens = _block_reader().parse(text)
    fenced, spans = _fenced_lines(tokens, text.split("\n")), _notes_by_line(tokens)
    by_line: dict[int, list[re.Match[str]]] = {}
    for note in _NOTE.finditer(text):
        by_line.setdefault(text.count("\n", 0, note.start()), []).append(note)
    real: list[re.Match[str]] = []
    for line, notes in by_line.items():
        in_spans = spans.get(line, [])
        if len(in_spans) != len(notes):  # in doubt, nothing is shown
            in_spans = [False] * len(notes)
        real += [
            note for note, shown in zip(notes, in_spans, strict=True) if not shown and line not in fenced
        ]
    return tuple(real)


@cache
def _block_reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").disable("inline")


def _fenced_lines(tokens: Sequence[Token], lines: Sequence[str]) -> set[int]:
    """The lines, from 0, inside fences that are closed."""
    inside: set[int] = set()
    for token in tokens:
        if token.type == "fence" and token.map:
            first, last = token.map
            closing = lines[last - 1].strip(" \t>") if last - first > 1 else ""
            if closing.startswith(token.markup) and not closing.strip(token.markup[0]):
                inside |= set(range(first, last))
    return inside


def _notes_by_line(tokens: Sequence[Token]) -> dict[int, list[bool]]:
    """Lines, from 0, where notes begin in a text; for each note there, whether it is inside a code span."""
    in_spans: dict[int, list[bool]] = {}
    for token in tokens:
        if token.type == "inline" and token.map and "<!--" in token.content:
            spans = [span.span() for span in _SPAN.finditer(token.content) if span["ticks"]]
            for note in _NOTE.finditer(token.content):
                line = token.map[0] + token.content.count("\n", 0, note.start())
                shown = any(start < note.start() and note.end() < end for start, end in spans)
                in_spans.setdefault(line, []).append(shown)
    return in_spans
