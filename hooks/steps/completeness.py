"""The last step: the finished site is compared with its sources."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from course.checks.built_check import check_edition
from course.problems.formats import render_count_line
from course.problems.problem import Problem
from steps.state import BuildState

log = get_plugin_logger("completeness")


def note_sources(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Remember the URIs of the sources that get a page, for `check_site`."""
    state.page_uris = [file.src_uri for file in files.documentation_pages() if not file.generated_by]


def check_site(config: MkDocsConfig, state: BuildState) -> None:
    """Tell everything that the site lacks, then log one line of counts.

    What it lacks ends a strict build: raises PluginError where it is not logged, as a warning, that does.
    """
    lacking = () if state.is_checked_later else _compare(config, state)
    counts = render_count_line([*state.sorted_problems.new, *lacking], len(state.sorted_problems.accepted))
    log.info(f"{counts}; {time.monotonic() - state.started:.1f} s")
    if state.teller and lacking and config.strict:
        raise PluginError(f"{len(lacking)} to mend before the site can be published")


def _compare(config: MkDocsConfig, state: BuildState) -> Sequence[Problem]:
    """What the site lacks, told."""
    report = check_edition(
        Path(config.docs_dir),
        Path(config.site_dir),
        Path(config.config_file_path).parent,
        settings=state.settings,
        uris=state.page_uris,
    )
    if state.teller:
        state.teller.tell(report.problems, str(report))
    else:
        for problem in report.problems:
            log.warning(str(problem))
        log.info(str(report))
    return report.problems
