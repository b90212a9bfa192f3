"""Which headings a booklet's contents list: sessions and their concepts, not what every session has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from course.markdown.reading.heading_words import folded
from course.model.model import Section, Session

#: A heading in so large a share of a booklet's sessions tells nobody what one of them is about.
_COMMON_SHARE = 0.5
_NUMBER = re.compile(r"^[\d\s.):·-]+")


def listed_anchors(sessions: Sequence[Session | None]) -> list[frozenset[str]]:
    """Ids of the headings to list below each of `sessions`; none for a page that is no session.

    That is: its main headings, but for those with a role (objectives, keywords, …) and those that half of
    the others have too. In place of the heading of the concepts, and of one that others have too, come the
    headings below it.
    """
    taught = [session for session in sessions if session]
    counts = Counter(name for session in taught for name in {_name(each) for each in session.walk()})
    common = {name for name, count in counts.items() if count > 1 and count >= _COMMON_SHARE * len(taught)}
    return [
        frozenset(section.anchor for section in _listed(session.sections, common) if section.anchor)
        if session
        else frozenset()
        for session in sessions
    ]


def _listed(sections: Sequence[Section], common: set[str]) -> Iterator[Section]:
    for section in sections:
        is_concepts = "concept" in section.roles
        if section.roles and not is_concepts:
            continue
        if is_concepts or _name(section) in common:
            yield from (each for each in section.sections if not each.roles and _name(each) not in common)
        else:
            yield section


def _name(section: Section) -> str:
    """What a heading says, without its number."""
    return folded(_NUMBER.sub("", section.title)) or folded(section.title)
