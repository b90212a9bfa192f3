"""The completeness check of a whole site: sources from disk, pages from disk, nothing from the build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.checks.completeness import Page, check_pages, count_blocks
from course.checks.formula_check import check_drawings
from course.diagrams.proof import project_drawings
from course.markdown.files.docs_files import markdown_uris, page_path, read_sources
from course.markdown.files.shared_addresses import moved_pages
from course.markdown.files.source import Source
from course.markdown.html.tree import Element, read_fragment
from course.markdown.reading.keywords import mark_keywords
from course.markdown.reading.page_blocks import Block, Blocks, read_shown, read_unstyled
from course.markdown.reading.source_page import render_source
from course.problems.problem import Problem, display_path


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of comparing a built site with its sources."""

    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    page_count: int
    block_counts: Counter[str]
    """Blocks of the sources, by kind."""

    def __str__(self) -> str:
        blocks = ", ".join(f"{count} {kind}" for kind, count in self.block_counts.most_common())
        verdict = f"{len(self.problems)} to mend" if self.problems else "nothing is missing"
        return f"{self.page_count} pages checked ({blocks or 'no blocks'}): {verdict}"


def check_site(
    docs_dir: Path,
    site_dir: Path,
    root: Path,
    *,
    keyword_headings: Sequence[str],
    url: str = "/",
    uris: Iterable[str] | None = None,
) -> Report:
    """What the pages in `site_dir`, published at `url`, lack or show otherwise than the sources do.

    The sources are below `docs_dir`; `uris` are those that have a page, or without it all Markdown files but
    hidden ones. Problems name files relative to `root`.
    """
    wanted = list(uris) if uris is not None else markdown_uris(docs_dir)
    moved = moved_pages(wanted)
    sources, problems = read_sources(wanted, docs_dir, root)
    pages: list[Page] = []
    for source in sources:
        page_file = page_path(site_dir, source.uri, moved)
        if page_file is None:
            what, why = f"its page is missing below {url}", "its readers find nothing"
            problems.append(Problem(source.path, 1, what, why, "build again", "page-missing"))
            continue
        content = page_file.read_bytes()
        article, is_some_hidden = read_shown(content)
        address = url + page_file.relative_to(site_dir).as_posix().removesuffix("index.html")
        pages.append(_page(source, content, article, is_some_hidden, address, keyword_headings))
        problems += check_drawings(article, pages[-1].expected, source.path, address, root)
    problems += check_pages(pages, display_path(docs_dir, root), project_drawings(root))
    return Report(tuple(sorted(problems)), len(pages), count_blocks(pages))


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
