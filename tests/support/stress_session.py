"""A session that is hard to print: all that breaks pages, some forty of them, with its pictures."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

from PIL import Image, ImageDraw

_TEXT = (
    "클러스터는 컨테이너 네트워크를 구성하고 각 파드가 고유한 주소를 가지도록 서비스와 인그레스를 함께 "
    "관리하며 kubelet과 kube-proxy는 노드마다 실행되어 iptables 규칙을 갱신한다 그래서 장애가 생기면 "
    "로그를 먼저 확인하고 "
    "NetworkPolicy를 적용한 뒤 다시 시험해야 합니다 예를 들어 10.244.0.0/16 대역은 Flannel의 기본값이다"
)
_WORDS = _TEXT.split()


def stress_session(seed: int = 7, topics: int = 5, place: str = "Week 5 Day 2 Session 1") -> str:
    """A session of about eight pages a topic; the same for the same `seed`."""
    chance = random.Random(seed)  # noqa: S311 - the same every time, and no secret
    minutes = sum(number + 5 for number in range(1, topics + 1))
    parts = [_OPENING.format(place=place, minutes=minutes)]
    for number in range(1, topics + 1):
        parts += [f"## 📦 주제 {number}: 모든 것을 한 번씩 ({number + 5}분)\n", *_topic(chance, number)]
    return "\n".join([*parts, _CLOSING])


def stress_pictures() -> dict[str, bytes]:
    """The pictures that a session shows, which stand beside it."""
    sizes = {"wide": (1600, 300), "tall": (400, 1800), "icon": (24, 24)}
    return {f"{name}.png": _picture(width, height) for name, (width, height) in sizes.items()}


def _topic(chance: random.Random, number: int) -> Iterator[str]:
    """A section of each kind, in an order that differs from topic to topic, text of any length between."""
    kinds = [
        lambda: _wide_table(chance, 5 + number),
        lambda: _long_table(chance, 12 + 3 * number),
        lambda: _long_code(chance, 6 * number),
        lambda: _tall_diagram(8 + 4 * number),
        lambda: _wide_diagram(2 + 2 * number),
        lambda: _nested_list(chance, 7),
        lambda: _folded(chance, number),
        lambda: _PICTURES,
        lambda: _footnotes(chance, number),
        lambda: _boxes(chance, number),
    ]
    chance.shuffle(kinds)
    for at, kind in enumerate(kinds, 1):
        yield f"### 🔍 {number}.{at} {_text(chance, 4)}\n"
        for _ in range(chance.randrange(3)):
            yield _text(chance, chance.randrange(10, 70)) + ".\n"
        yield f"**{_text(chance, 2)}**:\n\n{kind()}"


def _text(chance: random.Random, words: int) -> str:
    start = chance.randrange(len(_WORDS))
    return " ".join(_WORDS[(start + at) % len(_WORDS)] for at in range(words))


def _wide_table(chance: random.Random, rows: int) -> str:
    """Nine columns, one of them with a word that no column has room for."""
    heads = ["번호", "이름", "네임스페이스", "이미지", "포트", "CPU", "메모리", "상태 확인 경로", "비고"]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for row in range(1, rows + 1):
        image = f"registry.example.com/team-{row}/very-long-image-name-{row}:v{row}.12.7"
        cells = [str(row), f"**pod-{row}**", f"`ns-{row}`", image, str(8000 + row), "250m", "512Mi"]
        lines.append(f"| {' | '.join([*cells, f'/healthz/ready/{row}', _text(chance, 2 * rows - 4)])} |")
    return "\n".join(lines) + "\n"


def _long_table(chance: random.Random, rows: int) -> str:
    lines = ["| 명령 | 설명 | 예 |", "|:--|:-:|--:|"]
    lines += [
        f"| `kubectl get pods -n ns-{row}` | {_text(chance, 12)} | {row * 37} |" for row in range(1, rows + 1)
    ]
    return "\n".join(lines) + "\n"


def _long_code(chance: random.Random, lines: int) -> str:
    """Lines of two hundred characters, with and without places to cut, among short and empty ones."""
    options = " ".join(f"--option-{number}={chance.randrange(10**6)}" for number in range(9))
    long = f"kubectl run stress --image=registry.example.com/stress:latest {options}"
    whole = "A1b2" * 50
    code = [f"echo '{number}: {_text(chance, 3)}'" for number in range(lines)]
    return "\n".join(["```bash", long, "", f"TOKEN={whole}", *code, "```", ""])


def _tall_diagram(steps: int) -> str:
    chain = [f"    S{at}[단계 {at}: 상태를 확인한다] --> S{at + 1}" for at in range(1, steps)]
    return "\n".join(["```mermaid", "graph TB", *chain, f"    S{steps}[끝]", "```", ""])


def _wide_diagram(steps: int) -> str:
    chain = [f"    N{at}[노드 {at}<br/>10.0.{at}.1] --> N{at + 1}" for at in range(1, steps)]
    return "\n".join(["```mermaid", "graph LR", *chain, f"    N{steps}[마침]", "```", ""])


def _nested_list(chance: random.Random, depth: int) -> str:
    lines = []
    for item in range(1, 4):
        for level in range(depth):
            mark = f"{item}." if level == 0 else "-"
            lines.append(f"{'   ' * level}{mark} {level + 1}단계 {_text(chance, 5 + 3 * level)}")
        lines += ["", "   ```yaml", f"   item: {item}", "   nested: true", "   ```", ""]
    return "\n".join(lines)


def _folded(chance: random.Random, number: int) -> str:
    return f"""<details>
