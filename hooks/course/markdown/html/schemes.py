"""Addresses in an author's HTML: which only name a place or a file, and which hosts a page may ask."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

#: Shown only where a setting names the host of its address.
FRAME = "iframe"
#: Holds a frame's address on a page, where nothing is asked of the host before a reader wants it.
FRAME_ADDRESS = "data-src"
#: What plays: files of the course, and of hosts that the setting names.
MEDIA = ("video", "audio", "source", "track")
#: The schemes of addresses that only name a place; empty: a relative address.
_NET = (
    "http",
    "https",
    "ftp",
    "ftps",
    "sftp",
    "ssh",
    "git",
    "git+ssh",
    "git+https",
    "magnet",
    "news",
    "vscode",
)
LINK_SCHEMES = frozenset(("", *_NET, "mailto", "tel", "sms", "irc", "ircs", "xmpp", "matrix", "geo"))
#: Those of files that a page shows.
FILE_SCHEMES = frozenset(("", "http", "https"))
#: Schemes of addresses that run something, or bring a page of their own.
RUNNING = frozenset(("javascript", "vbscript", "livescript", "data", "blob", "filesystem", "view-source"))
SCHEMES = LINK_SCHEMES | FILE_SCHEMES | {"data"}
_PICTURE_DATA = re.compile(r"data:image/(?:png|gif|jpeg|webp|avif)[;,]", re.IGNORECASE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def is_address(element: str, attribute: str, address: str) -> bool:
    """Whether `address` only names a place or a file, and runs nothing."""
    scheme = scheme_of(address)
    if attribute in ("href", "cite"):
        return scheme in LINK_SCHEMES
    return scheme in FILE_SCHEMES or (element == "img" and bool(_PICTURE_DATA.match(_trimmed(address))))


def scheme_of(address: str) -> str:
    """The scheme of `address` as a browser reads it, in small letters; empty for a relative one.

    Source: WHATWG URL Standard, 4.4: blanks and controls around it, line ends and tabs in it do not count.
    """
    match = _SCHEME.match(_trimmed(address))
    return match[1].lower() if match else ""


def _trimmed(address: str) -> str:
    return re.sub("[\t\n\r]", "", address.strip("".join(map(chr, range(0x21)))))


def addresses_in(source_set: str) -> list[str]:
    """The addresses of a ``srcset``."""
    return [part.split()[0] for part in re.split(r",(?:\s+|$)|\s,", source_set) if part.split()]


def is_shown_from(element: str, attribute: str, address: str, hosts: Collection[str]) -> bool:
    """Whether an `element` that shows a page or a film may show `address`: of the course, or of `hosts`."""
    if element == FRAME and attribute == "src":
        return frame_host(address) in hosts
    if element in MEDIA and attribute in ("src", "poster"):
        is_own = not scheme_of(address) and not _trimmed(address).replace("\\", "/").startswith("//")
        return is_own or frame_host(address) in hosts
    return True


def frame_host(address: str) -> str:
    """The host that a frame shows, in small letters; empty where that is no page of a host by https."""
    try:
        parts = urlsplit(_trimmed(address))
    except ValueError:
        return ""
    return (parts.hostname or "").lower() if parts.scheme.lower() in ("https", "") else ""
