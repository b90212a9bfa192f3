"""What the tags of a PDF lack for those who hear it: the conditions that a machine can check.

Source: Matterhorn Protocol 1.1 (PDF Association), by number, for PDF/UA-1 (ISO 14289-1).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf

#: Operators that paint.
_PAINTS = "Tj TJ ' \" f F f* B B* b b* S s sh Do BI INLINE IMAGE"
_STANDARD = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl
LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
Warichu WT WP Figure Formula Form
"""
#: Tag → the tags that it may stand in. Source: 09-004 to 09-006, 15 and 16.
_INSIDE = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
#: Tag → the tags that alone may stand in it.
_HOLDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "TR": {"TH", "TD"},
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}


@dataclass
class Tag:
    """A tag of the tree."""

    item: pikepdf.Dictionary
    kind: str
    """By its standard name."""
    outer: Tag | None
    tags: list[Tag] = field(default_factory=list)
    marks: set[tuple[Any, int]] = field(default_factory=set)
    """Page and number of the content that is its own."""
    objects: list[Any] = field(default_factory=list)
    """What it refers to besides, such as the frames of links."""

    def all(self) -> Iterator[Tag]:
        """It and all in it, in the order of reading."""
        yield self
        for each in self.tags:
            yield from each.all()

    def stated(self, name: str) -> Any:
        """What its attributes say."""
        owners = self.item.get("/A", [])
        for each in owners if isinstance(owners, pikepdf.Array) else [owners]:
            if name in each:
                return each[name]
        return None


