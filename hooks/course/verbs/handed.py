"""What a command needs from outside the core: see `Handed`."""

from __future__ import annotations

from dataclasses import dataclass

from course.problems.problem import NotThereError
from course.publish.request import Builder, BuildRequest


def _no_builder(request: BuildRequest) -> bool:
    raise NotThereError("nothing here builds pages; start the command with run.py")


@dataclass(frozen=True, slots=True)
class Handed:
    """What run.py hands to a command, because the core knows neither MkDocs nor the environment."""

    build: Builder = _no_builder
    """Builds one language's pages."""
    instructor: bool = False
    """Whether the environment asks for the lecturer's edition."""


#: Enough for a command that builds no pages.
BY_ITSELF = Handed()
