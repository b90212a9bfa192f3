"""The service worker of a site: one script, the same until the product or a word in it changes."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

#: Where it lies, below a language's folder: it answers for all that is beside and below it.
WORKER = "course-worker.js"


def render_worker(language: str, title: str, offline: str) -> str:
    """The worker; `offline` is what it says in the place of a page that it does not have.

    `title` is the name of the course.
    """
    said = {"language": language, "title": title, "offline": offline}
    data = json.dumps({key: escape(text) for key, text in said.items()}, ensure_ascii=False)
    return f"const SAID = {data}\n{_script('worker.js')}"


def render_no_worker() -> str:
    """A worker in its place that takes itself away, and all that the other has kept."""
    return _script("no_worker.js")


def _script(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
