"""How an address in a page has to be written once the page, or what it leads to, has another place."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import quote, unquote


def moved_address(address: str, old_uri: str, new_uri: str, moved: Callable[[str], str]) -> str | None:
    """`address`, written in the page `old_uri`, as the page `new_uri` has to write it; None where it stays.

    `moved` gives for the place of a file or folder, as a URI, the one that it will have.
    """
    path, mark, rest = _parted(address)
    decoded = unquote(path)
    if not decoded or _is_elsewhere(decoded):
        return None
    if decoded.startswith("/"):
        return _from_root(decoded, mark + rest, moved)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(old_uri), decoded))
    found = moved(target)
    if found == target and posixpath.dirname(old_uri) == posixpath.dirname(new_uri):
        return None
    relative = posixpath.relpath(found, posixpath.dirname(new_uri) or ".")
    shown = f"{relative}/" if decoded.endswith("/") and not relative.endswith("/") else relative
    if posixpath.normpath(shown) == posixpath.normpath(decoded):
        return None
    return (shown if shown.isascii() or not path.isascii() else quote(shown, safe="/~.-_")) + mark + rest


def _from_root(path: str, rest: str, moved: Callable[[str], str]) -> str | None:
    """An address from the root of the course, or of the repository: all but the place in the course stays."""
    parts = path.strip("/").split("/")
    for count in range(len(parts)):
        target = "/".join(parts[count:])
        found = moved(target)
        if found != target:
            return "/" + "/".join([*parts[:count], found]) + ("/" if path.endswith("/") else "") + rest
    return None


def _parted(address: str) -> tuple[str, str, str]:
    ends = [at for sign in "?#" if (at := address.find(sign)) >= 0]
    at = min(ends, default=len(address))
    return address[:at], address[at : at + 1], address[at + 1 :]


def _is_elsewhere(path: str) -> bool:
    return path.startswith("//") or ":" in path.partition("/")[0]
