"""Dates that may be known only to the month or the year (EDTF level 0), as intervals of days."""

from __future__ import annotations

import calendar
import re
from datetime import date

# Older than any ship or document here, and later than any release.
FIRST_YEAR, LAST_YEAR = 1950, 2100
EDTF_PATTERN = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"


def edtf_interval(text: str) -> tuple[date, date]:
    """First and last day that an EDTF date covers: ``2024-02`` is 1 to 29 February 2024.

    Source of the notation: ISO 8601-2:2019, Extended Date/Time Format, level 0.
    Raises ValueError when the text is not of that form or names a day that does not exist.
    """
    if not re.fullmatch(EDTF_PATTERN, text):
        raise ValueError(f"not a date of the form 2024, 2024-05 or 2024-05-02: {text!r}")
    parts = [int(part) for part in text.split("-")]
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        raise ValueError(f"year out of range ({FIRST_YEAR}–{LAST_YEAR}): {parts[0]}")
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    year = parts[0]
    first_month, last_month = (1, 12) if len(parts) == 1 else (parts[1], parts[1])
    last_day = calendar.monthrange(year, last_month)[1]
    return date(year, first_month, 1), date(year, last_month, last_day)


def edtf_year(text: str) -> int:
    """Calendar year of an EDTF date."""
    return edtf_interval(text)[0].year


def edtf_month(text: str) -> str | None:
    """Month of an EDTF date as ``2024-03``; None when the date is known only to the year."""
    edtf_interval(text)
    return text[:7] if len(text) >= 7 else None
