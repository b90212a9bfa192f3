"""The tree of a handout: what it says, block by block, before anything is known of how it is written down.

`reading` makes it of a page's HTML, `contents` puts it together, `typst` writes it. Nothing in it changes.
A field with a default is what only some parts of its class have.
Lengths (``_pt``) are in points; `spoken` says what a picture shows, for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeGuard


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands in a line."""


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in lines of its own."""


Part: TypeAlias = "Inline | Block"


class Content(tuple[Part, ...]):
    """Parts one after the other: a line, blocks, or a first line bare before blocks."""

    __slots__ = ()

    def __new__(cls, *parts: Part) -> Content:
        """The content of these parts."""
        return super().__new__(cls, parts)


NOTHING = Content()


@dataclass(frozen=True, slots=True)
class Text(Inline):
    """Text: running (spaces count as one, words stay whole), code, a formula's sign, or divided anywhere."""

    text: str
    how: Literal["running", "code", "sign", "in pieces"] = "running"
    joins_before: bool = False
    """Whether it is code that stands right behind a letter."""
    joins_behind: bool = False
    """Whether it is code with a letter right behind it."""


@dataclass(frozen=True, slots=True)
class Sign(Inline):
    """A new line, or what forbids one because a Korean word goes on; a box to tick, or one that is ticked."""

    kind: Literal["line-break", "no-break", "box-open", "box-done"]


Style: TypeAlias = (
    Literal["strong", "emph", "strike", "underline", "super", "sub", "highlight"]
    | Literal["smaller", "address", "marks", "own-mark", "outer-link", "inner-link"]
)


@dataclass(frozen=True, slots=True)
class Styled(Inline):
    """Part of a line with a look of its own, such as the printed ``address`` of a link; or a link itself, to
    an address (``outer-link``) or to a label in this document.
    """

    kind: Style
    body: Content
    to: str = ""


@dataclass(frozen=True, slots=True)
class Footnote(Inline):
    """A footnote; without its text the number again that it has at an earlier place."""

    label: str
    body: Content | None


@dataclass(frozen=True, slots=True)
class Picture(Inline):
    """A picture in a line: a file, or an SVG's own text; a small one is no higher than a line or two.

    It is as wide as `width_pt`, or `percent` of the room where that is given, and smaller where there is less
    room. One for which nothing is `spoken` only decorates.
    """

    kind: Literal["picture", "small-picture", "small-drawing"]
    source: str
    width_pt: float
    height_pt: float
    spoken: str
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Formula(Inline):
    """A formula, in MathML; one that is a display stands on a line of its own, with its number at the end."""

    mathml: str
    spoken: str
    is_display: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading: its level in the outline, which leaves none out, and the level that it looks like.

    `outlined` is its title in outlines, where pictures and footnotes are none.
    """

    level: int
    shown: int
    title: Content
    label: str | None
    outlined: str = ""
    is_listed: bool = True
    """Whether a booklet's contents list it."""


@dataclass(frozen=True, slots=True)
class Box(Block):
    """A box of any kind; those of the last line may have a title.

    A ``lead`` announces what follows and stays with it, a ``whole`` is not divided, a ``lone`` one holds a
    picture alone; ``turned`` is upside down, ``folded-here`` says where its content went.
    """

    kind: (
        Literal["p", "lone", "lead", "item-lead", "term", "definition", "answer"]
        | Literal["quote-block", "centred", "banner", "whole"]
        | Literal["admonition", "panel", "turned", "folded-here"]
    )
    body: Content
    title: Content | None = None


@dataclass(frozen=True, slots=True)
class Items(Block):
    """A list with a mark before each item; without a mark numbered from `start`, in the manner of ``a.``."""

    bodies: tuple[Content, ...]
    mark: Content | None = None
    start: int = 1
    numbering: str = "1."
    is_tight: bool = False


@dataclass(frozen=True, slots=True)
class WritingLines(Block):
    """Lines to write on."""

    count: int


