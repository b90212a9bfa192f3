"""An example of an address is told to the lecturer alone; author and licence stand wherever pages go."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from course.settings.address import known_address
from support.courses import INHERIT, Course

DEED = "https://creativecommons.org/licenses/by/4.0/"
SETTINGS = (
    f"{INHERIT}site_name: 과정\nsite_url: https://www.example.org/course/\nsite_author: 'Kim \"Gil\" <b>'\n"
    f"copyright: '© 2027 Kim &amp; Lee, <a href=\"{DEED}\">CC BY 4.0</a>'\n"
    "extra:\n  course:\n    languages: [ko, en]\n    start_date: 2027-03-02\n"
)
SESSION = "# Week 1 Day 1 Session 1: 하나\n\n**시간**: 09:00-09:50 (50분)\n\n## 🎯 세션 목표\n\n- 하나\n"
NOTICE = "© 2027 Kim & Lee, CC BY 4.0"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, str]:
    """A course at an example's address, with an author and a licence, and what its build printed."""
    course = Course(tmp_path_factory.mktemp("built") / "course")
    place = "week_01/day1/session_1.md"
    course.write(
        {
            "mkdocs.yml": SETTINGS,
            f"docs/ko/{place}": SESSION,
            "docs/ko/index.md": "# 과정\n",
            "docs/en/index.md": "# Course\n",
            f"docs/en/{place}": SESSION,
        }
    )
    ran = course.publish()
    assert ran.status == 0, ran.output
    return course, ran.output


def test_one_hint_tells_it(built: tuple[Course, str]) -> None:
    """At its line, with what is left out."""
    told = [line for line in built[1].splitlines() if "[address-unknown]" in line]
    assert len(told) == 1
    assert told[0].startswith("mkdocs.yml:3: site_url is still example.org; ")


def test_no_page_names_it(built: tuple[Course, str]) -> None:
    """Not as its own address, nor as that of its like in the other language; calendars and data neither.

    Sitemaps keep it: scripts of the theme look there for the pages of the site, on whatever host.
    """
    site = built[0].folder / "site"
    for path in site.rglob("*"):
        if path.name != "sitemap.xml" and path.suffix in (".html", ".ics", ".json", ".txt", ".xml", ".md"):
            assert "example.org" not in path.read_text(encoding="utf-8"), path
    head = html.parse(site / "ko/week_01/day1/session_1/index.html")
    assert head.xpath("//link[@rel='canonical'] | //link[@hreflang] | //meta[@property='og:url']") == []


def test_handouts_have_no_code_of_it(built: tuple[Course, str]) -> None:
    """Nor its address; who wrote them and what others may do stands at the foot of every page."""
    (pdf,) = (built[0].folder / "site/ko").rglob("*.pdf")
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) > 0
    for text in texts:
        assert "example.org" not in text
        assert NOTICE in " ".join(text.split())
    assert document.get_metadata_dict()["Author"] == 'Kim "Gil" <b>'


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://example.org/", ""),
        ("http://www.example.com/a/", ""),
        ("https://example.net:8000", ""),
        ("https://example.org.kr/", "https://example.org.kr/"),
        ("https://school.example/", "https://school.example/"),
        ("https://myexample.org/", "https://myexample.org/"),
        ("/course/", "/course/"),
        (None, ""),
        ("https://[", "https://["),
    ],
)
def test_what_is_an_example(address: str | None, known: str) -> None:
    """The three hosts that belong to nobody, and what is below them."""
    assert known_address(address) == known


def test_rights_are_on_every_page(built: tuple[Course, str]) -> None:
    """The author in the head, as text whatever he is called; the notice at the foot, with its link."""
    page = html.parse(Path(built[0].folder, "site/ko/index.html"))
    assert page.xpath("//meta[@name='author']/@content") == ['Kim "Gil" <b>']
    foot = page.xpath("//div[contains(@class, 'md-copyright__highlight')]")[0]
    assert " ".join(foot.text_content().split()) == NOTICE
    assert foot.xpath(".//a/@href") == [DEED]


def test_rights_are_in_what_is_taken_away(built: tuple[Course, str]) -> None:
    """In pages for learning management systems, and beside those of plain Markdown."""
    import zipfile

    from support.courses import run_module

    course = built[0]
    ran = run_module("hooks", "export", "markdown", cwd=course.folder)
    assert ran.status == 0, ran.output
    with zipfile.ZipFile(course.folder / "export/course-markdown.zip") as archive:
        notice = archive.read("course-markdown/ko/NOTICE.txt").decode()
    assert notice == f'과정\nKim "Gil" <b>\n{NOTICE}\n'
