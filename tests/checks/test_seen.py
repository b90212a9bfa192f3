# ruff: noqa: E501 - tables of cases, a line each
"""What a reader can see: each way to hide a block is told, and nothing that only looks like one."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from course.checks.course_sources import Checked
from course.checks.seen.looks import ALL_LOOKS, LOOKS, Look
from course.checks.seen.marked import mark_page
from course.checks.seen.seen_check import check_in, read_pages
from course.checks.seen.window import look_at
from course.markdown.reading.page_blocks import fold
from support.check_command import run
from support.courses import ROOT, SAMPLE, BuiltDocs, write_files
from support.search_bench import build
from support.stress_session import stress_pictures, stress_session

GUIDE = ROOT / "guide/docs/ko/problems.md"
DESKTOP, DARK, PAPER, PHONE, DARK_PHONE = ALL_LOOKS
#: What hides a paragraph in every look: declarations of its own (`{}` is its selector, else they are inside).
STYLES = {
    "not displayed": "display: none",
    "invisible": "visibility: hidden",
    "see-through": "opacity: 0",
    "hardly opaque": "opacity: 0.05",
    "see-through by a filter": "filter: opacity(0)",
    "blurred": "filter: blur(20px)",
    "no letters": "font-size: 0",
    "tiny letters": "font-size: 2px; line-height: 1",
    "letters of no colour": "color: transparent",
    "letters not filled": "-webkit-text-fill-color: transparent",
    "its ground's colour": "color: #777; background: #787878",
    "no height": "max-height: 0; overflow: hidden",
    "one pixel": "position: absolute; width: 1px; height: 1px; overflow: hidden",
    "cut to one line": "max-height: 1.2em; width: 10em; overflow: hidden",
    "cut at its side": "white-space: nowrap; width: 12em; overflow: hidden; text-overflow: ellipsis",
    "clipped away": "clip-path: inset(50%)",
    "clipped to a corner": "clip-path: circle(3px at 0 0)",
    "clipped as of old": "position: absolute; clip: rect(0, 0, 0, 0)",
    "left of the page": "position: absolute; left: -9999px",
    "above the page": "position: absolute; top: -900px",
    "right of the page": "position: fixed; left: 110vw",
    "outdented": "text-indent: -9999px; overflow: hidden",
    "moved away": "transform: translateX(-200vw)",
    "shrunken": "transform: scale(0.01)",
    "turned away": "transform: rotateY(90deg)",
    "pulled under what follows": "margin-bottom: -3em} {} + p {position: relative; background: #fff",
    "under its own cover": "position: relative} {}::after {content: ''; position: absolute; inset: 0; background: #fff",
    "behind the page": "position: relative; z-index: -1} article {background: #fff",
    "skipped": "content-visibility: hidden; height: 1em",
}
#: What hides nothing.
HARMLESS = {
    "faint": "opacity: 0.7",
    "small": "font-size: 9px",
    "coloured": "color: #777",
    "lit": "color: #fff; text-shadow: 0 0 3px #000, 0 0 3px #000",
    "painted letters": "color: transparent; background: linear-gradient(#c00, #00c); -webkit-background-clip: text",
    "on a picture": "color: #fff; background: linear-gradient(#000, #333)",
    "scrolled": "max-height: 1.4em; width: 10em; overflow: auto",
    "scrolled sideways": "white-space: nowrap; width: 8em; overflow-x: auto",
    "turned": "transform: rotate(1deg)",
    "arriving": "animation: arrive 3s both",
    "columns": "columns: 2",
    "under a veil": "position: relative} {}::after {content: ''; position: absolute; inset: 0; background: #ffffff1a",
    "beside its mark": "position: relative} {}::before {content: ''; position: absolute; left: -12px; width: 6px; height: 6px; background: #c00",
    "letter by letter": "letter-spacing: 0.4em",
    "sticky": "position: sticky; top: 4em; background: inherit",
}
_TEXT = "{}째 문단에는 여러 낱말이 있어서 좁은 창에서는 두 줄이 됩니다"


def source(count: int) -> str:
    """A page of so many paragraphs."""
    return (
        "# 보이는 것\n\n" + "\n\n".join(_TEXT.format(number) for number in range(count)) + "\n\n끝입니다.\n"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site: a page of paragraphs for each table of styles, one with a block of every kind, the guide's."""
    folder = tmp_path_factory.mktemp("seen")
    files: dict[str, str | bytes] = {
        "index.md": "# 첫 쪽\n",
        "hidden.md": source(len(STYLES)),
        "shown.md": source(len(HARMLESS)),
        "kinds.md": KINDS,
        "formulas.md": FORMULAS,
        "wide.png": stress_pictures()["wide.png"],
        "guide.md": guide_page(),
    }
    write_files(folder / "docs", files)
    build(folder / "docs", folder / "site")
    return folder / "site"


