"""Search: what a page is found by, what the dialog shows, and what is loaded for it."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from course.kept import Store
from course.markdown.html.article import Article
from course.pages.glossary.term_matching import TermFinder
from course.pages.particles import COMPOUNDS, FURTHER, PARTICLES
from course.pages.search.blocks import Section
from course.pages.search.diagram_words import hide_diagrams
from course.pages.search.index import index_files, packed_sections, read_blocks, read_sections, search_files
from course.pages.search.page_text import PageSection, read_page
from course.pages.search.spellings import Spellings, spelling_groups
from course.pages.search.terms import BEGINS, ENDS, TITLE, noun_ends, plain_letters, terms_of, title_terms
from support.courses import write_files
from support.html_trees import tree_of
from support.pages import SiteHandler, Watch, opened, served
from support.search_bench import ASK_INDEX, ask, build, is_good, open_search, queries_of, report, sessions_of
from support.search_index import read_entries, read_words
from support.search_known import HELD_OUT, QUERIES, build_known, index_known, write_index

KOREAN, ENGLISH = (f"{code}/week_03/day3/session_1/" for code in ("ko", "en"))


# ---------------------------------------------------------------- what a text is found by


@pytest.mark.parametrize(
    ("word", "ends"),
    [
        ("네트워크를", [5, 4]),
        ("노드에서는", [5, 2]),
        ("서버까지도", [5, 4, 2]),
        ("파드", [2]),
        ("나는", [2]),  # one syllable would be left: too little to take apart
    ],
)
def test_particles_end_no_noun(word: str, ends: list[int]) -> None:
    """What stands behind a noun of two syllables or more is no part of it; there may be several."""
    assert noun_ends(word) == ends


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("v1.28.3", "v1.28.3 1.28.3 v1 28"),
        ("10.244.0.0/16", "10.244.0.0 10 244 16"),
        ("HttpServerFactory", "httpserverfactory http server factory"),
        ("eBPF", "ebpf bpf"),
        ("max_user_connections", "max user connections"),
        ("kubectl exec -it --dry-run", "kubectl exec -it it --dry-run dry run"),
        ("C++와 C#", "c++ c 와 c#"),
        ("\uff21\uff30\uff29 \uff76\uff9e\uff72\uff84\uff9e", "api ガイ イド"),
        ("Résumé", "resume"),
        ("この漢字は", "この の漢 漢字 字は"),
        ("数据工程", "数据 据工 工程 程"),
        ("Pod는", "pod 는"),
    ],
)
def test_terms_of_a_text(text: str, terms: str) -> None:
    """Numbers without their v, parts of names, flags, plain letters; neighbours where words have no ends."""
    assert {term for term, _ in terms_of(text)} >= set(terms.split())


def test_terms_of_a_title() -> None:
    """It is also found by words written as one, with or without the particle, and by ends of words."""
    assert {"팅테", "블과", "블정", "책"} <= {term for term, _ in title_terms("라우팅 테이블과 정책")}
    assert {"hashtable", "tes", "ernetes"} <= {term for term, _ in title_terms("Hash Table, Kubernetes")}


@given(st.text())
def test_any_text_has_terms(text: str) -> None:
    """Terms hold no space and no line end, by which the index parts them; plain letters stay as they are."""
    assert all(term.split() == [term] for term, _ in title_terms(text))
    assert plain_letters(plain_letters(text)) == plain_letters(text)


def test_spellings_lead_to_one_another() -> None:
    """A page that says Pod, or Pods, is found by 파드 and the other way round; Podman is another word."""
    spellings = Spellings([["Pod", "파드"]])
    assert spellings.missing_in("두 Pods") == {"파드"}
    assert spellings.missing_in("파드를") == {"Pod"}
    assert spellings.missing_in("Podman") == set()
    assert spellings.missing_in("Pod는 파드") == set()


@given(
    st.lists(
        st.lists(st.text("aAiIıİsSſßkK파드 ", min_size=1, max_size=6), min_size=1, max_size=3), max_size=4
    ),
    st.text("aAiIıİsSſßkK파드 ", max_size=30),
)
def test_a_spelling_is_found_however_it_is_looked_up(groups: list[list[str]], text: str) -> None:
    """Groups that a text's letters do not lead to have no word in it: the answer is that of asking all."""
    alone = [Spellings([group]) for group in groups]
    for each in alone:
        each._near = lambda _: {0}  # type: ignore[method-assign]
    assert Spellings(groups).missing_in(text) == set().union(*(each.missing_in(text) for each in alone))


