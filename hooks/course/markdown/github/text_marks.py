"""What GitHub makes of plain text: addresses become links, ``:rocket:`` an emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pymdownx.gemoji_db import aliases, emoji

# Source: GitHub Flavored Markdown 0.29, section 6.9, "Autolinks (extension)".
_ADDRESS = re.compile(
    r"(?P<web>(?:(?<![a-z])(?:https?|ftp)://|(?<![^\s*_~(])www\.)[^\s<]+)"
    r"|(?<![\w.+-])(?P<mail>(?:mailto:|(?P<chat>xmpp:))?[\w.+-]+@[a-z0-9_-]+(?:\.[a-z0-9_-]+)+"
    r"(?(chat)(?:/[a-z0-9./]+)?))",
    re.ASCII | re.IGNORECASE,
)
_AFTER_HOST = re.compile(r"[/?#:<]")
#: A host that goes on in Hangul, such as ``https://kubernetes.io에서``: GitHub's link leads nowhere.
_PARTICLE = re.compile(
    r"((?:https?://|ftp://|www\.)[a-z0-9.-]*\.[a-z0-9-]+(?::\d+)?)(?=[가-힣])", re.IGNORECASE
)
_ENTITY_END = re.compile(r"&[a-zA-Z0-9]+;$")
_SHORTCODE = re.compile(r":[+\w-]+:")


def link_text(text: str) -> Iterator[tuple[str, str]]:
    """`text` in pieces, each with the address that GitHub links it to; empty for plain text.

    As on GitHub, a web address behind an open bracket is not linked.
    """
    at = 0
    for match in _ADDRESS.finditer(text):
        shown = _trimmed(match[0]) if match["web"] else match[0]
        address = _web_address(shown) if match["web"] else _mail_address(shown)
        open_bracket = text.rfind("[", 0, match.start()) > text.rfind("]", 0, match.start())
        if not address or match.start() < at or (open_bracket and match["web"]):
            continue
        yield text[at : match.start()], ""
        yield shown, address
        at = match.start() + len(shown)
    yield text[at:], ""


def _trimmed(address: str) -> str:
    """`address` without the punctuation that ends the sentence around it, or a particle after its host."""
    if with_particle := _PARTICLE.match(address):
        return with_particle[1]
    while address:
        unmatched = address.endswith(")") and address.count(")") > address.count("(")
        if ending := _ENTITY_END.search(address):
            address = address[: ending.start()]
        elif unmatched or address[-1] in "?!.,:;*_~'\"":
            address = address[:-1]
        else:
            break
    return address


def _web_address(shown: str) -> str:
    """The address that `shown` leads to; nothing when its host cannot be one."""
    bare = shown[:4].lower() == "www."
    host = _AFTER_HOST.split(shown if bare else shown.partition("://")[2])[0]
    parts = host.split(".")
    if any("_" in part for part in parts[-2:]) or not all(parts[-2:]):
        return ""
    if not host[0].isalnum():
        return ""
    return f"http://{shown}" if bare else shown


def _mail_address(shown: str) -> str:
    if not shown[-1].isalpha():
        return ""
    return shown if shown.startswith("xmpp:") else f"mailto:{shown.removeprefix('mailto:')}"


def show_emoji(text: str) -> str:
    """`text` with an emoji for every GitHub short code, such as ``:rocket:``."""
    return _SHORTCODE.sub(_emoji, text) if ":" in text else text


def _emoji(match: re.Match[str]) -> str:
    return _characters().get(match[0], match[0])


@cache
def _characters() -> dict[str, str]:
    by_name = {
        name: "".join(
            chr(int(part, 16)) for part in (entry.get("unicode_alt") or entry["unicode"]).split("-")
        )
        for name, entry in emoji.items()
        if entry.get("unicode")
    }
    return by_name | {name: by_name[other] for name, other in aliases.items() if other in by_name}
