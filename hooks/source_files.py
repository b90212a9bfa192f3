"""Which files are pages (`on_files`, before all hooks that make something of them).

MkDocs takes ``README.MD`` for no page, for its ending; and it ends a build at a file that is not UTF-8, which
`load_course` has told: the rest of the course is published without it, if the build is not strict.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from course.markdown.files.folder_pages import is_page


class _Page(File):
    """A file whose page MkDocs would not make."""

    def is_documentation_page(self) -> bool:
        return True


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig, **kwargs: Any) -> None:
    """Make pages of all Markdown files but those that cannot be read."""
    for file in [file for file in files if is_page(file.src_uri)]:
        if file.src_uri in config.extra["course_unreadable"]:
            files.remove(file)
        elif not file.is_documentation_page():
            places = (file.src_dir, file.dest_dir, file.use_directory_urls)
            files.remove(file)
            files.append(_Page(file.src_uri, *places, inclusion=file.inclusion))
