# ruff: noqa: E501 - tables of cases
"""Inputs of up to a megabyte, each of a kind that costs some reader more than its length."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import pairwise

from support.heavy_words import WORDS, fill, numbered

#: The most that an input holds.
LARGEST = 1_000_000


def _fence(language: str, content: str) -> str:
    return f"```{language}\n{content}\n```\n"


#: What is repeated until the page is full.
_REPEATED: dict[str, str] = {
    "brackets": "[",
    "bracket-words": "[a",
    "images": "![",
    "link-starts": "[a](",
    "link-angles": "[a](<",
    "brackets-closed": "]",
    "stars": "*",
    "stars-words": "*a ",
    "stars-both": "*a**b",
    "underscores": "_a ",
    "tildes": "~~a ",
    "backticks": "`a``b",
    "angles": "<",
    "html-starts": "<a href=",
    "comments": "<!-- a ",
    "instructions": "<?a ",
    "declarations": "<!A ",
    "cdata": "<![CDATA[ ",
    "dollars": "$a ",
    "dollar-pairs": "$a$ ",
    "entities": "&amp;",
    "entity-starts": "&a",
    "backslashes": "\\",
    "braces": "a{: ",
    "brace-lists": "{#a .b} ",
    "footnote-refs": "[^a] ",
    "addresses": "https://a.b/c ",
    "mails": "a@b.c ",
    "colons": ":a: ",
    "pipes": "|",
    "one-line": "글 ",
    "one-word": "글",
    "combining": "e\u0301\u0302",
    "quotes": '"a" ',
}
#: Lines that are repeated.
_LINES: dict[str, str] = {
    "items": "- a\n",
    "ordered": "1. a\n",
    "tasks": "- [ ] a\n",
    "quotes-lines": "> a\n",
    "headings": "## a\n\n",
    "underlined": "a\n---\n\n",
    "rules": "---\n",
    "fences": "```\n",
    "fence-pairs": "```a\nb\n```\n",
    "code-lines": "    a\n\n",
    "alerts": "> [!NOTE]\n> a\n\n",
    "admonitions": "!!! note\n    a\n\n",
    "tabs": '=== "a"\n    b\n\n',
    "details": "<details><summary>a</summary>\n\nb\n\n</details>\n\n",
    "rows": "| a | b |\n|---|---|\n| c | d |\n\n",
    "setext-long": "a\n",
    "breaks": "a  \n",
    "html-blocks": "<div>\n\n",
    "html-closed": "<div>a</div>\n\n",
    "math-blocks": "$$\na\n$$\n\n",
    "commands": "```bash\nls <a>\n```\n\n",
    "colon-blocks": "::: a\n",
}
#: Lines with numbers in them.
_NUMBERED: dict[str, str] = {
    "footnotes": "[^{}]: a\n\n글[^{}]\n\n",
    "definitions": "[r{}]: /a\n",
    "defined-links": "[r{}]: /a\n\n[r{}]\n\n",
    "titles": "## h{}\n\n",
    "dead-links": "[a](b{}.md)\n\n",
    "dead-anchors": "[a](#b{})\n\n",
    "anchors": '<a id="a{}"></a>\n\n',
    "terms": "- **t{}**: d\n",
    "timed": "## h{} (1분)\n\n",
}


def _nested(mark: str, depth: int, size: int) -> str:
    line = mark * depth + " a\n\n"
    return fill(line, size)


def _stairs(size: int) -> str:
    """Lists in lists, ever deeper, from the beginning again."""
    stairs = "".join("  " * depth + "- a\n" for depth in range(35))
    return fill(stairs, size)


def _wide_table(columns: int, size: int) -> str:
    row = "|" + " a |" * columns + "\n"
    return row + "|" + "-|" * columns + "\n" + fill(row, size - 3 * len(row))


def _bomb(size: int) -> str:
    """Front matter whose references double."""
    names = [f"k{number}" for number in range(min(size // 40, 60))]
    return (
        f"---\n{names[0]}: &{names[0]} [1, 2]\n"
        + "".join(f"{name}: &{name} [*{inner}, *{inner}, *{inner}]\n" for inner, name in pairwise(names))
        + "---\n# 글\n"
    )


def _graph(line: str, head: str) -> Callable[[int], str]:
    return lambda size: _fence("mermaid", head + numbered(line, size))


_MADE: dict[str, Callable[[int], str]] = {
    "quote-depth": lambda size: _nested(">", 70, size),
    "quote-too-deep": lambda size: ">" * (size - 2) + "a\n",
    "list-depth": _stairs,
    "list-line": lambda size: "- " * (size // 2) + "a\n",
    "html-depth": lambda size: "<div>" * (size // 11) + "</div>" * (size // 11) + "\n",
    "span-depth": lambda size: "a" + "<b>" * (size // 7) + "</b>" * (size // 7) + "\n",
    "svg-depth": lambda size: "<svg>" + "<g>" * (size // 7) + "</g>" * (size // 7) + "</svg>\n",
    "json-depth": lambda size: _fence("json", "[" * (size - 20)),
    "json-objects": lambda size: _fence("json", '{"a":' * (size // 5 - 5)),
    "json-long": lambda size: _fence("json", json.dumps([*range(size // 8)])),
    "yaml-depth": lambda size: _fence("yaml", "[" * (size - 20)),
    "yaml-stairs": lambda size: _fence("yaml", "".join(f"{' ' * n}a:\n" for n in range(int((2 * size) ** 0.5) - 3))),
    "yaml-long": lambda size: _fence("yaml", fill("- a: b\n", size - 20)),
    "yaml-documents": lambda size: _fence("yaml", fill("---\na: b\n", size - 20)),
    "yaml-anchors": lambda size: _fence("yaml", _bomb(size).replace("---\n", "").replace("# 글\n", "")),
    "shell-depth": lambda size: _fence("bash", "$(" * (size // 2 - 20)),
    "shell-ifs": lambda size: _fence("bash", fill("if a; then\n", size - 20)),
    "shell-long": lambda size: _fence("bash", fill("echo a\n", size - 20)),
    "python-long": lambda size: _fence("python", fill("a = [1, 'b']\n", size - 20)),
    "python-depth": lambda size: _fence("python", "(" * (size - 20)),
    "code-line": lambda size: _fence("python", "a" * (size - 20)),
    "regex-code": lambda size: _fence("javascript", "/" * (size - 30)),
    "string-code": lambda size: _fence("python", '"' * (size - 20)),
    "front-matter-bomb": _bomb,
    "front-matter-depth": lambda size: f"---\na: {'[' * (size - 30)}\n---\n# 글\n",
    "front-matter-long": lambda size: f"---\n{numbered('k{}: v', size - 30).replace('v', chr(10))}---\n# 글\n",
    "front-matter-text": lambda size: f"---\ntitle: {'a' * (size - 40)}\n---\n# 글\n",
    "table-wide": lambda size: _wide_table(1000, size),
    "table-long": lambda size: _wide_table(3, size),
    "table-heads": lambda size: fill("| a ", size // 2) + "|\n" + fill("|-", size // 2 - 4) + "|\n",
    "title-long": lambda size: "# " + "글" * (size // 3 - 2) + "\n",
    "link-long": lambda size: f"[a]({'b' * (size - 10)})\n",
    "fence-info": lambda size: f"```{'a' * (size - 20)}\nb\n```\n",
    "reference-chain": lambda size: fill("[a][b]", size // 2) + "\n\n" + numbered("[b{}]: c\n", size // 2 - 20),
    "formula-long": lambda size: _fence("math", fill("x + ", size - 20)),
    "formula-depth": lambda size: _fence("math", "{" * (size - 20)),
    "formula-fractions": lambda size: _fence("math", "\\frac{" * (size // 6 - 5)),
    "formula-text": lambda size: "$" + "a" * (size - 4) + "$\n",
    "flowchart": _graph("  a{} --> b{}\n", "graph TD\n"),
    "flowchart-all": _graph("  a{} --> a1\n  a1 --> a{}\n", "graph LR\n"),
    "flowchart-depth": lambda size: _fence("mermaid", "graph TD\n" + numbered("subgraph s{}\n", size - 40)),
    "flowchart-label": lambda size: _fence("mermaid", f'graph TD\n  a["{"글 " * (size // 4 - 20)}"]'),
    "sequence": _graph("  a->>b: m{}\n", "sequenceDiagram\n"),
    "classes": _graph("  class C{}\n", "classDiagram\n"),
    "states": _graph("  s{} --> t{}\n", "stateDiagram-v2\n"),
    "gantt": _graph("  t{} :a{}, 2026-01-01, 1d\n", "gantt\n  dateFormat YYYY-MM-DD\n"),
    "pie": _graph('  "p{}" : 1\n', "pie\n"),
    "mindmap": lambda size: _fence("mermaid", "mindmap\n" + fill("  a\n", size - 40)),
    "many-diagrams": lambda size: fill("```mermaid\ngraph TD\n  a --> b\n```\n\n", size),
    "different-diagrams": lambda size: numbered("```mermaid\ngraph TD\n  a --> b{}\n```\n\n", size),
    "different-formulas": lambda size: numbered("$x_{{{}}}$ ", size),
    "carriage": lambda size: "\r" * size,
    "tabs-line": lambda size: "\t" * (size - 2) + "a\n",
    "spaces-line": lambda size: "a" + " " * (size - 3) + "b\n",
    "spaces-lines": lambda size: fill(" \n", size),
    "feeds": lambda size: fill("\x0c", size),
}  # fmt: skip


def makers() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Every input, by its name, as a function that makes one of so many bytes."""
    for name, part in {**_REPEATED, **_LINES}.items():
        yield name, lambda size, part=part: fill(part, size)  # type: ignore[misc]
    for name, part in _NUMBERED.items():
        yield name, lambda size, part=part: numbered(part, size)  # type: ignore[misc]
    yield from _MADE.items()
    yield from WORDS.items()
