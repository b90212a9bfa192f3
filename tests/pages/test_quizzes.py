"""Quizzes: what is read, what students get of it, how a page marks it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from course.checks.completeness import Page, compare_page
from course.checks.rules.sessions import check_quizzes
from course.checks.site_check import read_expected
from course.checks.surroundings import Surroundings
from course.markdown.files.source import Source, parse_tokens, read_source
from course.markdown.html.article import Article
from course.markdown.reading.page_blocks import Blocks, read_article
from course.markdown.reading.parsed import parse_source
from course.markdown.reading.questions import typed_alike
from course.model.sessions.parse import parse_session
from course.pages.progress import page_items, short_name
from course.pages.quizzes import answer_hash, mark_quizzes
from course.settings.course_settings import Settings
from support.axe import violations
from support.courses import ROOT, BuiltDocs, write_files
from support.pages import opened, served

HEADINGS = Settings().quiz_headings
QUIZ = """# Week 1 Session 1: 파드

- [x] 끝난 할 일

## 퀴즈를 풀어 봅시다

배포의 **단위**는?

- [ ] 노드
  - 기계입니다.
- [x] 파드
  - 맞습니다.
- [ ] `Deployment`

<details><summary>해설</summary>

묶음입니다.

</details>

### 해를 모두 고르면?

- [x] $x = 2$

  하나.
- [X] $x = -2$
- [ ] 코드:

  ```sh
  echo "- [x] 코드"
  ```

1. 포트는? <!-- answer: 443 | HTTPS 포트 -->
2. 참인 것은?

   > [!TIP]
   > - [ ] 거짓
   > - [x] 참

## 마무리

