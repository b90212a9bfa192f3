"""The style sheet that waits for the rules of the fonts."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.kept import Store
from course.pages.joined import Part
from steps import joined_files
from steps.joined_files import STYLES_URI, Waiting, write_styles


def test_a_joined_sheet_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was joined is joined again only where a part, or the rules of the fonts, are others."""
    joined: list[object] = []
    usual = joined_files.join_styles

    def join_styles(parts: list[Part], uri: str, *, mapped: bool) -> object:
        joined.append(parts)
        return usual(parts, uri, mapped=mapped)

    monkeypatch.setattr(joined_files, "join_styles", join_styles)

    def written(fonts: str, rule: str) -> str:
        waiting = Waiting([Part("stylesheets/a.css", rule), Part(STYLES_URI, "")], False)
        uri = write_styles(tmp_path, fonts, waiting, Store(tmp_path / "kept"))
        return (tmp_path / uri).read_text(encoding="utf-8")

    first = written("b { color: red }", "a { color: red }")
    assert written("b { color: red }", "a { color: red }") == first
    assert len(joined) == 1
    assert written("b { color: blue }", "a { color: red }") != first
    assert written("b { color: red }", "a { color: blue }") != first
    assert len(joined) == 3
