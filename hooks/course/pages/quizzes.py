"""Quizzes on a page: a list of answers, each with its box, and what a script needs to say which is right.

Of an answer the page tells no more than a hash, salted for each question, of its number and whether it is
right; of what may be typed, hashes of how that is compared. The word on an answer is folded away, every one
alike. In the lecturer's edition stands what is right, and no script is needed.

quiz.js makes the same hashes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from selectolax.lexbor import LexborNode

from course.markdown.html.article import Article
from course.markdown.html.clean import OWN
from course.markdown.reading.page_blocks import ADDED, MARK, TYPED
from course.markdown.reading.questions import Question, typed_alike
from course.markdown.reading.quizzes import Parse, find_quizzes
from course.settings.words.quiz_words import QuizWords

#: On a list of answers, or in the place of one to type: what its script needs to know, as JSON.
QUIZ = "data-quiz"
#: On an answer to choose: the hash that tells whether it is right.
_ANSWER = "data-answer"
#: In the lecturer's edition, on an answer that is right; as all for him alone, it is printed for him.
_SHOWN = f' <strong class="instructor-note quiz-right" {ADDED}="instructor">{{}}</strong>'
#: Class of a list of answers: a fold behind it explains them, which paper must not.
_ANSWERS = "quiz-answers"
#: So many hexadecimal digits of a hash are kept.
_DIGITS = 16
_PARTS_OF_ANSWER = ("pre", "table", "figure", "img")


def answer_hash(salt: str, said: str) -> str:
    """What stands on a page for `said` of a question."""
    return hashlib.sha256(f"{salt}\n{said}".encode()).hexdigest()[:_DIGITS]


def mark_quizzes(
    markdown: str, headings: Sequence[str], uri: str, parse: Parse, *, shown: bool = False
) -> str:
    """The Markdown of the page `uri` with every box of a quiz open, and marks for `dress_quizzes` in it.

    The marks stand behind the boxes and in place of the answers to type; where answers are `shown`, they say
    which are right, and the comments stay. All are marked as added: no check takes them for the page's text.
    """
    found = find_quizzes(markdown, headings, parse)
    edits = []
    told = [_told(number, question, uri) for number, question in enumerate(found.questions)]
    for box in found.boxes:
        answer = found.questions[box.question].answers[box.answer]
        said = f"{box.answer} {'right' if answer.is_right else 'wrong'}"
        more: dict[str, Any] = {"right": answer.is_right} if shown else {}
        more = more or {"answer": answer_hash(told[box.question]["salt"], said)}
        mark = _mark({**told[box.question], **more}) if answer.markdown else ""
        edits.append((box.start, box.start + 3, f"[ ] {mark}" if mark else "[ ]"))
    if not shown:
        edits += [(start, end, _mark(told[question])) for start, end, question in found.comments]
    for start, end, text in sorted(edits, reverse=True):
        markdown = markdown[:start] + text + markdown[end:]
    return markdown


def _told(number: int, question: Question, uri: str) -> dict[str, Any]:
    """What a page tells of a question."""
    salt = hashlib.sha256(f"{uri}\n{number}\n{question.text}".encode()).hexdigest()[:_DIGITS]
    told: dict[str, Any] = {"number": number, "salt": salt, "name": question.text}
    if question.is_typed:
        return {**told, "typed": sorted({answer_hash(salt, typed_alike(each)) for each in question.typed})}
    return {**told, "one": len(question.right) == 1}


def _mark(told: dict[str, Any]) -> str:
    value = escape(json.dumps(told, ensure_ascii=False, separators=(",", ":")))
    for sign in "*_`[]\\$~|:":  # no mark of Markdown
        value = value.replace(sign, f"&#{ord(sign)};")
    kind = TYPED if "typed" in told else "quiz"
    return f'<span {QUIZ}="{OWN}{value}" {ADDED}="{OWN}{kind}"></span>'


def dress_quizzes(article: Article, words: QuizWords) -> None:
    """Turn the marks of `mark_quizzes` into what the script of quizzes works on, or into what is right."""
    names: dict[str, int] = {}
    lists: dict[int, tuple[LexborNode, dict[str, Any]]] = {}
    has_script = False
    for mark in article.find(f"span[{QUIZ}]"):
        told = json.loads(mark.attributes[QUIZ] or "{}")
        name = " ".join(str(told.pop("name")).split())
        number = told.pop("number")
        if number not in lists:
            names[name] = names.get(name, 0) + 1
            told["name"] = f"{name}#{names[name]}" if names[name] > 1 else name
        if "typed" in told:
            _tell(article, mark, told, "" if has_script else _words(words))
            has_script = True
            continue
        item = _item_around(mark)
        answers = item.parent if item is not None else None
        if item is None or answers is None:
            mark.decompose()
            continue
        if "right" in told:
            if told["right"]:
                _show_right(article, mark, escape(words.right_answer))
            mark.decompose()
        else:
            article.set(item, _ANSWER, told.pop("answer"))
            if number not in lists:
                article.set(answers, "class", f"{answers.attributes.get('class') or ''} {_ANSWERS}".strip())
                _tell(article, answers, told, "" if has_script else _words(words))
                has_script = True
            mark.decompose()
        lists.setdefault(number, (answers, told))
        _fold_word(article, item, words)


def _show_right(article: Article, mark: LexborNode, word: str) -> None:
    """Say behind an answer that it is right: `mark` stands before its text."""
    holder = mark.parent
    assert holder is not None  # noqa: S101 - it is in an item
    below = next((node for node in holder.iter() if node.tag in _BLOCKS), None)
    shown = _SHOWN.format(word)
    if below is None:
        article.inside(holder, shown)
    else:
        article.before(below, shown)


def _tell(article: Article, node: LexborNode, told: dict[str, Any], words: str) -> None:
    """Give the place of a question what its script needs; the first of a page, the `words` too."""
    article.set(node, QUIZ, _json(told))
    if words:
        article.set(node, "data-words", words)


def _words(words: QuizWords) -> str:
    """The words that the script shows, as JSON."""
    names = ("check", "right", "wrong", "partly", "nothing", "one", "several", "type", "marks")
    return _json({name: getattr(words, name) for name in names})


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _item_around(node: LexborNode) -> LexborNode | None:
    above = node.parent
    while above is not None and above.tag != "li":
        above = above.parent
    return above


def _fold_word(article: Article, item: LexborNode, words: QuizWords) -> None:
    """Fold away what stands below an answer's own text, but for its code, pictures and tables."""
    nodes = [*item.iter(include_text=True)]
    below = _below(nodes)
    if not below or any(each.css(f"[{QUIZ}]") for each in below if each.is_element_node):
        return
    summary = f'<summary {ADDED}="quiz">{escape(words.why)}</summary>'
    article.before(below[0], f'<details class="quiz-word" {MARK}="quiz">{summary}</details>')
    details = below[0].prev
    assert details is not None  # noqa: S101 - it has just been put there
    for node in below:
        details.insert_child(node)
        node.decompose()


