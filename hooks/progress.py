"""What each page has to tick and to answer, as a script: it works without a server, and the menu can count.

In `on_env`, when every page has its HTML, and before anything is added to it that repeats its text.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from course.pages.progress import page_items, render_items

_SCRIPT = "assets/javascripts/items.js"


def on_config(config: MkDocsConfig, **kwargs: Any) -> None:
    """Load it before the scripts that use it."""
    config.extra_javascript.insert(0, _SCRIPT)


@event_priority(-70)  # after all that changes the text of pages
def on_env(env: Environment, config: MkDocsConfig, files: Files, **kwargs: Any) -> None:
    """Write it."""
    sessions = {session.uri: session for session in config.extra["course"].sessions}
    pages = {}
    for file in files.documentation_pages():
        if file.page:
            session = sessions.get(file.src_uri)
            checks = [check.text for check in session.checks] if session else []
            pages[unquote(file.url).removeprefix("./")] = page_items(file.page.content or "", checks)
    content = render_items(pages)
    files.append(File.generated(config, _SCRIPT, content=content, inclusion=InclusionLevel.INCLUDED))
