"""The files of a docs folder: which there are, whether each can be read and has an address of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path

from pathspec import GitIgnoreSpec

from course.kept import Store
from course.markdown.files.folder_pages import is_own_page, is_page
from course.markdown.files.paths import fold_path
from course.markdown.files.reserved import is_reserved, where_folders_are
from course.markdown.files.running import is_data, is_unsound, runs_by_name, why_running
from course.markdown.files.shared_addresses import keeper_of, share_addresses, usual_site_path
from course.markdown.files.source import Source, read_source
from course.markdown.files.walking import LeftOut, walk_docs
from course.markdown.links.file_types import is_download, is_shown
from course.markdown.reading.publication import (
    DRAFT,
    Publication,
    hidden_pages,
    original_publication,
    publication_at,
    waiting_pages,
)
from course.problems.problem import ACCEPTED, CourseError, Problem, display_path


def list_files(docs_dir: Path, *, instructor: bool = False) -> list[str]:
    """URIs of all files below `docs_dir` that may be opened, sorted; with `instructor`, the lecturer's too.

    Links are followed inside the Git work tree alone: see `course.markdown.files.walking`. Files of XML in
    which something would run are not among them, nor is the list of accepted Problems, nor pages not yet out.
    """
    walked = walk_docs(docs_dir)
    hidden = {ACCEPTED, *hidden_pages(docs_dir, filter(is_page, walked.files))}
    hidden |= frozenset() if instructor else walked.for_instructor
    return [uri for uri in walked.files if uri not in hidden and not _why_hidden_run(docs_dir, uri)]


def waiting_files(docs_dir: Path) -> dict[str, str]:
    """The pages below `docs_dir` that are not out yet, by URI, each with the day that it comes out.

    That of a draft is `course.markdown.reading.publication.DRAFT`, which sorts behind all days.
    """
    waiting = waiting_pages(docs_dir, filter(is_page, walk_docs(docs_dir).files))
    return {uri: each.waits_until for uri, each in waiting.items()}


def hidden_files(docs_dir: Path) -> frozenset[str]:
    """The pages below `docs_dir` that are not out yet and that nobody looks at now."""
    return frozenset(hidden_pages(docs_dir, filter(is_page, walk_docs(docs_dir).files)))


def _why_hidden_run(docs_dir: Path, uri: str) -> str:
    """What runs in a file whose name does not say so; links to others are told by their endings."""
    try:
        return "" if runs_by_name(uri) else why_running(docs_dir / uri, uri)
    except OSError as error:
        return error.strerror or "it cannot be opened"


def check_files(docs_dir: Path, root: Path, excluded: str = "", *, instructor: bool = False) -> list[Problem]:
    """A Problem for each file, folder and link below `docs_dir` that is not published, but for hidden ones.

    `excluded` are patterns as for `usual_addresses`; where no build can begin, they count for nothing.
    """
    walked, is_excluded = walk_docs(docs_dir), _patterns(excluded)
    left_out = [each for each in walked.left_out if each.stops or not is_excluded(each.uri)]
    hidden = frozenset() if instructor else walked.for_instructor
    looked_at = [uri for uri in walked.files if uri not in hidden and not is_excluded(uri)]
    running = filter(None, (_running(docs_dir, uri) for uri in looked_at))
    faults = [_of_publication(uri, docs_dir, root) for uri in looked_at if is_page(uri)]
    told = [_problem(each, docs_dir, root) for each in [*left_out, *running]]
    return sorted([*told, *filter(None, faults)])


def _of_publication(uri: str, docs_dir: Path, root: Path) -> Problem | None:
    """A Problem of front matter that cannot be read, or does not say when the page comes out."""
    said = publication_at(docs_dir / uri)
    path = f"{display_path(docs_dir, root)}/{uri}"
    if not said.fault:
        return _ahead_of_original(said, original_publication(docs_dir, uri), path)
    if said.waits_until:
        mend = "write draft: true, or publish: and a day such as 2026-12-01, or take the line out"
        why = "nobody can say when the page is to come out, so it is kept back"
        return Problem(path, said.line, said.fault, why, mend, "publish-unclear")
    mend = "put values with : or # or [ in quotes, and each name on a line of its own"
    return Problem(path, said.line, said.fault, "its readers see it as text", mend, "front-matter-broken")


def _ahead_of_original(said: Publication, original: Publication, path: str) -> Problem | None:
    """A hint at a translation that says it comes out before its original does, as it will not."""
    if not said.is_stated or said.waits_until >= original.waits_until or not original.waits():
        return None
    what = f"the translation is to be out {said.waits_until or 'now'}, before its original"
    until = "is a draft" if original.waits_until == DRAFT else f"comes out {original.waits_until}"
    mend = "write the same draft or publish line in both, or take the translation's out"
    return Problem(
        path, 2, what, f"its original {until}, and it waits for that", mend, "publish-unclear", level="hint"
    )


def check_paths(docs_dir: Path, root: Path) -> list[Problem]:
    """A Problem for each path below `docs_dir` at which MkDocs would fail, never end, or look elsewhere."""
    return sorted(_problem(each, docs_dir, root) for each in walk_docs(docs_dir).left_out if each.stops)


def _running(docs_dir: Path, uri: str) -> LeftOut | None:
    """`uri` as left out where a browser would run what is in it."""
    try:
        reason = why_running(docs_dir / uri, uri)
    except OSError:
        return None  # changed since the folder was looked through
    if not reason:
        return None
    what, code = (
        f"the file is not published: {reason}",
        "file-unpublished" if is_data(uri, reason) else "file-runs",
    )
    if is_unsound(reason):
        mend = "mend its XML, offer it in a .zip, or keep it out with exclude_docs"
        return LeftOut(uri, what, "nobody can say whether a browser would run something in it", mend, code)
    mend = "offer it in a .zip, keep it out with exclude_docs, or take out what runs"
    return LeftOut(uri, what, "it could act in its readers' name", mend, code)


def _problem(each: LeftOut, docs_dir: Path, root: Path) -> Problem:
    """A Problem of the file or link; a link is named by its own name, not by what it leads to."""
    path = f"{display_path(docs_dir, root)}/{each.uri}".rstrip("/")
    return Problem(path, 1, each.what, each.why, each.mend, each.code)


def _patterns(excluded: str) -> Callable[[str], bool]:
    """A test whether a file is hidden, or one of the `excluded`."""
    return GitIgnoreSpec.from_lines([".*", *excluded.splitlines()]).match_file


def usual_addresses(docs_dir: Path, excluded: str = "", *, instructor: bool = False) -> dict[str, str]:
    """The files of a site by URI, and the path in the site of each; hidden files are left out.

    ``a.md`` becomes ``a/index.html``, a folder's README or index its ``index.html``, and where two pages want
    one path, one of them moves: see `course.markdown.files.shared_addresses`. `excluded` are patterns
    of files that are left out too, a line each, as in ``.gitignore``; `instructor` is as for `list_files`.
    """
    is_excluded = _patterns(excluded)
    uris = [uri for uri in list_files(docs_dir, instructor=instructor) if not is_excluded(uri)]
    return share_addresses({uri: usual_site_path(uri) if is_page(uri) else uri for uri in uris})


def read_sources(
    uris: Iterable[str],
    docs_dir: Path,
    root: Path,
    quiz_headings: Sequence[str] = (),
    kept: Store | None = None,
) -> tuple[list[Source], list[Problem]]:
    """The pages that can be read, and a Problem for every other; all but `uris` is as for `read_source`."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for uri in uris:
        try:
            sources.append(read_source(docs_dir / uri, docs_dir, root, quiz_headings, kept))
        except CourseError as error:
            problems += error.problems
        except OSError as error:
            shown, why = display_path(docs_dir / uri, root), (error.strerror or "it cannot be opened").lower()
            what, mend = "the file cannot be read", "mend the link or the rights, or delete it"
            problems.append(Problem(shown, 1, what, why, mend, "file-unreadable"))
    return sources, problems


