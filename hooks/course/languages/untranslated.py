"""The small page that stands in for one not translated yet."""

from __future__ import annotations

import json
from html import escape

from course.markdown.reading.page_title import page_title
from course.model.editions import Edition
from course.settings.words.words import Words


def render_untranslated(title: str, words: Words, *, code: str, name: str, href: str) -> str:
    """The Markdown of a page that says it is not translated yet, and links to the page that is, at `href`.

    `title` is that page's; `code` is the tag of its language and `name` what its readers call the language.
    `href` is relative to the new page, which the site's search and search engines leave out.
    """
    front = {"title": title, "untranslated": True, "search": {"exclude": True}}
    link = f'<a class="md-button md-button--primary" href="{escape(href)}" hreflang="{escape(code)}">'
    return "\n".join(
        [
            "---",
            *(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()),
            "---",
            "",
            f'<h1><span lang="{escape(code)}">{escape(title)}</span></h1>',
            "",
            f"<p>{escape(words.untranslated)}</p>",
            "",
            f"<p>{link}{escape(words.read_original.format(name))}</a></p>",
            "",
        ]
    )


def stand_in(text: str, edition: Edition, words: Words, *, url: str, name: str) -> str:
    """The Markdown of a stand-in at `url` for a page that only `edition` has; `text` is its source there.

    `name` is the title where `text` has none.
    """
    href = f"{'../' * (url.count('/') + 1)}{edition.language.place}{url}"
    code, called = edition.language.code, edition.name
    return render_untranslated(page_title(text, name), words, code=code, name=called, href=href)
