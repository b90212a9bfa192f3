"""The steps of a build share one tree of each page's HTML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from selectolax.lexbor import LexborHTMLParser

from build import build_pages
from course.publish.request import BuildOptions, BuildRequest
from support.courses import ROOT, write_files

SESSION = """# 1주차 세션 1: 시험 (09:00-09:50)

## 하나 (20분)

Pod는 `kubectl` 로 만든다.

```bash
kubectl get <pod-name>
```

```mermaid
graph LR
    A[하나] --> B[둘]
```

- [ ] 할 일

## 🔑 핵심 키워드 (30분)

- **Pod**: 작은 단위
"""


def test_an_article_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Placeholders, terms, tasks, the agenda and the banner are put into one tree, through three events."""
    parsed: list[str] = []

    class Counting(LexborHTMLParser):
        def __init__(self, html: str, **kwargs: Any) -> None:
            parsed.append(html)
            super().__init__(html, **kwargs)

    monkeypatch.setattr("course.markdown.html.article.LexborHTMLParser", Counting)
    write_files(tmp_path / "docs", {"day1/session_1.md": SESSION})
    quiet = BuildOptions(strict=False, loudness="quiet")
    place, docs = tmp_path / "site", tmp_path / "docs"
    request = BuildRequest(ROOT / "mkdocs.yml", place, docs_dir=docs, instructor=True, options=quiet)
    assert build_pages(request)
    article = html.parse(str(tmp_path / "site/day1/session_1/index.html")).xpath("//article")[0]
    for mark in ("placeholder", "term", "agenda", "instructor-banner", "diagram"):
        assert article.find_class(mark), mark
    assert len([one for one in parsed if '<h1 id="1주차' in one]) == 1
