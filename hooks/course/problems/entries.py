"""What the guide says of each code: the sections of its page of codes, read from the file."""

from __future__ import annotations

import re
from pathlib import Path

from course.problems.codes import CODES

#: The folder of the guide's sources, which belongs to the product as this file does.
DOCS_DIR = Path(__file__).resolve().parents[3] / "guide" / "docs"
#: The page of codes, below the folder of a language, and its address below that of a language's site.
PAGE, ADDRESS = "problems.md", "problems/"

_FENCE = re.compile(r"^(?P<run>`{3,}).*?^(?P=run)$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(?:#|##|###) (.+)$", re.MULTILINE)
_ROW = re.compile(r'<a id="([\w-]+)"></a>`\1`')


def languages() -> list[str]:
    """The tags of the languages that the guide is written in; none where it is not there."""
    return sorted(path.parent.name for path in DOCS_DIR.glob(f"*/{PAGE}"))


def read_entries(language: str) -> dict[str, str]:
    """The Markdown of the guide's entry for each code, by the code; several codes may share one entry."""
    text = (DOCS_DIR / language / PAGE).read_text(encoding="utf-8")
    blank = _FENCE.sub(lambda fence: re.sub("^#", " ", fence[0], flags=re.MULTILINE), text)
    heads = list(_HEADING.finditer(blank))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    entries = {}
    for head, end in zip(heads, ends, strict=True):
        section = text[head.start() : end].strip()
        codes = _ROW.findall(section) or [head[1]]
        entries.update(dict.fromkeys((code for code in codes if code in CODES), section))
    return entries


def address_of(code: str, guide_url: str) -> str:
    """The address of the entry for `code` in a guide that is published at `guide_url`, in its language."""
    return f"{guide_url.rstrip('/')}/{ADDRESS}#{code}"
