"""``run.py export lms``: per page one HTML file that stands alone, per language a Common Cartridge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.checks.course_sources import lent_files
from course.markdown.files.docs_files import read_sources
from course.model.built_language import BuiltLanguage, read_language
from course.model.editions import Edition, chosen_editions
from course.model.sessions.course_tree import parse_course
from course.problems.problem import Problem
from course.publish.archive import write_zip
from course.publish.exported import Exported, PlaceError
from course.publish.lms.article import carried_article
from course.publish.lms.carriers import CartridgeFiles, inside_one_file
from course.publish.lms.document import render_document
from course.publish.lms.drawings import Draw, svg_drawing
from course.publish.lms.manifest import About, Resource, render_manifest
from course.publish.lms.menu import read_menu
from course.publish.lms.names import file_names
from course.publish.lms.proof import MANIFEST, check_alone, check_cartridge, check_content
from course.publish.lms.site_pages import SitePages, find_pages
from course.publish.out_of_site import made_of_site
from course.publish.places import clear_left, holder_beside, take_place
from course.publish.request import Building
from course.publish.source_date import source_date
from course.settings.words.file_words import LmsWords

NAME = "course-lms"
_HOLDER = ".export-"


def export_lms(project_dir: Path, output_dir: Path, building: Building) -> list[Exported]:
    """Build and check the site; make pages that stand alone, and a cartridge, of each of its languages.

    Raises CourseError or PlaceError; an older export is then left as it was.
    """
    editions = chosen_editions(project_dir, building.docs_dir, building.language)
    _check_place(output_dir / NAME)

    def make(site_dir: Path) -> list[LmsEdition]:
        return [make_edition(edition, site_dir, project_dir) for edition in editions]

    made = made_of_site(editions, building, "packages", make)
    return put_editions(output_dir / NAME, made, source_date(project_dir))


@dataclass(frozen=True, slots=True)
class LmsEdition:
    """One language's edition."""

    folder: str
    pages: Mapping[str, bytes]
    """The pages that stand alone, by the names of their files."""
    cartridge: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def make_edition(edition: Edition, site_dir: Path, project_dir: Path) -> LmsEdition:
    """One language's edition of the site built in `site_dir`; Problems name files from `project_dir` on."""
    language = read_language(edition, site_dir)
    words = edition.words.lms
    lent = lent_files(project_dir, edition.docs_dir)
    pages = find_pages(language, edition.words.name_spellings, lent)
    folder = edition.language.called
    alone = {}
    for page in pages.by_path.values():
        content = (language.site_dir / page.site_path).read_text("utf-8")
        article = carried_article(content, inside_one_file(page, pages), words)
        alone[f"{page.name}.html"] = render_document(article, page, pages, words).encode()
    cartridge = _cartridge(edition, pages, words, svg_drawing(project_dir))
    problems = [*_problems(alone, cartridge, pages, folder, project_dir)]
    return LmsEdition(folder, alone, cartridge, tuple(problems))


def _cartridge(edition: Edition, pages: SitePages, words: LmsWords, draw: Draw) -> dict[str, bytes]:
    """The files of the cartridge."""
    language, folder = pages.language, edition.language.called
    shown = CartridgeFiles(pages, folder, file_names(_files(language)), draw)
    files: dict[str, bytes] = {}
    resources = []
    for page in pages.by_path.values():
        content = (language.site_dir / page.site_path).read_text("utf-8")
        article = carried_article(content, shown.carrier(page), words)
        path = f"{folder}/{page.name}.html"
        files[path] = render_document(article, page, pages, words).encode()
        resources.append(Resource(path, tuple(shown.used.get(page.site_path, ()))))
    config = edition.settings()
    about = About(language.course, str(config.get("site_description") or ""), language.code, folder)
    resources += [Resource(path) for path in shown.files]
    sources, _ = read_sources(
        pages.by_uri(), language.docs_dir, language.docs_dir, language.settings.quiz_headings
    )
    taught = [session.uri for session in parse_course(sources, language.settings).sessions]
    manifest = render_manifest(about, read_menu(pages, config.get("nav"), taught), resources)
    return {MANIFEST: manifest, **files, **shown.files}


def _files(language: BuiltLanguage) -> Iterator[str]:
    for path in sorted(language.site_dir.rglob("*")):
        if path.is_file():
            yield path.relative_to(language.site_dir).as_posix()


def _problems(
    alone: Mapping[str, bytes], cartridge: Mapping[str, bytes], pages: SitePages, folder: str, root: Path
) -> Iterator[Problem]:
    """A Problem for all that pages lack of their sources, and all that they need from outside."""
    language = pages.language
    known, cartridge_name = pages.by_uri(), f"course-{folder}.imscc"
    sources, _ = read_sources(known, language.docs_dir, root, language.settings.quiz_headings)
    for source in sources:
        name = f"{known[source.uri].name}.html"
        yield from check_content(source, alone, name, folder, language)
        yield from check_content(source, cartridge, f"{folder}/{name}", cartridge_name, language)
    yield from check_alone(alone, folder)
    yield from check_cartridge(cartridge, cartridge_name)


def _check_place(output_dir: Path) -> None:
    """Raises PlaceError where something other than an export is at `output_dir`."""
    if output_dir.exists() and not output_dir.is_dir():
        raise PlaceError(output_dir, "it is a file, not a folder")
    if output_dir.is_dir() and any(
        path.is_file() and path.suffix not in (".html", ".imscc") for path in output_dir.rglob("*")
    ):
        raise PlaceError(output_dir, "the folder holds something other than an export")


def put_editions(output_dir: Path, made: Sequence[LmsEdition], date: int) -> list[Exported]:
    """Write all editions into a new folder, then put it in the place of `output_dir`.

    `date`, in seconds since 1970, is that of all files in a cartridge. Raises PlaceError, with what was there
    as it was, where the system lets nothing be written.
    """
    try:
        output_dir.parent.mkdir(parents=True, exist_ok=True)
        for line in clear_left(output_dir, _HOLDER):
            print(line, flush=True)
        with holder_beside(output_dir, _HOLDER) as holder:
            exported = list(_write(holder / "new", output_dir, made, date))
            take_place(holder / "new", output_dir, holder / "old")
    except OSError as error:
        raise PlaceError(output_dir, f"the folder cannot be written: {error.strerror or error}") from None
    return exported


def _write(new: Path, output_dir: Path, made: Sequence[LmsEdition], date: int) -> Iterator[Exported]:
    for each in made:
        folder = new / each.folder
        folder.mkdir(parents=True)
        for name, content in each.pages.items():
            (folder / name).write_bytes(content)
        size = sum(map(len, each.pages.values()))
        use = f"{len(each.pages)} pages, each of which opens by itself"
        yield Exported(output_dir / each.folder, size, use)
        name = f"course-{each.folder}.imscc"
        size = write_zip(new / name, each.cartridge, date)
        yield Exported(
            output_dir / name, size, "import it into Canvas, Moodle or another learning management system"
        )
