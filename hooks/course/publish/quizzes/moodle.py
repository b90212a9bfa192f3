"""Quizzes as Moodle XML. Source: docs.moodle.org, "Moodle XML format"."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from course.publish.quizzes.asked import Asked, Quiz


def render_moodle(quizzes: Sequence[Quiz], course: str) -> bytes:
    """A question bank with a category for each page."""
    root = etree.Element("quiz")
    for quiz in quizzes:
        category = _question(root, "category")
        place = "/".join(part.replace("/", "//") for part in (course, quiz.title))
        _text(category, "category", f"$course$/{place}")
        for asked in quiz.questions:
            _add_question(root, asked)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _add_question(root: etree._Element, asked: Asked) -> None:
    question = _question(root, "multichoice" if asked.choices else "shortanswer")
    _text(question, "name", asked.name[:100])
    _text(question, "questiontext", asked.html, "html")
    _text(question, "generalfeedback", asked.explanation, "html")
    _add(question, "idnumber", asked.key)
    if not asked.choices:
        _add(question, "usecase", "0")
        for typed in asked.typed:
            _answer(question, 100, typed.replace("*", "\\*"), "plain_text")  # * stands for any letters
        return
    _add(question, "single", "true" if asked.right_count == 1 else "false")
    _add(question, "shuffleanswers", "true")
    _add(question, "answernumbering", "none")
    wrong = len(asked.choices) - asked.right_count
    for choice in asked.choices:
        share = 100 / asked.right_count if choice.is_right else 0
        if not choice.is_right and asked.right_count > 1:  # else all boxes ticked would be all right
            share = -100 / wrong
        _text(_answer(question, share, choice.html, "html"), "feedback", choice.word, "html")


def _question(root: etree._Element, kind: str) -> etree._Element:
    return etree.SubElement(root, "question", type=kind)


def _answer(question: etree._Element, share: float, text: str, form: str) -> etree._Element:
    """An answer with its share of the mark, in per cent with the five decimals that Moodle knows."""
    answer = etree.SubElement(
        question, "answer", fraction=f"{share:.5f}".rstrip("0").rstrip("."), format=form
    )
    _add(answer, "text", text)
    return answer


def _text(above: etree._Element, name: str, text: str, form: str = "") -> None:
    held = etree.SubElement(above, name)
    if form:
        held.set("format", form)
    _add(held, "text", text)


def _add(above: etree._Element, name: str, text: str) -> None:
    etree.SubElement(above, name).text = text
