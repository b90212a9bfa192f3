"""Handouts that were made before, of any edition, against today's sources: ``run.py check handouts``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from course.handout.apart import booklets, file_names, pages_apart
from course.handout.editions import EDITIONS, HandoutEdition
from course.handout.order import Order, PageInput
from course.handout.orders import Workshop
from course.handout.proving.matching import join_pages
from course.handout.proving.pdf_facts import PdfFacts, fold_pdf, read_pdf
from course.handout.proving.proved import check_facts
from course.kept import CACHE, Store
from course.markdown.files.docs_files import read_sources, usual_addresses
from course.markdown.files.folder_pages import is_page
from course.markdown.files.navigation import natural_key
from course.markdown.files.source import Source, read_notes
from course.markdown.reading.page_title import page_title
from course.model.built_language import BuiltLanguage, PlannedPage, place_in_words, read_language
from course.model.editions import Edition, chosen_editions
from course.model.sessions.course_tree import parse_course
from course.problems.problem import CourseError, Problem, display_path
from course.settings.extra_settings import read_handout_settings
from course.settings.handout_settings import HandoutSettings

_NOWHERE = Path("nowhere")  # nothing is set here
#: What the items of the list in a booklet's contents begin with.
_MARK = "•"


def is_handouts(folder: Path) -> bool:
    """Whether `folder` holds handouts, a folder for each language, as ``run.py handouts`` leaves them."""
    return folder.is_dir() and any(folder.glob("*/*.pdf"))


def check_old_handouts(
    folder: Path, docs_dir: Path | None, *, instructor: bool = False
) -> tuple[list[Problem], int]:
    """The Problems of all handouts in `folder`, and how many were read.

    `instructor` says that all of them, and not the lecturer's alone, were made of the lecturer's site.
    """
    root = Path.cwd()
    settings = read_handout_settings(root / "mkdocs.yml")
    found = sorted(folder.glob("*/*.pdf"))
    course = _course(root, docs_dir, [pdf.parent.name for pdf in found])
    orders: dict[str, Order] = {}
    for edition in EDITIONS.values():
        own = instructor or edition.is_lecturers
        shops = [_workshop(each, settings, root, instructor=own) for each in course]
        orders.update(_orders(shops, edition))
    problems: list[Problem] = []
    left_out: dict[str, list[str]] = {}
    for pdf in found:
        order = orders.get(pdf.relative_to(folder).with_suffix("").as_posix())
        problems += _check(pdf, order, root, left_out)
    problems += [_left_out(path, booklets) for path, booklets in left_out.items()]
    return sorted(problems), len(found)


def _course(root: Path, docs_dir: Path | None, folders: Sequence[str]) -> list[Edition]:
    """The editions that the handouts in `folders` may be of.

    The only language of another course is the one it was made in, whatever ``--language`` said.
    """
    made_in = set(folders)
    course = chosen_editions(root, docs_dir)
    if docs_dir is None or len(course) > 1 or len(made_in) > 1 or course[0].docs_dir != docs_dir:
        return course
    try:
        return chosen_editions(root, docs_dir, *made_in)
    except CourseError:  # no language is called so
        return course


def _left_out(path: str, booklets: Sequence[str]) -> Problem:
    """One line for a page, however many booklets go without it."""
    what = f"the page is not in {', '.join(booklets)}, as the contents there say"
    why, mend = "it could not be set on paper", "run.py handouts tells what it stopped at; mend that"
    return Problem(path, 1, what, why, mend, "handout-failed")


def _check(pdf: Path, order: Order | None, root: Path, left_out: dict[str, list[str]]) -> list[Problem]:
    """What is wrong with one file; the pages that it goes without are added to `left_out`."""
    shown = display_path(pdf.resolve(), root)
    if order is None:
        what, why = "no page and no week has this handout", "its page was moved, renamed or deleted"
        return [Problem(shown, 1, what, why, "delete the file", "handout-file")]
    try:
        facts = read_pdf(pdf.read_bytes(), order.sheet.paper)
        order, gone = without_left_out(replace(order, name=shown.removesuffix(".pdf")), facts)
        for page in gone:
            left_out.setdefault(page.source.path, []).append(shown)
        return check_facts(order, facts)
    except (OSError, ValueError) as error:
        why, mend = "its readers get nothing", "make it again with run.py handouts"
        return [Problem(shown, 1, f"the handout cannot be read: {error}", why, mend, "handout-file")]


def _orders(shops: Sequence[Workshop], edition: HandoutEdition) -> Iterator[tuple[str, Order]]:
    """Every order that there could be for `edition`, by its file's place without ``.pdf``."""
    for shop in shops[:1] if edition.is_beside else shops:
        others = shops[1:] if edition.is_beside else [None]
        for other in others:
            for order in _of_one(shop, other, edition):
                yield f"{shop.language.called}/{order.name}", _with_sources(order, shop, other)


