"""Languages: the same page in each, the way from one to the other, and what stands in for a missing one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree, html

from course.languages.keyword_pairs import pair_keywords
from course.languages.pages import page_key
from course.languages.sections import AnchoredHeading, pair_headings, read_headings
from course.model.model import Keyword
from support.courses import BuiltDocs, Course
from support.search_index import read_text

SESSION = "week_03/day3/session_1/index.html"
JAPANESE = """INHERIT: mkdocs.yml
site_name: ネットワーク講座
site_url: https://school.example/ja/
docs_dir: docs/ja
site_dir: site/ja
theme: {language: ja}
extra:
  interface:
    language_name: 日本語
    read_in_language: 日本語で読む
    untranslated: このページはまだ日本語に訳されていません。
    read_original: "原文を読む: {}"
"""
FRONT = "# {}\n\n- {}\n\n```bash\necho 하나\n```\n\n## Keywords\n\n- **Pod**: {}\n"
TRICKY = """# Title & `code` *here*

## 같은 제목

## 같은 제목

Setext heading
===

> ### Quoted **heading** 12분

- ## In an item

<h3 id="given">Raw</h3>

<h3>Raw without id</h3>

## Named {#own-name}

!!! note "Box"
    #### Inside a box

```
# not a heading
```

## 🕘 Emoji: 09:00-09:50 (50분) / 'quotes'

## A [link](https://example.org/) and &amp; entity[^1]

[^1]: note
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published course in Korean, in part in English, and with a Japanese front page only."""
    course = Course(tmp_path_factory.mktemp("three"))
    korean = "# 첫 *세션*\n\n## 준비\n\n![그림](images/a.svg)\n\n## 실습 (10분)\n\n글\n"
    english = "# First *session*\n\n## Setup\n\n![Figure](images/a.svg)\n\n## Lab (10 min)\n\nText\n"
    course.write(
        {
            "mkdocs.ja.yml": JAPANESE,
            "docs/ko/week_01/session_1.md": korean,
            "docs/ko/week_01/session_2.md": '# 둘째 "세션" <초안>\n\n글\n',
            "docs/ko/week_01/images/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "docs/ko/week_01/images/unused.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "docs/ko/week_02/README.md": "# 2주차\n\n글\n",
            "docs/en/index.md": FRONT.format("Front page", "one", "unit"),
            "docs/en/week_01/session_1.md": english,
            "docs/en/week_02/index.md": "# Week 2\n\nText\n",
            "docs/ja/index.md": FRONT.format("表紙", "一", "単位"),
        }
    )
    ran = course.publish()
    assert ran.status == 0, ran.output
    return course.folder / "site"


def page(site: Path, place: str) -> html.HtmlElement:
    return html.fromstring((site / place).read_bytes())


def switches(site: Path, place: str) -> list[tuple[str, str, str]]:
    """Language, own name and target, as a place in the site, of the header's links."""
    return [
        (a.get("hreflang"), a.text_content().strip(), urljoin(f"/{place}", a.get("href")))
        for a in page(site, place).xpath("//header//a[@data-language]")
    ]


def test_switch_leads_to_the_same_page_without_a_script(built_site: Path) -> None:
    """The header's link of a page is the page itself in the other language, there and back."""
    for own, other in (("ko", "en"), ("en", "ko")):
        ((code, _, target),) = switches(built_site, f"{own}/{SESSION}")
        assert (code, target) == (other, f"/{other}/week_03/day3/session_1/")
        ((_, _, front),) = switches(built_site, f"{own}/index.html")
        assert front == f"/{other}/"


def test_switch_says_what_it_is_in_the_other_language(built_site: Path) -> None:
    """A Korean page offers “English”, in English: name, title and `lang`."""
    (link,) = page(built_site, f"ko/{SESSION}").xpath("//header//a[@data-language]")
    assert (link.get("lang"), link.get("title")) == ("en", "Read in English")
    assert link.xpath("./span[not(@aria-hidden)]/text()") == ["English"]


def test_every_section_has_its_like(built_site: Path) -> None:
    """Every heading of the session is paired with the heading at the same place, which is really there."""
    for own, other in (("ko", "en"), ("en", "ko")):
        here, there = (
            page(built_site, f"{name}/{SESSION}").xpath(
                "//article//*[self::h1 or self::h2 or self::h3][not(ancestor-or-self::*[@data-added])]/@id"
            )
            for name in (own, other)
        )
        (nav,) = page(built_site, f"{own}/{SESSION}").xpath("//*[@id='__languages']/a")
        sections = json.loads(nav.get("data-sections"))
        assert len(here) == 20
        assert [sections[anchor] for anchor in here] == there