def test_keywords_with_two_spellings_count() -> None:
    """The glossary says so itself where a term has its other spelling in brackets."""
    groups = spelling_groups(
        ["Pod, 파드"], ["레플리카셋 (ReplicaSet)", "CNI (Container Network Interface)", "Pod IP"]
    )
    assert groups == [["Pod", "파드"], ["레플리카셋", "ReplicaSet"]]


def test_spellings_of_keywords_are_noted_once_and_few() -> None:
    """A course says the same keyword in many sessions, and some word stands beside hundreds of others."""
    many = [f"낱말{chr(0xAC00 + number)} (Word)" for number in range(21)]
    assert spelling_groups([], ["파드 (Pod)", *many, "파드 (Pod)"]) == [["파드", "Pod"]]
    assert len(spelling_groups([], many[:20])) == 20


# ---------------------------------------------------------------- what of a page is searched


def test_a_page_is_read_by_sections() -> None:
    """By its headings; blocks are apart, words inside a line are not; formulas are what was written."""
    html = (
        '<h1 id="a">제목 <a class="headerlink" href="#a">¶</a></h1><p><code>Pod</code>는<br>둘</p>'
        '<table><tr><td>하나</td><td>둘</td></tr></table><h3>id 없음</h3><h2 id="b">B<sub>2</sub></h2>'
        '<p>값 <math><mi>a</mi><annotation encoding="application/x-tex">\\frac{a}{b}</annotation></math></p>'
    )
    assert read_page(Article(html), "쪽") == [
        PageSection("", "제목", "Pod는 둘 하나 둘 id 없음"),
        PageSection("b", "B2", "값 \\frac{a}{b}"),
    ]


def test_a_page_without_a_heading_has_its_name() -> None:
    """Text before the first heading belongs to the page; a page of nothing is not searched."""
    assert read_page(Article('<p>글</p><h2 id="b">B</h2>'), "쪽") == [
        PageSection("", "쪽", "글"),
        PageSection("b", "B", ""),
    ]
    assert read_page(Article('<p>글</p><h1 id="a">A</h1>'), "쪽") == [PageSection("", "A", "글")]
    assert read_page(Article("<p> </p>"), "쪽") == []


def test_what_is_excluded_is_not_searched() -> None:
    """Up to the end of the element, whatever elements of the same name are in it."""
    tips = "<div data-search-exclude><div>하나</div><div>둘</div></div>"
    assert read_page(Article(f'<h1 id="a">A</h1>{tips}<p>글</p><script>1</script>'), "") == [
        PageSection("", "A", "글")
    ]


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


def test_hidden_words_are_not_shown() -> None:
    """Other spellings and the words of diagrams find a section; its text is as it stands."""
    (section,) = read_sections({"a/": [PageSection("x", "Pod", "글")]}, {"a/#x": "서버"}, [["Pod", "파드"]])
    assert section == Section("a/#x", "Pod", "글", "파드", "서버")
    files = search_files([section])
    assert not any("파드" in text for name, text in files.items() if name.startswith("texts"))
    assert any("파드 " in text for name, text in files.items() if name.startswith("words"))


def test_a_word_as_it_is_typed_stands_before_other_spellings() -> None:
    """A heading that has the word itself has it whole; one that spells it otherwise, somewhere in it."""
    sections = [Section("a/", "이미지", "", hidden_title="Image"), Section("b/", "Image", "")]
    words = "".join(text for name, text in search_files(sections).items() if name.startswith("words"))
    somewhere, whole = TITLE, TITLE | BEGINS | ENDS
    assert f"image {somewhere},{whole}\\n" in words


