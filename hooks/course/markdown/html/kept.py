"""The parsed articles of a build's pages, kept from step to step so that few are parsed twice."""

from __future__ import annotations

from course.markdown.html.article import Article

#: Articles kept at once: a tree takes half a megabyte, so that those of a larger course have no room. None of
#: a part of them would be there when its turn comes again.
_MOST, _FEW = 60, 4


class Articles:
    """A cache of articles by name of the page, such as its URI."""

    def __init__(self) -> None:
        self._kept: dict[str, Article] = {}
        self._most = _MOST

    def of(self, name: str, html: str) -> Article:
        """The article of the page `name`: the one kept if its HTML is still `html`, else a new one."""
        kept = self._kept.get(name)
        if kept is None or kept.html != html:
            self._kept.pop(name, None)
            kept = self._kept[name] = Article(html)
            if len(self._kept) > self._most:
                self._most = _FEW
                self._kept = dict([*self._kept.items()][-_FEW:])
        return kept

    def drop(self, name: str) -> None:
        """Forget the article of a page that is finished."""
        self._kept.pop(name, None)
