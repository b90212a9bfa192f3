"""The course's sources as a command finds them, without MkDocs: their folders, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course.checks.accepted import is_below, listed_path, sort_out
from course.checks.docs_folder import check_docs
from course.diagrams.build import start_drawer
from course.markdown.files.docs_files import hidden_files, list_files, read_sources, usual_addresses
from course.markdown.files.folder_pages import is_page
from course.markdown.files.reserved import theme_folders
from course.markdown.files.source import Source
from course.model.editions import read_editions, read_other_course
from course.problems.problem import CourseError, NotThereError, Problem
from course.settings.config import read_config
from course.settings.course_settings import Settings, check_settings, parse_settings
from course.settings.extra_settings import check_extra
from course.settings.words.read import WordsRead, words_of

_SETTINGS = Path("mkdocs.yml")


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """One folder of sources, and what of it is asked for."""

    docs_dir: Path
    only: frozenset[str] | None = None
    """URIs of the pages to look at; None for all."""
    instructor: bool = False
    """Whether files for the lecturer alone are looked at too."""

    @property
    def addresses(self) -> dict[str, str]:
        """Each of its files by URI, and its path in the site."""
        excluded = excluded_patterns(Path.cwd(), self.docs_dir)
        return usual_addresses(self.docs_dir, excluded, instructor=self.instructor)

    def pages(self) -> list[str]:
        """URIs of the pages asked for, sorted."""
        return [uri for uri in self.addresses if is_page(uri) and (self.only is None or uri in self.only)]


def choose_folders(
    where: Sequence[Path], docs_dir: Path | None, *, instructor: bool = False
) -> list[SourceFolder]:
    """The folders of sources that `where` names, or all: `docs_dir`, else those that mkdocs*.yml name.

    With `instructor`, files for the lecturer alone count as sources too. Raises NotThereError when a path is
    no source, and CourseError when the settings cannot be read.
    """
    if docs_dir and not docs_dir.is_dir():
        raise NotThereError(f"the folder {docs_dir} is not there; name another with --docs")
    known = [docs_dir] if docs_dir else docs_folders()
    if not where:
        return [SourceFolder(folder, instructor=instructor) for folder in known]
    wanted: dict[Path, set[str]] = {}
    for path in where:
        for folder, uris in _sources_at(path, known, instructor=instructor).items():
            wanted.setdefault(folder, set()).update(uris)
    return [SourceFolder(folder, frozenset(uris), instructor) for folder, uris in wanted.items()]


def docs_folders() -> list[Path]:
    """Each language's folder of sources. Raises CourseError when the settings cannot be read."""
    root = Path.cwd()
    return [edition.docs_dir.relative_to(root) for edition in read_editions(root)]


def excluded_patterns(project_dir: Path, docs_dir: Path) -> str:
    """Patterns, a line each, of files that the settings leave out of the site made of `docs_dir`.

    For a folder of another course they are those of mkdocs.yml.
    """
    try:
        editions = read_editions(project_dir)
    except CourseError:
        return ""  # whoever needs the settings reports it
    of_folder = [edition for edition in editions if edition.docs_dir.resolve() == docs_dir.resolve()]
    return (of_folder or editions)[0].excluded


