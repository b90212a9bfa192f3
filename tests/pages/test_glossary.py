"""The glossary: its entries and their order, terms in texts, marks in sessions, files, its check."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser

from course.checks.built_check import check_edition
from course.checks.glossary_check import check_glossary_page
from course.markdown.files.free_uris import free_uri
from course.markdown.files.source import Source
from course.markdown.html.article import Article
from course.markdown.html.tree import read_fragment
from course.model.model import Course, Session
from course.model.sessions.course_tree import parse_course
from course.model.terms.collation import collation_key, initial
from course.model.terms.terms import Place, check_definitions, glossary_terms, term_names
from course.pages.glossary.definition_html import render_definition
from course.pages.glossary.glossary_exports import render_anki, render_csv
from course.pages.glossary.glossary_html import GlossaryPage
from course.pages.glossary.place_list import attribute, fragment
from course.pages.glossary.term_matching import TermFinder
from course.pages.glossary.tooltips import CourseMarker
from course.settings.course_settings import Settings
from support import words
from support.courses import ROOT, BuiltDocs, write_files
from support.html_trees import tree_of
from support.pages import opened, served
from support.search_index import read_text

KOREAN = ("HANGUL", "LATIN")


def course_of(*texts: str) -> Course:
    """A course of sessions with these texts below their titles."""
    sources = [
        Source(f"session_{number}.md", f"docs/ko/session_{number}.md", f"# Session {number}: 시험\n\n{text}")
        for number, text in enumerate(texts, 1)
    ]
    return parse_course(sources, Settings())


def keywords(*entries: str, heading: str = "## 핵심 키워드") -> str:
    return "\n".join([heading, "", *(f"- {entry}" for entry in entries), ""])


def test_hangul_by_jamo_then_latin_then_numbers() -> None:
    """한글 goes by its jamo, single letters before their syllables, then Latin in any case, then the rest."""
    wanted = [
        "ㄱ",
        "가",
        "가나",
        "각",
        "까치",
        "나",
        "힣",
        "ㅏ",
        "API 9",
        "API 10",
        "apiserver",
        "Zone",
        "愛",
        "3계층",
    ]
    assert sorted(set(wanted), key=lambda term: collation_key(term, KOREAN)) == wanted


def test_language_s_own_order_is_a_setting() -> None:
    """Where Latin is named first, it stands first."""
    terms = ["가", "b", "A"]
    assert sorted(terms, key=lambda term: collation_key(term, ("LATIN", "HANGUL"))) == ["A", "b", "가"]


@pytest.mark.parametrize(
    ("term", "letter"),
    [
        ("각", "ㄱ"),
        ("까치", "ㄱ"),
        ("ㅎ", "ㅎ"),
        ("étcd", "E"),
        ("pod", "P"),
        ("`.env`", "E"),
        ("3계층", "#"),
        ("--", "#"),
    ],
)
def test_initials(term: str, letter: str) -> None:
    """A term stands under its first consonant or letter, marks left out; what has neither under #."""
    assert initial(term) == letter


@given(st.text(), st.text())
def test_every_two_terms_have_an_order(one: str, other: str) -> None:
    """Only the same term has the same key."""
    assert (collation_key(one, KOREAN) == collation_key(other, KOREAN)) == (one == other)


FINDER = TermFinder(
    {
        name: name
        for name in (
            "Pod",
            "CNI",
            "CNI 플러그인",
            "Network Namespace",
            "네트워크",
            "서비스",
            "IP",
            "Go",
            "R&D",
            "C++",
            "TCP/IP",
        )
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CNI를 쓴다", ["CNI"]),
        ("Pod의 IP는", ["Pod", "IP"]),
        ("CNI 플러그인이", ["CNI 플러그인"]),
        ("CNI\n플러그인", ["CNI\n플러그인"]),
        ("  CNI \n 플러그인을", ["CNI \n 플러그인"]),
        ("CNI 플러그인들끼리", ["CNI 플러그인"]),
        ("네트워크에서는 서비스입니다.", ["네트워크", "서비스"]),
        ("(네트워크)와 ‘서비스’", ["네트워크", "서비스"]),
        ("Pods and Pod's", ["Pods", "Pod's"]),
        ("a network namespace", ["network namespace"]),
        ("R&D 부서", ["R&D"]),
        ("CNI<Pod>", ["CNI", "Pod"]),
        ("C++로 쓴 것", ["C++"]),
        ("TCP/IP와 IP", ["TCP/IP", "IP"]),
        ("노드-Pod 통신", ["Pod"]),
        ("각Pod마다", ["Pod"]),
        ("Podman, podium, my_Pod, Pod_1, kube-pod-x, pod.yaml", []),
        ("마이크로서비스, 네트워크망, 네트워킹", []),
        ("cni, ip, go home, GO", []),
        ("Pod. Pod, Pod!", ["Pod", "Pod", "Pod"]),
    ],
)
def test_terms_in_texts(text: str, found: list[str]) -> None:
    """Particles and plurals do not hide a term, the longest wins, no term is found within another word."""
    assert [text[start:end] for start, end, _ in FINDER.find(text)] == found


