"""The course's editions: one for each language, which mkdocs.yml names or a ``mkdocs.*.yml`` describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from course.formulas.drawer import start_formulas
from course.markdown.files.folder_pages import is_own_page, is_page
from course.markdown.files.reserved import theme_folders
from course.markdown.files.source import read_source
from course.markdown.files.walking import walk_docs
from course.markdown.reading.page_title import page_title
from course.markdown.reading.parsed import headings_of, parse_source
from course.model.sessions.inline import text_in_words
from course.model.text_language import language_of_course
from course.problems.problem import CourseError, Problem, display_path
from course.settings.address import known_address
from course.settings.config import line_finder, named_languages, read_config
from course.settings.languages.alone import files_of_languages
from course.settings.words.read import words_of
from course.settings.words.words import Words

#: Folders of sources that say nothing of the course in them: the folder around them is named for it.
_PLAIN_NAMES = frozenset(("docs", "doc", "src", "source", "content", "book"))
#: What was read while settings are read once, by the folder in which this runs and the course's.
_READ: ContextVar[dict[tuple[Path, Path], list[Edition]] | None] = ContextVar("editions", default=None)


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
    """The address it is published at, ended by a slash; empty where its settings give none, or an example."""
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
    first, *others = all_editions(project_dir)
    if not first.docs_dir.is_dir():
        raise CourseError([_docs_missing(first)])
    return [first, *(edition for edition in others if edition.docs_dir.is_dir())]


def chosen_editions(project_dir: Path, docs_dir: Path | None, language: str = "") -> list[Edition]:
    """Those of another course, in `docs_dir`, where that is given; else those of the settings.

    Raises CourseError as `read_other_course` and `read_editions` do, whose parameters these are.
    """
    return read_other_course(project_dir, docs_dir, language) if docs_dir else read_editions(project_dir)


@contextmanager
def reading_once() -> Iterator[None]:
    """Read what settings say of a course's editions once while this lasts: a build asks a dozen times."""
    own = _READ.set({})
    try:
        yield
    finally:
        _READ.reset(own)


def all_editions(project_dir: Path) -> list[Edition]:
    """The editions that settings describe, whether or not their sources are there."""
    read = _READ.get()
    if read is None:
        return _all_editions(project_dir)
    place = Path.cwd(), project_dir
    if place not in read:
        read[place] = _all_editions(project_dir)
    return [*read[place]]


def _all_editions(project_dir: Path) -> list[Edition]:
    main = project_dir / "mkdocs.yml"
    files = {path.name.split(".")[1]: path for path in files_of_languages(main)}
    named: list[tuple[Path, str]] = [
        (files.pop(code), "") if code in files else (main, code) for code in named_languages(main)
    ]
    described = [*(named or [(main, "")]), *((path, "") for path in files.values())]
    return [_read_edition(*each, is_alone=len(described) == 1) for each in described]


def folders_of_languages(project_dir: Path) -> list[str]:
    """The names of the folders of sources that settings describe, the first's first; none of faulty ones."""
    try:
        return [each.docs_dir.name for each in all_editions(project_dir)]
    except (CourseError, OSError):
        return []  # whoever needs the settings tells it


