"""The Content-Security-Policy of a page: what it may run and load. The browser stops everything else.

Only what the templates of a page hold is trusted, and named: scripts by the hash of their text, other hosts
by their origin. What stands in the article is an author's; what came past the cleaner has no name here.

Source: Content Security Policy Level 3, W3C.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import urlsplit

from course.markdown.html.scan import attributes, scan
from course.markdown.html.style_classes import as_classes, has_styles

#: What stands in a page's head until its policy is known: main.html writes it.
PLACE = '<meta http-equiv="Content-Security-Policy" content="">'
_HEAD, _TAIL = PLACE.split('""')
#: Types of scripts that are run; others are data. Source: HTML Living Standard, 4.12.1.
_RUN = frozenset(("", "module", "importmap", "text/javascript", "application/javascript"))
#: Elements of a template that load from elsewhere, each by an attribute.
_LOADS = {"script": "src", "link": "href", "iframe": "src"}
#: Kinds of links that load something, or say that a script will.
_LOADING_LINKS = frozenset(("stylesheet", "preconnect", "preload", "modulepreload"))


@dataclass(slots=True)
class Trusted:
    """What the templates of pages run and load."""

    scripts: set[str] = field(default_factory=set)
    """Hashes of the scripts that stand in the page."""
    styles: set[str] = field(default_factory=set)
    """Hashes of the style sheets that stand in the page."""
    origins: set[str] = field(default_factory=set)
    """Other hosts, with their scheme."""
    has_styles: bool = False
    """Whether elements have a ``style``."""


def with_policy(page: str, article: str, frames: Sequence[str], *, draws: bool, sheet: bool = True) -> str:
    """A whole `page` with its policy, if it has a place for it.

    Of the page, `article` is what an author wrote, which nothing is allowed for. `frames` are the hosts that
    the settings let frames show. Where the page `draws` its diagrams in the browser, the engine sets styles
    of its own. What elements say in ``style`` becomes classes, if the page links a `sheet` of these.
    """
    if PLACE not in page:
        return page
    templates = page.replace(article, "", 1) if article else page
    if sheet:
        page, templates = as_classes(page), as_classes(templates)
    policy = render_policy(trusted_in(templates), frames, draws=draws, styled=not sheet)
    return page.replace(PLACE, f'{_HEAD}"{escape(policy, quote=False)}"{_TAIL}', 1)


def trusted_in(templates: str) -> Trusted:
    """What the HTML of a page without its article runs and loads."""
    trusted, inside = Trusted(has_styles=has_styles(templates)), ""
    for markup in scan(templates):
        if inside:
            hashes = trusted.scripts if inside == "script" else trusted.styles
            hashes.add(_hash_of(markup.text))
        given = {} if markup.closing or markup.name not in ("style", *_LOADS) else _attributes(markup.text)
        source = given.get(_LOADS.get(markup.name, ""), "")
        loads = markup.name != "link" or not _LOADING_LINKS.isdisjoint(given.get("rel", "").lower().split())
        if loads and (origin := _origin(source)):
            trusted.origins.add(origin)
        runs = markup.name == "script" and not source and given.get("type", "").lower() in _RUN
        inside = markup.name if not markup.closing and (runs or markup.name == "style") else ""
    return trusted


def render_policy(trusted: Trusted, frames: Iterable[str], *, draws: bool, styled: bool = False) -> str:
    """The policy as a header or ``meta`` has it.

    Pictures, films and sounds may come from any host: Markdown shows them from where they are. Elements may
    have a ``style`` only where the browser `draws`, or the article is `styled`, or a template is.
    """
    others, own = sorted(trusted.origins), "'self'"
    in_elements = draws or styled or trusted.has_styles
    styles = ["'unsafe-inline'"] if draws else _named(trusted.styles)
    media = (own, "data:", "https:", "http:")
    sources = {
        "default-src": (own, *others),
        "script-src": (own, *others, *_named(trusted.scripts)),
        "style-src": (own, *others, *styles),
        "style-src-attr": ("'unsafe-inline'" if in_elements else "'none'",),
        "img-src": media,
        "media-src": media,
        "frame-src": (own, *others, *(f"https://{host}" for host in sorted(frames))),
        "worker-src": (own,),
        "manifest-src": (own,),
        "object-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": (own,),
    }
    return "; ".join(f"{name} {' '.join(allowed)}" for name, allowed in sources.items())


def policies_of(head: str) -> Iterator[str]:
    """The policies that the `head` of a written page states."""
    _, *stated = head.split(f'{_HEAD}"')
    yield from (unescape(each.partition('"')[0]) for each in stated)


def joined_policy(policies: Iterable[str]) -> str:
    """One policy that allows what each of `policies` does, for a header that all pages share."""
    joined: dict[str, dict[str, None]] = {}
    for policy in policies:
        for directive in policy.split("; "):
            name, *allowed = directive.split()
            joined.setdefault(name, {}).update(dict.fromkeys(allowed))
    return "; ".join(f"{name} {' '.join(_effective(allowed))}" for name, allowed in joined.items())


def _effective(allowed: Iterable[str]) -> list[str]:
    """What is allowed; beside ``'unsafe-inline'`` neither hashes nor ``'none'``, which would mean nothing."""
    listed = [*allowed]
    vain = ("'sha", "'none'") if "'unsafe-inline'" in listed else ()
    return [each for each in listed if not each.startswith(vain)]


def _attributes(tag: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for attribute in attributes(tag):
        given.setdefault(attribute.name, attribute.value)
    return given


def _hash_of(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _named(hashes: Iterable[str]) -> list[str]:
    return [f"'sha256-{each}'" for each in sorted(hashes)]


def _origin(address: str) -> str:
    """Scheme and host of an address elsewhere; empty for one of the site's own."""
    parts = urlsplit(address.strip())
    return f"{parts.scheme or 'https'}://{parts.netloc}" if parts.netloc else ""
