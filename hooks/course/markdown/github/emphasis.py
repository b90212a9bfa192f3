"""Marks of emphasis: as GitHub reads them, and as they were meant beside Hangul, Kana and Han.

CommonMark leaves the marks of ``*가비지 컬렉터(GC)*를`` as they are: behind a bracket it asks for a space or
a mark, where these scripts have none. Such marks count here as they were meant; a rule of the check tells
them.

Source: CommonMark 0.29, section 6.4, which GitHub follows.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache, partial

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from course.markdown.github.attribute_lists import AS_MEANT

#: End marks of placeholders (a task's box, say, and HTML); for emphasis they count as spaces.
_PLACEHOLDER_ENDS = ("\x03", "\ufddb")
_RUN = re.compile(r"(?s)(.)\1*")
_TILDES = re.compile("~{3,}")
_WIDE = r"\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
#: Particles that stand behind a word which underscores are meant to stress: ``_강조_를``.
_PARTICLE = (
    r"(?:(?:이나|이란|이라|으로|에게|에서|부터|까지|처럼|보다|하고|마다|[은는이가을를의에와과도만로나란라])"
    r"(?:는|도|의|서|써)?(?![가-힣])|[\u3041-\u309f])"
)
_INSIDE = rf"(?=\S)(?P<text>[^_\n]*[{_WIDE}][^_\n]*)(?<=\S)"
#: What underscores are meant to stress although a letter stands beside them; not ``__init__은``, ``값_이름``,
#: and not what TeX sets low: ``}_{*}``, ``V_\\text``.
_MARK = r"_(?![{\\])"
_UNDERSCORED = re.compile(
    rf"(?<![a-zA-Z0-9_\\}}])_{_MARK}{_INSIDE}_{_MARK}(?![a-zA-Z0-9_])"
    rf"|(?<![\w\\}}]){_MARK}{_INSIDE.replace('text', 'word')}_(?={_PARTICLE})"
    rf"|(?<![a-zA-Z0-9_\\}}]){_MARK}(?=[^\w\s])(?P<first>[^_\n]*[{_WIDE}][^_\n]*)(?<=\S){_MARK}(?![a-zA-Z0-9_])"
    rf"|(?<![\w\\}}]){_MARK}(?=\S)(?P<last>[^_\n]*[{_WIDE}][^_\n]*)(?<=[^\w\s]){_MARK}(?![a-zA-Z0-9_])"
)


def emphasis_plugin(reader: MarkdownIt, *, as_meant: frozenset[str]) -> None:
    """Let `reader` read emphasis as GitHub does; of the marks in `as_meant`, as they were meant.

    These are ``**`` (and longer runs), ``*``, ``_`` and ``~``.
    """
    reader.inline.ruler.at("emphasis", partial(_read_emphasis, as_meant=as_meant))
    reader.inline.ruler.before("strikethrough", "tildes", partial(_read_tildes, as_meant=as_meant))
    reader.inline.ruler2.push("as_meant", _keep_what_github_leaves)


def marks_left(tokens: list[Token]) -> Counter[str]:
    """How often each mark of emphasis stands as text in `tokens`; marks as `emphasis_plugin` names them."""
    text = "\n".join(token.content for token in tokens if token.type == "text")
    runs = [match[0] for match in re.finditer(r"\*+|_+|(?<!~)~~(?!~)", text)]
    return Counter("**" if len(run) > 1 and run[0] == "*" else run[0] for run in runs)


def is_wide(character: str) -> bool:
    """Whether it is a letter of a script without spaces around words: Hangul, Kana, Han."""
    return unicodedata.east_asian_width(character) in "WF" and unicodedata.category(character)[0] == "L"


def _read_tildes(state: StateInline, silent: bool, *, as_meant: frozenset[str]) -> bool:
    """Three tildes and more are text; two strike out, also beside wide letters if read `as_meant`."""
    if run := _TILDES.match(state.src, state.pos):
        if not silent:
            state.pending += run[0]
            state.pos = run.end()
        return not silent
    if silent or "~" not in as_meant or not state.src.startswith("~~", state.pos):
        return False
    before, after = _beside(state, state.pos + 2)
    sides = _flanking("~", before, after, wide=True)
    _push(state, "~~", 0, sides, _flanking("~", before, after))
    state.pos += 2
    return True


def _read_emphasis(state: StateInline, silent: bool, *, as_meant: frozenset[str]) -> bool:
    """Marks of emphasis; see `_as_meant` for those read `as_meant`."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    match = _RUN.match(state.src, state.pos, state.posMax)
    end = match.end() if match else state.posMax
    before, after = _beside(state, end)
    on_github = _flanking(marker, before, after)
    sides = _as_meant(state, end, before, after, as_meant) or on_github
    length = end - state.pos
    for _ in range(length):
        _push(state, marker, length, sides, on_github)
    state.pos = end
    return True


