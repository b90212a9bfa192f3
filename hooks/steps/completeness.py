"""The finished site against its sources (`on_post_build`, last: the files are then as readers get them)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from course.checks.built_check import check_edition
from course.problems.formats import render_count_line

log = get_plugin_logger("completeness")


def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> None:
    """Remember which sources get a page."""
    config.extra["course_pages"] = [
        file.src_uri for file in files.documentation_pages() if not file.generated_by
    ]


@event_priority(-100)  # after every plugin and hook that still changes the site's files
def on_post_build(config: MkDocsConfig, **kwargs: Any) -> None:
    """Warn of all that is missing, which ends a strict build; tell what was checked."""
    root = Path(config.config_file_path).parent
    report = check_edition(
        Path(config.docs_dir),
        Path(config.site_dir),
        root,
        settings=config.extra["course_settings"],
        uris=config.extra["course_pages"],
    )
    for problem in report.problems:
        log.warning(str(problem))
    log.info(str(report))
    told = config.extra["course_told"]
    found = render_count_line([*told.new, *report.problems], len(told.accepted))
    log.info(f"{found}; {time.monotonic() - config.extra['course_start']:.1f} s")
