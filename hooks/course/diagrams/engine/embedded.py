"""Diagrams drawn at build time: Mermaid text in, SVG out, by Pele inside an embedded JavaScript engine.

The rest of the project knows only `DiagramEngine`, so that what draws can be changed.
Source: Pele's type declarations (``render``, ``parse``, ``PeleError``) and quickjs-ng's ``Context``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module, resources
from pathlib import Path
from typing import Any

#: One drawing may take so much processor time and memory; the largest of a real course took 1 % of either.
TIME_LIMIT_SECONDS = 5
MEMORY_LIMIT_BYTES = 512 << 20
SOURCE_LIMIT_CHARACTERS = 50_000
#: Labels of flowcharts are broken at so many pixels: some 16 Hangul.
LABEL_WIDTH_PX = 240
#: What ids in a drawing begin with, for `render_figure` to replace.
ID_PREFIX = "id-of-this-diagram-"

#: Widths of characters in em: regular, bold, monospaced.
CharacterWidths = Mapping[str, tuple[float, float, float]]

_GLUE = Path(__file__).with_suffix(".js")
_OPTIONS = {
    "idPrefix": ID_PREFIX,
    "links": False,
    "images": False,
    "autoDirection": False,
    "config": {"flowchart": {"wrappingWidth": LABEL_WIDTH_PX}},
}
#: Marks of the grammar by their names in messages. Source: Mermaid's flowchart and sequence grammars.
_MARKS = {
    "SQE": "]", "PE": ")", "DIAMOND_STOP": "}", "STADIUMEND": "])", "SUBROUTINEEND": "]]",
    "CYLINDEREND": ")]", "DOUBLECIRCLEEND": ")))", "TAGEND": ">", "PIPE": "|", "STR": "a text in quotes",
    "NEWLINE": "the end of the line", "SEMI": ";", "EOF": "the end", "$end": "the end", "1": "the end",
    "SPACE": "a space", "SQS": "[", "PS": "(", "DIAMOND_START": "{", "NODE_STRING": "a name",
    "LINK": "an arrow", "START_LINK": "an arrow", "TXT": ": and a text", "ACTOR": "a participant",
    "UNICODE_TEXT": "a text", "TEXT": "a text", "MINUS_STR": "a text", "TAGSTART": "<",
    "COLON": ":", "COMMA": ",", "MINUS": "-", "AMP": "&", "end": "end",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram, drawn."""

    svg: str
    """The ``<svg>`` element, its colours CSS variables, its ids begun with `ID_PREFIX`."""
    width_px: float
    height_px: float
    kind: str
    """Pele's name of the kind, such as ``flowchart`` or ``sequence``."""
    model: Mapping[str, Any]
    """What the engine read: nodes, edges, actors, messages … as its parser names them."""


@dataclass(frozen=True, slots=True)
class DiagramFault:
    """Why a diagram could not be drawn."""

    line: int
    """Line of the diagram, from 1; 0 where the whole diagram is meant."""
    column: int
    what: str
    """One line, such as ``expecting ], got the end``."""
    code: str
    """``syntax``: the text is at fault; ``kind``: there is no such diagram; ``limit``: too much of it;
    ``engine``: the engine failed."""


class EngineMissingError(Exception):
    """The engine, or the JavaScript engine it runs in, is not installed."""


