# ruff: noqa: E501 - tables of cases
"""More inputs that cost a reader more than their length: letters, names, code of many languages, and all of HTML."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable

_HANGUL = "가나다라마바사아자차카타파하"


def fill(part: str, size: int) -> str:
    """`part` as often as it has room in `size` bytes."""
    return part * (size // len(part.encode()))


def numbered(part: str, size: int) -> str:
    """The same with a number for each ``{}``."""
    length = len(part.format(*[10_000] * part.count("{}")).encode())
    return "".join(part.format(*[number] * part.count("{}")) for number in range(size // length))


def _code(language: str, part: str) -> Callable[[int], str]:
    return lambda size: f"```{language}\n{fill(part, size - 20)}\n```\n"


def _under(head: str, part: str) -> Callable[[int], str]:
    return lambda size: head + numbered(part, size - len(head.encode()))


def _around(before: str, part: str, after: str) -> Callable[[int], str]:
    return lambda size: before + fill(part, size - len(before) - len(after)) + after


def _words(size: int) -> str:
    """Words that are all different, in one paragraph."""
    return " ".join(
        f"{_HANGUL[n % 14]}{_HANGUL[n // 14 % 14]}{_HANGUL[n // 196 % 14]}{n}" for n in range(size // 16)
    )


def _picture(content: str) -> str:
    return f"![a](data:image/svg+xml;base64,{b64encode(content.encode()).decode()})\n"


_TERMS = "# 글\n\n## 핵심 키워드\n\n"
WORDS: dict[str, Callable[[int], str]] = {
    # letters
    "marks-alone": lambda size: "a" + fill("\u0301", size - 2),
    "marks-words": _around("", "e\u0301 ", ""),
    "marks-many-each": _around("", "a" + "\u0301" * 30 + " ", ""),
    "marks-mixed": _around("", "\u0315\u0300\u05ae\u0316", ""),
    "marks-title": _around("# ", "e\u0301\u0323", "\n"),
    "marks-code": _code("text", "e\u0301\u0302"),
    "marks-in-code": _around("`", "e\u0301", "`\n"),
    "jamo": _around("", "\u1100\u1161\u11a8", ""),
    "emoji-joined": _around("", "👩\u200d", "👩"),
    "variations": _around("", "a\ufe0f", ""),
    "zero-width": _around("", "a\u200b", ""),
    "soft-hyphens": _around("", "a\u00ad", ""),
    "wide-spaces": _around("", "a\u3000", ""),
    "arabic": _around("", "\u0627\u0644\u0639", ""),
    "directions": _around("", "\u05d0a ", ""),
    "overrides": _around("", "\u202ea", ""),
    "private": _around("", "\ue000", ""),
    "chinese": _around("", "漢", ""),
    "digits": _around("", "1", ""),
    "dots": _around("", ".", ""),
    "dashes": _around("a ", "-", " b"),
    "plus": _around("a", "+", ""),
    "slashes": _around("a", "/b", ""),
    "percent": _around("a", "%", ""),
    "different-words": _words,
    "particles": _around("", "을(를) ", ""),
    # names and places
    "term-many": _under(_TERMS, "- **낱말{}**: 뜻\n"),
    "term-used": lambda size: _TERMS + numbered("- **t{}**: d\n", size // 2) + "\n## b\n\n" + numbered("t{} ", size // 2),
    "term-one": lambda size: _TERMS + "- **낱말**: 뜻\n\n## b\n\n" + fill("낱말 ", size - 80),
    "term-nested": _under(_TERMS, "- **a{}**: a{} a a a\n"),
    "term-long": lambda size: f"{_TERMS}- **{'낱' * (size // 6 - 30)}**: {'뜻' * (size // 6 - 30)}\n",
    "objectives": _under("# 글\n\n## 세션 목표\n\n", "{}. 하나\n"),
    "concepts": _under("# 글\n\n## 핵심 개념\n\n", "- 하나 {}\n"),
    "same-titles": _around("", "## a\n\n", ""),
    "titles-and-links": _under("", "## h{}\n\n[a](#h{})\n\n"),
    "abbreviations": _under("", "*[a{}]: b\n"),
    "notes-once": lambda size: fill("글[^a] ", size - 40) + "\n\n[^a]: b\n",
    "notes-in-notes": _under("[^0]\n\n", "[^{}]: [^{}]\n\n"),
    "lecturer-notes": _around("", "<!-- instructor\na\n-->\n\n", ""),
    "tasks-nested": _around("", "- [ ] a\n  - [x] b\n", ""),
    "times": _under("", "## h{} (10:00-10:05)\n\n"),
    "placeholders": _under("```bash\n", "echo <NAME_{}>\n"),
    "attributes": _around("", "a\n{: .b }\n\n", ""),
    "attribute-long": lambda size: f"# a {{: title=\"{'b' * (size - 30)}\" }}\n",
    "attribute-many": lambda size: f"# a {{: {fill('.b ', size - 30)} }}\n",
    "links-same": _around("", "[a](b.md)\n\n", ""),
    "links-hosts": _under("", "[a](https://h{}.example/)\n\n"),
    "link-parens": lambda size: f"[a]({'(' * (size // 2 - 4)}{')' * (size // 2 - 4)})\n",
    "link-title": lambda size: f'[a](b "{"c" * (size - 20)}")\n',
    "link-escapes": _around("[a](", "%41", ")\n"),
    "address-long": _around("https://a.b/", "c", "\n"),
    "pictures-missing": _under("", "![a](p{}.png)\n\n"),
    "picture-data": lambda size: _picture("<svg xmlns='http://www.w3.org/2000/svg'>" + "<g>" * (size // 8) + "</g>" * (size // 8) + "</svg>"),
    "picture-data-long": lambda size: _picture("<svg xmlns='http://www.w3.org/2000/svg'>" + "<path d='M0 0'/>" * (size // 30) + "</svg>"),
    "snippets": _around("", '--8<-- "a.md"\n\n', ""),
    # code
    **{
        f"code-{language}": _code(language, part)
        for language, part in {
            "bash": "a='b' \"$c\" `d` $(e) {f..g} [[ h ]] # i\n", "bash-quotes": "'", "html": "<a b='c'>&d;</a>\n",
            "html-open": "<a ", "css": "a{b:c}", "css-open": "{", "js": "`${a}` /b/ <c/> {", "jsx": "<a b={c}>",
            "perl": "s/a/b/; m{c} q(d) <<E\n", "ruby": "%w(a) #{b} <<-E\n", "cpp": "a<b>::c(d){e;}\n", "cpp-words": "a ",
            "yaml": "a: [b, {c: d}]\n", "yaml-words": "a ", "toml": "a = [1]\n[b]\n", "ini": "a=b\n", "json": '{"a":[1]}\n', "sql": "select 'a' from b where c;\n",
            "python": "f'{a}' @b\n", "java": "@A(b) class C<D> {} ", "go": "func a() { b <- c }\n", "rust": "r#\"a\"# 'b fn c<'d>() {}\n",
            "console": "$ a\nb\n", "diff": "+a\n-b\n@@ c @@\n", "dockerfile": "RUN a \\\n", "makefile": "a: b\n\tc $(d)\n", "latex": "\\a{b}$c$%d\n",
            "xml": "<a b='c'><![CDATA[d]]></a>\n", "php": "<?php a($b); ?>\n", "powershell": "$a = @{b='c'} | d\n", "markdown": "*a* [b](c) `d`\n",
            "http": "GET / HTTP/1.1\na: b\n\n", "haskell": "a :: b -> c {- d -}\n", "scala": "a match { case b => c }\n", "swift": "let a = \"\\(b)\"\n",
            "kotlin": "fun a() = \"${b}\"\n", "lua": "--[[a]] b = [==[c]==]\n", "r": "a <- function(b) c\n", "nginx": "a { b c; }\n", "hcl": 'a "b" { c = d }\n',
            "text-line": "a b ", "diff-line": "+a", "console-line": "$ a ",
        }.items()
    },
    "code-many": _around("", "`a` b\n\n", ""),
    "fences-different": _under("", "```python\na{} = 1\n```\n\n"),
    "fence-languages": _under("", "```l{}\na\n```\n\n"),
    "code-lines-marked": lambda size: f'```python hl_lines="1-{size}" linenums="1"\n{fill("a = 1" + chr(10), size - 60)}```\n',
    "code-range": lambda _: '```python hl_lines="1-999999999"\na\n```\n',
    "code-start": lambda _: '```python linenums="99999999999999999999"\na\n```\n',
    "list-start": lambda _: "999999999. a\n",
    "list-numbers": _under("", "{}. a\n\n"),
    # HTML
    "attributes-html": lambda size: f"<p {numbered('a{}=b ', size - 20)}>a</p>\n",
    "attribute-html": lambda size: f'<p title="{"a" * (size - 30)}">a</p>\n',
    "attribute-entities": lambda size: f'<p title="{fill("&lt;", size - 30)}">a</p>\n',
    "styles-html": _under("", "<p style='color:#{}'>a</p>\n\n"),
    "style-long": lambda size: f'<p style="{fill("color:red;", size - 30)}">a</p>\n',
    "style-element": lambda size: f"<style>{fill('a{}', size - 30)}</style>\n",
    "script-element": lambda size: f"<script>{fill('a;', size - 30)}</script>\n",
    "table-html": lambda size: f"<table>{fill('<tr><td>a</td></tr>', size - 30)}</table>\n",
    "cells-html": lambda size: f"<table><tr>{fill('<td>a</td>', size - 30)}</tr></table>\n",
    "cells-spanned": lambda size: f"<table>{fill('<tr><td colspan=1000 rowspan=1000>a', size - 30)}</table>\n",
    "list-html": lambda size: f"<ul>{fill('<li>a', size - 30)}</ul>\n",
    "paragraphs-html": _around("", "<p>a", "\n"),
    "spans-html": _around("a", "<span>b</span>", "\n"),
    "breaks-html": _around("a", "<br>", "\n"),
    "unclosed-html": _around("a", "<b>", "\n"),
    "closed-html": _around("a", "</b>", "\n"),
    "mixed-html": _around("a", "<b><i></b></i>", "\n"),
    "formatting-html": _around("a", "<p><b>", "\n"),
    "headings-html": _around("", "<h2>a</h2>\n", ""),
    "odd-html": _around("a", "<a-b>c</a-b>", "\n"),
    "cells-open": _around("", "<td ", "\n"),
    "select-html": lambda size: f"<select>{fill('<option>a', size - 30)}</select>\n",
    "pre-html": lambda size: f"<pre>{'a ' * (size // 2 - 20)}</pre>\n",
    "svg-html": lambda size: f"<svg>{fill('<path d=M0/>', size - 30)}</svg>\n",
    "svg-path": lambda size: f'<svg><path d="{fill("M0 0L9 9", size - 50)}"/></svg>\n',
    "math-html": lambda size: f"<math>{fill('<mi>a</mi>', size - 30)}</math>\n",
    "details-html": _around("", "<details>\n<summary>a</summary>\nb\n</details>\n", ""),
    "ids-html": _under("", "<p id=a{}>b</p>\n"),
    "comment-html": lambda size: f"a <!-- {'b ' * (size // 2 - 20)} -->\n",
    "comment-dashes": _around("<!--", "-", ""),
    "comments-closed": _around("", "<!-- a -->\n\n", ""),
    "entities-long": _around("&", "a", ";\n"),
    "entities-number": _around("", "&#x41;", "\n"),
    "quotes-html": _around("<p a='", '"', "\n"),
    "equals-html": _around("<p ", "=", ">\n"),
    "slashes-html": _around("<p ", "/", ">\n"),
    "spaces-html": _around("<p", " ", ">\n"),
    # tables and formulas
    "cells-empty": lambda size: "|a|\n|-|\n" + fill("|\n", size - 10),
    "cells-pipes": lambda size: "|a|b|\n|-|-|\n" + fill("|" * 100 + "\n", size - 20),
    "cells-code": lambda size: "|a|b|\n|-|-|\n" + fill("|`c`|**d**|\n", size - 20),
    "cell-long": lambda size: f"|a|b|\n|-|-|\n|{'글 ' * (size // 4 - 10)}|c|\n",
    "table-dashes": lambda size: f"|a|\n|{'-' * (size - 20)}|\n|b|\n",
    "formula-matrix": lambda size: "```math\n\\begin{matrix}\n" + fill("a & b \\\\\n", size - 60) + "\\end{matrix}\n```\n",
    "formula-scripts": lambda size: "```math\nx" + fill("^{y", (size - 20) // 4 * 3) + "}" * ((size - 20) // 4) + "\n```\n",
    "formula-macros": lambda size: "```math\n\\def\\a{bb}" + fill("\\def\\a{\\a\\a}", 400) + "\\a" * (size // 10) + "\n```\n",
    "formula-colour": lambda size: "```math\n" + fill("\\color{red}", size - 20) + "\n```\n",
    "formula-words": lambda size: "```math\n\\text{" + "글 " * (size // 4 - 10) + "}\n```\n",
    "formula-left": lambda size: "```math\n" + fill("\\left(", size - 20) + "\n```\n",
    "formula-row": lambda size: "```math\n" + fill("\\sqrt{x}", size - 20) + "\n```\n",
}  # fmt: skip
