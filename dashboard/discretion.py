"""A submission's report without the counts that are hidden: its address is known to whoever was told it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from store.clock import danish_day
from store.definitions import read_alliance
from store.published import read_hidden
from store.submissions import Submission
from store.viewer import OPERATOR, Viewer

HIDDEN = "Q"
_COUNTS = ("count", "state")
Change = dict[str, Any]


class Discretion:
    """Knows which figures of some indicators must not be told.

    What is hidden is asked when a page is made: it depends on the figures of others too.
    """

    def __init__(self, connection: sa.Connection, of: Submission, codes: Iterable[str], today: date) -> None:
        declared = read_alliance(connection, of.alliance, OPERATOR, today)
        wanted = set(codes)
        found = declared.indicators if declared else ()
        self._hiding = {one.code: one for one in found if one.code in wanted and one.suppression.threshold is not None}
        self._hidden = read_hidden(connection, of.alliance, sorted(self._hiding)) if self._hiding else {}

    def hides(self, code: str, area: str, period: str, value: float | None) -> bool:
        """Whether this value of the figure must not be told."""
        indicator = self._hiding.get(code)
        if indicator is None or value is None:
            return False
        threshold = indicator.suppression.threshold
        is_few = threshold is not None and indicator.kind in _COUNTS and 0 < value < threshold
        return is_few or (code, area, period) in self._hidden


def discreet(connection: sa.Connection, submission: Submission, viewer: Viewer, now: datetime) -> Submission:
    """The submission as whoever may deliver it reads it: of its changes, what is few or hidden has no number, and
    no verdict is told of an indicator that they may not see."""
    report = submission.report
    if report is None:
        return submission
    changes: list[Change] = report.get("changes") or []
    if changes:
        discretion = Discretion(connection, submission, (one["indicator"] for one in changes), danish_day(now))
        report = report | {"changes": [_told(one, discretion) for one in changes]}
    if report.get("verdicts"):
        declared = read_alliance(connection, submission.alliance, viewer.delivering, now)
        seen = {one.code for one in declared.indicators} if declared else set()
        report = report | {"verdicts": [one for one in report["verdicts"] if one["indicator"] in seen]}
    return replace(submission, report=report)


def _told(one: Change, discretion: Discretion) -> Change:
    where = one["indicator"], one["area"], one["period"]
    names = [name for name in ("old", "new") if discretion.hides(*where, one.get(name))]
    return one | dict.fromkeys(names) | {f"{name}_status": HIDDEN for name in names}
