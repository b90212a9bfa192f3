"""Tag soup by the thousand goes through the site's Markdown: nothing of it can run, and it reads one way."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser, LexborNode

from support.html_trees import tree_of
from support.markdown_lines import render

_BANNED = """script style iframe object embed applet frame frameset form base meta link svg portal fencedframe
template noscript noembed noframes plaintext xmp listing title textarea select button marquee
bgsound param dialog html head body foreignobject annotation-xml use animate set image isindex
keygen layer slot"""
_ADDRESSES = "href src action formaction data xlink:href poster background cite longdesc ping srcset usemap"
_RUNS = "javascript: vbscript: data:text data:image/svg data:application blob: filesystem: file:"
_NAMES = """a b p div span img br hr details summary table tr td ul li pre code picture source video audio
track figure kbd sub ruby rt rp input script style iframe object embed form button select option base meta
link svg math mtext mglyph malignmark annotation-xml foreignObject desc title textarea noscript
template plaintext xmp listing noembed noframes frameset body html head image marquee font nobr
caption colgroup col pod x-y IMG ScRiPt h1 dialog"""

#: Elements that run, load, send or change the whole page; drawings by an author's own hand with them.
BANNED = frozenset(_BANNED.split())
#: Attributes that hold an address, and how addresses begin that run or show a page of their own.
ADDRESSES = frozenset(_ADDRESSES.split())
RUNS = tuple(_RUNS.split())
NAMES = tuple(_NAMES.split())
ATTRIBUTES = (
    *(
        "onerror=alert(1)",
        'onclick="alert(1)"',
        "onload='alert(1)'",
        "ONMOUSEOVER=alert(1)",
        "on\x00click=alert(1)",
    ),
    *(
        "href=javascript:alert(1)",
        'href="java\tscript:alert(1)"',
        "href=' &#1;javascript&colon;alert(1)'",
        'href="#a"',
    ),
    *(
        "src=x",
        'src="data:text/html,x"',
        'srcdoc="<script>alert(1)</script>"',
        "style=position:fixed",
        'id="__config"',
    ),
    *(
        "a=<",
        'alt=">"',
        "alt='<!--'",
        'title="</p>"',
        'a=b"c',
        '"',
        "'",
        "=",
        "/",
        "//",
        '""',
        "x='",
        'y="',
        "name=body",
    ),
    *(
        "xlink:href=javascript:alert(1)",
        "action=javascript:1",
        "formaction=javascript:1",
        "ping=http://evil.invalid/",
    ),
    *("encoding=text/html", "open", "class=mermaid", "is=x-y", "shadowrootmode=open", "autofocus tabindex=0"),
)
BLANKS = (" ", "/", "\t", "\n", "\f", "", "\x0b", " / ", "\x00", "\n\n")
ENDS = (">", "/>", "", " >", ">>", "\n>", "<", '">', "'>")
TEXTS = (
    *(
        "text",
        " ",
        "\n",
        "\n\n",
        "\n\n\n",
        "&lt;b&gt;",
        "&#60;",
        "&amp;lt;",
        "&quot;",
        "&#0;",
        "\x00",
        "가",
        "`",
        "`x`",
        "**",
    ),
    *(
        "*a*",
        "[a](javascript:alert(1))",
        "![a](x.png)",
        '![a](x.png "t")',
        "- ",
        "> ",
        "## ",
        "1. ",
        "    ",
        "\n```\n",
    ),
    *(
        "<!--",
        "-->",
        "--!>",
        "<!-->",
        "<!",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
        "</",
        "<",
        ">",
        '"',
        "'",
        "|",
        "\n|---|\n",
    ),
    *(
        "{onclick=alert(1)}",
        "{: #__config .mermaid}",
        '\n!!! note "<img src=x onerror=alert(1)>"\n    ',
        "[^1]",
        "\n[^1]: ",
    ),
    *(
        '\n=== "<b>"\n    ',
        "<javascript:alert(1)>",
        "\x02wzxhzdk:0\x03",
        "\x02klzzwxh:0000\x03",
        "\ufdd0" + "0\ufdd1",
    ),
)

TAGS = st.builds(
    lambda slash, name, parts, end: f"<{slash}{name}{''.join(blank + each for blank, each in parts)}{end}",
    st.sampled_from(["", "", "", "/"]),
    st.sampled_from(NAMES),
    st.lists(st.tuples(st.sampled_from(BLANKS), st.sampled_from(ATTRIBUTES)), max_size=4),
    st.sampled_from(ENDS),
)
SOUP = st.lists(TAGS | TAGS | st.sampled_from(TEXTS), max_size=14).map("".join)


def dangers(html: str) -> Iterator[str]:
    """What in a piece of a page could run, ask elsewhere or stand in the place of something else."""
    root = LexborHTMLParser(html, is_fragment=True).root
    for node in root.traverse() if root else ():
        if node.is_element_node:
            yield from _dangers_of(node)


def _dangers_of(node: LexborNode) -> Iterator[str]:
    name = str(node.tag).lower()
    if name in BANNED:
        yield f"<{name}>"
    for attribute, value in node.attributes.items():
        word = attribute.lower()
        if word.startswith("on") or word in ("srcdoc", "formaction", "action", "ping", "is", "xlink:href"):
            yield f"{name} {attribute}"
        if word in ADDRESSES and runs(value or ""):
            yield f"{name} {attribute}={value}"
        if word == "style" and any(part in (value or "").lower() for part in ("position", "url", "\\")):
            yield f"{name} style={value}"


def runs(address: str) -> bool:
    """Whether a browser would run `address`, or show it as a page of its own.

    Source: WHATWG URL, basic URL parser: controls and blanks around it go, and tabs and new lines inside.
    """
    trimmed = address.strip("".join(map(chr, range(33))))
    return trimmed.translate({9: None, 10: None, 13: None}).lower().startswith(RUNS)


def written(html: str) -> str:
    """`html` as a parser writes what it has read."""
    root = LexborHTMLParser(html, is_fragment=True).root
    return "".join(node.html or "" for node in root.iter(include_text=True)) if root else ""


def without_first_lines(html: str) -> str:
    """`html` with no new line first in a ``<pre>``: each writing and reading takes one, by HTML's rules."""
    return re.sub(r"(<pre\b[^>]*>)\n+", r"\1", html)


