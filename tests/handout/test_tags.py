"""A handout is read aloud as it is meant: its tags fulfil what a machine can check of PDF/UA-1."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from support.courses import sample_course
from support.handouts import needs_fonts
from support.pdf_tags import tag_faults
from support.stress_session import stress_pictures, stress_session

pytestmark = needs_fonts


def handouts(site_dir: Path) -> list[Path]:
    """The PDFs of a site."""
    return sorted(site_dir.glob("*/handouts/*.pdf"))


def test_tags_of_handouts_have_no_fault(built_site: Path) -> None:
    """In both languages: text, tables, lists, drawings, links, codes, boxes to tick."""
    found = {path.parts[-3]: tag_faults(path.read_bytes()) for path in handouts(built_site)}
    assert found == {"en": [], "ko": []}


def _tags(item: Any) -> Iterator[pikepdf.Dictionary]:
    if isinstance(item, pikepdf.Array):
        for each in item:
            yield from _tags(each)
    elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
        yield item
        yield from _tags(item.get("/K"))


def _tagged(document: pikepdf.Pdf, kind: str) -> pikepdf.Dictionary:
    return next(tag for tag in _tags(document.Root.StructTreeRoot.K) if str(tag.S) == f"/{kind}")


def _untitled(document: pikepdf.Pdf) -> None:
    document.Root.ViewerPreferences.DisplayDocTitle = False


def _painted_over(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"q 0 0 9 9 re f Q")


def _framed_alone(document: pikepdf.Pdf) -> None:
    link = _tagged(document, "Link")
    link.K = pikepdf.Array([each for each in link.K if isinstance(each, int)])


def _without_contents(document: pikepdf.Pdf) -> None:
    del next(page for page in document.pages if "/Annots" in page.obj).Annots[0]["/Contents"]


def _headless(document: pikepdf.Pdf) -> None:
    for name in ("/A", "/ID"):
        del _tagged(document, "TH")[name]


SPOILT: dict[str, Callable[[pikepdf.Pdf], object]] = {
    "01-005: no structure tree": lambda document: document.Root.__delitem__("/StructTreeRoot"),
    "01-005: f on page 1": _painted_over,
    "01-006": lambda document: document.Root.__delitem__("/MarkInfo"),
    "02-001": lambda document: _tagged(document, "P").__setattr__("S", pikepdf.Name("/Text")),
    "07-002": _untitled,
    "09-004": lambda document: _tagged(document, "TR").__setattr__("S", pikepdf.Name("/P")),
    "11-006": lambda document: document.Root.__delitem__("/Lang"),
    "13-004": lambda document: _tagged(document, "Figure").__delitem__("/Alt"),
    "14-003": lambda document: _tagged(document, "H2").__setattr__("S", pikepdf.Name("/H3")),
    "15-001": lambda document: _tagged(document, "TR").K.__delitem__(0),
    "15-003": _headless,
    "16-002": lambda document: _tagged(document, "LBody").__setattr__("S", pikepdf.Name("/Lbl")),
    "28-008": lambda document: [page.obj.__delitem__("/Tabs") for page in document.pages if "/Tabs" in page],
    "28-011": _framed_alone,
    "28-012": _without_contents,
}


@pytest.mark.parametrize("fault", SPOILT)
def test_what_is_spoilt_is_found(built_site: Path, fault: str) -> None:
    """Each condition is seen to fail: a look that finds nothing must be one that can find something."""
    with pikepdf.open(handouts(built_site)[0]) as document:
        SPOILT[fault](document)
        spoilt = io.BytesIO()
        document.save(spoilt)
    assert any(found.startswith(fault) for found in tag_faults(spoilt.getvalue())), fault


@pytest.mark.long
def test_nor_have_those_that_are_hard_to_print(tmp_path: Path) -> None:
    """Long and wide tables, pictures of any size, lists in lists; a session's and a whole week's."""
    course = sample_course(tmp_path / "course")
    course.write({"docs/ko/week_05/day2/session_1.md": stress_session(topics=2)})
    course.write({f"docs/ko/week_05/day2/{name}": content for name, content in stress_pictures().items()})
    ran = course.publish("-d", str(tmp_path / "site"), "--no-strict")
    assert ran.status == 0, ran.output
    found = {path.name: tag_faults(path.read_bytes()) for path in handouts(tmp_path / "site")}
    assert len(found) >= 2
    assert {name: faults for name, faults in found.items() if faults} == {}
