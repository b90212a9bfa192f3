"""Who wrote a course, and what others may do with it: ``site_author`` and ``copyright`` of its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rights:
    """What the settings say of a course's author and licence, in plain text."""

    author: str = ""
    notice: str = ""
    """The line at the foot of pages, such as ``© 2027 Kim, CC BY 4.0``; empty where there is none."""


def read_rights(settings: Mapping[str, Any]) -> Rights:
    """The rights in the settings of a language. The line may be HTML, as MkDocs takes it."""
    author = " ".join(str(settings.get("site_author") or "").split())
    return Rights(author, _plain(str(settings.get("copyright") or "")))


def _plain(markup: str) -> str:
    from lxml import html  # here: most courses' settings say nothing of it

    parts = html.fromstring(f"<div>{markup}</div>").itertext() if markup.strip() else ()
    return " ".join("".join(map(str, parts)).split())
