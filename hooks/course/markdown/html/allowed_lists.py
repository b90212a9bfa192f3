"""What may be in a page as lists, in the languages of the authors' guide that prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from course.markdown.html.allowed import ATTRIBUTES, CLASSES, ELEMENTS, IN_BRACES, STYLES, Allowed
from course.markdown.html.schemes import FILE_SCHEMES, LINK_SCHEMES

Said = Callable[[str], str]
#: What the last list says of addresses that are no links.
_FILES = "pictures, films and sounds"
#: What the lists say, in English → in Korean; the words of `Allowed.why` are among them.
_KOREAN = {
    "Elements": "요소",
    "Attributes": "속성",
    "Classes": "클래스",
    "Properties of style": "style의 속성",
    "In braces": "중괄호 안",
    "Addresses": "주소",
    "every element": "모든 요소",
    "links": "링크",
    "pictures, films and sounds": "그림, 영상, 소리",
    "headings, paragraphs and boxes": "제목, 문단, 상자",
    "marks of text": "글자의 표시",
    "words of a kind": "낱말의 종류",
    "code, keys and output": "코드, 키, 출력",
    "quotes, folded parts, figures": "인용, 접은 부분, 그림과 설명",
    "lists": "목록",
    "tables": "표",
    "readings above characters": "글자 위의 읽는 법",
    "links and pictures": "링크와 그림",
    "films and sounds": "영상과 소리",
    "task boxes; no other kind": "할 일 상자. 다른 입력란은 안 됩니다",
    "formulas (MathML)": "수식 (MathML)",
    "a place that links lead to": "링크가 가리키는 곳",
    "one of the classes below": "아래 클래스 가운데 하나",
    "words shown by a pointer that rests": "마우스를 올리면 보이는 글",
    "language and direction of a text": "글의 언어와 방향",
    "one of the properties below": "아래 속성 가운데 하나",
    "what a screen reader says": "화면 낭독기가 읽는 글",
    "where a link leads; a place by its old name": "링크가 가는 곳. 옛 방식의 앵커 이름",
    "which picture, and its words": "어느 그림인지와 그 설명",
    "room around it": "둘레의 여백",
    "size": "크기",
    "one of several files": "여러 파일 가운데 하나",
    "how it plays": "재생하는 법",
    "subtitles": "자막",
    "a film or an exercise of a host that is allowed": "허락한 호스트의 영상이나 실습",
    "left, centre or right": "왼쪽, 가운데, 오른쪽",
    "place and ground of a cell": "칸 안의 자리와 바탕",
    "how cells belong together": "칸끼리의 관계",
    "lines and room of a table": "표의 선과 여백",
    "how many columns": "열의 수",
    "shown unfolded": "펼친 채로 보임",
    "numbers of a list": "목록의 번호",
    "number of an item": "항목의 번호",
    "where it is from": "출처",
    "when it was": "때",
    "a task box, ticked or not": "할 일 상자와 그 표시",
    "where a line begins beside a picture": "그림 곁에서 줄이 시작하는 곳",
    "how a formula is set": "수식을 짜는 법",
    "a link that looks like a button": "단추처럼 보이는 링크",
    "a list or boxes side by side, as Material shows them": "나란히 놓인 목록이나 상자 (Material)",
    "where text stands": "글의 자리",
    "colours": "색",
    "where lines break": "줄이 바뀌는 곳",
}


def allowed_lists(language: str) -> str:
    """What is allowed as Markdown, a list below each heading, in ``ko`` or in English.

    Raises KeyError for words that `_KOREAN` lacks.
    """

    def said(words: str) -> str:
        return _KOREAN[words] if language == "ko" else words

    braces = [Allowed((name,), (), _why(name)) for name in sorted(IN_BRACES)]
    parts = [
        _part("Elements", ELEMENTS, said),
        _part("Attributes", ATTRIBUTES, said, with_where=True),
        _part("In braces", braces, said),
        _part("Classes", CLASSES, said),
        _part("Properties of style", STYLES, said),
        _part("Addresses", [_schemes(LINK_SCHEMES, "links"), _schemes(FILE_SCHEMES, _FILES)], said),
    ]
    return "\n".join(parts)


def _part(title: str, entries: Iterable[Allowed], said: Said, *, with_where: bool = False) -> str:
    """A list below its heading; not a table, for a row of many names would be wider than a page."""
    lines = [
        f"- {said(entry.why)}{f' ({_where(entry, said)})' if with_where else ''}: {_code(entry.names)}\n"
        for entry in entries
    ]
    return f"## {said(title)}\n\n{''.join(lines)}"


def _schemes(schemes: Iterable[str], why: str) -> Allowed:
    return Allowed(tuple(f"{scheme}:" for scheme in sorted(schemes) if scheme), (), why)


def _code(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


def _where(entry: Allowed, said: Said) -> str:
    """The elements of an entry; where they are just those of one kind, what that kind is for."""
    if not entry.where:
        return said("every element")
    kind = next((each for each in ELEMENTS if len(each.names) > 1 and each.names == entry.where), None)
    return said(kind.why) if kind else _code(entry.where)


def _why(attribute: str) -> str:
    """What an attribute is for."""
    return next(entry.why for entry in ATTRIBUTES if attribute in entry.names)
