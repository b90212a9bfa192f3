"""Search: Korean as students type it, in the theme's own search; diagrams in no snippet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from course.markdown.html.article import Article
from course.pages.glossary.term_matching import TermFinder
from course.pages.particles import COMPOUNDS, FURTHER, PARTICLES
from course.pages.search.diagram_words import hide_diagrams
from course.pages.search.index import add_hidden_fields, spelling_groups
from course.pages.search.korean import SEPARATOR, nouns, read_vocabulary, spellings_in, stem
from course.settings.config import read_config
from support.courses import ROOT
from support.html_trees import tree_of
from support.pages import opened, served
from support.search_bench import HELD_OUT, QUERIES, Result, ask, build_bench, plain_index, read_index, size

KOREAN, ENGLISH = (f"{code}/week_03/day3/session_1/" for code in ("ko", "en"))


@pytest.mark.parametrize(
    ("word", "noun"),
    [
        ("네트워크를", "네트워크"),
        ("노드에서는", "노드"),
        ("파드", "파드"),
        ("나는", "나는"),  # one syllable is left: too little to take apart
        ("기초", "기초"),
    ],
)
def test_particles_are_taken_off(word: str, noun: str) -> None:
    """What stands behind a noun of two syllables or more is no part of it."""
    assert stem(word) == noun


def test_verbs_are_no_nouns() -> None:
    """Only what may be searched for is taken apart."""
    assert nouns("정책을 설정합니다. 역할 바인딩하는 방법") == ["정책", "역할", "방법"]


@pytest.mark.parametrize(
    ("text", "word", "parts"),
    [
        ("네트워크 정책", "네트워크정책", {"정책"}),
        ("정책이란", "보안정책", {"정책"}),  # behind what nobody knows, but begins a word of the course
        ("파드 중단 예산", "파드중단예산", {"중단예산", "예산"}),
        ("다른 글", "리소스쿼터", {"쿼터"}),  # long and unknown: its last two syllables
        ("다른 글", "워크", set()),
    ],
)
def test_compounds_are_found_by_their_parts(text: str, word: str, parts: set[str]) -> None:
    """A compound is taken apart by the other words of the course."""
    assert read_vocabulary([text]).parts(word) == parts


def test_spellings_lead_to_one_another() -> None:
    """A page that says Pod, or Pods, is found by 파드 and the other way round; Podman is another word."""
    groups = [["Pod", "파드"]]
    assert spellings_in("두 Pods", groups) == {"파드"}
    assert spellings_in("파드를", groups) == {"Pod"}
    assert spellings_in("Podman", groups) == set()
    assert spellings_in("Pod는 파드", groups) == set()


def test_keywords_with_two_spellings_count() -> None:
    """The glossary says so itself where a term has its other spelling in brackets."""
    groups = spelling_groups(
        ["Pod, 파드"], ["레플리카셋 (ReplicaSet)", "CNI (Container Network Interface)", "Pod IP"]
    )
    assert groups == [["Pod", "파드"], ["레플리카셋", "ReplicaSet"]]


@given(st.text(), st.text())
def test_any_text_can_be_read(title: str, text: str) -> None:
    """Whatever a page holds, its entry keeps what it had, and hidden fields are words with single spaces."""
    entry = {"location": "a/", "title": title, "text": text}
    (found,) = add_hidden_fields({"docs": [entry]}, {"a/": text}, [["Pod", "파드"]])["docs"]
    assert {key: found[key] for key in entry} == entry
    assert all(found.get(key, "x").split() == found.get(key, "x").split(" ") for key in ("k", "kt"))


def test_separator_is_the_one_that_the_core_knows() -> None:
    """mkdocs.yml parts particles as `course.pages.search.korean` does, and names both hidden fields."""
    plugins = read_config(ROOT / "mkdocs.yml")["plugins"]
    (search,) = (each["search"] for each in plugins if "search" in each)
    assert search["separator"].endswith(f"|{SEPARATOR}")
    assert {"k", "kt"} <= search["fields"].keys()


def test_diagrams_are_nothing_to_search_but_their_words() -> None:
    """A source leaves the text; its labels stay, by the heading above, its syntax does not."""
    fence = "graph LR\n A[앞&lt;br/&gt;단계] --&gt; B[10.1.2.3]\n style A fill:#fff"
    source = f'<h2 id="가">가</h2><figure class="diagram"><div class="mermaid">{fence}</div></figure>'
    article = Article(source)
    words = hide_diagrams(article)
    hidden = source.replace("<figure", "<figure data-search-exclude")
    assert tree_of(str(article)) == tree_of(hidden)
    assert words == {"가": "단계 10.1.2.3"}
    drawn = '<figure class="diagram x"><svg><text>컨테이너</text></svg></figure>'
    assert hide_diagrams(Article(drawn)) == {}  # it has an entry of its own


# ---------------------------------------------------------------- in the theme's own search


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[Page, Path]]:
    """The bench's site, a page of it open."""
    site = build_bench(tmp_path_factory.mktemp("bench"))
    with served(site) as address, opened(browser) as (page, _):
        page.goto(address)
        yield page, site


