"""What can be wrong with the settings of a term: its first day, its clocks, its place, its alarms."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo


def date_faults(key: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with a date."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return []
    return [(" is not a date", f"write it as {key}: 2026-03-02")]


def minute_faults(key: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with a number of minutes: an alarm comes within four weeks."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 40320:
        return []
    return [(" is not a number of minutes within four weeks", f"write it as {key}: 10")]


def text_faults(key: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with a text."""
    if isinstance(value, str) and value.strip():
        return []
    return [(" is not a text", f'write it as {key}: "3호관 201호"')]


def switch_faults(key: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with what is on or off."""
    if isinstance(value, bool):
        return []
    return [(" is neither true nor false", f"write it as {key}: false")]


def zone_faults(key: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with a time zone."""
    try:
        ZoneInfo(str(value))
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return [(" is not a time zone", f"write an IANA name, such as {key}: Asia/Seoul")]
    return []