<summary>정답 {number} 보기</summary>

바깥 답: {_text(chance, 20)}

| 이름 | 값 |
|---|---|
| 답 {number} | {number * 11} |

<details>
<summary>더 깊은 힌트 {number}</summary>

안쪽 답: {_text(chance, 15)}

```yaml
answer: {number}
```

</details>
</details>

??? question "Material로 접은 물음 {number}"
    {_text(chance, 9)}

    - 숨은 항목 {number}
"""


_PICTURES = """![넓은 그림](wide.png)

글 안의 ![작은 그림](icon.png) 아이콘.

![긴 그림](tall.png)
"""


def _footnotes(chance: random.Random, number: int) -> str:
    notes = "\n\n".join(
        f"[^{number}-{at}]: 각주 {number}.{at} {_text(chance, 8)} <https://example.org/note/{number}/{at}>"
        for at in (1, 2)
    )
    formula = f"<mfrac><mi>a</mi><mn>{number}</mn></mfrac><mo>+</mo><msup><mi>b</mi><mn>2</mn></msup>"
    address = f"https://example.org/{'very-long-path/' * 6}{number}"
    return f"""- 첫 각주[^{number}-1]가 있는 항목과 [긴 주소]({address})
- 둘째 각주[^{number}-2], <kbd>Ctrl</kbd>+<kbd>C</kbd>, H<sub>2</sub>O
- 식: <math>{formula}</math>

{notes}
"""


def _boxes(chance: random.Random, number: int) -> str:
    return f"""> [!WARNING]
> 경고 {number}: {_text(chance, 12)}

!!! note "알림 {number}"
    {_text(chance, 18)}

    ```json
    {{"box": {number}}}
    ```

=== "Linux {number}"
    {_text(chance, 6)}

=== "Windows {number}"
    {_text(chance, 6)}

- [ ] 할 일 {number}: {_text(chance, 4)}
- [x] 끝난 일 {number}

이모지: 👩‍💻 👨‍👩‍👧 🏳️‍🌈 🇰🇷 1️⃣ ❤️
"""


_OPENING = """# {place}: 인쇄하기 어려운 것을 모두 모은 아주 긴 제목의 세션

<div align="center">

**🌐 배너** • **🔌 둘째** • **🛡️ 셋째**

</div>

---

## 🕘 세션 정보
**시간**: {minutes}분\\
**목표**: 어떤 세션이든 빠짐없이 인쇄되는 것을 확인

## 🎯 세션 목표

### 📚 학습 목표
- **이해 목표**: 표와 코드와 다이어그램이 종이에 맞는지 이해
- **적용 목표**: 40쪽을 한 쪽씩 살펴보기
"""

_CLOSING = """## 💭 함께 생각해보기

**토론 주제**:
1. **첫 물음**: "종이에서 무엇이 사라지기 쉬운가요?"
2. **둘째 물음**: "그것을 어떻게 알아낼 수 있을까요?"

## 🔑 핵심 키워드

### 인쇄
- **조판**: 글과 그림을 종이에 놓는 일
- **머리글 (Running Header)**: 쪽마다 위에 놓이는 글

### 증명
- **조판**: 같은 말의 다른 뜻
- **대조**: 원본과 인쇄물을 견주는 일
"""


def _picture(width: int, height: int) -> bytes:
    image = Image.new("RGB", (width, height), "#e4f1f1")
    draw = ImageDraw.Draw(image)
    for at in range(0, width + height, 40):
        draw.line((at, 0, 0, at), fill="#4c8f98", width=3)
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
