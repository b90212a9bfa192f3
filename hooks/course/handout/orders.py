"""What is to be made of a built site: one `Order` for each handout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from course.diagrams.palette import read_palette
from course.fonts import whole_fonts
from course.fonts.more import NO_MORE, MoreFonts
from course.handout.apart import Called, PlannedInput, WeekKey, booklets, file_names, pages_apart, week_key
from course.handout.editions import BESIDE, STUDENT, HandoutEdition
from course.handout.make import article_of
from course.handout.order import Order, PageInput, Sheet
from course.handout.paper import LAYOUTS, PAPERS
from course.handout.source_dates import day, source_time, source_times
from course.kept import Store
from course.markdown.files.docs_files import markdown_uris, read_sources
from course.markdown.files.source import read_notes
from course.markdown.reading.instructor import is_for_instructor
from course.model.built_language import BuiltLanguage, plan_pages
from course.model.model import Course, Week
from course.model.sessions.course_tree import parse_course
from course.problems.problem import Problem
from course.settings.handout_settings import HandoutSettings


@dataclass(frozen=True, slots=True)
class Workshop:
    """One language's pages, read, with all that its handouts share."""

    language: BuiltLanguage
    settings: HandoutSettings
    pages: Mapping[str, PlannedInput]
    """By their source's URI, in the order of the course."""
    course: Course
    """The sessions among them."""
    names: Mapping[str, str]
    """Names of the handouts' files, by URI."""
    booklets: Mapping[WeekKey, Called]
    palette: Mapping[str, str]
    modules_dir: Path
    fonts_dir: Path
    kept_dir: Path
    more_fonts: MoreFonts = NO_MORE
    plain_edition: HandoutEdition = STUDENT
    """The edition whose files are named for their pages alone."""
    is_proved: bool = False
    """Whether each handout is held against its sources as it is made."""
    unread: tuple[Problem, ...] = ()
    """The sources that cannot be read, which have no handout."""

    def order(
        self, uris: Sequence[str], *, name: str, title: str, is_booklet: bool, edition: HandoutEdition
    ) -> Order:
        """The order for a handout of `uris`."""
        pages = [self.pages[uri] for uri in uris]
        planned, first = pages[0]
        paper, printed = PAPERS[self.settings.paper], edition.printed_name(self.language.words)
        sheet = Sheet(
            course=self.language.course,
            place=" · ".join(filter(None, ("" if is_booklet else first.place, printed))),
            title=title,
            date=day(max(page.time for _, page in pages)),
            language=self.language.code,
            url=self.language.site_url if is_booklet else first.url,
            paper=LAYOUTS[edition.layout](paper),
            is_booklet=is_booklet,
            apart="" if is_booklet or first.place == planned.place else first.place,
            author=self.language.rights.author,
            notice=self.language.rights.notice,
        )
        return Order(
            name=name,
            pages=tuple(page for _, page in pages),
            title=title,
            is_booklet=is_booklet,
            edition=edition if edition.folded else replace(edition, folded=self.settings.folded),
            sheet=sheet,
            words=self.language.words,
            site_dir=self.language.site_dir,
            site_url=self.language.site_url,
            palette=self.palette,
            modules_dir=self.modules_dir,
            fonts_dir=self.fonts_dir,
            kept_dir=self.kept_dir,
            settings=self.language.settings,
            more_fonts=self.more_fonts,
            is_proved=self.is_proved,
        )

    def _file_name(self, stem: str, edition: HandoutEdition) -> str:
        return stem if edition == self.plain_edition else f"{stem}-{edition.name}"

    def page_order(self, uri: str, edition: HandoutEdition = STUDENT) -> Order:
        """The order for the handout of one page; the lecturer's holds the solutions that belong to it."""
        uris = [uri, *solutions_of(uri, self.pages)] if edition.is_lecturers else [uri]
        name = self._file_name(self.names[uri], edition)
        return self.order(uris, name=name, title="", is_booklet=False, edition=edition)

    def side_order(self, uri: str, other: Workshop) -> Order:
        """The order for one page beside its translation in `other`."""
        name = f"{self.names[uri]}-{self.language.code}-{other.language.code}"
        return replace(self.page_order(uri, BESIDE), name=name, beside=other.page_order(uri, BESIDE))

    def week_side_order(self, week: Week, other: Workshop) -> Order | None:
        """The order for the booklet of one week beside its translation in `other`: of the sessions that both
        have; None where there are none.
        """
        own = self.week_order(week, BESIDE)
        both = tuple(page for page in own.pages if page.source.uri in other.pages)
        if not both:
            return None
        uris = [page.source.uri for page in both]
        like = other.order(uris, name=own.name, title=own.title, is_booklet=True, edition=BESIDE)
        name = f"{own.name.removesuffix(f'-{BESIDE.name}')}-{self.language.code}-{other.language.code}"
        return replace(own, name=name, pages=both, beside=like)

    def week_order(self, week: Week, edition: HandoutEdition = STUDENT) -> Order:
        """The order for the booklet of one week."""
        called = self.booklets[week_key(week)]
        name = self._file_name(called.name, edition)
        uris = [session.uri for session in week.sessions if session.uri in self.pages]
        if edition.is_lecturers:
            own = dict.fromkeys(found for uri in uris for found in solutions_of(uri, self.pages))
            uris += [uri for uri in own if uri not in uris]
        return self.order(uris, name=name, title=called.title, is_booklet=True, edition=edition)


