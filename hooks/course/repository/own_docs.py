"""The pages of a course that is there already: where they are, what it is called, and in which languages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from course.markdown.files.folder_pages import is_page
from course.markdown.files.walking import walk_docs
from course.model.editions import read_other_course
from course.model.text_language import language_of_course
from course.repository.begin import TakenError
from course.settings.words.read import FOLDER as WORDS


@dataclass(frozen=True, slots=True)
class OwnDocs:
    """A folder of pages that somebody wrote."""

    place: str
    """Its path as settings name it, from the folder of mkdocs.yml on."""
    name: str
    """What the course calls itself."""
    languages: tuple[str, ...]

    def usual(self) -> dict[str, str]:
        """What its pages answer themselves, by the question's key."""
        return {"name": self.name, "languages": ",".join(self.languages)}


def found_docs(root: Path, docs_dir: Path) -> OwnDocs:
    """The pages in `docs_dir`. Raises TakenError for a folder that holds none."""
    folder = Path(os.path.abspath(root / docs_dir))  # noqa: PTH100 - a link stays the name that was given
    if not folder.is_dir():
        raise TakenError(f"{docs_dir} is no folder; name that of the course's Markdown files")
    if folder in (root, *root.parents):
        raise TakenError(
            f"{docs_dir} holds the product, too; name the folder that holds the course's pages alone"
        )
    if not any(map(is_page, walk_docs(folder).files)):
        raise TakenError(f"{docs_dir} holds no Markdown file; name the folder of the course's pages")
    codes = tuple(sorted(path.name for path in folder.iterdir() if path.is_dir() and _speaks(path.name)))
    codes = () if any(is_page(path.name) for path in folder.iterdir()) else codes
    languages = codes or (language_of_course(folder)[0] or "en",)
    title = read_other_course(root, folder)[0].language.title
    return OwnDocs(Path(os.path.relpath(folder, root)).as_posix(), title, languages)


def _speaks(name: str) -> bool:
    return (WORDS / f"{name}.yml").is_file()
