"""``run.py check SITE --browser``: a Problem for every block that no reader can see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from course.checks.built_check import page_uris
from course.checks.completeness import excerpt
from course.checks.seen.browser import find_browser
from course.checks.seen.looks import Look
from course.checks.seen.marked import MarkedPage, lines_of, mark_page
from course.checks.seen.window import ARGUMENTS, Unseen, look_at
from course.checks.site_check import read_expected
from course.markdown.files.docs_files import page_path, read_sources
from course.model.site_folders import language_folders
from course.problems.codes import KIND_NAMES
from course.problems.problem import NotThereError, Problem, display_path

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_MEND = "look in a browser at what the style sheets, scripts and neighbours there do"


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page to look at."""

    path: str
    """The file that a Problem names: its source, or where it has none, the page itself."""
    marked: MarkedPage
    lines: tuple[int, ...]
    """For each block of the page, the line in that file."""


@dataclass(frozen=True, slots=True)
class SeenReport:
    """What was looked at, and what cannot be seen."""

    problems: tuple[Problem, ...]
    """Sorted by file and line."""
    page_count: int
    block_count: int
    looks: tuple[Look, ...]

    def __str__(self) -> str:
        pages = f"{self.page_count} page{'' if self.page_count == 1 else 's'}"
        looks = "; ".join(look.name for look in self.looks)
        verdict = f"{len(self.problems)} to mend" if self.problems else "all can be seen"
        return f"{pages} looked at ({self.block_count} blocks; {looks}): {verdict}"


def check_seen(
    site_dir: Path, docs_dir: Path | None, looks: Sequence[Look], *, instructor: bool = False
) -> SeenReport:
    """What of the built site in `site_dir` cannot be seen, in any of `looks`.

    Raises NotThereError where there is no browser, or nothing to drive it, or where the browser ends early.
    """
    if find_spec("playwright") is None:
        raise NotThereError(
            "what drives the browser is not installed; run.py check SITE --browser brings it, "
            "as does pip install -r requirements-browser.txt"
        )
    path = find_browser()
    if path is None:
        raise NotThereError(
            "there is no browser; install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one that starts"
        )
    from playwright.sync_api import Error, sync_playwright

    pages = read_pages(site_dir, docs_dir, instructor=instructor)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
            return check_in(browser, site_dir, pages, looks)
    except Error as error:
        said = error.message.strip().splitlines()[0] if error.message.strip() else "no reason given"
        raise NotThereError(
            f"the browser {path} does not do it: {said}; set CHROMIUM_PATH to another"
        ) from error


def check_in(
    browser: Browser, site_dir: Path, pages: dict[str, SitePage], looks: Sequence[Look]
) -> SeenReport:
    """What cannot be seen of `pages`, which `read_pages` has read from `site_dir`."""
    found = look_at(browser, site_dir, {address: page.marked for address, page in pages.items()}, looks)
    problems = sorted(_problems(found, pages))
    count = sum(len(page.marked.blocks) for page in pages.values())
    if not count:
        what = f"{len(pages)} pages and 0 blocks were looked at"
        why, mend = "a check of nothing proves nothing", "name a built site, and its sources with --docs"
        problems.append(Problem(site_dir.as_posix(), 1, what, why, mend, "nothing-checked"))
    return SeenReport(tuple(problems), len(pages), count, tuple(looks))


def read_pages(site_dir: Path, docs_dir: Path | None, *, instructor: bool = False) -> dict[str, SitePage]:
    """The pages of the site in `site_dir` by their addresses below its root; first those with a source."""
    pages: dict[str, SitePage] = {}
    for docs, part, _ in language_folders(site_dir, docs_dir):
        sources, _unreadable = read_sources(page_uris(docs, instructor=instructor), docs, Path.cwd())
        for source in sources:
            if (page_file := page_path(part, source.uri)) is not None:
                marked = mark_page(page_file.read_bytes())
                lines = lines_of(marked.blocks, read_expected(source.text))
                pages[_address(page_file, site_dir)] = SitePage(source.path, marked, tuple(lines))
    for page_file in sorted(site_dir.rglob("*.html")):
        address = _address(page_file, site_dir)
        content = page_file.read_bytes()
        if address not in pages and page_file.name == "index.html" and b"<article" in content:
            marked = mark_page(content)
            pages[address] = SitePage(display_path(page_file, Path.cwd()), marked, (1,) * len(marked.blocks))
    return pages


def _address(page_file: Path, site_dir: Path) -> str:
    return quote(page_file.relative_to(site_dir).as_posix().removesuffix("index.html"))


def _problems(found: Iterable[Unseen], pages: dict[str, SitePage]) -> Iterator[Problem]:
    """One Problem for all blocks of a page that one thing hides, at the first of them."""
    looks: dict[tuple[str, int, str], list[Look]] = {}
    for address, number, look, why in found:
        looks.setdefault((address, number, why), []).append(look)
    alike: dict[tuple[str, str, tuple[Look, ...]], list[int]] = {}
    for (address, number, why), found_in in looks.items():
        alike.setdefault((address, why, tuple(found_in)), []).append(number)
    for (address, why, seen_in), numbers in alike.items():
        page = pages[address]
        first = min(numbers)
        block = page.marked.blocks[first]
        name = f"{KIND_NAMES[block.kind]} {excerpt(block)}".strip()
        others = len(set(numbers)) - 1
        more = f" and {others} more block{'' if others == 1 else 's'}" if others else ""
        what = f"{name}{more} cannot be seen in /{address} ({'; '.join(look.name for look in seen_in)})"
        yield Problem(page.path, page.lines[first], " ".join(what.split()), why, _MEND, "block-unseen")
