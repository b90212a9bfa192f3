"""A session as slides: all of it, in order, once, within the screen; keys, page, speaker's window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.axe import violations
from support.courses import ROOT, BuiltDocs
from support.pages import Watch, assert_quiet, opened, served
from support.stress_session import stress_pictures, stress_session

SESSION = "ko/week_03/day3/session_1/"
#: JavaScript: an object with functions that read the page and its slides.
READ = f"({(ROOT / 'tests/support/slides.js').read_text(encoding='utf-8')})"
ON_THE_PAGE, ON_SLIDES, UGLY = (f"() => {READ}.{name}()" for name in ("onPage", "onSlides", "ugly"))
SCREENS = ((1280, 720), (1024, 768), (390, 844))
#: The same for tests that take their time: one each day, all in the long run.
EACH = [SCREENS[0], *(pytest.param(each, marks=pytest.mark.long) for each in SCREENS[1:])]


@contextmanager
def presented(
    site_dir: Path, browser: Browser, path: str, width: int = 1280, height: int = 720, scheme: str = "light"
) -> Iterator[tuple[Page, Watch]]:
    """A page's slides on a screen of that size."""
    with (
        served(site_dir) as home,
        opened(browser, width=width, height=height, scheme=scheme) as (page, watch),
    ):
        page.goto(home + path, wait_until="load")
        page.locator(".course-present").wait_for()
        assert not [name for name in watch.asked if "present" in name or "slides" in name]
        page.keyboard.press("p")
        page.locator(".present__stage > .slide:visible").wait_for(timeout=120_000)
        yield page, watch


def position(page: Page) -> list[int]:
    """The number of the slide that is shown, and how many there are."""
    return [int(part) for part in page.locator(".present__number").inner_text().split(" / ")]


def assert_whole(page: Page, screen: object) -> None:
    """All of the page is on slides, in order and once, and nothing is ugly."""
    wanted, found = page.evaluate(ON_THE_PAGE), page.evaluate(ON_SLIDES)
    assert found == wanted, screen
    assert page.evaluate(UGLY) == [], screen


#: What can be wrong with a block, as JavaScript, and what is told of it.
SPOILT = {
    "{marginTop: '60rem'}": "out: ",
    "{fontSize: '10px'}": "10 px: ",
    "{width: '20px', whiteSpace: 'nowrap', overflowX: 'auto'}": "scrolls: ",
}


@pytest.mark.parametrize("screen", EACH, ids=str)
def test_the_given_session_is_whole(built_site: Path, browser: Browser, screen: tuple[int, int]) -> None:
    """Every block is on a slide, in order, once; none is cut off. What is taken away is missed."""
    with presented(built_site, browser, SESSION, *screen) as (page, watch):
        assert_whole(page, screen)
        wanted = page.evaluate(ON_THE_PAGE)
        for gone in ("li", "td", ".slide__line", "svg.diagram-drawing", "input", "h3:not([data-repeated])"):
            page.evaluate(f"document.querySelector('.present__stage .slide :is({gone})').remove()")
            found = page.evaluate(ON_SLIDES)
            assert found != wanted, gone
            wanted = found
        for spoilt, told in SPOILT.items():
            page.evaluate(f"Object.assign(document.querySelector('.slide pre, .slide p').style, {spoilt})")
            assert told in " ".join(page.evaluate(UGLY)), spoilt
            page.evaluate("document.querySelector('.slide pre, .slide p').removeAttribute('style')")
        assert_quiet(watch)


STRESS = "week_05/day2/session_1/"
SEQUENCE = """

## 시퀀스 (3분)

```mermaid
sequenceDiagram
    participant A as 손님
    participant B as 서버
    A->>B: 요청
    Note over A,B: 기다림
    B-->>A: 응답
```

수식 $a^2$ 와

$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$
"""


def stress_site(build_docs: Callable[..., BuiltDocs], topics: int) -> Path:
    """A session that is hard to show."""
    text = stress_session(topics=topics) + SEQUENCE
    files = {f"week_05/day2/{name}": content for name, content in stress_pictures().items()}
    return build_docs({**files, "week_05/day2/session_1.md": text, "index.md": "# 첫 쪽\n"}).site_dir


@pytest.mark.long
@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("topics", [1, 5])
def test_a_hard_session_is_whole(
    build_docs: Callable[..., BuiltDocs], browser: Browser, topics: int, screen: tuple[int, int]
) -> None:
    """Wide and long tables, long code and lists, tall pictures, folds, tabs, footnotes, formulas.

    Five topics of it are forty pages on paper.
    """
    with presented(stress_site(build_docs, topics), browser, STRESS, *screen) as (page, _):
        assert_whole(page, screen)


