"""GitHub Markdown for Python-Markdown: the extension that reads what `course.markdown.github.gfm` writes.

Python-Markdown's own rules for lists, quotes, headings, tables and raw HTML are taken out; ours read the
normalised text exactly as it is written. Inline syntax and Material's extensions stay Python-Markdown's.
"""

from __future__ import annotations

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from course.markdown.github.block_rules import replace_block_rules
from course.markdown.github.code_fence import CodeStash
from course.markdown.github.gfm import Writer, normalise
from course.markdown.github.heading_ids import HeadingIds
from course.markdown.github.html_blocks import HtmlStash
from course.markdown.github.inline_rules import replace_inline_rules
from course.markdown.links.rewrite import Resolver, resolve_html


class GithubMarkdown(Extension):
    """Makes a Markdown instance read GitHub Markdown. Add it last."""

    def __init__(self, alert_titles: dict[str, str] | None = None) -> None:
        """`alert_titles` names GitHub's five alerts (``note`` and so on) in the page's language."""
        super().__init__()
        self.alert_titles = alert_titles or {}
        self.links: Resolver | None = None
        """Gives the links of the page being read their addresses; without it they stay as written."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Swap the rules of `md`."""
        md.registerExtension(self)
        self.code, self.html = CodeStash(md), HtmlStash()
        for name in ("fenced_raw_block", "html_block"):
            if name in md.preprocessors:
                md.preprocessors.deregister(name)
        md.preprocessors.register(Normaliser(md, self), "github_markdown", 31.5)
        replace_block_rules(md.parser, self.code, self.alert_titles)
        self.inline = replace_inline_rules(md, self.resolver)
        md.postprocessors.register(RawHtml(md, self), "github_raw_html", 35)
        md.treeprocessors.register(HeadingIds(md), "github_heading_ids", 6)

    def resolver(self) -> Resolver | None:
        """What resolves the links of the page being read."""
        return self.links

    def reset(self) -> None:
        """Forget the page before."""
        self.code.clear()
        self.html.clear()


class Normaliser(Preprocessor):
    """The source in the dialect, code and HTML blocks stashed, link definitions handed to Python-Markdown."""

    def __init__(self, md: Markdown, extension: GithubMarkdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """The lines of the dialect."""
        if self.extension.links and "relpath" in self.md.treeprocessors:
            self.md.treeprocessors.deregister("relpath")  # MkDocs' own: it would resolve addresses again
        code, html = self.extension.code, self.extension.html
        writer = Writer(code.write, html.write, html.close, keep_definitions=False)
        out = normalise("\n".join(lines), writer).split("\n")
        self.extension.inline.references = writer.references
        return out


class RawHtml(Postprocessor):
    """Puts the HTML blocks back, as they were written."""

    def __init__(self, md: Markdown, extension: GithubMarkdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, text: str) -> str:
        """The page with its HTML blocks, their links resolved."""
        stash, resolve = self.extension.html, self.extension.links
        return stash.restore(text, lambda block: resolve_html(block, resolve))