@given(st.text(alphabet="PodCNI 네트워크서비스를의-_.&</'s\n"))
def test_found_terms_are_in_order_and_apart(text: str) -> None:
    """What is found lies in the text, one after the other."""
    at = 0
    for start, end, _ in FINDER.find(text):
        assert at <= start < end <= len(text)
        at = end


def test_terms_of_a_course() -> None:
    """One entry for a term, however often it is written; one definition for those that read the same."""
    course = course_of(
        keywords("**Pod**: 가장 작은 단위", "**CNI**: 표준", heading="## 핵심 키워드\n### 기본"),
        keywords("**pod**: 가장  작은 단위", "**CNI**: `플러그인` 규격"),
    )
    terms = glossary_terms(course, KOREAN)
    assert [(term.name, term.anchor, len(term.definitions)) for term in terms] == [
        ("CNI", "cni", 2),
        ("Pod", "pod", 1),
    ]
    pod = terms[1].definitions[0]
    assert [(place.uri, place.anchor) for place in pod.places] == [
        ("session_1.md", "기본"),
        ("session_2.md", "핵심-키워드"),
    ]
    assert pod.groups == ("기본",)


def test_two_definitions_are_one_notice() -> None:
    """However many definitions a term has, it is told once, at the second, with where the first is."""
    course = course_of(*(keywords(f"**CNI**: 뜻 {number}", "**Pod**: 단위") for number in range(3)))
    told = [str(problem) for problem in check_definitions(glossary_terms(course, ()))]
    assert told == [
        "docs/ko/session_2.md:5: “CNI” has 3 definitions in the course, the first in docs/ko/session_1.md:5; "
        "the glossary shows them all; write one of them everywhere, unless all are meant [term-defined-twice]"
    ]


def test_terms_with_brackets_have_two_more_names() -> None:
    """Each half of ``CNI (Container …)`` is found, unless it is another term or belongs to two."""
    course = course_of(
        keywords(
            "**CNI (Container Network Interface)**: a",
            "**Service (ClusterIP)**: b",
            "**Service (NodePort)**: c",
            "**Pod (파드)**: d",
            "**파드**: e",
        )
    )
    names = term_names(glossary_terms(course, KOREAN))
    assert names["CNI"] is names["Container Network Interface"]
    assert names["ClusterIP"].name == "Service (ClusterIP)"
    assert names["파드"].name == "파드"
    assert "Service" not in names


def marked(page: str, *entries: str, text: str = "") -> tuple[str, CourseMarker]:
    course = course_of(text + keywords(*(entries or ("**Pod**: 가장 작은 단위", "**CNI**: 표준"))))
    marker = CourseMarker(glossary_terms(course, KOREAN))
    session: Session = course.sessions[0]
    article = Article(page)
    marker.add_uses(session, marker.mark(session, article, "../glossary/"))
    return str(article), marker


