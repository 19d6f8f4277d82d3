"""Small wins that the figures suggest: a target or a milestone reached, a value better than the frozen forecast.

Suggestions, from what is published and nothing else: a person decides what is told. Each is about the latest value, and
only where no value before it said the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from progress import win_words
from progress.case import Case, Target
from progress.declared import case_from, naming_of, published_points
from progress.naming import both, place_name
from progress.pace import meets, tolerance_of
from progress.reasons import BETTER_ONLY_ONCE
from progress.situation import Situation, situation_of
from progress.verdict import Value
from progress.win_words import Said
from store.published import PublishedSeries
from store.time_period import TimePeriod

Kind = Literal["target_reached", "milestone_reached", "better_than_forecast", "curve_turned"]
_NOT_WHOLE = "partial"  # a sum over too few places may seem to reach what it does not


class Band(NamedTuple):
    """What the forecast left to be expected of a period, 80 % of it."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Win:
    """One step that may be worth telling.

    Attributes:
        subject: of the series, as `PublishedSeries.subject`.
        period: of the value.
        title: short enough to head a small win. sentence: with the numbers, and what speaks against making much of it.
    """

    kind: Kind
    indicator: str
    subject: str
    period: TimePeriod
    title: Text
    sentence: Text

    @property
    def key(self) -> str:
        """What tells it apart from every other one, for ever."""
        return "|".join((self.kind, self.indicator, self.subject, str(self.period)))


def wins_of(declared: Alliance, indicator: Indicator, series: Iterable[PublishedSeries], today: date) -> list[Win]:
    """What the latest values of an indicator's series suggest; of its groups and its comparisons nothing."""
    found = []
    for one in series:
        is_open = one.role == "shared" or (one.role == "part" and not one.dimensions)
        if is_open and one.points.periods and not _is_doubtful(indicator, one, today):
            found += _of_series(indicator, one, _place(declared, indicator, one), today)
    return found


def _is_doubtful(indicator: Indicator, one: PublishedSeries, today: date) -> bool:
    """Whether a person judges it otherwise, it is not judged at all, or it is about too few places."""
    if one.verdict.get("verdict") in (None, "not_assessed") or _NOT_WHOLE in (one.verdict.get("overlays") or ()):
        return True
    return indicator.override is not None and indicator.override.holds(today)


def _place(declared: Alliance, indicator: Indicator, one: PublishedSeries) -> Text | None:
    """Whose value it is, where it is not the alliance's own."""
    if one.role == "shared":
        return None
    if one.area != (indicator.area or declared.area):
        return both(lambda language: place_name(one.area, language))
    organisation = declared.organisation_called(one.organisation or "")
    return organisation.name if organisation else None


def _of_series(indicator: Indicator, one: PublishedSeries, place: Text | None, today: date) -> list[Win]:
    case = case_from(indicator, one, published_points(one), today)
    if case.direction not in ("increase", "decrease") or case.range is not None:
        return []
    s = situation_of(case)
    shown = (one.verdict.get("latest") or {}).get("period")
    if not s.frame.after or s.frame.latest is None or str(s.frame.after[-1].period) != shown:
        return []  # the latest value is hidden, or stands where it was measured from
    latest = s.frame.after[-1]
    said = Said(naming_of(indicator), latest, _status_of(one, latest), place, s.frame.is_trailing)
    made: list[tuple[Kind, Text, Text]] = []
    target = _reached(s, [s.target] if s.target else [])
    if target:
        made.append(("target_reached", *win_words.target_reached(said, target[-1])))
    elif milestones := _reached(s, case.milestones):
        made.append(("milestone_reached", *win_words.milestone_reached(said, milestones[-1])))
    made += _against_forecast(s, one.verdict.get("forecast") or {}, said)
    return [Win(kind, indicator.code, one.subject, latest.period, *texts) for kind, *texts in made]


def _status_of(one: PublishedSeries, latest: Value) -> str:
    return dict(zip(one.points.periods, one.points.statuses, strict=True)).get(str(latest.period), latest.status)


def _reached(s: Situation, goals: Sequence[Target]) -> list[Target]:
    """Those that the latest value meets and none before it did, the baseline's included; in their order in time."""
    values = [s.frame.baseline, *s.frame.after] if s.frame.baseline else [*s.frame.after]
    before, latest = values[:-1], values[-1]
    if not before:
        return []  # the first value there is has reached nothing: it is where one stands
    found = [
        goal
        for goal in goals
        if _meets(s.case, latest, goal) and not any(_meets(s.case, value, goal) for value in before)
    ]
    return sorted(found, key=lambda goal: goal.period.end if goal.period else date.max)


def _meets(case: Case, value: Value, goal: Target) -> bool:
    return meets(value.value, goal.value, case.direction, tolerance_of(case.decimals))


def _against_forecast(s: Situation, forecast: dict[str, Any], said: Said) -> list[tuple[Kind, Text, Text]]:
    """The first value, or the second in a row, that is better than what the points before the baseline foretold."""
    if not forecast.get("frozen_on") or forecast.get("low") is None:
        return []
    bands = {one["period"]: Band(one["low"], one["high"]) for one in forecast.get("band") or () if one["high"]}
    bands[str(forecast["period"])] = Band(forecast["low"], forecast["high"])
    if any(str(value.period) not in bands for value in s.frame.after):
        return []  # of a long series not every period is in the band: then nobody can say which was the first
    better = [_is_better(s.case, value, bands[str(value.period)]) for value in s.frame.after]
    band, since = bands[str(said.value.period)], s.frame.starts
    word, reason = forecast.get("verdict"), forecast.get("reason")
    if word == "bending" and reason == BETTER_ONLY_ONCE.to_json() and better[-1] and not any(better[:-1]):
        return [("better_than_forecast", *win_words.better_than_forecast(said, *band, since))]
    if word == "turned" and better[-2:] == [True, True] and not any(better[:-2]):
        return [("curve_turned", *win_words.curve_turned(said, *band, since))]
    return []


def _is_better(case: Case, value: Value, band: Band) -> bool:
    return value.value > band.high if case.direction == "increase" else value.value < band.low
