"""The handouts of a whole course: made with the site, linked from its pages, or by ``run.py handouts``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from course.handout.apart import file_names
from course.handout.orders import matching, solutions_of
from course.model.built_language import place_in_words
from course.problems.telling import Teller
from course.publish.handouts import put_handouts
from course.settings.handout_settings import check_handout_settings, parse_handout_settings
from support.courses import PAGE, Course, run_module, tree, write_files
from support.handouts import folded, needs_fonts

SESSION = """# Week 4 Day {0} Session 1: 이름{0}

## 🎯 세션 목표
- 목표 {0}

## 🔑 핵심 키워드
- **말{0}**: 뜻{0}
"""


@pytest.fixture
def small(course: Course) -> Course:
    """A course of two sessions of one week, and a page that is none."""
    course.write({f"docs/ko/week_04/day{day}/session_1.md": SESSION.format(day) for day in (1, 2)})
    return course


@needs_fonts
def test_the_site_brings_its_handouts(small: Course) -> None:
    """Each session's page leads to its handout and its week's booklet; another build gives the same bytes."""
    ran = small.publish()
    assert ran.status == 0, ran.output
    page = small.folder / "site/ko/week_04/day1/session_1/index.html"
    links = html.parse(str(page)).xpath("//p[@class='course-handouts']/a")
    assert [link.get("data-handout") for link in links] == ["student", "booklet"]
    files = [(page.parent / link.get("href")).resolve() for link in links]
    assert "목표1" in folded(files[0].read_bytes())
    assert "이름2" not in folded(files[0].read_bytes())
    assert {"목표1", "목표2"} <= {
        word for word in ("목표1", "목표2") if word in folded(files[1].read_bytes())
    }
    first = (small.folder / "site/ko/index.html").read_text(encoding="utf-8")
    assert 'data-handout="' not in first
    before = tree(small.folder / "site/ko/handouts")
    shutil.rmtree(small.folder / ".cache")
    assert small.publish().status == 0
    assert tree(small.folder / "site/ko/handouts") == before


@needs_fonts
def test_sessions_are_asked_for_by_name(small: Course) -> None:
    """A session is named by its path or the end of it; an unknown name is told and nothing else is made."""
    assert small.publish().status == 0
    ran = run_module("hooks", "handouts", "day2/session_1", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout made")
    assert [path.name for path in (small.folder / "handouts/ko").iterdir()] == ["week_04-day2-session_1.pdf"]
    ran = run_module("hooks", "handouts", "session_9", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (2, "run.py handouts: no page is called session_9")


@needs_fonts
def test_what_has_no_handout_is_told(small: Course) -> None:
    """A damaged page in the site costs no old handout; a source that nobody can read is told, too."""
    assert small.publish().status == 0
    assert run_module("hooks", "handouts", cwd=small.folder).status == 0
    before = tree(small.folder / "handouts")
    small.write(
        {
            "site/ko/week_04/day1/session_1/index.html": b"",
            "docs/ko/week_04/day3/session_1.md": "# 가나다\n".encode("cp949"),
        }
    )
    ran = run_module("hooks", "handouts", cwd=small.folder)
    assert (ran.status, ran.lines[0], len(ran.lines)) == (1, "1 handout made", 3), ran.output
    assert ran.lines[1].startswith("docs/ko/week_04/day1/session_1.md:1: ")
    assert ran.lines[1].endswith("[handout-failed]")
    assert ran.lines[2].startswith("docs/ko/week_04/day3/session_1.md:1: the file is not UTF-8; ")
    assert tree(small.folder / "handouts") == before


EXERCISES = """
## 💭 함께 생각해보기

**토론 주제**:
1. **선택**: 무엇을 고르시겠어요?

   <details><summary>힌트</summary>숨은 힌트</details>

**이해도 체크 질문**:
- Pod를 설명할 수 있나요?