def links(page: str) -> list[str]:
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', page)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>Pod와 Pod</p><p>Pod</p>", 1),
        ('<h2 id="a">Pod</h2><p>Pod</p><h3 id="b">Pod</h3><ul><li>Pod</li></ul>', 2),
        ("<pre><code>Pod</code></pre><p><code>Pod</code></p>", 0),
        ('<p><a href="x">Pod</a> <kbd>Pod</kbd></p>', 0),
        ('<div class="mermaid">Pod</div><div class="highlight"><p>Pod</p></div>', 0),
        ('<div class="mermaid">A<div>Pod</div>Pod</div><p>Pod</p>', 1),
        ('<nav data-added="agenda"><div>Pod</div><p>Pod</p></nav>', 0),
        ('<p title="Pod > Pod">x</p><!-- Pod --><script>Pod</script><svg><text>Pod</text></svg>', 0),
        ("<p><strong>Pod</strong>의</p>", 1),
        ('<img alt="Pod"><br/>Pod', 1),
        ("<p>1 < 2 Pod</p></div></p>", 1),
    ],
)
def test_first_use_in_each_section_is_marked(page: str, found: int) -> None:
    """Only the first use in a section is a link; code, headings, links, diagrams and attributes have none."""
    out, _ = marked(page)
    assert len(links(out)) == found
    without = re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", out).partition("<div hidden")[0]
    assert tree_of(without) == tree_of(page)


def test_entry_does_not_link_to_itself() -> None:
    """In the list of keywords the term itself is no link; what its definition uses is one."""
    page = '<h2 id="핵심-키워드">핵심 키워드</h2><ul><li><strong>Pod</strong>: CNI를 쓴다</li></ul>'
    assert links(marked(page)[0]) == ["CNI"]


def test_mark_says_what_the_term_means() -> None:
    """The link leads to the entry, and names the hidden text that has the definition of its own session."""
    out, marker = marked('<h2 id="s">절</h2><p>Pod</p>', "**Pod**: `작은` [단위](x.md) <script>1</script>")
    page = html.fragment_fromstring(out, create_parent="div")
    link = page.find_class("term")[0]
    assert link.get("href") == "../glossary/#pod"
    tip = page.get_element_by_id(link.get("aria-describedby"))
    assert html.tostring(tip[1], encoding="unicode") == "<div><code>작은</code> 단위</div>"
    assert tip.getparent().get("data-added")
    assert [(place.uri, place.anchor) for place in marker.uses["pod"]] == [("session_1.md", "s")]


def test_definitions_lose_what_another_page_cannot_have() -> None:
    """Emphasis, code and lists stay; links, images, attributes and scripts go."""
    assert (
        render_definition("a\n- b\n  - c") == "<p>a</p>\n<ul>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>"
    )
    assert (
        render_definition('**a** ![그림](b.png) <span onclick="x">c</span> & <')
        == "<strong>a</strong>  c &amp; &lt;"
    )
    assert render_definition("  ") == ""