@dataclass(frozen=True, slots=True)
class CodeBlock(Block):
    """Lines of code."""

    title: Content | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell; one that is whole is not divided."""

    columns: int
    rows: int
    is_head: bool
    is_whole: bool
    body: Content


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table: ``left``, ``center`` or ``right`` for each column, a head, and cells."""

    widths_pt: tuple[float, ...]
    size_pt: float
    sides: tuple[str, ...]
    head: tuple[TableCell, ...]
    cells: tuple[TableCell, ...]
    repeats_head: bool = True
    """Whether the head stands on every page; one that may take half a page leaves too little of it."""


@dataclass(frozen=True, slots=True)
class OwnPage(Block):
    """What needs a page of its own, with what announces it."""

    width_pt: float
    height_pt: float
    is_flat: bool
    body: Content
    above: Content = NOTHING


@dataclass(frozen=True, slots=True)
class Drawing(Block):
    """A drawing, of one of four kinds; the last two take along what announces them.

    One that is ``fitted`` is made smaller, down to a height of `least_pt`, rather than leave a page nearly
    empty; `over_pt` is its width where it covers the notes beside its column. One that is ``turned-or`` lies
    on its side, unless what announces it leaves less width than `least_pt`: then it stands as `otherwise`.
    """

    kind: Literal["drawing", "on-its-side", "fitted", "turned-or"]
    svg: str
    spoken: str
    width_pt: float
    height_pt: float
    caption: Content | None = None
    above: Content = NOTHING
    least_pt: float | None = None
    over_pt: float | None = None
    otherwise: OwnPage | None = None


@dataclass(frozen=True, slots=True)
class Kept(Block):
    """A block with a footnote and what announces it: not divided; the space above is that of a heading."""

    heading_shown: int | None
    announces: bool
    body: Content


@dataclass(frozen=True, slots=True)
class Beside(Block):
    """A row of two languages, `language` the code of the right one; a whole one is not divided.

    One with drawings is a ``tall-row``, and takes along what announces it.
    """

    kind: Literal["beside", "tall-row"]
    announces: bool
    is_whole: bool
    language: str
    left: Content
    right: Content
    above: Content = NOTHING


#: What `Other` holds: texts, numbers, lengths, content, and rows of these.
Value: TypeAlias = "str | int | float | Content | tuple[Value, ...] | None"


@dataclass(frozen=True, slots=True)
class Other(Block):
    """What nothing looks back at: its kind, and what is to be known of it, as whoever makes it says."""

    kind: (
        Literal["rule", "next-page", "notes", "marked", "over-notes", "in-language", "slices"]
        | Literal["title-band", "cover", "contents", "aims", "agenda", "glossary"]
    )
    values: tuple[Value, ...] = ()


def parts_of(value: object) -> Iterator[Part]:
    """Every part of the tree below `value`, itself included, in the order of reading."""
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, (tuple, list)):
            left += reversed(each)
        elif fields := getattr(each, "__match_args__", ()):  # of a dataclass: the names of its fields
            if isinstance(each, (Inline, Block)):
                yield each
            left += [getattr(each, name) for name in reversed(fields)]


def has(value: object, *kinds: type[Part]) -> bool:
    """Whether any part below `value`, or itself, is of one of these kinds."""
    return any(isinstance(part, kinds) for part in parts_of(value))


def takes_along(part: Part) -> TypeGuard[OwnPage | Drawing | Beside]:
    """Whether a part has room for what announces it, which then goes where it goes."""
    if isinstance(part, (Drawing, Beside)):
        return part.kind in ("fitted", "turned-or", "tall-row")
    return isinstance(part, OwnPage)


def announces(part: Part) -> bool:
    """Whether a part stays with what follows it: a heading, or a line such as "Result:"."""
    return isinstance(part, Heading) or (isinstance(part, Box) and part.kind == "lead")