def test_parts_stay_small() -> None:
    """Each is one request: of a course of 2,000 sections none is above 20 KB packed but the list of pages."""
    sections = [
        Section(f"p{at // 5}/#s{at}", f"제목 {at}", f"{at} 글 " + "낱말 여럿 word " * 80)
        for at in range(2000)
    ]
    files = search_files(sections)
    assert max(len(gzip.compress(text.encode())) for text in files.values()) < 20_000
    assert search_files(sections) == files


def test_most_parts_stay_when_a_page_changes() -> None:
    """Who has the index of yesterday fetches some of it; a name says what a part holds."""
    chance = random.Random(14)  # noqa: S311 - no secret
    words = ["".join(chance.choices("가나다라마바사아자차카타파하", k=3)) for _ in range(3000)]
    sections = [
        Section(f"p{at // 8}/#s{at}", f"제목 {at}", " ".join(chance.choices(words, k=60)))
        for at in range(1600)
    ]
    before = search_files(sections)
    assert len(before) > 40
    sections[800] = Section("p100/#s800", "제목 800", f"{sections[800].text} 새낱말")
    after = search_files(sections)
    same = before.keys() & after.keys()
    assert len(same) > 0.9 * len(before)
    assert {name for name in same if before[name] != after[name]} == {"index.js"}


def test_blocks_make_the_index_of_all_sections(tmp_path: Path) -> None:
    """Whatever is edited, also a page or a section put in, the joined index is that made of all at once."""
    chance, kept, groups = random.Random(14), Store(tmp_path), [["Pod", "파드"]]  # noqa: S311 - no secret
    words = ["Pod", "정책", "네트워크를", "v1.28.3", "kubectl", *(f"낱말{number}" for number in range(40))]

    def page() -> list[PageSection]:
        texts = [" ".join(chance.choices(words, k=8)) for _ in range(chance.randrange(4))]
        return [PageSection(f"h{at}" if at else "", text[:9], text) for at, text in enumerate(texts)]

    pages = {f"p{number}/": page() for number in range(30)}
    for turn in range(6):
        if turn == 3:
            pages = {"new/": page(), **pages}
        pages[chance.choice([*pages])] = page()
        labels = {chance.choice([*pages]) + chance.choice(["", "#h1"]): "서버 Node" for _ in range(5)}
        whole = search_files(read_sections(pages, labels, groups), {"p3/"})
        packed = {address: packed_sections(sections) for address, sections in pages.items()}
        for sections in (pages, packed):
            assert dict(index_files(read_blocks(sections, labels, groups, kept), {"p3/"})) == whole
            assert dict(index_files(read_blocks(sections, labels, groups), {"p3/"})) == whole


# ---------------------------------------------------------------- in the theme's dialog


