"""The course's editions: one for each language, which mkdocs.yml names or a ``mkdocs.*.yml`` describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from course.markdown.files.folder_pages import is_own_page
from course.markdown.files.source import read_source
from course.markdown.files.walking import walk_docs
from course.markdown.reading.parsed import headings_of, parse_source
from course.problems.problem import CourseError, Problem, display_path
from course.settings.config import line_finder, named_languages, read_config
from course.settings.words.read import words_of
from course.settings.words.words import Words


@dataclass(frozen=True, slots=True)
class Edition:
    """One language's site."""

    config_path: Path
    """Its settings file."""
    docs_dir: Path
    """Its folder of sources."""
    language: Language
    """Its tag, its folder in the site, and the course's name in it."""
    words: Words
    """The words of the interface in its language."""
    site_url: str = ""
    """The address it is published at, ended by a slash; empty where its settings give none."""
    excluded: str = ""
    """Patterns, a line each, of the files that its site leaves out: ``exclude_docs`` and ``draft_docs``."""
    named: str = ""
    """The language's tag, if its settings file names it among others; empty if the file is for it alone."""

    def settings(self) -> dict[str, Any]:
        """Its settings, as `course.settings.config.read_config` reads them."""
        return read_config(self.config_path, language=self.named)

    @property
    def name(self) -> str:
        """What its readers call their language, such as ``한국어``."""
        return self.words.language_name


def read_editions(project_dir: Path) -> list[Edition]:
    """The editions of the course whose folders of sources exist, that of mkdocs.yml first.

    They are those that mkdocs.yml names and one for each ``mkdocs.*.yml``, which wins where both do. Raises
    CourseError [docs-missing] when the first one's folder is not there, [config-unreadable] or [setting] for
    a faulty file.
    """
    first, *others = _all_editions(project_dir)
    if not first.docs_dir.is_dir():
        raise CourseError([_docs_missing(first)])
    return [first, *(edition for edition in others if edition.docs_dir.is_dir())]


def _all_editions(project_dir: Path) -> list[Edition]:
    """The editions that settings describe, whether or not their sources are there."""
    main = project_dir / "mkdocs.yml"
    files = {path.name.split(".")[1]: path for path in sorted(project_dir.glob("mkdocs.*.yml"))}
    named = named_languages(main)
    editions = [
        _read_edition(files.pop(code)) if code in files else _read_edition(main, code) for code in named
    ]
    return [*(editions or [_read_edition(main)]), *map(_read_edition, files.values())]


def edition_of_settings(config_path: Path, docs_dir: Path) -> tuple[Edition, list[Edition]]:
    """The edition built from `config_path` and `docs_dir`, and all editions of its course, itself among them.

    It is the only one if these settings, or this folder of sources, are none of the course's.
    """
    root = config_path.parent
    if not (root / "mkdocs.yml").is_file():
        alone = replace(_read_edition(config_path), docs_dir=docs_dir)
        return alone, [alone]
    editions = read_editions(root)
    if docs_dir.resolve() not in [edition.docs_dir.resolve() for edition in editions]:
        editions = read_other_course(root, docs_dir.parent)  # in a folder such as ko, if it has languages
    for edition in editions:
        if edition.config_path.name == config_path.name and edition.docs_dir.resolve() == docs_dir.resolve():
            return edition, editions
    alone = replace(_read_edition(config_path), docs_dir=docs_dir)
    return alone, [alone]


def read_other_course(project_dir: Path, docs_dir: Path) -> list[Edition]:
    """The editions of another course, whose sources are in `docs_dir`, with the settings of this one.

    Folders such as ``ko`` in it are its languages; without any, it is in the language of mkdocs.yml. Its name
    is its front page's title. Raises CourseError [docs-missing] where the folder is not there.
    """
    if not docs_dir.is_dir():
        what, why = "the folder is not there", "there is nothing to build"
        mend = "name a folder of Markdown files with --docs"
        raise CourseError([Problem(docs_dir.as_posix(), 1, what, why, mend, "docs-missing")])
    settings = _all_editions(project_dir)
    possible = [_of_course(each, docs_dir / each.language.folder) for each in settings]
    existing = [each for each in possible if each.docs_dir.is_dir()]
    return existing or [_of_course(settings[0], docs_dir)]


def _of_course(edition: Edition, docs_dir: Path) -> Edition:
    """`edition` with the sources in `docs_dir` and the title of the course there."""
    title = _title_of(docs_dir) or docs_dir.name
    return replace(edition, docs_dir=docs_dir, language=replace(edition.language, title=title))


def _title_of(docs_dir: Path) -> str:
    """The first-level heading of a course's front page; empty where there is none."""
    names = [uri for uri in walk_docs(docs_dir).files if "/" not in uri and uri.endswith(".md")]
    for path in [docs_dir / name for name in names if is_own_page(name)]:
        try:
            headings = headings_of(parse_source(read_source(path, docs_dir, docs_dir)))
        except CourseError:
            continue  # the build reports it
        return next((heading.title for heading in headings if heading.level == 1), "")
    return ""


def _docs_missing(edition: Edition) -> Problem:
    keys = ("extra", "course", "languages") if edition.named else ("docs_dir",)
    line = line_finder(edition.config_path)(*keys)
    shown = display_path(edition.docs_dir, edition.config_path.parent)
    what, why = f"the docs folder {shown} is not there", "there is nothing to build"
    mend = "make it and put the course's pages into it"
    return Problem(edition.config_path.name, line, what, why, mend, "docs-missing")


def _read_edition(config_path: Path, named: str = "") -> Edition:
    config = read_config(config_path, language=named)
    code = str(_mapping(config.get("theme")).get("language", "en"))
    folder = Path(config.get("site_dir") or "site").name
    language = Language(code, folder, str(config.get("site_name") or folder))
    address = str(config.get("site_url") or "").rstrip("/")
    return Edition(
        config_path,
        config_path.parent / (config.get("docs_dir") or "docs"),
        language,
        words_of(config_path, named).words,
        site_url=f"{address}/" if address else "",
        excluded="\n".join(str(config.get(key) or "") for key in ("exclude_docs", "draft_docs")),
        named=named,
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def language_folders(site_dir: Path, docs_dir: Path) -> list[tuple[Path, Path, str]]:
    """For each language: its folder of sources, its part of the site, and the address of that part.

    A site with styles and scripts at its top, not in a folder for each language, has one language only.
    """
    of_language = site_dir / docs_dir.name
    if of_language.is_dir() and not (docs_dir / docs_dir.name).exists():
        return [(docs_dir, of_language, f"/{docs_dir.name}/")]
    folders = [] if (site_dir / "assets").is_dir() else sorted(docs_dir.iterdir())
    languages = [folder for folder in folders if (site_dir / folder.name / "index.html").is_file()]
    if not languages:
        return [(docs_dir, site_dir, "/")]
    return [(folder, site_dir / folder.name, f"/{folder.name}/") for folder in languages]


@dataclass(frozen=True, slots=True)
class Language:
    """One language the site is built in."""

    code: str
    """Its tag, such as ``ko``."""
    folder: str
    """Its folder below the site's root, such as ``ko``."""
    title: str
    """The course's name in it."""
