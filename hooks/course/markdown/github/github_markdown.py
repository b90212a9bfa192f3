"""GitHub Markdown for Python-Markdown: the extension that reads what `course.markdown.github.gfm` writes.

Python-Markdown's own rules for lists, quotes, headings, tables and raw HTML are taken out; ours read the
normalised text exactly as it is written. Inline syntax and Material's extensions stay Python-Markdown's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteReorderingProcessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from course.markdown.formulas.finding import TAB
from course.markdown.formulas.in_html import show_formulas
from course.markdown.formulas.stash import Draw, FormulaStash
from course.markdown.github.block_rules import replace_block_rules
from course.markdown.github.code_fence import CodeStash
from course.markdown.github.gfm import Writer, normalise
from course.markdown.github.heading_ids import HeadingIds, HeadingLinks
from course.markdown.github.html_blocks import HtmlStash, shown_as_text
from course.markdown.github.inline_rules import InlineMarkdown, replace_inline_rules
from course.markdown.github.unseen import with_marks_in_code
from course.markdown.html.clean import OWN, clean, marked_own
from course.markdown.links.rewrite import Resolver, resolve_html

#: Stands in the page for the build's own HTML number N while the page is cleaned: no author can write it.
_HELD = re.compile(r'<(div|span) class="\ufdd7(\d+)"></\1>')


class GithubMarkdown(Extension):
    """Makes a Markdown instance read GitHub Markdown. Add it last.

    One object may be the extension of many instances: what belongs to the page that one reads is kept with
    that instance (`_Reading`).
    """

    def __init__(
        self,
        alert_titles: Mapping[str, str] | None = None,
        links: Callable[[Markdown], Resolver | None] | None = None,
        frames: Collection[str] = (),
        draw: Draw | None = None,
        in_words: Callable[[str], str] = str,
    ) -> None:
        """`alert_titles` names GitHub's five alerts (``note`` and so on) in the page's language.

        `links` gives what resolves the links of the page that an instance reads; without it they stay as
        they are written. `frames` are the hosts whose pages may be shown in a frame. `draw` draws formulas,
        `in_words` gives those of headings as menus have them.
        """
        super().__init__()
        self.alert_titles = dict(alert_titles or {})
        self.links = links or (lambda _: None)
        self.frames = frozenset(frames)
        self.draw, self.in_words = draw, in_words

    def extendMarkdown(self, md: Markdown) -> None:
        """Replace the rules of `md` by those for GitHub Markdown."""
        reading = _Reading(md, self.links, FormulaStash(self.draw, self.in_words))
        md.registerExtension(reading)
        for name in ("fenced_raw_block", "html_block"):
            if name in md.preprocessors:
                md.preprocessors.deregister(name)
        md.preprocessors.register(Normaliser(md, reading), "github_markdown", 31.5)
        replace_block_rules(md.parser, reading.code, reading.formulas, self.alert_titles)
        reading.inline = replace_inline_rules(md, reading.html, reading.formulas, lambda: reading.resolve)
        md.postprocessors.register(CleanHtml(md, reading, self.frames), "raw_html", 30)
        _number_as_referred_to(md)
        md.treeprocessors.register(HeadingIds(md, reading.formulas), "github_heading_ids", 6)
        md.treeprocessors.register(HeadingLinks(md), "heading_links", 1)  # behind those that toc adds
        md.treeprocessors.register(OwnMarks(md), "own_marks", -1000)


def _number_as_referred_to(md: Markdown) -> None:
    """Let footnotes have the order in which the text refers to them, where they are defined in another."""
    for extension in md.registeredExtensions:
        if isinstance(extension, FootnoteExtension):
            extension.setConfig("USE_DEFINITION_ORDER", False)
            md.treeprocessors.register(FootnoteReorderingProcessor(extension), "footnote-reorder", 19)


class _Reading(Extension):
    """State of one Markdown instance: the stashes and the link resolver of the page that it reads."""

    inline: InlineMarkdown
    """Reads the page's lines of text."""

    def __init__(
        self, md: Markdown, links: Callable[[Markdown], Resolver | None], formulas: FormulaStash
    ) -> None:
        super().__init__()
        self.md = md
        self.links = links
        self.code, self.html, self.formulas = CodeStash(md), HtmlStash(), formulas
        self.resolve: Resolver | None = None
        """Gives the page's links their addresses; without it they stay as written."""

    def begin(self) -> None:
        """Get the resolver for the page's links: only when reading begins is the page known."""
        self.resolve = self.links(self.md)
        if self.resolve and "relpath" in self.md.treeprocessors:
            resting = _Resting(self.md.treeprocessors["relpath"])
            self.md.treeprocessors.register(resting, "relpath", 0)

    def reset(self) -> None:
        """Forget the previous page."""
        self.code.clear()
        self.html.clear()
        self.formulas.clear()


