"""The links of sources that lead to other hosts, and which of them anybody can ask."""

from __future__ import annotations

import ipaddress
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from course.checks.rules.links import line_of_address
from course.markdown.files.source import Source
from course.markdown.links.addresses import addresses_of
from course.markdown.reading.parsed import parse_source
from course.model.corrections.corrections import CORRECTIONS_FILE, read_corrections
from course.settings.address import EXAMPLES

#: Ends of names that no public host has, and names for examples. Source: RFC 2606, 6761, 6762, 8375, 9476.
_NO_HOSTS = frozenset(
    ("alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion", "test")
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A link in a file."""

    path: str
    line: int


def find_links(sources: Iterable[Source], corrections: Iterable[Path], root: Path) -> dict[str, list[Place]]:
    """Every address of the web in `sources` and files of `corrections`, and where it stands.

    What is behind a ``#`` is left out: no host is asked for it.
    """
    found: dict[str, set[Place]] = defaultdict(set)
    for source in sources:
        parsed = parse_source(source)
        for token in parsed.tokens:
            for _, address in addresses_of(token):
                if is_of_the_web(address):
                    place = parsed.problem(line_of_address(parsed, token, address), "", "", "", "")
                    found[urldefrag(address).url].add(Place(place.path, place.line))
    for path in corrections:
        for entry in [each for listed in read_corrections(path, root)[0].values() for each in listed]:
            stated = entry.values.get("source") if isinstance(entry.values, Mapping) else None
            if isinstance(stated, str) and is_of_the_web(stated):
                found[urldefrag(stated).url].add(Place(entry.path, entry.line))
    return {address: sorted(places) for address, places in sorted(found.items())}


def corrections_files(sources: Iterable[Source], root: Path) -> list[Path]:
    """The files of corrections beside `sources`, which were read for `root`."""
    folders = sorted({(root / source.path).parent for source in sources})
    return [path for folder in folders if (path := folder / CORRECTIONS_FILE).is_file()]


def is_of_the_web(address: str) -> bool:
    """Whether it names a host to be asked by HTTP."""
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return False


def is_public(address: str) -> bool:
    """Whether everybody reaches its host: it is none of a cluster, of an example, of this machine."""
    host = (urlsplit(address).hostname or "").rstrip(".").lower()
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        names = host.split(".")
        is_example = ".".join(names[-2:]) in EXAMPLES
        return len(names) > 1 and names[-1] not in _NO_HOSTS and not is_example and "svc" not in names


def is_trusted(address: str, trusted: Sequence[str]) -> bool:
    """Whether it is one of `trusted`, or lies below one of them that ends with ``/``."""
    return any(address == each or (each.endswith("/") and address.startswith(each)) for each in trusted)
