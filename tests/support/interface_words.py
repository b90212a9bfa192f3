"""What a page says by itself, beside its course's text: whether all of it is in the page's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

import material
from jinja2 import Environment, nodes
from lxml import html

from course.settings.words.read import FOLDER, product_words
from support.courses import ROOT

#: Languages that the product speaks.
SPOKEN = tuple(sorted(path.stem for path in FOLDER.glob("*.yml")))
_THEME = Path(material.__file__).parent / "templates"
_SAID_IN = ("title", "aria-label", "alt", "placeholder", "content", "value", "data-label")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|#")
#: Values that are no words, and words that a language says of itself to readers of others.
_APART = ("language", "language_name", "read_in_language", "name_spellings", "scripts")


def foreign_texts(page: html.HtmlElement) -> list[str]:
    """Texts of a page that an interface says in another language than that of the place they stand in."""
    return [
        text
        for text, language in _texts(page, page.get("lang") or "")
        if not _said_in(language).fullmatch(text)
        and any(_said_in(other).fullmatch(text) for other in SPOKEN if other != language)
    ]


def menu(page: html.HtmlElement, address: str, root: str) -> list[str]:
    """The addresses that the menu of the page at `address` leads to, in order, below the site's `root`."""
    links = page.xpath(
        "//nav[contains(@class, 'md-nav--primary')]//a[contains(@class, 'md-nav__link')]/@href"
    )
    links += page.xpath(
        "//div[contains(@class, 'md-nav--primary')]//a[contains(@class, 'md-nav__link')]/@href"
    )
    whole = [urlsplit(urljoin(f"https://c.example{root}{address}", link)) for link in links]
    return list(dict.fromkeys(each.path.removeprefix(root) for each in whole if not each.fragment))


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """The pages of a site, by their addresses: ``week_01/`` for ``week_01/index.html``."""
    files = (PurePosixPath(path.relative_to(site)) for path in sorted(site.rglob("*.html")))
    return {
        (str(file) if file.name != "index.html" else str(file)[: -len("index.html")]): html.fromstring(
            (site / file).read_bytes()
        )
        for file in files
    }


def _texts(element: html.HtmlElement, language: str) -> Iterator[tuple[str, str]]:
    """Each text below `element`, without spaces around it, with the language it stands in."""
    if not isinstance(element.tag, str):
        return
    language = element.get("lang") or language
    if element.tag in ("script", "style"):
        if element.get("id") in ("__course", "__config"):
            yield from ((text, language) for text in _values(json.loads(element.text or "{}")))
        return
    for name in _SAID_IN:
        if said := " ".join((element.get(name) or "").split()):
            yield said, language
    for text in (element.text, *(child.tail for child in element)):
        if said := " ".join((text or "").split()):
            yield said, language
    for child in element:
        yield from _texts(child, language)


@cache
def _said_in(language: str) -> re.Pattern[str]:
    """Matches every text that product or theme say in `language`."""
    words = product_words(language, ROOT).words.as_data()
    source = (_THEME / f"partials/languages/{language}.html").read_text(encoding="utf-8")
    (theme,) = (each.as_const() for each in Environment(autoescape=True).parse(source).find_all(nodes.Dict))
    theme = {key: value for key, value in theme.items() if not key.startswith(("search.config", "blog."))}
    said = {*_values(words), *_values(theme)}
    parts = [_PLACEHOLDER.split(text) for text in sorted(said)]
    worded = [each for each in parts if any(map(str.isalpha, "".join(each)))]
    return re.compile("|".join(".+".join(map(re.escape, each)) for each in worded), re.DOTALL)


def _values(value: Any) -> Iterator[str]:
    """All texts in mappings and lists."""
    if isinstance(value, str):
        yield from [" ".join(value.split())] if value.strip() else []
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from () if key in _APART else _values(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _values(each)
