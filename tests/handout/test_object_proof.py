"""The check of pictures and links as objects, checked: what is taken away, made small or moved is found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import fragment_fromstring

from course.handout.contents.pages import Handout, set_content
from course.handout.contents.sides import set_sides
from course.handout.editions import BESIDE
from course.handout.make import document_of
from course.handout.order import Order
from course.handout.paper import PAPERS, side_by_side
from course.handout.proving.placing import one_each
from course.handout.proving.proved import check_made
from course.handout.proving.wanted_objects import WantedPicture, wanted_objects
from course.handout.typst.press import Press
from course.markdown.files.source import Source
from course.markdown.reading.source_page import render_source
from support.courses import write_files
from support.handouts import needs_fonts, order_of
from support.pictures import picture_files, png

pytestmark = needs_fonts

SOURCE = """# 제목은 여기에

![빨강](a.png)

글 ![파랑](b.png) 그리고 ![작은 것](s.png) 글입니다.

<img src="f.png" width="200">

- 항목 ![노랑](c.png)

| 칸 | 다른 칸 |
|---|---|
| ![칸의 그림](d.png) | 글 |

[![영상](e.png)](https://example.org/v)

![그린 것](v.svg)

[첫 주소](https://example.org/a)와 [둘째 주소](https://example.org/b)와 [첫 주소](https://example.org/a)

글[^1].

[^1]: 각주 ![각주의 그림](g.png)

<details><summary>답</summary>

![숨은 그림](t.png) [숨은 주소](https://example.org/c)

</details>

![어둠](t.png#gh-dark-mode-only) ![먼 그림](https://p.example/x.png)
"""

Harm = Callable[[str], str]


#: The same two pictures in the text, in cells, a note and folded parts, one way round and the other.
SAME = """# 제목은 여기에

![빨강](a.png)

글[^1]. ![파랑](b.png) ![빨강](a.png)

| 칸 ![파랑](b.png) | 칸 ![빨강](a.png) |
|---|---|
| ![빨강](a.png) | ![파랑](b.png) |

[^1]: 각주 <img src="a.png" alt="빨강" height="40"> ![파랑](b.png)

<details><summary>답</summary>

![파랑](b.png) ![빨강](a.png)

</details>

<details><summary>다른 답</summary>

![빨강](a.png) ![파랑](b.png)

</details>
"""


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Order:
    """The order for a handout of SOURCE."""
    return _order(SOURCE, tmp_path_factory.mktemp("objects"))


def _order(markdown: str, folder: Path) -> Order:
    write_files(folder / "site", picture_files("."))
    write_files(folder / "site", {"other.png": png(600, 400, "black")})
    article = render_source(markdown)
    article = re.sub(r'src="(?=\w+\.)', 'src="../', article)
    note = '<sup><a class="footnote-ref" href="#fn:1">1</a></sup>'
    article = re.sub(
        r'<div class="footnote"[^>]*><ol><li>', r'<div class="footnote"><ol><li id="fn:1">', article
    )
    article = article.replace("글.", f"글{note}.")
    order = order_of(article, folder, markdown)
    return replace(order, pages=(replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", markdown)),))


@pytest.fixture(scope="module")
def handout(order: Order) -> Handout:
    """What it holds."""
    return set_content(order.pages, order)


def found(order: Order, handout: Handout, harm: Harm) -> list[tuple[str, int]]:
    """Code and line of what is found in the harmed handout."""
    document = document_of(order, handout)
    other = order.site_dir / "other.png"
    pictures = {**handout.pictures, other.name: other} if other.exists() else handout.pictures
    pdf = Press(order.fonts_dir).pdf(harm(document), pictures, 0)
    return [(problem.code, problem.line) for problem in check_made(order, pdf)]


def test_a_sound_handout_has_no_problem(order: Order, handout: Handout) -> None:
    """Pictures in lines, cells, lists, notes and folded parts, drawings and links are all found."""
    assert found(order, handout, lambda document: document) == []


def _call(spoken: str) -> str:
    """A pattern for the call that sets a picture."""
    return rf'#(?:small-)?picture\((?:percent: \d+, )?"[^"]*", [\d.]+pt, [\d.]+pt, "{spoken}"\);'


def _gone(spoken: str) -> Harm:
    return lambda document: _changed(document, _call(spoken), "")


def _small(spoken: str) -> Harm:
    """A picture of three millimetres."""

    def harm(document: str) -> str:
        call = re.search(_call(spoken), document)
        assert call
        tiny = re.sub(r"[\d.]+pt, [\d.]+pt", lambda _: "8.5pt, 5.67pt", call[0])
        return document.replace(call[0], tiny)

    return harm


def _within(spoken: str, around: str) -> Harm:
    """A picture in a box of Typst's, such as one that cuts, or twice."""

    def harm(document: str) -> str:
        call = re.search(_call(spoken), document)
        assert call
        return document.replace(call[0], f"#{around.format(call[0][1:-1])};")

    return harm


def _another(spoken: str) -> Harm:
    """A picture of the same size in its place."""

    def harm(document: str) -> str:
        call = re.search(_call(spoken), document)
        assert call
        return document.replace(call[0], re.sub(r'"/\w+\.png"', '"/other.png"', call[0]))

    return harm


def _swapped(one: str, other: str) -> Harm:
    def harm(document: str) -> str:
        first, second = re.search(_call(one), document), re.search(_call(other), document)
        assert first
        assert second
        return document.replace(first[0], "@").replace(second[0], first[0]).replace("@", second[0])

    return harm


def _changed(document: str, pattern: str, by: str) -> str:
    changed, count = re.subn(pattern, lambda _: by, document, count=1)
    assert count == 1
    return changed


def _instead(pattern: str, by: str) -> Harm:
    return lambda document: _changed(document, pattern, by)


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (_gone("빨강"), ("handout-lost", 3)),
        (_gone("파랑"), ("handout-lost", 5)),
        (_gone("작은 것"), ("handout-lost", 5)),
        (_gone("그림"), ("handout-lost", 5)),
        (_gone("노랑"), ("handout-lost", 9)),
        (_gone("칸의 그림"), ("handout-lost", 13)),
        (_gone("영상"), ("handout-lost", 15)),
        (_gone("그린 것"), ("handout-lost", 17)),
        (_gone("각주의 그림"), ("handout-lost", 23)),
        (_gone("숨은 그림"), ("handout-lost", 27)),
        (_within("빨강", "[#{0};#{0};]"), ("handout-order", 3)),
        (_within("칸의 그림", "[#{0};#{0};]"), ("handout-order", 13)),
        (_within("각주의 그림", "[#{0};#{0};]"), ("handout-order", 23)),
        (_small("빨강"), ("handout-lost", 3)),
        (_small("파랑"), ("handout-lost", 5)),
        (_small("그림"), ("handout-lost", 5)),
        (_small("노랑"), ("handout-lost", 9)),
        (_small("칸의 그림"), ("handout-lost", 13)),
        (_small("그린 것"), ("handout-lost", 17)),
        (_small("각주의 그림"), ("handout-lost", 23)),
        (_within("빨강", "box(clip: true, height: 90pt, {})"), ("handout-lost", 3)),
        (_within("파랑", "box(clip: true, width: 150pt, {})"), ("handout-lost", 5)),
        (_within("노랑", "move(dx: 300pt, {})"), ("handout-lost", 9)),
        (_another("파랑"), ("handout-lost", 5)),
        (_another("칸의 그림"), ("handout-lost", 13)),
        (_swapped("빨강", "파랑"), ("handout-order", 5)),
        (_swapped("노랑", "영상"), ("handout-order", 15)),
        (_instead(r'#outer-link\(to: "https://example.org/v"\)', "#emph"), ("handout-link", 15)),
        (_instead(r'#outer-link\(to: "https://example.org/b"\)', "#emph"), ("handout-link", 19)),
        (_instead(r'#outer-link\(to: "https://example.org/a"\)', "#emph"), ("handout-link", 19)),
        (_instead(r'#outer-link\(to: "https://example.org/c"\)', "#emph"), ("handout-link", 27)),
        (_instead(r'"https://example.org/b"', '"https://example.org/x"'), ("handout-link", 19)),
        (_instead(r"link\(to, body\)", "body + link(to, hide[x])"), ("handout-link", 15)),
        (_instead(r'#w\("\[먼"\);#" ";#w\("그림\]"\);', ""), ("handout-lost", 31)),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_found(
    order: Order, handout: Handout, harm: Harm, expected: tuple[str, int]
) -> None:
    """A picture or link that is gone, tiny, another or moved is told, whatever words stand there."""
    assert expected in found(order, handout, harm)


#: Words at whose marks readers of PDFs divide or join, also where a line ends with them.
WORDS = (
    *(
        "webpack-dev-server",
        "marp/vscode#238",
        "한국어-링크",
        "は「リンク」",
        "re\u2011use",
        "well\u00adknown",
        "x--y",
    ),
    *(
        "–",
        "a/b/c",
        "foo_bar.baz",
        "supercalifragilisticexpialidocious",
        "안녕하세요",
        "(see)",
        "“quote”",
        "🚀",
    ),
    *("v1.2.3-rc.1", "--flag", "...", "정말로 긴 글자들"),
)


def _links(seed: int) -> str:
    """A page of links that end and break at every place of a line."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, count)))

    shapes = ("{0} {1} {0}", "- {0} {1}", "> {0} **{1}**", "| {0} | b |\n|---|---|\n| {1} | b |")
    links = (f"[{words(8)}](https://example.org/a-b/{number}?q=한글)" for number in range(40))
    return "\n\n".join(["# 링크", *(chance.choice(shapes).format(words(20), link) for link in links)])


@pytest.mark.parametrize("seed", range(2))
def test_a_link_is_known_wherever_its_line_breaks(tmp_path: Path, seed: int) -> None:
    """A link of several lines, with hyphens at their ends, is a link; and one that is none is told."""
    source = _links(seed)
    order = order_of(render_source(source), tmp_path, source)
    order = replace(order, pages=(replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", source)),))
    handout = set_content(order.pages, order)
    assert found(order, handout, lambda document: document) == []
    harm = _instead(r'#outer-link\(to: "https://example.org/a-b/17[^"]*"\)', "#emph")
    assert [code for code, _ in found(order, handout, harm)] == ["handout-link"]


def test_the_same_picture_stands_in_many_places(tmp_path: Path) -> None:
    """Each has a place for itself, in whatever order the parts are; one less is told, and one more."""
    order = _order(SAME, tmp_path)
    handout = set_content(order.pages, order)
    assert found(order, handout, lambda document: document) == []
    document = document_of(order, handout)
    for spoken in ("빨강", "파랑"):
        calls = list(re.finditer(_call(spoken), document))
        assert len(calls) >= 6
        for call in calls:
            less = document[: call.start()] + document[call.end() :]
            codes = {code for code, _ in found(order, handout, lambda _, less=less: less)}  # type: ignore[misc]
            assert "handout-lost" in codes


def test_links_to_few_addresses_are_known_in_two_languages(tmp_path: Path) -> None:
    """Frames on several lines, of links to the same place in both languages, are shared out among all."""
    one, other = (re.sub(r"a-b/(\d+)", lambda m: f"a-b/{int(m[1]) % 4}", _links(seed)) for seed in (3, 4))
    both = _beside(_order(one, tmp_path), _order(other, tmp_path))
    assert found(both, set_sides(both), lambda document: document) in ([], [("handout-sparse", 1)])


@pytest.mark.parametrize(
    "table",
    [
        "| ![가](tall.png) |\n|---|\n| ![나](tall.png) |",
        "| ![가](tall.png) ![나](tall.png) |\n|---|\n| ![다](tall.png) |",
        "| 칸 | ![가](tall.png) |\n|---|---|\n| ![나](tall.png) | ![다](tall.png) |",
        "| ![가](a.png) ![나](a.png) |\n|---|\n| ![다](a.png) |",
        "| 칸 | 칸 |\n|-|-|\n| 하나 ![가](tall.png) 둘 ![나](b.png) ![다](s.png) | 넷 ![라](c.png) 다섯 |",
    ],
)
def test_a_table_of_large_pictures_stays_on_its_pages(tmp_path: Path, table: str) -> None:
    """A head and the row below it are not kept together, and a row goes on on the next page: cell by cell."""
    write_files(tmp_path / "site", {"tall.png": png(700, 1000, "green")})
    order = _order(f"# 제목\n\n{table}\n", tmp_path)
    both = _beside(order, order)
    for each, handout in ((order, set_content(order.pages, order)), (both, set_sides(both))):
        codes = {code for code, _ in found(each, handout, lambda document: document)}
        assert codes <= {"handout-sparse"}, "a hint: what is as high as a page begins one"


@pytest.fixture(scope="module")
def sides(order: Order) -> Order:
    """The order for SOURCE beside itself, as where a picture is the same in both languages."""
    return _beside(order, order)


def _beside(order: Order, other: Order) -> Order:
    sheet = replace(order.sheet, paper=side_by_side(PAPERS["a4"]))
    left, right = (replace(each, edition=BESIDE, sheet=sheet) for each in (order, other))
    return replace(left, beside=replace(right, sheet=replace(sheet, language="en")))


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (lambda document: document, []),
        (_gone("빨강"), [("handout-lost", 3)]),
        (_gone("칸의 그림"), [("handout-lost", 13)]),
        (_gone("그린 것"), [("handout-lost", 17)]),
        (_gone("각주의 그림"), [("handout-lost", 23)]),
        (_within("빨강", "[#{0};#{0};]"), [("handout-order", 3)]),
    ],
)
def test_a_picture_stands_once_on_each_side(
    sides: Order, harm: Harm, expected: list[tuple[str, int]]
) -> None:
    """Beside its translation, one that both show is there twice: not once, and no third time."""
    assert found(sides, set_sides(sides), harm) == expected


def test_what_print_may_repeat(tmp_path: Path) -> None:
    """A picture in a table's head, or in a heading; none in another cell."""
    write_files(tmp_path, picture_files("."))
    tree = fragment_fromstring(
        render_source("## ![가](a.png)\n\n| ![나](b.png) |\n|---|\n| ![다](c.png) |\n"), create_parent="div"
    )
    pictures = [each for each in wanted_objects(tree, tmp_path) if isinstance(each, WantedPicture)]
    assert [(each.name, each.may_repeat) for each in pictures] == [("가", True), ("나", True), ("다", False)]


def _most(candidates: Sequence[Sequence[int]], taken: frozenset[int] = frozenset()) -> int:
    """How many of the things can have one of their candidates, by trying all."""
    if not candidates:
        return 0
    first, *others = candidates
    served = (1 + _most(others, taken | {each}) for each in first if each not in taken)
    return max([_most(others, taken), *served])


@pytest.mark.parametrize("seed", range(5))
def test_as_many_as_can_be_get_a_place_of_their_own(seed: int) -> None:
    """Nobody gets one that is no candidate, or that another has."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(60):
        spots = range(chance.randint(1, 6))
        candidates = [sorted(chance.sample(spots, chance.randint(0, len(spots)))) for _ in range(6)]
        given = one_each(candidates)
        had = [each for each in given if each is not None]
        assert all(each is None or each in known for each, known in zip(given, candidates, strict=True))
        assert len(set(had)) == len(had) == _most(candidates)
