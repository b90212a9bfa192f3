"""How much one page may hold: readers take more than a linear time for some of it, and nobody reads more.

Of 2,400 files of public courses the largest holds 325 KB, 7,800 lines, 4,400 blocks, 12,000 marks, 230
headings, 450 code blocks and 5 diagrams, and none more than 120 marks in a paragraph, or 2 on a letter. Of
800 further files, Node.js' manual among them, none has more than 1,650 lines of code, 2,400 elements of HTML,
or 8,000 characters in a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it.token import Token

from course.markdown.html.depth import CODE, SHORT_TAG, Depth
from course.markdown.html.scan import has_long_tag

#: The most bytes of a page, and lines of it that are not empty.
MOST_BYTES, MOST_LINES = 400_000, 8_000
#: Marks that readers look for partners of, and the most that one paragraph may have: of each pair of them it
#: may have to be asked whether they belong together.
_MARKS, MOST_IN_PARAGRAPH = "[]*_~`<$!{&\\|:@", 1_500
_COVERED = "places that cells of more rows or columns cover"
#: The most of each on a page.
_MOST = {
    "blocks": 5_000,
    "elements of HTML": 15_000,
    _COVERED: 50_000,
    "code blocks": 1_500,
    "lines of code": 5_000,
    "marks of Markdown": 40_000,
    "headings": 2_000,
    "footnotes": 1_000,
    "tables": 400,
    "diagrams": 150,
    "formulas": 2_000,
    "words in inline code": 10_000,
}
#: As deep as readers of HTML, which call themselves for each element, can follow; and what may nest.
DEEPEST_HTML = 200
#: The most attributes of an element: each is compared with all before it.
MOST_ATTRIBUTES = SHORT_TAG // 2
#: The most characters of a diagram and of a block formula, by the word behind its fence: larger ones are not
#: drawn (Mermaid draws 50,000), and who would read them as text, on paper?
MOST_DRAWN = {"mermaid": 60_000, "math": 24_000}
#: The most characters of a paragraph: its lines are broken all at once. That is twenty pages of a book.
LONGEST_PARAGRAPH = 50_000
#: The most marks above or below letters that a page may have, beyond those that make one letter with it: each
#: is set, and read back, by itself.
MOST_ABOVE_LETTERS = 25_000
_STARTS = re.compile(r"<(?!(?:br|hr|img|a)\b)[a-zA-Z]", re.IGNORECASE)
#: The most characters of a word (Chinese has no spaces), of a line of code, and of a heading; the most marks
#: on a letter: they are sorted in the square of their number.
#: Source: Unicode, UAX 15, "Stream-Safe Text Format".
LONGEST_WORD, LONGEST_HEADING, MOST_ON_LETTER = 20_000, 2_000, 30
_LONG_WORD, _LONG_LINE = (
    re.compile(rf"\S{{{LONGEST_WORD + 1}}}"),
    re.compile(rf"[^\n]{{{LONGEST_HEADING + 1}}}"),
)
_LONG_CODE = re.compile(rf"[^\n]{{{LONGEST_WORD + 1}}}")
_MAY_BE_MARKS = re.compile(rf"[^\x00-\x7f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{{{MOST_ON_LETTER + 1},}}")
#: Pictures that stand in the text, as some programs export them: no reader looks into them.
_DATA = re.compile(r"data:[\w/+.-]+;base64,[\w+/=]+")
_SPAN = re.compile(r"<t[dh]\b[^<>]*span", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n[^\S\n]*\n")
#: Lines that may make a heading, of themselves or of what is above them, or a table.
_HEADINGS = re.compile(r"^[^\n]*(?:#|[=-][ \t]*$)", re.MULTILINE)
_RULES = re.compile(r"^[^\n]*-[-|: \t]*$", re.MULTILINE)
_LINES = re.compile(r"^[^\S\n]*\S", re.MULTILINE)

#: Line, from 1, and what there is too much of.
Excess = tuple[int, str] | None


def excess(text: str, blocks_of: Callable[[str], Sequence[Token]]) -> Excess:
    """What `text` has too much of; None where nothing. `blocks_of` reads its blocks, but no lines of text."""
    size = len(_DATA.sub("", text).encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        return 1, f"the file has {size:,} bytes, and a page at most {MOST_BYTES:,}"
    lines = sum(1 for _ in _LINES.finditer(text))
    if lines > MOST_LINES:
        return 1, f"the file has {lines:,} lines with text, and a page at most {MOST_LINES:,}"
    if line := _marked_letter(text):
        return line, f"a letter has more than {MOST_ON_LETTER} marks above or below it"
    if _above_letters(text) > MOST_ABOVE_LETTERS:
        return 1, f"the page has more than {MOST_ABOVE_LETTERS:,} marks above or below letters"
    if _has_few(text, lines):
        return None
    return next(_found(blocks_of(text)), None)


def _has_few(text: str, lines: int) -> bool:
    """Whether `text`, of so many `lines`, has too few signs for too much of anything."""
    if text.count("<") > DEEPEST_HTML and len(_STARTS.findall(text)) > DEEPEST_HTML:
        return False
    if any(len(text) > most and kind in text for kind, most in MOST_DRAWN.items()):
        return False
    if _SPAN.search(text) or _LONG_LINE.search(text) or has_long_tag(text, SHORT_TAG):
        return False
    if any(_may_be_too_much(part) for part in _EMPTY_LINES.split(text)):
        return False
    signs = {
        "blocks": 3 * lines + 2 * sum(map(text.count, ">-+*.)|")),
        "elements of HTML": text.count("<"),
        _COVERED: 0,  # a page with any was read
        "lines of code": lines,
        "marks of Markdown": _marks(text),
        "headings": len(_HEADINGS.findall(text)),
        "footnotes": text.count("[^"),
        "tables": len(_RULES.findall(text)),
        "diagrams": text.count("mermaid"),
        "code blocks": text.count("```") + text.count("~~~") + text.count("\n    ") + text.count("\t"),
        "formulas": text.count("$") // 2 + text.count("math"),
        "words in inline code": len(text.split()) if "`" in text else 0,
    }
    return all(signs[kind] <= most for kind, most in _MOST.items())


def _may_be_too_much(part: str) -> bool:
    return len(part) > LONGEST_PARAGRAPH or _marks(part) > MOST_IN_PARAGRAPH


def _above_letters(text: str) -> int:
    """How many marks stand above or below letters of a text that is long enough for too many of them."""
    if len(text) <= MOST_ABOVE_LETTERS:
        return 0
    text = unicodedata.normalize("NFC", text)
    return sum(text.count(each) for each in set(text) if unicodedata.category(each) == "Mn")


def _marked_letter(text: str) -> int:
    """The first line, from 1, with more marks on a letter than may be; 0 where there is none."""
    for match in _MAY_BE_MARKS.finditer(text):
        count = 0
        for character in match[0]:
            count = count + 1 if unicodedata.category(character).startswith("M") else 0
            if count > MOST_ON_LETTER:
                return text.count("\n", 0, match.start()) + 1
    return 0


def _found(blocks: Iterable[Token]) -> Iterator[tuple[int, str]]:
    counts = dict.fromkeys(_MOST, 0)
    line, depth, is_heading = 1, Depth(), False
    for block in blocks:
        line = block.map[0] + 1 if block.map else line
        in_line, own = block.type == "inline", [*_kinds(block)]
        if in_line:
            yield from ((line, what) for what in _of_text(block.content, is_heading=is_heading))
        elif _is_code(block) and _LONG_CODE.search(block.content):
            yield line, f"a line of code has more than {LONGEST_WORD:,} characters"
        elif (kind := _drawn(block)) and (length := len(block.content)) > MOST_DRAWN[kind]:
            what = "diagram" if kind == "mermaid" else "formula"
            yield line, f"the {what} has {length:,} characters, and may have {MOST_DRAWN[kind]:,}"
        is_heading = block.type == "heading_open"
        if in_line or block.type == "html_block":
            at = depth.too_deep(block.content, DEEPEST_HTML, in_line=in_line)
            if at is not None:
                what = f"elements of HTML are nested more than {DEEPEST_HTML} deep"
                yield line + block.content.count("\n", 0, at), what
            if depth.attributes > MOST_ATTRIBUTES:
                yield line, f"an element of HTML has more than {MOST_ATTRIBUTES:,} attributes"
            if depth.longest_text > LONGEST_PARAGRAPH:
                yield line, f"a text in HTML has more than {LONGEST_PARAGRAPH:,} characters"
            own += [("blocks", depth.boxes), ("elements of HTML", depth.elements), (_COVERED, depth.covered)]
        for kind, number in own:
            counts[kind] += number
            if counts[kind] > _MOST[kind]:
                yield line, f"the page has more than {_MOST[kind]:,} {kind}"


def _of_text(text: str, *, is_heading: bool) -> Iterator[str]:
    """What a paragraph or a heading has too much of."""
    if (count := _marks(text)) > MOST_IN_PARAGRAPH:
        yield f"the paragraph has {count:,} marks of Markdown, and may have {MOST_IN_PARAGRAPH:,}"
    text = _DATA.sub("", text)
    if len(text) > LONGEST_PARAGRAPH:
        yield f"the paragraph has {len(text):,} characters, and may have {LONGEST_PARAGRAPH:,}"
    if is_heading and len(text) > LONGEST_HEADING:
        yield f"the heading has {len(text):,} characters, and may have {LONGEST_HEADING:,}"
    if _LONG_WORD.search(text):
        yield f"a word has more than {LONGEST_WORD:,} characters"


def _is_code(block: Token) -> bool:
    return block.type in ("fence", "code_block") and not _drawn(block)


def _drawn(block: Token) -> str:
    """The word behind the fence of a diagram or a formula; nothing for any other block."""
    language = block.info.split()[:1] if block.type == "fence" else []
    return language[0] if language and language[0] in MOST_DRAWN else ""


def _marks(text: str) -> int:
    return sum(map(text.count, _MARKS))


def _kinds(block: Token) -> Iterator[tuple[str, int]]:
    if block.nesting >= 0 and block.type != "inline":
        yield "blocks", 1
    drawn = _drawn(block)
    if block.type == "heading_open":
        yield "headings", 1
    elif block.type == "footnote_reference_open":
        yield "footnotes", 1
    elif block.type == "table_open":
        yield "tables", 1
    elif block.type == "inline":
        yield "marks of Markdown", _marks(block.content)
        yield "formulas", block.content.count("$") // 2
        yield "words in inline code", sum(len(code[2].split()) for code in CODE.finditer(block.content))
    elif drawn:
        yield ("diagrams" if drawn == "mermaid" else "formulas"), 1
    elif _is_code(block):
        yield "code blocks", 1
        yield "lines of code", sum(1 for _ in _LINES.finditer(block.content))
