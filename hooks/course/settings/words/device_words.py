"""What is said of the course on a reader's device."""

from __future__ import annotations

from dataclasses import dataclass

from course.settings.words.page_words import OneValue, TwoValues


@dataclass(frozen=True, slots=True)
class TakeAlongWords:
    """The front page's button by which a reader takes the whole course along, and what is told of it."""

    take: str
    """The button."""
    size: OneValue
    """Before it begins: how many megabytes it is."""
    start: str
    """Button that begins it."""
    cancel: str
    """Button that ends it."""
    count: TwoValues
    """While it comes: all megabytes, then those that are there."""
    taken: str
    """Where the course is on the device."""
    remove: str
    """Button that takes it off the device."""
    new: str
    """On every page, where there is a newer version of what is on the device."""
    renew: OneValue
    """Button that brings it; its megabytes."""
    full: str
    """Where the device has no room for it."""
    failed: str
    """Where it did not come whole."""
    offline: str
    """In the place of a page that is not on the device, where there is no network."""
