"""Sixty diagrams that no person wrote: every kind, and what makes flowcharts and sequences hard to draw."""

from __future__ import annotations

import random
from collections.abc import Iterator

_LABELS = (
    "파드",
    "네트워크 네임스페이스",
    "kube-proxy",
    "아주 긴 이름을 가진 컨테이너 네트워크 인터페이스 플러그인",
    "10.244.0.0/16",
    "서비스<br/>ClusterIP",
    "🚀 배포",
    "**굵게** 쓴 말",
    "eth0: 192.168.1.100",
    "L3 라우팅 + 정책",
    "Pod A → Pod B",
    "요청/응답",
    "가나다라마바사아자차카타파하가나다라마바사",
    "CNI (Container Network Interface)",
)
_SHAPES = (
    '["{}"]',
    '("{}")',
    '(["{}"])',
    '[["{}"]]',
    '[("{}")]',
    '(("{}"))',
    '{{"{}"}}',
    '{{{{"{}"}}}}',
    '[/"{}"/]',
)
_ARROWS = ("-->", "---", "-.->", "==>", "--o", "--x", "<-->")
_DIRECTIONS = ("TB", "LR", "BT", "RL", "TD")

#: One of each other kind that Mermaid has.
OTHERS = {
    source.split(maxsplit=1)[0]: source
    for source in (
        """stateDiagram-v2
    [*] --> 대기
    대기 --> 실행: 시작
    실행 --> [*]
    note right of 대기: 기다림
""",
        """classDiagram
    class Pod {
        +String name
        +start() void
    }
    Pod <|-- Job
""",
        """erDiagram
    NODE ||--o{ POD : runs
    POD {
        string name
    }
""",
        """gantt
    title 일정
    dateFormat YYYY-MM-DD
    section 준비
    설계 :a1, 2024-01-01, 10d
    구현 :after a1, 20d
""",
        """pie title 비율
    "가" : 40
    "나" : 60
""",
        """journey
    title 하루
    section 아침
      일어나기: 5: 나
      출근: 2: 나, 동료
""",
        """mindmap
  root((쿠버네티스))
    네트워크
      CNI
    저장소
""",
        """timeline
    title 역사
    2014 : 시작
    2018 : 졸업 : 성장
""",
        """gitGraph
    commit id: "처음"
    branch dev
    commit id: "둘째"
    checkout main
    merge dev id: "합침"
""",
        """quadrantChart
    title 고르기
    x-axis 낮음 --> 높음
    y-axis 느림 --> 빠름
    Cilium: [0.8, 0.9]
""",
        """xychart-beta
    title "성능"
    x-axis [a, b, c]
    y-axis "속도" 0 --> 100
    bar [33, 66, 99]
""",
        """sankey-beta

in,out,10
in,lost,5
""",
        """block-beta
    columns 2
    a["하나"] b["둘"]
    a --> b
""",
        """packet-beta
    0-15: "출발지"
    16-31: "목적지"
""",
        """kanban
    할일
        t1[하나]
    끝
        t2[둘]
""",
        """requirementDiagram
    requirement need {
        id: 1
        text: "빠르게"
    }
""",
        """C4Context
    title 그림
    Person(a, "학생")
    System(b, "사이트")
    Rel(a, b, "읽는다")
""",
        """architecture-beta
    group api(cloud)[API]
    service db(database)[DB] in api
""",
    )
}


def samples() -> dict[str, str]:
    """The diagrams by name; always the same."""
    chance = random.Random(3)  # noqa: S311 - not for secrets
    flows = {f"flow-{n}": _flowchart(chance, n) for n in range(26)}
    sequences = {f"sequence-{n}": _sequence(chance, n) for n in range(16)}
    return {**flows, **sequences, **OTHERS}


def _flowchart(chance: random.Random, number: int) -> str:
    count = chance.randint(3, 9)
    lines = [f"flowchart {_DIRECTIONS[number % len(_DIRECTIONS)]}"]
    lines += [f"    N{n}{chance.choice(_SHAPES).format(chance.choice(_LABELS))}" for n in range(count)]
    lines += list(_edges(chance, count))
    if number % 2:
        lines += [
            '    subgraph G1 ["바깥 묶음"]', "        direction LR", '        subgraph G2 ["안쪽 묶음"]',
            "            N0", "        end", "        N1", "    end",
        ]  # fmt: skip
    if number % 3 == 0:
        lines += ["    style N0,N1 fill:#ffebee,stroke:#c00", "    style N2 fill:#123456"]
    if number % 3 == 1:
        lines += ["    classDef warm fill:#fff3e0,stroke:#e65100,color:#4e342e", "    class N0,N2 warm"]
    if number % 4 == 0:
        lines += ["    linkStyle 0 stroke:#0a0,stroke-width:3px"]
    return "\n".join(lines) + "\n"


def _edges(chance: random.Random, count: int) -> Iterator[str]:
    for n in range(1, count):
        label = f"|{chance.choice(('예', '아니오', '응답 200 OK'))}|" if chance.random() < 0.3 else ""
        yield f"    N{chance.randrange(n)} {chance.choice(_ARROWS)}{label} N{n}"


def _sequence(chance: random.Random, number: int) -> str:
    plain = [label.replace("<br/>", " ").replace("**", "") for label in _LABELS]
    kind = "actor" if number % 4 == 3 else "participant"
    lines = ["sequenceDiagram", *(["    autonumber"] if number % 5 == 4 else [])]
    lines += [f"    {kind} P{n} as {name}" for n, name in enumerate(chance.sample(plain, 3))]
    lines += [f"    P0->>+P1: {chance.choice(plain)}", f"    P1->>P1: {chance.choice(plain)}"]
    if number % 2:
        lines += [f"    loop {number}번마다", f"        P1->>P2: {chance.choice(plain)}", "    end"]
    else:
        lines += [
            "    alt 있을 때",
            "        P1-->>P0: 응답",
            "    else 없을 때",
            "        P1--xP0: 404",
            "    end",
        ]
    lines += [
        "    P1-->>-P0: 끝",
        f"    Note over P0,P2: {chance.choice(plain)}",
        "    Note right of P2: 메모",
    ]
    return "\n".join(lines) + "\n"
