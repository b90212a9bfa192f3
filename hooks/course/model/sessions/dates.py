"""The dates of the days of a course."""

from __future__ import annotations

import datetime
import functools
import zoneinfo


def date_of(week: int | None, day: int | None, start_date: datetime.date | None) -> datetime.date | None:
    """The date of a day, week 1 day 1 being `start_date`: every week begins seven days after the one before.

    None where week, day or start are not known, or the date is beyond the year 9999.
    """
    if start_date is None or week is None or day is None:
        return None
    try:
        return start_date + datetime.timedelta(days=7 * (week - 1) + day - 1)
    except OverflowError:
        return None


@functools.cache
def lasting_offset(time_zone: str) -> int | None:
    """Minutes by which the clocks of a zone are ahead of UTC, if they are never changed; else None.

    Looked at week by week from 2020 to 2040, so that a zone is told as changing even for a month of Ramadan.
    """
    try:
        zone = zoneinfo.ZoneInfo(time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
    first = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
    weeks = (first + datetime.timedelta(weeks=number) for number in range(21 * 52))
    offsets = {week.astimezone(zone).utcoffset() for week in weeks}
    offset = offsets.pop()
    if offsets or offset is None or offset.seconds % 60:
        return None
    return int(offset.total_seconds()) // 60
