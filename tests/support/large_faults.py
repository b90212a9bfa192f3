# ruff: noqa: E501 - tables of cases, a line each
"""What goes wrong in a year of writing: faults of every kind that sources can have, at known lines."""

from __future__ import annotations

from collections.abc import Iterator

#: A fault: the file's place, the line, the code.
Fault = tuple[str, int, str]
Files = dict[str, str | bytes]

_LONG = "echo " + "가나다라마바사아자차 " * 10
#: By code: what is written at the end of a page, and which of its lines is told.
_AT_THE_END: dict[str, tuple[str, int]] = {
    "fence-inside": ("```bash\nls\n```yaml\nkind: Pod\n```\n", 3),
    "link-dead": ("- [다음](session_77.md)\n- [폴더](../없는-폴더/)\n", 1),
    "link-waiting": ("[날짜](/week_09/날짜.md)\n", 1),
    "template-text": ("**목표**: 이 세션이 끝나면 할 수 있는 것\\\n글\n", 1),
    "image-dead": ("글\n\n![그림](images/없음.png)\n", 3),
    "anchor-dead": ("[정리](#없는-제목)\n", 1),
    "download-type": ("[명단](../../data/course.db)\n", 1),
    "image-no-alt": ("![](../../images/diagram.png)\n", 1),
    "picture-large": ("글\n\n![넓은 그림](../../images/wide.png)\n", 3),
    "anchor-twice": ('<a id="a1"></a>\n\n글 <a id="a1"></a>\n', 3),
    "html-unsafe": ('<div onclick="x()">글</div>\n', 1),
    "html-dropped": ('글\n\n<div class="card">글</div>\n', 3),
    "heading-skipped": ("##### 너무 깊은 제목\n", 1),
    "heading-space": ("##제목인 줄 알았던 줄\n", 1),
    "title-twice": ("# 둘째 큰 제목\n", 1),
    "keywords-none": ("## 주요 핵심 키워드\n\n없음.\n", 1),
    "table-cells": ("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n", 4),
    "emphasis-open": ("이것은 **네임스페이스(Namespace)**를 뜻합니다.\n", 1),
    "full-width-marks": ("｀｀｀bash\nkubectl get pods\n｀｀｀\n", 1),
    "code-markdown": ("```\n## 제목\n- **굵게**: 글\n```\n", 1),
    "code-no-language": ("글\n```\nkubectl get pods\n```\n", 2),
    "code-long-line": (f"```bash\nls\n{_LONG}\n```\n", 3),
    "placeholder-unexplained": ("```bash\nkubectl get pods\nkubectl exec <my-thing>\n```\n", 3),
    "diagram-syntax": ("```mermaid\ngraph TD\n    A[열고 --> B\n```\n", 3),
    "diagram-kind": ("```mermaid\nflowdiagram LR\n    A --> B\n```\n", 2),
    "diagram-node": ("```mermaid\ngraph TD\n    A --> B\n    style C fill:#fff\n```\n", 4),
    "diagram-formula": ('```mermaid\ngraph TD\n    A["$$\\overbrace{ab}^{n}$$"] --> B\n```\n', 3),
    "shell-syntax": ("```bash\nif true; then\n  echo 하나\n```\n", 3),
    "yaml-syntax": ("```yaml\nkind: Pod\nmetadata: {name: web\n```\n", 3),
    "diagram-limit": (
        "```mermaid\ngraph LR\n" + "".join(f"    A{n} --> A{n + 1}\n" for n in range(3000)) + "```\n",
        2,
    ),
    "quiz-no-answer": ("## 퀴즈\n\n가장 작은 단위는?\n\n- [ ] 파드\n- [ ] 노드\n", 5),
    "quiz-answer-twice": ("## 퀴즈\n\n가장 작은 단위는?\n\n- [x] 파드\n- [ ] 노드\n- [ ] 노드\n", 7),
    "quiz-answer-empty": ("## 퀴즈\n\n가장 작은 단위는?\n\n- [x] 파드\n- [ ]\n", 6),
    "quiz-answer-stray": ("HTTPS의 포트는 443입니다. <!-- answer: 443 -->\n", 1),
    "formula-syntax": ("값은 $x$이고\n합은 $\\frac{a}$입니다.\n", 2),
    "formula-limit": ("```math\n" + "x + " * 5500 + "y\n```\n", 2),
    "character-unseen": ("```bash\nkubectl get\u200b pods\n```\n", 2),
    "secret": ("```bash\nexport T=" + "ghp" + "_Zq7Lm2Xc9Vb4Nt6Kd1Wp8Rf3Jh5Gs0Yx2Tv4B\n```\n", 2),
    "formula-text": ("넓이는$x^2$입니다.\n", 1),
    "address-runs-on": ("글\nhttps://kubernetes.io/docs/를 보세요.\n", 2),
    "block-foreign": (":::warning\n글\n:::\n", 1),
    "json-syntax": ('```json\n{"kind": "Pod",}\n```\n', 2),
    "note-unclosed": ("<!-- instructor: 여기서 쉽니다.\n", 1),
    "fence-unclosed": ("```bash\nkubectl get pods\n\n이어지는 글\n", 1),
}
_INFO = "## 세션 정보\n\n**시간**: {} ({})\n\n## 핵심 개념 ({})\n\n글.\n\n## 정리 (10분)\n\n글.\n"
_UNFOLDING = "a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{inner}'] * 10)}]\n" for inner, name in ("ab", "bc", "cd")
)
#: Pages of their own: by place, the text (or bytes), the line that is told, and the code.
_PAGES: dict[str, tuple[str | bytes, int, str]] = {
    "week_09/day1/session_1.md": ("# 세션 1\n\n" + _INFO.format("09:00-09:50", "40분", "30분"), 5, "timing-clock"),
    "week_09/day2/session_1.md": ("# 세션 1\n\n" + _INFO.format("09:00-09:50", "50분", "30분"), 5, "timing-session"),
    "week_09/day3/session_1.md": ("# 세션 1\n\n" + _INFO.format("09:00-09:50", "50분", "40분"), 0, ""),
    "week_09/day3/session_2.md": ("# 세션 2\n\n" + _INFO.format("09:30-10:20", "50분", "40분"), 5, "timing-overlap"),
    "week_09/day4/session_1.md": (
        "# 세션 1\n\n## 핵심 개념 (30분)\n\n### 하나 (10분)\n\n글.\n\n### 둘 (10분)\n\n글.\n",
        3,
        "timing-heading",
    ),
    "week_09/day4/session_2.md": ("# 세션 2\n\n아직 없음.\n", 1, "session-headings"),
    "week_09/day5/session_1.md": ("# 세션 1\n\n## 핵심 키워드\n\n- **같은 말**: 한 뜻\n", 0, ""),
    "week_09/day5/session_2.md": ("# 세션 2\n\n## 핵심 키워드\n\n- **같은 말**: 다른 뜻\n", 5, "term-defined-twice"),
    "week_09/빈 쪽.md": ("\n", 1, "page-empty"),
    "week_09/옛 글.md": ("# 옛 글\n\n완성형으로 저장했습니다.\n".encode("cp949"), 1, "not-utf-8"),
    "week_09/메모장.md": ("# 메모장\n\n유니코드로 저장했습니다.\n".encode("utf-16"), 1, "not-utf-8"),
    "week_09/깊은 인용.md": ("# 깊은 인용\n\n" + ">" * 82 + " 글\n", 3, "nested-too-deep"),
    "week_09/긴 목록.md": ("# 긴 목록\n\n" + "- 항목\n" * 20_000, 1, "page-too-large"),
    "week_09/guide.md": ("# 안내\n\n글.\n", 0, ""),
    "week_09/guide/README.md": ("# 안내 둘\n\n글.\n", 1, "address-moved"),
    "week_09/LICENSE.md": ("# 라이선스\n\n글.\n", 0, ""),
    "week_09/LICENSE": ("CC BY 4.0\n", 1, "same-address"),
    "week_09/움직이는 그림.svg": ("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", 1, "file-runs"),
    "week_09/열린 말.md": ("# 열린 말\n\n글.\n\n<!-- 끝이 없는 말\n", 5, "html-unclosed"),
    "week_09/app.js": ("console.log(1)\n", 1, "file-unpublished"),
    "week_09/날짜.md": ("---\npublish: 곧\n---\n\n# 날짜\n\n글.\n", 2, "publish-unclear"),
    "week_09/깨진머리말.md": ("---\ntitle: 하나: 둘\n---\n\n# 깨진 머리말\n\n글.\n", 2, "front-matter-broken"),
    "week_09/머리말.md": (f"---\n{_UNFOLDING}---\n\n# 머리말\n\n글.\n", 1, "front-matter-large"),
    "week_09/corrections.yml": (
        "guide.md: []\nday1/x.md: {}\n",
        2,
        "correction-invalid",
    ),
    "week_09/day1/corrections.yml": (
        "session_1.md:\n"
        '  - {quote: "없는 글", verdict: wrong, note: {ko: "가"}, source: "https://example.org/", checked: 2026-11-01}\n',
        2,
        "correction-lost",
    ),
    "week_09/day2/corrections.yml": (
        "session_1.md:\n"
        '  - {quote: "핵심 개념", verdict: wrong, note: {ko: "가"}, source: "https://example.org/", checked: 2020-11-01}\n',
        2,
        "correction-old",
    ),
}  # fmt: skip


