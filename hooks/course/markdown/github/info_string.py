"""What stands behind the marks that open a fence."""

from __future__ import annotations

import re

_END_OF_LANGUAGE = re.compile(r"[\s:,{]")


def language_of(info: str) -> str:
    """The language that the first word of the info string `info` names, in lower case; or nothing."""
    return _END_OF_LANGUAGE.split(info.strip().lower(), maxsplit=1)[0].lstrip(".")