def check_addresses(
    addresses: Mapping[str, str],
    docs_path: str,
    theme_dirs: Sequence[Path] = (),
    download_types: Collection[str] = (),
) -> list[Problem]:
    """A Problem for every file whose path in the site another file has, or would have but for its moving.

    `addresses` gives, by URI, each file's path in the site; `docs_path` is the folder as Problems name it;
    in `theme_dirs` are the files that the product brings; files of `download_types` are published. Paths that
    differ only in case, or in how Hangul is composed, are one: some systems cannot hold both.
    """
    first: dict[str, str] = {}
    problems = []
    on_folders = where_folders_are(addresses, download_types)
    for uri, site_path in addresses.items():
        what = ""
        if is_reserved(site_path, theme_dirs):
            what = f"the product has a file of its own at this address, /{site_path}"
        elif uri in on_folders:
            what = f"other pages have their folder at this address, /{site_path}"
        if what:
            why, mend = "this file is not published", "give it another name"
            problems.append(_clash(uri, docs_path, what, why, mend))
    for uri, site_path in addresses.items():
        if keeper := keeper_of(uri, addresses):
            problems.append(_moved(uri, site_path, keeper, docs_path))
        if not _is_published(uri, download_types):
            continue
        other = first.setdefault(fold_path(site_path), uri)
        if other != uri:
            address = "/" + site_path.removesuffix("index.html")
            what = f"this file and {docs_path}/{other} want the same address, {address}"
            why, mend = "only one of them can be published", "rename one, or move its text into the other"
            problems.append(_clash(uri, docs_path, what, why, mend))
    return problems


