"""Source files read from disk: decoded, every line with the number it has in its author's editor."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache, partial
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from course.kept import Store, code_key, key_of
from course.markdown.files.front_matter import blank_front_matter, front_matter_too_large
from course.markdown.files.too_much import Excess, excess
from course.markdown.formulas.finding import formulas_plugin
from course.markdown.github.attribute_lists import attribute_lists_plugin
from course.markdown.github.full_width import narrow_fences
from course.markdown.github.material_blocks import material_plugin
from course.markdown.reading.instructor import blank_notes, find_notes, unclosed_note
from course.markdown.reading.questions import Question
from course.markdown.reading.quizzes import find_quizzes
from course.packed import Remembered
from course.problems.problem import CourseError, Problem, display_path

#: What is made of one source is remembered for so many, those read last: the tokens of a source take half a
#: megabyte, and all those of a large course have no room. Of more, so few are at hand, and the others packed.
#: A text longer than that is taken for a source.
PAGES_KEPT, _FEW_AT_HAND, _PAGE_CHARACTERS = 100, 8, 2000


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one Markdown file, and where it is."""

    uri: str
    """POSIX path below the docs folder, such as ``week_03/day3/session_1.md``."""
    path: str
    """The file as a Problem names it, such as ``docs/ko/week_03/day3/session_1.md``."""
    text: str
    """The Markdown: ``\\n`` line ends, no byte order mark, front matter and the notes for the lecturer
    replaced by as many empty lines, so that line n of this text is line n of the file; boxes of quizzes open.
    """
    unclosed_note: int = 0
    """Line of a note for the lecturer that nothing ends: all that follows is part of it. 0 for none."""
    front_matter_too_large: bool = False
    """Whether the front matter unfolds into more than can be read: it is passed over."""
    questions: tuple[Question, ...] = ()
    """Those of its quizzes, which alone say what is right."""
    stray_answers: tuple[int, ...] = ()
    unmarked_lists: tuple[int, ...] = ()
    """Lines of comments with an answer that belongs to no question."""

    @property
    def parts(self) -> tuple[object, ...]:
        """All that it holds, for `key_of`."""
        return tuple(getattr(self, each.name) for each in fields(self))


def read_source(
    file_path: Path, docs_dir: Path, root: Path, quiz_headings: Sequence[str] = (), kept: Store | None = None
) -> Source:
    """The source at `file_path`, below `docs_dir`; Problems name it relative to `root`.

    Without `quiz_headings` (those of the settings), its quizzes are task lists: do so only where no reader
    sees what comes of it. `kept` has the sources that were read before.

    Raises CourseError [not-utf-8] when the bytes are not UTF-8, [page-too-large] when there is more than one
    page can hold, [nested-too-deep] when the nesting is deeper than Markdown readers can follow.
    """
    content, shown = file_path.read_bytes(), display_path(file_path, root)
    uri, hashed = file_path.relative_to(docs_dir).as_posix(), hashlib.blake2b(content, digest_size=16)
    key = hashed.hexdigest(), uri, tuple(quiz_headings)
    if key not in _READ:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        make = partial(_source_of, content, uri, shown, quiz_headings)
        _READ[key] = kept.made(key_of("text", code_key(), key), Source, make) if kept else make()
    source = _READ[key]
    return source if source.path == shown else replace(source, path=shown)


#: By a hash of a file's content, and by what else matters, the source: a build asks for each four times.
_READ: dict[tuple[str, str, tuple[str, ...]], Source] = {}
_MOST_READ = 4096


