"""A term and its like in another language."""

from __future__ import annotations

from dataclasses import dataclass

from course.model.model import Keyword

#: A keyword by its session's URI and its line.
KeywordPlace = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Twin:
    """A keyword in another language."""

    code: str
    """The language's tag."""
    keyword: Keyword
    """The keyword as that language's page has it."""
