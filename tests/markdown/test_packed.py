"""What is made of many texts is made once each, and takes little room."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from course.markdown.files import source
from course.markdown.files.source import parse_tokens
from course.packed import Packed, Remembered


def test_what_was_put_in_comes_back() -> None:
    """The same values, whatever was put in since; nothing for a text that is not there."""
    packed: Packed[tuple[str, int]] = Packed()
    packed["가"], packed["\ud800"] = ("하나", 1), ("둘", 2)
    packed["가"] = ("셋", 3)
    assert packed.get("가") == ("셋", 3)
    assert packed.get("\ud800") == ("둘", 2)
    assert packed.get("다") is None
    assert "가" in packed
    assert "다" not in packed


def test_too_much_goes_first_in_first_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that never ends does not grow for ever."""
    monkeypatch.setattr("course.packed._MOST", 2)
    packed: Packed[int] = Packed()
    for number in range(4):
        packed[str(number)] = number
    assert [packed.get(str(number)) for number in range(4)] == [None, None, 2, 3]


@pytest.mark.parametrize("count", [3, 4, 5, 40])
def test_each_text_is_asked_once(count: int) -> None:
    """Few texts or many, asked for in turn again and again; few stay as they are."""
    asked: list[str] = []
    remembered = Remembered(lambda text: (asked.append(text), [text])[1], most=4, few=2)
    texts = [str(number) for number in range(count)]
    first = [remembered(text) for text in texts]
    again = [[remembered(text) for text in texts] for _ in range(3)]
    assert asked == texts
    assert again == [[[text] for text in texts]] * 3
    assert all(one is other for one, other in zip(first, again[0], strict=True)) == (count <= 4)


def test_who_asks_last_has_nothing_remembered() -> None:
    """What is at hand is given, what is not is made and forgotten."""
    asked: list[str] = []
    remembered = Remembered(lambda text: (asked.append(text), [text])[1], most=2, few=1)
    for text in "abc":
        remembered(text)
    assert [remembered.once(text) for text in "abcd"] == [["a"], ["b"], ["c"], ["d"]]
    assert asked == [*"abcd"]
    remembered("d")
    assert asked == [*"abcdd"]


def test_a_source_is_parsed_once_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading, checking and proving ask for its tokens in turn: they are the same tokens each time."""
    parsed: list[str] = []
    parse = MarkdownIt.parse
    monkeypatch.setattr(
        MarkdownIt, "parse", lambda reader, text, *rest: parsed.append(text) or parse(reader, text, *rest)
    )
    lines = "- **글** `x` [a](b) $y$ ~~z~~\n\n" + "글 " * 1000
    texts = [f"# 쪽 {number}\n\n{lines}" for number in range(source.PAGES_KEPT + 5)]
    first, again = [parse_tokens(text) for text in texts], [parse_tokens(text) for text in texts]
    assert [*map(tuple, first)] == [*map(tuple, again)]
    assert len(parsed) == len(texts)