def plant(page: Path, planted: str) -> None:
    """Write `planted` into a page's head, and a number on each of its paragraphs."""
    original = page.with_suffix(".original")
    if not original.exists():
        shutil.copy(page, original)
    html = original.read_text(encoding="utf-8")
    for number in range(100):
        html = html.replace(f"<p>{number}째", f'<p id="p{number}">{number}째')
    page.write_text(html.replace("</head>", f"{planted}</head>"), encoding="utf-8")


def unseen(browser: Browser, site: Path, name: str, planted: str, *looks: Look) -> dict[str, set[str]]:
    """By the names of `looks`, what begins the blocks of a page that cannot be seen, `planted` in its head."""
    plant(site / name / "index.html", planted)
    marked = mark_page((site / name / "index.html").read_bytes())
    found: dict[str, set[str]] = {look.name: set() for look in looks}
    for each in look_at(browser, site, {f"{name}/": marked}, looks):
        block = marked.blocks[each.number]
        said = block.key[0 if block.kind == "formula" else -1]
        name = "diagram" if block.kind == "diagram" else said.partition("째문단")[0]
        found[each.look.name].add(name)
    return found


def rules(styles: dict[str, str]) -> str:
    """A style sheet that gives each paragraph one of `styles`."""
    each = "\n".join(f"#p{n} {{{style.replace('{}', f'#p{n}')}}}" for n, style in enumerate(styles.values()))
    return f"<style>@keyframes arrive {{from {{opacity: 0}}}}\n{each}</style>"


def test_each_way_to_hide_is_told(site: Path, browser: Browser) -> None:
    """What a style sheet hides is told, and that alone."""
    found = unseen(browser, site, "hidden", rules(STYLES), DESKTOP, PHONE)
    for look in found:
        names = {name for number, name in enumerate(STYLES) if str(number) in found[look]}
        assert set(STYLES) - names == set(), look
        assert len(found[look]) == len(STYLES), found[look]


def test_what_can_be_seen_is_not_told(site: Path, browser: Browser) -> None:
    """Faint, small, scrolled, moving, painted or veiled text is text."""
    found = unseen(browser, site, "shown", rules(HARMLESS), DESKTOP, PHONE)
    assert {
        look: [[*HARMLESS][int(n)] if n.isdigit() else n for n in sorted(found[look])] for look in found
    } == {
        "desktop": [],
        "phone": [],
    }


