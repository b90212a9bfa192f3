"""Translations: told where they lag behind the original, and marked there.

After languages, which finds the pages. What lags is a warning that `--strict` does not count: a lecturer must
be able to publish before the translator has caught up. Hence a logger outside of MkDocs'.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from course.languages.ledger import read_ledger
from course.languages.marks import mark_page
from course.languages.pages import page_key
from course.languages.translations import read_translations
from course.problems.problem import CourseError

log = get_plugin_logger("translations")
lag_log = logging.getLogger("course.translations")


def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> None:
    """Compare the translations in this language with their originals."""
    languages = config.extra["course_languages"]
    own = [edition for edition in languages.editions[1:] if edition is languages.own]
    settings = config.extra["course_settings"]
    try:
        ledger = read_ledger(Path(config.config_file_path).parent) if own else {}
    except CourseError as error:
        raise PluginError(str(error)) from None
    translations = read_translations(languages, own, ledger, settings)
    config.extra["course_standings"] = {each.key: each.standing for each in translations if each.standing}
    for translation in translations:
        for fault in translation.standing.faults if translation.standing else ():
            log.warning(str(fault))
        for notice in translation.notices():
            lag_log.warning("WARNING -  %s", notice)


@event_priority(-50)  # after what else changes the content
def on_page_content(html: str, page: Page, config: MkDocsConfig, **kwargs: Any) -> str:
    """Mark what lags behind."""
    standing = config.extra["course_standings"].get(page_key(page.file.src_uri))
    if standing is None:
        return html
    languages = config.extra["course_languages"]
    words = config.extra["interface"]["translation"]
    return mark_page(html, standing, words, languages.editions[0].language.code)
