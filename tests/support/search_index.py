"""The search index of a built site, put together from its parts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A section as the search shows it."""

    location: str
    title: str
    text: str


def read_entries(site_dir: Path) -> list[Entry]:
    """The sections of one language's site, in order."""
    index = read_part(site_dir / "search/index.js")
    sections = [
        section
        for name in index["names"]["texts"]
        for section in read_part(site_dir / f"search/texts.{name}.js")
    ]
    addresses = [address for address, _, count, _ in index["pages"] for _ in range(count)]
    return [
        Entry(f"{address}#{anchor}" if anchor else address, title, text)
        for address, (anchor, title, text) in zip(addresses, sections, strict=True)
    ]


def read_text(site_dir: Path) -> str:
    """All that the search of one language's site can show, with the addresses."""
    return "\n".join(f"{each.location}\n{each.title}\n{each.text}" for each in read_entries(site_dir))


def read_words(site_dir: Path) -> set[str]:
    """The terms of the index."""
    index = read_part(site_dir / "search/index.js")
    parts = (read_part(site_dir / f"search/words.{name}.js") for name in index["names"]["words"])
    return {line.split(" ")[0] for part in parts for line in part.split("\n")}


def read_part(path: Path) -> Any:
    """What a file of the index hands over."""
    script = path.read_text(encoding="utf-8").strip()
    return json.loads(script[script.index(",") + 1 : -1])
