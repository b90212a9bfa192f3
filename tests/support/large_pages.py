# ruff: noqa: E501 - texts of a course, a line each
"""Pages as lecturers write them on GitHub over a year: sessions, labs, challenges, hints, READMEs and guides.

Every habit of theirs that needs care in reading stands in `HABITS`; each page has some of them, in turn.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from support.diagram_samples import samples
from support.search_course import SUBJECTS, Subject

_DIAGRAMS = tuple(samples().values())
_ASPECTS = (
    "개요",
    "설정",
    "관찰",
    "복구",
    "비용",
    "권한",
    "한계",
    "버전",
    "이력",
    "자동화",
    "점검",
    "연동",
    "배치",
    "이전",
    "감시",
    "시험",
)

#: Pieces of Markdown, each a habit; ``{k}`` is a subject's Korean name, ``{e}`` its English one, ``{n}`` a number.
HABITS: tuple[str, ...] = (
    # lists nested by three spaces, by four, below numbers, with code and tables inside
    "1. **{k} 준비**\n   - {e} 버전 확인\n   - 권한 확인\n      - 읽기 권한\n      - 쓰기 권한\n2. **{k} 실행**\n   - 단계 {n}\n   - 결과 기록\n",
    "- {k} 첫 항목\n   - 세 칸 들여쓴 항목\n   - 또 하나\n      - 여섯 칸\n- {e} 둘째 항목\n    - 네 칸\n",
    "1. 만들기\n   ```bash\n   kubectl create namespace lab-{n}\n   ```\n2. 확인하기\n\n   ```yaml\n   kind: Namespace\n   ```\n3. 지우기\n",
    "* {k} 별표\n* 둘째\n+ 더하기 목록\n+ {e}\n\n1) 괄호 번호\n2) 둘째\n",
    "**할 일**:\n- [ ] {k} 읽기\n- [x] {e} 설치\n   - [ ] 안쪽 할 일\n",
    "1. [ ] 번호 있는 할 일 {n}\n2. [x] 끝난 일\n\n- [X] 큰 글자\n",
    # tables without an empty line before, with bars in code, without outer bars, with marks
    "**{k} 비교**\n| 항목 | {e} | 비고 |\n|------|:---:|-----:|\n| 속도 | 빠름 | {n}ms |\n| 명령 | `a \\| b` | `kubectl get pods` |\n",
    "이름 | 값\n--- | ---\n{k} | **굵게**\n`{e}` | [링크](https://example.org/{n})\n",
    "| 문제 | 답 |\n|---|---|\n| {k}란? | 하나<br>둘<br/>셋 |\n| *기울임* | ~~지움~~ :white_check_mark: |\n\n이어지는 글.\n",
    "- 표가 든 항목\n\n  | {k} | 값 |\n  |---|---|\n  | 하나 | {n} |\n",
    # fences with info strings, tildes, longer ones, in quotes
    "```yaml:deploy-{n}.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web-{n}\ndata:\n  key: \"{{{{ .Values.name }}}}\"\n```\n",
    "```bash title=\"만들기\"\nkubectl apply -f web-{n}.yaml\nkubectl get pods -o wide | grep web\n```\n",
    "~~~python\ndef run(n: int = {n}) -> None:\n    \"\"\"{k}.\"\"\"\n    print(f\"{{n}}\")\n~~~\n",
    "````markdown\n```bash\necho {n}\n```\n````\n",
    "> **{k} 노트**\n> ```json\n> {{\"name\": \"{e}\", \"count\": {n}}}\n> ```\n> 끝.\n",
    "```hcl\nresource \"aws_instance\" \"web\" {{\n  count = {n}\n}}\n```\n\n```dockerfile\nFROM nginx:1.{n}\nCOPY . /app\n```\n",
    "```yaml\n{{% if enabled %}}\nname: {{{{ item }}}}\n{{% endif %}}\n```\n".replace("yaml", "jinja"),
    # templates in text, code spans
    "값은 `{{{{ .Values.replicas }}}}` 또는 {{{{ item }}}} 이고 {{% raw %}} 는 그대로 둡니다.\n",
    "`` a`b `` 와 `{e}`, `a | b`, `<pod>` 를 구분합니다.\n",
    # alerts, quotes, footnotes, links, breaks
    "> [!NOTE]\n> {k}는 **자동**으로 켜집니다.\n\n> [!WARNING]\n> 운영에서는 `{e}`를 먼저 시험하세요.\n> - 하나\n> - 둘\n",
    "> [!TIP]\n> 한 줄 팁 {n}\n\n> [!IMPORTANT]\n> 중요\n\n> [!CAUTION]\n> 조심\n",
    "{k}의 기원[^{n}a]과 한계[^{n}b].\n\n[^{n}a]: {e} 문서, {n}쪽.\n[^{n}b]: 둘째 각주.\n    이어지는 줄.\n",
    "자세한 것은 https://example.org/docs/{n} 와 www.example.org, <https://example.org/{n}>, <help@example.org> 를 보세요.\n",
    "첫 줄 두 칸  \n둘째 줄\\\n셋째 줄<br>넷째 줄\n이어지는 줄\n",
    "> 인용 {k}\n이어지는 인용\n>> 안쪽 인용\n> 끝\n",
    "***\n\n{k} :rocket: :bulb: 진행 10~20분, 3~5개. 그리고 __굵게__ _기울임_ ***둘 다*** ~~지움~~.\n\n___\n",
    "[참조 링크][ref{n}] 와 [ref{n}] 와 [{e}][].\n\n[ref{n}]: https://example.org/ref/{n} \"제목\"\n[{e}]: <https://example.org/e>\n",
    # raw HTML
    "<details>\n<summary>💡 {k} 힌트 보기</summary>\n\n- 먼저 `kubectl get` 을 씁니다\n- 다음으로 {e}\n\n```bash\nkubectl describe pod web-{n}\n```\n\n</details>\n",
    "<details><summary><b>정답 {n}</b></summary>\n<p>{k} 입니다.</p>\n</details>\n",
    "<div align=\"center\">\n\n**🌐 {k}** • **🔌 {e}**\n\n*가운데 글 {n}*\n\n</div>\n",
    "<table>\n  <tr><th>이름</th><th>값</th></tr>\n  <tr><td>{k}</td><td><code>{n}</code></td></tr>\n</table>\n",
    "<table>\n<tr>\n<td>\n\n**왼쪽** {k}\n\n- 하나\n- 둘\n\n</td>\n<td>\n\n```bash\necho {n}\n```\n\n</td>\n</tr>\n</table>\n",
    "<kbd>Ctrl</kbd> + <kbd>C</kbd> 로 멈추고, H<sub>2</sub>O 와 x<sup>{n}</sup>. <!-- 숨은 주석 -->\n",
    "<p align=\"center\"><img src=\"{up}images/diagram.png\" alt=\"{k} 구조\" width=\"300\"></p>\n",
    # headings of other kinds, and what follows a text at once
    "> {k} 제목\n> ---------\n> 글.\n",
    "글이 바로 이어집니다.\n- 목록도 바로\n- 이어집니다\n```bash\nls -al\n```\n그리고 글.\n",
    "**{k}**: 값\n- 하나\n1. 다른 목록\n> 인용\n",
    "- 느슨한 항목 {n}\n\n- 둘째\n\n  둘째 문단\n\n      들여쓴 코드\n\n- 셋째\n",
    "글\n\n    kubectl get pods -n lab-{n}\n    들여쓴 코드 둘째 줄\n\n글\n",
    "* * *\n\n- {k}\n\n\n\n- 빈 줄 셋 뒤\n* 다른 표식\n",
    "5. 다섯에서 시작 {n}\n6. 여섯\n   문단이 이어짐\n\n   | a | b |\n   |---|---|\n   | `{e}` | 1 |\n",
    "![{k} 그림]({up}images/diagram.png \"제목\") 그리고 [파일]({up}files/deploy.yaml), [묶음]({up}files/lab.zip).\n",
)  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """Where a page is, and what it is about."""

    number: int
    """Counts all pages."""
    up: str
    """From its folder to the course's: ``../../``."""
    week: int = 1
    day: int = 1
    turn: int = 1
    """Its own number on its day."""

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return SUBJECTS[self.number % len(SUBJECTS)]

    @property
    def chance(self) -> random.Random:
        """Chances that are the same each time."""
        return random.Random(self.number)  # noqa: S311 - not for secrets

    def fill(self, text: str) -> str:
        """`text` with its subject."""
        return text.format(k=self.subject.korean, e=self.subject.english, n=self.number, up=self.up)

    def habits(self, count: int, turn: int = 0) -> str:
        """Some pieces of Markdown in the ways of `HABITS`; all are used after a few pages."""
        first = self.number * 7 + turn * 13
        return "\n".join(self.fill(HABITS[(first + n) % len(HABITS)]) for n in range(count))

    def diagram(self, turn: int = 0) -> str:
        """One of hundreds of diagrams."""
        source = _DIAGRAMS[(self.number * 5 + turn) % len(_DIAGRAMS)].replace("가", f"가{self.number}", 1)
        return f"```mermaid\n{source}```\n"


