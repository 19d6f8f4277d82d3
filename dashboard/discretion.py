"""A submission's report without the counts that are hidden: its address is known to whoever was told it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from store.definitions import read_alliance
from store.published import read_hidden
from store.submissions import Submission
from store.viewer import OPERATOR

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


def discreet(connection: sa.Connection, submission: Submission, today: date) -> Submission:
    """The submission as anyone may read it: of its changes, what is few or hidden has no number."""
    changes: list[Change] = (submission.report or {}).get("changes") or []
    if submission.report is None or not changes:
        return submission
    discretion = Discretion(connection, submission, (one["indicator"] for one in changes), today)
    return replace(submission, report=submission.report | {"changes": [_told(one, discretion) for one in changes]})


def _told(one: Change, discretion: Discretion) -> Change:
    where = one["indicator"], one["area"], one["period"]
    names = [name for name in ("old", "new") if discretion.hides(*where, one.get(name))]
    return one | dict.fromkeys(names) | {f"{name}_status": HIDDEN for name in names}
