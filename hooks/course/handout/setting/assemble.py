"""The contents of a handout: each page's title, its text, and what is told at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.handout.setting.blocks import page_writer, set_article, set_title
from course.handout.setting.document import Part, render_end, render_part
from course.handout.setting.exercises import set_exercises
from course.handout.setting.extras import (
    render_agenda,
    render_aims,
    render_booklet_end,
    render_cover,
    render_facts,
    render_glossary,
)
from course.handout.setting.job import Job, plain_text
from course.handout.setting.page_notes import editor_notes, render_notes
from course.handout.setting.typst_text import quoted, running_text, seen
from course.handout.setting.writer import BlockWriter
from course.markdown.reading.page_blocks import fold, read_page
from course.model.model import Session
from course.model.sessions.parse import parse_session
from course.problems.problem import Problem

if TYPE_CHECKING:
    from course.handout.order import Order, PageInput

#: An answer of up to so many characters of markup stays on one page.
_SHORT = 2000
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class Content:
    """What a handout holds, as Typst markup."""

    title: str = ""
    """The first page's title as text."""
    body: str = ""
    pictures: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def set_content(pages: Sequence[PageInput], order: Order) -> Content:
    """The contents of all `pages`, in their order; a booklet has a cover, its contents and one glossary."""
    content = Content()
    trees = [read_page(page.article) for page in pages]
    keys = [f"p{number}-" if order.is_booklet or len(pages) > 1 else "" for number in range(len(pages))]
    titles = {page.url: _title_label(tree, key) for page, tree, key in zip(pages, trees, keys, strict=True)}
    sessions = [parse_session(page.source, order.settings) for page in pages]
    if order.is_booklet:
        content.body = render_cover(order.sheet, order.title, order.words)
    for page, tree, key, session in zip(pages, trees, keys, sessions, strict=True):
        job = job_of(page, tree, order, key, titles, session)
        title, markup = _set_page(page, tree, job, order, session)
        content.title = content.title or title
        content.body += markup
        content.pictures.update(job.pictures)
        content.problems += job.problems
    if order.is_booklet:
        keywords = tuple(keyword for session in sessions if session for keyword in session.keywords)
        content.title = order.title
        content.body += "" if order.edition == "exercises" else render_booklet_end(keywords, order.words)
    return content


def job_of(
    page: PageInput,
    tree: Any,
    order: Order,
    key: str,
    neighbours: Mapping[str, str],
    session: Session | None,
) -> Job:
    """What the setting of one page needs to know."""
    return Job(
        source=page.source.path,
        source_text=page.source.text,
        url=page.url,
        site_dir=order.site_dir,
        site_url=order.site_url,
        words=order.words,
        look=order.look,
        key=key,
        palette=order.palette,
        questions=_questions(session),
        anchors=frozenset(_ids(tree)),
        neighbours=neighbours,
    )


def _title_label(tree: Any, key: str) -> str:
    """The label of a page's title in the document."""
    heading = title_of(tree)
    return key + (heading.get("id") if heading is not None and heading.get("id") else "title")


def title_of(tree: Any) -> Any:
    """The heading that is a page's title; None where it has none."""
    return next((element for element in tree.iter("h1") if not _inside_box(element)), None)


def _ids(tree: Any) -> list[str]:
    return [element.get("id") for element in tree.iter(*_HEADINGS) if element.get("id")]


def _questions(session: Session | None) -> frozenset[str]:
    """What students answer in writing: discussion questions and understanding checks."""
    asked = (*session.questions, *session.checks) if session else ()
    return frozenset(fold(item.text) for item in asked)


def _set_page(page: PageInput, tree: Any, job: Job, order: Order, session: Session | None) -> tuple[str, str]:
    """The title as text, and the markup of one page with all that stands at its end."""
    writer = page_writer(job, order.sheet.paper)
    heading = title_of(tree)
    title = " ".join(seen(plain_text(heading)).split()) if heading is not None else page.place
    shown = set_title(heading, writer) if heading is not None else ""
    if not shown:
        shown = f"#hd(1, 1, [{running_text(title or page.source.uri)}], {quoted(job.key + 'title')})\n"
    if order.edition == "exercises":
        body = set_exercises(session, tree, writer)
    else:
        body = _whole_page(tree, writer, session)
        body += render_glossary(session, job.words) if session and not order.is_booklet else ""
        body += "" if order.is_booklet or order.edition == "compact" else "#notes\n"
    facts = render_facts(session, job.words) if session else ""
    told = order.words.get(f"edition_{order.edition}", "")
    place = " · ".join(filter(None, (page.place, told)))
    part = Part(shown, facts, place, page.url, body)
    before = "#fill-up\n#pagebreak(weak: true)\n" if job.key else ""
    return title, before + render_part(part, order.words)


def _whole_page(tree: Any, writer: BlockWriter, session: Session | None) -> str:
    """All that a page says, with the agenda before it and at its end what was folded away."""
    job = writer.job
    opening = render_aims(session, job.words, job.key, job.anchors) if session else ""
    opening += render_agenda(session, job.words, job.key, job.anchors) if session else ""
    return set_article(tree, writer, opening) + _ends(writer, tree, job.words)


def _inside_box(element: Any) -> bool:
    return any(above.tag in ("blockquote", "details", "table", "li") for above in element.iterancestors())


def _told(title: str, content: str) -> str:
    """What was folded away, under its title; on one page where it is short."""
    panel = f"#panel([{title}])[{content}]"
    return f"#whole[{panel}]\n" if len(content) < _SHORT else f"{panel}\n"


def _ends(writer: BlockWriter, tree: Any, words: Mapping[str, str]) -> str:
    """What was folded away, each under its title, and the editor's notes."""
    told = "".join(_told(title, content) for title, content in writer.folded)
    notes = render_notes(editor_notes(tree, writer))
    return render_end(words["answers"], told) + render_end(words["corrections"], notes)
