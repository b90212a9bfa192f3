"""What happens before a page is read: settings, npm packages and sources are checked and loaded."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, set_exclusions

from course.checks.accepted import is_below, sort_out
from course.checks.course_sources import excluded_patterns, lent_files
from course.checks.docs_folder import check_docs
from course.markdown.files.docs_files import check_paths, list_files, waiting_files
from course.markdown.files.folder_pages import is_page, site_path_of
from course.markdown.files.reserved import is_reserved, where_folders_are
from course.markdown.files.running import runs_by_name
from course.markdown.files.shared_addresses import share_addresses
from course.markdown.reading.instructor import is_for_instructor
from course.markdown.reading.publication import use_languages, use_time_zone
from course.model.corrections.corrections import CORRECTIONS_FILE
from course.model.editions import folders_of_languages
from course.npm import install_npm_packages
from course.problems.problem import Problem
from course.settings.colours import named_palette
from course.settings.course_settings import parse_settings
from course.settings.extra_settings import check_extra
from course.settings.words.read import words_of
from steps.page_places import set_aside_twins
from steps.state import BuildState

log = get_plugin_logger("course")


def take_settings(config: MkDocsConfig, state: BuildState) -> None:
    """Read ``extra.course`` and the interface's words into the state.

    Raises PluginError where settings are faulty, or a folder would make MkDocs read without end; every
    fault is logged first.
    """
    config.site_name = escape(unescape(config.site_name))  # templates write it as it is
    config.site_author = escape(unescape(config.site_author or "")) or None
    config_path = Path(config.config_file_path)
    read = words_of(config_path, str(config.theme["language"]))
    _stop([*check_extra(config.extra, config_path), *read.problems])
    _stop(check_paths(Path(config.docs_dir), config_path.parent))
    state.settings = parse_settings(config.extra.pop("course", None))
    use_time_zone(state.settings.time_zone)
    use_languages(folders_of_languages(config_path.parent))
    state.words = read.words
    config.extra["interface"] = read.words.as_data()  # where templates of the lecturer's own look for them
    if read.remark:
        log.info(read.remark)
    config.theme["own_words"] = {**read.words.theme, **(config.theme.get("own_words") or {})}
    if palette := config.theme.get("palette"):
        config.theme["palette"] = named_palette(palette, dataclasses.asdict(read.words.brightness))


def bring_npm_packages(config: MkDocsConfig, state: BuildState) -> None:
    """Install the npm packages, with fonts and Mermaid, unless they are there; log why if that fails."""
    if state.brings_npm:
        for problem in install_npm_packages(Path(config.config_file_path).parent):
            log.info(str(problem))


def check_sources(config: MkDocsConfig, state: BuildState) -> None:
    """Read the course and log what is wrong with its files.

    Problems end a strict build here, while the old site still stands: raises PluginError.
    """
    root, docs_dir = Path(config.config_file_path).parent, Path(config.docs_dir)
    included = _included(config, state.instructor)
    state.waiting = waiting_files(docs_dir)
    state.site_paths = share_addresses(
        {file.src_uri: site_path_of(file.src_uri, file.dest_uri) for file in included},
        directory_urls=config.use_directory_urls,
    )
    state.set_aside = set_aside_twins(included, config)
    checked = check_docs(
        docs_dir,
        root,
        addresses=state.site_paths,
        settings=state.settings,
        lent=lent_files(root, docs_dir, instructor=state.instructor),
        excluded=excluded_patterns(root, docs_dir),
        theme_dirs=[Path(each) for each in config.theme.dirs],
        instructor=state.instructor,
        drawer=state.diagrams.drawer,
    )
    state.diagrams.drawer.let_go()
    state.course, state.anchors, state.unreadable = checked.course, checked.anchors, checked.unreadable_uris
    is_checked = is_below(docs_dir, root, without=frozenset(state.waiting))
    parted = sort_out(checked.problems, root, is_checked, state.course_dir, translations=False)
    state.sorted_problems = parted
    if parted.new and state.teller:
        state.teller.tell(parted.new, f"{checked.source_count} sources read", hints=parted.has_few_hints)
    elif not config.strict:
        for problem in parted.faults:
            log.warning(str(problem))
    _stop(parted.faults if config.strict else [], is_told=state.teller is not None)
    for line in parted.remarks(is_told=state.teller is not None):
        log.info(line)


def _included(config: MkDocsConfig, instructor: bool) -> list[File]:
    """The course's files but for those that the settings leave out."""
    args = (config.docs_dir, config.site_dir, config.use_directory_urls)
    files = [File(uri, *args) for uri in list_files(Path(config.docs_dir), instructor=instructor)]
    set_exclusions(files, config)
    return [file for file in files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]


def _stop(problems: Sequence[Problem], *, is_told: bool = False) -> None:
    """Log every problem that is not told yet, then raise PluginError; nothing where there is none."""
    for problem in () if is_told else problems:
        log.error(str(problem))
    if problems:
        raise PluginError(f"{len(problems)} to mend before the course can be built")


def leave_out_what_is_not_published(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Leave out links to places elsewhere, pipes, files that run or would replace those of the product.

    MkDocs has listed them, and opened none. `check_sources` has reported them.
    """
    theme_dirs = [Path(each) for each in config.theme.dirs]
    listed = set(list_files(Path(config.docs_dir), instructor=state.instructor))
    ours = [file for file in files if file.src_dir == config.docs_dir]
    site_paths = state.site_paths
    on_folders = where_folders_are(site_paths, state.settings.download_types)
    for file in ours:
        uri = file.src_uri
        stays = uri in listed and uri not in on_folders and not runs_by_name(uri)
        if not stays or is_reserved(site_paths.get(uri, ""), theme_dirs):
            files.remove(file)
            _bring_back(file, files, config)


def _bring_back(file: File, files: Files, config: MkDocsConfig) -> None:
    """Add the theme's file, which MkDocs leaves out where the course has one of its name."""
    folder = next((each for each in config.theme.dirs if Path(each, file.src_uri).is_file()), None)
    if (
        folder
        and file.src_uri not in config.theme.static_templates
        and is_reserved(file.src_uri, [Path(folder)])
    ):
        files.append(File(file.src_uri, folder, config.site_dir, config.use_directory_urls))


class _Page(File):
    """A file that MkDocs would copy, but that gets a page: ``README.MD``."""

    def is_documentation_page(self) -> bool:
        return True


def make_pages_of_sources(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Give every Markdown file a page; leave out those that cannot be read.

    MkDocs makes no page of ``README.MD``, because of its ending, and ends a build at a file that is not
    UTF-8. `check_sources` has reported that file: a build that is not strict goes on without it.
    """
    for file in [file for file in files if is_page(file.src_uri)]:
        if file.src_uri in state.unreadable:
            files.remove(file)
        elif not file.is_documentation_page():
            args = (file.src_dir, file.dest_dir, file.use_directory_urls)
            files.remove(file)
            files.append(_Page(file.src_uri, *args, inclusion=file.inclusion))


def leave_out_lecturers_files(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Leave out files that are for the lecturer alone, except in the lecturer's edition."""
    for file in list(files):
        if is_for_instructor(file.src_uri) and not state.instructor:
            files.remove(file)


def leave_out_corrections_files(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Leave out the files that hold corrections: their text is on the pages."""
    for file in [file for file in files if file.src_uri.rpartition("/")[2] == CORRECTIONS_FILE]:
        files.remove(file)
