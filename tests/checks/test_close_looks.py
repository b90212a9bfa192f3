"""Where a check's word, number or limit lies exactly: each told as an author or a lecturer sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.checks.accepted import Sorted, accept
from course.checks.agreement.compare import compare_readings
from course.checks.agreement.github_check import GithubReport
from course.checks.agreement.shown_blocks import Shown, shown_blocks
from course.checks.built_check import check_built
from course.checks.course_sources import SourceFolder, check_folders
from course.checks.docs_folder import check_docs
from course.checks.fixing import fix_sources
from course.checks.mend import mend
from course.checks.site_check import check_site
from course.checks.syntax.data_syntax import check_json, check_yaml
from course.markdown.files.docs_files import usual_addresses
from course.problems.problem import ACCEPTED, Problem
from course.settings.course_settings import Settings
from support.courses import write_files


def problem(path: str, code: str, line: int = 1) -> Problem:
    return Problem(path, line, "what", "why", "mend", code)


def told(folder: Path, text: str, **beside: str) -> list[Problem]:
    """The Problems of a page a.md, beside others named without their suffix."""
    write_files(folder, {"a.md": text, **{f"{name}.md": each for name, each in beside.items()}})
    addresses = usual_addresses(folder)
    return check_docs(folder, folder, addresses=addresses, settings=Settings(), only={"a.md"}).problems


def test_ten_hints_are_listed_and_more_are_counted() -> None:
    """In a build's log."""
    hints = tuple(problem("a.md", "code-no-language", line) for line in range(1, 12))
    assert Sorted(hints[:10], ()).remarks() == [str(hint) for hint in hints[:10]]
    assert Sorted(hints, ()).remarks() == ["11 hints; run.py check --hints lists them"]


def test_a_list_of_accepted_problems_shrinks_for_what_was_looked_at(tmp_path: Path) -> None:
    """Entries of other files stay, and a faulty setting is never put on it."""
    write_files(tmp_path, {ACCEPTED: "b.md [link-dead]\n"})
    faults = [problem("a.md", "link-dead"), problem("a.md", "setting")]
    assert accept(faults, tmp_path, lambda path: path == "a.md")[:3] == (2, 0, [])
    assert accept([], tmp_path, lambda path: path == "a.md")[:3] == (1, 1, [])
    text = (tmp_path / ACCEPTED).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line[0] != "#"] == ["b.md [link-dead]"]


def test_sources_are_mended_in_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever stands before them; a source whose line ends alone change is told in words, not as a diff."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, {"docs/a.md": "글\n", "docs/b.md": "글\r\n", "docs/c.md": "##글\n"})
    folders = [SourceFolder(Path("docs"))]
    assert fix_sources(folders, dry_run=True) == 2
    out = capsys.readouterr().out
    assert "docs/b.md: line ends become LF\n" in out
    assert "-##글\n+## 글\n" in out
    assert "docs/c.md: line ends" not in out
    assert (tmp_path / "docs/c.md").read_text(encoding="utf-8") == "##글\n"
    assert fix_sources(folders, dry_run=False) == 2
    assert capsys.readouterr().out == "docs/b.md: mended\ndocs/c.md: mended\n"
    assert [(tmp_path / f"docs/{name}.md").read_bytes().decode() for name in "abc"] == [
        "글\n",
        "글\n",
        "## 글\n",
    ]
    assert fix_sources(folders, dry_run=False) == 0


def test_sources_of_all_folders_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many folders are asked for."""
    monkeypatch.chdir(tmp_path)
    write_files(tmp_path, {"one/a.md": "글\n", "one/b.md": "글\n", "two/c.md": "글\n"})
    assert check_folders([SourceFolder(Path("one")), SourceFolder(Path("two"))], Settings()) == ([], 3)


def test_pages_that_move_are_told_where_they_are_asked_for(tmp_path: Path) -> None:
    """Two pages with one address, when the whole folder is checked, and when one of them is."""
    write_files(tmp_path / "docs", {"x.md": "글\n", "x/index.md": "글\n", "y.md": "글\n"})
    docs_dir = tmp_path / "docs"
    addresses = usual_addresses(docs_dir)

    def clashes(only: set[str] | None) -> list[str]:
        found = check_docs(docs_dir, tmp_path, addresses=addresses, settings=Settings(), only=only)
        return [each.path for each in found.problems if each.code == "address-moved"]

    whole = clashes(None)
    assert len(whole) == 1
    assert clashes({"y.md"}) == []
    assert clashes({"x.md", "x/index.md"}) == whole


def test_a_site_needs_pages_of_pages_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture among the sources has none, and is not missed."""
    monkeypatch.chdir(tmp_path)
    files = {
        "docs/a.md": "글\n",
        "docs/a.png": b"\xff\xfe",
        "site/a/index.html": "<article><p>글</p></article>",
    }
    write_files(tmp_path, files)
    report = check_built(Path("site"), Path("docs"), Settings())
    assert (report.problems, report.page_count) == ((), 1)
    assert str(report) == "1 pages checked (1 text): nothing is missing"