@pytest.fixture(scope="module")
def known(probes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose search knows a course of 100 sessions."""
    folder = tmp_path_factory.mktemp("known") / "site"
    shutil.copytree(probes, folder)
    index_known(folder)
    return folder


def test_queries_of_students(known: Path, browser: Browser, tell: Callable[[str], None]) -> None:
    """Of forty queries 0.95 find their page among the first five, and so do 0.95 of forty others."""
    assert_students_find(known, browser, tell)


def test_queries_drawn_from_headings(known: Path, browser: Browser, tell: Callable[[str], None]) -> None:
    """Twelve of each kind, asked through the dialog, reach the goals of the bench."""
    assert_drawn_are_found(known, browser, tell)


@pytest.mark.long
def test_queries_in_a_built_course(tmp_path: Path, browser: Browser, tell: Callable[[str], None]) -> None:
    """The same where the build has made the index."""
    built = build_known(tmp_path)
    assert_students_find(built, browser, tell)
    assert_drawn_are_found(built, browser, tell)


def assert_students_find(known: Path, browser: Browser, tell: Callable[[str], None]) -> None:
    """Two of forty queries at most miss their page."""
    with served(known) as home, opened(browser) as (page, _):
        open_search(page, home)
        for queries in (QUERIES, HELD_OUT):
            answers = [(query, *page.evaluate(ASK_INDEX, query.text)) for query in queries]
            missed = [query.text for query, pages, _ in answers if home + query.page not in pages[:5]]
            tell(f"search: missed {missed}, {median(took for _, _, took in answers):.0f} ms")
            assert len(missed) <= 2, missed


def assert_drawn_are_found(known: Path, browser: Browser, tell: Callable[[str], None]) -> None:
    """The bench, with fewer queries."""
    queries, sessions = queries_of(known, 1, 12), sessions_of(known)
    assert len(queries) == 60
    with served(known) as home, opened(browser) as (page, _):
        open_search(page, home)
        answers = ask(page, home, queries)
    tell("\n".join(report(answers, sessions)))
    assert is_good(answers, sessions), list(report(answers, sessions))


@pytest.fixture(scope="module")
def site(built_site: Path) -> Iterator[str]:
    """The address of the sample course."""
    with served(built_site) as address:
        yield address


def look_up(page: Page, text: str, awaited: str = "") -> list[str]:
    """Addresses of the pages that the search box offers for what is typed into it, once `awaited` is."""
    field = page.locator("input.md-search__input")
    field.click()
    field.fill("")
    page.wait_for_function("() => !document.querySelector('.md-search-result__item')")
    page.keyboard.insert_text(text)
    if awaited:
        page.locator(f".md-search-result__item > a[href^='{awaited}']").first.wait_for()
    else:
        page.wait_for_timeout(500)
    links = page.locator(".md-search-result__item > a")  # read at once: the theme may yet write them anew
    return [
        url.split("?")[0].split("#")[0] for url in links.evaluate_all("all => all.map(link => link.href)")
    ]


@pytest.mark.parametrize(
    ("start", "texts", "found"),
    [
        ("ko/", ["파드", "Pod는", "라우팅테이블", "kubectl exec -it"], KOREAN),
        ("en/", ["namespaces", "파드"], ENGLISH),
    ],
)
def test_search_box_finds_the_session(
    site: str, built_site: Path, browser: Browser, start: str, texts: list[str], found: str
) -> None:
    """Typed into the site's own box, in both languages; marks alone find nothing and break nothing.

    A result found by a hidden word shows the page's own title and text.
    """
    assert "파드" in read_words(built_site / start)
    with opened(browser) as (page, watch):
        page.goto(site + start)
        page.wait_for_load_state("networkidle")
        for text in texts:
            assert site + found in look_up(page, text, site + found), text
        look_up(page, "파드", site + found)
        shown = page.locator(".md-search-result__list").inner_text()
        assert "Pod" in shown
        assert "파드" not in shown
        assert look_up(page, "--") == []
        assert (watch.strangers, watch.complaints) == ([], [])


def test_diagram_source_is_in_no_snippet(built_site: Path) -> None:
    """No entry's text holds a line of Mermaid."""
    texts = " ".join(each.text for each in read_entries(built_site / "ko"))
    assert "kubectl exec" in texts
    for source in ("graph LR", "graph TB", "sequenceDiagram", "participant", "-->", "subgraph", "fill:"):
        assert source not in texts


#: Pages that differ by one word, and others that come near it.
PROBES = {
    "version.md": "# 판\n\n쿠버네티스 v1.28.3 판을 씁니다.\n",
    "camel.md": "# 공장\n\n`HttpServerFactory`가 서버를 만듭니다.\n",
    "snake.md": "# 설정\n\n`max_user_connections`를 늘립니다.\n",
    "flag.md": "# 붙기\n\n`docker run -it alpine`을 씁니다.\n",
    "near.md": "# item\n\niterate the item, commit it\n",
    "wide.md": "# 전각\n\n\uff27\uff32\uff30\uff23 통신\n",
    "narrow.md": "# half\n\nRESTful 이야기\n",
    "kanji.md": "# 日本\n\nこの文書は分散処理入門です。\n",
    "kana.md": "# 仮名\n\nこのコンテナイメージを使います。\n",
    "half_kana.md": "# 半角\n\n\uff7b\uff70\uff8a\uff9e\uff70を起動します。\n",
    "hanzi.md": "# 中文\n\n我们学习数据工程的基础。\n",
    "particle.md": "# 옵저버빌리티\n\n글\n",
    "play.md": "# 플레이\n\n글\n",
    "flame.md": "# 플레임\n\n글\n",
    "value.md": "# 기본값\n\n글\n",
    "accent.md": "# Café\n\nUn résumé de la leçon.\n",
    "cpp.md": "# C++\n\n포인터\n",
    "table.md": "# 표\n\n|가나|다라|\n|--|--|\n|마바|사아|\n",
    "week_01/day1/lab_1.md": "# 실습: 인그레스\n\n글\n",
    "week_01/day1/session_1.md": "# Session 1: 인그레스\n\n## 시작\n\n글\n",
    "week_01/day2/lab_1.md": "# 인그레스\n\n글\n",
}


#: Those for which no fonts are cut.
BUILT_PROBES = {
    name: text for name, text in PROBES.items() if not re.search("[\u3041-\u9fff\uff00-\uffef]", text)
}


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of those of `PROBES` that need no letters of other countries."""
    folder = tmp_path_factory.mktemp("shell")
    write_files(folder / "docs", {"index.md": "# 첫 쪽\n", **BUILT_PROBES})
    build(folder / "docs", folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def probes(shell: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose search knows all of `PROBES`."""
    folder = tmp_path_factory.mktemp("probes") / "site"
    shutil.copytree(shell, folder)
    write_index(folder, PROBES, sessions_of(shell))
    return folder


def test_the_index_is_that_of_the_build(shell: Path, tmp_path: Path) -> None:
    """What the tests index without building has the same words, titles and texts, and the same sessions."""
    write_files(tmp_path / "search", {"a.js": ""})
    write_index(tmp_path, {"index.md": "# 첫 쪽\n", **BUILT_PROBES}, sessions_of(shell))
    assert read_words(shell) == read_words(tmp_path)
    read = [sorted((each.title, each.text) for each in read_entries(site)) for site in (shell, tmp_path)]
    assert read[0] == read[1]
    assert sessions_of(shell) == {"week_01/day1/session_1/"}


@pytest.fixture(scope="module")
def probed(probes: Path, browser: Browser) -> Iterator[tuple[Page, str]]:
    """The search of `PROBES`, open in a browser, and the address of the site."""
    with served(probes) as home, opened(browser) as (page, _):
        open_search(page, home)
        yield page, home


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("1.28", "version"),
        ("v1.28", "version"),
        ("1.28.3", "version"),
        ("Factory", "camel"),
        ("serverFactory", "camel"),
        ("http server", "camel"),
        ("connections", "snake"),
        ("user_conn", "snake"),
        ("-it", "flag"),
        ("docker run -it", "flag"),
        ("grpc", "wide"),
        ("\uff32\uff25\uff33\uff34\uff46\uff55\uff4c", "narrow"),
        ("処理", "kanji"),
        ("分散処理", "kanji"),
        ("イメージ", "kana"),
        ("コンテナイメージを", "kana"),
        ("サーバー", "half_kana"),
        ("\uff7b\uff70\uff8a\uff9e\uff70", "half_kana"),
        ("工程", "hanzi"),
        ("옵저버빌리티에서만", "particle"),
        ("옵저버빌리티까지도", "particle"),
        ("빌리티", "particle"),
        ("플레이", "play"),
        ("값", "value"),
        ("resume", "accent"),
        ("CAFÉ", "accent"),
        ("c++", "cpp"),
        ("다라", "table"),
    ],
)
def test_words_of_all_kinds_are_found(probed: tuple[Page, str], query: str, first: str) -> None:
    """The page that has the word is the first result, before those that only come near it."""
    page, home = probed
    found, _ = page.evaluate(ASK_INDEX, query)
    assert found[:1] == [f"{home}{first}/"]