def _source_of(content: bytes, uri: str, shown: str, quiz_headings: Sequence[str]) -> Source:
    decoded = decode_source(content, shown)
    text, is_large = blank_front_matter(decoded), front_matter_too_large(decoded)
    source = Source(uri, shown, blank_notes(text), unclosed_note(text), is_large)
    if found := _excess(source.text):
        line, what = found
        why, mend = "its readers would wait too long for it", "divide the file into several"
        raise CourseError([Problem(shown, line, what, why, mend, "page-too-large")])
    if line := _too_deep(source.text):
        what, why = f"what is here is nested more than {DEEPEST} levels deep", "no page can show it"
        mend = "take marks such as > or - or * out, or indent less"
        raise CourseError([Problem(shown, line, what, why, mend, "nested-too-deep")])
    quizzes = find_quizzes(text, quiz_headings, parse_tokens)
    opened = blank_notes(quizzes.with_open_boxes(text)) if quizzes.boxes else source.text
    return replace(
        source,
        text=opened,
        questions=quizzes.questions,
        stray_answers=quizzes.strays,
        unmarked_lists=quizzes.unmarked,
    )


def read_notes(file_path: Path) -> tuple[tuple[int, str], ...]:
    """The notes for the lecturer in a file that `read_source` could read: the line and Markdown of each."""
    text = decode_source(file_path.read_bytes(), file_path.as_posix())
    return tuple(find_notes(blank_front_matter(text)))


def decode_source(content: bytes, shown: str) -> str:
    """The text of a source, without a byte order mark, line ends as in `Source`; Problems call it `shown`.

    Raises CourseError [not-utf-8]; also for UTF-16 without a mark, which has NUL beside each Latin letter.
    """
    text = None
    try:
        at, text = content.find(b"\0"), content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start
    if text is not None and content.count(b"\0") * _FEW_NUL <= len(content):
        return text.replace("\r\n", "\n").replace("\r", "\n")
    guess = _likely_encoding(content)
    looks = f"it looks like {guess}" if guess else "its encoding is not known"
    line = content.count(b"\n", 0, at) + 1
    raise CourseError([Problem(shown, line, "the file is not UTF-8", looks, "save it as UTF-8", "not-utf-8")])


#: A text with one NUL in so many bytes or fewer is text all the same: something was pasted into it.
_FEW_NUL = 10


def _likely_encoding(content: bytes) -> str | None:
    """The encoding that reads `content`: a UTF-16 mark, NUL where it has it, CP949 if it yields Hangul."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    if b"\0\0\0" in content and any(map(partial(_reads, content), ("utf-32-le", "utf-32-be"))):
        return "UTF-32"
    even, odd = content[0::2].count(b"\0"), content[1::2].count(b"\0")
    if (even + odd) * _FEW_NUL >= len(content):
        return "UTF-16" if max(even, odd) > 3 * min(even, odd) else "a file that is no text"
    return "CP949" if re.search("[가-힣]", _reads(content, "cp949")) else None


def _reads(content: bytes, encoding: str) -> str:
    """The text of `content`, if it is in the `encoding`; else nothing."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


#: By a hash of a source what `_too_deep` says of it: the sources of a large course are not kept for it.
_DEEP_LINES: dict[bytes, int] = {}
#: The deepest nesting allowed, a quote counting one level and a list item two: every Markdown reader used
#: here can follow that far.
DEEPEST = 80
#: By a hash of a source what there is too much of in it.
_EXCESSES: dict[bytes, Excess] = {}


def _excess(text: str) -> Excess:
    key = text_key(text)
    if key not in _EXCESSES:
        _EXCESSES[key] = excess(text, lambda text: parse_blocks(text, {}))
    return _EXCESSES[key]


def _too_deep(text: str) -> int:
    """The first line, from 1, with more levels than `DEEPEST`; 0 where there is none."""
    key = text_key(text)
    if key not in _DEEP_LINES:
        _DEEP_LINES[key] = _first_too_deep(text)
    return _DEEP_LINES[key]


