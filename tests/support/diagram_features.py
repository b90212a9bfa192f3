"""Small diagrams, one for each feature of each kind's manual page, with Korean labels."""

from __future__ import annotations

from functools import cache

from support.courses import ROOT

#: One file for each kind, ``=== the feature`` above each diagram.
FOLDER = ROOT / "tests/cases/diagrams"


@cache
def features() -> dict[str, str]:
    """The diagrams by ``kind: feature``."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text("utf-8").split("=== ")[1:]:
            name, _, source = part.partition("\n")
            found[f"{path.stem}: {name}"] = source
    return found