@pytest.mark.parametrize("query", ["나다", "zzz", "1.29", "ㅋㅋ", "*", "<b>", "\\", "a" * 3000, "가" * 3000])
def test_what_is_not_there_is_not_found(probed: tuple[Page, str], query: str) -> None:
    """Nothing is found by chance, and no query is too much."""
    page, _ = probed
    assert page.evaluate(ASK_INDEX, query)[0] == []


def test_session_stands_before_its_lab(probed: tuple[Page, str]) -> None:
    """Where both have the word equally well the session is first: it explains what the lab applies."""
    page, home = probed
    found, _ = page.evaluate(ASK_INDEX, "인그레스")
    assert found[0] == f"{home}week_01/day1/session_1/"
    assert set(found[1:]) == {f"{home}week_01/day1/lab_1/", f"{home}week_01/day2/lab_1/"}


#: JavaScript: text that comes into the search box without a key.
WAYS = {
    "pasted": """field => {
        field.value = "플레임"
        field.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: "insertFromPaste"}))
    }""",
    "dropped": """field => {
        field.value = "플레임"
        field.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: "insertFromDrop"}))
    }""",
    "dictated": """field => document.execCommand("insertText", false, "플레임")""",
    "composed": """field => {
        field.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}))
        field.value = "플레임"
        field.dispatchEvent(new InputEvent("input", {bubbles: true, inputType: "insertCompositionText"}))
        field.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}))
    }""",
}


