"""The articles of a build's pages, so that none is parsed again while nobody else has changed it."""

from __future__ import annotations

from course.markdown.html.article import Article


class Articles:
    """An article for each page, by any name of the page that is always the same."""

    def __init__(self) -> None:
        self._kept: dict[str, Article] = {}

    def of(self, name: str, html: str) -> Article:
        """The article of the page `name`, whose HTML is `html`: the one kept, unless that was otherwise."""
        kept = self._kept.get(name)
        if kept is None or kept.html != html:
            kept = self._kept[name] = Article(html)
        return kept

    def drop(self, name: str) -> None:
        """Forget the article of a page that is finished."""
        self._kept.pop(name, None)
