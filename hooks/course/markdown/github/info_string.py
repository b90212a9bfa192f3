"""Info strings: the words behind the marks that open a fence."""

from __future__ import annotations

import re

_END_OF_LANGUAGE = re.compile(r"[\s:,{]")


def language_of(info: str) -> str:
    """The language that the info string `info` begins with, in lower case; empty where it names none."""
    return _END_OF_LANGUAGE.split(info.strip().lower(), maxsplit=1)[0].lstrip(".")
