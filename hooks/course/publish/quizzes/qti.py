"""Quizzes as QTI 1.2 in a Common Cartridge 1.1, an assessment for each page.

Source: 1EdTech, "IMS Common Cartridge Profile 1.1", 5 (question types) and 9 (assessments).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from course.publish.lms.manifest import About, Resource, render_manifest
from course.publish.quizzes.asked import Asked, Quiz

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_HTML = "text/html"
KIND = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"


def quiz_cartridge(quizzes: Sequence[Quiz], course: str, language: str) -> dict[str, bytes]:
    """The files of the cartridge."""
    paths = {f"quizzes/quiz-{number}.xml": quiz for number, quiz in enumerate(quizzes, 1)}
    resources = [Resource(path, kind=KIND, title=quiz.title) for path, quiz in paths.items()]
    manifest = render_manifest(About(course, "", language, "quizzes"), [], resources)
    return {"imsmanifest.xml": manifest, **{path: render_qti(quiz) for path, quiz in paths.items()}}


def render_qti(quiz: Quiz) -> bytes:
    """One page's questions as an assessment."""
    root = etree.Element(f"{{{_QTI}}}questestinterop", nsmap={None: _QTI})  # type: ignore[dict-item]
    assessment = _add(root, "assessment", ident=f"a{quiz.questions[0].key}", title=quiz.title)
    _fields(assessment, (("cc_profile", "cc.exam.v0p1"), ("qmd_assessmenttype", "Examination")))
    section = _add(assessment, "section", ident="root_section")
    for asked in quiz.questions:
        _item(section, asked)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _item(section: etree._Element, asked: Asked) -> None:
    item = _add(section, "item", ident=f"q{asked.key}", title=asked.name[:100])
    profile = "fib" if asked.typed else "multiple_choice" if asked.right_count == 1 else "multiple_response"
    _fields(_add(item, "itemmetadata"), (("cc_profile", f"cc.{profile}.v0p1"),))
    presentation = _add(item, "presentation")
    _material(presentation, asked.html)
    if asked.choices:
        cardinality = "Single" if asked.right_count == 1 else "Multiple"
        response = _add(presentation, "response_lid", ident="response", rcardinality=cardinality)
        shown = _add(response, "render_choice")
        for number, choice in enumerate(asked.choices):
            _material(_add(shown, "response_label", ident=f"c{number}"), choice.html)
    else:
        response = _add(presentation, "response_str", ident="response", rcardinality="Single")
        _add(response, "render_fib", prompt="Box")
    _processing(item, asked)
    told = [(f"f{number}", choice.word) for number, choice in enumerate(asked.choices)]
    for ident, text in (*told, ("general_fb", asked.explanation)):
        if text:
            _material(_add(_add(item, "itemfeedback", ident=ident), "flow_mat"), text)


def _processing(item: etree._Element, asked: Asked) -> None:
    """What follows an answer: the word on it, the explanation, and all of the mark or nothing."""
    processing = _add(item, "resprocessing")
    outcomes = _add(processing, "outcomes")
    _add(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if asked.explanation:
        condition = _add(processing, "respcondition", **{"continue": "Yes"})
        _add(_add(condition, "conditionvar"), "other")
        _add(condition, "displayfeedback", feedbacktype="Response", linkrefid="general_fb")
    for number, choice in enumerate(asked.choices):
        if choice.word:
            condition = _add(processing, "respcondition", **{"continue": "Yes"})
            _equal(_add(condition, "conditionvar"), f"c{number}")
            _add(condition, "displayfeedback", feedbacktype="Response", linkrefid=f"f{number}")
    condition = _add(processing, "respcondition", **{"continue": "No"})
    _right(_add(condition, "conditionvar"), asked)
    _add(condition, "setvar", action="Set", varname="SCORE").text = "100"


def _right(condition: etree._Element, asked: Asked) -> None:
    right = [number for number, choice in enumerate(asked.choices) if choice.is_right]
    if asked.typed:
        for typed in asked.typed:
            _equal(condition, typed)
    elif len(right) == 1:
        _equal(condition, f"c{right[0]}")
    else:
        every = _add(condition, "and")
        for number in range(len(asked.choices)):
            _equal(every if number in right else _add(every, "not"), f"c{number}")


def _equal(above: etree._Element, value: str) -> None:
    _add(above, "varequal", respident="response").text = value


def _fields(above: etree._Element, fields: Iterable[tuple[str, str]]) -> None:
    metadata = _add(above, "qtimetadata")
    for label, entry in fields:
        held = _add(metadata, "qtimetadatafield")
        _add(held, "fieldlabel").text = label
        _add(held, "fieldentry").text = entry


def _material(above: etree._Element, text: str) -> None:
    _add(_add(above, "material"), "mattext", texttype=_HTML).text = text


def _add(above: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(above, f"{{{_QTI}}}{name}", attributes)