def edition_of_settings(
    config_path: Path, docs_dir: Path, language: str = ""
) -> tuple[Edition, list[Edition]]:
    """The edition built from `config_path` and `docs_dir`, and all editions of its course, itself among them.

    It is the only one if these settings, or this folder of sources, are none of the course's; `language` is
    then that of its text.
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
    if language not in ("", alone.language.code):
        alone = _in_language(alone, language)
    return alone, [alone]


def read_other_course(project_dir: Path, docs_dir: Path, language: str = "") -> list[Edition]:
    """The editions of another course, whose sources are in `docs_dir`, with the settings of this one.

    Folders such as ``ko`` in it are its languages; without any, it is in `language`, else in that of its
    text, else in that of mkdocs.yml. Its name is its front page's title, else the folder's. Raises
    CourseError [docs-missing] where the folder is not there, and [setting] where the theme does not speak
    `language`.
    """
    if not docs_dir.is_dir():
        what, why = "the folder is not there", "there is nothing to build"
        mend = "name a folder of Markdown files with --docs"
        raise CourseError([Problem(docs_dir.as_posix(), 1, what, why, mend, "docs-missing")])
    settings = all_editions(project_dir)
    possible = [_of_course(each, docs_dir / each.language.called) for each in settings]
    existing = [each for each in possible if each.docs_dir.is_dir()]
    return existing or [_of_course(_spoken(settings, docs_dir, language), docs_dir)]


def said_language(editions: Sequence[Edition], docs_dir: Path, language: str = "") -> str:
    """A line that says in which language another course is built, and how that is known.

    Empty where its folders say it, as those named ``ko`` and ``en`` do. The parameters are those that
    `read_other_course` had, and what it gave.
    """
    if editions[0].docs_dir != docs_dir:
        return ""
    code = editions[0].language.code
    found, how = language_of_course(docs_dir)
    how = "as --language says" if language else how if found else "as mkdocs.yml says, for nothing else does"
    return f"The course is in {editions[0].name} ({code}), {how}; --language TAG names another."


def _spoken(settings: Sequence[Edition], docs_dir: Path, language: str) -> Edition:
    """The edition of these `settings` in `language`, or else in that of the text in `docs_dir`."""
    code = language or language_of_course(docs_dir)[0]
    if not code:
        return settings[0]
    same = next((each for each in settings if each.language.code == code), None)
    if same:
        return same
    root = settings[0].config_path.parent
    spoken = any((folder / f"partials/languages/{code}.html").is_file() for folder in theme_folders(root))
    if spoken:
        return _in_language(settings[0], code)
    if language:
        what, why = f"--language {language}: the theme does not speak it", "there is nothing to build"
        raise CourseError([Problem("mkdocs.yml", 1, what, why, "name another tag, such as en", "setting")])
    return settings[0]


def _in_language(edition: Edition, code: str) -> Edition:
    """`edition` in a language that its settings do not name."""
    old = edition.language
    language = replace(old, code=code, folder=code if old.folder else "")
    words = words_of(edition.config_path, code).words
    above = edition.site_url.removesuffix(old.place)
    address = f"{above}{language.place}" if above and above != edition.site_url else edition.site_url
    return replace(edition, language=language, words=words, named=code, site_url=address)


def _of_course(edition: Edition, docs_dir: Path) -> Edition:
    """`edition` with the sources in `docs_dir` and the title of the course there."""
    folder = docs_dir.absolute()
    title = _title_of(docs_dir) or (folder.parent.name if folder.name in _PLAIN_NAMES else folder.name)
    return replace(edition, docs_dir=docs_dir, language=replace(edition.language, title=title))


def _title_of(docs_dir: Path) -> str:
    """The first heading of a course's front page, if it can be one of the first level; empty without any."""
    names = [uri for uri in walk_docs(docs_dir).files if "/" not in uri and is_page(uri)]
    for path in [docs_dir / name for name in names if is_own_page(name)]:
        try:
            source = read_source(path, docs_dir, docs_dir)
            parsed = parse_source(source)
            headings = headings_of(parsed)
        except CourseError:
            continue  # the build reports it
        titled = [heading for heading in headings if heading.title.strip()]
        first = next(iter(sorted(titled, key=lambda each: each.level != 1)), None)
        if first and first.level == 1:
            return text_in_words(parsed.tokens[first.at + 1])
        return page_title(source.text, first.title if first else "", start_formulas(Path.cwd()).in_words)
    return ""


def _docs_missing(edition: Edition) -> Problem:
    keys = ("extra", "course", "languages") if edition.named else ("docs_dir",)
    line = line_finder(edition.config_path)(*keys)
    shown = display_path(edition.docs_dir, edition.config_path.parent)
    what, why = f"the docs folder {shown} is not there", "there is nothing to build"
    mend = "make it and put the course's pages into it"
    return Problem(edition.config_path.name, line, what, why, mend, "docs-missing")


def _read_edition(config_path: Path, named: str = "", *, is_alone: bool = True) -> Edition:
    config = read_config(config_path, language=named)
    code = str(_mapping(config.get("theme")).get("language", "en"))
    folder = _folder_of(str(config.get("site_dir") or "site"), code, is_alone=is_alone)
    language = Language(code, folder, str(config.get("site_name") or folder or code))
    address = known_address(config.get("site_url")).rstrip("/")
    return Edition(
        config_path,
        config_path.parent / (config.get("docs_dir") or "docs"),
        language,
        words_of(config_path, named).words,
        site_url=f"{address}/" if address else "",
        excluded="\n".join(str(config.get(key) or "") for key in ("exclude_docs", "draft_docs")),
        named=named,
    )


def _folder_of(site_dir: str, code: str, *, is_alone: bool) -> str:
    """A language's folder below the site's root; a course in one language needs none."""
    *outer, last = PurePath(site_dir).parts
    return last if outer and (not is_alone or last == code) else ""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


@dataclass(frozen=True, slots=True)
class Language:
    """One language the site is built in."""

    code: str
    """Its tag, such as ``ko``."""
    folder: str
    """Its folder below the site's root, such as ``ko``; empty where its pages are the site itself."""
    title: str
    """The course's name in it."""

    @property
    def place(self) -> str:
        """What the addresses of its pages begin with, below the site's root: ``ko/``, or nothing."""
        return f"{self.folder}/" if self.folder else ""

    @property
    def called(self) -> str:
        """What files and folders that hold it alone are called, outside of the site."""
        return self.folder or self.code
