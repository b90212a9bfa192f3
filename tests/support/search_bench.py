"""The search bench: queries drawn from a course's headings, asked through the search dialog in Chromium.

``PYTHONPATH=hooks:tests python -m support.search_bench FOLDER…`` builds each folder of Markdown, draws 80
queries of each kind, and prints how much of what is right stands among the first five results: over all
pages, and over sessions alone. It ends with 1 below `GOALS`. ``--seed`` draws others, ``--index`` asks
without the dialog.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from playwright.sync_api import Page, sync_playwright

from build import build_pages
from course.publish.request import BuildOptions, BuildRequest
from support.courses import ROOT
from support.pages import launched, opened, served
from support.search_index import read_entries, read_part
from support.search_queries import KINDS, Drawn, Heading, draw_queries

#: Drawn anew for each release, so that the search is not made for its bench.
SEED = 20261129
#: Least recall among the first five: over sessions, over all pages, of each kind over all pages.
GOALS = (0.97, 0.95, 0.9)
_FIRST = 5

#: JavaScript: opens the search by its button, which a phone shows alone.
#: (Playwright's own waiting evaluates text, which a page's policy may forbid.)
_OPEN = """async () => {
  document.querySelector(".md-header__button[for=__search]").click()
  while (!window.courseSearch) await new Promise(resolve => setTimeout(resolve, 20))
}"""
#: JavaScript: the pages that the dialog shows for a query, as it has first drawn them, and how long it took.
ASK_DIALOG = """async query => {
  const field = document.querySelector(".md-search__input")
  const typed = text => new Promise(resolve => {
    if (field.value === text) return resolve()
    new MutationObserver((_, observer) => {
      observer.disconnect()
      setTimeout(resolve)
    }).observe(document.querySelector(".md-search-result__meta"), { childList: true })
    field.value = text
    field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }))
  })
  field.focus()
  await typed("")
  const start = performance.now()
  await typed(query)
  const links = document.querySelectorAll(".md-search-result__item > a:first-child")
  return [[...links].map(link => link.href.split(/[?#]/)[0]), performance.now() - start]
}"""
#: The same of the index: all pages that are found.
ASK_INDEX = """async query => {
  const start = performance.now()
  const { items } = await window.courseSearch.find(query)
  const pages = items.map(each => each.find(({ location }) => !location.includes("#")).location)
  return [pages.map(page => new URL(page, document.baseURI).href), performance.now() - start]
}"""


@dataclass(frozen=True)
class Answer:
    """What was found for a query."""

    query: Drawn
    pages: tuple[str, ...]
    milliseconds: float

    def recall(self, among: Collection[str] | None = None) -> float | None:
        """Share of the right pages in the first five; of those `among` alone, None where none is right."""
        right = self.query.pages if among is None else self.query.pages & set(among)
        found = [page for page in self.pages if among is None or page in among][:_FIRST]
        return len(right & set(found)) / min(len(right), _FIRST) if right else None


def ask(page: Page, home: str, queries: Sequence[Drawn], script: str = ASK_DIALOG) -> list[Answer]:
    """What `script` finds for each query; `page` is a page of the site at `home`, its scripts done."""
    answers = []
    for query in queries:
        found, milliseconds = page.evaluate(script, query.text)
        answers.append(Answer(query, tuple(each.removeprefix(home) for each in found), milliseconds))
    return answers


def open_search(page: Page, home: str) -> None:
    """Open the front page, and the search in it."""
    page.goto(home)
    page.wait_for_load_state("networkidle")
    page.evaluate(_OPEN)


def recall_of(answers: Sequence[Answer], kind: str = "", among: Collection[str] | None = None) -> float:
    """Mean recall of a kind of queries, or of all; 1 where there are none."""
    each = [answer.recall(among) for answer in answers if kind in ("", answer.query.kind)]
    return fmean([recall for recall in each if recall is not None] or [1.0])


def queries_of(site_dir: Path, seed: int, count: int = 80) -> list[Drawn]:
    """Queries drawn from the headings of a built site."""
    entries = read_entries(site_dir)
    headings = [Heading(each.location.partition("#")[0], each.title) for each in entries]
    return draw_queries(headings, (f"{each.title} {each.text}" for each in entries), seed, count)


def sessions_of(site_dir: Path) -> set[str]:
    """The addresses of the sessions; of a course without any, of all pages that are no folder's."""
    pages = read_part(site_dir / "search/index.js")["pages"]
    folders = {address.rstrip("/").rpartition("/")[0] + "/" for address, *_ in pages} | {""}
    sessions = {address for address, _, _, is_session in pages if is_session}
    return sessions or {address for address, *_ in pages if address not in folders}


def build(docs_dir: Path, site_dir: Path) -> None:
    """Build a folder of Markdown, whatever is wrong with it."""
    options = BuildOptions(strict=False, loudness="quiet")
    assert build_pages(BuildRequest(ROOT / "mkdocs.yml", site_dir, docs_dir=docs_dir, options=options))


def report(answers: Sequence[Answer], sessions: Collection[str]) -> Iterator[str]:
    """Lines with the recall of all kinds, and the queries that lost most."""
    took = [answer.milliseconds for answer in answers]
    yield f"{len(answers)} queries, {median(took):.0f} ms, at most {max(took):.0f}"
    sums = recall_of(answers, among=sessions), recall_of(answers)
    yield f"recall@5 {sums[0]:.3f} over sessions, {sums[1]:.3f} over all pages"
    for kind in KINDS:
        count = sum(answer.query.kind == kind for answer in answers)
        sums = recall_of(answers, kind, sessions), recall_of(answers, kind)
        yield f"  {kind:9} {sums[0]:.3f} {sums[1]:.3f}  of {count}"
    lost = sorted((answer.recall() or 0, answer.query.text) for answer in answers)
    yield "  lost: " + ", ".join(f"{text} {recall:.1f}" for recall, text in lost if recall < 1)


def is_good(answers: Sequence[Answer], sessions: Collection[str]) -> bool:
    """Whether `GOALS` are reached."""
    kinds = min(recall_of(answers, kind) for kind in KINDS)
    reached = recall_of(answers, among=sessions), recall_of(answers), kinds
    return all(value >= goal for value, goal in zip(reached, GOALS, strict=True))


def measure(docs_dir: Path, seed: int, script: str) -> bool:
    """Build, ask and print; whether the goals are reached."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        site_dir = Path(folder, "site")
        build(docs_dir, site_dir)
        queries, sessions = queries_of(site_dir, seed), sessions_of(site_dir)
        with served(site_dir) as home, opened(launched(driver)) as (page, _):
            open_search(page, home)
            answers = ask(page, home, queries, script)
    print(f"{docs_dir.name}, seed {seed}:", *report(answers, sessions), sep="\n")
    return is_good(answers, sessions)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--index", action="store_true")
    given = parser.parse_args()
    script = ASK_INDEX if given.index else ASK_DIALOG
    good = [measure(folder.resolve(), given.seed, script) for folder in given.folders]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