def test_search_bench(bench: tuple[Page, Path], tell: Callable[[str], None]) -> None:
    """Of forty queries 0.95 find their page among the first five, and so do 0.95 of forty others."""
    page, site = bench
    index = read_index(site)
    results: dict[str, Result] = {
        name: ask(page, index, queries) for name, queries in (("bench", QUERIES), ("held out", HELD_OUT))
    }
    for name, result in results.items():
        tell(f"search, {name}: {result}")
        assert len(result.milliseconds) == 40
        assert result.recall >= 0.95, str(result)
        assert median(result.milliseconds) < 50
    assert ask(page, plain_index(index), QUERIES).recall < results["bench"].recall


def test_hidden_fields_are_small(bench: tuple[Page, Path]) -> None:
    """The index is at most 1.2 times as large as without them."""
    index = read_index(bench[1])
    assert size(index) <= 1.2 * size(plain_index(index))


def test_diagram_source_is_in_no_snippet(bench: tuple[Page, Path]) -> None:
    """No entry's text holds a line of Mermaid."""
    texts = " ".join(entry["text"] for entry in read_index(bench[1])["docs"])
    assert "kubectl exec" in texts
    for source in ("graph LR", "graph TB", "sequenceDiagram", "participant", "--&gt;", "subgraph", "fill:"):
        assert source not in texts


@pytest.fixture(scope="module")
def site(built_site: Path) -> Iterator[str]:
    """The address of the sample course."""
    with served(built_site) as address:
        yield address


def look_up(page: Page, text: str, awaited: str = "") -> list[str]:
    """Addresses of the pages that the search box offers for what is typed into it, once `awaited` is."""
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").fill("")
    page.keyboard.type(text)
    page.keyboard.press("End")  # Korean letters have no key of their own here: the theme waits for one
    if awaited:
        page.locator(f".md-search-result__item > a[href^='{awaited}']").first.wait_for()
    else:
        page.wait_for_timeout(800)
    links = page.locator(".md-search-result__item > a")  # read at once: the theme may yet write them anew
    return [
        url.split("?")[0].split("#")[0] for url in links.evaluate_all("all => all.map(link => link.href)")
    ]


@pytest.mark.parametrize(
    ("start", "text", "found"),
    [
        ("ko/", "파드", KOREAN),
        ("ko/", "Pod는", KOREAN),
        ("ko/", "라우팅테이블", KOREAN),
        ("ko/", "kubectl exec -it", KOREAN),
        ("en/", "namespaces", ENGLISH),
        ("en/", "파드", ENGLISH),
        ("en/", "--", ""),
    ],
)
def test_search_box_finds_the_session(site: str, browser: Browser, start: str, text: str, found: str) -> None:
    """Typed into the site's own box, in both languages; marks alone find nothing and break nothing."""
    with opened(browser) as (page, watch):
        page.goto(site + start)
        page.wait_for_load_state("networkidle")
        offered = look_up(page, text, found and site + found)
        assert (site + found in offered) == bool(found)
        assert (watch.strangers, watch.complaints) == ([], [])


def test_hidden_fields_are_shown_nowhere(built_site: Path, site: str, browser: Browser) -> None:
    """A result found by a hidden word shows the page's own title and text."""
    index = json.loads((built_site / "ko/search/search_index.json").read_bytes())
    assert any("파드" in entry.get("k", "") for entry in index["docs"])
    with opened(browser) as (page, _):
        page.goto(site + "ko/")
        page.wait_for_load_state("networkidle")
        look_up(page, "파드", site + KOREAN)
        shown = page.locator(".md-search-result__list").inner_text()
        assert "Pod" in shown
        assert "파드" not in shown


def test_particles_stand_once() -> None:
    """The search and the marking of terms read one list, each the part that is its own."""
    assert len(set(PARTICLES)) == len(PARTICLES)
    assert set(PARTICLES) >= COMPOUNDS
    assert not set(FURTHER) & set(PARTICLES)
    terms = TermFinder({"파드": "pod"})
    for particle in (*PARTICLES, *FURTHER):
        assert list(terms.find(f"파드{particle} 뜬다")) == [(0, 2, "pod")], particle
