"""`run.py check --fix` mends what is mechanical, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course.checks.agreement.readings import github_html
from course.checks.agreement.shown_blocks import shown_blocks
from course.checks.mend import diff, mend
from course.verbs.check import main
from support.courses import SAMPLE, copy_settings, write_files
from support.markdown_lines import commonmark, line_soup

MENDED = {
    "line ends": ("# 가\r\n\r\n나\r다\r\n", "# 가\n\n나\n다\n"),
    "a block left open by the end": ("글\n\n```bash\necho 1\n", "글\n\n```bash\necho 1\n```\n"),
    "such a block in a list": ("- 가\n\n  ~~~~text\n  나\n", "- 가\n\n  ~~~~text\n  나\n  ~~~~\n"),
    "such a block in a quote": ("> ```bash\n> echo", "> ```bash\n> echo\n> ```\n"),
    "headings without their space": ("##가\n\n###나 다\n", "## 가\n\n### 나 다\n"),
    "headings with too many": ("#   가\n\n##\t나\n", "# 가\n\n## 나\n"),
    "breaks that nobody sees": (
        "**시간**: 50분  \n**방식**: 실습   \n끝  \n",
        "**시간**: 50분\\\n**방식**: 실습\\\n끝\n",
    ),
    "tabs that indent": ("- 가\n\t- 나\n\n\t\t글\n", "- 가\n    - 나\n\n        글\n"),
    "styles of several nodes": (
        "```mermaid\ngraph LR\n  A --> B\n  style A,B fill:#fff\n```\n",
        "```mermaid\ngraph LR\n  A --> B\n  style A fill:#fff\n  style B fill:#fff\n```\n",
    ),
}


@pytest.mark.parametrize(("old", "new"), MENDED.values(), ids=MENDED.keys())
def test_what_is_mechanical_is_mended(old: str, new: str) -> None:
    """Each fault becomes what its author meant."""
    assert mend(old) == new


LEFT = [
    "```bash\n\techo 1  \n```\n",
    "    code  \n\n\tcode\t\n",
    "#해시태그 #1\n",
    "```bash\necho 1\n\n글이 이어집니다.\n",
    "---\ntitle:   가  \nlist:\n  - x  \n---\n\n글\n",
    "```mermaid\nsequenceDiagram\n  A->>B: style A,B fill:#fff\n```\n",
    "```mermaid\n```\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "<pre>\n\t가  \n</pre>\n",
    "> ```\n    > ```네트워크",
]


@pytest.mark.parametrize("text", LEFT)
def test_everything_else_is_left(text: str) -> None:
    """Code, front matter, HTML and what may be meant stay as they are, byte for byte."""
    assert mend(text) == text


@settings(max_examples=600, deadline=None)
@given(line_soup(), st.sampled_from(["\n", "\r\n"]))
def test_mending_keeps_the_page_and_is_done_once(markdown: str, end: str) -> None:
    """Whatever is mended, GitHub shows the same blocks, but for headings that get their space; and mending
    twice is mending once.

    Left out: the rare lines that cmark-gfm and markdown-it-py, whose tokens we follow, read differently.
    """
    assume(shown_blocks(commonmark().render(markdown)) == shown_blocks(github_html(markdown)))
    text = markdown.replace("\n", end)
    mended = mend(text)
    assert mend(mended) == mended
    if not re.search(r"^[> \t\d.)*+-]*#{2,6}[^\s#]", markdown, re.MULTILINE):
        assert shown_blocks(github_html(mended)) == shown_blocks(github_html(markdown))


def test_the_given_session_loses_nothing() -> None:
    """The given session, mended, is the same page, its styles and breaks written out."""
    text = (SAMPLE / "docs/ko/week_03/day3/session_1.md").read_text(encoding="utf-8")
    mended = mend(text)
    kept, shown = (re.sub(r"(?m)^ *style .*\n", "", each) for each in (text, mended))
    assert shown_blocks(github_html(shown)) == shown_blocks(github_html(kept))
    assert "    style A1 fill:#e8f5e8\n    style A2 fill:#e8f5e8\n" in mended
    assert diff(text, mended, "a.md").count("\n-") < 60


def test_fix_writes_and_dry_run_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--dry-run prints a diff and writes nothing; --fix writes, and tells what is still to mend."""
    write_files(tmp_path, {"docs/ko/a.md": "# 가\n\n##나\n\n[x](gone.md)\n", "docs/ko/b.md": "# 다\n"})
    write_files(tmp_path, {"docs/ko/c.md": "# 라\n".encode("cp949")})
    copy_settings(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "docs/ko").iterdir()}
    assert main(["--fix", "--dry-run"]) == 0
    told = capsys.readouterr().out
    assert "--- docs/ko/a.md\n+++ docs/ko/a.md (mended)\n" in told
    assert "-##나\n+## 나\n" in told
    assert "1 source would be mended" in told
    assert {path.name: path.read_bytes() for path in (tmp_path / "docs/ko").iterdir()} == before
    assert main(["--fix"]) == 1
    told = capsys.readouterr().out
    assert "docs/ko/a.md: mended" in told
    assert "[link-dead]" in told
    assert "heading-space" not in told
    assert (tmp_path / "docs/ko/a.md").read_text(encoding="utf-8") == "# 가\n\n## 나\n\n[x](gone.md)\n"
    assert (tmp_path / "docs/ko/b.md").read_bytes() == before["b.md"]
    assert (tmp_path / "docs/ko/c.md").read_bytes() == before["c.md"]
    with pytest.raises(SystemExit):
        main(["--dry-run"])
