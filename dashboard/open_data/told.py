"""What whoever asks may be told of an alliance; also of what it has retired, which keeps its figures and addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from store.clock import danish_day
from store.definitions import read_alliance, read_alliances
from store.resting import read_resting
from store.viewer import Viewer


class Told(NamedTuple):
    """An alliance as its viewer may see it.

    Attributes:
        retired: the day on which it, or the indicator that was asked for, was retired; None where it is followed.
    """

    declared: Alliance
    retired: date | None = None

    def chosen(self, code: str | None) -> tuple[Indicator, ...]:
        """Its indicators, or the one with this code."""
        return tuple(one for one in self.declared.indicators if code in (None, one.code))


def read_told(connection: sa.Connection, slug: str, code: str | None, viewer: Viewer, now: datetime) -> Told | None:
    """The alliance with the indicator that is asked for; where they are followed no more, as they were that day."""
    declared = read_alliance(connection, slug, viewer, now)
    if declared is not None and (code is None or declared.indicator(code) is not None):
        return Told(declared)
    resting = read_resting(connection, slug, viewer, now, code)
    return Told(resting.declared, danish_day(resting.since)) if resting else None


def read_all_told(connection: sa.Connection, viewer: Viewer, now: datetime) -> list[Told]:
    """Every alliance that is followed; invented ones after all others."""
    found = sorted(read_alliances(connection, viewer, now), key=lambda one: one.made_up)
    return [Told(declared) for declared in found]
