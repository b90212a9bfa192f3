"""The pictures, films and drawings of a book's pages, and where the links of these lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from lxml import etree

from course.diagrams.drawing import DRAWING
from course.publish.lms.article import Carrier
from course.publish.lms.carriers import LARGEST_MEDIA_BYTES, elsewhere
from course.publish.lms.drawings import Draw, cut_drawings, spoken, svg_file
from course.publish.lms.site_pages import SitePage, SitePages

#: Kinds of files that every reading system shows, by their endings. Source: EPUB 3.3, "Core media types".
PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
#: The same for films, for which EPUB names no kinds, and sounds.
MEDIA = {"mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg", "m4a": "audio/mp4"}
#: Where pages and files are, as a page names them.
FILES, PAGE_ENDING = "../files/", ".xhtml"
_SVG = "http://www.w3.org/2000/svg"
_SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')


@dataclass(slots=True)
class BookFiles:
    """Collects the files that the chapters of a book show."""

    pages: SitePages
    chapters: Collection[str]
    """Paths in the site of the pages that are in the book."""
    names: Mapping[str, str]
    """Name in the book of each file of the site, by its path there."""
    draw: Draw
    files: dict[str, bytes] = field(default_factory=dict)
    """What was collected so far, by name."""

    def carrier(self, page: SitePage) -> Carrier:
        """A carrier for `page` that collects its files here."""
        count = 0

        def link(href: str) -> str:
            target = self.pages.target(page, href)
            if target is None:
                return elsewhere(href)
            if target.page is None or target.page.site_path not in self.chapters:
                return target.online
            address = "" if target.page is page else f"{target.page.name}{PAGE_ENDING}"
            return f"{address}#{target.anchor}" if target.anchor or not address else address

        def picture(src: str) -> str:
            target = self.pages.target(page, src) if src else None
            if target is None or target.file is None:
                return src if re.match(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]", src) else ""
            return self._kept(target.file)

        def drawing(svg: str) -> str:
            nonlocal count
            count += 1
            content = svg_file(svg, self.draw)
            name, kind = f"{page.name}-diagram-{count}.svg", DRAWING
            if content is None:
                content, kind = alone(svg), "drawn"
            if content is None:
                return ""
            self.files[name] = content
            words = escape(". ".join(filter(None, spoken(svg))))
            size = _SIZE.search(svg.partition(">")[0])
            measured = f' width="{float(size[1]):.0f}" height="{float(size[2]):.0f}"' if size else ""
            return f'<img class="{kind}" src="{FILES}{name}" alt="{words}"{measured}>'

        return Carrier(link, picture, drawing, signs=True)

    def _kept(self, file: Path) -> str:
        """The address of a file that a page shows; empty for one that reading systems need not know."""
        ending = file.suffix.lower().removeprefix(".")
        if ending not in PICTURES and (ending not in MEDIA or file.stat().st_size > LARGEST_MEDIA_BYTES):
            return ""
        content: bytes | None = file.read_bytes()
        if ending == "svg":
            content = alone((content or b"").decode("utf-8", "replace"))
        if content is None:
            return ""
        name = self.names[file.relative_to(self.pages.language.site_dir).as_posix()]
        self.files[name] = content
        return f"{FILES}{name}"


def alone(text: str) -> bytes | None:
    """The drawing in the SVG file or element `text` as a file that runs and fetches nothing.

    None where it is no drawing that XML can hold.
    """
    _, drawings = cut_drawings(text)
    if not drawings:
        return None
    opening = drawings[0].partition(">")[0]
    given = drawings[0] if "xmlns=" in opening else drawings[0].replace("<svg", f'<svg xmlns="{_SVG}"', 1)
    if "xlink:" in given and "xmlns:xlink" not in given:
        given = given.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1)
    try:
        root = etree.fromstring(given.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{_SVG}}}svg" or next(root.iter(etree.Entity), None) is not None:
        return None
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if str(name).startswith(("data-", "aria-", "role"))]:
            del element.attrib[name]
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
