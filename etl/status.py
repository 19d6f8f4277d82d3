"""Where an alliance stands: the objects behind `fremdrift status` and `fremdrift observations`."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from etl.publish import shown_series
from progress.of_published import contributions_of, equity_of, judged_of_alliance
from progress.rollup import roll_up, roll_up_goals
from store.clock import end_of_danish_day
from store.definitions import indicator_ids, read_alliance
from store.frozen import read_frozen
from store.observations import Observation, read_observations
from store.published import PublishedSeries, read_published
from store.viewer import Viewer


def status(connection: sa.Connection, slug: str, viewer: Viewer, today: date, as_of: date | None) -> dict[str, Any]:
    """The verdicts of an alliance as published, or as they would have been from what was known on a day.

    Raises:
        LookupError: there is no such alliance.
    """
    declared = _declared(connection, slug, viewer, today)
    if as_of is None:
        shown = read_published(connection, slug, viewer, today)
        shown += _not_yet_published(declared, shown, today)
    else:
        shown = _as_known(connection, declared, viewer, as_of)
    judged = judged_of_alliance(declared, shown)
    by_goal = roll_up_goals((goal.code for goal in declared.goals), judged)
    return {
        "alliance": slug,
        "made_up": declared.made_up,
        "as_of": (as_of or today).isoformat(),
        **roll_up(judged).to_json(),
        "goals": [{"goal": code, **found.to_json()} for code, found in by_goal.items()],
        "indicators": [
            _indicator(indicator, [one for one in shown if one.indicator == indicator.code])
            for indicator in declared.indicators
        ],
    }


def observations(
    connection: sa.Connection, slug: str, viewer: Viewer, today: date, code: str | None, as_of: date | None
) -> dict[str, Any]:
    """The figures with their provenance.

    Raises:
        LookupError: there is no such alliance, or no such indicator in it.
    """
    declared = _declared(connection, slug, viewer, today)
    codes = [one.code for one in declared.indicators if code in (None, one.code)]
    if code is not None and not codes:
        raise LookupError("indicator")
    moment = end_of_danish_day(as_of) if as_of else None
    found = read_observations(connection, slug, viewer, codes, moment)
    return {"observations": [_observation(declared, one) for one in found]}


def _declared(connection: sa.Connection, slug: str, viewer: Viewer, today: date) -> Alliance:
    declared = read_alliance(connection, slug, viewer, today)
    if declared is None:
        raise LookupError("alliance")
    return declared


def _as_known(connection: sa.Connection, declared: Alliance, viewer: Viewer, day: date) -> list[PublishedSeries]:
    codes = [indicator.code for indicator in declared.indicators]
    moment = end_of_danish_day(day)
    found = read_observations(connection, declared.slug, viewer, codes, moment)
    numbers = indicator_ids(connection, declared.slug)
    frozen = read_frozen(connection, list(numbers.values()), moment)
    shown = []
    for indicator in declared.indicators:
        held = [one for one in found if one.indicator == indicator.code]
        number = numbers[indicator.code]
        shown += [one for one, _ in shown_series(declared, indicator, held, day, frozen, number)]
    return shown


def _not_yet_published(declared: Alliance, shown: list[PublishedSeries], today: date) -> list[PublishedSeries]:
    """An indicator that the worker has not come to yet has a verdict too: nothing is known of it."""
    there = {one.indicator for one in shown}
    new = (indicator for indicator in declared.indicators if indicator.code not in there)
    return [one for indicator in new for one, _ in shown_series(declared, indicator, [], today)]


def _indicator(indicator: Indicator, shown: list[PublishedSeries]) -> dict[str, Any]:
    shared = next((one for one in shown if one.role == "shared"), None)
    given = [one for one in shown if one.points.periods]
    series = [
        {"organisation": s.organisation, "area": s.area, "dimensions": s.dimensions, "role": s.role, **s.verdict}
        for s in given
    ]
    contributions = contributions_of(indicator, shown)
    return {
        "indicator": indicator.code,
        **(shared.verdict if shared else {}),
        "contributions": contributions and contributions.to_json(),
        "equity": [one.to_json() for one in equity_of(indicator, shown)] or None,
        "series": series,
    }


def _observation(declared: Alliance, one: Observation) -> dict[str, Any]:
    indicator = declared.indicator(one.indicator)
    return {
        "indicator": one.indicator,
        "organisation": one.organisation,
        "area": one.area,
        "dimensions": one.dimensions,
        "period": one.period,
        "value": one.value,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "status": one.status,
        "unit": indicator.unit.da if indicator else None,
        "source": one.source or (indicator.source if indicator else None),
        "submission": one.submission,
        "sheet": one.sheet,
        "cell": one.cell,
        "known_from": one.known_from.isoformat(),
        "recorded_at": one.recorded_at.isoformat(),
    }
