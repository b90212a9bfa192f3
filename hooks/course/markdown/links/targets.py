"""What a link leads to, as GitHub resolves it, seen from the file it stands in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from course.markdown.files.folder_pages import is_page, own_page, without_page
from course.markdown.files.paths import fold_path
from course.markdown.links.file_types import is_download, is_shown

_UNSAFE = re.compile(r"(?:javascript|vbscript|data(?!:image/(?:png|gif|jpeg|webp|svg))):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")  # by browsers, in the name of a scheme


def is_unsafe(address: str) -> bool:
    """Whether a link to `address` would run a script: no page has such a link."""
    return bool(_UNSAFE.match(_IGNORED.sub("", address)))


@dataclass(frozen=True, slots=True)
class Target:
    """What one link leads to."""

    kind: str
    """``elsewhere`` (another site), ``unsafe`` (a script), ``page``, ``file``, ``outside`` (of the course's
    folder), ``refused`` (a file of a type that is not published) or ``dead``."""
    uri: str = ""
    """The page or file; where nothing is there, the URI at which it was looked for."""
    suffix: str = ""
    """The link's query and anchor, as written."""
    anchor: str = ""
    """The anchor without ``#``, decoded."""


class CourseFiles:
    """All files of a course, to find what links lead to."""

    def __init__(
        self, places: Mapping[str, str], download_types: Collection[str], docs_path: str = ""
    ) -> None:
        """`places` gives, by URI, each file's place in the site; `docs_path` is the folder of them all."""
        self.offered = tuple(uri for uri in places if is_download(uri, download_types))
        """The files that readers may download."""
        holding = [*filter(self.is_page, places), *self.offered]
        self.made = {own_page(folder): folder for folder in without_page(holding, places)}
        """The pages that are made for folders without one: URI, and folder."""
        made = {uri: f"{folder}/index.html".removeprefix("/") for uri, folder in self.made.items()}
        self.places: dict[str, str] = {**made, **places}
        """Every file of the site by its URI, and its place there."""
        self.download_types = download_types
        self._docs_parts = [part for part in docs_path.split("/") if part]
        self._by_place = {place: uri for uri, place in self.places.items()}
        self._folded = {fold_path(uri): uri for uri in self.places}
        self._folded_places = {fold_path(place): uri for place, uri in self._by_place.items()}

    def resolve(self, page_uri: str, address: str) -> Target:
        """What `address`, written in the page `page_uri`, leads to."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:  # no address at all, such as http://[
            return Target("elsewhere")
        if is_unsafe(address):
            return Target("unsafe")
        if parts.scheme or parts.netloc:
            return Target("elsewhere")
        query, anchor = parts.query and f"?{parts.query}", parts.fragment
        suffix = query + (f"#{anchor}" if anchor else "")
        path = unquote(parts.path).replace("\\", "/")
        if not path:
            return Target("page", page_uri, suffix, unquote(anchor))
        kind, uri = self._find(page_uri, path)
        return Target(kind, uri, suffix, unquote(anchor))

    def is_page(self, uri: str) -> bool:
        """Whether the file is a page."""
        return is_page(uri)

    def is_published(self, uri: str) -> bool:
        """Whether the file is a page, something that pages show, or offered as a download."""
        return self.is_page(uri) or is_shown(uri) or is_download(uri, self.download_types)

    def _find(self, page_uri: str, path: str) -> tuple[str, str]:
        if path.startswith("/"):
            uris = self._from_root(posixpath.normpath(path).strip("/"))
        else:
            uris = [posixpath.normpath(posixpath.join(posixpath.dirname(page_uri), path))]
        if uris[0].split("/")[0] == "..":
            return "outside", uris[0]
        for uri in uris:
            found = self._file(uri) or self._file(unquote(uri))
            if found:
                return self._kind(found), found
        return "dead", uris[0]

    def _from_root(self, uri: str) -> list[str]:
        """Where `uri`, counted from the repository's top, may be: the docs folder is the top, or below it."""
        parts = uri.split("/")
        own = self._docs_parts
        below = [n for n in range(1, min(len(parts), len(own)) + 1) if parts[:n] == own[-n:]]
        return [uri, *("/".join(parts[n:]) or "." for n in below)]

    def _file(self, uri: str) -> str | None:
        """The file at `uri`, the page of the folder there, or the page whose address that is."""
        if uri in self.places:
            return uri
        folder = "" if uri == "." else uri + "/"
        place = f"{folder}index.html"
        stem = uri.removesuffix(".html")
        guesses = (
            self._by_place.get(place),
            self._folded.get(fold_path(uri)),
            self._folded_places.get(fold_path(place)),
        )
        return next(filter(None, (*guesses, self._folded.get(fold_path(f"{stem}.md")))), None)

    def _kind(self, uri: str) -> str:
        if self.is_page(uri):
            return "page"
        return "file" if self.is_published(uri) else "refused"


def relative_url(place: str, from_place: str) -> str:
    """The address of the file at `place` in the site, as the page at `from_place` links to it.

    A page's place ends in ``index.html``; its address is its folder.
    """
    here = posixpath.dirname(from_place)
    folder, name = posixpath.split(place)
    if name == "index.html":
        found = posixpath.relpath(folder or ".", here or ".") + "/"
        return "./" if found == "./" else found
    return posixpath.relpath(place, here or ".")
