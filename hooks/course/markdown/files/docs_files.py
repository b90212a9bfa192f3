"""The files of a docs folder: which there are, whether each can be read and has an address of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from pathspec import GitIgnoreSpec

from course.markdown.files.folder_pages import is_own_page, is_page
from course.markdown.files.paths import fold_path
from course.markdown.files.source import Source, read_source
from course.markdown.reading.instructor import is_for_instructor
from course.problems.problem import CourseError, Problem, display_path


def list_files(docs_dir: Path, *, instructor: bool = False) -> list[str]:
    """URIs of all files below `docs_dir`, sorted; with `instructor`, files for the lecturer alone too.

    Links to folders are followed, as MkDocs does, unless they lead round in a circle.
    """
    walked = _walk(docs_dir, [])
    uris = (Path(folder, name).relative_to(docs_dir).as_posix() for folder, names in walked for name in names)
    return sorted(uri for uri in uris if instructor or not is_for_instructor(uri))


def _walk(docs_dir: Path, circles: list[Path]) -> Iterator[tuple[str, list[str]]]:
    """Every folder below `docs_dir` with its files; links to a folder that holds them go into `circles`."""
    for folder, inner, names in os.walk(docs_dir, followlinks=True):
        for link in [link for name in inner if (link := Path(folder, name)).is_symlink()]:
            way = [docs_dir, *(above for above in link.parents if docs_dir in above.parents)]
            if link.resolve() in {above.resolve() for above in way}:
                inner.remove(link.name)
                circles.append(link)
        yield folder, names


def check_paths(docs_dir: Path, root: Path) -> list[Problem]:
    """A Problem for each path below `docs_dir` at which MkDocs would fail: a link to a folder that holds the
    link, or a name that is not UTF-8 or has a line break.
    """
    circles: list[Path] = []
    files = [Path(folder, name) for folder, names in _walk(docs_dir, circles) for name in names]
    unnamed = [path for path in files if _NOT_IN_NAMES.search(path.relative_to(docs_dir).as_posix())]
    return sorted(
        [
            *(_path_problem(path, docs_dir, root, *_CIRCLE) for path in circles),
            *(_path_problem(path, docs_dir, root, *_UNNAMED) for path in unnamed),
        ]
    )


#: Control characters, and how Python has bytes that are not UTF-8.
_NOT_IN_NAMES = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


_CIRCLE = (
    "the link leads to a folder that holds it",
    "whoever follows it never comes to an end",
    "take it out",
)


_UNNAMED = (
    "the name of the file is not UTF-8, or holds a line break",
    "no address can be made of it",
    "give the file another name",
)


def _path_problem(path: Path, docs_dir: Path, root: Path, what: str, why: str, mend: str) -> Problem:
    """A Problem of the file or link at `path`; a link is named by its own name, not by what it leads to."""
    uri = path.relative_to(docs_dir).as_posix()
    shown = _NOT_IN_NAMES.sub("\ufffd", uri)
    return Problem(f"{display_path(docs_dir, root)}/{shown}", 1, what, why, mend, "file-unreadable")


def usual_addresses(docs_dir: Path, excluded: str = "", *, instructor: bool = False) -> dict[str, str]:
    """The files of a site by URI, and the path in the site that MkDocs gives each; hidden files are left out.

    ``a.md`` becomes ``a/index.html``, a folder's README or index its ``index.html``. `excluded` are patterns
    of files that are left out too, a line each, as in ``.gitignore``; `instructor` is as for `list_files`.
    """
    patterns = GitIgnoreSpec.from_lines([".*", *excluded.splitlines()])
    uris = [uri for uri in list_files(docs_dir, instructor=instructor) if not patterns.match_file(uri)]
    return {uri: _usual_site_path(PurePosixPath(uri)) if is_page(uri) else uri for uri in uris}


def _usual_site_path(path: PurePosixPath) -> str:
    return str((path.parent if is_own_page(str(path)) else path.with_suffix("")) / "index.html")


def read_sources(uris: Iterable[str], docs_dir: Path, root: Path) -> tuple[list[Source], list[Problem]]:
    """The pages that can be read, and a Problem for every other."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for uri in uris:
        try:
            sources.append(read_source(docs_dir / uri, docs_dir, root))
        except CourseError as error:
            problems += error.problems
        except OSError as error:
            shown, why = display_path(docs_dir / uri, root), (error.strerror or "it cannot be opened").lower()
            what, mend = "the file cannot be read", "mend the link or the rights, or delete it"
            problems.append(Problem(shown, 1, what, why, mend, "file-unreadable"))
    return sources, problems


def check_addresses(addresses: Mapping[str, str], docs_path: str) -> list[Problem]:
    """A Problem for every file whose path in the site another file has already.

    `addresses` gives, by URI, each file's path in the site; `docs_path` is the folder as Problems name it.
    Paths that differ only in case, or in how Hangul is composed, are one: some systems cannot hold both.
    """
    first: dict[str, str] = {}
    problems = []
    for uri, site_path in addresses.items():
        other = first.setdefault(fold_path(site_path), uri)
        if other != uri:
            address = "/" + site_path.removesuffix("index.html")
            what = f"this file and {docs_path}/{other} want the same address, {address}"
            why, mend = "only one of them can be published", "rename one, or move its text into the other"
            problems.append(Problem(f"{docs_path}/{uri}", 1, what, why, mend, "same-address"))
    return problems


def markdown_uris(docs_dir: Path, *, instructor: bool = False) -> list[str]:
    """The Markdown files of a docs folder that a site has pages for: none below a hidden folder."""
    return [
        uri
        for uri in list_files(docs_dir, instructor=instructor)
        if is_page(uri) and not any(part.startswith(".") for part in uri.split("/"))
    ]


def page_path(site_dir: Path, uri: str) -> Path | None:
    """The file of the page made from the source `uri`; None where `site_dir` has none.

    Site generators differ: ``a.md`` may be ``a/index.html`` or ``a.html``.
    """
    stem = uri.rpartition(".")[0]
    folder = stem.rpartition("/")[0]
    site_paths = [f"{stem}/index.html", f"{stem}.html"]
    if is_own_page(uri):
        site_paths.insert(0, f"{folder}/index.html" if folder else "index.html")
    return next((path for site_path in site_paths if (path := site_dir / site_path).is_file()), None)
