"""Quizzes: under a heading such as ``## Quiz``, questions with answers to choose from, or to type.

Answers to choose from are a task list, in which a box with an ``x`` is right; below each may stand a word on
it. An answer to type is a comment, ``<!-- answer: 443 | HTTPS -->``. Whoever reads a source
(`course.markdown.files.source`) reads every box open and no such comment, so that nothing made from it can
tell which answer is right: that is known from `Question` alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from course.markdown.formulas.finding import FORMULA, shown_formula
from course.markdown.html.scan import scan
from course.markdown.reading.heading_words import has_word
from course.markdown.reading.instructor import Comment, answer_comments, blank_notes
from course.markdown.reading.questions import Answer, Box, Found, Question

Parse = Callable[[str], Sequence[Token]]

#: A box at the beginning of an item, also one that nothing follows.
_BOX = re.compile(r"\[([ xX])\](?=[ \t]|$)", re.MULTILINE)
_ALERT = re.compile(r"^\[!\w+\]\s*")
_LISTS = ("bullet_list", "ordered_list")
#: Blocks right below an answer's first line that belong to it: what follows them is the word on it.
_PARTS_OF_ANSWER = ("fence", "code_block", "table")


NOTHING = Found()


def find_quizzes(text: str, headings: Sequence[str], parse: Parse) -> Found:
    """The questions below headings of `text` that have one of the words `headings` in them.

    `parse` makes tokens of a Markdown text. A heading's section ends at the next one of its level or above.
    A list in which nothing is right stays one of tasks.
    """
    comments = answer_comments(text)
    if not comments and not (headings and _BOX.search(text) and has_word(text, headings)):
        return NOTHING
    reader = _Reader(text, headings, comments)
    reader.blocks(SyntaxTreeNode(parse(text)).children, [], [])
    claimed = {comment for comment, _ in reader.claimed}
    all_found = [each.question() for each in reader.found]
    asked = [each for each in all_found if each.is_typed or each.right]
    number = {id(each): at for at, each in enumerate(asked)}
    numbers = [number.get(id(each)) for each in all_found]
    return Found(
        tuple(asked),
        tuple(
            Box(box.start, to, box.answer)
            for box in reader.boxes
            if (to := numbers[box.question]) is not None
        ),
        tuple((comments[at].start, comments[at].end, numbers[of] or 0) for at, of in sorted(reader.claimed)),
        tuple(each.line for at, each in enumerate(comments) if at not in claimed),
        tuple(each.line for each in all_found if id(each) not in number),
    )


@dataclass(slots=True)
class _Asked:
    """A question while it is read."""

    text: str
    markdown: str
    line: int
    answers: list[Answer] = field(default_factory=list)
    typed: tuple[str, ...] = ()
    explanation: str = ""

    def question(self) -> Question:
        answers = tuple(self.answers)
        return Question(self.text, self.markdown, answers, self.typed, self.line, self.explanation)


@dataclass(frozen=True, slots=True)
class _Fold:
    """A ``<details>`` that is open."""

    start: int
    """Its line, from 0."""
    questions: int
    """How many questions were found before it."""
    asked: list[SyntaxTreeNode]


class _Reader:
    def __init__(self, text: str, headings: Sequence[str], comments: Sequence[Comment]) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.headings, self.comments = headings, comments
        self.level = 0
        """Level of the quiz heading that is open; 0 where none is."""
        self.found: list[_Asked] = []
        self.boxes: list[Box] = []
        self.claimed: set[tuple[int, int]] = set()

    def blocks(
        self, nodes: Sequence[SyntaxTreeNode], asked: list[SyntaxTreeNode], last: list[SyntaxTreeNode]
    ) -> None:
        """Read the blocks of one container; `asked` are those that stand before them, and ask.

        `last` ask where nothing else does: what the list before answered too, or stands above the container.
        """
        folds: list[_Fold] = []
        for node in nodes:
            before = len(self.found)
            if node.type == "heading" and node.level == 0:
                asked = self._heading(node)
                continue
            is_mark = node.type == "paragraph" and _ALERT.fullmatch(node.children[0].content)
            if not self.level or is_mark:
                continue
            if node.type in _LISTS and any(_box_of(item) for item in node.children):
                self._choice(node, asked or last)
                last, asked = asked or last, []
                continue
            if node.type in ("paragraph", "html_block", "heading") and self._typed(node, asked):
                last, asked = [], []
                continue
            if node.type == "html_block":
                asked = self._fold(node, folds, asked)
                continue
            if node.type in _LISTS:
                for item in node.children:
                    self.blocks(item.children, [], [])
            elif (
                node.type not in _PARTS_OF_ANSWER
                and node.children
                and node.type not in ("paragraph", "heading")
            ):
                self.blocks(node.children, [], asked)
            asked = [] if node.type == "hr" or len(self.found) > before else [*asked, node]

    def _heading(self, node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
        """Open or close a quiz at a heading; what asks from here on."""
        level = int(node.tag[1])
        if self.level and level > self.level:
            return [node]
        self.level = level if has_word(_said_by(node), self.headings) else 0
        return []

    def _choice(self, node: SyntaxTreeNode, asked: Sequence[SyntaxTreeNode]) -> None:
        question = self._asked(asked, node)
        number = len(self.found)
        self.found.append(question)
        for item in node.children:
            box = _box_of(item)
            if box:
                inline = item.children[0].children[0]
                start = self._place_of(inline)
                self.boxes.append(Box(start, number, len(question.answers)))
                question.answers.append(self._answer(item, is_right=box[1] != " "))
            self.blocks(item.children[1:], item.children[:1], [])

    def _place_of(self, inline: SyntaxTreeNode) -> int:
        """Where in the text the words of a paragraph begin."""
        number = (inline.map or (0, 0))[0]
        line, first = self.lines[number].rstrip(), inline.content.split("\n")[0].rstrip()
        return self.starts[number] + len(line) - len(first)

    def _answer(self, item: SyntaxTreeNode, *, is_right: bool) -> Answer:
        first, *rest = item.children
        own = 0
        while own < len(rest) and _is_part_of_answer(rest[own]):
            own += 1
        below = rest[own:]
        has_word = bool(below) and not any(_has_boxes(node) for node in below)
        start = (first.map or (0, 0))[0]
        markdown = _BOX.sub("", self._written(item.children[: own + 1]), count=1).strip()
        return Answer(
            _BOX.sub("", _said_by(first), count=1).strip(),
            markdown,
            is_right,
            self._written(below) if has_word else "",
            start + 1,
            _line(below[0]) if has_word else 0,
        )

    def _typed(self, node: SyntaxTreeNode, asked: Sequence[SyntaxTreeNode]) -> bool:
        """Read the answers to type that stand in `node`; whether there are any."""
        first, last = node.map or (0, 0)
        here = [at for at, each in enumerate(self.comments) if first < each.line <= last]
        for at in here:
            question = self._asked(asked if node.type == "html_block" else [*asked, node], node)
            question.line = self.comments[at].line
            question.typed = tuple(filter(None, map(str.strip, self.comments[at].text.split("|"))))
            self.claimed.add((at, len(self.found)))
            self.found.append(question)
        return bool(here)

    def _fold(
        self, node: SyntaxTreeNode, folds: list[_Fold], asked: list[SyntaxTreeNode]
    ) -> list[SyntaxTreeNode]:
        """Note where ``<details>`` open and end; what asks behind `node`.

        One without questions is a hint where something has been asked; else it explains the question before.
        """
        first, last = node.map or (0, 0)
        for tag in scan(node.content):
            if tag.name == "details" and not tag.closing:
                folds.append(_Fold(first, len(self.found), asked))
                asked = []
            elif tag.name == "details" and folds:
                fold = folds.pop()
                is_plain = fold.questions == len(self.found)
                asked = fold.asked if is_plain else []
                if is_plain and not asked and self.found and not self.found[-1].explanation:
                    self.found[-1].explanation = _dedented(self.lines[fold.start : last])
        return asked

    def _asked(self, nodes: Sequence[SyntaxTreeNode], answered_by: SyntaxTreeNode) -> _Asked:
        said = " ".join(filter(None, map(_said_by, nodes)))
        return _Asked(_BOX.sub("", said, count=1).strip(), self._written(nodes), _line(answered_by))

    def _written(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        """The Markdown of `nodes`, as written, without the marks of what they stand in."""
        return "\n\n".join(filter(None, map(self._block, nodes)))

    def _block(self, node: SyntaxTreeNode) -> str:
        if node.type in ("paragraph", "heading"):
            return blank_notes(_ALERT.sub("", node.children[0].content if node.children else "")).strip()
        lines = self.lines[slice(*(node.map or (0, 0)))]
        if node.type != "blockquote" and all(line.lstrip().startswith(">") for line in lines):
            lines = [re.sub(r"^\s*> ?", "", line) for line in lines]
        return _dedented(lines)


def _dedented(lines: Sequence[str]) -> str:
    filled = [line for line in lines if line.strip()]
    edge = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    return "\n".join(line[edge:].rstrip() for line in lines).strip("\n")


def _line(node: SyntaxTreeNode) -> int:
    return (node.map or (0, 0))[0] + 1


def _box_of(item: SyntaxTreeNode) -> re.Match[str] | None:
    """The box that an item begins with."""
    first = item.children[0] if item.children else None
    return _BOX.match(first.children[0].content) if first and first.type == "paragraph" else None


def _has_boxes(node: SyntaxTreeNode) -> bool:
    return any(each.type == "list_item" and _box_of(each) for each in node.walk())


def _is_part_of_answer(node: SyntaxTreeNode) -> bool:
    if node.type != "paragraph":
        return node.type in _PARTS_OF_ANSWER
    kinds = {
        child.type for child in node.children[0].children if child.content.strip() or child.type != "text"
    }
    return kinds <= {"image", FORMULA, "softbreak", "hardbreak"}


def _said_by(node: SyntaxTreeNode) -> str:
    """What a reader sees of a block, on one line."""
    inlines = [each.token for each in node.walk() if each.type == "inline"]
    said = " ".join(" ".join("".join(_said(token.children or ())).split()) for token in inlines if token)
    return _ALERT.sub("", said).strip()


def _said(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", FORMULA):
            yield shown_formula(token)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield from _said(token.children or ())
