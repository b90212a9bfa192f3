"""A keyword paired with the same keyword of another language's page."""

from __future__ import annotations

from dataclasses import dataclass

from course.model.model import Keyword

#: A keyword by its session's URI and its line.
KeywordPlace = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Twin:
    """The same keyword on another language's page."""

    code: str
    """The language's tag."""
    keyword: Keyword
    """The keyword, read from that language's page."""
