"""What readers find and copy in a handout is the author's text: every word, and no character of ours."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from course.handout.letters import seen
from course.markdown.reading.source_page import render_source
from support.courses import ROOT
from support.handouts import made_of, needs_fonts

pytestmark = needs_fonts
SESSION = "week_03/day3/session_1"
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler's pdftotext is not on this machine"
)


def words_of(source: str) -> set[str]:
    """The words of a page as its reader sees them, with what stands at them: ``Pod는``, ``(IP)를``."""
    tree = html.fragment_fromstring(render_source(source), create_parent="div")
    for each in [*tree.iter("sup"), *tree.iter("pre")]:  # numbers of notes; diagrams and code
        each.drop_tree()
    for element in tree.iter("br", "p", "li", "td", "th", "summary", "h1", "h2", "h3", "h4", "h5", "h6"):
        element.tail = f" {element.tail or ''}"
        element.text = f" {element.text or ''}"
    return set(seen(tree.text_content()).split())


def lost_in_search(pdf: bytes, words: set[str]) -> list[str]:
    """The words that a reader's search does not find: pdfium's is that of Chrome."""
    pages = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    plain = {"".join(c for c in word if c <= "\uffff") for word in words}  # it searches for no emoji
    return sorted(word for word in plain - {""} if not any(page.search(word).get_next() for page in pages))


def copied(pdf: bytes, folder: Path) -> str:
    """The text of a PDF as poppler has it, which Evince and Okular show with."""
    (folder / "read.pdf").write_bytes(pdf)
    command = ["pdftotext", str(folder / "read.pdf"), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def strange(text: str) -> set[str]:
    """The characters of `text` that nobody sees, but for ends of lines and pages."""
    return {
        c
        for c in text
        if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp") and c not in "\r\n\f\u200d"
    }


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_word_of_the_given_session_is_found(built_site: Path, tmp_path: Path, language: str) -> None:
    """Search finds each word as it is written, in both readers; copied text has no character of ours."""
    source = (ROOT / "docs" / language / f"{SESSION}.md").read_text("utf-8")
    pdf = (built_site / language / "handouts" / f"{SESSION.replace('/', '-')}.pdf").read_bytes()
    words = words_of(source)
    assert len(words) > 400
    assert lost_in_search(pdf, words) == []
    assert (
        strange("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))) == set()
    )
    if shutil.which("pdftotext"):
        said = copied(pdf, tmp_path)
        assert sorted(word for word in words if word not in said) == []
        assert strange(said) == set()


PIECES = [
    ("**Pod**는", "Pod는"),
    ("`kubectl`을", "kubectl을"),
    ("*Kubernetes*가", "Kubernetes가"),
    ("~~옛~~말", "옛말"),
    ("(**IP**)를", "(IP)를"),
    ("물<sub>2</sub>와", "물2와"),
    ("<kbd>Ctrl</kbd>키", "Ctrl키"),
    ("무\u00ad지개", "무지개"),
    ("가\u200b나", "가나"),
    ("가\u2060나", "가나"),
    ("(`ls -l`)를", "(ls -l)를"),
    ("<b><code>wq</code></b>라고", "wq라고"),
    ("한글(**Pod**)", "한글(Pod)"),
    ('"*Pod*"를', '"Pod"를'),
    ("가`x`나`y`다", "가x나y다"),
]


@pytest.mark.parametrize(("written", "word"), PIECES)
def test_a_word_of_several_looks_is_one_word(tmp_path: Path, written: str, word: str) -> None:
    """Whatever inline marks stand in a word, it is found whole; it is never divided between two lines."""
    source = "\n\n".join(f"{'a' * lead} {'글 ' * 30}{written} 뒤" for lead in range(0, 26, 2))
    made = made_of(render_source(source), tmp_path, source)
    assert made.pdf is not None, made.problems
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf))
    assert strange(text) == set()
    assert text.count(word) == 13, "found each time: no line ends in it"


@needs_poppler
def test_both_readers_agree(tmp_path: Path) -> None:
    """Poppler, too, finds a word with marks in it, and nothing else in it."""
    source = "\n\n".join(written for written, _ in PIECES)
    made = made_of(render_source(source), tmp_path, source)
    assert made.pdf is not None, made.problems
    said = copied(made.pdf, tmp_path)
    assert [word for _, word in PIECES if word not in said] == []
    assert strange(said) == set()
