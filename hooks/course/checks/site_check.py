"""The completeness check of a whole site: sources from disk, pages from disk, nothing from the build."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.checks.completeness import Page, check_pages, compare_page, count_blocks
from course.checks.formula_check import check_drawings
from course.diagrams.proof import project_drawings, proof_key
from course.kept import CACHE, Store, code_key, digest, key_of
from course.markdown.files.docs_files import markdown_uris, page_path, read_sources
from course.markdown.files.shared_addresses import moved_pages
from course.markdown.files.source import Source
from course.markdown.html.tree import Element, read_fragment
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import Block, Blocks, read_shown, read_unstyled
from course.markdown.reading.source_page import render_source
from course.problems.problem import Problem, display_path
from course.processes import Ahead, give_back_now_and_then

#: The version of what all pages share, in its name, and the fonts that each asks for: these change with the
#: words of any page. Two patterns: one that begins with fixed letters is found in a quarter of the time.
_SHARED = (
    re.compile(rb"assets/(?:stylesheets|javascripts)/course\.\w+\.(?:css|js)"),
    re.compile(rb'<link rel="preload" as="font"[^>]*/fonts/[\w.-]+\.woff2">'),
)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of comparing a built site with its sources."""

    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    page_count: int
    block_counts: Counter[str]
    """Blocks of the sources, by kind."""

    @property
    def verdict(self) -> str:
        """Whether anything is to be mended."""
        return f"{len(self.problems)} to mend" if self.problems else "nothing is missing"

    def __str__(self) -> str:
        blocks = ", ".join(f"{count} {kind}" for kind, count in self.block_counts.most_common())
        return f"{self.page_count} pages checked ({blocks or 'no blocks'}): {self.verdict}"


def check_site(
    docs_dir: Path,
    site_dir: Path,
    root: Path,
    *,
    keyword_headings: Sequence[str],
    quiz_headings: Sequence[str] = (),
    url: str = "/",
    uris: Iterable[str] | None = None,
) -> Report:
    """What the pages in `site_dir`, published at `url`, lack or show otherwise than the sources do.

    The sources are below `docs_dir`; `uris` are those that have a page, or without it all Markdown files but
    hidden ones. Problems name files relative to `root`.
    """
    wanted = list(uris) if uris is not None else markdown_uris(docs_dir)
    moved = moved_pages(wanted)
    sources, problems = read_sources(wanted, docs_dir, root, quiz_headings)
    places: list[_Place] = []
    for source in sources:
        page_file = page_path(site_dir, source.uri, moved)
        if page_file is None:
            what, why = f"its page is missing below {url}", "its readers find nothing"
            problems.append(Problem(source.path, 1, what, why, "build again", "page-missing"))
            continue
        address = url + page_file.relative_to(site_dir).as_posix().removesuffix("index.html")
        places.append(_Place(source, page_file, address))
    around = key_of("page", code_key(), [*keyword_headings], proof_key(root))
    look = _Look(keyword_headings, root, around)
    counts = look.counts_of_sound(places)
    if counts is None:
        pages = []
        for place in places:
            page, article = look.read(place)
            pages.append(page)
            problems += look.drawing_faults(place, page, article)
        problems += check_pages(pages, display_path(docs_dir, root), project_drawings(root))
        counts = count_blocks(pages)
    return Report(tuple(sorted(problems)), len(places), counts)


@dataclass(frozen=True, slots=True)
class _Place:
    """A source, and where its page is."""

    source: Source
    page_file: Path
    address: str


@dataclass(frozen=True, slots=True)
class _Look:
    """How pages are compared with their sources; that a page is sound is kept by what both hold."""

    headings: Sequence[str]
    root: Path
    around: str
    """What a page's soundness depends on besides the page and its source, as a key."""

    def counts_of_sound(self, places: Sequence[_Place]) -> Counter[str] | None:
        """The blocks of all sources, where every page is sound by itself; None where one is not, or none is.

        What is wrong with a page is told with what other pages hold: then all are read.
        """
        counts: Counter[str] = Counter()
        ahead = Ahead()
        for at, place in enumerate(places):
            key = self._key(place)
            known = self._kept_counts(key)
            if known is None and ahead.made(self._sound, lambda: places[at:]):  # noqa: B023 - asked for at once
                known = self._kept_counts(key)
            if known is None:
                known = self._compared(place, key)
            if known is None:
                return None
            counts.update(known)
        return counts if counts else None

    def _key(self, place: _Place) -> str:
        own = place.page_file.read_bytes()
        for shared in _SHARED:
            own = shared.sub(b"", own)
        return key_of(self.around, place.source.text, digest(own))

    def _sound(self, place: _Place) -> dict[str, int] | None:
        """The blocks of one source, by kind in the order of the source, if its page is sound."""
        key = self._key(place)
        known = self._kept_counts(key)
        return self._compared(place, key) if known is None else known

    def _kept_counts(self, key: str) -> dict[str, int] | None:
        """The same of the page of that key, if it was found to be sound before."""
        known = Store(self.root / CACHE).get(key)
        return None if known is None else dict(json.loads(known))

    def _compared(self, place: _Place, key: str) -> dict[str, int] | None:
        """The same, kept from now on, if the page is found to be sound."""
        give_back_now_and_then()
        page, article = self.read(place)
        if compare_page(page, {}, project_drawings(self.root)):
            return None
        if any(self.drawing_faults(place, page, article)):
            return None
        counts = dict(count_blocks([page]))
        Store(self.root / CACHE).put(key, json.dumps(counts).encode())
        return counts

    def read(self, place: _Place) -> tuple[Page, Element]:
        """The page as blocks, and its tree."""
        content = place.page_file.read_bytes()
        article, is_some_hidden = read_shown(content)
        page = _page(place.source, content, article, is_some_hidden, place.address, self.headings)
        return page, article

    def drawing_faults(self, place: _Place, page: Page, article: Element) -> Iterator[Problem]:
        """A Problem for each formula that is not drawn as it should be."""
        return check_drawings(article, page.expected, place.source.path, place.address, self.root)


def is_site(folder: Path) -> bool:
    """Whether `folder` holds a built site: pages at its top or one folder below."""
    return (folder / "index.html").is_file() or any(folder.glob("*/index.html"))


def merge_reports(reports: Sequence[Report]) -> Report:
    """One report of several, such as those of a site's languages: all Problems, counts added up."""
    problems = sorted(problem for report in reports for problem in report.problems)
    counts = sum((report.block_counts for report in reports), Counter[str]())
    return Report(tuple(problems), sum(report.page_count for report in reports), counts)


def _page(
    source: Source,
    content: bytes,
    article: Element,
    is_some_hidden: bool,
    address: str,
    headings: Sequence[str],
) -> Page:
    return Page(
        source.path,
        address,
        mark_keywords(read_expected(source.text), headings),
        mark_keywords(Blocks(article).blocks, headings),
        mark_keywords(read_unstyled(content), headings) if is_some_hidden else (),
    )


def read_expected(text: str) -> list[Block]:
    """The blocks that a page made from the Markdown `text` must hold, each with its line."""
    return Blocks(read_fragment(render_source(text))).blocks
