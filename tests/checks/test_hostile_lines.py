"""Lines that nobody would write by hand: read in no more time than their length asks for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from course.checks.agreement.readings import SiteReader
from course.checks.docs_folder import check_docs
from course.checks.mend import mend
from course.languages.diagram_shape import diagram_lines
from course.markdown.files.docs_files import usual_addresses
from course.pages.search.terms import terms_of, title_terms
from course.settings.config import read_config
from course.settings.course_settings import parse_settings
from support.courses import ROOT

LENGTH = 1200
"""Characters of each line: enough for time that grows with the third power of it to be seen."""
LIMIT_SECONDS = 4
"""Of processor time, for a document that takes some hundredth of a second otherwise."""

#: What a line begins with, what it goes on with for its whole length, what it ends with.
LINES = [
    ("echo ", "$NAMESPACE ", "$(date)"),
    ("$", "A", "|"),
    ("- **Pod**: ", "$AAAA ", "|"),
    ("<", "A/", "!"),
    ("kubectl <a", "_", "!"),
    ("<a", " b", " ("),
    ("**굵게** ", "\t", "!"),
    ("**굵게** ", " ", "("),
    ("**시간**: ", " ", "x"),
    ("- **시간** ", "*_` ", "x"),
    ("| ", "\t", "x"),
    ("| --- ", " ", "x"),
    ("| ", "_", "x"),
    ("1. ", "*", "|"),
    ("`", "*", ""),
    ("- ", "`", "x"),
    ("# 제목 ", " ", "x"),
    ("# 제목 ", "# ", "x"),
    ("# 제목 {", " a=b#c", "("),
    ("# 제목", " {:", " #"),
    ("## 개념 (", "*", "!"),
    ("## 개념 (", "1분 ", "!"),
    ("- ", ".… ", ":"),
    ("~~~", "~", "`"),
    ("", "[", "x"),
    ("", "![](", "x"),
    ("", "<!--", "x"),
    ("", "<div ", "x"),
    ("> ", "> ", "x"),
]
DOCUMENTS = {
    "text": "# 제목\n\n{}\n",
    "commands": "# 제목\n\n```bash\n{}\n```\n",
    "manifest": "# 제목\n\n```yaml\na: b: c\n{}\n```\n",
    "keyword": "# 제목\n\n## 핵심 키워드\n\n- {}\n",
    "table": "# 제목\n\n| 가 | 나 |\n{}\n| {} |\n",
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_line_takes_long(document: str, tmp_path: Path) -> None:
    """Each is checked, mended and made a page of within seconds: nothing tries every way to read it."""
    reader, settings = SiteReader(read_config(ROOT / "mkdocs.yml")), parse_settings(None)
    for begin, go_on, end in LINES:
        line = begin + go_on * (LENGTH // len(go_on)) + end
        text = DOCUMENTS[document].replace("{}", line)
        (tmp_path / "session_1.md").write_text(text, encoding="utf-8")
        start = time.process_time()
        check_docs(tmp_path, tmp_path, addresses=usual_addresses(tmp_path), settings=settings)
        reader.html(text)
        mend(text)
        taken = time.process_time() - start
        assert taken < LIMIT_SECONDS, f"{(begin, go_on, end)} took {taken:.1f} s"


@pytest.mark.parametrize("go_on", ["[", "(", "{", " ", "-- ", "== a ", "|"])
def test_no_diagram_takes_long(go_on: str) -> None:
    """The shape of a diagram, which its translation must have as well, is read within seconds too."""
    start = time.process_time()
    diagram_lines(f"graph LR\n  A == {go_on * (LENGTH // len(go_on))}x")
    assert time.process_time() - start < LIMIT_SECONDS


def test_no_word_takes_long() -> None:
    """A text without spaces is no compound to be taken apart; a long one of many parts is taken quickly."""
    start = time.process_time()
    text = "가나 나가 가가 나나 " + "가나" * 20 + " " + "가" * 200_000
    assert {"가나", "나가"} <= {term for term, _ in terms_of(text)}
    assert {"가나", "나가"} <= {term for term, _ in title_terms(text)}
    assert time.process_time() - start < LIMIT_SECONDS
