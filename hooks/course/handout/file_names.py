"""What the files of handouts are called."""

from __future__ import annotations

import re
from collections.abc import Iterable


def file_names(uris: Iterable[str]) -> dict[str, str]:
    """A file name for the handout of each source, by its URI: no two alike, on any system."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for uri in uris:
        stem = name = re.sub(r'[/\\:*?"<>|\s]+', "-", uri.removesuffix(".md"))
        number = 2
        while name.casefold() in taken:
            name = f"{stem}-{number}"
            number += 1
        taken.add(name.casefold())
        names[uri] = name
    return names
