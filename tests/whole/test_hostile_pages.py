"""A course of strangers' pages, each with a payload, is built and opened in a browser: nothing of it runs."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest

from support.courses import INHERIT, Course
from support.hostile_cases import FOLDER, UNKNOWN, HostileCase, hostile_cases, sample_cases
from support.hostile_walk import Findings, LightHandler, search, walk
from support.pages import served

SAMPLE = 24
SETTINGS = (
    f"{INHERIT}site_name: Strangers\nsite_url: http://127.0.0.1/\nextra: {{course: {{languages: [ko]}}}}\n"
)
SOUND = "# Sound\n\nText with [a link](index.md).\n\n```bash\necho alive\n```\n"
SITE = 0
"""The number of pages that belong to no case."""


def build(folder: Path, cases: Sequence[HostileCase]) -> Path:
    """The site of a course that has the files of `cases`, and two sound pages."""
    course = Course(folder)
    for path in sorted(folder.glob("docs/ko/*.md")):
        path.unlink()
    course.write({"mkdocs.yml": SETTINGS, "docs/ko/index.md": SOUND, "docs/ko/sound.md": SOUND})
    for case in cases:
        course.write({f"docs/ko/{place}": text for place, text in case.files.items()})
    ran = course.publish("--no-strict", "--quiet")
    assert ran.status == 0, ran.output
    return folder / "site"


def addresses(site: Path) -> list[str]:
    """The paths on a server of all pages of `site`."""
    return [quote(path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def address_of(place: str) -> str:
    """The path on a server of the page that is made of the file at `place`."""
    folder, _, name = place.removesuffix(".md").rpartition("/")
    inside = [] if name in ("index", "README") else [name]
    return quote("/".join(filter(None, [folder, *inside, "index.html"])))


def failures(cases: Sequence[HostileCase], found: Sequence[Findings]) -> dict[str, dict[str, set[str]]]:
    """Name of a case → what it did → the pages it did it on."""
    own = {address_of(place): case.number for case in cases for place in case.files if place.endswith(".md")}
    names = {SITE: "the site itself", **{case.number: case.name for case in cases}}
    failed: dict[str, dict[str, set[str]]] = {}
    for page in found:
        for number, words in page.by_case(own.get(page.address, SITE)).items():
            for word in words:
                failed.setdefault(names.get(number, str(number)), {}).setdefault(word, set()).add(
                    page.address
                )
    return failed


def told(failed: dict[str, dict[str, set[str]]]) -> str:
    """`failed` as lines, and how many cases did what."""
    words = sorted({word for did in failed.values() for word in did})
    counts = ", ".join(f"{word} {sum(word in did for did in failed.values())}" for word in words)
    lines = [
        f"{name}: "
        + "; ".join(f"{word} ({min(pages)}, {len(pages)} pages)" for word, pages in sorted(did.items()))
        for name, did in sorted(failed.items())
    ]
    return "\n".join([f"{len(failed)} cases: {counts}", *lines])


def assert_nothing_runs(folder: Path, cases: Sequence[HostileCase], tell: Callable[[str], None]) -> None:
    site = build(folder, cases)
    pages = addresses(site)
    there = sum(any(address_of(place) in pages for place in case.files) for case in cases)
    assert there >= 0.9 * len(cases), "most cases have a page: or nothing was tried"
    with served(site, LightHandler) as home:
        found = walk(home, pages)
    with served(site) as home:
        found.append(search(home, "sound/index.html", ["sound", "alive", "img", "alert", "evil"]))
    failed = failures(cases, found)
    tell(f"hostile pages: {len(cases)} cases on {len(pages)} pages, {len(failed)} of them did something")
    said = [f"{page.address}: {error}" for page in found for error in sorted(page.errors)]
    assert not failed, "\n".join([told(failed), *said])


def test_nothing_runs_in_a_sample(tmp_path: Path, tell: Callable[[str], None]) -> None:
    """Of two dozen pages, of every kind, none runs, asks elsewhere, leads away, kills or covers a page."""
    assert_nothing_runs(tmp_path / "course", sample_cases(SAMPLE), tell)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_nothing_runs(tmp_path: Path, tell: Callable[[str], None]) -> None:
    """Nor does any of all cases."""
    assert_nothing_runs(tmp_path / "course", hostile_cases(), tell)


#: What a page does → what is put into a sound page for it; the name is a word of Findings.by_case.
SEEN = {
    "load": [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<script>self.ran=1</script>",
        "<details open ontoggle=alert(1)><summary>s</summary></details>",
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<meta http-equiv=refresh content="0;url=javascript:alert(1)"><svg onload=alert(1)></svg>',
    ],
    "touch": [
        '<a href="javascript:alert(1)">a</a>',
        '<svg width=9 height=9><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>',
        "<b onmouseover=alert(1)>b</b>",
        "<b onkeydown=alert(1)>b</b>",
        '<form action="javascript:alert(1)"><button>b</button></form>',
        '<button form=ff formaction="javascript:alert(1)">b</button><form id=ff></form>',
        "<p tabindex=0 onfocus=alert(1)>p</p>",
        '<a href="javascript:alert(1)" data-added>a</a>',
    ],
    "foreign": [
        '<link rel=stylesheet href="http://evil.invalid/a.css">',
        '<iframe src="https://evil.invalid/"></iframe>',
        '<p style="background:url(//evil.invalid/a.png)">p</p>',
        '<video preload=none src="http://evil.invalid/a.mp4"></video>',
        '<a href="#a" ping="http://evil.invalid/">a</a>',
    ],
    "led_away": [
        '<meta http-equiv=refresh content="0;url=http://evil.invalid/">',
        '<meta http-equiv=refresh content="0;url=/ko/index.html">',
        '<form action="http://evil.invalid/"><button>b</button></form>',
    ],
    "dead": ["<textarea>", "<!--", '<p id="__config">{}</p>'],
    "covers": [
        '<div style="position:fixed;inset:0;z-index:99">d</div>',
        "<style>body *{display:none}</style>",
        '<div style="margin-top:-3000px;height:9000px;position:relative;z-index:99;background:red">d</div>',
    ],
}
#: What does nothing that it should not, though it looks so.
QUIET = [
    '<a href="http://evil.invalid/">a</a>',
    '<img src="http://evil.invalid/a.png">',
    '<img srcset="http://evil.invalid/a.png 1x" alt=a>',
    html.escape("<script>alert(1)</script>"),
    "<details><summary>s</summary>t</details><input type=checkbox disabled>",
]


@pytest.mark.long
def test_the_walk_sees_what_pages_do(tmp_path: Path) -> None:
    """Put into a built page by hand, each payload is seen for what it does, and nothing else is."""
    site = build(tmp_path / "course", [])
    wanted = [(word, text) for word, texts in SEEN.items() for text in texts] + [("", text) for text in QUIET]
    page = (site / "sound/index.html").read_text(encoding="utf-8")
    before, mark, after = page.partition("</h1>")
    for turn, (_, text) in enumerate(wanted):
        folder = site / f"sound{turn}"
        folder.mkdir()
        folder.joinpath("index.html").write_text(before + mark + text + after, encoding="utf-8")
    addresses = [f"sound{turn}/index.html" for turn in range(len(wanted))]
    with served(site, LightHandler) as home:
        did = [set().union(*page.by_case(UNKNOWN).values()) for page in walk(home, addresses)]
        for turn, (word, _) in enumerate(wanted):
            if word and word not in did[turn]:  # a busy machine may be too slow for one look
                did[turn].update(*walk(home, [addresses[turn]])[0].by_case(UNKNOWN).values())
    assert [text for (word, text), words in zip(wanted, did, strict=True) if word and word not in words] == []
    assert [
        (text, words) for (word, text), words in zip(wanted, did, strict=True) if not word and words
    ] == []


def test_cases_are_many_and_of_all_kinds() -> None:
    """At least 330, none written twice; the sample has every kind."""
    cases = hostile_cases()
    kinds = {case.kind for case in cases}
    assert len(cases) >= 330
    assert (
        kinds == {path.stem for path in FOLDER.glob("*.md")} == {case.kind for case in sample_cases(SAMPLE)}
    )
