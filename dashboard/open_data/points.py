"""The figures of one series as records: those that were handed in, and the periods that lack one and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from dashboard.charts.timeline import absent, declared_missing, period_or_none
from dashboard.charts.wording import NOT_DELIVERED, STATUS_WORDS, Words
from dashboard.open_data.columns import POINT, Record
from dashboard.open_data.meanings import MISSING, NOT_DUE, licence_of, nothing_of
from store.origins import Origin
from store.published import PublishedSeries
from store.time_period import TimePeriod

_EMPTY: Record = {column.name: None for column in POINT}
_NOT_DUE = Text("ikke forfalden", "not yet due")
_HIDDEN = Text("skjult", "hidden")


def point_records(
    declared: Alliance, indicator: Indicator, series: PublishedSeries, origins: Mapping[str, Origin]
) -> Iterator[Record]:
    """Every period of the series in order, each with its figure or with which kind of nothing it is."""
    found = list(_stored(declared, indicator, series, origins))
    lacking, coming = absent(indicator, series)
    for one in lacking:
        words = STATUS_WORDS["L"]
        found.append((one.period, _nothing(one.period, MISSING, words, one.reason or NOT_DELIVERED)))
    if coming:
        found.append((coming, _nothing(coming, NOT_DUE, _NOT_DUE, None)))
    return (record for _, record in sorted(found, key=lambda item: (item[0].start, item[0].end)))


def earlier_of(series: PublishedSeries) -> dict[str, list[Record]]:
    """The earlier vintages of each figure that has some, oldest first: by period."""
    points = series.points
    return {
        period: [{"value": None if letter == "Q" else value, "status": letter, "known_from": known}
                 for value, letter, known in vintages]
        for period, vintages in zip(points.periods, points.earlier, strict=False)
        if vintages
    }  # fmt: skip


def vintage_records(series: PublishedSeries) -> Iterator[Record]:
    """The vintages of each figure that has had more than one, oldest first, the one that stands last."""
    points = series.points
    earlier = earlier_of(series)
    standing = zip(points.periods, points.values, points.statuses, points.known_from, strict=True)
    for text, value, status, known_from in standing:
        period = period_or_none(text)
        if period is None or text not in earlier:
            continue
        now = {"value": None if status == "Q" else value, "status": status, "known_from": known_from}
        for vintage in [*earlier[text], now]:
            words = _HIDDEN if vintage["status"] == "Q" else STATUS_WORDS.get(vintage["status"])
            yield {
                "period": str(period),
                "period_name": Text(period.label("da"), period.label("en")),
                "value": vintage["value"],
                "status": vintage["status"],
                "status_name": words,
                "known_from": vintage["known_from"],
                "stands": vintage is now,
            }


def _stored(
    declared: Alliance, indicator: Indicator, series: PublishedSeries, origins: Mapping[str, Origin]
) -> Iterator[tuple[TimePeriod, Record]]:
    points = series.points
    hidden = points.hidden or [None] * len(points.periods)
    for place, text in enumerate(points.periods):
        period, status = period_or_none(text), points.statuses[place]
        if period is None:
            continue
        # A hidden figure is not told even if one was published by mistake.
        value = None if status == "Q" else points.values[place]
        origin = origins.get(points.submissions[place] or "")
        yield (
            period,
            _about(period)
            | {
                "value": value,
                "instead": None if value is not None else _instead(indicator, status, hidden[place]),
                "nothing": nothing_of(value, status),
                "reason": _reason(indicator, period, status, hidden[place]),
                "status": status,
                "status_name": _HIDDEN if status == "Q" else STATUS_WORDS.get(status),
                "source": points.sources[place],
                "licence": licence_of(declared, points.sources[place]),
                "known_from": points.known_from[place],
                "delivered_by": origin.organisation if origin else None,
                "file": origin.filename if origin else None,
                "sheet": points.sheets[place],
                "cell": points.cells[place],
            },
        )


def _nothing(period: TimePeriod, kind: str, instead: Text, reason: Text | None) -> Record:
    return _about(period) | {"instead": instead, "nothing": kind, "reason": reason}


@lru_cache(1000)  # never changed by who gets it
def _about(period: TimePeriod) -> dict[str, Any]:
    return _EMPTY | {
        "period": str(period),
        "period_name": Text(period.label("da"), period.label("en")),
        "period_start": period.start.isoformat(),
        "period_end": period.end.isoformat(),
    }


def _instead(indicator: Indicator, status: str, hidden: str | None) -> Text:
    """What stands where the number would have stood. Numbers themselves are never written here: a spreadsheet set for
    another language would read 1.234 as another number."""
    if status == "Q":
        return Text(Words(indicator, "da").hidden_as(hidden), Words(indicator, "en").hidden_as(hidden))
    return STATUS_WORDS.get(status, STATUS_WORDS["L"])


def _reason(indicator: Indicator, period: TimePeriod, status: str, hidden: str | None) -> Text | None:
    if status == "Q":
        return Text(Words(indicator, "da").why_hidden(hidden), Words(indicator, "en").why_hidden(hidden))
    declared = declared_missing(indicator.missing, period) if status == "L" else None
    return declared.reason if declared else None
