"""Material's own blocks (admonitions, folded admonitions, content tabs), as a block rule of markdown-it.

A block is its first line and the lines below that are indented by four columns, which are Markdown of their
own. The tokens around those are ``material_open``, whose ``info`` is the first line and whose ``markup`` is
the marks that begin it, and ``material_close``. As a fence does, the first line ends the paragraph, list or
quote above it, unless it is indented to belong there.

Source: the references of Python-Markdown's admonitions and of PyMdown's details and tabs.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

#: The first line of one of Material's own blocks: admonition, folded admonition, content tab.
MATERIAL_BLOCK = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ ]?[\w-]+(?:[ ]+[\w-]+)*(?P<title>[ ]+".*")?[ ]*$
      | (?P<fold>\?\?\?\+?)[ ]".*"[ ]*$
      | ===(?:\+!?|!\+?)?[ ]+(?P<tab>".*")[ ]*$""",
    re.VERBOSE,
)
_INDENT = 4
#: What classes begin with by which styles, scripts and checks find what the build makes: a box of an author's
#: own kind has none of them. Source: the style sheets of the product and of the theme.
_TAKEN = re.compile(
    r"""(?: actor | admonition | agenda | answer | arithmatex | banner | block | cards? | cluster | code |
      comment | corrections? | course | critic | data | diagram | emojione | filename | films? | flowchart
      | focus | footnotes? | formula | gemoji | giscus | glossary | grid | gutter | headerlink |
      highlight(?:table)? | hll | instructor | js | katex | keys? | label | linenodiv | linenos | marker |
      md | mermaid | middle | no-js | node | notes | page-changes | picture | placeholder | present |
      printed | progress | quiz | rect | result | side | slide | source | speaker | tabbed | take-along |
      task | term | timetable | translation | twemoji | viewer | x+l)(?![^-_])""",
    re.VERBOSE,
)
_MARKS = re.compile(r"!+|\?+\+?|=+")


def expand_indent(line: str) -> str:
    """`line` with the tabs of its indentation as spaces (tab stops of four columns)."""
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].expandtabs(4) + text


def dedent(line: str, columns: int) -> str:
    """`line` without its first `columns` columns of indentation, or all of it where there are fewer."""
    expanded = expand_indent(line)
    return expanded[min(columns, len(expanded) - len(expanded.lstrip(" "))) :]


def free_kinds(classes: str) -> str:
    """`classes` of an admonition without those of the author's kinds that something else has.

    The script that draws diagrams, for one, takes all that is called ``mermaid`` for a diagram.
    """
    words = classes.split()
    return " ".join(word for word in words if word == "admonition" or not _TAKEN.match(word))


def material_plugin(reader: MarkdownIt) -> None:
    """Let `reader` read Material's own blocks."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    reader.block.ruler.before("lheading", "material", read_material, {"alt": ends})


def is_folded(token: Token) -> bool:
    """Whether `token` opens a block that a page shows folded."""
    return token.type == "material_open" and token.markup == "???"


def read_material(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Whether line `first` opens one of Material's blocks; unless `silent`, its tokens are added to `state`.

    A block rule of markdown-it: `end` is the line after the container that is being read.
    """
    if not silent:
        state.lineMax = end  # or a paragraph in a quote would be asked whether lines below the quote end it
    too_far = state.sCount[first] > state.blkIndent
    if too_far or (state.sCount[first] < state.blkIndent and not silent):
        return False
    head = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    match = MATERIAL_BLOCK.match(head) if head[:1] in ("!", "?", "=") else None
    if match is None:
        return False
    last = _body_end(state, first, end)
    is_block = last > first + 1 or bool(match["title"] or match["fold"] or match["tab"])
    if is_block and not silent:
        _push_block(state, first, last, head)
    return is_block


def _body_end(state: StateBlock, first: int, end: int) -> int:
    """The line after the body of the block that line `first` opens."""
    last = first + 1
    for number in range(first + 1, end):
        if _is_empty(state, number):
            continue
        if state.sCount[number] < state.sCount[first] + _INDENT:
            break
        last = number + 1
    return last


def _is_empty(state: StateBlock, number: int) -> bool:
    """Whether nothing is in a line but spaces, of any kind."""
    return not state.src[state.bMarks[number] : state.eMarks[number]].strip()


def _push_block(state: StateBlock, first: int, last: int, head: str) -> None:
    """The tokens of the block, what is inside read as a document of its own is."""
    before = state.blkIndent, state.listIndent, state.lineMax, state.parentType
    opening = state.push("material_open", "div", 1)
    opening.map, opening.info = [first, last], head.rstrip()
    opening.markup = _marks(head)
    state.blkIndent, state.listIndent = state.blkIndent + _INDENT, -1
    state.lineMax, state.parentType = last, "material"  # no line behind the body continues its last paragraph
    for number in range(first + 1, last):
        if _is_empty(state, number):  # of other spaces than markdown-it knows: no reason to end here
            state.sCount[number] = max(state.sCount[number], state.blkIndent)
    state.md.block.tokenize(state, first + 1, last)
    state.blkIndent, state.listIndent, state.lineMax, state.parentType = before
    state.line = last
    state.push("material_close", "div", -1)


def _marks(head: str) -> str:
    match = _MARKS.match(head)
    return match[0] if match else ""
