"""What a link leads to, as GitHub resolves it, seen from the file it stands in."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from course.markdown.files.folder_pages import (
    folder_of,
    folders_without_page,
    is_own_page,
    is_page,
    made_page_uri,
)
from course.markdown.files.paths import fold_path
from course.markdown.files.running import runs_by_name
from course.markdown.html.schemes import is_address
from course.markdown.links.file_types import is_download, is_shown
from course.markdown.links.written import unlinked


@dataclass(frozen=True, slots=True)
class Target:
    """What one link leads to."""

    kind: str
    """``elsewhere`` (another site), ``unsafe`` (a script, or data), ``page``, ``file``, ``outside`` (of the
    course's folder), ``refused`` (a file of a type that is not published), ``waiting`` (a page that is not
    out yet) or ``dead``."""
    uri: str = ""
    """URI of the page or file; for a dead link, the URI that has no file."""
    suffix: str = ""
    """The link's query and anchor, as written."""
    anchor: str = ""
    """The anchor without ``#``, decoded."""


class CourseFiles:
    """All files of a course's site, to find what links lead to."""

    def __init__(
        self,
        site_paths: Mapping[str, str],
        download_types: Collection[str],
        docs_path: str = "",
        waiting: Mapping[str, str] | None = None,
    ) -> None:
        """`site_paths` gives, by URI, each file's path in the site; `docs_path` is the docs folder.

        `waiting` are the pages that are not out yet, and their paths in the site when they are.
        """
        later = {uri: path for uri, path in (waiting or {}).items() if uri not in site_paths}
        self.later = CourseFiles({**later, **site_paths}, download_types) if later else None
        """The files of the site when all is out; None where all is."""
        self.offered = tuple(
            uri for uri in site_paths if is_download(uri, download_types) and not runs_by_name(uri)
        )
        """URIs of the files that readers may download."""
        holding = [*filter(self.is_page, site_paths), *self.offered]
        running = {uri: path for uri, path in site_paths.items() if runs_by_name(uri)}  # in no page's way
        standing = {uri: path for uri, path in site_paths.items() if uri not in running}
        self.made = {made_page_uri(folder): folder for folder in folders_without_page(holding, standing)}
        """URIs of the pages that are made for folders without one, and the folder of each."""
        made = {uri: f"{folder}/index.html".removeprefix("/") for uri, folder in self.made.items()}
        self.site_paths: dict[str, str] = {**made, **site_paths}
        """Every file of the site by its URI, made pages included, and its path in the site."""
        self.download_types = download_types
        self.asked: dict[str, bool] = {}
        """By URI, what was looked for on the disk, and whether it is there."""
        self._docs_path = docs_path
        self._docs_parts = [part for part in docs_path.split("/") if part]
        self._folders: frozenset[str] | None = None  # those with files, when they are asked for
        self._by_site_path = {path: uri for uri, path in {**running, **made, **standing}.items()}
        self._folded = {fold_path(uri): uri for uri in self.site_paths}
        self._own_pages = self._find_own_pages()
        self._folded_site_paths = {fold_path(path): uri for path, uri in self._by_site_path.items()}

    def _find_own_pages(self) -> dict[str, str]:
        """The own page of each folder that has one; that with the folder's address where there are two."""
        own = [uri for uri in self.site_paths if is_own_page(uri)]
        own.sort(key=lambda uri: self.site_paths[uri] != f"{folder_of(uri)}/index.html".lstrip("/"))
        return {fold_path(folder_of(uri)): uri for uri in reversed(own)}

    def resolve(self, page_uri: str, address: str) -> Target:
        """What `address`, written in the page `page_uri`, leads to."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:  # no address at all, such as http://[
            return Target("elsewhere")
        if not (is_address("a", "href", address) or is_address("img", "src", address)):
            return Target("unsafe")
        if parts.scheme or parts.netloc:
            return Target("elsewhere")
        query, anchor = parts.query and f"?{parts.query}", parts.fragment
        suffix = query + (f"#{anchor}" if anchor else "")
        path = unquote(parts.path).replace("\\", "/")
        if not path:
            return Target("page", page_uri, suffix, unquote(anchor))
        kind, uri = self._find(page_uri, path)
        if kind == "dead" and self.later:
            kind, found = self.later._find(page_uri, path)
            kind, uri = ("waiting", found) if kind == "page" else ("dead", uri)
        return Target(kind, uri, suffix, unquote(anchor))

    def without_waiting(self, uri: str, text: str) -> str:
        """The Markdown `text` of the page `uri` with links to pages that are not out yet as text."""
        if not self.later:
            return text
        return unlinked(text, lambda address: self.resolve(uri, address).kind == "waiting")

    def is_kept_back(self, uri: str) -> bool:
        """Whether the file or folder `uri`, which the site does not have, lies in the docs folder."""
        if not self._docs_path or "\0" in uri:
            return False
        self.asked[uri] = os.path.exists(f"{self._docs_path}/{uri}")  # noqa: PTH110 - raises nothing
        return self.asked[uri]

    def has_folder(self, uri: str) -> bool:
        """Whether a file of the site, or one that is kept back, lies in the folder `uri`."""
        if self._folders is None:
            parents = {str(parent) for path in self.site_paths for parent in PurePosixPath(path).parents}
            self._folders = frozenset(map(fold_path, parents))
        return fold_path(uri) in self._folders or self.is_kept_back(uri)

    def is_page(self, uri: str) -> bool:
        """Whether a page is made of the file `uri`: whether it is Markdown."""
        return is_page(uri)

    def is_published(self, uri: str) -> bool:
        """Whether the file is a page, something that pages show, or offered as a download."""
        wanted = is_shown(uri) or is_download(uri, self.download_types)
        return self.is_page(uri) or (wanted and not runs_by_name(uri))

    def _find(self, page_uri: str, path: str) -> tuple[str, str]:
        if path.startswith("/"):
            uris = self._from_root(posixpath.normpath(path).strip("/") or ".")
        else:
            uris = [posixpath.normpath(posixpath.join(posixpath.dirname(page_uri), path))]
        if uris[0].split("/")[0] == "..":
            return "outside", uris[0]
        for uri in uris:
            existing = self._file(uri) or self._file(unquote(uri))
            if existing:
                return self._kind(existing), existing
        return "dead", uris[0]

    def _from_root(self, uri: str) -> list[str]:
        """URIs that a link to ``/uri`` may mean: from the docs folder, or from a folder above it."""
        parts = uri.split("/")
        docs = self._docs_parts
        below = [n for n in range(1, min(len(parts), len(docs)) + 1) if parts[:n] == docs[-n:]]
        return [uri, *("/".join(parts[n:]) or "." for n in below)]

    def _file(self, uri: str) -> str | None:
        """URI of the file at `uri`, of the page of the folder `uri`, or of the page whose address it is.

        A folder's own page goes first: ``dlt/`` is ``dlt/README.md`` although ``dlt.md`` has that address.
        """
        if uri in self.site_paths:
            return uri
        folder = "" if uri == "." else uri + "/"
        site_path = f"{folder}index.html"
        stem = uri.removesuffix(".html")
        guesses = (
            self._own_pages.get("" if uri == "." else fold_path(uri)),
            self._by_site_path.get(site_path),
            self._folded.get(fold_path(uri)),
            self._folded_site_paths.get(fold_path(site_path)),
        )
        return next(filter(None, (*guesses, self._folded.get(fold_path(f"{stem}.md")))), None)

    def _kind(self, uri: str) -> str:
        if self.is_page(uri):
            return "page"
        return "file" if self.is_published(uri) else "refused"


def relative_url(site_path: str, from_site_path: str) -> str:
    """Relative address of the file at `site_path`, for a link in the page at `from_site_path`.

    A page's path in the site ends in ``index.html``; its address is its folder.
    """
    here = posixpath.dirname(from_site_path)
    folder, name = posixpath.split(site_path)
    if name == "index.html":
        url = posixpath.relpath(folder or ".", here or ".") + "/"
        return "./" if url == "./" else url
    return posixpath.relpath(site_path, here or ".")
