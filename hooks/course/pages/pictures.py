"""Pictures with files for light and for dark pages: they follow the page's switch, not the reader's system.

Of a ``<picture>`` that names ``prefers-color-scheme`` two are made: one as it is in the light, and behind it
one as it is in the dark, hidden. The style sheets show the one that suits the page; paper is light.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from course.markdown.html.article import Article

_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
#: Media features that are met by every window, and by none.
_MET, _UNMET = "(min-width: 0)", "(max-width: 0)"


def follow_page_colours(article: Article) -> None:
    """Make two of each picture whose files depend on light and dark."""
    for picture in article.find("picture"):
        if any(_SCHEME.search(each.attributes.get("media") or "") for each in picture.css("source")):
            html = picture.html or ""
            article.put_in_place(picture, _in_scheme(html, "light") + _in_scheme(html, "dark"))


def _in_scheme(html: str, scheme: str) -> str:
    """The picture `html` as a system in `scheme` would show it."""
    variant = Article(html)
    picture = variant.find("picture")[0]
    classes = f"{picture.attributes.get('class') or ''} picture--{scheme}"
    variant.set(picture, "class", classes.strip())
    for source in variant.find("source"):
        _settle(source, scheme)
    if scheme == "dark":
        variant.set(picture, "hidden", "")
        variant.set(picture, "data-added", "picture")
        _as_copy(variant)
    return str(variant)


def _settle(source: LexborNode, scheme: str) -> None:
    """Say in a source's media query, or by leaving it out, whether the page is in `scheme`."""
    media = source.attributes.get("media") or ""
    query = _SCHEME.sub(lambda match: _MET if match[1].lower() == scheme else _UNMET, media).strip()
    if query == _UNMET:
        source.decompose()
    elif query == _MET:
        del source.attrs["media"]
    elif query != media:
        source.attrs["media"] = query


def _as_copy(variant: Article) -> None:
    """No id stands twice, and no file is fetched that is not shown."""
    for element in variant.find("[id]"):
        del element.attrs["id"]
    for image in variant.find("img"):
        variant.set(image, "loading", "lazy")
