"""``run.py export epub`` and ``export print``: the course, a week or sessions as a book in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.kept import put_file
from course.markdown.files.docs_files import read_sources
from course.model.editions import Edition, chosen_editions
from course.problems.problem import NotThereError, Problem
from course.problems.progress import counted
from course.publish.archive import write_zip
from course.publish.book.about import Book
from course.publish.book.make import make_book
from course.publish.book.package import FIRST, MIMETYPE, chapter_paths, render_book
from course.publish.book.print_page import articles_of, render_print_page
from course.publish.book.proof import check_book, check_chapter
from course.publish.book.wanted import Wanted, check_wanted
from course.publish.exported import Exported, PlaceError
from course.publish.lms.proof import check_alone
from course.publish.lms.site_pages import SitePages
from course.publish.out_of_site import made_of_site
from course.publish.request import Building
from course.publish.source_date import source_date


@dataclass(frozen=True, slots=True)
class MadeBook:
    """One language's book, as a file."""

    name: str
    content: Mapping[str, bytes]
    """The files of an EPUB, by their path in it; of a page for printing that one, by its name."""
    chapters: int
    problems: tuple[Problem, ...]


def export_book(
    project_dir: Path, output_dir: Path, building: Building, wanted: Wanted, *, prints: bool
) -> list[Exported]:
    """Build and check the site; make and prove a book of each of its languages that has what is `wanted`.

    `prints`: a page for printing each, not an EPUB. Raises NotThereError, CourseError or PlaceError; older
    books are then left as they were.
    """
    editions = chosen_editions(project_dir, building.docs_dir, building.language)
    check_wanted(editions, wanted)
    date = source_date(project_dir)

    def make(site_dir: Path) -> list[MadeBook]:
        return list(_made(editions, site_dir, project_dir, wanted, date, prints=prints))

    made = made_of_site(editions, building, "books", make, handouts=not prints)  # an EPUB tells their pages
    return [_put(each, output_dir, date, prints=prints) for each in made]


def _made(
    editions: Sequence[Edition], site_dir: Path, project_dir: Path, wanted: Wanted, date: int, *, prints: bool
) -> Iterator[MadeBook]:
    for edition in editions:
        try:
            name, book, pages = make_book(edition, site_dir, project_dir, wanted, date, prints=prints)
        except NotThereError:
            continue  # it is in another language
        called = f"{name}-{edition.language.called}"
        yield (print_page if prints else epub)(called, book, pages, project_dir)


def epub(name: str, book: Book, pages: SitePages, root: Path) -> MadeBook:
    """`book` as an EPUB; Problems name its sources from `root` on."""
    files, name = render_book(book), f"{name}.epub"
    paths = dict(zip([each.page.uri for each in book.chapters], chapter_paths(book.chapters), strict=True))
    problems = [*_lacking(book, files, paths, pages, name, root)]
    problems += check_book(files, list(paths.values()), name)
    return MadeBook(name, files, len(book.chapters), tuple(problems))


def print_page(name: str, book: Book, pages: SitePages, root: Path) -> MadeBook:
    """`book` as one HTML page; Problems name its sources from `root` on."""
    content, name = render_print_page(book), f"{name}.html"
    paths = {each.page.uri: each.name for each in book.chapters}
    problems = [*_lacking(book, articles_of(content), paths, pages, name, root)]
    problems += check_alone({name: content}, "export")
    return MadeBook(name, {name: content}, len(book.chapters), tuple(problems))


def _lacking(
    book: Book, files: Mapping[str, bytes], paths: Mapping[str, str], pages: SitePages, name: str, root: Path
) -> Iterator[Problem]:
    """A Problem for everything in the sources that the book called `name` lacks."""
    uris = [each.page.uri for each in book.chapters if each.page.has_source]
    headings = pages.language.settings.quiz_headings
    for source in read_sources(uris, pages.language.docs_dir, root, headings)[0]:
        yield from check_chapter(source, files, paths[source.uri], name, pages.language)


def _put(made: MadeBook, output_dir: Path, date: int, *, prints: bool) -> Exported:
    """Write a book into its place, whole or not at all. Raises PlaceError."""
    path = output_dir / made.name
    chapters = counted(made.chapters, "chapter")
    if not prints:
        size = write_zip(path, made.content, date, first={FIRST: MIMETYPE})
        return Exported(path, size, f"a book of {chapters}; open it in any program for EPUB")
    content = made.content[made.name]
    try:
        put_file(path, content)
    except OSError as error:
        raise PlaceError(path, f"the file cannot be written: {error.strerror or error}") from None
    return Exported(path, len(content), f"one page of {chapters}; open it and print it")
