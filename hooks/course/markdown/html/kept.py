"""The parsed articles of a build's pages, kept from step to step so that few are parsed twice."""

from __future__ import annotations

from course.markdown.html.article import Article

#: Articles kept at once: a tree takes half a megabyte, so that those of a whole large course have no room.
_MOST = 60


class Articles:
    """A cache of articles by name of the page, such as its URI."""

    def __init__(self) -> None:
        self._kept: dict[str, Article] = {}

    def of(self, name: str, html: str) -> Article:
        """The article of the page `name`: the one kept if its HTML is still `html`, else a new one."""
        kept = self._kept.get(name)
        if kept is None or kept.html != html:
            self._kept.pop(name, None)
            kept = self._kept[name] = Article(html)
            if len(self._kept) > _MOST:
                del self._kept[next(iter(self._kept))]
        return kept

    def drop(self, name: str) -> None:
        """Forget the article of a page that is finished."""
        self._kept.pop(name, None)
