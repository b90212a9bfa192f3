"""What the files of handouts are called."""

from __future__ import annotations

import re
from collections.abc import Iterable


def file_names(uris: Iterable[str]) -> dict[str, str]:
    """A file name for the handout of each source, by its URI: no two alike, on any system."""
    known = list(uris)
    return dict(zip(known, unlike_names(uri.removesuffix(".md") for uri in known), strict=True))


def unlike_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """File names as near to those `wanted` as can be, no two alike, none of them one of those `taken`."""
    names = []
    used = {name.casefold() for name in taken}
    for each in wanted:
        stem = name = re.sub(r'[/\\:*?"<>|\s]+', "-", each)
        number = 2
        while name.casefold() in used:
            name = f"{stem}-{number}"
            number += 1
        used.add(name.casefold())
        names.append(name)
    return names
