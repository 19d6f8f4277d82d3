"""What is said beside every verdict about its freshness: stale, provisional."""

from __future__ import annotations

from datetime import date, timedelta

from progress.verdict import Value

_MONTHS = {"annual": 12, "school_year": 12, "biennial": 24, "half_yearly": 6, "quarterly": 3, "monthly": 1}
_DAYS = {"weekly": 7, "daily": 1}


def due_date(latest: Value, frequency: str | None, lag_months: int | None) -> date | None:
    """The day by which the value after the latest should be in; None where none is expected at a known time."""
    if frequency not in _MONTHS and frequency not in _DAYS:
        return None  # irregular, or not declared: no date was agreed, so none can have passed
    try:
        begins = latest.period.end + timedelta(days=1 + _DAYS.get(frequency, 0))
        return _later(begins, _MONTHS.get(frequency, 0) + (lag_months or 0)) - timedelta(days=1)
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def overlays(
    shown: tuple[Value | None, ...], frequency: str | None, lag_months: int | None, today: date, is_overdue: bool
) -> tuple[str, ...]:
    """The overlay codes.

    Args:
        shown: the latest value first, then the one the verdict was made from.
        is_overdue: the deadline has passed and the value for it is not in.
    """
    latest = shown[0]
    due = due_date(latest, frequency, lag_months) if latest else None
    codes = []
    if latest is not None and (is_overdue or (due is not None and today > due)):
        codes.append("stale")
    if any(value is not None and value.status == "P" for value in shown):
        codes.append("provisional")
    return tuple(codes)


def _later(first_day: date, months: int) -> date:
    """So many months later; only for a day that the later month has."""
    year, month = divmod(first_day.year * 12 + first_day.month - 1 + months, 12)
    return date(year, month + 1, 1) + timedelta(days=first_day.day - 1)
