"""Pele inside an embedded JavaScript engine: Mermaid text in, `Drawing` or `DiagramFault` out.

Source: Pele's type declarations (``render``, ``parse``, ``PeleError``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from course.diagrams.drawing import ID_PREFIX, CharacterWidths, DiagramFault, DiagramModel, Drawing
from course.diagrams.engine.contents import read_labels
from course.diagrams.engine.faults import read_fault
from course.diagrams.engine.label_formulas import CodedSource
from course.diagrams.engine.names import in_our_names
from course.diagrams.engine.reading import read_model
from course.diagrams.engine.room import with_room
from course.diagrams.raised import size_of, write_signs
from course.javascript import Script, ScriptError, can_run
from course.kept import CACHE, Store

#: One drawing may take so much processor time and memory; the largest of a real course took 1 % of either.
TIME_LIMIT_SECONDS = 5
MEMORY_LIMIT_BYTES = 512 << 20
SOURCE_LIMIT_CHARACTERS = 50_000
#: Labels of flowcharts are broken at so many pixels: some 16 Hangul.
LABEL_WIDTH_PX = 240

_GLUE = Path(__file__).with_suffix(".js")
#: The program itself, where npm has brought it.
PROGRAM = Path("node_modules", "pele", "dist", "pele.global.js")
_OPTIONS = {
    "idPrefix": ID_PREFIX,
    "links": False,
    "images": False,
    "autoDirection": False,
    "config": {"flowchart": {"wrappingWidth": LABEL_WIDTH_PX}},
}


class EngineMissingError(Exception):
    """The engine, or the JavaScript engine it runs in, is not installed."""


@dataclass(slots=True)
class DiagramEngine:
    """Draws diagrams. One instance serves a whole build; it starts when first used."""

    script: Script
    """Pele, the build that defines the global ``pele``, and what embedded.js defines."""
    name: str
    """Name and version, such as ``Pele 1.13.0``."""
    widths: Callable[[str], CharacterWidths]
    """Widths of the given characters in the fonts of the page."""

    def draw(self, source: str, coded: CodedSource | None = None) -> Drawing | DiagramFault:
        """`source` drawn, with the formulas for which its characters stand in `coded`.

        The same source gives the same bytes. Raises EngineMissingError.
        """
        draw = partial(self._drawn, coded=coded)
        drawing = draw(source)
        return drawing if isinstance(drawing, DiagramFault) else with_room(drawing, source, draw)

    def _drawn(self, source: str, coded: CodedSource | None) -> Drawing | DiagramFault:
        if len(source) > SOURCE_LIMIT_CHARACTERS:
            what = f"{len(source):,} characters are more than {SOURCE_LIMIT_CHARACTERS:,}"
            return DiagramFault(0, what, "limit")
        table = json.dumps(self._widths(source, coded), ensure_ascii=False, sort_keys=True)  # part of a key
        answer = self._call("draw", source, json.dumps(_OPTIONS), table)
        if isinstance(answer, DiagramFault):
            return answer
        svg, parsed = in_our_names(answer["svg"]), json.loads(answer["model"])
        if coded:
            svg, parsed = write_signs(svg, coded.signs), coded.plain(parsed)
        labels = read_labels(parsed, source)
        return Drawing(svg, answer["width"], answer["kind"], read_model(parsed), labels)

    def _widths(self, source: str, coded: CodedSource | None) -> dict[str, tuple[float, ...]]:
        """Widths of the characters of `source`, and of the signs for which they stand."""
        signs = coded.signs if coded else {}
        widths = self.widths(source + "".join(sign.text for sign in signs.values()))
        of_signs = {code: (size_of(sign), widths[sign.text[0]]) for code, sign in signs.items()}
        return {
            **widths,
            **{code: tuple(size * each for each in of) for code, (size, of) in of_signs.items()},
        }

    def read(self, source: str) -> DiagramModel | DiagramFault:
        """The contents of `source`, read without drawing it."""
        answer = self._call("read", source)
        return answer if isinstance(answer, DiagramFault) else read_model(json.loads(answer["model"]))

    def _call(self, name: str, source: str, *arguments: str) -> dict[str, Any] | DiagramFault:
        """What the function `name` of embedded.js answers."""
        try:
            answer = self.script.call(name, source, *arguments)
        except ScriptError as error:
            answer = {"fault": {"message": str(error), "code": "engine", "line": 0}}
        if "fault" not in answer:
            return answer
        fault = read_fault(answer["fault"])
        if fault.code in ("engine", "limit"):
            self.script.restart()
        return fault


def read_engine(project_dir: Path, widths: Callable[[str], CharacterWidths]) -> DiagramEngine:
    """The engine: npm's Pele where it is installed, else the one inside the package mermaid-render.

    Raises EngineMissingError where there is neither, or nothing to run it.
    """
    if not can_run():
        raise EngineMissingError("quickjs-ng is not installed")
    folder = project_dir / "node_modules" / "pele"
    try:
        script = (project_dir / PROGRAM).read_text("utf-8")
        version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    except OSError:
        script, version = _bundled_script()
    sources = (script, _GLUE.read_text("utf-8"))
    kept = Store(project_dir / CACHE)
    return DiagramEngine(
        Script(sources, TIME_LIMIT_SECONDS, MEMORY_LIMIT_BYTES, kept), f"Pele {version}", widths
    )


def _bundled_script() -> tuple[str, str]:
    try:
        folder = resources.files("mermaid_render") / "pele"
        version = json.loads((folder / "manifest.json").read_text("utf-8"))["version"]
        return (folder / "pele.global.js").read_text("utf-8"), str(version)
    except (ModuleNotFoundError, OSError):
        raise EngineMissingError("Pele is not installed") from None