def test_keys_lead_through(built_site: Path, browser: Browser) -> None:
    """On, back, to the ends, as remote controls do; help, blank; Escape leads back."""
    with presented(built_site, browser, SESSION) as (page, watch):
        at, count = position(page)
        assert at == 1
        for key, wanted in (
            *(("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("ArrowLeft", 3), ("PageUp", 2)),
            *(("End", count), ("ArrowRight", count), ("Home", 1), ("ArrowLeft", 1), ("n", 2)),
        ):
            page.keyboard.press(key)
            assert position(page)[0] == wanted, key
        expect(page.locator(".present__status")).to_contain_text(f"슬라이드 2 / {count}")
        page.keyboard.press("?")
        expect(page.locator(".present__help")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".present__help")).to_be_hidden()
        page.keyboard.press("b")
        expect(page.locator(".present__blank")).to_be_visible()
        page.keyboard.press("PageDown")
        expect(page.locator(".present__blank")).to_be_hidden()
        assert position(page)[0] == 2
        page.keyboard.press("Escape")
        assert page.locator("dialog").count() == 0
        assert page.url.endswith(SESSION)
        assert_quiet(watch)


def test_slides_begin_where_the_reader_is(built_site: Path, browser: Browser) -> None:
    """At the heading on screen, or at the one under the pointer; back where they ended."""
    with served(built_site) as home, opened(browser, width=1280, height=720) as (page, _):
        page.goto(home + SESSION, wait_until="load")
        page.evaluate(
            "document.querySelector('#diagram_4').scrollIntoView({block: 'center', behavior: 'instant'})"
        )
        page.wait_for_timeout(200)
        before = page.evaluate("scrollY")
        page.keyboard.press("p")
        head = page.locator(".slide:visible .slide__head")
        expect(head).to_contain_text("개념 3", timeout=60_000)
        page.keyboard.press("Escape")
        assert abs(page.evaluate("scrollY") - before) <= 2
        page.locator("article h2", has_text="Fun Facts").hover()
        page.keyboard.press("p")
        expect(head).to_contain_text("Fun Facts", timeout=60_000)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        place = page.locator("article h3", has_text="오늘 세션 성과").bounding_box()
        assert place
        assert -200 < place["y"] < 500


def test_a_finger_reaches_every_heading(built_site: Path, browser: Browser) -> None:
    """The button is there wherever the page is, and begins there; in the slides, a list of all headings.

    On an upright phone a wide drawing lies on its side, as large as the screen; a button turns it.
    """
    with served(built_site) as home, opened(browser, width=390, height=844) as (page, watch):
        page.goto(home + SESSION, wait_until="load")
        page.evaluate(
            "document.querySelector('#diagram_3').scrollIntoView({block: 'center', behavior: 'instant'})"
        )
        page.locator(".course-present").click()
        head = page.locator(".slide:visible .slide__head")
        expect(head).to_contain_text("개념 2", timeout=60_000)
        page.get_by_role("button", name="차례").click()
        contents = page.get_by_role("navigation", name="차례")
        expect(contents.locator("[aria-current]")).to_contain_text("개념 2")
        headings = page.locator("article :is(h1, h2, h3, h4)").all_inner_texts()
        assert contents.get_by_role("button").all_inner_texts() == [each.rstrip("¶") for each in headings]
        contents.get_by_role("button", name="페어 토론").click()
        expect(head).to_contain_text("페어 토론")
        expect(contents).to_be_hidden()

        page.keyboard.press("c")
        page.keyboard.press("ArrowUp")  # to the heading before, whose drawing is the next slide
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        expect(head).to_contain_text("개념 2")
        page.keyboard.press("ArrowRight")
        span = """() => {
          const boxes = [...document.querySelectorAll(".slide:not([hidden]) svg .diagram-actor")]
            .map(each => each.getBoundingClientRect())
          return Math.max(...boxes.map(box => box.bottom)) - Math.min(...boxes.map(box => box.top))
        }"""
        assert page.evaluate(span) > 390
        page.get_by_role("button", name="그림 돌리기").click()
        assert page.evaluate(span) < 300
        page.keyboard.press("r")
        assert page.evaluate(span) > 390
        last = page.get_by_role(
            "button", name="페이지로 돌아가기"
        ).bounding_box()  # of all that a slide can have
        assert last
        assert last["x"] + last["width"] <= 390
        assert_quiet(watch)


def test_what_is_done_on_a_slide_is_done_on_the_page(built_site: Path, browser: Browser) -> None:
    """A filled placeholder, a ticked task, a marked line; messages one by one below their heads."""
    with presented(built_site, browser, SESSION) as (page, watch):
        show = (
            "text => [...document.querySelectorAll('.slide')].findIndex(slide => slide.querySelector(text))"
        )

        def turn_to(what: str) -> None:
            page.keyboard.press("Home")
            for _ in range(page.evaluate(show, what)):
                page.keyboard.press("ArrowRight")

        turn_to(".placeholder__field")
        page.locator(".slide:visible .placeholder__field").first.click()
        page.keyboard.type("web-1")
        page.keyboard.press("Enter")
        expect(page.locator(".slide:visible .placeholder__field").last).to_have_text("web-1")
        assert page.locator("article .placeholder__field").all_inner_texts() == ["web-1", "web-1"]
        page.locator(".slide:visible .slide__line").first.click()
        expect(page.locator(".slide__line--marked")).to_have_count(1)

        turn_to("input[type=checkbox]")
        page.locator(".slide:visible input[type=checkbox]").first.click()
        assert page.locator("article input[type=checkbox]:checked").count() == 1

        turn_to("figure[data-kind=sequence]")
        waiting = page.locator(".slide:visible .diagram-message.slide__waiting")
        page.keyboard.press("m")
        assert waiting.count() == 9
        assert page.locator(".slide:visible .diagram-actor.slide__waiting").count() == 0
        here = position(page)
        page.keyboard.press("PageDown")
        page.keyboard.press("m")
        assert (waiting.count(), position(page)) == (7, here)
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        assert (waiting.count(), position(page)) == (0, here)
        page.keyboard.press("ArrowRight")
        assert position(page)[0] == here[0] + 1
        assert_quiet(watch)


FOLDED = """# 세션

## 접은 것 (5분)

<details><summary>힌트</summary>

답

</details>

<!-- instructor: 여기서 **묻는다**. -->

## 다음 (5분)

글
"""


def test_folds_open_by_a_key_and_notes_are_the_lecturers(
    build_docs: Callable[..., BuiltDocs], browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is folded is a step; notes stand in the speaker's window alone, and on no student's page."""
    files = {"week_01/day1/session_1.md": FOLDED, "index.md": "# 첫 쪽\n"}
    students = build_docs(files).site_dir / "week_01/day1/session_1/index.html"
    assert "묻는다" not in students.read_text(encoding="utf-8")
    monkeypatch.setenv("COURSE_INSTRUCTOR", "1")
    site = build_docs(files).site_dir
    with presented(site, browser, "week_01/day1/session_1/") as (page, watch):
        while not page.locator(".slide:visible details").count():
            page.keyboard.press("PageDown")
        here, fold = position(page), page.locator(".slide:visible details")
        expect(fold).not_to_have_attribute("open", "")
        page.keyboard.press("PageDown")
        expect(fold).to_have_attribute("open", "")
        page.keyboard.press("PageDown")
        assert position(page)[0] == here[0] + 1

        assert "묻는다" not in (page.locator(".present__stage").text_content() or "")
        with page.expect_popup() as opening:
            page.keyboard.press("s")
        notes = opening.value.locator(".speaker__notes")
        expect(notes).to_contain_text("노트가 없습니다")
        page.keyboard.press("PageUp")
        expect(notes).to_contain_text("여기서 묻는다.")
        expect(notes.locator("strong")).to_have_text("묻는다")
        assert_quiet(watch)


def test_a_course_can_do_without(build_docs: Callable[..., BuiltDocs]) -> None:
    """No button, no key, no files."""
    files = {"week_01/day1/session_1.md": FOLDED, "index.md": "# 첫 쪽\n"}
    site = build_docs(files, extra={"course": {"slides": False}}).site_dir
    named = {path.name for path in site.rglob("*") if path.suffix in (".js", ".css")}
    assert not {name for name in named if name.startswith(("present", "slides", "speaker"))}
    assert "course-present" not in (site / "week_01/day1/session_1/index.html").read_text(encoding="utf-8")
    assert not [path for path in site.rglob("*.js") if "course-present" in path.read_text(encoding="utf-8")]


QUIZ = """# 1주차 1일 세션 1: 퀴즈

## 퀴즈 (5분)

단위는?

- [ ] 노드
  - 기계입니다.
- [x] 파드
  - 맞습니다.

포트는? <!-- answer: 443 -->

## 끝 (5분)

글.
"""


def test_a_quiz_is_answered_on_a_slide(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """What is chosen and typed there is judged; the words on the answers are no steps."""
    site = build_docs({"week_01/day1/session_1.md": QUIZ, "index.md": "# 첫 쪽\n"}).site_dir
    with served(site) as home, opened(browser) as (page, _):
        page.goto(f"{home}week_01/day1/session_1/", wait_until="load")
        page.locator("fieldset.quiz").wait_for()
        page.keyboard.press("p")
        page.locator(".present__stage > .slide:visible").wait_for()
        quiz, typed = (page.locator(f".slide:visible {each}") for each in ("fieldset.quiz", ".quiz--typed"))
        turn_to(page, quiz)
        expect(quiz.get_by_text("맞습니다.")).to_be_hidden()
        quiz.get_by_role("radio").nth(1).click()
        quiz.get_by_role("button").click()
        expect(quiz.get_by_text("맞습니다.")).to_be_visible()
        turn_to(page, typed)
        typed.get_by_role("textbox").fill("443")
        typed.get_by_role("button").click()
        expect(typed.locator(".quiz-said")).to_have_attribute("data-verdict", "right")
        here, last = position(page)
        page.locator(".present__stage").focus()
        page.keyboard.press("PageDown")
        assert position(page) == [here + 1, last]


def turn_to(page: Page, wanted: Locator) -> None:
    """Turn slides until one shows what is `wanted`."""
    for _ in range(position(page)[1]):
        if wanted.count():
            return
        page.locator(".present__stage").focus()
        page.keyboard.press("PageDown")
    assert wanted.count()


def test_slides_are_for_all(built_site: Path, browser: Browser) -> None:
    """Axe finds nothing, light and dark; the focus stays; what is printed is the page; a swipe turns."""
    for scheme, key in (("light", "?"), ("dark", "c")):
        with presented(built_site, browser, SESSION, scheme=scheme) as (page, _):
            page.keyboard.press("End")
            page.keyboard.press(key)
            assert violations(page, where="dialog") == []
            for _ in range(12):
                page.keyboard.press("Tab")
                assert page.evaluate("!document.activeElement.closest('.md-container, .md-header')")
    with presented(built_site, browser, SESSION, 390, 844) as (page, _):
        page.emulate_media(media="print")
        assert page.locator("dialog").evaluate("each => getComputedStyle(each).display") == "none"
        expect(page.locator("article h2").last).to_be_visible()
        page.emulate_media(media="screen")
        page.evaluate("""() => {
          const stage = document.querySelector(".present__stage")
          const touch = (type, x) => stage.dispatchEvent(new PointerEvent(type,
            { pointerId: 1, pointerType: "touch", isPrimary: true, clientX: x, clientY: 300, bubbles: true }))
          touch("pointerdown", 300)
          touch("pointerup", 120)
        }""")
        assert position(page)[0] == 2


#: JavaScript: this slide and the next stand whole in the speaker's window, the first the larger.
SIDE_BY_SIDE = """() => {
  const frames = [...document.querySelectorAll(".speaker__frame")]
  const [now, next] = frames.map(each => each.getBoundingClientRect())
  const [shown] = document.querySelectorAll(".speaker__frame .slide")
  return now.right <= next.left && next.right <= innerWidth && now.width > next.width && next.width > 100
    && Math.abs(shown.getBoundingClientRect().width - now.width) < 4
}"""


def test_the_speaker_sees_more(built_site: Path, browser: Browser) -> None:
    """The next slide, the time against the agenda; both windows turn; closing either does no harm."""
    with presented(built_site, browser, SESSION) as (page, watch):
        page.context.unroute_all()  # or no style sheet comes to a window that another opened
        with page.expect_popup() as opening:
            page.keyboard.press("s")
        speaker = opening.value
        expect(speaker.locator(".speaker__frame .slide")).to_have_count(2)
        speaker.wait_for_function(SIDE_BY_SIDE)
        expect(speaker.locator(".speaker__notes")).to_contain_text("노트가 없습니다")
        speaker.keyboard.press("PageDown")
        assert position(page)[0] == 2
        expect(speaker.locator(".speaker__number")).to_have_text(
            page.locator(".present__number").inner_text()
        )
        while "왜 필요한가" not in page.locator(".present__place").inner_text():
            page.keyboard.press("PageDown")
        page.keyboard.press("PageDown")
        status = speaker.locator(".speaker__status")
        for time, told in (("09:04", "예정대로"), ("09:07", "2분 늦음"), ("08:58", "4분 빠름")):
            page.clock.set_fixed_time(f"2026-11-28T{time}:00+09:00")
            expect(status).to_have_text(told, timeout=5000)
        page.clock.set_fixed_time("2026-11-28T15:00:00+09:00")  # not the class's time: from the beginning
        speaker.get_by_role("button", name="시간 다시 재기").click()
        page.clock.set_fixed_time("2026-11-28T15:09:30+09:00")
        expect(status).to_have_text("4분 늦음", timeout=5000)
        page.keyboard.press("End")
        speaker.close()
        page.keyboard.press("Home")
        assert position(page)[0] == 1
        with page.expect_popup() as opening:
            page.keyboard.press("s")
        opening.value.locator(".speaker__frame .slide").first.wait_for()
        page.keyboard.press("Escape")
        page.wait_for_timeout(200)
        assert opening.value.is_closed()
        assert_quiet(watch)