def test_many_terms_cost_little_more_than_few() -> None:
    """A thousand terms, most of which begin alike, take less than eight times as long as ten."""
    page = "".join(
        f"<p>이 문단은 네트워크 정책{n}과 Network Policy {n}을 쓰며 다른 말도 많다. 네트워크 Network</p>"
        for n in range(300)
    )

    def seconds(count: int) -> float:
        pairs = [(f"**네트워크 정책{n}x**: 뜻", f"**Network Policy {n}x**: 뜻") for n in range(count // 2)]
        course = course_of(keywords(*(entry for pair in pairs for entry in pair)))
        marker = CourseMarker(glossary_terms(course, KOREAN))
        started = time.process_time()
        for _ in range(3):
            marker.mark(course.sessions[0], Article(page), "")
        return time.process_time() - started

    assert min(seconds(1000) for _ in range(3)) < 8 * min(seconds(10) for _ in range(3))


def test_table_for_spreadsheets() -> None:
    """The file begins with the mark by which Excel knows UTF-8, and no cell of it is a formula."""
    text = render_csv(
        glossary_terms(course_of(keywords('**Pod**: "작은", 단위', "**=1+1**: 합")), KOREAN),
        words.KOREAN.glossary,
    )
    assert text.startswith("\ufeff용어,")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert rows[1:] == [
        ["Pod", '"작은", 단위', "", "Session 1: 시험"],
        ["'=1+1", "합", "", "Session 1: 시험"],
    ]


def test_notes_for_anki() -> None:
    """Each note has a guid that a new definition leaves as it is, so that what was learnt is kept."""

    def notes(*definitions: str) -> list[list[str]]:
        texts = [keywords(f"**R&D**: {each}") for each in definitions]
        text = render_anki(glossary_terms(course_of(*texts), KOREAN), "과정: 용어집")
        head = [line for line in text.splitlines() if line.startswith("#")]
        assert head[0] == "#separator:Tab"
        assert "#guid column:1" in head
        return list(
            csv.reader(io.StringIO("".join(text.splitlines(keepends=True)[len(head) :])), delimiter="\t")
        )

    before, after = notes("`a`\tb"), notes("c", "d\n  - e")
    assert len(before[0]) == 4, "guid, front, back and tags, in this order: the head names the first and last"
    assert before[0][1:3] == ["R&amp;D", "<code>a</code> b"]
    assert before[0][0] == after[0][0]
    assert after[0][2] == "c<br><p>d</p> <ul> <li>e</li> </ul>"


def test_glossary_gives_way_to_the_course_s_own_page() -> None:
    """Where the course has a page or file of the name, the glossary takes another."""
    assert free_uri("glossary.md", ["a/index.html"]) == "glossary.md"
    assert free_uri("glossary.md", ["Glossary/index.html", "glossary-2/index.html"]) == "glossary-3.md"
    assert free_uri("keywords.csv", ["keywords.csv"]) == "keywords-2.csv"


def rendered(course: Course, uses: int = 0, written: bool = True) -> str:
    """The glossary of a course, whose first terms are used in so many sessions."""
    terms = glossary_terms(course, KOREAN)
    links = {session.uri: f"../{session.uri.removesuffix('.md')}/" for session in course.sessions if written}
    places = [Place(session.uri, session.title, "절") for session in course.sessions[:uses]]
    found = {terms[0].anchor: places}
    return GlossaryPage(words.KOREAN.glossary, links, found, None, course.sessions).render(terms, {})


def large_glossary() -> str:
    """1,200 terms of 100 sessions."""
    texts = {
        f"week_{at // 20}/day{at // 4 % 5}/session_{at % 4}.md": keywords(
            *(f"**용어{at:02}{term:02} Namespace**: 네트워크 이름의 공간 {at} {term}" for term in range(12)),
            heading="## 핵심 키워드\n\n### 🛡️ 네트워크 격리",
        )
        for at in range(100)
    }
    sources = [Source(uri, uri, f"# 오늘 배우는 것의 긴 이름\n\n{text}") for uri, text in texts.items()]
    return rendered(parse_course(sources, Settings()))


def test_an_entry_says_nothing_twice() -> None:
    """With all that goes with it, it has at most 180 bytes."""
    page = large_glossary()
    assert page.count("<h2 id=") == 1200
    assert page.count("오늘 배우는 것의 긴 이름") == 100
    assert len(page.encode()) < 1200 * 180


def test_every_number_leads_to_its_session() -> None:
    """It is of the one session that has it; sections have their headings' names, set apart from groups."""
    texts = ("## 절\n\n글\n" + keywords("**Pod**: 단위", "**CNI**: 표준"), "## 절\n", "## 절\n")
    page = html.fragment_fromstring(rendered(course_of(*texts), uses=3), create_parent="div")
    cni, pod = page.xpath("//*[@class='glossary__part']/div")
    assert [link.text for link in pod.iter("a")] == ["1"]
    used = cni.xpath("./p[@data-added]")[0]
    assert used.text_content() == "쓰임 2 3"
    leads = [page.get_element_by_id(link.get("href")[1:]) for link in used.iter("a")]
    assert [row.text_content() for row in leads] == ["절"] * 2
    assert {row.get("class") for row in leads} == {"glossary__section"}
    assert [row.find("a").get("href") for row in leads] == [f"../session_{at}/#절" for at in (2, 3)]
    titles = [row.getparent().getparent().find("a").text for row in leads]
    assert titles == ["Session 2: 시험", "Session 3: 시험"]


def test_sessions_without_numbers_or_page() -> None:
    """Or with the same numbers are named by their titles, and no link leads to a page that is not there."""
    sources = [
        Source(f"{name}/session_1.md", name, f"# {name}\n\n{keywords('**Pod**: 단위')}")
        for name in ("가", "나")
    ]
    page = html.fragment_fromstring(
        rendered(parse_course(sources, Settings()), written=False), create_parent="div"
    )
    assert [link.text for link in page.xpath("//*[@class='glossary__part']/div/a")] == ["가", "나"]
    assert page.xpath("//*[@class='glossary__sessions']//a") == []
    assert [row.text_content() for row in page.xpath("//li[@id]")] == ["핵심 키워드"] * 2


@pytest.mark.parametrize(
    ("anchor", "address"),
    [("가-🔌", "#가-🔌"), ("a b", "#a%20b"), ("50%", "#50%25"), ("a'b\"", "#a%27b%22"), ("", "")],
)
def test_addresses_are_as_short_as_they_may(anchor: str, address: str) -> None:
    """Letters beyond ASCII need no signs in their place; what would end the address does."""
    assert fragment(anchor) == address
    element = html.fragment_fromstring(f"<a{attribute('href', address)}>x</a>")
    assert (element.get("href"), element.text) == (address, "x")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=8))
