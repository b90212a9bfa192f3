"""What a command is handed by whoever starts it."""

from __future__ import annotations

from dataclasses import dataclass

from course.problems.problem import NotThereError
from course.publish.request import Builder, BuildRequest


def _no_builder(request: BuildRequest) -> bool:
    raise NotThereError("nothing here builds pages; start the command with run.py")


@dataclass(frozen=True, slots=True)
class Handed:
    """What the core cannot know by itself."""

    build: Builder = _no_builder
    """Builds one language's pages."""
    instructor: bool = False
    """Whether the environment asks for the lecturer's edition."""


#: For a command that builds nothing.
BY_ITSELF = Handed()