def tag_faults(pdf: bytes) -> list[str]:
    """What is wrong, by number of the condition."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if "/StructTreeRoot" not in document.Root:
            return ["01-005: no structure tree"]
        tree = _read_tree(document)
        tags = [tag for each in tree for tag in each.all()]
        return [
            *_of_file(document),
            *_of_content(document, {mark for tag in tags for mark in tag.marks}),
            *_of_order(tags),
            *(fault for tag in tags for fault in _of_tag(tag)),
            *_of_links(document, tags),
        ]


def _read_tree(document: pikepdf.Pdf) -> list[Tag]:
    root = document.Root.StructTreeRoot
    roles = {str(name): str(kind) for name, kind in dict(root.get("/RoleMap", {})).items()}
    top = Tag(pikepdf.Dictionary(), "", None)
    _read_kids(root.get("/K"), top, None, roles)
    return top.tags


def _read_kids(kid: Any, tag: Tag, page: Any, roles: dict[str, str]) -> None:
    if isinstance(kid, pikepdf.Array):
        for each in kid:
            _read_kids(each, tag, page, roles)
    elif isinstance(kid, int):
        tag.marks.add((page, kid))
    elif isinstance(kid, pikepdf.Dictionary):
        page = kid.Pg.objgen if "/Pg" in kid else page
        if "/MCID" in kid:
            tag.marks.add((page, int(kid.MCID)))
        elif "/Obj" in kid:
            tag.objects.append(kid.Obj.objgen)
        elif "/S" in kid:
            kind = str(kid.S)
            for _ in roles:
                kind = roles.get(kind, kind)
            inner = Tag(kid, kind.removeprefix("/"), tag)
            tag.tags.append(inner)
            _read_kids(kid.get("/K"), inner, page, roles)


def _of_file(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    told = root.Metadata.read_bytes() if "/Metadata" in root else b""
    shown = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)
    tests = (
        (bool(root.get("/MarkInfo", {}).get("/Marked", False)), "01-006: not said to be marked"),
        (not root.get("/MarkInfo", {}).get("/Suspects", False), "01-007: suspects"),
        (b"pdfuaid" in told, "06-002: not said to be PDF/UA"),
        (b"dc:title" in told, "06-003: no title"),
        (bool(shown), "07-002: the title is not shown"),
        (bool(str(root.get("/Lang", ""))), "11-006: no language"),
        (not document.is_encrypted, "26-001: encrypted"),
    )
    yield from (fault for is_right, fault in tests if not is_right)


def _of_content(document: pikepdf.Pdf, known: set[tuple[Any, int]]) -> Iterator[str]:
    """What is painted and neither in the tree nor an artifact; what the tree has and no page."""
    found: set[tuple[Any, int]] = set()
    for number, page in enumerate(document.pages, 1):
        open_marks: list[str | int] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                mark = _mark_of(operands)
                inside = [each for each in open_marks if each != ""]
                if "Artifact" in inside and isinstance(mark, int):
                    yield f"01-004: tagged content in an artifact on page {number}"
                if mark == "Artifact" and any(isinstance(each, int) for each in inside):
                    yield f"01-003: an artifact in tagged content on page {number}"
                open_marks.append(mark)
                found |= {(page.obj.objgen, mark)} if isinstance(mark, int) else set()
            elif name == "EMC":
                open_marks.pop()
            elif name in _PAINTS.split() and not any(mark != "" for mark in open_marks):
                yield f"01-005: {name} on page {number} is neither tagged nor an artifact"
    yield from (f"01-005: content {number} of {page} is not in the tree" for page, number in found - known)
    yield from (
        f"the tree has content {number} of {page}, which is not there" for page, number in known - found
    )


def _mark_of(operands: Any) -> str | int:
    """A number in the tree, ``Artifact``, or nothing."""
    if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
        return int(operands[1].MCID)
    return "Artifact" if str(operands[0]) == "/Artifact" else ""


def _of_order(tags: list[Tag]) -> Iterator[str]:
    levels = [int(tag.kind[1]) for tag in tags if len(tag.kind) == 2 and tag.kind[0] == "H"]
    if levels and levels[0] != 1:
        yield "14-002: the first heading is not the highest"
    for before, level in pairwise(levels):
        if level > before + 1:
            yield f"14-003: H{level} follows H{before}"


def _of_tag(tag: Tag) -> Iterator[str]:
    kind, outer = tag.kind, tag.outer.kind if tag.outer else ""
    if kind not in _STANDARD.split():
        yield f"02-001: {kind} is no standard tag"
    if (
        kind in ("Figure", "Formula")
        and not str(tag.item.get("/Alt", tag.item.get("/ActualText", ""))).strip()
    ):
        yield f"{'13-004' if kind == 'Figure' else '17-002'}: {kind} without a text"
    if kind in _INSIDE and outer not in _INSIDE[kind]:
        yield f"09-004: {kind} in {outer or 'nothing'}"
    if kind in _HOLDS:
        yield from (f"09-004: {each.kind} in {kind}" for each in tag.tags if each.kind not in _HOLDS[kind])
        if tag.marks:
            yield f"09-004: content straight in {kind}"
    if kind == "LI" and "LBody" not in {each.kind for each in tag.tags}:
        yield "16-002: LI without LBody"
    if kind == "Table":
        yield from _of_table(tag)
    if kind == "Note" and not str(tag.item.get("/ID", "")):
        yield "19-003: Note without ID"


def _of_table(table: Tag) -> Iterator[str]:
    rows = [tag for tag in table.all() if tag.kind == "TR"]
    heads = [cell for row in rows for cell in row.tags if cell.kind == "TH"]
    if not heads:
        yield "15-003: a table without headings"
    for head in heads:
        if head.stated("/Scope") is None and head.item.get("/ID") is None:
            yield "15-003: TH without Scope"
    taken: dict[tuple[int, int], Tag] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell in row.tags:
            while (at, column) in taken:
                column += 1
            deep, wide = (int(cell.stated(name) or 1) for name in ("/RowSpan", "/ColSpan"))
            taken |= {(at + down, column + right): cell for down in range(deep) for right in range(wide)}
    if len({sum(place[0] == at for place in taken) for at in range(len(rows))}) > 1:
        yield "15-001: rows of different widths"


def _of_links(document: pikepdf.Pdf, tags: list[Tag]) -> Iterator[str]:
    owner = {each: tag.kind for tag in tags for each in tag.objects}
    for number, page in enumerate(document.pages, 1):
        frames = page.obj.get("/Annots", [])
        if len(frames) and page.obj.get("/Tabs") != "/S":
            yield f"28-008: the tab key does not follow the tags on page {number}"
        for frame in frames:
            if frame.get("/Subtype") == "/Link" and owner.get(frame.objgen) != "Link":
                yield f"28-011: a link on page {number} is in no Link"
            if not str(frame.get("/Contents", "")).strip():
                yield f"28-012: a link on page {number} without Contents"
    for tag in tags:
        if tag.kind == "Link" and not tag.objects:
            yield "28-011: Link without its frame"
