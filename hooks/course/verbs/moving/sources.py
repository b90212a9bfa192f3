"""The pages of a course in all its languages, as they are written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from course.languages.pages import page_key
from course.markdown.files.folder_pages import is_page
from course.markdown.files.walking import walk_docs
from course.model.editions import Edition


class Sources:
    """The pages of all editions, each by the number of its edition and its URI."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self.editions = editions
        self.uris = [[*filter(is_page, walk_docs(each.docs_dir).files)] for each in editions]
        self._texts: dict[tuple[int, str], str] = {}

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return ((number, uri) for number, uris in enumerate(self.uris) for uri in uris)

    def path(self, number: int, uri: str) -> Path:
        """Where a file of an edition is."""
        return self.editions[number].docs_dir / uri

    def page(self, number: int, key: str) -> str:
        """URI of the page of a key (`page_key`) in an edition; empty where it has none."""
        same = [uri for uri in self.uris[number] if page_key(uri) == key]
        return same[0] if same else ""

    def text(self, number: int, uri: str) -> str:
        """The text of a page, lines ended alike; nothing for one that is no UTF-8, which stays as it is."""
        key = number, uri
        if key not in self._texts:
            try:
                text = self.path(number, uri).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                text = ""
            self._texts[key] = text.replace("\r\n", "\n")
        return self._texts[key]

    def with_ends(self, number: int, uri: str, text: str) -> bytes:
        """`text` with the line ends that the page has on the disk."""
        has_returns = b"\r\n" in self.path(number, uri).read_bytes()
        return (text.replace("\n", "\r\n") if has_returns else text).encode("utf-8")


def target_of(uri: str, address: str) -> str:
    """URI of what `address`, written in the page `uri`, leads to; empty where it leads elsewhere."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    if not path or path.startswith("//") or ":" in path.partition("/")[0]:
        return ""
    if path.startswith("/"):
        return path.strip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(uri), path))
