"""Resolves the links of one page to their addresses in the site."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from course.markdown.links.anchors import find_anchor
from course.markdown.links.file_types import is_shown
from course.markdown.links.rewrite import Address
from course.markdown.links.targets import CourseFiles, relative_url


class KnownAnchors(Protocol):
    """The anchors of pages, by URI; a mapping is one."""

    def get(self, uri: str, default: Collection[str], /) -> Collection[str]:
        """The anchors of the page `uri`; `default` where it has none that are known."""


class PageLinks:
    """Resolver for one page: called with an address as written, it gives the one for the page."""

    def __init__(self, page_uri: str, files: CourseFiles, anchors: KnownAnchors) -> None:
        """`anchors` gives, by URI, the anchors of every page that is known to have some."""
        self.page_uri = page_uri
        self.files = files
        self.anchors = anchors

    def __call__(self, written: str) -> Address:
        """The address for the page; `written` itself where it leads nowhere, none where it runs a script."""
        target = self.files.resolve(self.page_uri, written)
        if target.kind == "unsafe":
            return Address(None)
        if target.kind == "waiting":
            return Address(None, waits=True)
        if target.kind not in ("page", "file"):
            return Address(written)
        suffix = target.suffix
        anchor = target.anchor and find_anchor(target.anchor, self.anchors.get(target.uri, ()))
        if anchor:
            suffix = f"{suffix.partition('#')[0]}#{anchor}"
        if target.uri == self.page_uri and suffix.startswith("#"):
            return Address(suffix)
        site_paths = self.files.site_paths
        is_download = target.kind == "file" and not is_shown(target.uri)
        return Address(
            _quoted(relative_url(site_paths[target.uri], site_paths[self.page_uri])) + suffix, is_download
        )


def _quoted(url: str) -> str:
    """`url` as browsers ask for it, Hangul left readable."""
    return "".join(f"%{ord(each):02X}" if each in ' "#%?<>\\^`{|}' else each for each in url)
