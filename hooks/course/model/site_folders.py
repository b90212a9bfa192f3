"""Where in a built site each language is, and in which language: as settings say, or as its folders show."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from course.model.editions import read_editions
from course.problems.problem import CourseError

_LANG = re.compile(rb"""<html[^>]*\slang=["']([\w-]+)""")
_HEAD, _FRONT = 2_000, "index.html"


def language_folders(site_dir: Path, docs_dir: Path | None) -> list[tuple[Path, Path, str]]:
    """For each language: its folder of sources, its part of the site, and the address of that part.

    They are those of the settings in this folder, or, where `docs_dir` is given, as its folders show.
    """
    own = [] if docs_dir else _of_settings(site_dir)
    return own or _as_folders_show(site_dir, docs_dir or Path("docs"))


def _of_settings(site_dir: Path) -> list[tuple[Path, Path, str]]:
    root, found = Path.cwd(), []
    with suppress(CourseError):  # whoever needs the settings reports it
        editions = read_editions(root) if (root / "mkdocs.yml").is_file() else []
        for edition in sorted(editions, key=lambda each: each.language.folder):
            part = site_dir / edition.language.folder
            if (part / "assets").is_dir() and (
                part / _FRONT
            ).is_file():  # not small pages that lead elsewhere
                docs_dir = edition.docs_dir
                shown = docs_dir.relative_to(root) if docs_dir.is_relative_to(root) else docs_dir
                found.append((shown, part, f"/{edition.language.place}"))
    return found


def _as_folders_show(site_dir: Path, docs_dir: Path) -> list[tuple[Path, Path, str]]:
    """A site with styles and scripts at its top, not in a folder for each language, has one language only."""
    if (site_dir / "assets").is_dir():
        return [(_inner(docs_dir, site_dir), site_dir, "/")]
    of_language = site_dir / docs_dir.name
    if of_language.is_dir() and not (docs_dir / docs_dir.name).exists():
        return [(docs_dir, of_language, f"/{docs_dir.name}/")]
    below = sorted(docs_dir.iterdir()) if docs_dir.is_dir() else []
    folders = [folder for folder in below if (site_dir / folder.name / _FRONT).is_file()]
    if folders:
        return [(folder, site_dir / folder.name, f"/{folder.name}/") for folder in folders]
    built = [each.parent for each in sorted(site_dir.glob("*/assets")) if (each.parent / _FRONT).is_file()]
    if len(built) == 1:  # another course, in one language: its sources are in no folder of that name
        return [(docs_dir, built[0], f"/{built[0].name}/")]
    return [(docs_dir, site_dir, "/")]


def _inner(docs_dir: Path, site_dir: Path) -> Path:
    """The folder of the site's one language in `docs_dir`, if there is one for it; else `docs_dir`."""
    code = built_language(site_dir)
    return docs_dir / code if code and (docs_dir / code).is_dir() else docs_dir


def built_language(part: Path) -> str:
    """The tag of the language that the front page of a part of a site says it is in; empty without any."""
    front = part / _FRONT
    if not front.is_file():
        return ""
    with front.open("rb") as file:
        found = _LANG.search(file.read(_HEAD))
    return found[1].decode() if found else ""