def quoted(theirs: str, ours: str) -> str:
    """What is told of one block that differs."""
    (found,) = compare_readings("a.md", shown_blocks(theirs), shown_blocks(ours)).problems
    return found.what


def test_what_differs_is_quoted_from_a_few_characters_before() -> None:
    """Up to forty characters; of blocks of two kinds the beginning."""
    same = "가" * 20
    assert quoted(f"<p>{same}나</p>", f"<p>{same}다</p>") == (
        f"GitHub shows a paragraph “…{'가' * 8}나”, the site a paragraph “…{'가' * 8}다”"
    )
    assert quoted(f"<p>{same}나</p>", f"<h2>{same}다</h2>") == (
        f"GitHub shows a paragraph “{same}나”, the site a heading of level 2 “{same}다”"
    )
    assert quoted(f"<p>{'가' * 40}</p>", "") == f"GitHub shows a paragraph “{'가' * 40}”, the site nothing"
    assert quoted(f"<p>{'가' * 41}</p>", "") == f"GitHub shows a paragraph “{'가' * 40}…”, the site nothing"


def test_how_many_sources_were_compared() -> None:
    """One is no plural."""
    told = [str(GithubReport((), count, 4, 1)).partition(" compared")[0] for count in (1, 2)]
    assert told == ["1 source", "2 sources"]


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        ('<div class="highlight"><pre>x</pre></div>', [Shown((), "pre", "x")]),
        ("<ol><li>a</li></ol>", [Shown((), "ol 1", ""), Shown(("ol 1",), "li", "a")]),
        ('<p>a<sup class="footnote-ref">1</sup></p>', [Shown((), "p", "a<footnote>")]),
        (
            "<blockquote><p>[!NOTE] <br></p><p>b</p></blockquote>",
            [Shown((), "alert note", ""), Shown(("alert note",), "p", "b")],
        ),
    ],
)
def test_blocks_of_either_reading(page: str, blocks: list[Shown]) -> None:
    """Highlighted code, a list from one, a note's number, an alert without a text beside its name."""
    assert shown_blocks(page) == blocks


def lost(folder: Path, source: str, article: str) -> list[tuple[str, int, str]]:
    """What a page lacks of its source."""
    write_files(folder, {"docs/index.md": source, "site/index.html": f"<article>{article}</article>"})
    report = check_site(folder / "docs", folder / "site", folder, keyword_headings=["키워드"])
    return [(each.code, each.line, each.why) for each in report.problems]


def test_a_changed_task_is_told_as_an_item(tmp_path: Path) -> None:
    """Though it stands first on its page; its box is not told besides."""
    shown = '<ul><li><input type="checkbox"> 가나다라마바사 아차</li></ul>'
    found = lost(tmp_path, "- [ ] 가나다라마바사 아자\n", shown)
    assert [(code, line) for code, line, _ in found] == [("item-altered", 1)]


def test_the_nearest_block_is_what_became_of_a_lost_one(tmp_path: Path) -> None:
    """Of two that are alike."""
    page = "<p>이 문장은 바뀐 말 하나</p><p>앞</p><p>이 문장은 바뀐 말 둘</p>"
    (found,) = lost(tmp_path, "앞\n\n이 문장은 바뀐 말 셋\n", page)
    assert found == ("text-altered", 3, "“이문장은바뀐말셋” became “이문장은바뀐말둘”")


@pytest.mark.parametrize(
    ("source", "article", "why"),
    [
        ("앞의 글 가나다라 뒤", "<p>앞의 글 가나다마 뒤</p>", "“앞의글가나다라뒤” became “앞의글가나다마뒤”"),
        (
            f"{'가' * 20}나{'다' * 30}",
            f"<p>{'가' * 20}라{'다' * 30}</p>",
            f"“{'가' * 8}나{'다' * 15}” became “{'가' * 8}라{'다' * 15}”",
        ),
        ("```\na\nb\nc\nd\n```", "<pre>a\nb\nc</pre>", "it ends earlier"),
        ("```\na\nb\nc\n```", "<pre>a\nb\nc\nd</pre>", "it goes on longer"),
        ("```\na\nb\nc\nd\n```", "<pre>a\nb\nx\nd</pre>", "“c” became “x”"),
    ],
)
def test_how_a_block_was_changed(tmp_path: Path, source: str, article: str, why: str) -> None:
    """The first line that is another, from a few characters before they part."""
    assert [each[2] for each in lost(tmp_path, source + "\n", article)] == [why]