def test_text_comes_without_keys(probed: tuple[Page, str]) -> None:
    """Pasted, dropped, dictated, composed; and what is emptied has no results."""
    page, home = probed
    field = page.locator(".md-search__input")
    for way in WAYS.values():
        field.focus()
        field.evaluate(way)
        page.locator(f".md-search-result__item > a[href^='{home}flame/']").wait_for()
        page.click(".md-search__form button[type=reset]")
        page.wait_for_function("() => !document.querySelector('.md-search-result__item')")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_gap_above_a_hit(site: str, browser: Browser, width: int) -> None:
    """A result's page and its first hit stand together, on a phone and on a desk."""
    with opened(browser, width=width) as (page, _):
        page.goto(site + "ko/")
        page.wait_for_load_state("networkidle")
        page.click(".md-search__input" if width > 1000 else "label.md-header__button[for=__search]")
        page.keyboard.insert_text("격리")
        item = page.locator(f".md-search-result__item:has(> a[href^='{site}{KOREAN}'])")
        item.wait_for()
        title, hit = (item.locator(each).first.bounding_box() for each in ("h1", "h2"))
        assert title
        assert hit
        assert hit["y"] - title["y"] - title["height"] < 40


def asked(watch: Watch) -> list[str]:
    """Files of the search that were asked for."""
    return [path.rpartition("/")[2] for path in watch.asked if "earch" in path]


#: What an opened search asks for: its own, and the theme's empty index.
NEEDED = ("searchEngine.js", "index.js", "search_index.json")


def test_nothing_is_loaded_until_the_search_is_opened(known: Path, browser: Browser) -> None:
    """Then the list of pages; a query brings its own parts, less than 300 KB before the first result."""
    with served(known) as home, opened(browser) as (page, watch):
        page.goto(home)
        page.wait_for_load_state("networkidle")
        assert asked(watch) == []
        assert (known / "search/search_index.json").stat().st_size < 500
        with page.expect_response("**/search/index.js"):
            page.locator(".md-search__input").focus()
        assert {"searchEngine.js", "index.js"} <= {*asked(watch)} <= {*NEEDED}
        page.keyboard.insert_text("스토리지 클래스")
        page.locator(".md-search-result__item").first.wait_for()
        files = [known / urlsplit(path).path.lstrip("/") for path in watch.asked if "earch" in path]
        assert sum(len(gzip.compress(path.read_bytes())) for path in files) < 300_000
        parts = len(list((known / "search").glob("*.*.js")))
        assert len([name for name in asked(watch) if name.startswith(("words", "texts"))]) < parts


