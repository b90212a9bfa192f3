"""Temml inside an embedded JavaScript engine: TeX in, MathML or `FormulaFault` out.

Source: Temml's documentation ("Administration"), its ``ParseError``, and quickjs-ng's ``Context``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

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

    scripts: tuple[str, ...]
    """The sources of Temml and of what belongs to it."""
    _context: Any = field(default=None, repr=False)

    def draw(self, tex: str, *, is_display: bool) -> str | FormulaFault:
        """The MathML of `tex`. The same source gives the same bytes."""
        if len(tex) > SOURCE_LIMIT_CHARACTERS:
            what = f"{len(tex):,} characters are more than {SOURCE_LIMIT_CHARACTERS:,}"
            return FormulaFault(what, is_limit=True)
        quickjs = import_module("quickjs")
        if self._context is None:
            self._context = _start(quickjs, self.scripts)
        try:
            answer = json.loads(self._context.get("draw")(tex, "yes" if is_display else "no"))
        except quickjs.JSException:
            answer = {"name": "InternalError"}
        if "mathml" in answer:
            return str(answer["mathml"])
        if answer["name"] != "ParseError":
            self._context = None  # out of time or memory: what is left of it is not to be trusted
            return FormulaFault("it takes too much time or memory to draw", is_limit=True)
        what = " ".join(_REPEATED.sub("", answer["message"]).replace(";", ",").split())
        return FormulaFault(what.rstrip(".:") or "it cannot be read", max(answer["position"], 0))

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process makes the same engine of: it starts one of its own."""
        return FormulaEngine, (self.scripts,)


def _start(quickjs: Any, scripts: tuple[str, ...]) -> Any:
    context = quickjs.Context()
    context.set_memory_limit(MEMORY_LIMIT_BYTES)
    context.set_time_limit(TIME_LIMIT_SECONDS)
    for script in (*scripts, _GLUE.read_text("utf-8")):
        context.eval(script)
    return context


def read_engine(project_dir: Path) -> FormulaEngine | None:
    """The engine that npm has brought; None where it has not, or nothing can run it."""
    try:
        import_module("quickjs")
        return FormulaEngine(tuple((project_dir / _TEMML / script).read_text("utf-8") for script in _SCRIPTS))
    except (ImportError, OSError):
        return None


def read_styles(project_dir: Path) -> str:
    """The engine's own style sheet, without a font; empty where npm has not brought it."""
    path = project_dir / _TEMML / _STYLES
    return _NOT_OURS.sub("", path.read_text("utf-8")).strip() + "\n" if path.is_file() else ""