class _Resting(Treeprocessor):
    """Stands in for MkDocs' rule for links, which would resolve addresses again; still has its file."""

    def __init__(self, rule: Treeprocessor) -> None:
        super().__init__()
        self.file = getattr(rule, "file", None)

    def run(self, root: Element) -> None:
        """Change nothing."""


class Normaliser(Preprocessor):
    """Rewrites a source into the dialect, with placeholders for code and HTML blocks."""

    def __init__(self, md: Markdown, reading: _Reading) -> None:
        super().__init__(md)
        self.reading = reading

    def run(self, lines: list[str]) -> list[str]:
        """`lines` in the dialect."""
        self.reading.begin()
        code, html = self.reading.code, self.reading.html
        writer = Writer(code.write, html.write, keep_definitions=False)
        text = "\n".join(lines).replace(STX, "").replace(ETX, "")  # they stand for pieces kept apart
        out = normalise(text, writer).replace("\t$", f"{TAB}$").split("\n")
        self.reading.inline.references = writer.references
        return out


class OwnMarks(Treeprocessor):
    """The last rule: marks what the others have made, so that the cleaner tells it from an author's HTML."""

    def run(self, root: Element) -> None:
        """Mark the attributes of all elements below `root`."""
        for element in root.iter():
            for name, value in element.items():
                element.set(name, marked_own(name, value))


class CleanHtml(RawHtmlPostprocessor):
    """Puts back the HTML kept apart: the author's first, then, once the page is cleaned, the build's."""

    def __init__(self, md: Markdown, reading: _Reading, frames: frozenset[str]) -> None:
        super().__init__(md)
        self.reading = reading
        self.frames = frames

    def run(self, text: str) -> str:
        """The page with its HTML, cleaned, the links in it resolved."""
        stash, resolve, formulas = self.reading.html, self.reading.resolve, self.reading.formulas
        own: list[str] = []
        held = self._PLACEHOLDER.sub(lambda match: self._hold_made(match[0], own), text)
        whole = stash.restore(
            held,
            lambda piece: show_formulas(resolve_html(shown_as_text(piece), resolve), formulas.html),
        )
        whole = formulas.restore(whole, lambda html: _hold(html, "span", own))
        shown = with_marks_in_code(clean(whole, self.frames))
        return _HELD.sub(lambda match: own[int(match[2])], shown)

    _PLACEHOLDER = re.compile("(<p>)?\x02wzxhzdk:(\\d+)\x03(?(1)</p>)")

    def _hold_made(self, placeholder: str, own: list[str]) -> str:
        """What stands for the HTML that Python-Markdown keeps under `placeholder`."""
        html = super().run(placeholder)
        return _hold(html, "div" if self.isblocklevel(html) else "span", own)


def _hold(html: str, name: str, own: list[str]) -> str:
    """What stands for a piece of the build's own HTML, which goes to `own`: an empty element of this name."""
    own.append(html)
    return f'<{name} class="{OWN}\ufdd7{len(own) - 1}"></{name}>'