def test_a_lost_keyword_is_named_by_its_term(tmp_path: Path) -> None:
    """Not by the section it stands in, nor by its definition."""
    source = "## 키워드\n\n- **Pod**: 단위\n- **Node**: 기계\n"
    page = "<h2>키워드</h2><ul><li><strong>Pod</strong>: 단위</li></ul>"
    write_files(tmp_path, {"docs/index.md": source, "site/index.html": f"<article>{page}</article>"})
    report = check_site(tmp_path / "docs", tmp_path / "site", tmp_path, keyword_headings=["키워드"])
    assert [each.what for each in report.problems] == ["keyword “Node” is missing from /"]


def test_json_with_a_note_in_it() -> None:
    """Is read without it; a value beside which there is a note is kept."""
    assert check_json('{"a": "b // c", // 말\n"d": 1}') is None
    assert check_json('{"a": "b",\n// 말\n"c" 1}') is not None


def test_yaml_in_pieces() -> None:
    """Parted by empty lines and by commands, each of which may be whole by itself."""
    assert check_yaml("a: 1\n\n  b: 2\n$ kubectl get x: y\nc: [1]\n") is None
    assert check_yaml("a: 1\n\n  b: [\n$ ls\nc: 1\n") is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("```bash\n   \n", "```bash\n   \n"),
        ("가X \n글\n", "가X\n글\n"),
        ("- 가\n\t- 나\n", "- 가\n    - 나\n"),
        ("```text\n가 ## 나\n", "```text\n가 ## 나\n```\n"),
    ],
)
def test_what_is_mended_and_left(old: str, new: str) -> None:
    """A block of nothing stays open; spaces at ends go; marks inside of a line of code are no heading."""
    assert mend(old) == new


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 1\n\n# 2\n\n# 3\n", "“2” and 1 more below are titles beside the one in line 1"),
        ("# 1\n\n# 2\n", "“2” is a title beside the one in line 1"),
        ("[]( )\n", "a link without an address"),
        ("![가](gone.png)\n", "the image “gone.png” is not there"),
        ('<a id="x"></a>\n\n<b id="x">글</b>\n', "the anchor #x is in line 1 too"),
        ("| a | b |\n|---|---|\n| 1 |\n", "the row has 1 cell under 2 heads"),
        ("| a |\n|---|\n| 1 | 2 |\n", "the row has 2 cells under 1 heads"),
    ],
)
def test_what_is_told_of_a_fault(tmp_path: Path, text: str, expected: str) -> None:
    """In words, with its numbers."""
    assert [each.what for each in told(tmp_path, text)] == [expected]


def test_a_mistyped_link_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    """A file that is called much alike; never one of another number, nor the page itself."""
    (found,) = told(tmp_path, "[가](netwrok.md)\n", network="글\n", session_1="글\n")
    assert found.mend == "perhaps network.md"
    (found,) = told(tmp_path, "[가](session_2.md)\n", network="글\n", session_1="글\n")
    assert found.mend == "mend the path, or take the link out"
    (found,) = told(tmp_path, "[가](x/a.md)\n", network="글\n")
    assert found.mend == "mend the path, or take the link out"
    (found,) = told(tmp_path, "글\n[가](gone.md)\n글\n")
    assert (found.line, found.code, found.why) == (2, "link-dead", "there is no file or folder gone.md")


def test_an_empty_code_block_needs_no_language(tmp_path: Path) -> None:
    """There is nothing to colour."""
    assert told(tmp_path, "```\n```\n") == []


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("**(굵게)**를\n", 1, "write (**굵게**)를"),
        ("**‘굵게’**를\n", 1, "write ‘**굵게**’를"),
        ("글\n[]()\n글\n", 2, "write the address into ( )"),
        ('<div>\n<a id="x"></a>\n<b id="x">글</b>\n</div>\n', 3, "give one of them another name"),
    ],
)
def test_where_a_fault_is_and_how_to_mend_it(tmp_path: Path, text: str, line: int, mend: str) -> None:
    """At its own line, with what to write."""
    assert [(each.line, each.mend) for each in told(tmp_path, text)] == [(line, mend)]


@pytest.mark.parametrize("text", ["**(가)나** 다\n", '글 "**끝!**", **끝!**.\n', "가 ** 나 ** 다\n"])
def test_emphasis_beside_marks(tmp_path: Path, text: str) -> None:
    """Closes, as GitHub reads it, where no letter stands at its marks."""
    assert told(tmp_path, text) == []


def test_the_headings_of_sessions_are_named(tmp_path: Path) -> None:
    """Where a session has none of them."""
    write_files(tmp_path, {"session_1.md": "글\n"})
    found = check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=Settings())
    named = ", ".join(Settings().session_headings)
    assert [each.what for each in found.problems] == [f"the session has none of the headings {named}"]
