"""What Material's script and style sheet are made of: its package has the code of these, but no licences.

Here are facts alone. The text of a licence is that of an installed package under the same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from typing import NamedTuple

#: Licence, by its SPDX id → an installed package under it, and the words that its text begins with, behind
#: names and years. `requests` is a requirement of Material's.
_TEXTS = {
    "MIT": ("mkdocs-material", "Permission is hereby granted"),
    "Apache-2.0": ("requests", "Apache License"),
}


class Inside(NamedTuple):
    """A work of others inside the theme's files."""

    name: str
    """Its package of npm, as the theme's source maps have it."""
    licence: str
    """Its SPDX id."""
    rights: str
    """Whose it is, a line each, as the package says it."""
    address: str
    """Where its licence is."""

    def notice(self) -> str:
        """Whose it is, under which licence, and the text of that where it asks to be handed on."""
        head = f"{self.rights}\n\nSPDX-License-Identifier: {self.licence}\n{self.address}"
        return f"{head}\n\n{_text(self.licence)}".rstrip()


INSIDE = (
    Inside(
        "clipboard",
        "MIT",
        "Copyright (c) Zeno Rocha",
        "https://github.com/zenorocha/clipboard.js/blob/master/LICENSE",
    ),
    Inside(
        "escape-html",
        "MIT",
        "Copyright (c) 2012-2013 TJ Holowaychuk\n"
        "Copyright (c) 2015 Andreas Lubbe\n"
        'Copyright (c) 2015 Tiancheng "Timothy" Gu',
        "https://github.com/component/escape-html/blob/master/LICENSE",
    ),
    Inside(
        "focus-visible",
        "W3C-20150513",
        "Copyright (c) the contributors to focus-visible, Web Incubator Community Group of W3C",
        "https://www.w3.org/copyright/software-license-2015/",
    ),
    Inside(
        "lunr",
        "MIT",
        "Copyright (c) 2013 by Oliver Nightingale",
        "https://github.com/olivernn/lunr.js/blob/master/LICENSE",
    ),
    Inside(
        "material-design-color",
        "MIT",
        "Copyright (c) Denis Malinochkin",
        "https://github.com/mrmlnc/material-color/blob/master/LICENSE",
    ),
    Inside(
        "rxjs",
        "Apache-2.0",
        "Copyright (c) 2015-2018 Google, Inc., Netflix, Inc., Microsoft Corp. and contributors",
        "https://github.com/ReactiveX/rxjs/blob/7.x/LICENSE.txt",
    ),
    Inside(
        "tslib",
        "0BSD",
        "Copyright (c) Microsoft Corporation.",
        "https://github.com/microsoft/tslib/blob/main/LICENSE.txt",
    ),
)


def notices_inside(*, has_lunr: bool) -> Iterator[tuple[str, str]]:
    """Name and notice of each; ``lunr`` only where the theme's own search is shipped."""
    yield from ((each.name, each.notice()) for each in INSIDE if has_lunr or each.name != "lunr")


def _text(licence: str) -> str:
    """The words of a licence; empty for one that asks for no copy, or only for the address of one."""
    if licence not in _TEXTS:
        return ""
    package, first = _TEXTS[licence]
    text = metadata.distribution(package).read_text("licenses/LICENSE") or ""
    return text[text.index(first) :]