def test_heading_ids_are_read_from_the_source_as_the_page_has_them(build_docs: object) -> None:
    """Ids told without building are those of the built page: duplicates, raw HTML, boxes, given ids."""
    built: BuiltDocs = build_docs({"index.md": TRICKY})  # type: ignore[operator]
    article = html.fromstring((built.site_dir / "index.html").read_bytes()).xpath("//article")[0]
    headings = article.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4][@id]")
    expected = [(int(h.tag[1]), h.get("id")) for h in headings]
    assert len(expected) > 10
    found = [(heading.level, heading.anchor) for heading in read_headings(TRICKY)]
    assert [pair for pair in found if pair[1] != "raw-without-id"] == expected


def test_sections_are_paired_by_position_and_level() -> None:
    """A heading that has no like leads to the section before it; one above all leads nowhere."""
    own = [
        AnchoredHeading(2, "z"),
        AnchoredHeading(1, "a"),
        AnchoredHeading(2, "b"),
        AnchoredHeading(3, "c"),
        AnchoredHeading(2, "d"),
    ]
    other = [AnchoredHeading(1, "가"), AnchoredHeading(2, "나"), AnchoredHeading(2, "라")]
    assert pair_headings(own, other) == {"a": "가", "b": "나", "c": "나", "d": "라"}
    assert pair_headings(own, []) == {}


def test_page_is_told_by_its_place() -> None:
    """README.md and index.md of a folder are one page; other pages go by their name."""
    assert page_key("a/README.md") == page_key("a/index.md") == "a/"
    assert page_key("index.md") == "/"
    assert page_key("a/v1.2.md") == "a/v1.2"


def alternates(site: Path, place: str) -> list[tuple[str, str]]:
    links = page(site, place).xpath("/html/head/link[@rel='alternate'][@hreflang]")
    return [(link.get("hreflang"), link.get("href")) for link in links]


def test_search_engines_are_told_of_both_languages(built_site: Path) -> None:
    """Head and sitemap name each version and, for all others, the Korean one; a page is its own canonical."""
    for own in ("ko", "en"):
        expected = [
            (code, f"https://school.example/{folder}/week_03/day3/session_1/")
            for code, folder in (("ko", "ko"), ("en", "en"), ("x-default", "ko"))
        ]
        assert alternates(built_site, f"{own}/{SESSION}") == expected
        (canonical,) = page(built_site, f"{own}/{SESSION}").xpath("/html/head/link[@rel='canonical']/@href")
        assert canonical == f"https://school.example/{own}/week_03/day3/session_1/"
        assert sitemap(built_site / own)[canonical] == expected


