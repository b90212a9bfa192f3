"""What a command tells, remembered while it is told, to be told again."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TextIO

from course.problems.streams import Through, streams_through

#: The number of a stream (0 for the output, 1 for errors), and what was written to it.
Part = tuple[int, str]
#: What is told of the building itself, which is not done again.
_OF_BUILDING = re.compile(
    r"INFO\W.*-  (?:Cleaning site directory|Building documentation to directory: |Documentation built in )"
    r"|^(?:Put back|Removed) \S+/, which a killed build had "
)
_SECONDS = re.compile(r"(?:;| {2,}) *\d+\.\d s$")


def remembering(told: list[Part]) -> AbstractContextManager[None]:
    """Add to `told` what is written to the output and to the error output while this lasts."""
    return streams_through(lambda number, stream: _Told(stream, number, told))


def tell_again(told: Sequence[Part]) -> None:
    """Write what was told to the streams that it was written to."""
    for number, text in told:
        stream = sys.stderr if number else sys.stdout
        stream.write(text)
        stream.flush()


class _Told(Through):
    """A stream that hands on what is written to it, and remembers it."""

    def __init__(self, stream: TextIO, number: int, into: list[Part]) -> None:
        super().__init__(stream)
        self.number, self.into = number, into

    def write(self, text: str) -> int:
        self.into.append((self.number, text))
        return self.stream.write(text)


def without_building(told: Sequence[Part]) -> list[Part]:
    """What was `told`, without lines on the building itself and how long it took."""
    runs: list[Part] = []
    for number, text in told:
        if runs and runs[-1][0] == number:
            runs[-1] = number, runs[-1][1] + text
        else:
            runs.append((number, text))
    kept = (
        (number, [line for line in text.split("\n") if not _OF_BUILDING.search(line)])
        for number, text in runs
    )
    return [(number, "\n".join(_SECONDS.sub("", line) for line in lines)) for number, lines in kept]