def _below(nodes: Sequence[LexborNode]) -> list[LexborNode]:
    """Of the nodes of an answer, those that are the word on it."""
    is_first = True
    for at, node in enumerate(nodes):
        if not node.is_element_node or node.tag not in _BLOCKS:
            continue
        if node.tag == "p" and is_first and not _has_text(nodes[:at]):
            is_first = False
            continue
        if not _is_part_of_answer(node):
            return [*nodes[at:]]
    return []


#: Elements that stand on lines of their own in an item.
_BLOCKS = frozenset(("p", "ul", "ol", "blockquote", "details", "div", "pre", "table", "figure", "dl"))


def _has_text(nodes: Iterable[LexborNode]) -> bool:
    return any((node.text() or "").strip() for node in nodes)


def _is_part_of_answer(node: LexborNode) -> bool:
    if node.tag == "p":
        return not (node.text() or "").strip()
    classes = (node.attributes.get("class") or "").split()
    return node.tag in _PARTS_OF_ANSWER or bool(
        {"highlight", "diagram", "mermaid", "md-typeset__scrollwrap"} & {*classes}
    )


def quiz_names(article: Article) -> Iterator[str]:
    """The questions of a page that its script marks, each by the name that progress is kept by."""
    for element in article.find(f"[{QUIZ}]"):
        yield f"quiz: {json.loads(element.attributes[QUIZ] or '{}')['name']}"