def sitemap(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """What a sitemap says of each address: its versions."""
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    return {
        str(url.findtext("s:loc", None, names)): [
            (link.get("hreflang", ""), link.get("href", "")) for link in url.findall("x:link", names)
        ]
        for url in etree.parse(folder / "sitemap.xml").getroot().findall("s:url", names)
    }


def test_untranslated_page_says_so_and_leads_to_the_korean_one(three: Path) -> None:
    """It stands at the page's address, in the menu, titled as the original, with a link to it."""
    place = "en/week_01/session_2/index.html"
    article = page(three, place).xpath("//article")[0]
    assert article.xpath(".//h1/span[@lang='ko']/text()") == ['둘째 "세션" <초안>']
    assert "This page has not been translated into English yet." in article.text_content()
    (link,) = article.xpath(".//a[contains(@class, 'md-button')]")
    assert (link.text_content(), link.get("hreflang")) == ("Read the original: 한국어", "ko")
    assert urljoin(f"/{place}", link.get("href")) == "/ko/week_01/session_2/"
    menu = [unquote(href) for href in page(three, "en/index.html").xpath("//*[@role='navigation']//a/@href")]
    assert "week_01/session_2/" in menu


def test_untranslated_page_is_found_by_no_search(three: Path) -> None:
    """It is in no sitemap, no search index, names no other version, and asks not to be indexed."""
    assert set(sitemap(three / "en")) == {
        f"https://school.example/en/{path}" for path in ("", "week_01/", "week_01/session_1/", "week_02/")
    }
    place = "en/week_01/session_2/index.html"
    assert page(three, place).xpath("/html/head/meta[@name='robots']/@content") == ["noindex"]
    assert alternates(three, place) == alternates(three, "ko/week_01/session_2/index.html") == []
    assert "session_2" not in read_text(three / "en")


def test_image_stands_beside_the_original_alone(three: Path) -> None:
    """What a translated page names and its folder lacks comes from the Korean one; nothing else does."""
    assert (three / "en/week_01/images/a.svg").is_file()
    assert not (three / "en/week_01/images/unused.svg").exists()


def test_a_third_language_is_settings_and_files(three: Path) -> None:
    """mkdocs.ja.yml and docs/ja give a whole third site, and a way to it from every page of the others."""
    assert page(three, "ja/index.html").get("lang") == "ja"
    assert switches(three, "ja/week_01/session_1/index.html") == [
        ("ko", "한국어", "/ko/week_01/session_1/"),
        ("en", "English", "/en/week_01/session_1/"),
    ]
    assert [code for code, *_ in switches(three, "ko/index.html")] == ["en", "ja"]
    assert "このページはまだ日本語に訳されていません。" in page(three, "ja/week_02/index.html").text_content()
    assert [code for code, _ in alternates(three, "ko/index.html")] == ["ko", "en", "ja", "x-default"]
    assert [code for code, _ in alternates(three, "ko/week_01/session_1/index.html")] == [
        "ko",
        "en",
        "x-default",
    ]
    assert page(three, "index.html").xpath("//a/@href") == [
        f"{code}/index.html" for code in ("ko", "en", "ja")
    ]


def test_folder_page_is_the_same_page_under_either_name(three: Path) -> None:
    """A translation may say index.md where the original says README.md."""
    assert page(three, "en/week_02/index.html").xpath("//article//h1/text()") == ["Week 2"]
    assert ("en", "English", "/en/week_02/") in switches(three, "ko/week_02/index.html")


def test_missing_page_leads_to_the_front_pages(built_site: Path) -> None:
    """The 404 page is in its language, and its switch leads to the other's front page."""
    ((code, _, target),) = switches(built_site, "404.html")
    assert (code, target) == ("en", "/en/")
    assert "Page not found" in (built_site / "en/404.html").read_text(encoding="utf-8")


def test_each_language_has_its_own_search_index(built_site: Path) -> None:
    """No Korean page is found in the English site, and the other way round."""
    english = read_text(built_site / "en")
    assert "Networking Basics" in english
    assert not re.search("[가-힣]", english)


def test_course_of_other_settings_is_alone(build_docs: object) -> None:
    """Another docs folder than the settings' own has no other language: no switch, no version."""
    built: BuiltDocs = build_docs({"index.md": "# 하나\n\n글\n"})  # type: ignore[operator]
    document = html.fromstring((built.site_dir / "index.html").read_bytes())
    assert document.xpath("//a[@data-language] | //link[@hreflang]") == []


def test_glossary_says_each_term_in_the_other_language(built_site: Path) -> None:
    """Every entry has its twin by position: twelve, the two of one name with their own definitions."""
    for own, other in (("ko", "en"), ("en", "ko")):
        twins = page(built_site, f"{own}/glossary/index.html").xpath("//*[@class='glossary__twin']")
        assert len(twins) == 12
        assert {twin.get("lang") for twin in twins} == {other}
    korean = page(built_site, "ko/glossary/index.html")
    said = [twin.text_content().strip() for twin in korean.xpath("//*[@class='glossary__twin']")]
    assert "Network Namespace The mechanism that isolates networks" in said
    assert "Network Namespace An independent network environment" in said


def test_keywords_are_paired_by_position() -> None:
    """Lists of one length are paired in order; of two lengths nothing is known."""
    first, second = ([_keyword(term, at) for at, term in enumerate(terms)] for terms in ("가나", "ab"))
    pairs = pair_keywords(first, second)
    assert [(own.term, other.term) for own, other in pairs] == [("가", "a"), ("나", "b")]
    assert pair_keywords(first, second[:1]) == []


def _keyword(term: str, line: int) -> Keyword:
    return Keyword(term, "", "", f"**{term}**", "", line)
