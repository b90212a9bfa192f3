"""One handout made: from the pages it holds, or from the cache where nothing of them has changed."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lxml.etree import ParserError

from course.fonts.boxes import boxes_for
from course.handout.contents.pages import Handout, set_content
from course.handout.contents.sides import set_sides
from course.handout.faults import find_fault, unreadable
from course.handout.glyphs import glyph_problems, has_accents, missing_characters, with_named_accents
from course.handout.order import Made, Order, PageInput
from course.handout.proving.proved import check_made
from course.handout.tree import Content
from course.handout.typst.emitter import render_document
from course.handout.typst.picture_files import drawn_anew, laid_pictures
from course.handout.typst.press import Press, PressError, characters_of_text
from course.handout.typst.strings import quoted
from course.kept import Store, code_key, key_of, noted, recording
from course.markdown.html.style_classes import as_attributes
from course.markdown.reading.page_title import page_title
from course.problems.problem import Problem, from_json, to_json

#: What a page may hold that nobody thought of must not keep a whole course from being published.
_BAFFLED = (
    ArithmeticError,
    AttributeError,
    LookupError,
    ParserError,
    RecursionError,
    TypeError,
    ValueError,
)


def make_handout(order: Order) -> Made:
    """The handout, from the cache when what it is made of is what it was."""
    kept, key = Store(order.kept_dir), _key(order)
    if known := _known(order, key):
        return known
    try:
        handout = set_sides(order) if order.beside else set_content(order.pages, order)
    except _BAFFLED as error:
        at = next((at for at, page in enumerate(order.pages) if _is_baffling(order, page)), 0)
        return _without(order, at, unreadable(order.pages[at], error))
    made = _press(order, handout)
    if made.pdf is not None and not made.left_out:
        with recording(order.site_dir) as reads:
            for picture in handout.pictures.values():
                noted(picture)
        kept.put(key, to_json(made.problems).encode() + b"\n" + made.pdf, reads)
    return made


def known_handout(order: Order) -> Made | None:
    """The handout from the cache; None where it is not there."""
    return _known(order, _key(order))


def _known(order: Order, key: str) -> Made | None:
    known = Store(order.kept_dir).get(key, order.site_dir)
    if not known:
        return None
    problems, _, pdf = known.partition(b"\n")
    return Made(order.name, pdf, tuple(from_json(problems)), True)


def document_of(order: Order, handout: Handout, boxed: frozenset[str] = frozenset()) -> str:
    """The Typst source of the handout; the characters of `boxed` are drawn as boxes."""
    sheet = replace(order.sheet, title=handout.title or order.title)
    return render_document(sheet, order.words, handout.body, fonts=order.more_fonts, boxed=boxed)


def _press(order: Order, handout: Handout) -> Made:
    document = document_of(order, handout)
    boxed = missing_characters(order, handout, document)
    problems = [*handout.problems, *glyph_problems(order, boxed)]
    folders = [order.more_fonts.folder] if order.more_fonts.folder else []
    if has_accents(document):
        letters = characters_of_text(order.modules_dir)
        body = list(with_named_accents(Content(*handout.body), boxed, letters))
        handout = replace(handout, body=body)
    if boxed or has_accents(document):
        document = document_of(order, handout, boxed)
    if boxed:
        folders.append(boxes_for(boxed, order.fonts_dir.parent))
    press = Press(order.fonts_dir, tuple(folders))
    try:
        pdf = _pdf(press, document, handout, max(page.time for page in order.pages))
    except PressError as error:
        return _without(order, *find_fault(press, order, handout, boxed, str(error)))
    problems += check_made(order, pdf) if order.is_proved else []
    return Made(order.name, pdf, tuple(sorted(problems)), False)


def _pdf(press: Press, document: str, handout: Handout, timestamp: int) -> bytes:
    """The PDF; pictures that Typst refuses are drawn anew. Raises PressError."""
    pictures = laid_pictures(handout.pictures)
    try:
        return press.pdf(document, pictures, timestamp)
    except PressError:
        refused = [*drawn_anew(press, handout.pictures)]
        if not refused:
            raise
    for name, other, content in refused:
        document = document.replace(quoted(f"/{name}"), quoted(f"/{other}"))
        pictures[other] = content
    return press.pdf(document, pictures, timestamp)


def _is_baffling(order: Order, page: PageInput) -> bool:
    """Whether a page of a booklet cannot be read."""
    try:
        set_content((page,), order)
    except _BAFFLED:
        return True
    return False


def _without(order: Order, at: int, problem: Problem) -> Made:
    """A booklet without one of its pages, told of; of one page there is no handout then."""
    if not order.is_booklet or len(order.pages) < 2:
        return Made(order.name, None, (problem,), False)
    page = order.pages[at]
    title = page_title(page.source.text, page.place or page.source.uri)
    left_out = (*order.left_out, title)
    beside = order.beside and replace(order.beside, pages=_but(order.beside.pages, at))
    made = make_handout(replace(order, pages=_but(order.pages, at), left_out=left_out, beside=beside))
    return replace(made, problems=(problem, *made.problems), left_out=(page.source.uri, *made.left_out))


def _but(pages: tuple[PageInput, ...], at: int) -> tuple[PageInput, ...]:
    return pages[:at] + pages[at + 1 :]


def _key(order: Order) -> str:
    """What the handout is made of."""
    made_of: list[Any] = [
        code_key(),
        version("typst"),
        order.fonts_dir.name,
        order.more_fonts.folder and order.more_fonts.folder.name,
        order.title,
        order.is_booklet,
        order.left_out,
        order.is_proved,
        order.name,
        repr(order.sheet),
        repr(order.edition),
        repr(order.words),
        sorted(order.palette.items()),
        order.site_url,
        repr(order.settings),
    ]
    for page in order.pages:
        made_of += [page.source.path, page.source.text, page.article, page.url, page.place, page.time]
        made_of += page.notes
    made_of += [_key(order.beside)] if order.beside else []
    return key_of(*made_of)


def article_of(page: Path) -> bytes:
    """The ``<article>`` of a built page, and nothing else: what stands around it changes with other pages."""
    content = page.read_bytes()
    start, end = content.find(b"<article"), content.rfind(b"</article>")
    article = content[start : end + len(b"</article>")] if 0 <= start < end else content
    return as_attributes(article.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
