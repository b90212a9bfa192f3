"""Code blocks on their way into the page: taken out of the text whole, then formatted by superfences."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from course.markdown.formulas.finding import Formula, formula_in_fence
from course.markdown.github.gfm import write_fence
from course.markdown.github.info_string import language_of
from course.markdown.github.unseen import with_marks

_PLACEHOLDER = re.compile("\ufdd8(\\d+)\ufdd9$")
_LANGUAGE_FIRST = re.compile(r"\.?([\w#+-][\w#.+-]*)([:,;\s]*)(.*)$")
_BRACES = re.compile(r"""\{((?:"[^"\n]*"|'[^'\n]*'|[^{}"'\n])*)\}""")
_CLASS = re.compile(r"\{:?[^}]*?\.([\w#+-][\w#.+-]*)")
_OPTION = re.compile(r"""(?:^|(?<=\s))([a-zA-Z][\w-]*)=(?:"([^"\n]*)"|'([^'\n]*)')""")
_BARE_OPTION = re.compile(r"""(?:^|(?<=\s))([a-zA-Z][\w-]*)=([^\s"']+)""")
#: Options of a fence, and what the value of each must be. Source: PyMdown, "SuperFences" and "Highlight".
_OPTIONS = {
    "title": re.compile(".+"),
    "linenums": re.compile(r"\d+(?: \d+){0,2}"),
    "hl_lines": re.compile(r"\d+(?:-\d+)?(?:[ ]+\d+(?:-\d+)?)*"),
}
#: What is a title even behind a comma, where other words say how to run the code: ``rust,ignore``.
_FILE_NAME = re.compile(r"(?![-+$@=/]{2}|[-+$@=])[^\s=]*[./][^\s=]*")
#: What a single word must be to be a title: a name such as ``Dockerfile``, or no English word.
_NAME = re.compile(r"[A-Z]\w+|.*[^\x00-\x7f].*")
#: Words for other tools: ``-i``, ``+exec``, ``key=value``, ``// comment``, ``$``.
_OPTION_LIKE = re.compile(r"[-+$@=#%>].*|//.*|[^\s=]+=.*|[^\w\s]+")
#: Words by which Docusaurus, mdBook, pandoc, VitePress and Kotlin's pages say how code is shown or run.
_FLAGS = frozenset(
    (
        *("live", "noinline", "showlinenumbers", "npm2yarn", "twoslash", "copy", "nocopy"),
        *("wrap", "nowrap", "wordwrap", "numberlines", "startfrom", "linenumbers", "linenums"),
        *("session", "ignore", "no_run", "norun", "should_panic", "compile_fail", "editable"),
        *("noplayground", "runnable", "mark", "collapse", "collapsed", "expanded", "exec"),
        *("eval", "echo", "hidden", "hide", "diff", "foldable", "interactive"),
        *("executable", "skip", "test", "doctest"),
    )
)

#: So many words and signs of a page's code are coloured, some 100 KB of it: each becomes an element, and all
#: who read the page read each. The rest is shown in one colour.
MOST_COLOURED = 30_000
_COLOURED = re.compile(r"\w+|[^\w\s]")


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
        self.coloured = 0
        """How many words and signs of code the page has so far."""
        self.superfences: Any = None
        if "fenced_code_block" in md.preprocessors:
            self.superfences = md.preprocessors["fenced_code_block"]
            md.preprocessors.register(_Resting(self.superfences), "fenced_code_block", 25)

    def clear(self) -> None:
        """Forget the blocks of the previous page."""
        self.blocks, self.coloured = [], 0

    def write(self, info: str, code: str) -> list[str]:
        """Keep a block; gives the line that stands for it in the text, its placeholder."""
        self.blocks.append((info, code))
        return [f"\ufdd8{len(self.blocks) - 1}\ufdd9"]

    def holds(self, block: str) -> bool:
        """Whether `block` is a placeholder that `write` gave."""
        return bool(_PLACEHOLDER.match(block))

    def formula(self, placeholder: str) -> Formula | None:
        """The formula that stands in the block; None for any other."""
        match = _PLACEHOLDER.match(placeholder)
        return formula_in_fence(*self.blocks[int(match[1])]) if match else None

    def formatted(self, placeholder: str) -> str:
        """The block that `placeholder` stands for, as HTML, given as Python-Markdown's own stash names it."""
        match = _PLACEHOLDER.match(placeholder)
        assert match is not None  # noqa: S101 (holds() matched it)
        info, code = self.blocks[int(match[1])]
        code = code if language_of(info) == "mermaid" else with_marks(code)
        self.coloured += sum(1 for _ in _COLOURED.finditer(code))
        info = superfences_info(info)
        if self.coloured > MOST_COLOURED and info != "mermaid":
            info = _LANGUAGE_FIRST.sub(r"text\2\3", info)
        lines = write_fence(info, code)
        out = self.superfences.run(lines) if self.superfences else lines
        if len(out) == 1:  # superfences has taken the fence
            return out[0]
        return self.md.htmlStash.store(f"<pre><code>{html.escape(code, quote=False)}</code></pre>")


def superfences_info(info: str) -> str:
    """The info string `info` as superfences reads it: the language, then the options that are known.

    What else follows the language is the title: ``yaml:deploy.yaml`` is ``yaml title="deploy.yaml"``; but not
    what tells other tools how to show or run the code (``jsx live``, ``python -i``).
    Classes, ids and other attributes in braces are dropped; a diagram has no title.
    """
    if language_of(info) == "mermaid":
        return "mermaid"
    braces = " ".join(_BRACES.findall(info))
    plain = _BRACES.sub(" ", info).strip()
    written = _OPTION.findall(f"{braces} {plain}") + [(*bare, "") for bare in _BARE_OPTION.findall(braces)]
    given = {name: double or single for name, double, single in reversed(written)}
    match = _LANGUAGE_FIRST.match(_OPTION.sub("", plain).strip())
    language = match[1] if match else _class_language(info)
    if match and "title" not in given:
        given["title"] = _title(match[2], match[3])
    return " ".join([language, *(f'{name}="{value}"' for name, value in _known(given))] if language else [])


def _class_language(info: str) -> str:
    """The language of an info string that begins with braces: the first class in them.

    For GitHub it is none, so code in ``{.mermaid}`` is shown as code.
    """
    match = _CLASS.match(info)
    return match[1] if match and match[1].lower() != "mermaid" else ""


def _title(between: str, rest: str) -> str:
    """The title that follows a language in an info string, or nothing."""
    written = rest.strip()
    title = written.strip("\"'")
    if (written and not between) or title.startswith(("{", "# ", "// ")):  # text/x-java, or a remark
        return ""
    if "," in between and not _FILE_NAME.fullmatch(title):
        return ""
    if title != written:
        return title
    if bracketed := re.fullmatch(r"\[([^\[\]]+)\]", title):
        return bracketed[1]
    words = [
        word for word in title.split() if not _OPTION_LIKE.fullmatch(word) and word.lower() not in _FLAGS
    ]
    alone = len(words) == 1 and not (_FILE_NAME.fullmatch(words[0]) or _NAME.fullmatch(words[0]))
    return "" if alone else " ".join(words)


def _known(given: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The options that superfences may be given, in its order."""
    for name, form in _OPTIONS.items():
        if name in given and form.fullmatch(given[name]):
            yield name, given[name].replace('"', "'")
