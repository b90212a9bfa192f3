"""Code blocks on their way into the page: taken out of the text whole, then formatted by superfences."""

from __future__ import annotations

import html
import re
from typing import Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from course.markdown.github.gfm import write_fence

_PLACEHOLDER = re.compile("\ufdd8(\\d+)\ufdd9$")
_NAME = r"[\w#.+-]+"
#: An info string that superfences reads as it is: a language, then ``{…}`` or ``key="value"`` options.
_KNOWN_INFO = re.compile(
    rf"""(?:\.?{_NAME})?(?:[ \t]*\{{[^\n]*\}}|(?:[ \t]+[a-zA-Z]\w*=(?:"[^"]*"|'[^']*'))*)$"""
)
_LANGUAGE_FIRST = re.compile(rf"({_NAME})[:,;\s]*(.*)$")


class _Resting(Preprocessor):
    """Stands in for superfences where its own code looks it up, but does not search the page's text."""

    def __init__(self, superfences: Any) -> None:
        self.superfences = superfences

    def run(self, lines: list[str]) -> list[str]:
        return lines

    def __getattr__(self, name: str) -> Any:
        return getattr(self.superfences, name)


class CodeStash:
    """Keeps the code blocks of one page, in the text only placeholders, until superfences formats them."""

    def __init__(self, md: Markdown) -> None:
        self.md = md
        self.blocks: list[tuple[str, str]] = []
        self.superfences: Any = None
        if "fenced_code_block" in md.preprocessors:
            self.superfences = md.preprocessors["fenced_code_block"]
            md.preprocessors.register(_Resting(self.superfences), "fenced_code_block", 25)

    def clear(self) -> None:
        """Forget the blocks of the previous page."""
        self.blocks = []

    def write(self, info: str, code: str) -> list[str]:
        """Keep a block; gives the line that stands for it in the text, its placeholder."""
        self.blocks.append((info, code))
        return [f"\ufdd8{len(self.blocks) - 1}\ufdd9"]

    def holds(self, block: str) -> bool:
        """Whether `block` is a placeholder that `write` gave."""
        return bool(_PLACEHOLDER.match(block))

    def formatted(self, placeholder: str) -> str:
        """The block that `placeholder` stands for, as HTML, given as Python-Markdown's own stash names it."""
        match = _PLACEHOLDER.match(placeholder)
        assert match is not None  # noqa: S101 (holds() matched it)
        info, code = self.blocks[int(match[1])]
        lines = write_fence(superfences_info(info), code)
        out = self.superfences.run(lines) if self.superfences else lines
        if len(out) == 1:  # superfences has taken the fence
            return out[0]
        return self.md.htmlStash.store(f"<pre><code>{html.escape(code, quote=False)}</code></pre>")


def superfences_info(info: str) -> str:
    """The info string `info` in a form that superfences reads; what follows the language becomes the title.

    ``yaml:deploy.yaml`` is ``yaml title="deploy.yaml"``. A diagram has no title.
    """
    match = _LANGUAGE_FIRST.match(info)
    if match and match[1].lower() == "mermaid":
        return "mermaid"
    if _KNOWN_INFO.match(info):
        return info
    if match is None:
        return ""
    title = match[2].strip().strip("\"'").replace('"', "'")
    return f'{match[1]} title="{title}"' if title else match[1]
