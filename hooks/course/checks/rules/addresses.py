"""Bare addresses that text is glued to: GitHub takes it into the link, which then leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from course.checks.rules.typing_slips import short
from course.checks.surroundings import Surroundings
from course.markdown.github.text_marks import link_text
from course.markdown.reading.parsed import Parsed, line_of, plain_text
from course.problems.problem import Problem

_ENDS = r"(?:는|은|도|의|만|서|부터|까지)?"
#: What Korean and Japanese glue to a word. Not ``란``: titles of posts are called so (``/Docker란``).
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|와|과|도|만|나|이나|로|으로|에서|에게|에게서|께서|까지|부터|처럼|보다|마다|"
    rf"하고|라는|이라는|라고|이라고|로서|으로서|로써|으로써){_ENDS}"
    r"|(?:을|를|에서|으로|입니다|이며|이고)[가-힣]*|이다|이므로|이지만|인데|예요|이에요|등|참고|참조|접속|클릭"
    r"|[はがにでのともへ]|から|まで|より|を[\u3041-\u30ff\u4e00-\u9fff]*"
)
_HOST = re.compile(r"(?:(?:https?|ftp)://)?[a-z0-9][a-z0-9.-]*(?::\d+)?", re.IGNORECASE)
_WIDE = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
#: An address of ASCII letters (or wide ones, as long as they are not at its end) and what may be glued to it.
_LETTERS = re.compile(
    rf"(?P<address>.*[!-~])(?P<glued>(?P<word>[{_WIDE}]+)(?:[，。、；：！？…”’」』》）】].*|[(（][{_WIDE}].*)?)"
)
#: Marks that no address holds, or holds in pairs only, with what follows; a bracket that does not end; and
#: another address.
_MARKS = re.compile(
    "(?P<address>[!-~]*[0-9A-Za-z/=_-])(?P<glued>"
    rf"[，。、；）】》」』].*|[”’](?:s|[{_WIDE}].*)?|(?P<mark>[)\"'*_~,;:]+)[{_WIDE}，。、）】》」』”’].*|[(（][{_WIDE}][^)）]*"
    "|[^!-~]+https?://.*)"
)


def check_addresses(parsed: Parsed, _: Surroundings) -> Iterator[Problem]:
    """A hint for every bare address that has taken in a particle, or the text behind it.

    Source: GitHub Flavored Markdown 0.29, section 6.9: such a link goes on up to a space or ``<``.
    """
    for token in parsed.tokens:
        if token.type != "inline" or token.content.isascii() or not re.search("://|www[.]", token.content):
            continue
        line, text = line_of(token), plain_text(token, "<")
        pieces = list(link_text(text))
        for number, (shown, address) in enumerate(pieces):
            behind = pieces[number + 1][0] if number + 1 < len(pieces) else ""
            if address and (parts := _parts(shown, behind)):
                yield _problem(parsed, line, *parts)
            line += shown.count("\n")


def _parts(shown: str, behind: str) -> tuple[str, str] | None:
    """An address as meant, and what is glued to it; None where nothing is. `behind` is the text behind it."""
    if host := _HOST.match(shown):  # a host that goes on, but for a domain in these letters
        rest = re.match(r"\S*", shown[host.end() :] + behind)
        behind = rest[0] if rest else ""
        tail = re.match(r"[가-힣]+(?![가-힣-]|\.[a-z가-힣])|[(（][가-힣].*", behind, re.IGNORECASE)
        if tail and (len(shown) == host.end() or tail[0][0] in "(（" or _PARTICLE.fullmatch(tail[0])):
            return host[0], tail[0]
    if match := _MARKS.fullmatch(shown):
        mark = match["mark"] or ""
        opened = match["address"].count("(") >= match["address"].count(")") + mark.count(")")
        is_apart = not mark or mark.strip(")_-,;:") or (")" in mark and not opened)
        if is_apart:
            return match["address"], match["glued"]
    match = _LETTERS.fullmatch(shown)
    if match is None or not _PARTICLE.fullmatch(match["word"]):
        return None
    address, is_plain = match["address"], match["address"].isascii()
    is_title = re.search(r"wiki|%[0-9a-f]{2}", address, re.IGNORECASE) or not is_plain
    is_glued = address[-1].isalnum() or address[-1] == ")" or (address[-1] == "/" and not is_title)
    return (address, match["glued"]) if is_glued and is_plain else None


def _problem(parsed: Parsed, line: int, address: str, glued: str) -> Problem:
    marks = re.match(r"[*~_]*", glued)
    rest = glued[marks.end() :] if marks else glued
    what = f"the address {short(address)} runs on into “{short(rest)}”"
    why = "the link leads nowhere, on GitHub too"
    scheme = "" if "://" in address else "http://"
    mend = f"write <{scheme}{address}>{short(rest)}"
    problem = parsed.problem(line, what, why, mend, "address-runs-on")
    return replace(
        problem, cause="addresses run on into the text behind them, and lead nowhere; write <https://…>"
    )
