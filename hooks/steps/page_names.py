"""What a page is called in the menu, in titles and in links to it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from course.formulas.drawer import start_formulas
from course.markdown.files.navigation import name_forms, title_from_name
from course.markdown.reading.page_title import title_in_html
from steps.state import BuildState, root_of


def name_page(page: Page, config: MkDocsConfig, state: BuildState, *, made_here: bool) -> None:
    """Name a page, and its folder where it is that folder's own in a menu that is `made_here`."""
    _list_later_titles(page)
    title = _own_title(page, state, start_formulas(root_of(config)).in_words)
    page.title = title or _title_of_place(page, config, state)
    if made_here and title and page.is_index and page.parent:
        page.parent.title = title


def _own_title(page: Page, state: BuildState, in_words: Callable[[str], str]) -> str | None:
    """The title that a nav written by hand, the front matter or the first first-level heading gives.

    A heading may be HTML, its formulas then `in_words`, or a picture with words.
    """
    if "title" in vars(page) or page.meta.get("title"):
        return str(page.title)
    listed = next((item.title for item in page.toc if item.level == 1 and item.title), None)
    known = state.known(page)
    in_html = known.title_in_html if known else "" if listed else title_in_html(page.content or "", in_words)
    return listed or escape(in_html, quote=False) or None


def _list_later_titles(page: Page) -> None:
    """Put further first-level headings below the first: the theme lists what is below it alone."""
    items = page.toc.items
    if items and items[0].level == 1:
        items[0].children += items[1:]
        del items[1:]


def _title_of_place(page: Page, config: MkDocsConfig, state: BuildState) -> str:
    if page.is_index:
        return page.parent.title if page.parent else config.site_name
    return escape(title_from_name(page.file.name, numbered(state)), quote=False)


def numbered(state: BuildState) -> dict[str, str]:
    """How names with a number, such as ``week_03``, are written."""
    return name_forms(state.words.numbered_names, state.words.name_spellings)