def read_chosen(
    where: Sequence[Path], docs_dir: Path | None, *, instructor: bool = False
) -> tuple[list[Source], list[Problem]]:
    """The sources that `where` names, or all, and a Problem for each that cannot be read.

    Raises what `choose_folders` raises.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for folder in choose_folders(where, docs_dir, instructor=instructor):
        read, unreadable = read_sources(folder.pages(), folder.docs_dir, Path.cwd())
        sources += read
        problems += unreadable
    return sources, problems


def lent_files(project_dir: Path, docs_dir: Path, *, instructor: bool = False) -> dict[str, str]:
    """Files of the course's other languages, by URI, and their paths in the site of the one in `docs_dir`.

    They stand in where that language has no such file. A folder that is no language of this course, nor of
    one that lies elsewhere, is lent none.
    """
    borrower = docs_dir.resolve()
    try:
        folders = [edition.docs_dir.resolve() for edition in read_editions(project_dir)]
        if borrower not in folders:
            folders = [
                edition.docs_dir.resolve() for edition in read_other_course(project_dir, borrower.parent)
            ]
    except CourseError:
        return {}  # whoever needs the settings reports it
    others = [folder for folder in folders if folder != borrower] if borrower in folders else []
    lent = (usual_addresses(folder, instructor=instructor) for folder in others)
    return {uri: site_path for each in lent for uri, site_path in each.items()}


def _sources_at(path: Path, known: Sequence[Path], *, instructor: bool) -> dict[Path, set[str]]:
    """URIs of the sources at `path`, by the one of the `known` folders they are in, else by `path` itself."""
    if path.is_file() and not is_page(path.name):
        raise NotThereError(f"{path} is not Markdown; name a file that ends in .md")
    resolved = path.resolve()
    by_folder: dict[Path, set[str]] = {}
    for folder in known:
        root = folder.resolve()
        if resolved == root or resolved.is_relative_to(root):
            return {folder: _uris_at(path, resolved.relative_to(root).as_posix(), instructor=instructor)}
        if root.is_relative_to(resolved):
            by_folder[folder] = _uris_at(folder, "", instructor=instructor)
    if not by_folder and path.is_dir():
        by_folder[path] = _uris_at(path, "", instructor=instructor)
    if not any(by_folder.values()):
        shown = ", ".join(folder.as_posix() for folder in known)
        raise NotThereError(f"{path} is no source of this course, nor a site; the sources are in {shown}")
    return by_folder


def _uris_at(path: Path, uri: str, *, instructor: bool) -> set[str]:
    """URIs of the pages at `path`, which is at `uri` in its folder of sources."""
    if not path.is_dir():  # a pipe or device too: the check tells what it is
        return {uri}
    prefix = f"{uri}/" if uri not in ("", ".") else ""
    return {prefix + inside for inside in list_files(path, instructor=instructor) if is_page(inside)}


def check_folders(folders: Sequence[SourceFolder], settings: Settings) -> tuple[list[Problem], int]:
    """The Problems of `folders`, with those of the settings if a whole folder is asked for; sources read."""
    whole = any(folder.only is None for folder in folders)
    problems = _check_settings() if whole else []
    count = 0
    drawer, _ = start_drawer(Path.cwd())
    for folder in folders:
        findings = check_docs(
            folder.docs_dir,
            Path.cwd(),
            addresses=folder.addresses,
            settings=settings,
            only=folder.only,
            lent=lent_files(Path.cwd(), folder.docs_dir, instructor=folder.instructor),
            excluded=excluded_patterns(Path.cwd(), folder.docs_dir),
            theme_dirs=theme_folders(Path.cwd()),
            instructor=folder.instructor,
            drawer=drawer,
        )
        problems += findings.problems
        count += findings.source_count
    return sorted(problems), count


def read_settings() -> Settings:
    """The course's settings; the defaults where there are none, or faulty ones.

    Raises CourseError when the file cannot be read.
    """
    extra = _extra()
    stated = extra.get("course") if isinstance(extra, dict) else None
    return parse_settings(None if check_settings(stated, _SETTINGS.name, {}) else stated)


def read_guide_url() -> str:
    """The address of the guide that the settings name; empty where they name none, or cannot be read."""
    try:
        return read_settings().guide_url
    except CourseError:
        return ""  # whoever reads the settings tells


def _check_settings() -> list[Problem]:
    if not _SETTINGS.is_file():
        return []
    of_extra = check_extra(_extra(), _SETTINGS)
    of_words = [problem for read in _words_read() for problem in read.problems]
    return list(dict.fromkeys([*of_extra, *of_words]))


def _words_read() -> list[WordsRead]:
    """The words of each language of the course; none where the settings name no folder of sources."""
    try:
        return [words_of(edition.config_path, edition.named) for edition in read_editions(Path.cwd())]
    except CourseError:
        return []  # whoever needs the sources reports it


def _extra() -> object:
    return read_config(_SETTINGS).get("extra") if _SETTINGS.is_file() else None


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check: Problems to report, and lines on the settings and on what was checked."""

    problems: tuple[Problem, ...]
    summary: str
    in_short: str = ""
    """What was checked, and whether anything is to be mended, where steps are told."""


def check_sources(
    folders: Sequence[SourceFolder], course_dir: Path | None = None, more: Sequence[Problem] = ()
) -> Checked:
    """What is wrong in the sources of `folders`, without the Problems that the course has accepted.

    `course_dir` is the folder of another course, which may have a list of accepted ones of its own. `more`
    are Problems of the course's translations.
    """
    problems, count = check_folders(folders, read_settings())
    problems += asked_for(more, folders)
    parted = sort_out(problems, Path.cwd(), in_any_of(folders), course_dir)
    to_mend = f"{len(parted.faults)} to mend" if parted.faults else "nothing to mend"
    accepted = f"; {len(parted.accepted)} accepted before" if parted.accepted else ""
    remarks = filter(None, (read.remark for read in _words_read()))
    summary = f"{count} source{'' if count == 1 else 's'} checked: {to_mend}{accepted}"
    return Checked(parted.new, "\n".join([*remarks, summary]))


def asked_for(problems: Sequence[Problem], folders: Sequence[SourceFolder]) -> list[Problem]:
    """Those of `problems` that are of sources asked for; all where a whole folder is."""
    if any(folder.only is None for folder in folders):
        return list(problems)
    is_asked, root = in_any_of(folders), Path.cwd()
    return [each for each in problems if is_asked(listed_path(Path(each.path), root))]


def in_any_of(folders: Sequence[SourceFolder]) -> Callable[[str], bool]:
    """A test whether a path, as the list of accepted Problems writes it, is a source asked for."""
    checks = [
        is_below(folder.docs_dir, Path.cwd(), folder.only, hidden_files(folder.docs_dir))
        for folder in folders
    ]
    return lambda path: any(is_in(path) for is_in in checks)