def solutions_of(uri: str, uris: Iterable[str]) -> list[str]:
    """Those of `uris` that are solutions for the page `uri`: beside it, or in folders below that hold no page
    but solutions, such as ``lab/solutions.md``.
    """
    if is_for_instructor(uri):
        return []
    taught = {each.rpartition("/")[0] for each in uris if not is_for_instructor(each)}
    folder = uri.rpartition("/")[0]
    found = []
    for each in uris:
        own = each.rpartition("/")[0]
        while own and own not in taught:
            own = own.rpartition("/")[0]
        if is_for_instructor(each) and own == folder:
            found.append(each)
    return found


def open_workshop(
    language: BuiltLanguage,
    settings: HandoutSettings,
    root: Path,
    modules_dir: Path,
    kept_dir: Path,
    *,
    instructor: bool = False,
) -> Workshop:
    """All that the handouts of `language` need; its pages are read from the built site.

    `instructor` says that it is the lecturer's site: its notes and solutions are read too.
    """
    planned = plan_pages(language, instructor=instructor)
    uris, headings = dict.fromkeys([page.uri for page in planned]), language.settings.quiz_headings
    sources, unread = read_sources(uris, language.docs_dir, root, headings)
    others = markdown_uris(language.docs_dir, instructor=instructor)
    unread += read_sources([uri for uri in others if uri not in uris], language.docs_dir, root)[1]
    by_uri = {source.uri: source for source in sources}
    times = source_times(language.docs_dir)
    pages = {
        page.uri: (
            page,
            PageInput(
                by_uri[page.uri],
                article_of(page.page),
                page.url,
                page.place,
                source_time(language.docs_dir / page.uri, times),
                read_notes(language.docs_dir / page.uri) if instructor else (),
                page.page.relative_to(language.site_dir).as_posix(),
            ),
        )
        for page in planned
        if page.uri in by_uri
    }
    kept = Store(kept_dir)
    pages, names = pages_apart(pages, language, kept), file_names(pages)
    course = parse_course(sources, language.settings, kept)
    styles = [path.read_text("utf-8") for path in sorted(language.site_dir.glob("assets/stylesheets/*.css"))]
    return Workshop(
        language,
        settings,
        pages,
        course,
        names,
        booklets(course.weeks, names, pages, language),
        read_palette(styles),
        modules_dir,
        whole_fonts(modules_dir, kept_dir.parent / "fonts"),
        kept_dir,
        unread=tuple(unread),
    )


def matching(uris: Iterable[str], wanted: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those of `uris` that the words of `wanted` name, and the words that name none.

    A word is a source's path, or the end or the beginning of it: ``session_1``, ``week_03/day3``.
    """
    found: list[str] = []
    unknown: list[str] = []
    known = list(uris)
    for word in wanted:
        tidy = word.replace("\\", "/").strip("/").removesuffix(".md")
        hits = [uri for uri in known if _is_named(uri.removesuffix(".md"), tidy)]
        found += [uri for uri in hits if uri not in found]
        unknown += [] if hits else [word]
    return [uri for uri in known if uri in found], unknown


def _is_named(stem: str, word: str) -> bool:
    return (
        stem == word or stem.endswith(f"/{word}") or word.endswith(f"/{stem}") or stem.startswith(f"{word}/")
    )
