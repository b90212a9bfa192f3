"""The list of all files of a language's site, for readers who take the course along."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from course.model.editions import Edition
from course.pages.app.worker import WORKER
from course.reads import walked

FILE_LIST = "course-files.json"
#: What brings a whole course; a site from which nothing is taken along has it not.
_SCRIPT = "assets/javascripts/takeAlong.js"
#: What only hosts, search engines and other programs ask for.
_NOT_TAKEN = frozenset(
    (FILE_LIST, WORKER, "404.html", "_headers", "robots.txt", "feed.xml", "llms.txt", "course.json")
)
_NOT_TAKEN_ENDINGS = frozenset((".md", ".gz", ".map"))
#: Letters of a hash: enough to tell one build's file from another's.
_HASH_LETTERS = 16


def write_file_lists(site_dir: Path, editions: Sequence[Edition]) -> None:
    """Write the list of each language's files in the whole site in `site_dir`, where it is wanted."""
    for edition in editions:
        folder = site_dir / edition.language.folder
        if (folder / _SCRIPT).is_file():
            words = dataclasses.asdict(edition.words.take_along)
            content = render_file_list(folder, edition.language.code, words)
            (folder / FILE_LIST).write_text(content, encoding="utf-8", newline="\n")


def render_file_list(folder: Path, language: str, words: dict[str, str]) -> str:
    """JSON: a ``version``, the `words` to be said, and ``files``: address, bytes, and the hash of each.

    Addresses are below `folder`, a page's without ``index.html``. The version is a hash of all the rest.
    """
    told = {"language": language, "words": words, "files": [*_files(folder)]}
    version = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:_HASH_LETTERS]
    return json.dumps({"version": version, **told}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _files(folder: Path) -> Iterator[tuple[str, int, str]]:
    for path in map(Path, walked(folder)):
        place = path.relative_to(folder)
        address = place.as_posix()
        is_hidden = any(part.startswith(".") for part in place.parts)
        is_taken = address not in _NOT_TAKEN and path.suffix not in _NOT_TAKEN_ENDINGS
        if is_hidden or not is_taken or not path.is_file():
            continue
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()[:_HASH_LETTERS]
        yield (
            address.removesuffix("index.html") if path.name == "index.html" else address,
            len(content),
            digest,
        )