@dataclass(slots=True)
class DiagramEngine:
    """Draws diagrams. One instance serves a whole build; it starts when first used."""

    script: str
    """Pele's source, the build that defines the global ``pele``."""
    name: str
    """With its version, such as ``Pele 1.13.0``."""
    widths: Callable[[str], CharacterWidths]
    """Widths of the given characters in the fonts of the page."""
    _context: Any = field(default=None, repr=False)

    def draw(self, source: str) -> Drawing | DiagramFault:
        """`source` drawn. The same source gives the same bytes.

        Raises EngineMissingError.
        """
        if len(source) > SOURCE_LIMIT_CHARACTERS:
            what = f"{len(source):,} characters are more than {SOURCE_LIMIT_CHARACTERS:,}"
            return DiagramFault(0, 0, what, "limit")
        table = json.dumps(dict(self.widths(source)), ensure_ascii=False)
        answer = self._call("draw", source, json.dumps(_OPTIONS), table)
        if isinstance(answer, DiagramFault):
            return answer
        model = json.loads(answer["model"])
        return Drawing(answer["svg"], answer["width"], answer["height"], answer["kind"], model)

    def read(self, source: str) -> Mapping[str, Any] | DiagramFault:
        """What the engine's parser reads in `source`, as `Drawing.model` has it."""
        answer = self._call("read", source)
        return answer if isinstance(answer, DiagramFault) else dict(json.loads(answer["model"]))

    def _call(self, name: str, source: str, *arguments: str) -> Any:
        quickjs = import_quickjs()
        if self._context is None:
            self._context = _start(quickjs, self.script)
        try:
            answer = json.loads(self._context.get(name)(source, *arguments))
        except quickjs.JSException as error:
            answer = {"fault": {"message": str(error), "code": "engine", "line": 0, "column": 0}}
        if "fault" not in answer:
            return answer
        fault = _fault(answer["fault"])
        if fault.code in ("engine", "limit"):
            self._context = None  # out of time or memory: what is left of it is not to be trusted
        return fault


def import_quickjs() -> Any:
    """The JavaScript engine. Raises EngineMissingError."""
    try:
        return import_module("quickjs")
    except ImportError:
        raise EngineMissingError("quickjs-ng is not installed") from None


def _start(quickjs: Any, script: str) -> Any:
    context = quickjs.Context()
    context.set_memory_limit(MEMORY_LIMIT_BYTES)
    context.set_time_limit(TIME_LIMIT_SECONDS)
    context.eval(script)
    context.eval(_GLUE.read_text("utf-8"))
    return context


#: What QuickJS says of a program that it stopped.
_STOPPED = re.compile(r"interrupted|out of memory|stack overflow|call stack", re.IGNORECASE)
_CODES = {"syntax": "syntax", "semantic": "syntax", "unsupported-diagram": "kind", "limit": "limit"}


def _fault(found: Mapping[str, Any]) -> DiagramFault:
    message = str(found["message"])
    if found["code"] == "engine" and _STOPPED.search(message):
        return DiagramFault(0, 0, "it takes too much time or memory to draw", "limit")
    code = _CODES.get(str(found["code"]), "engine")
    return DiagramFault(int(found["line"] or 0), int(found["column"] or 0), _what(message), code)


def _what(message: str) -> str:
    """The part of an error message that says what was expected; its source line and arrow are left out."""
    expecting = re.search(r"^Expecting (.*)$", message, re.MULTILINE)
    if expecting:
        names, _, found = expecting[1].partition(", got ")
        return f"expecting {_some(names.split(', '))}, got {_mark(found)}"
    first = re.sub(r"^(?:Parse|Lexical|Syntax) error on line \d+[.:]?\s*", "", message.strip().split("\n")[0])
    return " ".join(first.rstrip(".;").replace(";", ",").split()) or "it cannot be read"


def _some(names: list[str]) -> str:
    """At most three of the marks that would do."""
    marks = list(dict.fromkeys(map(_mark, names)))
    return ", ".join(marks[:3]) + (f" or {_others(len(marks) - 3)}" if len(marks) > 3 else "")


def _others(count: int) -> str:
    return "another mark" if count == 1 else f"{count} others"


def _mark(name: str) -> str:
    bare = name.strip().strip("'")
    return _MARKS.get(bare, bare)


def read_engine(project_dir: Path, widths: Callable[[str], CharacterWidths]) -> DiagramEngine:
    """The engine: npm's Pele where it is installed, else the one inside the package mermaid-render.

    Raises EngineMissingError where there is neither, or nothing to run it.
    """
    import_quickjs()
    folder = project_dir / "node_modules" / "pele"
    try:
        script = (folder / "dist" / "pele.global.js").read_text("utf-8")
        version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    except OSError:
        script, version = _bundled_script()
    return DiagramEngine(script, f"Pele {version}", widths)


def _bundled_script() -> tuple[str, str]:
    try:
        folder = resources.files("mermaid_render") / "pele"
        version = json.loads((folder / "manifest.json").read_text("utf-8"))["version"]
        return (folder / "pele.global.js").read_text("utf-8"), str(version)
    except (ModuleNotFoundError, OSError):
        raise EngineMissingError("Pele is not installed") from None