@settings(max_examples=300, deadline=None)
@given(SOUP)
@example("<details open a=< ontoggle=alert(1)><summary>s</summary></details>")
@example('<img alt=">" src=x onerror=alert(1)>')
@example('<a title=""href="java\tscript:alert(1)">a</a>')
@example('<div title="\n\n- one" onmouseover="alert(1)')
@example("<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=alert(1)>'>")
def test_soup_holds_nothing_that_runs(soup: str) -> None:
    """Whatever tags an author writes, in whatever way they are broken."""
    assert list(dangers(render(soup))) == []


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_soup_reads_one_way(soup: str) -> None:
    """What is written of the parsed page and parsed again is the same: no second parser finds another."""
    once = without_first_lines(render(soup))
    assert tree_of(written(once)) == tree_of(once)


#: JavaScript: each piece of HTML as a document that runs nothing reads it, element by element.
_TREES = """pieces => {
  const aside = document.implementation.createHTMLDocument("")
  const marks = node => [...node.attributes].map(({ name, value }) => [name, value]).sort()
  const plain = node => node.nodeType === 1
    ? [node.localName, marks(node), [...(node.content ?? node).childNodes].map(plain)]
    : [node.nodeName, node.data]
  return pieces.map(html => {
    const box = aside.createElement("div")
    box.innerHTML = html
    return JSON.stringify([...box.childNodes].map(plain))
  })
}"""


def shape(html: str) -> str:
    """The tree of `html` as _TREES writes it."""

    def plain(node: LexborNode) -> list[object]:
        if not node.is_element_node:
            name = {"-text": "#text", "-comment": "#comment"}.get(str(node.tag), str(node.tag))
            return [name, node.html[4:-3] if name == "#comment" and node.html else node.text_content]
        attributes = sorted([name, value or ""] for name, value in node.attributes.items())
        return [node.tag, attributes, [plain(inner) for inner in node.iter(include_text=True)]]

    root = LexborHTMLParser(html, is_fragment=True).root
    nodes = [plain(node) for node in root.iter(include_text=True)] if root else []
    return json.dumps(nodes, ensure_ascii=False, separators=(",", ":"))


def soup(chance: random.Random) -> str:
    """Tag soup without the help of hypothesis, which would keep each piece to shrink it."""

    def tag() -> str:
        parts = "".join(
            chance.choice(BLANKS) + chance.choice(ATTRIBUTES) for _ in range(chance.randint(0, 4))
        )
        return f"<{chance.choice(['', '', '', '/'])}{chance.choice(NAMES)}{parts}{chance.choice(ENDS)}"

    pieces = range(chance.randint(1, 14))
    return "".join(tag() if chance.random() < 0.6 else chance.choice(TEXTS) for _ in pieces)


@pytest.mark.long
def test_a_browser_reads_soup_as_we_do(browser: Browser) -> None:
    """Of thousands of pages of soup a browser makes the tree that our parser makes; none can run."""
    chance = random.Random(20261127)  # noqa: S311 (samples, no secret)
    page = browser.new_page()
    page.goto("about:blank")
    differing: list[str] = []
    for _ in range(10):
        sources = [soup(chance) for _ in range(500)]
        pages = [render(source) for source in sources]
        trees = page.evaluate(_TREES, pages)
        for source, html, tree in zip(sources, pages, trees, strict=True):
            if json.loads(tree) != json.loads(shape(html)) or list(dangers(html)):
                differing.append(source)
    page.close()
    assert differing == []
