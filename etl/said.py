"""What was said of an alliance on a day: the object behind `fremdrift status --said-on`."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from store.definitions import read_alliance
from store.said import Said, said_on
from store.viewer import Viewer

NOTHING: dict[str, Any] = {"verdict": None, "sentence": None, "recorded_at": None, "is_withheld": False}


def said_object(connection: sa.Connection, slug: str, viewer: Viewer, today: date, day: date) -> dict[str, Any]:
    """The last verdicts that had been made by the end of that day, as they were made then, whatever is known since.

    Raises:
        LookupError: there is no such alliance.
    """
    declared = read_alliance(connection, slug, viewer, today)
    if declared is None:
        raise LookupError("alliance")
    found = said_on(connection, slug, viewer, today, day)
    return {
        "alliance": slug,
        "said_on": day.isoformat(),
        "indicators": [
            _indicator(one.code, [said for said in found if said.indicator == one.code]) for one in declared.indicators
        ],
    }


def _indicator(code: str, found: list[Said]) -> dict[str, Any]:
    shared = next((one for one in found if one.role == "shared"), None)
    return {
        "indicator": code,
        **(_fields(shared) if shared else NOTHING),
        "series": [_series(one) for one in found],
    }


def _series(one: Said) -> dict[str, Any]:
    organisation, area, dimensions = one.place
    place = {"organisation": organisation, "area": area, "dimensions": dimensions, "role": one.role}
    return {**place, **_fields(one)}


def _fields(one: Said) -> dict[str, Any]:
    since = {"recorded_at": one.recorded_at.isoformat(), "is_withheld": one.is_withheld}
    return {"sentence": None, **one.result, **since}
