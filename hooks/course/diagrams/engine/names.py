"""What the engine draws, in our names: classes, CSS variables and data attributes of an ``<svg>``.

The parts that style sheets, scripts and tests may ask for are a short list. A class of the engine's that is
not in it goes; classes that the lecturer gives (``classDef``) stay. No text, id or name of his is touched.
Source: Pele's drawings of all kinds, and its README, "Theming".
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from course.diagrams.drawing import DRAWING, SVG

#: The engine's class → ours.
_CLASSES = {
    "pele": DRAWING,
    "pele-title": "diagram-title",
    "pele-node": "diagram-node",
    "pele-label": "diagram-label",
    "pele-edge": "diagram-edge",
    "pele-edge-label": "diagram-edge-label",
    "pele-marker": "diagram-marker",
    "pele-cluster": "diagram-group",
    "pele-cluster-label": "diagram-group-label",
    "pele-actor": "diagram-actor",
    "pele-lifeline": "diagram-lifeline",
    "pele-message": "diagram-message",
    "pele-note": "diagram-note",
    "pele-activation": "diagram-activation",
    "pele-frame": "diagram-frame",
    "pele-frame-label": "diagram-frame-label",
    # A node whose label stands beside its shape, not inside: a stick figure, a time, a service.
    "pele-actor-actor": "diagram-open",
    "pele-period": "diagram-open",
    "pele-service": "diagram-open",
}
#: Its words for the CSS variables ``--drawing-text`` …, which a page sets → ours.
_VARIABLES = {
    "bg": "ground", "fg": "text", "fg-on-light": "text-on-light", "fg-on-dark": "text-on-dark",
    "muted": "faint", "surface": "box", "surface-alt": "group", "font-mono": "code-font",
}  # fmt: skip
#: Likewise for ``--_text`` …: what a drawing's parts use, which is the page's value or one of its own.
_SHORT_VARIABLES = {
    "bg": "ground", "fg": "text", "m": "faint", "l": "line", "s": "box", "a": "group", "b": "border",
    "c": "accent", "r": "radius", "fm": "code-font", "tw": "title-weight", "hw": "heading-weight",
    "w": "bold-weight",
}  # fmt: skip
_VARIABLE = re.compile(r"--(pele-|_)([\w-]+)")
#: Its data attribute → ours: the name that the source gives to a part, which nothing else tells.
_DATA = {"data-id": "data-part"}
#: Attributes that may hold anything the lecturer wrote.
_HIS_OWN = re.compile(r"(?:id|class)$|data-|aria-")
#: How the engine makes its drawing fit a page, which is the page's to say.
_FITTED = "max-width:100%;height:auto;"
_SPOKEN = (f"{SVG}title", f"{SVG}desc")


def in_our_names(svg: str) -> str:
    """The engine's `svg` with our names, and without its own size, title, description and ARIA attributes."""
    root = etree.fromstring(svg.encode())
    for element in root.iter(etree.Element):
        _rename(element)
    root.set("style", root.get("style", "").replace(_FITTED, "", 1))
    for name in map(str, root.attrib):
        if name == "role" or name.startswith("aria-"):
            del root.attrib[name]
    while len(root) and root[0].tag in _SPOKEN:
        del root[0]
    return str(etree.tostring(root, encoding="unicode"))


def _rename(element: etree._Element) -> None:
    """Give `element` our class, variables and data attributes; the order of its attributes stays."""
    given = element.items()
    kept = [ours for name, value in given if (ours := _ours(str(name), str(value)))]
    if kept != given:
        element.attrib.clear()
        element.attrib.update(kept)


@lru_cache(maxsize=4096)
def _ours(name: str, value: str) -> tuple[str, str] | None:
    """An attribute with our names, None where it goes: drawings share most of theirs."""
    ours = _DATA.get(name, name), _value(name, value)
    return ours if _is_kept(*ours) else None


def _value(name: str, value: str) -> str:
    if name == "class":
        return " ".join(filter(None, map(_our_class, value.split())))
    return value if _HIS_OWN.match(name) or "--" not in value else _VARIABLE.sub(_our_variable, value)


def _is_kept(name: str, value: str) -> bool:
    return value != "" if name == "class" else not name.startswith("data-") or name in _DATA.values()


def _our_class(name: str) -> str:
    is_engines = name == "pele" or name.startswith("pele-")
    return _CLASSES.get(name, "") if is_engines else name


def _our_variable(match: re.Match[str]) -> str:
    """Ours for a variable of the engine's; one that has no other name here keeps its last part."""
    prefix, name = match.groups()
    if prefix == "_":
        return f"--_{_SHORT_VARIABLES.get(name, name)}"
    return f"--drawing-{_VARIABLES.get(name, name)}"
