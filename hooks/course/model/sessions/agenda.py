"""The agenda of a session: its timed sections, how long each is, and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from course.model.model import Clock, Section, Session


@dataclass(frozen=True, slots=True)
class Slot:
    """One entry of an agenda: a timed section of a session."""

    title: str
    anchor: str
    """Id of its heading on the page."""
    minutes: int
    clock: Clock | None
    """From when to when; None where the session states no clock time."""
    slots: tuple[Slot, ...]
    """The timed sections inside it."""


def planned_minutes(section: Section) -> int | None:
    """The minutes that a heading states, else the length of its clock time; None for neither."""
    return (
        section.minutes if section.minutes is not None else section.clock.minutes if section.clock else None
    )


def timed_sections(sections: Sequence[Section]) -> list[Section]:
    """The outermost sections with planned minutes, in order; those inside them are left out."""
    timed: list[Section] = []
    for section in sections:
        timed += [section] if planned_minutes(section) is not None else timed_sections(section.sections)
    return timed


def agenda(session: Session) -> tuple[Slot, ...]:
    """The agenda of `session`, its timed sections; empty where there is just one with none inside."""
    slots = _slots(timed_sections(session.sections), session.clock.start if session.clock else None)
    return slots if len(slots) > 1 or any(slot.slots for slot in slots) else ()


def _slots(sections: Sequence[Section], start: int | None) -> tuple[Slot, ...]:
    """`sections` one after the other from `start`; one that states its clock time begins then."""
    slots = []
    for section in sections:
        minutes = planned_minutes(section) or 0
        clock = section.clock or (Clock(start, start + minutes) if start is not None else None)
        inner = _slots(timed_sections(section.sections), clock.start if clock else None)
        slots.append(Slot(section.title, section.anchor, minutes, clock, inner))
        start = clock.end if clock else None
    return tuple(slots)