## 할 일
- [ ] 첫 과제 `kubectl get`
- [x] 끝난 과제
"""


@pytest.mark.long
@needs_fonts
def test_exercises_alone_with_room_to_write(small: Course) -> None:
    """The sheet holds questions, checks and tasks and no more; a session with none is told and has none."""
    small.write({"docs/ko/week_04/day1/session_1.md": SESSION.format(1) + EXERCISES})
    assert small.publish().status == 0
    ran = run_module("hooks", "handouts", "--edition", "exercises", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout made"), ran.output
    assert "docs/ko/week_04/day2/session_1.md: it has no questions, checks or tasks" in ran.output
    (pdf,) = (small.folder / "handouts/ko").iterdir()
    assert pdf.name == "week_04-day1-session_1-exercises.pdf"
    said = folded(pdf.read_bytes())
    wanted = ["무엇을고르시겠어요?", "Pod를설명할수있나요?", "첫과제kubectlget", "☑끝난과제"]
    places = [said.find(text) for text in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert not [text for text in ("목표1", "뜻1", "숨은힌트") if text in said]


@pytest.mark.long
@needs_fonts
def test_compact_handouts_and_booklets(small: Course) -> None:
    """A session and a week can be had compact; both are held against their sources, and say all of them."""
    assert small.publish().status == 0
    for words in (["day1/session_1"], ["--week", "4"]):
        ran = run_module("hooks", "handouts", *words, "--edition", "compact", cwd=small.folder)
        assert (ran.status, ran.lines[-1]) == (0, "1 handout made"), ran.output
    made = {path.name: folded(path.read_bytes()) for path in (small.folder / "handouts/ko").iterdir()}
    assert set(made) == {"week_04-day1-session_1-compact.pdf", "week_04-compact.pdf"}
    assert all("목표1" in said and "뜻1" in said for said in made.values())
    assert "목표2" in made["week_04-compact.pdf"]
    small.write({"docs/ko/week_04/day2/session_1.md": SESSION.format(2) + "- **새말**: 새뜻\n"})
    small.write({"handouts/ko/week_09.pdf": b"%PDF", "handouts/ko/week_04.pdf": b"%PDF"})
    ran = run_module("hooks", "check", "handouts", cwd=small.folder)
    assert (ran.status, ran.lines[-2]) == (1, "4 handouts checked"), ran.output
    told = sorted(line for line in ran.lines if (line.endswith("]") and ".md:" in line) or ".pdf:" in line)
    assert len(told) == 4, ran.output
    assert told[0].startswith(
        "docs/ko/week_04/day2/session_1.md:8: keyword “새뜻” is missing from handouts/ko/week_"
    )
    assert told[2].startswith("handouts/ko/week_04.pdf:1: the handout cannot be read")
    assert told[3].startswith("handouts/ko/week_09.pdf:1: no page and no week has this handout")


@pytest.mark.long
@needs_fonts
def test_pages_beside_their_translations(small: Course) -> None:
    """A translated session is set beside its translation; one that is not gets one clear line and no PDF."""
    english = SESSION.format(1).replace("목표 1", "Goal 1").replace("뜻1", "Meaning 1")
    small.write({"docs/en/index.md": PAGE})
    small.write({"docs/en/week_04/day1/session_1.md": english})
    assert small.publish().status == 0
    ran = run_module("hooks", "handouts", "--edition", "side-by-side", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout made"), ran.output
    assert "docs/ko/week_04/day2/session_1.md: it is not translated" in ran.output
    (pdf,) = (small.folder / "handouts").rglob("*.pdf")
    assert pdf.relative_to(small.folder).as_posix() == "handouts/ko/week_04-day1-session_1-ko-en.pdf"
    said = folded(pdf.read_bytes())
    assert [text for text in ("목표1", "Goal1", "뜻1", "Meaning1") if text not in said] == []
    small.write({"docs/en/week_04/day2/session_1.md": SESSION.format(2).replace("목표 2", "Goal 2")})
    assert small.publish("--no-strict").status == 0
    ran = run_module("hooks", "handouts", "--edition", "side-by-side", "--week", "4", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout made"), ran.output
    said = folded((small.folder / "handouts/ko/week_04-ko-en.pdf").read_bytes())
    assert [text for text in ("차례", "목표1", "Goal1", "목표2", "Goal2") if text not in said] == []
    ran = run_module("hooks", "check", "handouts", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "2 handouts checked"), ran.output


SOLVED = """# 해설 페이지

