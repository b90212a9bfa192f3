"""What a command needs from outside the core: see `Handed`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from course.problems.problem import NotThereError
from course.publish.request import Builder, BuildRequest, Serving


def _no_builder(request: BuildRequest) -> bool:
    raise NotThereError("nothing here builds pages; start the command with run.py")


def _no_server(serving: Serving) -> int:
    raise NotThereError("nothing here shows pages; start the command with run.py")


@dataclass(frozen=True, slots=True)
class Handed:
    """What run.py hands to a command, because the core knows neither MkDocs nor the environment."""

    build: Builder = _no_builder
    """Builds one language's pages."""
    instructor: bool = False
    """Whether the environment asks for the lecturer's edition."""
    serve: Callable[[Serving], int] = _no_server
    """Shows a course while it is written; the exit status."""
    published: Callable[[Path], None] = lambda _: None
    """Called with the place of a site that was published."""


#: Enough for a command that builds no pages.
BY_ITSELF = Handed()
