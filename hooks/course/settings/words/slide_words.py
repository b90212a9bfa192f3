"""What a session's slides say: brought with the script that shows them, no part of a page."""

from __future__ import annotations

from dataclasses import dataclass

from course.settings.words.page_words import OneValue, TwoValues


@dataclass(frozen=True, slots=True)
class SlideWords:
    """A session's page as slides, and the speaker's window. Brought with the script that shows them."""

    start: str
    """Button on the page; its key is P."""
    title: str
    """What the slides over the page are called."""
    slide: TwoValues
    """Name of a slide, read by screen readers; its number and how many there are."""
    slide_role: str
    """What a slide is called, read by screen readers."""
    next: str
    """Button and key."""
    previous: str
    """Button and key."""
    ends: str
    """What the keys Home and End do."""
    contents: str
    """Button and key: all headings, each a way to its slide."""
    step: str
    """Button and key: a sequence diagram grows by a message each time."""
    turn: str
    """Button and key, on a screen that stands upright: a wide picture lies on its side, or does not."""
    blank: str
    """Key: the class sees nothing."""
    full_screen: str
    """Button and key."""
    help: str
    """Button and key: all keys."""
    close: str
    """Button and key."""
    hint: str
    """Below the keys: what a click on code and a swipe do."""
    speaker: str
    """Button and key; title of the window."""
    blocked: str
    """Where the browser opens no window."""
    now: str
    """In the speaker's window, above this slide."""
    following: str
    """There, above the next slide."""
    last: str
    """There, where no other slide comes."""
    notes: str
    """There, above the instructor's notes."""
    no_notes: str
    """There, where the slide has none."""
    elapsed: str
    """There, before the minutes and seconds since the beginning."""
    reset: str
    """Button there: they are counted anew."""
    late: OneValue
    """There: how many minutes the class is behind its agenda."""
    early: OneValue
    """There: how many minutes it is ahead."""
    on_time: str
    """There: neither."""
