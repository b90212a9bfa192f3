"""The index of decisions: every entry of every room, and nothing else."""

from __future__ import annotations

import re

from support.courses import ROOT


def test_index_lists_every_decision() -> None:
    """DECISIONS.md names each file of decisions with its entries, in their order."""
    index = ROOT.joinpath("DECISIONS.md").read_text(encoding="utf-8")
    files = sorted([*ROOT.glob("hooks/**/DECISIONS.md"), *ROOT.glob("tests/DECISIONS.md")])
    listed = re.findall(r"\n\[([^]]+)\]\(\1\)\n\n((?:- .*\n)+)", index)
    entries = {
        path.relative_to(ROOT).as_posix(): re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.M)
        for path in files
    }
    assert {name: re.findall(r"- (.+)\n", lines) for name, lines in listed} == entries
