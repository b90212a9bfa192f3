"""What one build does with each source and page, counted from outside, at the libraries."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import markdown
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from build import build_pages
from course.diagrams.proof import project_drawings
from course.javascript import Script
from course.publish.request import BuildOptions, BuildRequest
from course.reads import watching
from support.courses import ROOT, write_files

#: Stands once in each source, and on its page alone.
MARK = "금귤나무"
SESSION = f"""# 1주차 세션 1: 시험 (09:00-09:50)

## 하나 (20분)

{MARK}와 **굵은** 글, [길](https://example.org/), 낱말.

```mermaid
graph LR
    A[하나] --> B[둘]
    style A fill:#eee
    style B fill:#ddd
```

- [ ] 할 일

## 🔑 핵심 키워드 (30분)

- **낱말**: 작은 단위
"""

Counting = Callable[[Any, str], list[str]]


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """A function that has the calls of a library's function noted: of each the texts that it was given."""

    def begin(owner: Any, name: str) -> list[str]:
        given: list[str] = []
        function = getattr(owner, name)

        def noting(*args: Any, **kwargs: Any) -> Any:
            given.append("\n".join(_texts(args)))
            return function(*args, **kwargs)

        monkeypatch.setattr(owner, name, noting)
        return given

    return begin


@pytest.fixture
def parsed_by_lexbor(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The HTML that every module of the course has parsed by lexbor."""
    given: list[str] = []

    class Noting(LexborHTMLParser):
        def __init__(self, html: str | bytes, **kwargs: Any) -> None:
            given.append(html.decode() if isinstance(html, bytes) else html)
            super().__init__(html, **kwargs)

    for name, module in [*sys.modules.items()]:
        if name.startswith("course.") and getattr(module, "LexborHTMLParser", None) is LexborHTMLParser:
            monkeypatch.setattr(module, "LexborHTMLParser", Noting)
    return given


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, tuple):
            yield from _texts(value)
        elif isinstance(value, str | bytes):
            yield value.decode() if isinstance(value, bytes) else value


def _is_file(html: str) -> bool:
    return html.lstrip().lower().startswith("<!doctype")


def test_what_is_read_once_in_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counting: Counting, parsed_by_lexbor: list[str]
) -> None:
    """A source is read whole once by each Markdown reader; a page is parsed once as an article by all steps,
    and as a file once for the fonts and once by the proof. A diagram is drawn once, and read no second time
    where its lines name all that is styled. No other Python is started.
    """
    whole = counting(MarkdownIt, "parse")
    pages = counting(markdown.Markdown, "convert")
    by_lxml = counting(etree, "fromstring")
    asked = counting(Script, "_ask")
    write_files(tmp_path / "docs", {"day1/session_1.md": SESSION})
    quiet = BuildOptions(strict=False, loudness="quiet")
    request = BuildRequest(ROOT / "mkdocs.yml", tmp_path / "site", docs_dir=tmp_path / "docs", options=quiet)
    monkeypatch.setattr("course.kept.Store.get", lambda *_: None)  # nothing is there from another build,
    project_drawings.cache_clear()  # nor from one in this process
    with watching() as reads:
        assert build_pages(request)

    def of_page(texts: list[str]) -> list[str]:
        return [text for text in texts if MARK in text and "핵심 키워드" in text]

    assert len(of_page(pages)) == 1
    assert len(of_page(whole)) == 2  # whole, and its blocks alone: what Python-Markdown is given
    of_source = [html for html in of_page(parsed_by_lexbor) if "data-line" in html]
    of_file = [html for html in of_page(parsed_by_lexbor) if _is_file(html)]
    assert len(of_source) == 2  # what the page must hold, and what of the author's HTML it must not
    assert len(of_file) == 1
    assert len(of_page(parsed_by_lexbor)) == len(of_source) + len(of_file) + 1
    assert len([html for html in of_page(by_lxml) if _is_file(html)]) == 1
    assert [of.partition("\n")[0] for of in asked if "A[하나] --> B[둘]" in of] == ["draw"]
    assert not [name for name, _ in reads.programs if "python" in name]
