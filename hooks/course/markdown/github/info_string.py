"""Info strings: the words behind the marks that open a fence."""

from __future__ import annotations

import re

_IN_BRACES = re.compile(r"\{:?[^}]*?\.([\w#+-][\w#.+-]*)")
_END_OF_LANGUAGE = re.compile(r"[\s:,{]")


def language_of(info: str) -> str:
    """The language that the info string `info` begins with, in lower case; empty where it names none.

    In braces it is the first class: ``{.python #id}``.
    """
    if info.lstrip().startswith("{"):
        match = _IN_BRACES.match(info.strip())
        return match[1].lower() if match else ""
    return _END_OF_LANGUAGE.split(info.strip().lower(), maxsplit=1)[0].lstrip(".")
