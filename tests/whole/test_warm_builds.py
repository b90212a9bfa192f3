"""A site built after an edit, with what earlier builds have kept, is that of a build that keeps nothing.

The bytes of every file are compared, and every line that is told.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.courses import Course

KEPT, ASIDE = Path(".cache", "kept"), Path(".cache", "aside")
_OF_BUILDING = re.compile(r"Cleaning site directory|Building documentation to|Documentation built in")
_SECONDS = re.compile(r"(?:;| {2,}) *\d+\.\d s$")
SESSION = """# Week 1 Day 1 Session {n}: 주제 {n}

**시간**: {hour:02}:00-{hour:02}:50 (50분)

## 핵심 개념

낱말{n} 그리고 [다음]({link}) 글. 아래는 `코드`와 낱말1.

```mermaid
graph LR
  A[시작 {n}] --> B[끝 {n}]
```

## 핵심 키워드

- **낱말{n}**: 뜻 {n}
"""
CORRECTIONS = "- page: session_1.md\n  date: 2026-11-20\n  quote: 뜻 1\n  text: 뜻 하나\n"


@pytest.fixture
def long_course(course: Course, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Three sessions that define, show and link to one another's words; the first is translated.

    Their date is given: else that of the newest source would tell of every edit.
    """
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764201600")
    sessions = {
        f"docs/ko/week_01/day1/session_{n}.md": SESSION.format(
            n=n, hour=8 + n, link=f"session_{n % 3 + 1}.md"
        )
        for n in (1, 2, 3)
    }
    english = {
        "docs/en/index.md": "# Course\n",
        "docs/en/week_01/day1/session_1.md": "# Session 1: Topic\n\nWord.\n",
    }
    settings = {
        "mkdocs.yml": (course.folder / "mkdocs.yml").read_text("utf-8") + "  handouts:\n    pages: none\n"
    }
    course.write({**sessions, **english, **settings})
    return course


def publish(course: Course, *, may_fail: bool = False) -> tuple[dict[str, str], list[str]]:
    """The files of the site, and what was told but for how it was built. No build ends with a traceback."""
    ran = course.publish("--no-strict")
    told = [_SECONDS.sub("", line) for line in ran.lines if not _OF_BUILDING.search(line)]
    assert "Traceback" not in ran.output, ran.output
    assert may_fail or ran.status == 0, ran.output
    return course.site(), told


def publish_cold(course: Course) -> tuple[dict[str, str], list[str]]:
    """The same with nothing kept, and no site to link to; what is kept is as it was afterwards."""
    kept, aside = course.folder / KEPT, course.folder / ASIDE
    kept.rename(aside)
    shutil.rmtree(course.folder / "site", ignore_errors=True)
    try:
        return publish(course)
    finally:
        kept.rename(aside.with_name("cold"))
        aside.rename(kept)
        _delete(aside.with_name("cold"))


