"""Where each page is in the site: two files that want one address both get a page.

MkDocs leaves one of two such files of a folder out, with a warning that ends a strict build. So it is not
shown the second, which is added to its files once it has looked.
"""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pathspec.gitignore import GitIgnoreSpec

from course.markdown.files.folder_pages import folder_of, is_own_page, is_page
from course.markdown.files.shared_addresses import by_rank
from steps.state import BuildState


def set_aside_twins(included: Sequence[File], config: MkDocsConfig) -> list[File]:
    """Those of `included` that MkDocs would find no place for beside another; `config` excludes them now."""
    groups: dict[tuple[str, str], list[File]] = {}
    for file in included:
        groups.setdefault((folder_of(file.src_uri), file.dest_uri), []).append(file)
    aside: list[File] = []
    for group in groups.values():
        group.sort(key=lambda file: (not is_page(file.src_uri), by_rank(file.src_uri)))
        aside += group[1:]
    if aside:
        patterns = [f"/{_escaped(file.src_uri)}" for file in aside]
        before = config.exclude_docs.patterns if config.exclude_docs else []
        config.exclude_docs = GitIgnoreSpec([*before, *GitIgnoreSpec.from_lines(patterns).patterns])
    return [file for file in aside if is_page(file.src_uri)]


def _escaped(uri: str) -> str:
    """`uri` as a pattern that no other matches."""
    return "".join(f"\\{letter}" if letter in "\\*?[]!# " else letter for letter in uri)


def bring_back_twins(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Add the pages set aside: MkDocs has listed its files."""
    for file in state.set_aside:
        if file.src_uri not in files.src_uris:
            files.append(file)


def give_addresses(files: Files, config: MkDocsConfig, state: BuildState) -> None:
    """Put every page of the course where the check of the sources has it."""
    ours = [file for file in files.documentation_pages() if file.src_uri in state.site_paths]
    first: dict[str, str] = {}
    for uri in sorted((file.src_uri for file in ours if is_own_page(file.src_uri)), key=by_rank):
        first.setdefault(folder_of(uri), uri)
    for file in ours:
        vars(file).pop("url", None)
        vars(file).pop("abs_dest_path", None)
        file.dest_uri = state.site_paths[file.src_uri]
        if is_own_page(file.src_uri):
            is_first = first[folder_of(file.src_uri)] == file.src_uri
            file.name = "index" if is_first else file.src_uri.rpartition("/")[2].rpartition(".")[0]
