"""The questions of a course as other programs take them: as HTML, by the page that asks them."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from course.markdown.files.source import Source
from course.markdown.reading.page_title import page_title
from course.markdown.reading.questions import Question
from course.markdown.reading.source_page import render_source

#: What the HTML of `render_source` has for the build alone.
_OWN = ("data-line", "data-info")


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to choose."""

    html: str
    is_right: bool
    word: str
    """HTML of the word on it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question."""

    key: str
    """The same in every export of the same question."""
    name: str
    """What it asks, on one line of text."""
    html: str
    choices: tuple[Choice, ...]
    typed: tuple[str, ...]
    explanation: str
    """HTML; empty where there is none."""

    @property
    def right_count(self) -> int:
        """How many answers are right."""
        return sum(choice.is_right for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of one page."""

    uri: str
    title: str
    questions: tuple[Asked, ...]


def read_quizzes(sources: Iterable[Source], docs_dir: Path) -> list[Quiz]:
    """The quizzes of `sources`, whose pictures lie in `docs_dir`, page by page.

    Pages without any are left out, and questions without a right answer, which the check tells.
    """
    quizzes = []
    for source in sources:
        folder = docs_dir / source.uri.rpartition("/")[0]
        answered = [each for each in source.questions if each.right or each.typed]
        asked = [_asked(each, number, source.uri, folder) for number, each in enumerate(answered)]
        if asked:
            quizzes.append(Quiz(source.uri, page_title(source.text, source.uri), tuple(asked)))
    return quizzes


def _asked(question: Question, number: int, uri: str, folder: Path) -> Asked:
    key = hashlib.sha256(f"{uri}\0{number}\0{question.text}".encode()).hexdigest()[:16]
    choices = [
        Choice(_html(each.markdown, folder), each.is_right, _html(each.word, folder))
        for each in question.answers
    ]
    shown = _html(question.markdown, folder)
    explanation = _unfolded(_html(question.explanation, folder))
    return Asked(key, question.text or uri, shown, tuple(choices), question.typed, explanation)


def _html(markdown: str, folder: Path) -> str:
    """`markdown` as HTML that stands alone: pictures in it, formulas between the marks of MathJax."""
    if not markdown:
        return ""
    root = html.fragment_fromstring(render_source(markdown), create_parent="div")
    for formula in root.find_class("formula-source"):
        formula.tag, formula.text = "span", f"\\({formula.text or ''}\\)"
        del formula.attrib["class"]
    for element in root.iter():
        for name in (*_OWN, "class"):
            element.attrib.pop(name, None)
    for picture in root.iter("img"):
        path = folder / (picture.get("src") or "")
        if path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "image/png"
            picture.set("src", f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}")
    return "".join(_inner(root)).strip()


def _unfolded(markup: str) -> str:
    """An explanation without its fold: programs show it when all is answered, and some know no folds."""
    if not markup:
        return ""
    root = html.fragment_fromstring(markup, create_parent="div")
    for fold in root.findall("details"):
        fold.tag = "div"
        for title in fold.findall("summary"):
            title.tag = "p"
    return "".join(_inner(root)).strip()


def _inner(root: html.HtmlElement) -> Iterator[str]:
    yield root.text or ""
    yield from (html.tostring(child, encoding="unicode") for child in root)
