"""Joins the small scripts and style sheets that people edit into the one of each that a page asks for.

A joined file is named by its content: a browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from course.pages.short_styles import shorten_styles

#: Last line of a file of the theme, naming a map that is not shipped.
_MAP_LINES = ("//# sourceMappingURL=", "/*# sourceMappingURL=")
#: What every style sheet is written in, said or not; it may only be said at the beginning.
_CHARSET = '@charset "UTF-8";'

#: In the name of a file that is short already.
_SHORT = ".min."

#: Of the theme: no colour fades while a reader switches them. The theme's script does so at each visit, too,
#: and for these rules the browser works out every element's style anew, twice: 60 to 150 ms on a phone.
SWITCHING_RULE = (
    "[data-md-color-switching] *,[data-md-color-switching] :after,[data-md-color-switching] :before"
    "{transition-duration:0s!important}"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One of the files that are joined."""

    uri: str
    """Its place below the site's folder, were it there by itself."""
    text: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A file made of parts, named by its content."""

    uri: str
    text: str
    source_map: str = ""
    """What tells a browser's tools the part that each line is from; empty for readers."""

    @property
    def map_uri(self) -> str:
        """Where the source map lies, beside the file."""
        return f"{self.uri}.map"


def join_scripts(parts: Sequence[Part], uri: str, *, mapped: bool = False) -> Joined:
    """One script of all `parts`, which run in this order; `uri` is its place but for the hash in its name.

    Each runs in a function of its own, so that one that fails is reported and the others run, as scripts of
    a page do.
    """
    around = ("try{(()=>{", "})()}catch(error){reportError(error)}")
    return _join(parts, uri, around, "//# sourceMappingURL={}", mapped)


def join_styles(parts: Sequence[Part], uri: str, *, mapped: bool = False) -> Joined:
    """One style sheet of all `parts`, in this order; they must lie in one folder, for what they name.

    A comment with its name stands above each: `course.diagrams.palette` takes the sheet apart there.
    """
    return _join(parts, uri, ("/* {} */", ""), "/*# sourceMappingURL={} */", mapped)


def can_be_joined(text: str) -> bool:
    """Whether a style sheet means the same behind another: ``@import`` and ``@charset`` must stand first."""
    return "@import" not in text and "@charset" not in text.removeprefix(_CHARSET)


def _join(parts: Sequence[Part], uri: str, around: tuple[str, str], comment: str, mapped: bool) -> Joined:
    before, after = around
    lines: list[str] = []
    starts: list[int] = []
    texts = [_own_lines(part, whole=mapped) for part in parts]
    for part, text in zip(parts, texts, strict=True):
        lines.append(before.replace("{}", PurePosixPath(part.uri).name))
        starts.append(len(lines))
        lines += [*text, *([after] if after else [])]
    content = "\n".join(lines) + "\n"
    named = _named(uri, content)
    if not mapped:
        return Joined(named, content)
    sources = [(part, "\n".join(text), start) for part, text, start in zip(parts, texts, starts, strict=True)]
    link = comment.format(f"{PurePosixPath(named).name}.map")
    return Joined(named, f"{content}{link}\n", _render_map(named, sources))


def _own_lines(part: Part, *, whole: bool) -> list[str]:
    """The lines of a part; unless it is to be `whole`, without what only its writers read."""
    lines = part.text.rstrip().splitlines()
    if lines and lines[-1].startswith(_MAP_LINES):
        lines.pop()
    body = "\n".join(lines).removeprefix(_CHARSET).replace(SWITCHING_RULE, "")
    if whole or _SHORT in part.uri:
        return body.splitlines()
    if part.uri.endswith(".css"):
        return [shorten_styles(body)]
    if body.startswith("/*"):
        body = body.partition("*/")[2].lstrip("\n")
    lines = [line.lstrip() for line in body.splitlines()]
    return [line for line in lines if line and not line.startswith("//")]


def _named(uri: str, content: str) -> str:
    """`uri` with a hash of `content` in its name: ``course.js`` → ``course.1f2e3d4c.js``."""
    stem, _, ending = uri.rpartition(".")
    return f"{stem}.{hashlib.sha256(content.encode()).hexdigest()[:8]}.{ending}"


def _render_map(uri: str, sources: Sequence[tuple[Part, str, int]]) -> str:
    """An index map, line by line. Source: ECMA-426, "Index source map"."""
    sections = [
        {
            "offset": {"line": start, "column": 0},
            "map": {
                "version": 3,
                "names": [],
                "sources": [f"parts/{PurePosixPath(part.uri).name}"],
                "sourcesContent": [text],
                "mappings": "AAAA" + ";AACA" * text.count("\n"),
            },
        }
        for part, text, start in sources
    ]
    return json.dumps({"version": 3, "file": PurePosixPath(uri).name, "sections": sections})
