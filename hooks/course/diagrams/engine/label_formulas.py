"""Formulas in the labels of a diagram (``$$x^2$$``): what stands for them while the diagram is drawn.

A drawing has no MathML on paper, so formulas are lines of text, with raised and lowered signs. The engine
breaks texts at spaces and reads marks of its own in them; so each sign of a formula is a character of private
use to it, as wide as the sign.
Source: Mermaid, "Math Configuration": ``$$`` on both sides, within one line of a label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course.formulas.signs import Sign, plain_text

#: Gives the signs of a formula in TeX; none where it is at fault, or no line can show it.
ReadFormula = Callable[[str], Sequence[Sign]]

_FORMULA = re.compile(r"\$\$(?P<tex>(?:(?!\$\$|<br).)+)\$\$", re.IGNORECASE)
#: Lines that no reader sees: comments, and settings.
_UNSEEN = re.compile(r"\s*%%")
_PRIVATE = range(0xE000, 0xF8FF)


@dataclass(frozen=True, slots=True)
class CodedSource:
    """A diagram whose formulas are characters of private use."""

    text: str
    signs: Mapping[str, Sign]
    """What each such character stands for."""
    refused: tuple[tuple[int, str], ...]
    """Formulas that stay as they are written, each with its line, from 1."""

    def plain(self, value: Any) -> Any:
        """`value`, of whatever JSON can hold, with formulas as text."""
        if isinstance(value, str):
            return self._plain_text(value)
        if isinstance(value, list):
            return [self.plain(each) for each in value]
        if isinstance(value, dict):
            return {self.plain(name): self.plain(each) for name, each in value.items()}
        return value

    def _plain_text(self, text: str) -> str:
        if self.signs.keys().isdisjoint(text):
            return text
        return plain_text([self.signs.get(each, Sign(each)) for each in text])


def code_formulas(source: str, read: ReadFormula) -> CodedSource:
    """`source` with characters of private use for its formulas."""
    coder = _Coder(read, set(source))
    lines = [coder.line(number, line) for number, line in enumerate(source.split("\n"), 1)]
    return CodedSource(
        "\n".join(lines), {code: sign for sign, code in coder.codes.items()}, tuple(coder.refused)
    )


@dataclass(slots=True)
class _Coder:
    read: ReadFormula
    taken: set[str]
    """Characters that the source has."""
    codes: dict[Sign, str] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)

    def line(self, number: int, line: str) -> str:
        """A line of the source."""
        if "$$" not in line or _UNSEEN.match(line):
            return line
        return _FORMULA.sub(lambda match: self._coded(match, number), line)

    def _coded(self, match: re.Match[str], number: int) -> str:
        signs = self.read(match["tex"].strip())
        if not signs:
            self.refused.append((number, match[0]))
            return match[0]
        return "".join(map(self._code, signs))

    def _code(self, sign: Sign) -> str:
        if sign not in self.codes:
            code = next(each for each in map(chr, _PRIVATE) if each not in self.taken)
            self.taken.add(code)
            self.codes[sign] = code
        return self.codes[sign]
