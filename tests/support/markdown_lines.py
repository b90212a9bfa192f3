"""Markdown lines of all kinds at random, and what the site and CommonMark make of them."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from mdit_py_plugins.tasklists import tasklists_plugin

from course.markdown.github.github_markdown import GithubMarkdown

EXTENSIONS = ("abbr", "admonition", "attr_list", "footnotes", "toc", "pymdownx.details", "pymdownx.highlight")
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


@cache
def commonmark() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(tasklists_plugin)
