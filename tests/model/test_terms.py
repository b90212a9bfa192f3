"""The terms of a course: which keywords are one, how they are named and in which order they stand."""

from __future__ import annotations

import pytest

from course.markdown.files.source import Source
from course.model.sessions.course_tree import parse_course
from course.model.terms.collation import collation_key, initial
from course.model.terms.terms import (
    Place,
    Term,
    check_definitions,
    defined_in,
    glossary_terms,
    term_key,
    term_names,
    using_places,
)
from course.settings.course_settings import Settings

SCRIPTS = ("HANGUL", "LATIN")


def terms_of(*sessions: str) -> tuple[Term, ...]:
    """The terms of sessions whose keyword sections hold the given items."""
    sources = [
        Source(f"s{n}.md", f"docs/s{n}.md", f"# Session {n}: 시험\n\n## 핵심 키워드\n\n{items}\n")
        for n, items in enumerate(sessions, 1)
    ]
    return glossary_terms(parse_course(sources, Settings()), SCRIPTS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Pod IP", "pod  ip", True),
        ("Pod IP", "PodIP", False),
        ("가", "\u1100\u1161", True),
        (" Pod ", "Pod", True),
        ("Straße", "STRASSE", True),
        ("Pod", "Pods", False),
    ],
)
def test_which_terms_are_one(one: str, other: str, same: bool) -> None:
    """Letter case, runs of spaces and how Hangul is composed make no difference."""
    assert (term_key(one) == term_key(other)) is same


def test_a_term_keeps_all_that_is_said_of_it() -> None:
    """Named as it was first, what reads the same once, with the groups and places of each."""
    text = "### 기본\n\n- **Pod**: 단위\n- **: 없음\n\n### 격리\n\n- **Node**: 기계"
    terms = terms_of(text, "- **pod**: 단위\n- **POD**: 묶음")
    assert [(term.name, term.anchor) for term in terms if term.name != "**"] == [
        ("Node", "node"),
        ("Pod", "pod"),
    ]
    pod = next(term for term in terms if term.name == "Pod")
    assert [(each.text, each.groups) for each in pod.definitions] == [("단위", ("기본",)), ("묶음", ())]
    assert [[(place.uri, place.anchor) for place in each.places] for each in pod.definitions] == [
        [("s1.md", "기본"), ("s2.md", "핵심-키워드")],
        [("s2.md", "핵심-키워드")],
    ]
    assert [each.text for each in defined_in(pod, "s2.md")] == ["단위", "묶음"]
    assert [each.text for each in defined_in(pod, "s1.md")] == ["단위"]
    assert defined_in(pod, "s3.md") == pod.definitions


def test_terms_of_one_name_have_ids_of_their_own() -> None:
    """Where the ids of two would be the same the second is numbered; a name of signs alone has one, too."""
    terms = terms_of("- **C**: 글자\n- **C++**: 말\n- **+**: 더하기")
    assert [(term.name, term.anchor) for term in terms] == [("+", "term"), ("C", "c"), ("C++", "c-1")]


def test_both_halves_of_a_name_are_names() -> None:
    """Unless another term is called so, or two terms share the half."""
    names = term_names(
        terms_of(
            "- **CNI (Container Network Interface)**: 가\n- **NAT（주소 변환）**: 나\n- **변환 (NAT)**: 다\n"
            "- **veth (Virtual Ethernet)**: 라\n- **Virtual Ethernet**: 마\n- **가 (나) 다**: 바"
        )
    )
    assert {name: term.definitions[0].text for name, term in names.items()} == {
        "CNI (Container Network Interface)": "가",
        "CNI": "가",
        "Container Network Interface": "가",
        "NAT（주소 변환）": "나",
        "주소 변환": "나",
        "변환 (NAT)": "다",
        "변환": "다",
        "veth (Virtual Ethernet)": "라",
        "veth": "라",
        "Virtual Ethernet": "마",
        "가 (나) 다": "바",
    }


@pytest.mark.parametrize(
    ("items", "count"),
    [
        (["- **A**: 가"], 0),
        (["- **A**: 가", "- **A**: 가"], 0),
        (["- **A**: 가", "- **A**: 나"], 2),
        (["- **A**: 가", "- **A**: 나\n- **A**: 다"], 3),
    ],
)
def test_more_than_one_definition_is_told(items: list[str], count: int) -> None:
    """At the second, with where the first is."""
    told = [(problem.path, problem.line, problem.what) for problem in check_definitions(terms_of(*items))]
    what = f"“A” has {count} definitions in the course, the first in docs/s1.md:5"
    assert told == ([("docs/s2.md", 5, what)] if count else [])


def test_where_a_term_is_used() -> None:
    """Not where it is defined."""
    (term,) = terms_of("- **Pod**: 단위")
    places = [Place(uri, "", "") for uri in ("s1.md", "s2.md", "s3.md")]
    assert using_places(term, {"pod": places, "node": places[:1]}) == tuple(places[1:])
    assert using_places(term, {}) == ()


@pytest.mark.parametrize(
    ("scripts", "order"),
    [
        (SCRIPTS, ["+", "ㄱ", "가 나", "가나", "각", "까", "나", "API", "éa", "Ed", "ㄏ", "2장", "10장"]),
        (("LATIN", "HANGUL"), ["API", "Ed", "ㄱ", "가", "2", "10"]),
        ((), ["a", "가", "1"]),
    ],
)
def test_terms_stand_as_in_a_dictionary(scripts: tuple[str, ...], order: list[str]) -> None:
    """한글 by 자모, letters without their marks, spaces before letters, numbers last and as people count."""
    mixed = order[::-1]
    assert sorted(mixed, key=lambda term: collation_key(term, scripts)) == order


def test_signs_before_a_term_do_not_count() -> None:
    """Nor do spaces there: a term is sorted by its first letter; one inside parts its words."""
    assert collation_key(" 가", SCRIPTS)[0] == collation_key("가", SCRIPTS)[0]
    assert collation_key("'가", SCRIPTS)[0] == collation_key("가", SCRIPTS)[0]
    assert collation_key("가 나", SCRIPTS)[0] != collation_key("가나", SCRIPTS)[0]


@pytest.mark.parametrize(
    ("term", "letter"),
    [
        ("가상", "ㄱ"),
        ("까치", "ㄱ"),
        ("땅", "ㄷ"),
        ("빵", "ㅂ"),
        ("쌀", "ㅅ"),
        ("짝", "ㅈ"),
        ("한글", "ㅎ"),
        ("'pod'", "P"),
        ("élan", "E"),
        ("10.0.0.1", "#"),
        ("++", "#"),
        ("", "#"),
    ],
)
def test_what_a_term_stands_under(term: str, letter: str) -> None:
    """A doubled consonant stands with its single one; what begins with a number, or with nothing, under #."""
    assert initial(term) == letter
