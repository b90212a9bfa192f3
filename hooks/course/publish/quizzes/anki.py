"""Quizzes as cards with answers, in a text file that Anki imports.

Source: docs.ankiweb.net, "Importing text files", file headers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from html import escape

from course.publish.quizzes.asked import Asked, Quiz


def render_quiz_cards(quizzes: Sequence[Quiz], course: str) -> str:
    """A card for each question: in front what is asked, behind what is right and why."""
    out = io.StringIO()
    head = ("#separator:Tab", "#html:true", "#notetype:Basic", f"#deck:{_line(course)}")
    out.write("\n".join([*head, "#if matches:update current", "#guid column:1"]) + "\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for quiz in quizzes:
        for asked in quiz.questions:
            writer.writerow([asked.key, _line("".join(_front(asked))), _line("".join(_back(asked)))])
    return out.getvalue()


def _front(asked: Asked) -> Iterator[str]:
    yield asked.html
    if asked.choices:
        yield "<ul>" + "".join(f"<li>{choice.html}</li>" for choice in asked.choices) + "</ul>"


def _back(asked: Asked) -> Iterator[str]:
    if asked.typed:
        yield f"<p>{escape(' | '.join(asked.typed))}</p>"
    right = [choice for choice in asked.choices if choice.is_right]
    if right:
        yield "<ul>" + "".join(f"<li>{choice.html}{choice.word}</li>" for choice in right) + "</ul>"
    yield asked.explanation


def _line(text: str) -> str:
    """`text` on one line; in code the line ends stay, as HTML writes them."""
    return " ".join(text.replace("\n", "&#10;" if "<pre" in text else " ").split())
