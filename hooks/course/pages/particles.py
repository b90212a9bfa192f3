"""Korean particles: endings that stand behind a noun without making it another word.

The search takes them off every noun: `PARTICLES`, which the separator in mkdocs.yml lists as well. What marks
the terms of the glossary knows the noun, and reads one particle behind another: it needs no `COMPOUNDS`, and
has `FURTHER` ones, which the search must not know, since other nouns end in them (``별``, ``형``, ``고``).
Source: 표준국어대사전, 조사 and 접사.
"""

from __future__ import annotations

#: Particles and endings that stand behind a noun, the longer first.
PARTICLES = (
    *(
        "에서는",
        "에서도",
        "에서의",
        "으로써",
        "으로서",
        "으로는",
        "으로도",
        "으로의",
        "이라는",
        "에서",
        "에게",
    ),
    *("으로", "로써", "로서", "로는", "까지", "부터", "마다", "처럼", "보다", "이나", "라는", "에는", "에도"),
    *(
        "와의",
        "과의",
        "와는",
        "과는",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "의",
        "에",
        "와",
        "과",
        "도",
        "만",
        "로",
    ),
    "나",
)
#: Those that the marking of terms reads piece by piece.
COMPOUNDS = frozenset(
    (
        *("에서는", "에서도", "에서의", "으로는", "으로도", "으로의", "로는", "에도", "와의", "과의", "와는"),
        *("과는", "마다"),
    )
)
#: Those that only stand behind a noun that is known.
FURTHER = (
    *("에게서", "만큼", "대로", "조차", "마저", "밖에", "이랑", "랑", "하고", "이며", "며", "이고", "고"),
    *("이든", "든", "이라도", "라도", "이란", "란", "이라", "라", "뿐", "간", "별", "용", "형", "적"),
)
