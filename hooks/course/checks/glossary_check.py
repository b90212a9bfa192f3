"""The glossary's page against the sources: every entry there, none twice, none that no session has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from course.checks.course_sources import lent_files
from course.checks.site_check import Report
from course.kept import CACHE, Store, code_key, digest, key_of
from course.markdown.files.docs_files import markdown_uris, page_path, read_sources, usual_addresses
from course.markdown.files.free_uris import glossary_uri
from course.markdown.html.tree import Element
from course.markdown.reading.page_blocks import fold, read_article, shown_text
from course.model.sessions.course_tree import parse_course
from course.model.terms.terms import Definition, Term, glossary_terms
from course.problems.problem import Problem, display_path
from course.settings.course_settings import Settings

#: A term and one of its definitions, both folded: what tells one entry from another.
Entry = tuple[str, str]


def check_glossary_page(
    docs_dir: Path,
    site_dir: Path,
    root: Path,
    *,
    settings: Settings,
    url: str = "/",
    uris: Iterable[str] | None = None,
) -> Report:
    """What the glossary in `site_dir`, published at `url`, lacks of the sources' keywords, or has too much.

    `uris` are the sources that have a page, as for `check_site`.
    """
    wanted = list(uris) if uris is not None else markdown_uris(docs_dir)
    sources, _ = read_sources(wanted, docs_dir, root, settings.quiz_headings)
    kept = Store(root / CACHE)
    course = parse_course(sources, settings, kept)
    keywords = [(each.term, each.definition) for session in course.sessions for each in session.keywords]
    if not keywords:
        return Report((), 0, Counter())
    uri = glossary_uri(usual_addresses(docs_dir).values(), lent_files(root, docs_dir))
    page_file = page_path(site_dir, uri)
    address = url + uri.removesuffix(".md") + "/"
    content = page_file.read_bytes() if page_file else b""
    sound = key_of("glossary", code_key(), keywords, digest(content))
    if known := kept.get(sound):
        return Report((), 1, Counter({"glossary entry": int(known)}))
    terms = glossary_terms(course, ())
    expected = {_key(term, each): each for term in terms for each in term.definitions}
    if not expected:
        return Report((), 0, Counter())
    if page_file is None:
        what, why = f"the glossary is missing from {address}", f"{len(expected)} entries have no page"
        path = display_path(docs_dir, root)
        problem = Problem(path, 1, what, why, "build again", "glossary-missing")
        return Report((problem,), 0, Counter())
    shown = list(read_entries(read_article(content)))
    problems = sorted(_differences(expected, Counter(shown), address))
    if not problems:  # what is wrong is told with lines, which may be others the next time
        kept.put(sound, str(len(expected)).encode())
    return Report(tuple(problems), 1, Counter({"glossary entry": len(expected)}))


def _key(term: Term, definition: Definition) -> Entry:
    return fold(term.name).casefold(), fold(definition.text).casefold()


def read_entries(page: Element) -> Iterator[Entry]:
    """The term and the definition of every entry that a reader of the page sees, folded.

    An entry holds its term's heading, then its one definition, or several in boxes of their own.
    """
    for part in page.iter():
        entries = part.children if "glossary__part" in part.classes else ()
        for entry in entries:
            headings = [inner for inner in entry.children if inner.tag == "h2"]
            if headings and shown_text(entry):
                term = "".join(map(shown_text, headings))
                boxes = [inner for inner in entry.children if "glossary__definition" in inner.classes]
                for box in boxes or [entry]:
                    yield fold(term).casefold(), fold(_definition(box)).casefold()


def _definition(box: Element) -> str:
    """The text in `box` without the heading and the links to sessions: a definition itself has none."""
    parts = box.parts if shown_text(box) else []
    return "".join(shown_text(part) for part in parts if isinstance(part, str) or part.tag not in ("h2", "a"))


def _differences(
    expected: Mapping[Entry, Definition], shown: Counter[Entry], address: str
) -> Iterator[Problem]:
    mend = "build again; if it stays, tell who maintains the site's code"
    for key, definition in expected.items():
        keyword, path = definition.keyword, definition.session.path
        what = f"the entry “{keyword.term}” "
        if not shown[key]:
            what, why = what + f"is missing from {address}", "its definition is not in the glossary"
            yield Problem(path, keyword.line, what, why, mend, "glossary-lost")
        elif shown[key] > 1:
            what, why = what + f"is in {address} {shown[key]} times", "one entry is enough"
            yield Problem(path, keyword.line, what, why, mend, "glossary-twice")
    strangers = [key for key in shown if key not in expected]
    if strangers:
        first = next(iter(expected.values()))
        what = f"{address} has an entry that no session has, “{strangers[0][0][:24]}”"
        why = "the glossary says what no session says"
        yield Problem(first.session.path, 1, what, why, mend, "glossary-extra")