def _with_sources(order: Order, shop: Workshop, other: Workshop | None) -> Order:
    """`order`, its pictures to be found in the folders of the sources, since there is no site."""
    like = order.beside and other and replace(order.beside, site_dir=other.language.docs_dir)
    return replace(order, site_dir=shop.language.docs_dir, beside=like or None)


def _of_one(shop: Workshop, other: Workshop | None, edition: HandoutEdition) -> Iterator[Order]:
    """The orders for one language's pages and weeks, or for one beside another."""
    weeks = [week for week in shop.course.weeks if week.sessions]
    if other is None:
        yield from (shop.page_order(uri, edition) for uri in shop.pages)
        yield from (shop.week_order(week, edition) for week in weeks)
        return
    yield from (shop.side_order(uri, other) for uri in shop.pages if uri in other.pages)
    yield from filter(None, (shop.week_side_order(week, other) for week in weeks))


def _workshop(edition: Edition, settings: HandoutSettings, root: Path, *, instructor: bool) -> Workshop:
    """One language's sources as the handouts of a built site know them, without the site."""
    language = read_language(edition, root / _NOWHERE)
    places = usual_addresses(edition.docs_dir, edition.excluded, instructor=instructor)
    uris = sorted((uri for uri in places if is_page(uri)), key=natural_key)
    sources, _ = read_sources(uris, edition.docs_dir, root, language.settings.quiz_headings)
    pages = {
        source.uri: _planned(source, places[source.uri], language, instructor=instructor)
        for source in sources
    }
    pages, names = pages_apart(pages, language, Store(root / CACHE)), file_names(pages)
    arranged = parse_course(sources, language.settings)
    return Workshop(
        language,
        settings,
        pages,
        arranged,
        names,
        booklets(arranged.weeks, names, pages, language),
        {},
        _NOWHERE,
        _NOWHERE,
        root / CACHE,
    )


def _planned(
    source: Source, place: str, language: BuiltLanguage, *, instructor: bool
) -> tuple[PlannedPage, PageInput]:
    url = language.site_url + place.removesuffix("index.html") if language.site_url else ""
    where = place_in_words(source.uri, language.numbered)
    notes = read_notes(language.docs_dir / source.uri) if instructor else ()
    page = PlannedPage(source.uri, language.site_dir / place, url, where)
    return page, PageInput(source, b"", url, where, 0, notes)


def without_left_out(order: Order, facts: PdfFacts) -> tuple[Order, tuple[PageInput, ...]]:
    """`order` without the pages that the contents of its booklet say are not in it, and these pages."""
    if not order.is_booklet:
        return order, ()
    front = join_pages([page.text for page in facts.pages[: facts.first]], facts.shared)
    titles = [front.given(fold_pdf(page_title(p.source.text, p.place or p.source.uri))) for p in order.pages]
    words, margin = (front.given(fold_pdf(each)) for each in (order.words.left_out, order.words.notes))
    told = Counter(_told(front.text, words, margin, titles))
    gone: set[int] = set()
    for title, count in told.items():
        alike = [at for at, each in enumerate(titles) if each == title]
        if len(alike) > count:  # several pages are called so: those are gone whose headings are
            alike.sort(key=lambda at: _share_of_headings(order, order.pages[at], facts))
        gone.update(alike[:count])
    if not gone or len(gone) == len(order.pages):
        return order, ()
    beside = order.beside and replace(order.beside, pages=_but(order.beside.pages, gone))
    kept = replace(order, pages=_but(order.pages, gone), beside=beside)
    return kept, tuple(order.pages[at] for at in sorted(gone))


def _but(pages: Sequence[PageInput], gone: set[int]) -> tuple[PageInput, ...]:
    return tuple(page for at, page in enumerate(pages) if at not in gone)


def _told(front: str, words: str, margin: str, titles: Sequence[str]) -> Iterator[str]:
    """Those of `titles` that stand as items below `words`, folded; one that was renamed since is passed over.

    Behind a page's last item may stand what its `margin` says.
    """
    _, found, rest = front.rpartition(f"{words}{_MARK}")
    longest_first = sorted(filter(None, titles), key=len, reverse=True)
    while found and rest:
        title = next((each for each in longest_first if rest.startswith(each)), "")
        item, found, after = rest[len(title) :].partition(_MARK)
        if title and item in ("", margin):
            yield title
        rest = after


def _share_of_headings(order: Order, page: PageInput, facts: PdfFacts) -> float:
    """How many of a page's headings the outline of the PDF has."""
    session = order.session_of(page)
    headings = [fold_pdf(section.title) for section in session.walk()] if session else []
    return sum(each in facts.outline for each in headings) / max(1, len(headings))