def _as_meant(
    state: StateInline, end: int, before: str, after: str, as_meant: frozenset[str]
) -> tuple[bool, bool] | None:
    """Whether the run up to `end` was meant to open emphasis, and to close it; None where GitHub is right.

    Two stars and more do wherever no space is. One star in front of a bracket may be a product:
    ``가로*(세로+1)``. Underscores do where a pair of them stands around words, see `_UNDERSCORED`.
    """
    length, marker = end - state.pos, state.src[state.pos]
    if marker == "_":
        return _underscores(state.src).get(state.pos) if "_" in as_meant else None
    if length > 1:
        return (not after.isspace(), not before.isspace()) if "**" in as_meant else None
    if "*" not in as_meant:
        return None
    opens, closes = _flanking(marker, before, after, wide=True)
    return (opens and not (after in "(（" and is_wide(before)), closes)


@lru_cache(maxsize=64)
def _underscores(text: str) -> dict[int, tuple[bool, bool]]:
    """Where in `text` underscores were meant to open emphasis, and where to close it."""
    found: dict[int, tuple[bool, bool]] = {}
    for match in _UNDERSCORED.finditer(text):
        width = 2 if match["text"] is not None else 1
        found[match.start()], found[match.end() - width] = (True, False), (False, True)
    return found


def _push(
    state: StateInline, content: str, length: int, sides: tuple[bool, bool], on_github: tuple[bool, bool]
) -> None:
    """Add a mark and whether it may open and close emphasis, here and `on_github`."""
    token = state.push("text", "", 0)
    token.content, token.meta = content, {} if sides == on_github else {AS_MEANT: on_github}
    state.delimiters.append(Delimiter(ord(content[0]), length, len(state.tokens) - 1, -1, *sides))


def _keep_what_github_leaves(state: StateInline) -> None:
    """Let only those marks have `AS_MEANT` that open or close what GitHub does not."""
    for token in state.tokens:
        opens, closes = token.meta.get(AS_MEANT, (True, True))
        if (opens if token.nesting > 0 else closes) or not token.nesting:
            token.meta.pop(AS_MEANT, None)


def _beside(state: StateInline, end: int) -> tuple[str, str]:
    """The characters before and after a run of marks that ends at `end`; a space where there is none."""
    before, after = state.src[state.pos - 1 : state.pos] or " ", state.src[end : state.posMax][:1] or " "
    return " " if before in _PLACEHOLDER_ENDS else before, after


def _flanking(marker: str, before: str, after: str, *, wide: bool = False) -> tuple[bool, bool]:
    """Whether a run of marks between two characters opens emphasis, and whether it closes it.

    `wide` lets a wide letter outside count as a space does.
    """
    apart_before = before.isspace() or _is_mark(before) or (wide and is_wide(before))
    apart_after = after.isspace() or _is_mark(after) or (wide and is_wide(after))
    left = not after.isspace() and (not _is_mark(after) or apart_before)
    right = not before.isspace() and (not _is_mark(before) or apart_after)
    if marker == "_":
        return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))
    return left, right


def _is_mark(character: str) -> bool:
    """Whether it is punctuation."""
    return isMdAsciiPunct(ord(character)) or unicodedata.category(character)[0] == "P"
