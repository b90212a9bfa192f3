"""A book that was made before against today's sources: ``run.py check FILE.epub``."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from course.checks.course_sources import Checked
from course.markdown.files.docs_files import read_sources
from course.model.built_language import read_language
from course.model.editions import Edition, chosen_editions
from course.problems.problem import Problem
from course.problems.progress import counted
from course.publish.book.package import FIRST, FOLDER, MIMETYPE, PACKAGE, PAGES, SOURCE
from course.publish.book.proof import check_book, check_chapter
from course.publish.book.xhtml import XHTML

_NOWHERE = Path("nowhere")  # nothing is built here


def check_old_book(path: Path, docs_dir: Path | None) -> Checked:
    """What the book at `path` lacks of its sources, and what in it does not fit together."""
    root, shown = Path.cwd(), path.as_posix()
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            files = {name: archive.read(name) for name in names}
        package = etree.fromstring(files[f"{FOLDER}/{PACKAGE}"])
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError) as error:
        why = f"it cannot be read ({error})"
        return Checked((_problem(shown, f"{path.name} is no book of this course", why),), "nothing checked")
    problems = []
    if names[0] != FIRST or files.pop(FIRST, b"") != MIMETYPE:
        problems.append(_problem(shown, f"{path.name} does not begin with its kind", "readers refuse it"))
    of = dict(_sources(files))
    spine = [each.get("idref") for each in package.iter("{*}itemref")]
    listed = {each.get("id"): f"{FOLDER}/{each.get('href')}" for each in package.iter("{*}item")}
    chapters = [at for each in spine if (at := listed.get(each, "")).startswith(f"{FOLDER}/{PAGES}/")]
    problems += check_book(files, chapters, shown)
    language = package.findtext(".//{http://purl.org/dc/elements/1.1/}language") or ""
    edition = _edition(chosen_editions(root, docs_dir), language)
    built = read_language(edition, _NOWHERE)
    there = [uri for uri in of.values() if (edition.docs_dir / uri).is_file()]
    read, _ = read_sources(there, edition.docs_dir, root, built.settings.quiz_headings)
    sources = {source.uri: source for source in read}
    for at in [each for each in of if each not in chapters]:
        problems.append(_problem(shown, f"{at} is no chapter of the book", "nobody reads it"))
    for at, uri in of.items():
        if uri in sources:
            problems += check_chapter(sources[uri], files, at, path.name, built)
        else:
            problems.append(
                _problem(shown, f"{at} is of {uri}, which is not there", "it was moved or removed")
            )
    return Checked(tuple(sorted(problems)), f"{counted(len(of), 'chapter')} checked")


def _sources(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each page of the book that says which source it is of."""
    for path, content in files.items():
        if path.startswith(f"{FOLDER}/{PAGES}/"):
            try:
                root = etree.fromstring(content)
            except etree.XMLSyntaxError:
                continue  # it is told by `check_book`
            for meta in root.iter(f"{{{XHTML}}}meta"):
                if meta.get("name") == SOURCE:
                    yield path, meta.get("content", "")


def _edition(editions: list[Edition], language: str) -> Edition:
    return next((each for each in editions if each.language.code == language), editions[0])


def _problem(path: str, what: str, why: str) -> Problem:
    return Problem(path, 1, what, why, "export the book again", "export-reference")