def _clash(uri: str, docs_path: str, what: str, why: str, mend: str) -> Problem:
    """A Problem of a file without an address: an error where that is a page, for then its text is missing."""
    level = "error" if is_page(uri) else ""
    return Problem(f"{docs_path}/{uri}", 1, what, why, mend, "same-address", level)


def _is_published(uri: str, download_types: Collection[str]) -> bool:
    wanted = is_shown(uri) or is_download(uri, download_types)
    return is_page(uri) or (wanted and not runs_by_name(uri))


def published_files(
    addresses: Mapping[str, str], theme_dirs: Sequence[Path], download_types: Collection[str]
) -> list[str]:
    """URIs of the files, other than pages, that a site of these `addresses` has, sorted."""
    return sorted(
        uri
        for uri, site_path in addresses.items()
        if not is_page(uri) and _is_published(uri, download_types) and not is_reserved(site_path, theme_dirs)
    )


def _moved(uri: str, site_path: str, keeper: str, docs_path: str) -> Problem:
    """A Problem of the page `uri`, which is at `site_path` because `keeper` has its usual address."""
    what = f"{docs_path}/{keeper} has the address that this file would have"
    why = f"this one is at /{site_path.removesuffix('index.html')} instead"
    mend = "rename one of them if that will not do; links lead to each"
    return Problem(f"{docs_path}/{uri}", 1, what, why, mend, "address-moved")


def markdown_uris(docs_dir: Path, *, instructor: bool = False) -> list[str]:
    """The Markdown files of a docs folder that a site has pages for: none below a hidden folder."""
    return [
        uri
        for uri in list_files(docs_dir, instructor=instructor)
        if is_page(uri) and not any(part.startswith(".") for part in uri.split("/"))
    ]


def page_path(site_dir: Path, uri: str, moved: Mapping[str, str] | None = None) -> Path | None:
    """The file of the page made from the source `uri`; None where `site_dir` has none.

    `moved` are the `moved_pages` of the course. Site generators differ: ``a.md`` may be ``a/index.html`` or
    ``a.html``.
    """
    stem = uri.rpartition(".")[0]
    folder = stem.rpartition("/")[0]
    site_paths = [f"{stem}/index.html", f"{stem}.html"]
    if is_own_page(uri):
        site_paths.insert(0, f"{folder}/index.html" if folder else "index.html")
    if elsewhere := (moved or {}).get(uri):
        site_paths[:0] = [elsewhere, elsewhere.replace("/index.html", ".html")]
    return next((path for site_path in site_paths if (path := site_dir / site_path).is_file()), None)
