"""A series as its published row holds it, and the digests that tell whether a row still holds."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from config.definitions import Alliance
from config.indicator import Indicator
from etl.combine import Series
from progress.verdict import Method
from store.clock import danish_day
from store.published import Points, PublishedSeries


class Packed(NamedTuple):
    """A series with the columns of its row.

    Attributes:
        inputs_sha256: of all that its row comes from but the day: the definition, the method, the points.
    """

    series: Series
    points: Points
    inputs_sha256: str


def common_inputs(declared: Alliance, indicator: Indicator, method: Method) -> str:
    """What all series of an indicator come from, as text."""
    document = indicator.model_dump(mode="json", exclude_defaults=True)
    return json.dumps([document, declared.area, method], sort_keys=True)


def pack(indicator: Indicator, series: Series, common: str) -> Packed:
    points = points_of(indicator, series)
    own = [series.role, series.subject, series.organisation, series.parts]
    columns = [getattr(points, name) for name in Points.__slots__]
    return Packed(series, points, _sha256(common, json.dumps([own, columns])))


def points_of(indicator: Indicator, series: Series) -> Points:
    """The columns of a series, as they are shown."""
    held = series.observations
    return Points(
        periods=[one.period for one in held],
        values=[one.value for one in held],
        statuses=[one.status for one in held],
        sources=[one.source or indicator.source for one in held],
        submissions=[one.submission or None for one in held],
        sheets=[one.sheet or None for one in held],
        cells=[one.cell or None for one in held],
        known_from=[_day(one.known_from) for one in held],
        earlier=[[[value, letter, _day(known)] for value, letter, known in one.earlier] for one in held],
        hidden=[one.hidden or None for one in held] if any(one.hidden for one in held) else [],
    )


def shown(indicator: Indicator, series: Series, points: Points, status: dict[str, Any]) -> PublishedSeries:
    return PublishedSeries(
        indicator=indicator.code,
        subject=series.subject,
        role=series.role,
        organisation=series.organisation,
        area=series.area,
        dimensions=series.dimensions,
        points=points,
        verdict=status,
    )


def shown_digest(one: PublishedSeries) -> str:
    """Of all that a row shows but the day that it was judged from."""
    lasting = {name: value for name, value in one.verdict.items() if name != "assessed_on"}
    columns = [getattr(one.points, name) for name in Points.__slots__]
    own = [one.role, one.subject, one.organisation, one.area, one.dimensions]
    return _sha256(json.dumps([own, columns], sort_keys=True), json.dumps(lasting, sort_keys=True))


def _sha256(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


@lru_cache(1000)  # a file has few different moments
def _day(moment: datetime) -> str:
    return danish_day(moment).isoformat()
