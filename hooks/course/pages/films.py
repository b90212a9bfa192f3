"""Films of other hosts: a still stands for each, and its host is asked for nothing before a reader wants it.

The still is a link to the film. For an ``<iframe>`` it is made here, with the frame's title; where a lecturer
makes a picture the link to a film (``[![…](still.png)](https://host/film)``), it is that picture. A script
puts the frame in the still's place. An ``<iframe>`` keeps its address in ``data-src``: handouts and packages
read it.
"""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from selectolax.lexbor import LexborNode

from course.markdown.html.article import Article
from course.markdown.html.clean import FRAME_RULES
from course.markdown.html.schemes import FRAME, FRAME_ADDRESS, frame_host

#: On a link that a frame may take the place of; what that frame may do.
_MARK = "data-film"


def put_stills(article: Article, hosts: Collection[str], load_from: str) -> None:
    """Have nothing of `hosts` in the article but links, until one is followed.

    `load_from` says what a tap does; the host is put into it.
    """
    if not hosts:
        return
    for frame in article.find(f"{FRAME}[src]"):
        _put_before(article, frame, load_from)
    for link in article.find("a[href]"):
        address = link.attributes["href"] or ""
        if frame_host(address) in hosts and _is_picture(link):
            article.set(link, _MARK, FRAME_RULES["sandbox"])


def _put_before(article: Article, frame: LexborNode, load_from: str) -> None:
    address, title = frame.attributes["src"] or "", (frame.attributes.get("title") or "").strip()
    host = frame_host(address)
    says = f"<span>{escape(load_from.format(host))}</span>"
    size = _proportions(frame)
    style = f' style="{size}"' if size else ""
    named = f"<strong>{escape(title)}</strong>" if title else ""
    article.before(
        frame,
        f'<a class="film" data-added="film" data-search-exclude {_MARK} href="{escape(address)}"{style}>'
        f"{named}{says}</a>",
    )
    article.set(frame, FRAME_ADDRESS, address)
    if not title:
        article.set(frame, "title", host)
    if size:
        article.set(frame, "style", f"{size};{frame.attributes.get('style') or ''}")
    del frame.attrs["src"]


def _proportions(frame: LexborNode) -> str:
    """The style of still and frame where the author states width and height in pixels."""
    width, height = (frame.attributes.get(name) or "" for name in ("width", "height"))
    is_stated = all(each.isascii() and each.isdigit() and int(each) for each in (width, height))
    return f"aspect-ratio:{width}/{height};max-width:{width}px" if is_stated else ""


def _is_picture(link: LexborNode) -> bool:
    """Whether nothing but a picture is in a link."""
    return bool(link.css("img")) and not (link.text() or "").strip()
