"""Texts that are written from the right, on paper: known where they stand, and told where they do not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from course.handout.make import make_handout
from course.handout.proving.proved import check_made
from course.markdown.files.source import Source
from course.markdown.reading.source_page import render_source
from support.handouts import needs_fonts, order_of

pytestmark = needs_fonts

ARABIC = """# جافا سكريبت خوارزميات وهياكل البيانات

تحتوي هذه المقالة على أمثلة عديدة تستند إلى الخوارزميات الشائعة وهياكل البيانات في الجافا سكريبت.

- `B` [Depth-First Search (DFS)](https://example.org/src/depth-first) و`git push`
- `A` [شجرة البحث الثنائي](https://example.org/src/tree) (شجرة)

| Computations for 10 elements | الوقت |
|---|---|
| O(log N) | 3 مرات |

- [ ] مهمة أولى

```bash
npm run lint
```

{}
"""
LAST = "الوصول إليها وتعديلها بكفاءة بتعبير أدق"
#: Letters that the font of code lacks: they are set as letter and marks.
VIETNAMESE = "# Tìm kiếm\n\n```text\nTrước: giá trị là giá trị cần tìm\nend ChènVàoĐầu\n```\n\n{}\n"
HEBREW = "# שלום\n\nבפסקה הזאת יש [קישור](https://example.org/x) ואחריו מילים.\n\n{}\n"


@pytest.mark.parametrize("language", ["ar", "ko"])
@pytest.mark.parametrize("source", [ARABIC.format(LAST), HEBREW.format("על-רצף משותף קצר ביותר"), VIETNAMESE])
def test_a_text_from_the_right_is_known(tmp_path: Path, source: str, language: str) -> None:
    """In a course of its own language, and between texts of another."""
    assert _found(source, source, tmp_path, language) == []


@pytest.mark.parametrize("language", ["ar", "ko"])
def test_a_text_from_the_right_that_is_gone_is_told(tmp_path: Path, language: str) -> None:
    """A paragraph that the page has and the paper lacks."""
    source = ARABIC.format(LAST)
    assert _found(source, ARABIC.format(""), tmp_path, language) == ["handout-lost"]


def _found(source: str, shown: str, folder: Path, language: str) -> list[str]:
    order = order_of(render_source(shown), folder, source)
    page = replace(order.pages[0], source=Source("a.md", "docs/ko/a.md", source))
    order = replace(order, pages=(page,), sheet=replace(order.sheet, language=language))
    made = make_handout(order)
    assert made.pdf is not None
    return [problem.code for problem in check_made(order, made.pdf)]
