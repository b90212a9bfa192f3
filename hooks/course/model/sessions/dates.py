"""The dates of the days of a course."""

from __future__ import annotations

import datetime


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
