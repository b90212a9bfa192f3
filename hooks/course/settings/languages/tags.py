"""Tags of languages, such as ``pt-BR``: which of some is nearest to one, and which way it is written.

Source: RFC 5646 (BCP 47), and RFC 4647, 3.4 (lookup).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: A tag: a language, perhaps with a script, a region and further parts.
TAG = re.compile(r"[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
#: Languages and scripts written from the right. Source: Unicode CLDR, "characterOrder".
_FROM_RIGHT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
_SCRIPTS_FROM_RIGHT = frozenset(("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))
#: Regions where Chinese is written in traditional characters, in the order they are tried.
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def nearest(tag: str, known: Iterable[str]) -> str:
    """That of the `known` tags whose readers are the nearest to those of `tag`; empty where none is near.

    ``pt`` for ``pt-BR``, ``zh-TW`` for ``zh-Hant-HK``: whoever reads one script reads no other as well.
    """
    by_tag = {each.lower(): each for each in known}
    tried = tag.lower().split("-")
    is_traditional = tried[0] == "zh" and not {"hant", "tw", "hk", "mo"}.isdisjoint(tried[1:])
    wider = ["-".join(tried[:length]) for length in range(len(tried), 0, -1)]
    order = [*wider[:-1], *(_TRADITIONAL if is_traditional else ()), *wider[-1:]]
    return next((by_tag[each] for each in order if each in by_tag), "")


def is_written_from_right(tag: str) -> bool:
    """Whether the language is written from right to left; a script counts more (``az-Arab``)."""
    language, *further = tag.lower().split("-")
    script = next((part for part in further if re.fullmatch("[a-z]{4}", part)), "")
    return script in _SCRIPTS_FROM_RIGHT if script else language in _FROM_RIGHT