## 첫 문제의 해설
정답은 마흔둘입니다.
"""


@needs_fonts
def test_instructors_get_notes_minutes_and_solutions(small: Course) -> None:
    """Their edition is made of pages built for it: notes wherever they are, solutions behind."""
    page = SESSION.format(1).replace(
        "## 🎯 세션 목표", "## 🎯 세션 목표 (10분) <!-- instructor: 비밀하나 -->"
    )
    page += "\n<!-- instructor:\n비밀둘\n- 비밀셋\n-->\n\n글 <!-- instructor: 비밀넷 --> 뒤\n\n"
    page += "<details><summary>정답</summary>\n\n숨은 답\n\n</details>\n"
    small.write({"docs/ko/week_04/day1/session_1.md": page, "docs/ko/week_04/day1/lab/solutions.md": SOLVED})
    assert small.publish().status == 0
    before = small.site()
    ran = run_module("hooks", "handouts", "day1/session_1", "--edition", "instructor", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout made"), ran.output
    (pdf,) = (small.folder / "handouts/ko").iterdir()
    said = folded(pdf.read_bytes())
    secrets = ["비밀하나", "비밀둘", "비밀셋", "비밀넷", "정답은마흔둘입니다.", "첫문제의해설"]
    assert [text for text in (*secrets, "10분", "숨은답") if text not in said] == []
    ran = run_module("hooks", "check", "handouts", cwd=small.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout checked"), ran.output
    pdf_of_students = small.folder / "site/ko/handouts/week_04-day1-session_1.pdf"
    made = pdf.read_bytes()
    shutil.copy(pdf_of_students, pdf)  # it holds neither notes nor solutions
    ran = run_module("hooks", "check", "handouts", "--all", cwd=small.folder)
    assert ran.status == 1
    assert all(text in ran.output for text in ("비밀하나", "비밀넷", "solutions.md:4:")), ran.output
    pdf.write_bytes(made)
    assert small.site() == before, "the students' site is as it was"
    run_module("hooks", "handouts", "day1/session_1", cwd=small.folder)
    for student in (*small.folder.rglob("handouts/ko/*session_1.pdf"), *small.folder.rglob("week_04.pdf")):
        said = folded(student.read_bytes())
        assert [text for text in (*secrets, "강사용") if text in said] == [], student
    wrong = run_module("hooks", "handouts", "--edition", "instructor", "--site", "site", cwd=small.folder)
    assert (wrong.status, "it is not the lecturer's site" in wrong.output) == (2, True)


def test_solutions_belong_to_the_pages_beside_them() -> None:
    """Solutions in a folder of their own belong to the pages of the folder above."""
    uris = ["a/session_1.md", "a/session_2.md", "a/solutions.md", "a/lab/Solutions.md", "b/session_1.md"]
    assert solutions_of("a/session_2.md", uris) == ["a/solutions.md", "a/lab/Solutions.md"]
    assert solutions_of("b/session_1.md", uris) == solutions_of("a/solutions.md", uris) == []
    assert solutions_of("a/session_1.md", [*uris, "a/lab/lab_1.md"]) == ["a/solutions.md"]


@needs_fonts
def test_a_character_that_no_font_has_stops_nothing(small: Course) -> None:
    """A strict build publishes the page and its handout, and tells the character with its line once."""
    small.write({"docs/ko/week_04/day1/session_1.md": SESSION.format(1) + "\nऄ\n"})
    ran = small.publish()
    assert ran.status == 0, ran.output
    told = [line for line in ran.lines if "[handout-glyph]" in line]
    assert len(told) == 1, ran.output
    assert told[0].startswith(
        "docs/ko/week_04/day1/session_1.md:9: no font of the handouts has the character ऄ"
    )
    for name in ("week_04-day1-session_1", "week_04"):
        assert "ऄ" in folded((small.folder / f"site/ko/handouts/{name}.pdf").read_bytes())


def test_without_fonts_the_site_goes_on(
    small: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where npm brought no fonts, the site is published without handouts; who asks for one is told."""
    (small.folder / "node_modules").unlink(missing_ok=True)
    monkeypatch.chdir(small.folder)
    put_handouts(Path("site"), None, Teller(is_check=False), strict=True)
    assert capsys.readouterr() == ("", "")
    ran = run_module("hooks", "handouts", cwd=small.folder)
    assert ran.status == 2
    assert "no handouts" in ran.output


