"""Several languages built in one process: nothing of one build is left in the next."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands import build as mkdocs_build

from build import build_pages
from course.publish.request import BuildOptions, BuildRequest
from support.courses import ROOT, tree, write_files

KOREAN = """# 1주차 세션 1: 시험

## 🎯 세션 목표 (10분)

- 목표 하나와 [뜻](glossary.md)

```mermaid
graph LR
    A[하나] --> B[둘]
```

## 🔑 핵심 키워드

- **Pod**: 작은 단위
"""
ENGLISH = "# Week 1 Session 1: Test\n\n## Keywords\n\n- **Pod**: smallest unit\n"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sources of a course in two languages; its lecturer wrote a glossary of his own, in one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pages = {"ko/week_01/session_1.md": KOREAN, "ko/week_01/glossary.md": "# 이 주의 말\n\n말.\n"}
    write_files(tmp_path / "docs", {**pages, "ko/glossary.md": "# 나의 용어집\n\n- **말**: 뜻\n"})
    write_files(tmp_path / "docs", {"en/week_01/session_1.md": ENGLISH, "en/index.md": "# Course\n"})
    return tmp_path / "docs"


def built(docs: Path, language: str, name: str) -> Path:
    """The site of one language, built in this process."""
    site_dir = docs.parent / name / language
    quiet = BuildOptions(strict=False, loudness="quiet")
    request = BuildRequest(ROOT / "mkdocs.yml", site_dir, language, docs_dir=docs / language, options=quiet)
    assert build_pages(request)
    return site_dir


def test_a_build_leaves_nothing_for_the_next(docs: Path) -> None:
    """Korean built again after English is the same by every byte, and nobody goes on listening."""
    log = logging.getLogger("mkdocs")
    before = [*log.handlers], log.level, log.propagate, [*mkdocs_build.log.filters]
    first = tree(built(docs, "ko", "first"))
    built(docs, "en", "first")
    assert tree(built(docs, "ko", "second")) == first
    assert ([*log.handlers], log.level, log.propagate, [*mkdocs_build.log.filters]) == before


def test_a_glossary_of_the_lecturer_s_own(docs: Path) -> None:
    """His page, its stand-in in the other language and the course's glossary have addresses of their own,
    and the language switch of each leads to its like.
    """
    sites = {language: built(docs, language, "site") for language in ("ko", "en")}
    own, stand_in = (_page(site / "glossary/index.html") for site in sites.values())
    assert "나의 용어집" in own.find(".//h1").text_content()
    assert "has not been translated" in stand_in.find(".//article").text_content()
    for page, other in ((own, "en"), (stand_in, "ko")):
        assert _switch(page).endswith(f"../{other}/glossary/")
    for language, other in (("ko", "en"), ("en", "ko")):
        made = _page(sites[language] / "glossary-2/index.html")
        assert made.xpath("//*[@class='glossary__part']/div/h2")
        assert _switch(made).endswith(f"../{other}/glossary-2/")
        assert "glossary-2/" in (sites[language] / "week_01/session_1/index.html").read_text("utf-8")


def _page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def _switch(page: html.HtmlElement) -> str:
    """Where the language switch of a page leads."""
    (link,) = page.find_class("course-language__link")
    return str(link.get("href"))


def test_what_ends_a_build_is_told_in_a_line(docs: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A course that cannot be built strictly is refused without a traceback; the old pages stay."""
    write_files(docs, {"ko/week_01/session_2.md": "# 둘\n\n[없음](none.md)\n"})
    old = docs.parent / "site/index.html"
    write_files(docs.parent, {"site/index.html": "old"})
    request = BuildRequest(ROOT / "mkdocs.yml", docs.parent / "site", docs_dir=docs / "ko")
    assert not build_pages(request)
    told = "".join(capfd.readouterr())
    assert "session_2.md:3: " in told
    assert "Traceback" not in told
    assert old.read_text(encoding="utf-8") == "old"


def test_the_edition_is_the_request_s(docs: Path) -> None:
    """Whose edition it is, and whether it works from file://, is asked for, not left in the environment."""
    write_files(docs, {"ko/week_01/session_1.md": KOREAN + "\n<!-- instructor: SECRET -->\n"})
    options = BuildOptions(strict=False, loudness="quiet")
    place = docs.parent / "site/ko"
    request = BuildRequest(ROOT / "mkdocs.yml", place, docs_dir=docs / "ko", instructor=True, offline=True,
                           options=options)  # fmt: skip
    assert build_pages(request)
    page = (place / "week_01/session_1.html").read_text(encoding="utf-8")
    assert "SECRET" in page
    assert "noindex" in page
    assert "iframe-worker" not in page
    assert (place / "search/index.js").is_file()
    assert (place / "search/search_index.js").is_file()
    again = built(docs, "ko", "students")
    assert "SECRET" not in (again / "week_01/session_1/index.html").read_text(encoding="utf-8")
