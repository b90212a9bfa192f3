"""Markdown lines of all kinds at random, and what the site and CommonMark make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any

from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin

from course.markdown.github.github_markdown import GithubMarkdown

EXTENSIONS = ("admonition", "attr_list", "footnotes", "toc", "pymdownx.details", "pymdownx.highlight")
EXTENSIONS += (
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
SETTINGS = {
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tilde": {"subscript": False},
    "pymdownx.highlight": {"stripnl": False},
}


def render(markdown: str) -> str:
    """`markdown` as our pages show it."""
    return Markdown(extensions=[*EXTENSIONS, GithubMarkdown()], extension_configs=SETTINGS).convert(markdown)


WORDS = st.sampled_from(
    ["네트워크", "Pod의", "IP 주소", "a", "b c", "`code`", "**굵게**", "*em*", "10.244.0.0/16", "x_y_z"]
)
INDENTS = st.sampled_from(["", " ", "  ", "   ", "    ", "     ", "      ", "        ", "\t"])
LISTS = "- |* |+ |1. |2. |3) |10. |-   |- [ ] |1. [x] |- - |-|- # |- > |- ```"
FENCES = "```|```bash|~~~|````yaml|``` bash title here|```yaml:deploy.yaml|> ```"
QUOTES_AND_RULES = "> |> - |>|# |### |---|* * *|===|text  |text\\"
HTML = '<div align="center">글</div>|<details><summary>s</summary></details>|<!-- c -->|<br>'
TABLES = ["| a | b |", "|---|:-:|", "| x | `y` |"]
STARTS = st.sampled_from(["", "", "", *"|".join((LISTS, FENCES, QUOTES_AND_RULES, HTML)).split("|"), *TABLES])


@st.composite
def line_soup(draw: st.DrawFn) -> str:
    """Markdown lines of all kinds in any order, at any indentation."""
    lines = draw(st.lists(st.tuples(INDENTS, STARTS, st.just("") | WORDS), max_size=12))
    return "\n".join(map("".join, lines))


MATERIAL = (
    '!!! note|!!! note "제목"|??? tip|???+ tip "x"|??? "t"|=== "A"|!!! 주의|- !!! note "x"|> !!! note|!!!'
)
MATERIAL_STARTS = st.sampled_from(MATERIAL.split("|"))


@st.composite
def material_soup(draw: st.DrawFn) -> str:
    """Lines of all kinds in any order, many of which open Material's own blocks or are inside one."""
    line = st.tuples(INDENTS, STARTS, st.just("") | WORDS)
    opening = st.tuples(st.sampled_from(["", "", "    "]), MATERIAL_STARTS)
    lines = draw(st.lists(opening | st.tuples(st.just("    "), STARTS, WORDS) | line, max_size=10))
    return "\n".join(map("".join, lines))


@contextmanager
def counted_parses() -> Iterator[list[str]]:
    """The texts that markdown-it is given to parse, while it lasts."""
    parsed: list[str] = []
    parse: Callable[..., Any] = MarkdownIt.parse

    @wraps(parse)
    def counted(self: MarkdownIt, src: str, *rest: Any) -> Any:
        parsed.append(src)
        return parse(self, src, *rest)

    MarkdownIt.parse = counted  # type: ignore[method-assign]
    try:
        yield parsed
    finally:
        MarkdownIt.parse = parse  # type: ignore[method-assign]


@cache
def commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(tasklists_plugin)
