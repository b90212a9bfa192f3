"""One page being read: what its reading needs to know, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from course.handout.order import Order, PageInput
from course.handout.shown_pictures import picture_in
from course.kept import put_file
from course.problems.problem import Problem
from course.settings.words.file_words import HandoutWords

#: Stands for the address of a site whose settings name none.
_NOWHERE = "https://nowhere.invalid/"


@dataclass(slots=True)
class Page:
    """One page of an order."""

    given: PageInput
    order: Order
    key: str = ""
    """Begins the labels of this page, where several are set in one document."""
    questions: frozenset[str] = frozenset()
    """Folded texts of the items that are questions."""
    anchors: frozenset[str] = frozenset()
    """Ids that have a label in the document."""
    neighbours: Mapping[str, str] = field(default_factory=dict)
    """Labels of the other pages in the same document, by their address."""
    listed: frozenset[str] | None = None
    """Ids of the headings that a booklet's contents list below the title; None for all."""
    pictures: dict[str, Path] = field(default_factory=dict)
    """Picture files to lay beside the document, by the name that it calls them."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def words(self) -> HandoutWords:
        """What handouts say, in the page's language."""
        return self.order.words

    def report(self, text: str, what: str, why: str, mend: str, code: str) -> None:
        """Note a Problem of this page at the first line of its source that holds `text`; else at line 1."""
        source = self.given.source
        at = source.text.find(text)
        line = source.text.count("\n", 0, at) + 1 if at >= 0 else 1
        problem = Problem(source.path, line, what, why, mend, code)
        if problem not in self.problems:
            self.problems.append(problem)

    def address(self, href: str) -> str:
        """`href` of this page as a whole address."""
        try:
            return urljoin(self.given.url, href) if self.given.url else href
        except ValueError:
            return href

    def site_file(self, src: str) -> Path | None:
        """The file of the site that `src` names; None where it is elsewhere or not there.

        A picture that is written into its own address is laid ready in the cache.
        """
        if (written := picture_in(src)) is not None:
            return self._laid_ready(*written)
        site = self.order.site_url or _NOWHERE
        try:
            whole = urljoin(self.given.url or site + self.given.site_path, src)
        except ValueError:
            return None
        if not whole.startswith(site):
            return None
        path = self.order.site_dir / unquote(urlsplit(whole[len(site) :]).path)
        return path if path.is_file() else None

    def _laid_ready(self, ending: str, content: bytes) -> Path:
        path = self.order.kept_dir / "pictures" / f"{sha256(content).hexdigest()[:32]}.{ending}"
        if not path.is_file():
            put_file(path, content)
        return path

    def is_elsewhere(self, src: str) -> bool:
        """Whether `src` is an address on the web, and not one of the site."""
        site = self.order.site_url
        return src.startswith(("http:", "https:", "//")) and not (site and src.startswith(site))

    def label(self, href: str) -> str | None:
        """The label in the document that `href` leads to, if it stays inside it."""
        page, anchor = urldefrag(self.address(href))
        return self.label_of(unquote(anchor)) if page == self.given.url else self.neighbours.get(page)

    def lists(self, anchor: str | None) -> bool:
        """Whether a booklet's contents list the heading with that id."""
        return self.listed is None or anchor in self.listed

    def label_of(self, anchor: str | None) -> str | None:
        """The label of the heading with that id; None where none has it."""
        return self.key + anchor if anchor in self.anchors and anchor else None
