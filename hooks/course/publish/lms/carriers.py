"""The two ways to carry a page's pictures and downloads: inside its one file, or as files of a cartridge."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from course.model.built_language import FOLDER as HANDOUTS
from course.publish.lms.article import PICTURE, Carrier
from course.publish.lms.drawings import Draw, spoken, svg_file
from course.publish.lms.site_pages import SitePage, SitePages

#: A file that is offered for download is put into the page up to this size.
LARGEST_DOWNLOAD_BYTES = 1_000_000
#: A film or sound is put into the page up to this size.
LARGEST_MEDIA_BYTES = 8_000_000
_SAFE = frozenset(("http", "https", "ftp", "mailto", "tel", "sms", "xmpp", "irc", "news", "git", "ssh"))
_PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "bmp": "image/bmp",
    "ico": "image/x-icon",
}
_MEDIA = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}
_OTHER = "application/octet-stream"


def inside_one_file(page: SitePage, pages: SitePages) -> Carrier:
    """A carrier that puts all that `page` shows into its one HTML file.

    Links lead to other pages as files beside it, and to anything else online.
    """

    def link(href: str) -> str:
        target = pages.target(page, href)
        if target is None:
            return elsewhere(href)
        if target.page:
            return _page_address(target.page, page, target.anchor, "")
        if target.file and not _is_handout(target.file, pages) and _fits(target.file, LARGEST_DOWNLOAD_BYTES):
            return _data(target.file)
        return target.online

    def picture(src: str) -> str:
        file = _file(page, pages, src)
        if file is None:
            return src if src.startswith("data:image/") else ""
        limit = None if _ending(file) in _PICTURES else LARGEST_MEDIA_BYTES
        return _data(file) if limit is None or _fits(file, limit) else ""

    return Carrier(link, picture, lambda drawing: drawing)


@dataclass(slots=True)
class CartridgeFiles:
    """Collects the files that the pages of a cartridge show or link to."""

    pages: SitePages
    folder: str
    """Folder of the language's pages in the cartridge, such as ``ko``."""
    names: Mapping[str, str]
    """Name that each file of the site gets in the cartridge, by its path in the site."""
    draw: Draw
    files: dict[str, bytes] = field(default_factory=dict)
    """Content of each file collected so far, by its path in the cartridge."""
    used: dict[str, dict[str, None]] = field(default_factory=dict)
    """Paths of the files that each page needs, in order, by the page's path in the site."""

    def carrier(self, page: SitePage) -> Carrier:
        """A carrier for `page` that collects its files here.

        Addresses begin at the cartridge's root (``../ko/…``), so that none is the end of another: Moodle
        replaces them by plain search. Source: Moodle, backup/cc/entity11.resource.class.php.
        """
        count = 0

        def link(href: str) -> str:
            target = self.pages.target(page, href)
            if target is None:
                return elsewhere(href)
            if target.page:
                return _page_address(target.page, page, target.anchor, f"../{self.folder}/")
            return self._kept(page, target.file) if target.file else target.online

        def picture(src: str) -> str:
            file = _file(page, self.pages, src)
            if file is None:
                return src if src.startswith("data:image/") else ""
            return self._kept(page, file)

        def drawing(svg: str) -> str:
            nonlocal count
            content = svg_file(svg, self.draw)
            if content is None:
                return svg
            count += 1
            address = self._put(page, f"{page.name}-diagram-{count}.svg", content)
            size = re.search(r' width="([\d.]+)" height="([\d.]+)"', svg.partition(">")[0])
            measured = f' width="{float(size[1]):.0f}" height="{float(size[2]):.0f}"' if size else ""
            least = re.search(r"--least:\d+px", svg.partition(">")[0])
            measured += f' style="{least[0]}"' if least else ""
            return f'<img class="{PICTURE}" src="{address}" alt="{escape(". ".join(spoken(svg)))}"{measured}>'

        return Carrier(link, picture, drawing, plain=True)

    def _kept(self, page: SitePage, file: Path) -> str:
        name = self.names[file.relative_to(self.pages.language.site_dir).as_posix()]
        return self._put(page, name, file.read_bytes())

    def _put(self, page: SitePage, name: str, content: bytes) -> str:
        cartridge_path = f"{self.folder}/files/{name}"
        self.files[cartridge_path] = content
        self.used.setdefault(page.site_path, {})[cartridge_path] = None
        return f"../{cartridge_path}"


def _page_address(target: SitePage, page: SitePage, anchor: str, folder: str) -> str:
    address = "" if target is page else f"{folder}{target.name}.html"
    return f"{address}#{anchor}" if anchor or not address else address


def elsewhere(href: str) -> str:
    """`href` where it names another host, or somebody to write to; nothing for a script and the like."""
    address = f"https:{href.strip()}" if href.strip().startswith("//") else href.strip()
    try:
        return address if urlsplit(address).scheme in _SAFE else ""
    except ValueError:
        return ""


def _file(page: SitePage, pages: SitePages, src: str) -> Path | None:
    target = pages.target(page, src) if src else None
    return target.file if target else None


def _is_handout(file: Path, pages: SitePages) -> bool:
    return file.is_relative_to(pages.language.site_dir / HANDOUTS)


def _fits(file: Path, limit: int) -> bool:
    return file.stat().st_size <= limit


def _ending(file: Path) -> str:
    return file.suffix.lower().removeprefix(".")


def _data(file: Path) -> str:
    kind = {**_PICTURES, **_MEDIA}.get(_ending(file), _OTHER)
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"
