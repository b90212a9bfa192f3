"""The feed of what was changed, held to the rules of RFC 4287."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from course.pages.programs.course_json import CourseSite
from course.pages.programs.feed import LENGTH, Change, render_feed

SITE = CourseSite("과정 & 하나", "세션", "ko", "https://example.org/ko/", {})
ATOM = {"a": "http://www.w3.org/2005/Atom"}
#: What the RFC asks of a feed and of an entry: what comes once, at most once, once at least.
FEED = {"id": "1", "title": "1", "updated": "1", "subtitle": "?", "author": "+", "link": "+", "entry": "*"}
ENTRY = {"id": "1", "title": "1", "updated": "1", "summary": "?", "link": "+"}
COUNTS = {"1": range(1, 2), "?": range(2), "+": range(1, 9999), "*": range(9999)}


def held_to_the_rules(feed: bytes) -> etree._Element:
    """The feed read, where it breaks no rule of RFC 4287 that concerns what we write."""
    root = etree.fromstring(feed)
    assert root.tag == f"{{{ATOM['a']}}}feed"
    entries = root.findall("a:entry", ATOM)
    for element, rules in ((root, FEED), *((entry, ENTRY) for entry in entries)):
        names = [etree.QName(child).localname for child in element]
        assert set(names) <= set(rules)
        for name, count in rules.items():
            assert names.count(name) in COUNTS[count], (name, names)
        updated = datetime.datetime.fromisoformat(text(element, "updated").replace("Z", "+00:00"))
        assert updated.tzinfo is not None
        assert is_whole(text(element, "id")), "4.2.6: an IRI"
        links = [
            (link.get("rel"), link.get("type"), link.get("hreflang"))
            for link in element.findall("a:link", ATOM)
        ]
        assert len(links) == len(set(links)), "4.1.1: no two alternate links of one type and language"
        assert all(is_whole(link.get("href", "")) for link in element.findall("a:link", ATOM))
        assert any(link.get("rel") == "alternate" for link in element.findall("a:link", ATOM))
    assert text(root.find("a:author", ATOM), "name")
    ids = [text(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids))
    assert root.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [f"{SITE.url}feed.xml"]
    return root


def text(element: etree._Element | None, name: str) -> str:
    assert element is not None
    return element.findtext(f"a:{name}", "", ATOM)


def is_whole(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme and parts.netloc) and address.isascii()


def test_a_feed_tells_of_changed_pages() -> None:
    """Title, address, moment and goal of each, the newest first; the feed is as new as the newest."""
    changes = [
        Change("week_01/세션 1/", "하나 <b> & 둘", 1_795_000_000, "목표"),
        Change("", "첫 쪽", 1_700_000_000),
    ]
    root = held_to_the_rules(render_feed(changes, SITE, "홍길동"))
    first, second = root.findall("a:entry", ATOM)
    assert (text(first, "title"), text(first, "summary")) == ("하나 <b> & 둘", "목표")
    assert text(first, "id") == "https://example.org/ko/week_01/%EC%84%B8%EC%85%98%201/"
    assert text(first, "updated") == text(root, "updated") == "2026-11-18T11:06:40Z"
    assert (text(second, "title"), text(second, "id")) == ("첫 쪽", SITE.url)
    assert text(root.find("a:author", ATOM), "name") == "홍길동"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "ko"


@given(st.lists(st.tuples(st.text(), st.integers(0, 4_000_000_000), st.text()), min_size=1, max_size=60))
def test_any_title_makes_a_feed(pages: list[tuple[str, int, str]]) -> None:
    """What no document of XML may hold is left out; a feed has an end."""
    changes = [Change(f"{at}/", title, when, summary) for at, (title, when, summary) in enumerate(pages)]
    root = held_to_the_rules(render_feed(changes, SITE, "a"))
    assert len(root.findall("a:entry", ATOM)) == min(len(pages), LENGTH)
