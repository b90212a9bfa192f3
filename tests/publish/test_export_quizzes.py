"""Quizzes for other programs: all of them with what is right, for the instructor alone."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from course.markdown.files.source import read_source
from course.publish.quizzes.anki import render_quiz_cards
from course.publish.quizzes.asked import Quiz, read_quizzes
from course.publish.quizzes.moodle import render_moodle
from course.publish.quizzes.qti import quiz_cartridge, render_qti
from course.settings.course_settings import Settings
from course.verbs.export import main
from support.courses import write_files
from support.pictures import png

QUIZ = """# 세션 1: 시험 & 퀴즈

## 퀴즈

단위는?

- [ ] ![노드](node.png)
  - 기계 <입니다>.
- [x] 파드

<details><summary>해설</summary>

묶음.

</details>

$x^2 = 4$ 의 해는?

- [x] $x = 2$
- [x] $x = -2$
- [ ] 0

포트는? <!-- answer: 443 | 4*3 -->
"""


@pytest.fixture
def quizzes(tmp_path: Path) -> list[Quiz]:
    """The quizzes of a page with a picture."""
    write_files(tmp_path, {"session_1.md": QUIZ, "node.png": png(4, 4, "red"), "other.md": "# 글\n"})
    sources = [
        read_source(tmp_path / name, tmp_path, tmp_path, Settings().quiz_headings)
        for name in ("other.md", "session_1.md")
    ]
    return read_quizzes(sources, tmp_path)


def test_moodle_gets_every_question_with_its_shares(quizzes: list[Quiz]) -> None:
    """One right: 100; two: 50 each, and wrong ones take away; typed ones as they are, a star being a star."""
    root = etree.fromstring(render_moodle(quizzes, "과정/하나"))
    kinds = [question.get("type") for question in root]
    assert kinds == ["category", "multichoice", "multichoice", "shortanswer"]
    assert root.findtext("question/category/text") == "$course$/과정//하나/세션 1: 시험 & 퀴즈"
    shares = [[answer.get("fraction") for answer in question.findall("answer")] for question in root]
    assert shares == [[], ["0", "100"], ["50", "50", "-100"], ["100", "100"]]
    assert [each.findtext("text") for each in root[3].findall("answer")] == ["443", "4\\*3"]
    assert "기계 &lt;입니다&gt;." in (root[1].findtext("answer/feedback/text") or "")
    assert "data:image/png;base64," in (root[1].findtext("answer/text") or "")
    assert "\\(x^2 = 4\\)" in (root[2].findtext("questiontext/text") or "")
    explained = root[1].findtext("generalfeedback/text") or ""
    assert re.sub(r"\s", "", explained) == "<div><p>해설</p><p>묶음.</p></div>"


def test_qti_says_what_is_right(quizzes: list[Quiz]) -> None:
    """By its profile: one of several, several (the others not), and what may be typed."""
    root = etree.fromstring(render_qti(quizzes[0]))
    space = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
    items = root.findall(".//q:item", space)
    profiles = [item.findtext(".//q:fieldentry", namespaces=space) for item in items]
    assert profiles == ["cc.multiple_choice.v0p1", "cc.multiple_response.v0p1", "cc.fib.v0p1"]
    right = [item.find(".//q:setvar/../q:conditionvar", space) for item in items]
    assert all(each is not None for each in right)
    told = [
        [(each.getparent().tag.rpartition("}")[2], each.text) for each in one.iter("{*}varequal")]
        for one in right
    ]
    assert told == [
        [("conditionvar", "c1")],
        [("and", "c0"), ("and", "c1"), ("not", "c2")],
        [("conditionvar", "443"), ("conditionvar", "4*3")],
    ]
    linked = {each.get("linkrefid") for each in root.findall(".//q:displayfeedback", space)}
    assert linked == {each.get("ident") for each in root.findall(".//q:itemfeedback", space)}
    files = quiz_cartridge(quizzes, "과정", "ko")
    manifest = etree.fromstring(files["imsmanifest.xml"])
    listed = [each.get("href") for each in manifest.findall(".//{*}file")]
    assert listed == sorted(set(files) - {"imsmanifest.xml"})


def test_cards_have_answers_behind(quizzes: list[Quiz]) -> None:
    """A line for each question: what is asked and every answer in front, what is right and why behind."""
    lines = [line for line in render_quiz_cards(quizzes, "과정").splitlines() if not line.startswith("#")]
    assert len(lines) == 3
    _, front, back = lines[0].split("\t")
    assert "파드" in front
    assert "파드" in back
    assert "묶음" in back
    assert "기계" not in front
    assert "443 | 4*3" in lines[2]


def test_answers_are_asked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--instructor` there are none; with it one file for each program, the same each time."""
    monkeypatch.chdir(tmp_path)
    write_files(
        tmp_path,
        {"docs/session_1.md": QUIZ.replace("![노드](node.png)", "노드"), "mkdocs.yml": "site_name: a\n"},
    )
    with pytest.raises(Exception, match="--instructor"):
        main(["quizzes"])
    with pytest.raises(Exception, match="nothing for the instructor"):
        main(["lms", "--instructor"])
    assert main(["quizzes", "--instructor", "--no-strict"]) == 0
    made = sorted(Path("export").iterdir())
    assert [path.name for path in made] == ["course-quizzes-en.imscc", "course-quizzes-en.zip"]
    assert sorted(zipfile.ZipFile(made[1]).namelist()) == ["anki.tsv", "moodle.xml"]