- [x] 끝난 할 일 둘
"""


def source_of(folder: Path, text: str) -> Source:
    """A page that says `text`."""
    write_files(folder, {"session_1.md": text})
    return read_source(folder / "session_1.md", folder, folder, HEADINGS)


def test_questions_are_read_whole(tmp_path: Path) -> None:
    """Questions, answers, what is right, the word on each, explanations: from one source."""
    one, several, typed, inside = source_of(tmp_path, QUIZ).questions
    assert (one.text, one.right, "묶음" in one.explanation) == ("배포의 단위는?", (1,), True)
    assert [(each.text, each.word) for each in one.answers][:2] == [
        ("노드", "- 기계입니다."),
        ("파드", "- 맞습니다."),
    ]
    assert (several.text, several.right, several.answers[0].word) == ("해를 모두 고르면?", (0, 1), "하나.")
    assert several.answers[2].markdown.startswith("코드:\n\n```sh")
    assert (typed.text, typed.typed) == ("포트는?", ("443", "HTTPS 포트"))
    assert (inside.text, inside.right) == ("참인 것은?", (1,))


def test_what_is_read_of_a_source_tells_no_answer(tmp_path: Path) -> None:
    """Boxes of quizzes are open and comments gone, line by line; tasks and code stay as they are."""
    source = source_of(tmp_path, QUIZ)
    lines = source.text.split("\n")
    assert len(lines) == len(QUIZ.split("\n"))
    assert [line.strip() for line in lines if "[x]" in line.lower()] == [
        "- [x] 끝난 할 일",
        'echo "- [x] 코드"',
        "- [x] 끝난 할 일 둘",
    ]
    assert "443" not in source.text
    session = parse_session(source, Settings())
    assert session
    assert [task.text for task in session.tasks] == ["끝난 할 일", "끝난 할 일 둘"]


def test_tasks_beside_questions_stay_tasks(tmp_path: Path) -> None:
    """Below a title that names a quiz, a list in which nothing is right is none, and shifts no other."""
    text = "# 퀴즈\n\n## 오늘\n\n- [ ] 복습\n\n## 1번\n\n무엇?\n\n- [ ] 가\n- [x] 나\n\n"
    text += "어디? <!-- answer: 다 -->\n"
    source = source_of(tmp_path, text)
    assert [(each.text, each.right, each.typed) for each in source.questions] == [
        ("1번 무엇?", (1,), ()),
        ("어디?", (), ("다",)),
    ]
    assert source.unmarked_lists == (5,)
    marked = mark_quizzes(text, ["퀴즈"], "a.md", parse_tokens)
    assert "- [ ] 복습" in marked
    assert marked.count("data-quiz=") == 3
    session = parse_session(source, Settings())
    assert session
    assert [task.text for task in session.tasks] == ["복습"]


@pytest.mark.parametrize(
    "text",
    [
        "## Quiz\n\n글과 [고리](#quiz).\n\n- 하나\n- 둘\n",
        "## 할 일\n\n- [ ] 하나\n- [ ] 하나\n",
        "## 퀴즈 앱 만들기\n\n- [ ] 화면\n- [ ] 저장\n",
    ],
)
def test_no_quiz_is_none(tmp_path: Path, text: str) -> None:
    """Prose under the heading, and tasks elsewhere, are what they were."""
    source = source_of(tmp_path, f"# 글\n\n{text}")
    assert not source.questions
    assert source.text == f"# 글\n\n{text}"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ("- [ ] 가\n- [ ] 나\n", [(7, "quiz-no-answer")]),
        ("- [x] 가\n- [ ] 가\n", [(8, "quiz-answer-twice")]),
        ("- [x] 가\n- [ ]\n", [(8, "quiz-answer-empty")]),
        ("- [x] ![](a.png)\n- [ ] $a$\n", []),
        ("<!-- answer: | -->\n", [(7, "quiz-no-answer")]),
        ("<!-- answer: 가 -->\n\n<!-- answer: 나 -->\n", [(9, "quiz-answer-stray")]),
        ("- [x] 가\n\n## 끝\n\n<!-- answer: 가 -->\n", [(11, "quiz-answer-stray")]),
    ],
)
def test_what_nobody_can_answer_is_told(tmp_path: Path, answers: str, told: list[tuple[int, str]]) -> None:
    """A question without a right answer, twins, empty answers, answers to nothing; at their lines."""
    parsed = parse_source(source_of(tmp_path, f"# 글\n\n## Quiz\n\n무엇?\n\n{answers}"))
    around: Surroundings = None  # type: ignore[assignment] - it asks for nothing
    assert [(each.line, each.code) for each in check_quizzes(parsed, around)] == told


def test_typed_answers_are_compared_by_letters() -> None:
    """Spaces, letter case and how Hangul is put together do not count."""
    assert typed_alike(" HTTPS\t포트 ") == typed_alike("https포\u1110\u1173") == "https포트"
    assert typed_alike("Straße") == typed_alike("STRASSE")


@pytest.fixture
def built(build_docs: Callable[..., BuiltDocs]) -> BuiltDocs:
    """A course with quizzes."""
    return build_docs({"session_1.md": QUIZ, "index.md": "# 처음\n\n글.\n"})


def test_a_page_has_all_of_a_quiz_in_order_and_once(built: BuiltDocs, tmp_path: Path) -> None:
    """The check finds nothing, and finds whatever is taken away: an answer, a word on one, a question."""
    assert not built.failure
    content = (built.site_dir / "session_1/index.html").read_text("utf-8")
    page = Page("session_1.md", "/", read_expected(source_of(tmp_path, QUIZ).text), ())
    whole = replace(page, shown=Blocks(read_article(content)).blocks)
    assert not compare_page(whole, {})
    for gone in ("노드", "기계입니다.", "묶음입니다.", "참인 것은?", "거짓"):
        lacking = replace(page, shown=Blocks(read_article(content.replace(gone, "", 1))).blocks)
        assert compare_page(lacking, {}), gone
    _tells_hashes_alone(content)


def _tells_hashes_alone(content: str) -> None:
    """Every answer has one, all alike; the items of the page are its tasks and its questions."""
    article = Article(content)
    hashes = [node.attributes["data-answer"] or "" for node in article.find("[data-answer]")]
    assert len(hashes) == len(set(hashes)) == 8
    assert all(re.fullmatch("[0-9a-f]{16}", each) for each in hashes)
    first = article.find("ul[data-quiz] > li")[:3]
    assert len({node.attributes.get("class") for node in first}) == 1
    told = json.loads(article.find("[data-quiz]")[0].attributes["data-quiz"] or "")
    assert hashes[1] == answer_hash(told["salt"], "1 right")
    assert len(page_items(article, []).tasks) == 6
    assert short_name("quiz: 배포의 단위는?") in page_items(article, []).tasks
    assert "checked" not in str(article.find("[data-quiz]")[0].html)


def test_instructors_see_what_is_right() -> None:
    """In their Markdown marks say it, and the comment of an answer to type stays for its box."""
    shown = mark_quizzes(QUIZ, HEADINGS, "a.md", parse_tokens, shown=True)
    assert shown.count("&#58;true}") == 4
    assert "<!-- answer: 443" in shown
    assert "data-answer" not in shown


def test_a_quiz_is_answered_by_keyboard(built: BuiltDocs, browser: Browser) -> None:
    """Wrong, partly, right: marked in words, said aloud, kept, and counted; nothing is asked elsewhere."""
    with served(built.site_dir) as url, opened(browser) as (page, watch):
        page.goto(f"{url}session_1/")
        page.wait_for_selector(".quiz-check")
        one, several = page.locator("fieldset.quiz").nth(0), page.locator("fieldset.quiz").nth(1)
        said = one.get_by_role("status")
        assert one.get_by_role("radio", name="노드").count() == 1
        assert not one.get_by_text("기계입니다.").is_visible()
        one.get_by_role("button").press("Enter")
        assert said.inner_text() == "먼저 답을 고르거나 써 보세요."
        one.get_by_role("radio").nth(0).focus()
        page.keyboard.press("Space")
        one.get_by_role("button").press("Enter")
        assert "정답이 아닙니다" in said.inner_text()
        assert one.get_by_text("틀림").is_visible()
        assert one.get_by_text("기계입니다.").is_visible()
        one.get_by_role("radio").nth(0).press("ArrowDown")
        assert said.inner_text() == ""
        one.get_by_role("button").press("Enter")
        assert said.inner_text() == "정답입니다."
        assert page.locator("details[open]").get_by_text("묶음입니다.").is_visible()
        several.get_by_role("checkbox").nth(0).press("Space")
        several.locator(".quiz-check").press("Enter")
        assert "더 있습니다" in several.get_by_role("status").inner_text()
        field = page.get_by_role("textbox", name="답을 쓰세요")
        field.fill("https포트")
        field.press("Enter")
        assert page.locator(".quiz--typed .quiz-said").inner_text() == "정답입니다."
        assert page.locator(".progress-panel__count").inner_text().startswith("6개 중 4개")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert violations(page) == [], scheme
        page.reload()
        page.wait_for_selector(".quiz-check")
        assert one.get_by_role("radio", name="파드").is_checked()
        assert said.inner_text() == "정답입니다."
        assert not watch.strangers
        assert not watch.complaints


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_guide_s_example_is_a_sound_quiz(tmp_path: Path, language: str) -> None:
    """What the guide shows is read as it says: two questions, an answer each."""
    text = (ROOT / f"guide/docs/{language}/write.md").read_text("utf-8")
    match = re.search(r"````markdown\n(## (?:퀴즈|Quiz)\n.*?)````", text, re.DOTALL)
    assert match
    source = source_of(tmp_path, match[1])
    choice, typed = source.questions
    assert (choice.right, len(typed.typed)) == ((1,), 2)
    assert choice.explanation
    assert all(answer.word for answer in choice.answers)
    around: Surroundings = None  # type: ignore[assignment]
    assert not [*check_quizzes(parse_source(source), around)]
