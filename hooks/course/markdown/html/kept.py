"""The parsed articles of a build's pages, kept from step to step so that none is parsed twice."""

from __future__ import annotations

from course.markdown.html.article import Article


class Articles:
    """A cache of articles by name of the page, such as its URI."""

    def __init__(self) -> None:
        self._kept: dict[str, Article] = {}

    def of(self, name: str, html: str) -> Article:
        """The article of the page `name`: the one kept if its HTML is still `html`, else a new one."""
        kept = self._kept.get(name)
        if kept is None or kept.html != html:
            kept = self._kept[name] = Article(html)
        return kept

    def drop(self, name: str) -> None:
        """Forget the article of a page that is finished."""
        self._kept.pop(name, None)