KINDS = """# 모든 것

## 둘째 제목

글과 <b>굵은 글</b>입니다.

- 항목
    - 안쪽 항목
- [ ] 할 일

| 이름 | 뜻 |
|---|---|
| 칸 | 다음 칸 |

```bash
echo 코드 하나
```

![그림](wide.png)

```mermaid
graph LR
  A[상자] --> B[통]
```

> 인용한 글

각주[^1]

[^1]: 각주의 글

<details>
<summary>물음</summary>

접힌 답

</details>

=== "가"
    첫 탭의 글

=== "나"
    둘째 탭의 글

    === "다"
        안쪽 탭의 글

마지막 글
"""
#: What is planted → in each look, by its name ("": in every one), what is not seen then.
PLANTED = {
    "<style>article h2 {opacity: 0}</style>": {"": {"둘째 제목"}},
    "<style>article li li {visibility: hidden}</style>": {"": {"안쪽 항목"}},
    "<style>td:nth-child(2) {color: transparent}</style>": {"": {"다음 칸"}},
    "<style>article b {font-size: 0}</style>": {"": {"글과 굵은 글입니다."}},
    "<style>article pre code {max-height: 0; overflow: hidden; padding: 0 !important}</style>": {
        "": {"echo 코드 하나"}
    },
    "<style>article img {width: 0}</style>": {"": {"wide.png"}},
    "<style>.task-list-indicator::before {display: none}</style>": {"": {"할 일"}},
    "<style>svg.diagram-drawing text {fill: transparent !important}</style>": {"": {"diagram"}},
    "<style>.footnote {display: none}</style>": {"": {"각주의 글"}},
    "<style>details p {position: absolute; left: -999em}</style>": {"": {"접힌 답"}},
    "<style>.tabbed-block:nth-child(2) > p:first-child {opacity: 0}</style>": {"": {"둘째 탭의 글"}},
    "<style>.tabbed-block .tabbed-content {display: none !important}</style>": {"": {"안쪽 탭의 글"}},
}
#: The same of what hides something in some looks alone, and of scripts and neighbours.
PLANTED_ELSEWHERE = {
    "<style>@media screen {[data-md-color-scheme=slate] blockquote p {color: #111}}</style>": {"desktop, dark": {"인용한 글"}, "phone, dark": {"인용한 글"}},
    "<style>@media screen {[data-md-color-scheme=default] th {color: #fff !important}}</style>": {"desktop": {"이름", "뜻"}, "phone": {"이름", "뜻"}},
    "<style>@media screen and (max-width: 40em) {article .tabbed-set + p {display: none}}</style>": {"phone": {"마지막 글"}, "phone, dark": {"마지막 글"}},
    "<style>@media print {article li li {visibility: hidden}}</style>": {"paper": {"안쪽 항목"}},
    "<style>@media (pointer: coarse) {article pre {height: 0; overflow: hidden}}</style>": {"phone": {"echo 코드 하나"}, "phone, dark": {"echo 코드 하나"}},
    "<script>addEventListener('DOMContentLoaded', () => document.querySelector('article h2').remove())</script>": {"": {"둘째 제목"}},
    "<script>addEventListener('DOMContentLoaded', () => { document.querySelector('details:not([class]) p').textContent = '' })</script>": {"": {"접힌 답"}},
    "<script>addEventListener('DOMContentLoaded', () => { const p = document.querySelector('.tabbed-block p'); p.innerHTML = `<span style='opacity: 0'>${p.innerHTML}</span>` })</script>": {"": {"첫 탭의 글"}},
    "<style>h2 + p, h1 + p {margin-bottom: -40px !important} h1 + p + ul, h2 + p + ul {position: relative; background: #fff; color: #000} @media screen {[data-md-color-scheme=slate] h1 + p + ul {background: #000; color: #fff}}</style>": {"": {"글과 굵은 글입니다."}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("planted", "looks"),
    [
        pytest.param(PLANTED, (DESKTOP, PAPER, PHONE), id="all looks"),
        pytest.param(PLANTED_ELSEWHERE, ALL_LOOKS, id="some looks"),
        pytest.param({}, ALL_LOOKS, id="nothing", marks=pytest.mark.long),
    ],
)
def test_blocks_of_every_kind(
    planted: dict[str, dict[str, set[str]]], looks: Sequence[Look], site: Path, browser: Browser
) -> None:
    """Each is told where it cannot be seen: in the dark alone, on a phone, on paper, behind another."""
    found = unseen(browser, site, "kinds", "".join(planted), *looks)
    wanted = {
        look.name: {
            fold(text) if "echo" not in text else text
            for each in planted.values()
            for name in ("", look.name)
            for text in each.get(name, ())
        }
        for look in looks
    }
    assert found == wanted


FORMULAS = """# 식 $h_1$ 제목

## 둘째 $h_2$

글 $t_1$ 안의 식과 $t_2$ 둘, 그리고 <math><msup><mi>b</mi><mn>2</mn></msup></math> 손으로 쓴 식.

$$
\\frac{d_1}{2}
$$

```math
m_1
```

- 항목: $i_1$
    - $i_2$
- 지은이의 식: <math><mfrac><mi>a</mi><mn>1</mn></mfrac></math>

| 이름 | 식 |
|---|---|
| $c_1$ | 칸 $c_2$ |

> 인용한 식 $q_1$

각주[^1]와 **굵은 $b_1$**, [이어진 $l_1$](index.md), 빈자리 $\\phantom{x} = p_1$.

[^1]: 각주의 $n_1$ 식
"""
#: What is planted → the blocks that cannot be seen then: a formula, and the text that it stands in.
PLANTED_IN_FORMULAS = {
    "<style>article h1 math {opacity: 0}</style>": {"h_1", "식\ufffc제목"},
    "<style>article h2 math {font-size: 0 !important}</style>": {"h_2", "둘째\ufffc"},
    "<style>article li li math {color: transparent}</style>": {"i_2", "\ufffc"},
    "<style>article td:nth-child(2) math {display: none !important}</style>": {"c_2", "칸\ufffc"},
    "<style>blockquote math * {visibility: hidden}</style>": {"q_1", "인용한식\ufffc"},
    "<style>.footnote math {position: absolute; left: -999em}</style>": {"n_1", "각주의\ufffc식"},
    "<style>p > .formula-lines {opacity: 0}</style>": {"\\frac{d_1}{2}"},
    "<style>.formula-block {clip-path: inset(50%)}</style>": {"m_1"},
    "<script>addEventListener('DOMContentLoaded', () => { const all = document.querySelectorAll('article li math'); all[0].remove(); all[2].remove() })</script>":
        {"i_1", "항목:\ufffc", "a1", "지은이의식:\ufffc"},
}  # fmt: skip


@pytest.mark.parametrize("planted", [{}, PLANTED_IN_FORMULAS], ids=["nothing", "all"])
def test_formulas_in_blocks_of_every_kind(planted: dict[str, set[str]], site: Path, browser: Browser) -> None:
    """One that can be seen hides nothing of the text around it; of one that cannot, both are told."""
    found = unseen(browser, site, "formulas", "".join(planted), DESKTOP, PHONE)
    wanted = {fold(text) for texts in planted.values() for text in texts}
    assert found == {"desktop": wanted, "phone": wanted}


def test_what_lies_over_the_page_hides_all(site: Path, browser: Browser) -> None:
    """A banner at an edge can be scrolled past; one over the window cannot."""
    bar = "<style>body::after {content: ''; position: fixed; inset: auto 0 0; height: 90px; background: #c00}</style>"
    assert unseen(browser, site, "kinds", bar, PHONE)["phone"] <= {"각주의글"}  # at the very end
    over = (
        "<style>#over {position: fixed; inset: 0; background: #fff; pointer-events: none; z-index: 99}</style>"
        "<script>addEventListener('DOMContentLoaded', () => document.body.insertAdjacentHTML("
        "'beforeend', '<div id=over></div>'))</script>"
    )
    found = unseen(browser, site, "kinds", over, DESKTOP)["desktop"]
    blocks = mark_page((site / "kinds/index.html").read_bytes()).blocks
    assert len(found) >= len({block.key[-1] for block in blocks if block.kind != "link"}) - 3


def guide_page() -> str:
    """What the guide gives as its example, twice, and a text that the dark alone hides."""
    example = re.search("### block-unseen\\n.*?```html\\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert example
    return f"# 하나\n\n글\n\n{example[1]}\n{example[1]}\n<p style='color: black'>검은 글</p>\n"


def test_the_guides_example_is_told_at_its_line(site: Path, browser: Browser) -> None:
    """One Problem for all that one thing hides, with the source's line and the looks; others stay apart."""
    pages = {"guide/": read_pages(site, site.parent / "docs")["guide/"]}
    report = check_in(browser, site, pages, ALL_LOOKS)
    told = [(p.line, p.what, p.why, p.code) for p in report.problems if "guide.md" in p.path]
    wanted = "text “흰바탕의흰글” and 1 more block cannot be seen in /guide/ (desktop; paper; phone)"
    assert sorted(what for _, what, *_ in told) == sorted(
        [wanted, "text “검은글” cannot be seen in /guide/ (desktop, dark; phone, dark)"]
    )
    assert {code for *_, code in told} == {"block-unseen"}
    assert "2 to mend" in str(report)


def test_without_what_it_needs(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser that is none, none at all, and no Playwright: one line each, with what to do."""
    monkeypatch.chdir(SAMPLE)
    where = [str(site), "--browser"]
    monkeypatch.setattr("course.verbs.check.check", lambda *_, **__: Checked((), ""))
    monkeypatch.setenv("CHROMIUM_PATH", sys.executable)  # it starts, and is no browser
    status, _, err = run(capsys, *where)
    assert (status, err.count("\n")) == (2, 1), err
    assert "CHROMIUM_PATH" in err
    monkeypatch.setenv("CHROMIUM_PATH", str(site / "index.html"))
    status, _, err = run(capsys, *where)
    assert (status, "install Chromium, Chrome or Edge" in err, err.count("\n")) == (2, True, 1)
    monkeypatch.setattr("course.checks.seen.seen_check.find_spec", lambda _: None)
    status, _, err = run(capsys, *where)
    assert (status, "requirements-browser.txt" in err, err.count("\n")) == (2, True, 1)


def test_it_needs_a_site(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources have no looks."""
    monkeypatch.chdir(SAMPLE)
    with pytest.raises(SystemExit):
        run(capsys, "docs/ko/index.md", "--browser")
    assert "--browser looks at a built site" in capsys.readouterr().err


def looked_at(
    browser: Browser, site: Path, docs: Path, *beginnings: str, looks: Sequence[Look] = ALL_LOOKS
) -> list[str]:
    """What cannot be seen of the pages whose addresses begin so."""
    pages = {
        address: page for address, page in read_pages(site, docs).items() if address.startswith(beginnings)
    }
    assert len(pages) > len(beginnings) - 1
    return [str(problem) for problem in check_in(browser, site, pages, looks).problems]


def test_the_sample_session_can_be_seen(built_site: Path, browser: Browser) -> None:
    """All of it, at a desk and on a phone: diagrams, tables, tasks, folded and marked text; and all terms."""
    pages = ("ko/week_03/day3/session_1/", "ko/glossary/")
    assert looked_at(browser, built_site, SAMPLE / "docs", *pages, looks=LOOKS) == []


@pytest.mark.long
def test_every_page_can_be_seen(built_site: Path, browser: Browser) -> None:
    """Each kind of page, in both languages, in every look."""
    assert looked_at(browser, built_site, SAMPLE / "docs", "") == []


@pytest.mark.long
def test_a_hard_session_can_be_seen(build_docs: Callable[..., BuiltDocs], browser: Browser) -> None:
    """Wide tables, long code, folds in folds, tabs, tall and wide diagrams, in every look."""
    built = build_docs({"a.md": stress_session(topics=2), "index.md": "# 첫 쪽\n", **stress_pictures()})
    assert looked_at(browser, built.site_dir, built.site_dir.parent / "docs", "a/") == []
