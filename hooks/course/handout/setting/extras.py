"""What a handout adds to a session's own text: time, agenda with minutes, glossary, room for notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from course.handout.setting.document import Sheet, qr_code, render_end
from course.handout.setting.inline import short_address
from course.handout.setting.typst_text import quoted, running_text, seen
from course.model.model import Keyword, Section, Session

#: Deepest headings that the agenda lists, when they state their minutes.
_DEEPEST = 3


def render_facts(session: Session, words: Mapping[str, str]) -> str:
    """One line of markup: when it is taught and how long, as far as the session says so."""
    told = []
    if session.clock:
        told.append(str(session.clock))
    if session.stated_minutes is not None:
        told.append(words["minutes"].format(session.stated_minutes))
    return running_text(" · ".join(told)) if told else ""


def render_aims(session: Session, words: Mapping[str, str], key: str, anchors: frozenset[str]) -> str:
    """Goal and objectives, which the first page shows where the text says them only on a later one."""
    told = (("goal", (session.goal,) if session.goal else ()), ("objectives", session.objectives))
    rows = ""
    for word, items in told:
        if items:
            said = "".join(f"[{running_text(item.text)}], " for item in items)
            stated = _label_above(session, items[0].line, key, anchors)
            rows += f"([{running_text(words[word])}], ({said}), {stated}), "
    return f"#aims({rows})\n" if rows else ""


def _label_above(session: Session, line: int, key: str, anchors: frozenset[str]) -> str:
    """The label of the last heading above `line`; ``none`` where none has one."""
    above = [section for section in session.walk() if section.line < line]
    return quoted(key + above[-1].anchor) if above and above[-1].anchor in anchors else "none"


def render_agenda(session: Session, words: Mapping[str, str], key: str, anchors: frozenset[str]) -> str:
    """The sections that state their minutes, each with the page it begins on; nothing where none does."""
    timed = list(_timed(session.sections))
    rows = "".join(_agenda_row(section, depth, words, key, anchors) for section, depth in timed)
    return f"#agenda([{running_text(words['agenda'])}], ({rows}))\n" if rows else ""


def _timed(sections: Sequence[Section], depth: int = 0) -> Iterator[tuple[Section, int]]:
    """The sections that state their minutes, each with the number of those that it is part of."""
    for section in sections:
        if section.level > _DEEPEST:
            continue
        is_timed = section.minutes is not None
        if is_timed:
            yield section, depth
        yield from _timed(section.sections, depth + is_timed)


def _agenda_row(
    section: Section, depth: int, words: Mapping[str, str], key: str, anchors: frozenset[str]
) -> str:
    label = quoted(key + section.anchor) if section.anchor in anchors else "none"
    minutes = running_text(words["minutes"].format(section.minutes))
    return f"({depth}, [{running_text(section.title)}], [{minutes}], {label}), "


def render_glossary(session: Session, words: Mapping[str, str]) -> str:
    """The session's terms in the order of the alphabet; nothing where it has none.

    A term that stands there twice keeps both definitions.
    """
    return render_end(words["glossary"], glossary_entries(session.keywords))


def glossary_entries(keywords: tuple[Keyword, ...]) -> str:
    """Markup of the entries, in two columns."""
    ordered = sorted(keywords, key=lambda keyword: (seen(keyword.term).casefold(), keyword.line))
    rows = "".join(f"([{running_text(k.term)}], [{running_text(k.definition)}]), " for k in ordered)
    return f"#glossary(({rows}))\n" if rows else ""


def render_cover(sheet: Sheet, title: str, words: Mapping[str, str]) -> str:
    """A booklet's first pages: course, title, date and code; then its contents with page numbers."""
    code = quoted(qr_code(sheet.url)) if sheet.url else "none"
    spoken = quoted(f"{words['qr']}: {short_address(sheet.url)}")
    address = quoted(short_address(sheet.url))
    told = f"[{running_text(sheet.course)}], [{running_text(title)}], {quoted(sheet.date)}, {address}"
    return f"#cover({told}, {code}, {spoken})\n#contents([{running_text(words['contents'])}])\n"


def render_booklet_end(keywords: tuple[Keyword, ...], words: Mapping[str, str]) -> str:
    """A booklet's last pages: one glossary of all its sessions; nothing where they have no keywords."""
    entries = glossary_entries(keywords)
    return (
        "#fill-up\n#pagebreak(weak: true)\n" + render_end(words["glossary"], entries, level=1)
        if entries
        else ""
    )