def text_key(text: str) -> bytes:
    """A short hash of `text`, to remember something of it without the text itself."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


#: What may open blocks at the beginning of a line; each level takes at least one of these characters.
_OPENING = re.compile(r"[ >*+\-.)\d]*")
_EMPTY_LINES = re.compile(r"\n[ >]*\n")
#: Levels that a line may have besides: those of a table's cell, a paragraph and the like.
_FURTHER = 15


def may_be_too_deep(text: str) -> bool:
    """Whether `text` has any place with so many marks that they could nest deeper than `DEEPEST`."""
    return any(
        max(len(_OPENING.match(line)[0]) for line in part.split("\n")) + _inline_marks(part)  # type: ignore[index]
        > DEEPEST - _FURTHER
        for part in _EMPTY_LINES.split(text.expandtabs(4))
    )


def _inline_marks(part: str) -> int:
    """How deep the marks in `part` could nest at most: emphasis takes a mark on either side."""
    return sum(map(part.count, "*_~")) // 2 + part.count("[")


def _first_too_deep(text: str) -> int:
    if not may_be_too_deep(text):
        return 0
    line = 0
    for token in parse_tokens(text):
        line = int(token.meta.get("line", line))
        if max([token.level, *(child.level for child in token.children or ())]) > DEEPEST:
            return max(line, 1)
    return 0


class Reader(MarkdownIt):
    """markdown-it-py, but shows the address ``<http://…%5B>`` as it is written, not decoded.

    A link to ``javascript:…`` is a link, as for GitHub: the page's cleaner takes its address, a rule tells.
    """

    def normalizeLinkText(self, link: str) -> str:
        """`link` as it is."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: ARG002
        """True: what an address may be is decided where links are made."""
        return True


def fresh_parser() -> MarkdownIt:
    """A reader of sources that is nobody else's."""
    return _new_parser(inline=True, material=True)


@cache
def _parser(inline: bool, material: bool) -> MarkdownIt:
    return _new_parser(inline=inline, material=material)


def _new_parser(*, inline: bool, material: bool) -> MarkdownIt:
    parser = Reader("commonmark", {"maxNesting": DEEPEST + 20}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    if material:
        parser.use(material_plugin).use(attribute_lists_plugin)
    return parser.use(formulas_plugin) if inline else parser.disable("inline")


def parse_tokens(text: str, *, is_last: bool = False) -> Sequence[Token]:
    """The Markdown tokens of `text`; ``meta["line"]`` of each that begins a block is its line, from 1.

    The tokens of a text are cached and shared by all readers: never change one, change a copy.

    Source: CommonMark, with the tables, strikethrough and footnotes of GitHub Flavored Markdown
    (``footnote_reference_open`` … ``close`` around a definition, ``footnote_ref`` in a line of text);
    formulas; Material's own blocks and attribute lists in braces (`course.markdown.github.material_blocks`
    and ``attribute_lists``), which are in the tokens' ``attrs``.
    """
    of_page = _page_tokens.once if is_last else _page_tokens  # what nobody asks for again is not cached
    return (of_page if len(text) > _PAGE_CHARACTERS else _line_tokens)(text)


@lru_cache(maxsize=2048)
def _line_tokens(text: str) -> Sequence[Token]:
    return _tokens(text, material=True)


@lru_cache(maxsize=PAGES_KEPT)
def github_tokens(text: str) -> Sequence[Token]:
    """The tokens of `text` as GitHub reads it, where Material's own blocks and braces are text."""
    return _tokens(text, material=False)


def _tokens(text: str, material: bool) -> Sequence[Token]:
    tokens = tuple(_parser(inline=True, material=material).parse(narrow_fences(text)))
    for token in tokens:
        if token.map:
            token.meta["line"] = token.map[0] + 1
    return tokens


_page_tokens: Remembered[Sequence[Token]] = Remembered(
    partial(_tokens, material=True), PAGES_KEPT, _FEW_AT_HAND
)


def parse_blocks(text: str, references: dict[str, dict[str, str]]) -> list[Token]:
    """The block tokens of `text`, without the inline tokens of its paragraphs.

    Fills `references` with the link reference definitions met (normalised label: ``href`` and ``title``).
    """
    return _parser(inline=False, material=True).parse(narrow_fences(text), {"references": references})
