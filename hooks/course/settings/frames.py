"""The setting ``extra: course: frames``: the hosts whose pages may be shown in a frame."""

from __future__ import annotations

import re

#: A host by name, as addresses in pages are compared with it.
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")
_EXAMPLE = "www.youtube-nocookie.com"


def frame_faults(key: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with the hosts in `value`, and how to mend it."""
    if not isinstance(value, list):
        return [(" is not a list of hosts", f"write it as {key}: [{_EXAMPLE}]")]
    return [
        (f" names {host}, which is no host", f"write the host alone, in small letters: {_EXAMPLE}")
        for host in value
        if not isinstance(host, str) or not _HOST.fullmatch(host)
    ]