def plant(files: Files) -> tuple[Files, list[Fault]]:
    """`files` with faults in them, and where these are: each kind that a page ends with in three pages."""
    planted, faults = dict(files), []
    pages = [place for place in files if place.endswith((".md", ".MD")) and place.count("/") == 2]
    pages = [place for place in pages if "solutions" not in place and "README" not in place]
    for number, code in enumerate(_AT_THE_END):
        for page in pages[number * 3 : number * 3 + 3]:
            planted[page], line = _appended(planted[page], code)
            faults += [(page, told, each) for told, each in _told(line, code)]
    for place, (content, line, code) in _PAGES.items():
        planted[place] = content
        faults += [(place, line, code)] if code else []
    return planted, faults


def _told(first: int, code: str) -> Iterator[tuple[int, str]]:
    """The lines and codes that a page's last lines, from `first` on, bring."""
    yield first - 1 + _AT_THE_END[code][1], code
    if code == "link-dead":
        yield first + 1, code


def _appended(content: str | bytes, code: str) -> tuple[bytes, int]:
    """A page with a fault at its end, as its editor would save it, and the line that the fault begins on."""
    text = content.decode() if isinstance(content, bytes) else content
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.rstrip("\r\n") + end * 2
    added = _AT_THE_END[code][0].replace("\n", end)
    return (text + added).encode(), text.count("\n") + 1