def test_an_attribute_is_read_as_it_was_given(value: str) -> None:
    """With quotes and without."""
    (element,) = read_fragment(f"<b{attribute('id', value)}>x</b>").children
    assert (element.get("id"), element.text_content()) == (value, "x")


SESSION = f"""# Session 1: 시험

Pod는 CNI를 쓴다. `Pod`

{keywords("**Pod**: 가장 *작은* 단위", "**CNI**: 표준", "**CNI**: 다른 뜻", "**Node**: 기계")}"""
OTHER = f"# Session 2: 둘\n\n## 절\n\nPod를 쓴다.\n\n{keywords('**Node**: 기계')}"


def test_site_has_the_glossary(build_docs: Callable[..., BuiltDocs]) -> None:
    """One page with every entry, linked from and to the sessions, in the search index, last in the menu."""
    built = build_docs({"session_1.md": SESSION, "session_2.md": OTHER, "z.md": "# 끝\n"}, strict=True)
    assert built.failure is None, built.messages
    page = html.fromstring((built.site_dir / "glossary/index.html").read_bytes())
    entries = page.xpath("//*[@class='glossary__part']/div")
    assert [entry.find("h2").text for entry in entries] == ["CNI", "Node", "Pod"]
    rows = {f"#{row.get('id')}": row.find("a").get("href") for row in page.xpath("//li[@id]")}
    where = [[unquote(rows[link.get("href")]) for link in entry.findall(".//a")] for entry in entries]
    assert where[1] == ["../session_1/#핵심-키워드", "../session_2/#핵심-키워드"]
    assert where[2][1] == "../session_2/#절"
    session = html.fromstring((built.site_dir / "session_1/index.html").read_bytes())
    assert [link.get("href") for link in session.find_class("term")] == [
        "../glossary/#pod",
        "../glossary/#cni",
    ]
    menu = [
        link.text_content().strip() for link in session.xpath("//*[contains(@class,'md-nav--primary')]/ul/li")
    ]
    assert menu[-1] == "용어집"
    index = read_text(built.site_dir)
    assert "glossary/#pod" in index
    assert (built.site_dir / "keywords.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (built.site_dir / "keywords.tsv").read_bytes().startswith(b"#separator:Tab\n")


def test_course_without_keywords_has_no_glossary(build_docs: Callable[..., BuiltDocs]) -> None:
    """Nothing is made of nothing, and the check does not miss it."""
    built = build_docs({"session_1.md": "# Session 1: 시험\n\n## 세션 목표\n\n글\n"}, strict=True)
    assert built.failure is None, built.messages
    assert not (built.site_dir / "glossary").exists()
    assert not (built.site_dir / "keywords.csv").exists()


def test_own_page_called_glossary_stays(build_docs: Callable[..., BuiltDocs]) -> None:
    """A course's own glossary.md keeps its address; the check looks for ours where it is."""
    built = build_docs({"session_1.md": SESSION, "glossary/readme.md": "# 내 용어집\n"}, strict=True)
    assert built.failure is None, built.messages
    assert "내 용어집" in (built.site_dir / "glossary/index.html").read_text(encoding="utf-8")
    assert (built.site_dir / "glossary-2/index.html").is_file()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course beside its site, with a faithful glossary."""
    folder = tmp_path_factory.mktemp("made")
    entry = '<div><h2 id="{0}">{0}</h2>{1}</div>'
    single, said = "{} <a href=#__1>1</a>", '<div class="glossary__definition">{} <a href=#__1>1</a></div>'
    cni = said.format("표준") + said.format("다른 뜻")
    body = entry.format("CNI", cni) + entry.format("Node", single.format("기계"))
    body += entry.format(
        "Pod", single.format("가장 <em>작은</em> 단위") + "<p data-added>쓰임 <a href=#__2>2</a>"
    )
    page = f'<article><section class="glossary__part">{body}</section></article>'
    write_files(folder, {"docs/session_1.md": SESSION, "site/glossary/index.html": page})
    return folder


FAULTS: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "nothing": (lambda page: page, []),
    "drop an entry": (
        lambda page: re.sub(r"<div><h2 id=.Node.*?</div>", "", page),
        ["glossary-lost:10"],
    ),
    "drop one of two definitions": (
        lambda page: page.replace("다른 뜻", ""),
        ["glossary-extra:1", "glossary-lost:9"],
    ),
    "hide a term": (
        lambda page: page.replace('<h2 id="Pod">', '<h2 id="Pod" hidden>'),
        ["glossary-extra:1", "glossary-lost:7"],
    ),
    "hide an entry": (
        lambda page: page.replace('<div><h2 id="Pod">', '<div hidden><h2 id="Pod">'),
        ["glossary-lost:7"],
    ),
    "hide a definition": (
        lambda page: page.replace('"glossary__definition">다른', '"glossary__definition" hidden>다른'),
        ["glossary-extra:1", "glossary-lost:9"],
    ),
    "make a definition a link": (
        lambda page: page.replace("기계", "<a href=#__1>기계</a>"),
        ["glossary-extra:1", "glossary-lost:10"],
    ),
    "double an entry": (
        lambda page: re.sub(r"(<div><h2 id=.Pod.*?</div>)", r"\1\1", page),
        ["glossary-twice:7"],
    ),
    "change a definition": (
        lambda page: page.replace("기계", "기게"),
        ["glossary-extra:1", "glossary-lost:10"],
    ),
    "invent an entry": (
        lambda page: page.replace("</section>", "<div><h2>X</h2>y</div></section>"),
        ["glossary-extra:1"],
    ),
}


@pytest.mark.parametrize(("change", "codes"), FAULTS.values(), ids=FAULTS.keys())
def test_check_finds_every_fault_of_the_glossary(
    made: Path, change: Callable[[str], str], codes: list[str]
) -> None:
    """An entry that is missing, changed, doubled or invented is told; a faithful page is not."""
    place = made / "site/glossary/index.html"
    page = place.read_text(encoding="utf-8")
    assert change(page) != page or not codes
    place.write_text(change(page), encoding="utf-8")
    try:
        report = check_glossary_page(made / "docs", made / "site", made, settings=Settings())
    finally:
        place.write_text(page, encoding="utf-8")
    assert [f"{problem.code}:{problem.line}" for problem in report.problems] == codes
    assert report.block_counts == {"glossary entry": 4}


def test_missing_glossary_is_told(made: Path, tmp_path: Path) -> None:
    """A site without the page is not whole."""
    report = check_edition(made / "docs", tmp_path, made, settings=Settings())
    assert "glossary-missing" in [problem.code for problem in report.problems]


REAL_SESSION = "ko/week_03/day3/session_1/"


def test_entries_are_completed_by_the_script(built_site: Path, browser: Browser) -> None:
    """Each says its group, sessions by their titles, and its own address; the list is not shown."""
    with served(built_site) as address, opened(browser, width=390) as (page, watch):
        page.goto(address + "ko/glossary/#weave")
        entry = page.locator(".glossary__entry", has=page.locator("#weave"))
        assert entry.locator(".headerlink").get_attribute("href") == "#weave"
        assert entry.locator(".glossary__group").all_inner_texts() == ["🔌 CNI 플러그인"]
        assert entry.locator(".glossary__how").all_inner_texts() == ["정의"]
        link = entry.locator("li > a")
        assert unquote(link.evaluate("link => link.href")).endswith(
            "ko/week_03/day3/session_1/#-cni-플러그인"
        )
        assert "Session 1" in link.inner_text()
        assert page.locator(".glossary__entry").count() == 11
        assert page.locator("#network-namespace ~ .glossary__definition").count() == 2
        assert page.locator(".glossary__sessions").is_hidden()
        assert watch.complaints == []


def test_many_entries_are_completed_in_turn(browser: Browser) -> None:
    """First those at the top, or around a link's target; whoever looks for one finds all at once."""
    done, script = ".glossary__entry .glossary__places a", ROOT / "hooks/theme/assets/javascripts/glossary.js"
    with opened(browser) as (page, watch):
        page.route(
            "http://*/*",
            lambda route: route.fulfill(body=large_glossary(), content_type="text/html; charset=utf-8"),
        )
        page.goto("http://glossary.test/#용어5005-namespace")
        run = f"""() => {{ {script.read_text(encoding="utf-8")}
            return [document.querySelectorAll('{done}').length,
                    document.getElementById('용어5005-namespace').parentElement.className] }}"""
        assert page.evaluate(run) == [40, "glossary__entry"]
        page.wait_for_function(f"() => document.querySelectorAll('{done}').length === 1200")
        page.goto("http://glossary.test/")
        assert page.evaluate(run) == [40, ""]
        page.locator(".glossary__filter input").evaluate(
            "field => { field.value = '4907'; field.dispatchEvent(new Event('input')) }"
        )
        assert page.locator(".glossary__entry:not([hidden])").count() == 1
        assert page.locator(done).count() == 1200
        assert watch.complaints == []


def test_glossary_is_whole_without_scripts(built_site: Path, browser: Browser) -> None:
    """Numbers lead to the list of sessions, which leads to the sections."""
    with served(built_site) as address, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address + "ko/glossary/")
        assert page.locator(".glossary__part > div:visible > h2").count() == 11
        number = page.locator("#weave ~ a")
        assert number.inner_text().strip() == "3.3.1"
        number.click()
        page.locator("li:target > a").click()
        assert unquote(page.url).endswith("ko/week_03/day3/session_1/#-cni-플러그인")


