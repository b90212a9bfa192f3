"""A page of the site on paper, as Ctrl+P prints it in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from mkdocs.config import load_config
from playwright.sync_api import Browser

from course.markdown.reading.page_blocks import fold
from support.courses import ROOT, BuiltDocs
from support.pages import opened, served, show
from support.stress_session import stress_pictures, stress_session

SESSION = "ko/week_03/day3/session_1/"
FOLDED = """# 접힌 답

<details>
<summary>정답 보기</summary>

마흔둘입니다

</details>

<details>
<summary>힌트 보기</summary>

둘로 나누세요

</details>

- [ ] 남은 일

[바깥](https://a.example/%EA%B0%80) 그리고 [안쪽](#접힌-답) 그리고 https://b.example/
"""


def printed(browser: Browser, address: str, click: str = "") -> pypdfium2.PdfDocument:
    """The page at `address`, printed on a device that is set to dark."""
    with opened(browser, scheme="dark") as (page, _):
        show(page, address)
        if click:
            page.locator(click).click()
        return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


@pytest.fixture(scope="module")
def session(built_site: Path, browser: Browser) -> Iterator[pypdfium2.PdfDocument]:
    """The given session."""
    with served(built_site) as address:
        yield printed(browser, address + SESSION)


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    """What is read on each page."""
    return [fold(page.get_textpage().get_text_range()) for page in document]


def test_the_session_is_printed_alone_on_a4(session: pypdfium2.PdfDocument) -> None:
    """Pages are A4 and numbered; menu, search, buttons and links to PDFs are not there."""
    pages = texts(session)
    assert {tuple(map(round, page.get_size())) for page in session} == {(595, 842)}
    assert 6 <= len(pages) <= 12
    assert all(f"{number}/{len(pages)}" in text for number, text in enumerate(pages, 1))
    whole = "".join(pages)
    for gone in ("맨위로", "검색", "PDF유인물", "크게보기", "본문으로돌아가기", "내진도"):
        assert gone not in whole
    assert whole.index("네트워킹기초&CNI") < whole.index("4대네트워킹원칙") < whole.index("편집자주")


def test_no_heading_is_left_at_the_foot(session: pypdfium2.PdfDocument) -> None:
    """The last words of a page, above its number, are neither a heading nor a label with a colon."""
    headings = ("세션정보", "세션목표", "핵심개념(35분)", "핵심키워드", "FunFacts", "세션마무리", "편집자주")
    for text in texts(session)[:-1]:
        body = text[: text.rindex("/") - 1].rstrip("0123456789")
        assert not body.endswith((*headings, ":"))


def test_the_table_and_the_diagrams_stay_on_the_paper(session: pypdfium2.PdfDocument) -> None:
    """Every letter is inside the margins, and a diagram's words share a page."""
    for page in session:
        text = page.get_textpage()
        boxes = [text.get_rect(at) for at in range(text.count_rects())]
        assert all(left >= 40 and right <= 556 for left, _, right, _ in boxes)
    pages = texts(session)
    for words in (("KubeletContainerRuntime", "Pod네트워킹완료"), ("Flannel", "대규모환경")):
        assert any(all(fold(word) in text for word in words) for text in pages), words


def test_dark_screens_print_light(session: pypdfium2.PdfDocument) -> None:
    """The paper stays white on a device that is set to dark."""
    image = session[1].render(scale=0.3, grayscale=True).to_pil()
    light = sum(image.histogram()[200:]) / (image.width * image.height)
    assert light > 0.8


@pytest.fixture
def folded(build_docs: Callable[..., BuiltDocs]) -> Iterator[str]:
    """The address of a page with folded answers."""
    built = build_docs({"a.md": FOLDED, "index.md": "# 첫 쪽\n"})
    with served(built.site_dir) as address:
        yield f"{address}a/"


def test_folded_answers_stay_folded(folded: str, browser: Browser) -> None:
    """What the reader has not opened is not printed, its title is; what he has opened is."""
    text = "".join(texts(printed(browser, folded)))
    assert "정답보기" in text
    assert "마흔둘" not in text
    text = "".join(texts(printed(browser, folded, "summary >> nth=1")))
    assert "둘로나누세요" in text
    assert "마흔둘" not in text


def test_addresses_are_printed_behind_links(folded: str, browser: Browser) -> None:
    """A link that leaves the page has its address behind it, in letters; others have none."""
    text = "".join(texts(printed(browser, folded)))
    assert "바깥(a.example/가)" in text
    assert "안쪽그리고" in text
    assert text.count("b.example") == 1


def test_letter_paper_is_the_setting_of_the_handouts(
    build_docs: Callable[..., BuiltDocs], browser: Browser
) -> None:
    """`extra.handouts.paper: letter` is the size of a printed page, too."""
    extra = load_config(str(ROOT / "mkdocs.yml")).extra
    built = build_docs({"index.md": "# 첫 쪽\n"}, extra={**extra, "handouts": {"paper": "letter"}})
    with served(built.site_dir) as address:
        document = printed(browser, address)
    assert {tuple(map(round, page.get_size())) for page in document} == {(612, 792)}


def test_hard_sessions_fit(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Nine columns, code lines of two hundred characters and wide pictures are not cut off."""
    built = build_docs({"a.md": stress_session(topics=2), "index.md": "# 첫 쪽\n", **stress_pictures()})
    with served(built.site_dir) as address:
        document = printed(browser, f"{address}a/")
    whole = "".join(texts(document))
    assert whole.count("A1b2" * 50) == 2
    assert "/healthz/ready/7" in whole
    for page in document:
        text = page.get_textpage()
        assert all(text.get_rect(at)[2] <= 556 for at in range(text.count_rects()))
