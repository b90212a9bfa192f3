"""The agenda at the top of a session's page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from html import escape

from course.markdown.html.article import Article
from course.model.model import Session
from course.model.sessions.agenda import Slot, agenda
from course.model.sessions.dates import lasting_offset
from course.settings.words.page_words import AgendaWords


def render_agenda(session: Session, words: AgendaWords, date: datetime.date | None, time_zone: str) -> str:
    """The agenda of `session` as HTML; empty where it has none.

    By its data attributes a script shows which part is on now; if `date` is given, on that day alone.
    """
    slots = agenda(session)
    if not slots:
        return ""
    parts = "".join(_segment(slot, words) for slot in slots)
    total = session.stated_minutes or sum(slot.minutes for slot in slots)
    clock = f'<span class="agenda__clock">{session.clock}</span>' if session.clock else ""
    when = f' data-date="{date}"' if date else ""
    return (
        f'<nav class="agenda" data-added="agenda" aria-labelledby="__agenda" '
        f'data-zone="{escape(time_zone)}"{_offset(time_zone)}{when}>'
        f'<p class="agenda__head"><strong id="__agenda">{escape(words.title)}</strong>{clock}'
        f"<span>{_minutes(total, words)}</span></p>"
        f'<div class="agenda__bar" aria-hidden="true">{parts}</div>'
        f'<ol class="agenda__list">{_items(slots, words)}</ol></nav>'
    )


def _offset(time_zone: str) -> str:
    """Minutes before UTC, for the script, as an attribute; empty where they change or are not known."""
    minutes = lasting_offset(time_zone)
    return "" if minutes is None else f' data-offset="{minutes}"'


def insert_agenda(article: Article, agenda_html: str) -> None:
    """Put the agenda under the first-level heading, or at the top of an article without one."""
    title = article.first("h1")
    if title is None:
        article.prepend(agenda_html)
    else:
        article.after(title, agenda_html)


def _segment(slot: Slot, words: AgendaWords) -> str:
    parts = slot.slots or (slot,)
    inner = "".join(f'<i style="flex-grow:{part.minutes}"></i>' for part in parts)
    label = f"<b>{_minutes(slot.minutes, words)}</b>"
    return f'<span class="agenda__part" style="flex-grow:{slot.minutes}">{inner}{label}</span>'


def _items(slots: Sequence[Slot], words: AgendaWords) -> str:
    return "".join(_item(slot, words) for slot in slots)


def _item(slot: Slot, words: AgendaWords) -> str:
    times = f' data-start="{slot.clock.start}" data-end="{slot.clock.end}"' if slot.clock else ""
    clock = f'<span class="agenda__clock">{slot.clock}</span>' if slot.clock else ""
    inner = f"<ol>{_items(slot.slots, words)}</ol>" if slot.slots else ""
    return (
        f'<li{times}><a href="#{escape(slot.anchor)}">{clock}<span class="agenda__title">{escape(slot.title)}'
        f'</span><span class="agenda__minutes">{_minutes(slot.minutes, words)}</span></a>{inner}</li>'
    )


def _minutes(minutes: int, words: AgendaWords) -> str:
    return escape(words.minutes.format(minutes))
