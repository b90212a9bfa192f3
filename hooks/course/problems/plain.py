"""What comes from a course, as a terminal may have it: nothing in it moves the cursor or hides a text."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager

from course.problems.streams import Through, streams_through

#: Characters that order text (Unicode, UAX 9), that end a line, and those of bytes that are not UTF-8.
_OTHERS = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
#: Control characters, and the others.
CONTROLS = re.compile(f"[\x00-\x1f{_OTHERS}]")
#: Colours, as this program writes them; and what is left of the controls when line ends and tabs may stand.
_IN_LINES = re.compile(f"(?P<colour>\x1b\\[[0-9;]{{1,9}}m)|[\x00-\x08\x0b-\x1f{_OTHERS}]")


def on_one_line(text: str) -> str:
    r"""`text` with every control character as Python writes it: ``\x1b``, ``\n``, ``\u202e``."""
    return CONTROLS.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    return repr(match[0])[1:-1]


class _Plain(Through):
    """A stream that shows control characters as they are written; colours pass on to a terminal."""

    def write(self, text: str) -> int:
        """Write `text` as it may be shown."""
        self.stream.write(_IN_LINES.sub(self._shown, text))
        return len(text)

    def _shown(self, match: re.Match[str]) -> str:
        is_colour = match["colour"] and self.stream.isatty()
        return match[0] if is_colour else on_one_line(match[0])


def plain_streams() -> AbstractContextManager[None]:
    """While this lasts, nothing that is printed moves the cursor, clears the screen or orders other text."""
    return streams_through(lambda _, stream: _Plain(stream))