def session(spot: Spot) -> str:
    """A session of fifty minutes."""
    return "\n".join(_session(spot))


def _session(spot: Spot) -> Iterator[str]:
    k, e, hour = spot.subject.korean, spot.subject.english, 8 + spot.turn
    yield f"# Week {spot.week} Day {spot.day} Session {spot.turn}: {k} & {e}\n"
    yield f'<div align="center">\n\n**🌐 {k}** • **🔌 {e}**\n\n*{spot.subject.detail}*\n\n</div>\n\n---\n'
    yield f"## 🕘 세션 정보\n**시간**: {hour:02}:00-{hour:02}:50 (50분)  \n**목표**: {k} 이해  \n**방식**: 강의 + 토론\n"
    yield f"## 🎯 세션 목표\n- **이해 목표**: {k} 기능이 {spot.subject.purpose}하는 까닭\n- **적용 목표**: {e} 다루기\n"
    yield f"### 🤔 왜 필요한가? (5분)\n\n**현실 문제 상황**:\n- 💼 **실무**: {k} 없이는 어렵습니다\n- 🏠 **비유**: 아파트 단지\n"
    yield f"## 📖 핵심 개념 (35분)\n\n### 🔍 개념 1: {k} 원리 (12분)\n\n> **정의**: {spot.subject.detail}\n"
    yield spot.diagram() + "\n" + spot.habits(4)
    yield f"### 🔍 개념 2: {e} 구조 (12분)\n\n**동작 과정**:\n" + spot.diagram(1) + "\n" + spot.habits(4, 1)
    yield f"### 🔍 개념 3: {k} 실무 (11분)\n\n" + spot.habits(3, 2) + "\n" + spot.diagram(2)
    yield "## 💭 함께 생각해보기 (10분)\n\n### 🤝 페어 토론 (5분)\n\n**토론 주제**:\n"
    yield f"1. {k} 없이 운영하면 어떤 문제가 생길까요?\n2. {e} 대신 무엇을 쓸 수 있을까요?\n"
    yield f'### 🎯 전체 공유 (5분)\n\n- 팀마다 발표\n\n**💡 이해도 체크 질문**:\n- ✅ "{k}의 원리를 설명할 수 있나요?"\n'
    yield "## 🔑 핵심 키워드\n\n" + _keywords(spot)
    yield f"## 📝 세션 마무리\n\n- [x] {k} 이해\n- [ ] {e} 실습\n\n**다음 세션**:\n- 더 깊이\n"