#: JavaScript: how many results are drawn, and how many of them show no text.
DRAWN_RESULTS = """() => {
  const drawn = [...document.querySelectorAll(".md-search-result__item")]
  return [drawn.length, drawn.filter(each => !each.querySelector("article p:not([class])")).length]
}"""


#: JavaScript: scrolls to the end of what is drawn, in two steps, as the theme counts on it.
SCROLL_ON = """async scroller => {
  const soon = () => new Promise(resolve => setTimeout(resolve, 50))
  scroller.scrollTo(0, scroller.scrollHeight / 2)
  await soon()
  scroller.scrollTo(0, scroller.scrollHeight)
  await soon()
}"""


def test_later_results_have_their_texts_too(known: Path, browser: Browser) -> None:
    """What the theme draws as one scrolls shows text with the marked word; it is brought no sooner."""
    with served(known) as home, opened(browser, width=390, height=700) as (page, watch):
        open_search(page, home)
        page.keyboard.insert_text("협업 목표")
        page.wait_for_function(f"() => ({DRAWN_RESULTS})()[0] === 10")
        before = asked(watch)
        for count in (14, 18):
            page.locator(".md-search__scrollwrap").evaluate(SCROLL_ON)
            page.wait_for_function(f"() => String(({DRAWN_RESULTS})()) === '{count},0'")
        last = page.locator(".md-search-result__item").last
        assert last.locator("p mark").all_inner_texts().count("협업")
        link = last.locator("a", has=page.locator("h2"))
        assert re.search(r"\?h=[^#]+#.+", link.get_attribute("href") or "")
        assert all(name.startswith("texts") for name in asked(watch)[len(before) :])


class StrictHandler(SiteHandler):
    """Lets pages run no code but the site's own, and start no worker."""

    def end_headers(self) -> None:
        self.send_header(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data:; worker-src 'none'; object-src 'none'",
        )
        super().end_headers()


def test_search_needs_no_worker_and_no_evaluation(probes: Path, browser: Browser) -> None:
    """It works where a policy forbids workers, WebAssembly and code from text."""
    with served(probes, StrictHandler) as home, opened(browser) as (page, watch):
        open_search(page, home)
        assert look_up(page, "플레임", f"{home}flame/")[0] == f"{home}flame/"
        assert watch.complaints == []


def test_search_survives_a_new_build(probes: Path, browser: Browser, tmp_path: Path) -> None:
    """A page that was open when the site was built anew reads the new index."""
    index = json.loads((probes / "search/index.js").read_text("utf-8").strip().split(",", 1)[1][:-1])
    with served(probes) as home, opened(browser) as (page, _):
        stale = json.dumps({**index, "version": "gone"})
        page.route(
            "**/search/index.js",
            lambda route: route.fulfill(
                body=f'courseSearch.take("index",{stale})', content_type="text/javascript"
            ),
        )
        open_search(page, home)
        assert page.evaluate(ASK_INDEX, "플레임")[0] == [f"{home}flame/"]


def test_particles_stand_once() -> None:
    """The search and the marking of terms read one list, each the part that is its own."""
    assert len(set(PARTICLES)) == len(PARTICLES)
    assert set(PARTICLES) >= COMPOUNDS
    assert not set(FURTHER) & set(PARTICLES)
    terms = TermFinder({"파드": "pod"})
    for particle in (*PARTICLES, *FURTHER):
        assert list(terms.find(f"파드{particle} 뜬다")) == [(0, 2, "pod")], particle
