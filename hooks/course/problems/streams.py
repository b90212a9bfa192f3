"""The output and the error output, led through something else for a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOBase
from typing import TextIO


class Through(TextIOBase):
    """A stream that hands on to another what `write`, which comes with each kind of it, lets through."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def flush(self) -> None:
        """Have what was written arrive."""
        self.stream.flush()

    def isatty(self) -> bool:
        """Whether a terminal shows it."""
        return self.stream.isatty()

    def fileno(self) -> int:
        """The system's number of the stream behind."""
        return self.stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """That of the stream behind."""
        return self.stream.encoding


@contextmanager
def streams_through(make: Callable[[int, TextIO], Through]) -> Iterator[None]:
    """While this lasts, both go through what `make` makes of the number of each (0, 1) and of itself."""
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (make(number, each) for number, each in enumerate(streams))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = streams
