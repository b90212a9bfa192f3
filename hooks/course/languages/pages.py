"""The same page in every language: its address, and whether it has been translated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from course.languages.sections import pair_headings, read_headings
from course.markdown.files.docs_files import list_files, markdown_uris
from course.markdown.files.navigation import OWN_PAGES
from course.markdown.files.source import Source, read_source
from course.model.corrections.corrections import CORRECTIONS_FILE
from course.model.editions import Edition
from course.problems.problem import CourseError

#: File names as links and tags write them.
_NAMES = re.compile(r"[^\s/\\()<>\"']+\.\w+")


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language."""

    code: str
    """The language's tag, such as ``en``."""
    name: str
    """What its readers call it, such as ``English``."""
    label: str
    """Title of the link to the page, in the page's language: ``Read in English``."""
    href: str
    """Address relative to the root of the site that is being built, such as ``../en/week_03/``."""
    url: str
    """Absolute address; empty where the settings have no ``site_url``."""
    translated: bool
    """False where the page is a stand-in that says that it is not translated yet."""
    own: bool
    """Whether this is the language that is being built."""


def page_key(uri: str) -> str:
    """A key that is the same for the sources of one page in all languages: ``a/`` for ``a/README.md``.

    ``a/README.md`` and ``a/index.md`` are the same page; ``a/b.md`` has the key ``a/b``.
    """
    folder, _, name = uri.rpartition("/")
    stem = name[: name.rindex(".")] if "." in name else name
    return f"{folder}/" if stem.lower() in OWN_PAGES else f"{folder}/{stem}"


def read_pages(edition: Edition, excluded: Iterable[str] = (), *, instructor: bool = False) -> dict[str, str]:
    """The URIs of an edition's sources, by `page_key`, without those in `excluded`.

    With `instructor`, sources for the lecturer alone are among them.
    """
    left_out = set(excluded)
    uris = (uri for uri in markdown_uris(edition.docs_dir, instructor=instructor) if uri not in left_out)
    pages: dict[str, str] = {}
    for uri in sorted(uris, key=lambda uri: PurePosixPath(uri).stem.lower() == "readme"):
        pages.setdefault(page_key(uri), uri)  # index.md goes before the README.md beside it
    return pages


class Languages:
    """The editions of all languages, and which of them is being built."""

    def __init__(
        self,
        editions: Sequence[Edition],
        own_edition: Edition,
        root: Path,
        quiz_headings: Sequence[str],
        *,
        instructor: bool = False,
    ) -> None:
        """`root` is the folder of the settings: Problems name files relative to it.

        `instructor` says that the pages for the lecturer alone are among them.
        """
        self.editions = tuple(editions)
        self.own_edition = own_edition
        self.root = root
        self.quiz_headings = tuple(quiz_headings)
        self.instructor = instructor
        self.pages = {each.language.folder: read_pages(each, instructor=instructor) for each in editions}

    @property
    def others(self) -> tuple[Edition, ...]:
        """All editions but the one that is being built."""
        return tuple(edition for edition in self.editions if edition is not self.own_edition)

    def source_text(self, edition: Edition, key: str) -> str | None:
        """The text of a page in a language; None where it is not there or cannot be read."""
        source = self.source(edition, key)
        return source.text if source else None

    def source(self, edition: Edition, key: str) -> Source | None:
        """A page in a language; None where it is not there or cannot be read."""
        uri = self.pages[edition.language.folder].get(key)
        if uri is None:
            return None
        try:
            path, docs_dir = edition.docs_dir / uri, edition.docs_dir
            return read_source(path, docs_dir, self.root, self.quiz_headings)
        except CourseError:
            return None

    def untranslated(self) -> list[tuple[str, Edition]]:
        """The pages that the edition being built lacks, each as its URI in the first edition that has it."""
        have = self.pages[self.own_edition.language.folder]
        lacking: dict[str, tuple[str, Edition]] = {}
        for edition in self.others:
            for key, uri in self.pages[edition.language.folder].items():
                if key not in have:
                    lacking.setdefault(key, (uri, edition))
        return [lacking[key] for key in sorted(lacking)]

    def borrowed(self, have: Collection[str]) -> list[tuple[str, Path]]:
        """Files of the first edition that pages being built name, but do not `have`: URI and path.

        So an image lies once, beside the original page, and the translation shows it too.
        """
        first = self.editions[0]
        if self.own_edition is first:
            return []
        texts = [
            self.source_text(self.own_edition, key) or ""
            for key in self.pages[self.own_edition.language.folder]
        ]
        names = set(_NAMES.findall(unquote("\n".join(texts))))
        return [
            (uri, first.docs_dir / uri)
            for uri in list_files(first.docs_dir, instructor=self.instructor)
            if not uri.lower().endswith(".md")
            and uri not in have
            and uri.rpartition("/")[2] in names - {CORRECTIONS_FILE}
        ]

    def versions(self, uri: str, url: str) -> list[Version]:
        """A page in every language, in the editions' order.

        `uri` is its source, `url` its address below its site's root. A page that no edition has a source
        for is made by the build, in every language.
        """
        key = page_key(uri)
        made = not any(key in pages for pages in self.pages.values())
        return [
            Version(
                code=edition.language.code,
                name=edition.name,
                label=edition.words.read_in_language,
                href=self._way_to(edition) + url,
                url=edition.site_url and edition.site_url + url,
                translated=made or key in self.pages[edition.language.folder],
                own=edition is self.own_edition,
            )
            for edition in self.editions
        ]

    def _way_to(self, edition: Edition) -> str:
        """The way from the root of the site that is being built to that of `edition`."""
        return ("../" if self.own_edition.language.folder else "") + edition.language.place

    def sections(self, uri: str) -> dict[str, Mapping[str, str]]:
        """By the tag of each other language: heading ids of the page `uri` → ids of the same sections there.

        Languages without the page are left out.
        """
        texts = {edition.language.code: self.source_text(edition, page_key(uri)) for edition in self.editions}
        text = texts.pop(self.own_edition.language.code)
        if text is None or not any(texts.values()):
            return {}
        headings = read_headings(text)
        return {
            code: pair_headings(headings, read_headings(text))
            for code, text in texts.items()
            if text is not None
        }
