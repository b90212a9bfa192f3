"""What GitHub makes of dollars in the HTML that its parser has written: formulas, by its own rule alone.

Where a formula lost backslashes to Markdown, it is shown here as GitHub shows it: without them.
"""

from __future__ import annotations

import re
from html import unescape

from course.markdown.formulas.in_html import show_formulas
from course.markdown.formulas.stash import render_undrawn

_FENCE = re.compile(r'<pre(?P<place>[^>]*) lang="math"[^>]*><code>(?P<tex>[^<]*)</code></pre>')
_CODE = re.compile(r"(?<![0-9A-Za-z$\\])\$<code>(?P<tex>[^<]*)</code>\$")
_PARAGRAPH = re.compile(r"(?P<opening><p(?: [^>]*)?>)\$\$\n(?P<tex>(?:[^<$]|<br>)*)\n\$\$</p>")


def with_formulas(html: str) -> str:
    """`html`, as cmark-gfm wrote it and the cleaner left it, with its formulas as the site marks them."""
    html = _FENCE.sub(
        lambda fence: f"<div{fence['place']}>{_undrawn(fence['tex'].strip(chr(10)))}</div>", html
    )
    html = _CODE.sub(lambda code: _undrawn(code["tex"]), html)
    html = _PARAGRAPH.sub(lambda whole: f"{whole['opening']}{_undrawn(_joined(whole['tex']))}</p>", html)
    return show_formulas(html, lambda formula: render_undrawn(formula.tex))


def _joined(tex: str) -> str:
    """The lines of a paragraph, those that a backslash ended too."""
    return tex.replace("<br>", "")


def _undrawn(tex: str) -> str:
    return render_undrawn(unescape(tex))