@needs_fonts
def test_another_course_in_a_language_that_is_named(course: Course, tmp_path: Path) -> None:
    """`--language` says for whom the handouts are, here as where the site was built; so is the check."""
    clone, built = tmp_path / "clone", tmp_path / "out"
    write_files(clone, {"README.md": "# 과정\n", "a/session_1.md": SESSION.format(1)})
    words = ("--docs", str(clone), "--language", "en")
    ran = course.publish(*words, "-d", str(built), "--no-strict")
    assert ran.status == 0, ran.output
    ran = run_module("hooks", "handouts", *words, "--site", str(built), cwd=course.folder)
    assert (ran.status, ran.lines[-1]) == (0, "1 handout made"), ran.output
    (pdf,) = (course.folder / "handouts").rglob("*.pdf")
    assert pdf.relative_to(course.folder).as_posix() == "handouts/en/a-session_1.pdf"
    pdf.with_name("README.pdf").write_bytes(b"no PDF")
    ran = run_module("hooks", "check", "handouts", "--docs", str(clone), cwd=course.folder)
    told = [line for line in ran.lines if ".pdf:" in line]
    assert [line.partition(";")[0] for line in told] == [
        "handouts/en/README.pdf:1: the handout cannot be read: it is no PDF"
    ], ran.output


def test_names_of_files_never_collide() -> None:
    """Sources whose names become alike get handouts of different names."""
    names = file_names(["a/b.md", "a-b.md", "A/B.md", "가 나/다.md"])
    assert list(names.values()) == ["a-b", "a-b-2", "A-B-3", "가-나-다"]


def test_places_are_told_in_the_words_of_the_language() -> None:
    """Folders and files with a number are named as the settings say; the others say nothing of the place."""
    forms = {"week": "{}주차", "session": "세션 {}"}
    assert place_in_words("theory/week_03/session_1.md", forms) == "3주차 · 세션 1"


def test_words_name_pages_by_path_end_or_folder() -> None:
    """A word may be a whole path, its end, its folder, or a path from the project's root."""
    uris = ["week_1/day1/session_1.md", "week_1/day2/session_1.md", "week_2/session_1.md"]
    assert matching(uris, ["day2/session_1"]) == (uris[1:2], [])
    assert matching(uris, ["week_1"]) == (uris[:2], [])
    assert matching(uris, ["docs/ko/week_2/session_1.md", "nowhere"]) == (uris[2:], ["nowhere"])


@pytest.mark.parametrize(
    ("stated", "what"),
    [
        ({"paper": "a5"}, "extra.handouts.paper cannot be a5"),
        ({"colour": "red"}, "extra.handouts.colour is not a setting"),
        (["a4"], "extra.handouts is not a mapping"),
    ],
)
def test_faulty_settings_are_told(stated: object, what: str) -> None:
    """A setting that is none, or has no such value, is named with its line."""
    (problem,) = check_handout_settings(stated, "mkdocs.yml", {"paper": 7, "colour": 7})
    assert problem.what == what
    assert parse_handout_settings({"paper": "letter"}).paper == "letter"
    assert check_handout_settings(None, "mkdocs.yml", {}) == []


def test_words_after_the_verb_are_explained(tmp_path: Path) -> None:
    """--help names every edition; an edition that is none is refused."""
    ran = run_module("hooks", "handouts", "--help")
    assert "instructor" in ran.output
    assert run_module("hooks", "handouts", "--edition", "gold").status == 2
