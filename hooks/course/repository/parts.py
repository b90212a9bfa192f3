"""What in a course's folder is the product's, and what the course's: one table, which upgrades go by."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final, Literal, get_args

Kind = Literal["product", "begun", "course", "upkeep"]

#: What each kind means for an upgrade, in words for the guide, by language.
MEANINGS: Final[Mapping[str, Mapping[Kind, str]]] = {
    "en": {
        "product": "the product's: an upgrade replaces it",
        "begun": "begun by the product: an upgrade replaces it until you change it; then it is yours",
        "course": "the course's: an upgrade never touches it",
        "upkeep": "only in the product's own repository: `run.py init` takes it out",
    },
    "ko": {
        "product": "제품의 것: 업그레이드가 바꿉니다",
        "begun": "제품이 시작해 둔 것: 고치기 전까지만 업그레이드가 바꾸고, 고치면 나의 것입니다",
        "course": "과정의 것: 업그레이드가 건드리지 않습니다",
        "upkeep": "제품의 저장소에만 있는 것: `run.py init`이 뺍니다",
    },
}
_HEADS = {"en": "| Files and folders | Whose |", "ko": "| 파일과 폴더 | 누구의 것인가요 |"}

#: Files and folders by kind, as patterns for a path from the top on; a folder's stands for all that is in it.
PARTS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "product": (
        *("hooks", "run.py", "tests", "guide", "requirements*.in", "requirements*.txt"),
        *("package.json", "package-lock.json", "pyproject.toml", ".ci", ".gitattributes", ".product"),
        *("LICENSE", "CHANGELOG.md", "DECISIONS.md"),
    ),
    "begun": (
        *("templates", "README.md", "README.ko.md", "Containerfile", "container", ".gitignore"),
        ".dockerignore",
        *(".gitlab-ci.yml", ".github/workflows/site.yml", ".github/workflows/links.yml"),
        ".github/workflows/release.yml",
    ),
    "course": (
        *("mkdocs.yml", "mkdocs.*.yml", "docs", "overrides", "words", "translations.json", "addresses.txt"),
        "accepted-problems.txt",
    ),
    "upkeep": (*(".github/dependabot.yml", ".github/workflows/audit.yml", ".github/workflows/update.yml"),),
}


def kinds_of(path: str) -> list[Kind]:
    """The kinds in whose part of the table `path` is: one, for a file of the product or of a course."""
    parts = path.split("/")
    tops = ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    return [
        kind
        for kind in get_args(Kind)
        if any(fnmatchcase(top, pattern) for top in tops for pattern in PARTS[kind])
    ]


def kind_of(path: str) -> Kind:
    """The kind of the file at `path`; one that the table does not know is the course's."""
    return next(iter(kinds_of(path)), "course")


def render_table(language: str) -> str:
    """The table in Markdown, as the guide in that `language` shows it."""
    rows = [
        f"| {', '.join(f'`{pattern}`' for pattern in PARTS[kind])} | {MEANINGS[language][kind]} |"
        for kind in get_args(Kind)
    ]
    return "\n".join([_HEADS[language], "|---|---|", *rows])
