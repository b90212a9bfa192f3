"""What must be right before a page is read: the settings, the npm packages, the files of the course.

First of the hooks. `on_pre_build` comes before MkDocs empties the site folder: what stops here leaves it
whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, set_exclusions

from course.config import setting_lines
from course.docs_folder import check_docs, list_files
from course.npm import install_npm_packages
from course.problem import Problem
from course.settings import check_settings, parse_settings

log = get_plugin_logger("course")


@event_priority(100)  # before mermaid2, which looks for the file that npm brings
def on_config(config: MkDocsConfig) -> None:
    """Refuse faulty settings, all at once; bring Mermaid."""
    config_path = Path(config.config_file_path)
    problems = check_settings(config.extra.get("course"), config_path.name, setting_lines(config_path))
    _stop(problems, "the settings are faulty")
    for problem in install_npm_packages(config_path.parent):
        log.warning(str(problem))


def on_pre_build(config: MkDocsConfig) -> None:
    """Tell what is wrong with the files of the course; stop for what cannot be read, in strict for all."""
    files = _included_files(config)
    found = check_docs(
        Path(config.docs_dir),
        Path(config.config_file_path).parent,
        addresses={file.src_uri: file.dest_uri for file in files},
        pages=[file.src_uri for file in files if file.is_documentation_page()],
        expected=parse_settings(config.extra.get("course")).session_headings,
    )
    for notice in found.notices:
        log.info(str(notice))
    if found.unreadable or config.strict:
        _stop([*found.unreadable, *found.doubtful], "the course cannot be built")
    for problem in found.doubtful:
        log.warning(str(problem))


def _included_files(config: MkDocsConfig) -> list[File]:
    """The files MkDocs will find, before it drops those in the way of others."""
    places = (config.docs_dir, config.site_dir, config.use_directory_urls)
    files = [File(uri, *places) for uri in list_files(Path(config.docs_dir))]
    set_exclusions(files, config)
    return [file for file in files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]


def _stop(problems: Sequence[Problem], why: str) -> None:
    for problem in problems:
        log.error(str(problem))
    if problems:
        raise PluginError(f"{why}: {len(problems)} to mend")
