"""In a course of many pages MkDocs' pages keep their text and HTML packed, and nobody notices."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from build import build_pages
from course.markdown.files import source
from course.markdown.html import kept
from course.processes import done_in_copies
from course.publish.request import BuildOptions, BuildRequest
from steps import kept_pages, packed_pages
from steps.packed_pages import PackedPage, pack
from support.courses import ROOT, tree, write_files

SESSION = """# {week}주차 세션 1: 시험 🌐 {week} (09:00-09:50)

## 하나 (20분)

Pod는 `kubectl` 로 만든다. [다음](../week_2/session_1.md#하나-20분)

```mermaid
graph LR
    A[하나 {week}] --> B[둘]
```

- [ ] 할 일

## 🔑 핵심 키워드 (30분)

- **Pod {week} (파드 {week})**: 작은 단위
"""


def _page(name: str) -> Page:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "docs_dir": "docs", "site_dir": "site"})
    return Page(None, File(name, "docs", "site", use_directory_urls=True), config)


def test_a_packed_page_says_what_it_was_told() -> None:
    """Text and HTML come back as they were set, whichever page was asked last; nothing stays nothing."""
    pages = [_page("a.md"), _page("b.md")]
    pages[0].content = "<p>먼저 🌐</p>"
    for page in pages:
        pack(page, PackedPage)
    assert (pages[0].content, pages[0].markdown, pages[1].content) == ("<p>먼저 🌐</p>", None, None)
    for number, page in enumerate(pages):
        page.markdown, page.content = f"# {number} 🌐", f"<h1>{number} \ud800</h1>"
    assert [page.content for page in pages] == ["<h1>0 \ud800</h1>", "<h1>1 \ud800</h1>"]
    assert [page.markdown for page in pages] == ["# 0 🌐", "# 1 🌐"]
    assert all(len(value) < 60 for page in pages for value in vars(page)["_packed"].values())
    pages[0].content = None
    assert pages[0].content is None
    assert pages[0] != pages[1]


class _Forgetful:
    """Makes what is asked for each time."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        self.once = make

    def __call__(self, text: str) -> Any:
        return self.once(text)


def _build(folder: Path, loudness: Literal["", "quiet"] = "quiet") -> dict[str, str]:
    request = BuildRequest(
        ROOT / "mkdocs.yml",
        folder / "site",
        docs_dir=folder / "docs",
        options=BuildOptions(loudness=loudness),
    )
    assert build_pages(request)
    return tree(folder / "site")


def test_a_site_is_the_same_whatever_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packed pages, trees parsed anew and sources read anew make the same bytes."""
    files: dict[str, str | bytes] = {
        f"docs/week_{week}/session_1.md": SESSION.format(week=week) for week in (1, 2, 3)
    }
    write_files(tmp_path, {"docs/index.md": "# 과정\n", **files})
    roomy = _build(tmp_path)
    packed: list[Page] = []
    monkeypatch.setattr(packed_pages, "_MANY", 0)
    monkeypatch.setattr(packed_pages, "pack", lambda page, kind: (packed.append(page), pack(page, kind)))
    monkeypatch.setattr(kept, "_MOST", 1)
    monkeypatch.setattr(source, "_page_tokens", _Forgetful(source._page_tokens.make))
    assert _build(tmp_path) == roomy
    assert len(packed) > 3
    assert all(isinstance(page, PackedPage) for page in packed)


def test_a_site_is_the_same_however_many_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Sources checked, pages read and written by copies of the process: the same bytes, the same is told."""
    files: dict[str, str | bytes] = {
        f"docs/week_{week}/session_1.md": SESSION.format(week=week) for week in range(1, 20)
    }
    told = {"docs/week_9/session_1.md": "---\ntemplate: nowhere.html\n---\n" + SESSION.format(week=9)}
    write_files(tmp_path, {"docs/index.md": "# 과정\n", **files, **told})
    read, copied = [], []
    populate = kept_pages._populate

    def counted(work: Callable[[Any], object], things: Sequence[Any]) -> None:
        copied.append(len(things))
        done_in_copies(work, things, 2)

    monkeypatch.setattr(kept_pages, "_populate", lambda *given: (read.append(given), populate(*given)))
    built, lines = [], []
    for name, make in (("alone", lambda *_: None), ("copies", counted)):
        for module in ("steps.state", "course.checks.docs_folder"):
            monkeypatch.setattr(f"{module}.CACHE", tmp_path / name)
        monkeypatch.setattr("course.processes.done_in_copies", make)
        read.clear()
        built.append(_build(tmp_path, loudness=""))
        lines.append([line for line in capfd.readouterr().err.splitlines() if "[front-matter]" in line])
    assert built[0] == built[1]
    assert lines[0] == lines[1]
    assert len(lines[0]) == 1
    if sys.platform == "linux":
        assert [count > 12 for count in copied] == [True, True, True]
        assert len(read) < 8, "the copies have read the others"