def test_filter_follows_what_is_typed(built_site: Path, browser: Browser) -> None:
    """Terms and definitions are searched, a syllable still being typed too; a link shows its entry."""
    with served(built_site) as address, opened(browser, width=390) as (page, watch):
        page.goto(address + "ko/glossary/")
        shown = page.locator(".glossary__entry:visible > h2")
        assert shown.count() == 11
        for typed, count in (("vxl", 1), ("오버ㄹ", 2), ("오벌", 2), ("없는말", 0), ("네트워크  격리", 4)):
            page.locator(".glossary__filter input").fill(typed)
            assert shown.count() == count, typed
            assert str(count) in page.locator(".glossary__count").inner_text()
        assert page.locator(".glossary__none").is_hidden()
        page.evaluate("location.hash = 'bgp'")
        page.wait_for_function("() => document.querySelectorAll('.glossary__entry[hidden]').length === 0")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert watch.complaints == []


def test_tooltip_by_keyboard_and_pointer(built_site: Path, browser: Browser) -> None:
    """Focus and hover show the definition beside the term, inside the window; nothing on the page moves."""
    with served(built_site) as address, opened(browser, width=390) as (page, watch):
        page.goto(address + REAL_SESSION)
        term, tip = page.locator("a.term", has_text="Cilium").first, page.locator(".term-tip")
        assert page.evaluate("document.querySelector('.term-tip')") is None
        term.scroll_into_view_if_needed()
        height = page.evaluate("document.body.scrollHeight")
        term.focus()
        assert "eBPF 기반 고성능 네트워킹" in tip.inner_text()
        box = tip.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert page.evaluate("document.body.scrollHeight") == height
        page.keyboard.press("Escape")
        assert tip.is_hidden()
        described = term.get_attribute("aria-describedby")
        assert "eBPF" in page.evaluate("id => document.getElementById(id).textContent", described)
        other = page.locator("a.term", has_text="Network Namespace").first
        other.hover()
        assert "네트워크 격리 메커니즘" in tip.inner_text()
        assert "독립적 네트워크 환경" in tip.inner_text()
        tip.hover()
        page.wait_for_timeout(400)
        assert tip.is_visible()
        assert watch.complaints == []


def test_tooltip_by_touch(built_site: Path, browser: Browser) -> None:
    """The first tap shows the definition, the second leads to the glossary."""
    with served(built_site) as address, browser.new_context(has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.goto(address + REAL_SESSION)
        term = page.locator("a.term").first
        term.tap()
        page.wait_for_selector(".term-tip:visible")
        assert page.url.endswith(REAL_SESSION)
        term.tap()
        page.wait_for_url("**/ko/glossary/#*")
        page.wait_for_selector(".glossary__entry")
        assert page.locator(".term-tip:visible").count() == 0
