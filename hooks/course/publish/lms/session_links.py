"""The glossary's links to sessions, where no script completes them."""

from __future__ import annotations

from lxml import html


def link_sessions(article: html.HtmlElement) -> None:
    """Have each number of a session lead to its section at once, and say the session's title.

    On the site the number leads to a row of the list of sessions, which the script reads.
    """
    rows = {
        row.get("id"): row for row in article.xpath("//*[contains(@class,'glossary__sessions')]//li[@id]")
    }
    for link in article.xpath("//*[contains(@class,'glossary__part')]//a[starts-with(@href,'#__')]"):
        row = rows.get(link.get("href").removeprefix("#"))
        targets = row.xpath("./a/@href") if row is not None else []
        if row is not None and targets:
            link.set("href", targets[0])
            link.set("title", row.xpath("normalize-space(../../*[1])"))
