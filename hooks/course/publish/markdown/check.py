"""Proves the Markdown edition: every page says what its source says, and every file it needs is there.

Page and source are read by the parser that the site uses, and compared token by token.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from lxml import etree
from markdown_it.token import Token

from course.diagrams.drawing import Drawing
from course.diagrams.losses import missing_labels
from course.diagrams.shapes import count_shapes
from course.diagrams.wording import drawn_labels
from course.markdown.files.front_matter import blank_front_matter
from course.markdown.files.source import Source, decode_source, github_tokens
from course.markdown.reading.instructor import blank_notes
from course.problems.problem import Problem
from course.publish.markdown.page import Image

_WHY = "the edition would not be what the lecturer wrote"
_MEND = "please report this page; nothing was written"
_SVG = "{http://www.w3.org/2000/svg}"
#: What no file that stands alone may hold.
_NOT_ALONE = ("script", "style", "foreignObject", "image", "a")
Shape = tuple[Any, ...]


def check_page(
    source: Source, exported: bytes, images: Mapping[int, Image], ending: str = ""
) -> Iterator[Problem]:
    """A Problem if the page `exported` does not say what `source` says, or holds a note for the lecturer.

    In place of the diagrams it must have the `images` at their lines, and at its end the `ending`.
    """
    text = decode_source(exported, source.path)
    if blank_notes(text) != text:
        what, why = "a note for the lecturer is in the exported page", "students would read it"
        yield Problem(source.path, 1, what, why, _MEND, "markdown-page")
    wanted = list(_expected(github_tokens(source.text), images))
    wanted += [(wanted[-1][0], shape) for shape in map(_shape, github_tokens(ending))] if wanted else []
    got_shapes = [_shape(token) for token in github_tokens(blank_front_matter(text))]
    line = 1
    for expected, got in zip_longest(wanted, got_shapes):
        line, shape = expected or (line, None)
        if shape != got:
            what = f"the exported page has {_in_words(got)} where the source has {_in_words(shape)}"
            yield Problem(source.path, line, what, _WHY, _MEND, "markdown-page")
            return


def _expected(tokens: Sequence[Token], images: Mapping[int, Image]) -> Iterator[tuple[int, Shape]]:
    """The shapes that an exported page must have, each with the line of its block."""
    line = 1
    for token in tokens:
        line = int(token.meta.get("line", 0)) or line
        image = images.get(line) if token.type == "fence" else None
        shapes = _image_shapes(token.level, image) if image else [_shape(token)]
        yield from ((line, shape) for shape in shapes)


def _shape(token: Token) -> Shape:
    """The content of a token without its position and spelling, for comparison."""
    if token.type == "image":
        return "image", unquote(str(token.attrs.get("src"))), token.attrs.get("title"), _words(token)
    children = tuple(map(_shape, token.children or ()))
    content = "" if children else token.content.rstrip("\n")  # an unclosed block has what empty lines follow
    attributes = tuple(sorted((name, str(value)) for name, value in token.attrs.items()))
    label = token.meta.get("label")
    return token.type, token.tag, token.level, token.info, content, attributes, label, children


def _image_shapes(level: int, image: Image) -> list[Shape]:
    """A paragraph with nothing but `image`."""
    shown = ("image", image.address, None, image.alt)
    ends = [(f"paragraph_{end}", "p", level, "", "", (), None, ()) for end in ("open", "close")]
    return [ends[0], ("inline", "", level + 1, "", "", (), None, (shown,)), ends[1]]


def _words(image: Token) -> str:
    return "".join(child.content for child in image.children or ())


def _in_words(shape: Shape | None) -> str:
    """A shape as people read it, with the beginning of its text."""
    if shape is None:
        return "nothing more"
    excerpt = "".join(_texts(shape)).strip().replace("\n", " ")
    kind = {"inline": "text"}.get(shape[0], shape[0].replace("_", " "))
    return f"{kind} “{excerpt[:40]}”" if excerpt else kind


def _texts(shape: Shape) -> Iterator[str]:
    """All that a shape says."""
    if shape[0] == "image":
        yield f"![{shape[3]}]({shape[1]})"
        return
    yield shape[4]
    for child in shape[-1]:
        yield from _texts(child)


def check_drawing(content: bytes | None, drawing: Drawing) -> str:
    """What is wrong with the SVG file of `drawing`, in a few words; empty where it shows all of it."""
    if content is None:
        return "is not there"
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        return f"is no SVG: {error.msg}"
    tags = [str(element.tag).removeprefix(_SVG) for element in root.iter(etree.Element)]
    odd = next((tag for tag in tags if tag in _NOT_ALONE), "")
    if tags[0] != "svg" or odd or b"var(" in content:
        return f"does not stand alone: it holds {odd or 'what only a page knows'}"
    svg = content.decode()
    lost = missing_labels(drawn_labels(drawing.svg), drawn_labels(svg))
    if lost:
        return f"lacks labels: {', '.join(lost[:3])}"
    wanted, painted = count_shapes(drawing.svg) + 1, count_shapes(svg)  # and its ground
    return f"lacks {wanted - painted} of its {wanted} lines and shapes" if painted < wanted else ""


def check_targets(path: str, targets: Mapping[str, int], exported: Collection[str]) -> Iterator[Problem]:
    """A Problem for each file that the page at `path` links to, and that is not among `exported`.

    `targets`: URI of the file → line of the link.
    """
    for uri, line in targets.items():
        if uri not in exported:
            what, why = f"{uri} is not in the edition", "the page leads there"
            yield Problem(path, line, what, why, _MEND, "markdown-file")
