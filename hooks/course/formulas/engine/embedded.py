"""Temml inside an embedded JavaScript engine: TeX in, MathML or `FormulaFault` out.

Source: Temml's documentation ("Administration") and its ``ParseError``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from course.javascript import Script, ScriptError, can_run
from course.kept import CACHE, Store

#: One formula may take so much processor time and memory; a usual one takes less than a thousandth of either.
TIME_LIMIT_SECONDS = 3
MEMORY_LIMIT_BYTES = 256 << 20
SOURCE_LIMIT_CHARACTERS = 20_000

_GLUE = Path(__file__).with_suffix(".js")
_TEMML = Path("node_modules", "temml")
#: Temml itself, then what reads the formulas of chemistry, ``\ce`` and ``\pu``.
_SCRIPTS = ("dist/temml.min.js", "contrib/mhchem/mhchem.min.js")
_STYLES = "dist/Temml-NotoSans.css"
#: Where a message begins to repeat the source, each letter underlined.
_REPEATED = re.compile(r"\s+at (?:position \d+|end of input)\b.*", re.DOTALL)
#: Rules of the style sheet that are not ours: its font, and numbers that only a browser would write.
_NOT_OURS = re.compile(r"@font-face\s*\{[^}]*\}|\.tml-eqn::before\s*\{[^}]*\}|\bbody\s*\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """Why a formula could not be drawn."""

    what: str
    """What is wrong, on one line."""
    at: int = 0
    """Position in its TeX, from 0."""
    is_limit: bool = False
    """Whether it is too large."""


@dataclass(slots=True)
class FormulaEngine:
    """Draws formulas. One instance serves a whole build; it starts when first used."""

    script: Script
    """Temml, what belongs to it, and what embedded.js defines."""

    def draw(self, tex: str, *, is_display: bool) -> str | FormulaFault:
        """The MathML of `tex`. The same source gives the same bytes."""
        if len(tex) > SOURCE_LIMIT_CHARACTERS:
            what = f"{len(tex):,} characters are more than {SOURCE_LIMIT_CHARACTERS:,}"
            return FormulaFault(what, is_limit=True)
        try:
            answer = self.script.call("draw", tex, "yes" if is_display else "no")
        except ScriptError:
            answer = {"name": "InternalError"}
        if "mathml" in answer:
            return str(answer["mathml"])
        if answer["name"] != "ParseError":
            self.script.restart()
            return FormulaFault("it takes too much time or memory to draw", is_limit=True)
        what = " ".join(_REPEATED.sub("", answer["message"]).replace(";", ",").split())
        return FormulaFault(what.rstrip(".:") or "it cannot be read", max(answer["position"], 0))


def read_engine(project_dir: Path) -> FormulaEngine | None:
    """The engine that npm has brought; None where it has not, or nothing can run it."""
    try:
        sources = [(project_dir / _TEMML / script).read_text("utf-8") for script in _SCRIPTS]
    except OSError:
        return None
    sources.append(_GLUE.read_text("utf-8"))
    kept = Store(project_dir / CACHE)
    return (
        FormulaEngine(Script(tuple(sources), TIME_LIMIT_SECONDS, MEMORY_LIMIT_BYTES, kept))
        if can_run()
        else None
    )


def read_styles(project_dir: Path) -> str:
    """The engine's own style sheet, without a font; empty where npm has not brought it."""
    path = project_dir / _TEMML / _STYLES
    return _NOT_OURS.sub("", path.read_text("utf-8")).strip() + "\n" if path.is_file() else ""
