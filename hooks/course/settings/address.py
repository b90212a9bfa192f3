"""Whether a site's address is known: ``example.org`` only stands for one."""

from __future__ import annotations

from urllib.parse import urlsplit

#: Nobody's hosts. Source: RFC 2606, 3.
EXAMPLES = ("example.org", "example.com", "example.net")


def known_address(address: object) -> str:
    """`address`, or nothing where it is on a host that only stands for another."""
    text = str(address or "")
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return text
    is_example = any(host == each or host.endswith(f".{each}") for each in EXAMPLES)
    return "" if is_example else text
