"""The colours of an exported page: those of the site, in the light and in the dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course.publish.lms import document
from support.courses import ROOT

SITE = (ROOT / "hooks/theme/assets/stylesheets/course.css").read_text(encoding="utf-8")


def colours(style: str) -> list[tuple[str, str]]:
    """The variables that a page's ``:root`` rules declare: those of the light, then those of the dark."""
    rules = re.findall(r":root \{\n(.*?)\n\}", style, re.DOTALL)
    return [(name, value) for rule in rules for name, value in re.findall(r"--([\w-]+): ([^;]+);", rule)]


def test_a_page_has_the_colours_of_the_site() -> None:
    """Every value is one that the site's style sheet says, and no name is left in its place."""
    style = document._style()
    assert "site(" not in style
    found = colours(style)
    assert len(found) == 2 * len({name for name, _ in found}) > 50
    assert {value for _, value in found} <= {*re.findall(r"#[0-9a-f]+", SITE), "#fff"}
    brand = [value for name, value in found if name == "brand"]
    assert brand == re.findall(r"--course-brand: (#\w+);", SITE)


def test_another_colour_of_the_site_is_that_of_its_pages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One file says it."""
    changed = tmp_path / "course.css"
    changed.write_text(SITE.replace("--course-brand: #0b6470", "--course-brand: #aa00aa"), encoding="utf-8")
    monkeypatch.setattr(document, "_SITE_STYLES", changed)
    style = document._style.__wrapped__()
    assert ("brand", "#aa00aa") in colours(style)
