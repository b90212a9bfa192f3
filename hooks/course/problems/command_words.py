"""The words and options of a command, read; one that is not known is told with the nearest that is."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

_UNKNOWN = "unrecognized arguments: "
_CHOICE = re.compile(r"(?P<before>.*)invalid choice: (?P<word>.+?) \(choose from (?P<known>.+)\)")


class Parser(argparse.ArgumentParser):
    """Reads the words of a command; tells a wrong one on one line, and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong without the whole usage above it."""
        mended = self._mended(message)
        end = "" if mended.endswith("?") else ";"
        self.exit(2, f"{self.prog}: {mended}{end} {self.prog} --help lists all\n")

    def _mended(self, message: str) -> str:
        """`message` with what may have been meant."""
        if message.startswith(_UNKNOWN):
            word = message[len(_UNKNOWN) :].split()[0]
            return f"it knows no {word}{asked(word.partition('=')[0], self._options())}"
        if match := _CHOICE.fullmatch(message):
            known = [each.strip(" '") for each in match["known"].split(",")]
            word = match["word"].strip("'")
            return f"{match['before']}there is no {word}{asked(word, known) or ': ' + ', '.join(known)}"
        return message

    def _options(self) -> list[str]:
        return [name for action in self._actions for name in action.option_strings]


def asked(word: str, known: Iterable[str]) -> str:
    """A question for the word nearest to `word` among those `known`; nothing where none is near."""
    near = get_close_matches(word, list(known), 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""
