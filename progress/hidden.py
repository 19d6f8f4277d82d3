"""Where a figure is hidden that a verdict would need: then there is none, and the page says why."""

from __future__ import annotations

from datetime import date, timedelta

from config.language import Text
from progress import reasons
from progress.case import Case, Point
from progress.situation import Situation

HIDDEN = "Q"
_TRAILING = frozenset("MQ")  # months and quarters of events are judged as sums of a year
_YEAR = timedelta(days=365)


def hidden_where_needed(s: Situation) -> Text | None:
    """Why nothing can be said: the latest figure, the baseline or the one for the deadline is hidden.

    Figures hidden elsewhere are left out, like those that are missing.
    """
    hidden = [point for point in s.case.points if point.status == HIDDEN and _is_finished(point, s.case)]
    if not hidden:
        return None
    latest = s.frame.latest
    if latest is None or any(point.period.end > latest.period.end for point in hidden):
        return reasons.LATEST_HIDDEN
    starts, deadline = s.frame.starts, s.target.period if s.target else None
    if s.frame.baseline is None and starts and any(_is_part_of(point, starts.end, s.case) for point in hidden):
        return reasons.BASELINE_HIDDEN
    is_settled = deadline and s.at_deadline and s.at_deadline.period.end <= deadline.end
    if deadline and not is_settled and any(_is_part_of(point, deadline.end, s.case) for point in hidden):
        return reasons.DEADLINE_HIDDEN
    return None


def _is_finished(point: Point, case: Case) -> bool:
    return point.period.end <= case.assessed_on or (case.kind == "state" and point.period.start <= case.assessed_on)


def _is_part_of(point: Point, day: date, case: Case) -> bool:
    """Whether the judged value that ends on a day would be made with this figure."""
    if case.kind == "count" and point.period.frequency in _TRAILING:
        return day - _YEAR < point.period.end <= day
    return point.period.start <= day <= point.period.end
