"""What must be right before a page is read: the settings, the npm packages, the files of the course.

First of the hooks. `on_pre_build` comes before MkDocs empties the site folder: what stops here leaves it be.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, set_exclusions

from course.checks.accepted import is_below, sort_out
from course.checks.course_sources import lent_files
from course.checks.docs_folder import check_docs
from course.markdown.files.docs_files import check_places, list_files
from course.markdown.files.folder_pages import page_place
from course.npm import install_npm_packages
from course.problems.problem import Problem
from course.settings.course_settings import parse_settings
from course.settings.extra_settings import check_extra

log = get_plugin_logger("course")


@event_priority(100)  # before mermaid2, which looks for the file that npm brings
def on_config(config: MkDocsConfig) -> None:
    """Take the course that ``run.py site --docs`` names; refuse faulty settings, all at once; bring npm's."""
    config.extra["course_start"] = time.monotonic()
    config.docs_dir = os.environ.get("COURSE_DOCS", config.docs_dir)
    config.site_name = escape(
        unescape(os.environ.get("COURSE_NAME", config.site_name))
    )  # templates write it as it is
    config_path = Path(config.config_file_path)
    _stop(check_extra(config.extra, config_path))
    _stop(check_places(Path(config.docs_dir), config_path.parent))  # MkDocs would not come to an end
    config.extra["course_settings"] = parse_settings(config.extra.pop("course", None))
    if "COURSE_NPM_ASKED" not in os.environ:
        for problem in install_npm_packages(config_path.parent):
            log.info(str(problem))


def on_pre_build(config: MkDocsConfig) -> None:
    """Tell what is wrong with the course's files; in strict, stop.

    Hooks and templates get the course as ``config.extra["course"]`` (`course.model.model.Course`).
    """
    places = (config.docs_dir, config.site_dir, config.use_directory_urls)
    files = [File(uri, *places) for uri in list_files(Path(config.docs_dir))]
    set_exclusions(files, config)
    included = [file for file in files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]
    root, docs_dir = Path(config.config_file_path).parent, Path(config.docs_dir)
    found = check_docs(
        docs_dir,
        root,
        addresses={file.src_uri: page_place(file.src_uri, file.dest_uri) for file in included},
        settings=config.extra["course_settings"],
        lent=lent_files(root, docs_dir),
        drawer=config.extra["diagram_fence"].drawer,
    )
    config.extra["course"], config.extra["course_anchors"] = found.course, found.anchors
    config.extra["course_unreadable"] = found.unreadable_uris
    config.extra["course_told"] = told = sort_out(found.problems, root, is_below(docs_dir, root))
    _stop(told.faults if config.strict else [])
    for problem in told.faults:
        log.warning(str(problem))
    for line in told.remarks():
        log.info(line)


def _stop(problems: Sequence[Problem]) -> None:
    """End the build with every problem told, if there is one."""
    for problem in problems:
        log.error(str(problem))
    if problems:
        raise PluginError(f"{len(problems)} to mend before the course can be built")
