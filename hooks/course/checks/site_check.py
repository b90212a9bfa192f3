"""The completeness check of a whole site: sources from disk, pages from disk, nothing from the build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from course.completeness import Page, check_pages, count_blocks
from course.docs_folder import list_files, read_sources
from course.folder_pages import is_page
from course.keywords import mark_keywords
from course.page_blocks import Block, Blocks, read_page
from course.problem import Problem, display_path
from course.source import Source
from course.source_page import render_source


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, and what was found."""

    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    page_count: int
    block_counts: Counter[str]
    """Blocks of the sources, by kind."""

    def __str__(self) -> str:
        blocks = ", ".join(f"{count} {kind}" for kind, count in self.block_counts.most_common())
        found = f"{len(self.problems)} to mend" if self.problems else "nothing is missing"
        return f"{self.page_count} pages checked ({blocks or 'no blocks'}): {found}"


def check_site(
    docs_dir: Path,
    site_dir: Path,
    root: Path,
    *,
    keyword_headings: Sequence[str],
    url: str = "/",
    uris: Iterable[str] | None = None,
) -> Report:
    """The sources below `docs_dir` against the pages in `site_dir`, published at `url`.

    `uris` are the sources that have a page; without it, all Markdown files but hidden ones. Problems name
    files relative to `root`.
    """
    wanted = list(uris) if uris is not None else markdown_uris(docs_dir)
    sources, problems = read_sources(wanted, docs_dir, root)
    pages: list[Page] = []
    for source in sources:
        place = page_path(site_dir, source.uri)
        if place is None:
            what, why = f"its page is missing below {url}", "its readers find nothing"
            problems.append(Problem(source.path, 1, what, why, "build again", "page-missing"))
            continue
        pages.append(_page(source, place, site_dir, url, keyword_headings))
    problems += check_pages(pages, display_path(docs_dir, root))
    return Report(tuple(sorted(problems)), len(pages), count_blocks(pages))


def is_site(folder: Path) -> bool:
    """Whether `folder` holds a built site: pages at its top or one folder below."""
    return (folder / "index.html").is_file() or any(folder.glob("*/index.html"))


def language_folders(site_dir: Path, docs_dir: Path) -> list[tuple[Path, Path, str]]:
    """Folders of sources, of their pages, and the address of these: one for each language, or just one.

    A site that has its styles and scripts right inside it is one language's.
    """
    own = site_dir / docs_dir.name
    if own.is_dir() and not (docs_dir / docs_dir.name).exists():
        return [(docs_dir, own, f"/{docs_dir.name}/")]
    found = [] if (site_dir / "assets").is_dir() else sorted(docs_dir.iterdir())
    languages = [folder for folder in found if (site_dir / folder.name / "index.html").is_file()]
    if not languages:
        return [(docs_dir, site_dir, "/")]
    return [(folder, site_dir / folder.name, f"/{folder.name}/") for folder in languages]


def merge_reports(reports: Sequence[Report]) -> Report:
    """Several languages' reports as one."""
    problems = sorted(problem for report in reports for problem in report.problems)
    counts = sum((report.block_counts for report in reports), Counter[str]())
    return Report(tuple(problems), sum(report.page_count for report in reports), counts)


def markdown_uris(docs_dir: Path) -> list[str]:
    """The Markdown files of a docs folder that a site has pages for: none below a hidden folder."""
    return [
        uri
        for uri in list_files(docs_dir)
        if is_page(uri) and not any(part.startswith(".") for part in uri.split("/"))
    ]


def page_path(site_dir: Path, uri: str) -> Path | None:
    """The page made from the source `uri`, wherever site generators put it; None where there is none."""
    stem = uri.rpartition(".")[0]
    folder, name = stem.rpartition("/")[::2]
    places = [f"{stem}/index.html", f"{stem}.html"]
    if name.lower() in ("readme", "index"):
        places.insert(0, f"{folder}/index.html" if folder else "index.html")
    return next((path for place in places if (path := site_dir / place).is_file()), None)


def _page(source: Source, place: Path, site_dir: Path, url: str, keyword_headings: Sequence[str]) -> Page:
    address = url + place.relative_to(site_dir).as_posix().removesuffix("index.html")
    found = Blocks(read_page(place.read_bytes())).found
    return Page(
        source.path,
        address,
        mark_keywords(read_expected(source.text), keyword_headings),
        mark_keywords(found, keyword_headings),
    )


def read_expected(text: str) -> list[Block]:
    """The blocks that a page made from the Markdown `text` must hold, each with its line."""
    return Blocks(html.fragment_fromstring(render_source(text), create_parent="div")).found
