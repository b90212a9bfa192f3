"""The pages of a built site that the LMS edition takes, and the targets of links between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import quote, unquote, urljoin, urlsplit

from course.markdown.files.docs_files import page_path, usual_addresses
from course.markdown.files.free_uris import glossary_uri
from course.markdown.files.navigation import title_from_name
from course.markdown.reading.page_blocks import read_article, shown_text
from course.model.built_language import BuiltLanguage, plan_pages
from course.publish.lms.names import page_names

_NOT_INDEXED = re.compile(rb'<meta name="robots" content="noindex')


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of one language's site."""

    uri: str
    """URI of its source; a page that the build made has the URI its source would have."""
    site_path: str
    """Path of its file below the language's site, such as ``week_03/index.html``."""
    name: str
    """Name of its file in the edition, without an ending."""
    title: str
    has_source: bool


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What an address on a page leads to: a page, a file, or only a place online."""

    page: SitePage | None = None
    file: Path | None = None
    """A file of the site that is no page of the edition."""
    online: str = ""
    """Its absolute address; empty where the settings have no ``site_url``."""
    anchor: str = ""
    """What follows ``#``, as it is written."""


@dataclass(frozen=True, slots=True)
class SitePages:
    """All pages of one language in the edition."""

    language: BuiltLanguage
    by_path: Mapping[str, SitePage]
    appendix: SitePage | None
    """The glossary, where there is one."""

    def by_uri(self) -> dict[str, SitePage]:
        """The pages that have a source, by their URIs."""
        return {page.uri: page for page in self.by_path.values() if page.has_source}

    def target(self, page: SitePage, href: str) -> LinkTarget | None:
        """What `href` leads to from `page`; None where it names another host, or is no address."""
        try:
            parts = urlsplit(href.strip())
            online = urljoin(
                self.language.site_url + quote(page.site_path.removesuffix("index.html")), href.strip()
            )
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None
        online = online if self.language.site_url else ""
        site_path = normpath(join(page.site_path.rpartition("/")[0], unquote(parts.path)))
        if not parts.path:
            return LinkTarget(page, None, online, parts.fragment)
        if parts.path.startswith("/") or site_path.startswith(".."):
            return LinkTarget(None, None, online, parts.fragment)
        for tried in (site_path, f"{site_path}/index.html".removeprefix("./")):
            if tried in self.by_path:
                return LinkTarget(self.by_path[tried], None, online, parts.fragment)
        file = self.language.site_dir / site_path
        served = file if _is_file(file) and file.suffix != ".html" else None
        return LinkTarget(None, served, online, parts.fragment)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no system takes
        return False


def find_pages(
    language: BuiltLanguage, spellings: Mapping[str, Sequence[str]], lent: Mapping[str, str]
) -> SitePages:
    """The pages of the built site of `language`, without stand-ins for untranslated pages.

    They are all that have a source, the glossary, and the pages made for folders that hold any of them.
    `lent` are the files of the course's other languages, as for `glossary_uri`.
    """
    site_dir = language.site_dir
    glossary = page_path(site_dir, glossary_uri(usual_addresses(language.docs_dir).values(), lent))
    with_source = {_path_in_site(planned.page, site_dir): planned.uri for planned in plan_pages(language)}
    made = {}
    for path in sorted(site_dir.rglob("index.html")):
        site_path = _path_in_site(path, site_dir)
        holds = path == glossary or any(
            each.startswith(site_path.removesuffix("index.html")) for each in with_source
        )
        if site_path not in with_source and holds and not _NOT_INDEXED.search(path.read_bytes()):
            made[site_path] = (
                site_path.removesuffix("/index.html") + ".md" if "/" in site_path else "index.md"
            )
    names = page_names([*with_source.values(), *made.values()], spellings)
    pages = {
        site_path: SitePage(
            uri, site_path, names[uri], _title(site_dir / site_path, uri, language), site_path in with_source
        )
        for site_path, uri in {**with_source, **made}.items()
    }
    glossary_page = pages.get(_path_in_site(glossary, site_dir)) if glossary else None
    return SitePages(
        language, pages, glossary_page if glossary_page and not glossary_page.has_source else None
    )


def _path_in_site(path: Path, site_dir: Path) -> str:
    return path.relative_to(site_dir).as_posix()


def _title(path: Path, uri: str, language: BuiltLanguage) -> str:
    """The first-level heading of the page at `path`, on one line; without one, as its file is called."""
    heading = next(read_article(path.read_bytes()).iter("h1"), None)
    shown = " ".join(shown_text(heading).split()) if heading is not None else ""
    name = uri.rpartition(".")[0].rpartition("/")[2]
    return shown or title_from_name(name, dict(language.numbered))
