"""What settings mean that name one language or none: where its sources are, and where its pages go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from course.problems.problem import CourseError, Problem
from course.settings.course_languages import above
from course.settings.joining import join_settings
from course.settings.languages.tags import TAG

#: The product's words, one file a language.
WORDS = Path(__file__).resolve().parents[3] / "words"
#: Settings of the whole course; others beside it, such as mkdocs.en.yml, are each for one more language.
_MAIN, _OTHERS = "mkdocs.yml", "mkdocs.*.yml"
_DOCS, _SITE, _ENGLISH = "docs", "site", "en"


def files_of_languages(path: Path) -> list[Path]:
    """Settings files of further languages beside the course's own at `path`, such as mkdocs.en.yml."""
    return sorted(path.parent.glob(_OTHERS)) if path.name == _MAIN else []


def docs_of_one(root: Path, docs_dir: str, stated: Mapping[str, Any]) -> str:
    """Folder of sources of a course in one language: `docs_dir`, or that around it where it is not there.

    So a folder that was written before there were languages stays as it is. `root` is the folder of the
    settings, which have `stated` what they say themselves.
    """
    outer = PurePath(docs_dir).parent.as_posix()
    if (root / docs_dir).is_dir() or not (root / outer).is_dir():
        return docs_dir
    is_meant = bool(stated.get("docs_dir")) or any((root / outer).glob("*.md"))
    return outer if is_meant else docs_dir


def unnamed_settings(stated: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """What the settings at `path` have `stated`, which name no language, with theirs and with its places."""
    found = _languages_below(path)
    code = _unnamed_language(stated, path, found)
    is_alone = path.name == _MAIN and not files_of_languages(path)
    below = code if (path.parent / _DOCS / code).is_dir() else next(iter(found), "")
    docs_dir = PurePath(_DOCS, below).as_posix()
    places = {"docs_dir": docs_dir, "site_dir": _SITE if is_alone else f"{_SITE}/{code}"}
    if is_alone and not stated.get("site_dir") and stated.get("site_url"):
        stated = {**stated, "site_url": f"{above(stated['site_url'], [code])}/"}
    return join_settings({**places, "theme": {"language": code}}, stated)


def _unnamed_language(stated: Mapping[str, Any], path: Path, found: Sequence[str]) -> str:
    """The theme's; else that which the folder of sources, or the file, is called after; else English.

    `found` are the languages that the usual folder of sources has folders for.
    """
    theme = stated.get("theme")
    spoken = theme.get("language") if isinstance(theme, Mapping) else None
    docs_dir, file = PurePath(stated.get("docs_dir") or ""), PurePath(path.stem).suffix[1:]
    called = [name for name in (docs_dir.name, file) if _is_known(name)]
    if spoken or called or stated.get("docs_dir"):
        found = []
    if len(found) > 1:
        what = f"no languages are named, and {_DOCS} has folders for {' and '.join(found)}"
        mend = f"write extra: course: languages: [{', '.join(found)}], that of the front page first"
        raise CourseError([Problem(path.name, 1, what, "none of them is the first", mend, "setting")])
    return str(spoken or next(iter([*called, *found]), _ENGLISH))


def _languages_below(path: Path) -> list[str]:
    """Languages that the folder of sources has folders for, and no settings file of their own."""
    docs_dir = path.parent / _DOCS
    own = {PurePath(each.stem).suffix[1:] for each in files_of_languages(path)}
    folders = sorted(each.name for each in docs_dir.iterdir() if each.is_dir()) if docs_dir.is_dir() else []
    return [name for name in folders if _is_known(name) and name not in own]


def _is_known(name: str) -> bool:
    return bool(TAG.fullmatch(name)) and (WORDS / f"{name}.yml").is_file()
