"""Pages that try to run something, to ask another host or to spoil the site, read from tests/cases/hostile.

A file is a kind: a line that says what it tries, then cases. A case begins with ``@@@ NAME`` or
``@@@ NAME FILE`` (FILE below the docs folder, where it must be another than KIND/NAME.md); several with one
name are the files of one case. A character that no editor shows is written as its number, ``⟦1B⟧``.

A payload calls ``alert(1)`` or sets ``self.ran = 1``, and asks only ``evil.invalid``. Each case gets a number
of its own in place of the 1 and in front of the host: the titles and terms of all cases are shown on other
pages, too, and what happens there is known for its case's doing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from support.courses import ROOT

FOLDER = ROOT / "tests" / "cases" / "hostile"
HOST = "evil.invalid"
UNKNOWN = 1
"""The number of a payload whose spelling hides it from us: it belongs to the page it runs on."""

#: Kinds whose text is not given a sound title: what they try is a title of their own.
_UNTITLED = ("titles", "file_names", "front_matter")
#: At the end of each page: what a sound page shows below is there, and the theme puts a button on it.
ALIVE = "echo alive"
_END = f"\n\n```bash\n{ALIVE}\n```\n"


@dataclass(frozen=True)
class HostileCase:
    """One way to attack the site."""

    name: str
    """Its kind and its name: ``frames/srcdoc``."""
    number: int
    """What its payload says when it runs."""
    files: Mapping[str, str]
    """Its files by their place below the docs folder."""

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]


@cache
def hostile_cases() -> tuple[HostileCase, ...]:
    """All cases, in the order of their names' files."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(FOLDER.glob("*.md")):
        _, *parts = re.split(r"^@@@ (\S+)(?: (.+))?\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for name, place, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            files = found.setdefault(f"{path.stem}/{name}", {})
            at = _plain(place) if place else f"{path.stem}/{name}.md"
            assert at not in files, f"{path.name}: two cases are called {name}"
            files[at] = text
    return tuple(
        HostileCase(
            name, number, {_numbered(at, number): _page(name, at, text, number) for at, text in files.items()}
        )
        for number, (name, files) in enumerate(found.items(), UNKNOWN + 1)
    )


def sample_cases(count: int) -> list[HostileCase]:
    """`count` cases, always the same, of all kinds."""
    chance = random.Random(20261127)  # noqa: S311 (a sample, no secret)
    mixed = chance.sample(hostile_cases(), len(hostile_cases()))
    first = {case.kind: case for case in mixed}
    return [*first.values(), *(case for case in mixed if case not in first.values())][:count]


def case_of(cases: Sequence[HostileCase], number: int) -> str | None:
    """The name of the case whose payload says `number`."""
    return next((case.name for case in cases if case.number == number), None)


def _page(name: str, place: str, text: str, number: int) -> str:
    """The text of a file of a case: a page gets a title, unless it is about one, and a sound end."""
    text = _numbered(_plain(text), number)
    if not place.endswith(".md"):
        return text
    titled = text.startswith("# ") or name.partition("/")[0] in _UNTITLED
    return ("" if titled else f"# {name.replace('/', ' ')}\n\n") + text.rstrip("\n") + _END


def _plain(text: str) -> str:
    return re.sub(r"⟦([0-9A-F]+)⟧", lambda match: chr(int(match[1], 16)), text)


def _numbered(text: str, number: int) -> str:
    text = re.sub(r"(?<=lert\()1(?=\))|(?<=ran=)1", str(number), text)
    return text.replace(HOST, f"c{number}.{HOST}")
