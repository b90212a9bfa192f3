"""The looks in which a page is seen: the windows, colours and media that a reader may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a page."""

    name: str
    """What a Problem calls it."""
    width: int
    """Of the window, in pixels."""
    height: int
    is_phone: bool = False
    """Whether it is used by thumb."""
    is_dark: bool = False
    is_print: bool = False

    @property
    def letter(self) -> int:
        """How high letters must be to be seen, in pixels; paper shows smaller ones than a screen."""
        return 4 if self.is_print else 6


#: A sheet of A4 between its margins has 680 pixels.
ALL_LOOKS = (
    Look("desktop", 1280, 800),
    Look("desktop, dark", 1280, 800, is_dark=True),
    Look("paper", 680, 960, is_print=True),
    Look("phone", 390, 740, is_phone=True),
    Look("phone, dark", 390, 740, is_phone=True, is_dark=True),
)
#: The looks of everyday.
LOOKS = tuple(look for look in ALL_LOOKS if not look.is_dark and not look.is_print)


def by_device(looks: Sequence[Look]) -> list[tuple[Look, ...]]:
    """`looks` in groups that one window can have one after the other."""
    groups = (tuple(look for look in looks if look.is_phone is phone) for phone in (False, True))
    return [group for group in groups if group]