def _keywords(spot: Spot) -> str:
    turn = spot.number // len(SUBJECTS)
    own = [spot.subject.korean] if turn == 0 else []
    terms = [
        *own,
        *(f"{spot.subject.english} {aspect}" for aspect in _ASPECTS[turn % 4 * 4 : turn % 4 * 4 + 4]),
    ]
    return "".join(f"- **{term}**: {spot.subject.purpose}하는 기능의 이름 {spot.number}\n" for term in terms)


def lab(spot: Spot) -> str:
    """A lab: steps, commands, boxes to tick."""
    k, e = spot.subject.korean, spot.subject.english
    return "\n".join(
        [
            f"# 실습 {spot.turn}: {k} 다루기\n",
            f"## 실습 목표\n\n- {e} 설치\n- 결과 확인\n",
            spot.diagram(3),
            f"## 1. 준비\n\n{spot.habits(4)}",
            f"## 2. 따라하기\n\n{spot.habits(4, 1)}",
            f"3. 확인 `{e}` & 끝!\n---\n- [ ] {k} 상태 확인\n- [ ] 지우기\n\n[힌트](hints/hint_1.md) · [세션](./session_1.md#-핵심-개념-35분) · [하루](../day{spot.day}/)\n",
        ]
    )


def challenge(spot: Spot) -> str:
    """A challenge: hints folded away."""
    folded = spot.fill(next(habit for habit in HABITS if habit.startswith("<details>")))
    return f"# 챌린지 {spot.turn}: {spot.subject.korean} 고치기\n\n## 상황\n\n{spot.habits(4)}\n## 힌트\n\n{folded}\n{spot.diagram(4)}"


def hint(spot: Spot) -> str:
    """A page of hints."""
    return f"# 힌트 {spot.turn}: {spot.subject.english}\n\n{spot.habits(3)}\n[돌아가기](../challenge_1.md)\n"


def guide(spot: Spot) -> str:
    """A guide: long, with a table of contents."""
    parts = [f"## {n}장 {spot.subject.korean} ##\n{spot.habits(4, n)}" for n in range(1, 6)]
    contents = "".join(f"- [{n}장](#{n}장-{spot.subject.korean.replace(' ', '-')})\n" for n in range(1, 6))
    quoted = "> - [ ] 인용 안의 할 일\n\n"  # a box here, text on GitHub
    return (
        f"# 안내 {spot.number}: {spot.subject.english}\n\n{contents}\n{quoted}"
        + "\n".join(parts)
        + spot.diagram()
    )


def readme(title: str, links: list[tuple[str, str]], spot: Spot) -> str:
    """A folder's own page."""
    listed = "".join(f"- [{text}]({address})\n" for text, address in links)
    return f"# {title}\n\n{spot.habits(2)}\n## 목록\n\n{listed}\n{spot.diagram(5)}"