def _delete(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def changed(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8") if path.is_file() else ""
    path.write_text(
        text.replace(before, after, 1) if before in text else f"{text}{after}\n", encoding="utf-8"
    )


EXTENDS = '{% extends "main.html" %}'
CODE = "hooks/course/markdown/html/clean.py"
Edit = Callable[[Path, random.Random], object]


def session(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((root / "docs/ko").rglob("session_*.md")))


def add_page(root: Path, chance: random.Random) -> None:
    place = root / f"docs/ko/week_01/day{chance.randint(2, 4)}/session_{chance.randint(4, 9)}.md"
    place.parent.mkdir(exist_ok=True)
    number = chance.randint(4, 99)
    place.write_text(SESSION.format(n=number, hour=chance.randint(12, 20), link="../"), encoding="utf-8")


def remove_page(root: Path, chance: random.Random) -> None:
    if len(list((root / "docs/ko").rglob("session_*.md"))) > 2:
        session(root, chance).unlink()


def move_page(root: Path, chance: random.Random) -> None:
    page = session(root, chance)
    page.rename(page.with_name(f"session_{chance.randint(10, 99)}.md"))


def set_word(root: Path, chance: random.Random) -> None:
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8")
    word = f"  interface: {{glossary: {{title: 말 {chance.randint(1, 9)}}}}}\n"
    path.write_text(re.sub(r"  interface: .*\n", "", text) + word, encoding="utf-8")


EDITS: dict[str, Edit] = {
    "text": lambda root, chance: changed(session(root, chance), "글.", f"글 {chance.random()}. 글."),
    "title": lambda root, chance: changed(session(root, chance), "주제", f"새 주제 {chance.randint(1, 9)}"),
    "keyword": lambda root, chance: changed(session(root, chance), "뜻", f"다른 뜻 {chance.randint(1, 9)}"),
    "letters": lambda root, chance: changed(session(root, chance), "글.", "**뷁** `쀍` 글."),
    "heading": lambda root, chance: changed(
        session(root, chance), "## 핵심 개념", f"## 핵심 개념 {chance.randint(1, 9)}"
    ),
    "anchor": lambda root, chance: changed(
        session(root, chance), "글.", f"[거기](session_{chance.randint(1, 3)}.md#핵심-개념) 글."
    ),
    "task": lambda root, chance: changed(
        session(root, chance), "글.", f"글.\n\n- [ ] 하기 {chance.random()}\n\n"
    ),
    "front matter": lambda root, chance: changed(
        session(root, chance), "# Week", f"---\nicon: material/numeric-{chance.randint(1, 9)}\n---\n\n# Week"
    ),
    "menu": lambda root, chance: (root / "docs/ko/week_01/README.md").write_text(
        f"# 첫 주 {chance.randint(1, 99)}\n\n<!-- timetable -->\n", "utf-8"
    ),
    "time": lambda root, chance: changed(session(root, chance), "(50분)", f"({chance.randint(10, 49)}분)"),
    "formula": lambda root, chance: changed(session(root, chance), "글.", f"$x^{chance.randint(1, 9)}$ 글."),
    "styles": lambda root, chance: (root / "docs/ko/own.css").write_text(
        f"p {{ order: {chance.random()} }}\n"
    ),
    "diagram": lambda root, chance: changed(session(root, chance), "시작", f"처음 {chance.randint(1, 9)}"),
    "fault": lambda root, chance: changed(session(root, chance), "글.", "[없다](nowhere.md) 글."),
    "add": add_page,
    "remove": remove_page,
    "move": move_page,
    "settings": lambda root, chance: changed(
        root / "mkdocs.yml", "site_description: ", "site_description: +"
    ),
    "words": set_word,
    "template": lambda root, chance: (root / "overrides/main.html").write_text(
        f"{EXTENDS}{{% block footer %}}<p>꼬리 {chance.randint(1, 99)}</p>{{% endblock %}}", "utf-8"
    ),
    "translation": lambda root, chance: changed(
        root / "docs/en/week_01/day1/session_1.md", "Word.", f"Word {chance.randint(1, 9)}. Word."
    ),
    "correction": lambda root, chance: (root / "docs/ko/week_01/day1/corrections.yml").write_text(
        CORRECTIONS.replace("하나", f"하나 {chance.randint(1, 9)}"), encoding="utf-8"
    ),
    "code": lambda root, chance: changed(root / CODE, "#!", f"# {chance.random()}"),
}


def compare(course: Course, chance: random.Random, names: list[str]) -> None:
    publish(course)
    for name in names:
        EDITS[name](course.folder, chance)
        warm = publish(course)
        cold = publish_cold(course)
        assert warm == cold, name
        assert publish(course) == cold, f"{name}, with nothing changed since"


def test_an_edit_makes_one_page_anew(long_course: Course) -> None:
    """What is kept besides after a word was edited: some entries of that page, none of the others."""
    publish(long_course)
    first = {path.name for path in (long_course.folder / KEPT).rglob("*")}
    edited = long_course.folder / "docs/ko/week_01/day1/session_1.md"
    changed(edited, "글.", "다른 글.")
    publish(long_course)
    new = {path.name for path in (long_course.folder / KEPT).rglob("*") if path.is_file()} - first
    assert 4 < len(new) < len(first) / 3, sorted(new)


def test_what_stays_is_linked_and_the_old_site_never_changes(long_course: Course) -> None:
    """With a letter that no page had, all ask for other fonts; then one word changes on one page."""
    publish(long_course)
    site, edited = long_course.folder / "site", long_course.folder / "docs/ko/week_01/day1/session_1.md"
    other = "ko/week_01/day1/session_2/index.html"
    for word, stays in (("뷁", False), ("시작", True)):
        before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
        links = {link_beside(path, site): content for path, content in before.items()}
        changed(edited, "글.", f"{word} 글.")
        publish(long_course)
        assert {link: link.read_bytes() for link in links} == links
        old = (site.with_name("before") / other).stat().st_ino
        assert ((site / other).stat().st_ino == old) == stays
        assert (site / other).read_bytes().count(b'rel="preload"') > 0
        _delete(site.with_name("before"))


def test_hooks_of_others_do_not_change_the_old_site(long_course: Course) -> None:
    """A hook of the course's own writes into finished files: none of them is a link to the old site's."""
    hook = """
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority(-200)
def on_post_build(config, **_):
    for path in Path(config.site_dir).glob("**/*.md"):
        with path.open("a") as file:
            file.write("changed in place")
"""
    settings = (long_course.folder / "mkdocs.yml").read_text("utf-8")
    publish(long_course)
    site = long_course.folder / "site"
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    links = {link_beside(path, site): content for path, content in before.items()}
    long_course.write({"own.py": hook, "mkdocs.yml": f"{settings}\nhooks: [own.py]\n"})
    publish(long_course)
    assert "changed in place" in (site / "ko/week_01/day1/session_2.md").read_text("utf-8")
    assert {link: link.read_bytes() for link in links} == links


def link_beside(path: Path, site: Path) -> Path:
    """A second name of a file of the site, by which it can be looked at when the site is another."""
    link = site.with_name("before") / path.relative_to(site)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.hardlink_to(path)
    return link


def test_an_edit_leaves_nothing_old(long_course: Course) -> None:
    chance = random.Random(14)  # noqa: S311
    compare(long_course, chance, ["keyword", "title"])


@pytest.mark.long
@pytest.mark.timeout(5400)
def test_random_edits_leave_nothing_old(long_course: Course) -> None:
    seed = random.randrange(10**6)  # noqa: S311
    print(f"seed {seed}")
    chance = random.Random(seed)  # noqa: S311
    others = chance.choices([*EDITS], k=30 - len(EDITS))
    compare(long_course, chance, chance.sample([*EDITS, *others], k=30))


#: What a key is made of, left out; and the edit that must then go wrong.
KEYS = {
    "the page": (
        "hooks/course/checks/site_check.py",
        "place.source.text, digest(own)",
        "place.source.text, 0",
        "lost",
    ),
    "its characters": (
        "hooks/steps/site_pages.py",
        "self.keys.get(path) or digest(self.read(path))",
        "path.parent.name",
        "letters",
    ),
    "a page's source": ("hooks/steps/page_keys.py", "page.file.content_string)", '"")', "text"),
    "what pages show": ("hooks/steps/page_keys.py", "return self._shown_key", 'return ""', "front matter"),
    "the terms": ("hooks/steps/page_keys.py", "return terms_key(self.state.terms)", 'return ""', "keyword"),
    "the settings": ("hooks/steps/page_keys.py", "told = given,", "told = (),", "settings"),
    "the templates": (
        "hooks/steps/page_keys.py",
        "for path in read]\n        places",
        "for path in ()]\n        places",
        "template",
    ),
    "a checked source": (
        "hooks/course/checks/kept_sources.py",
        "self.around, *source.parts)",
        "self.around, source.uri)",
        "fault",
    ),
    "a session": (
        "hooks/course/model/sessions/kept_sessions.py",
        "_key_of(settings), *source.parts)",
        "_key_of(settings), source.uri)",
        "title",
    ),
    "a section": (
        "hooks/course/pages/search/index.py",
        "key_of(around, given)",
        "key_of(around, address)",
        "text",
    ),
    "a block of sections": (
        "hooks/course/pages/search/index.py",
        "(address, _key_of(sections)) for",
        "address for",
        "text",
    ),
    "what fonts are planned for": (
        "hooks/course/fonts/site_fonts.py",
        '"".join(sorted(written)), pages)',
        '"")',
        "letters",
    ),
    "what students get": (
        "hooks/course/pages/glossary/glossary_exports.py",
        "terms_key(terms), days)",
        "days)",
        "keyword",
    ),
    "what is linked": (
        "hooks/course/kept.py",
        "_is_file_of(last, len(content)) and last.read_bytes() == content",
        "last.is_file()",
        "text",
    ),
    "a source": ("hooks/course/publish/standing.py", "for path in texts}", "for path in ()}", "text"),
}


def lose_text(root: Path, _: random.Random) -> None:
    """Have a template leave out what pages say."""
    text = EXTENDS + '{% block content %}{{ super() | replace("글", "") }}{% endblock %}'
    (root / "overrides/main.html").write_text(text, "utf-8")


@pytest.mark.long
@pytest.mark.parametrize("key", KEYS)
def test_a_key_without_one_part_is_found_out(key: str, long_course: Course) -> None:
    file, part, other, edit = KEYS[key]
    path, chance = long_course.folder / file, random.Random(1)  # noqa: S311
    code = path.read_text("utf-8")
    assert part in code
    path.write_text(code.replace(part, other), encoding="utf-8")
    if edit == "template":  # that there is one at all is known by other means
        EDITS[edit](long_course.folder, chance)
    publish(long_course)
    EDITS.get(edit, lose_text)(long_course.folder, chance)
    assert publish(long_course, may_fail=True) != publish_cold(long_course)
