"""Published figures, verdicts and definitions as records: the rows of the tables in `columns`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator, Target
from config.language import Text
from dashboard.charts.wording import place_name
from dashboard.open_data.columns import Record
from dashboard.open_data.meanings import licence_of
from dashboard.open_data.points import point_records, vintage_records
from dashboard.open_data.told import Told
from dashboard.view import IndicatorView, view_of
from progress.words import VERDICTS
from store.origins import Origin, read_origins
from store.published import PublishedSeries, read_published_of

API = "/api/v1"


def alliance_address(slug: str) -> str:
    return f"{API}/alliances/{slug}"


def indicator_address(slug: str, code: str) -> str:
    return f"{alliance_address(slug)}/indicators/{code}"


def figures_of(connection: sa.Connection, told: Told, code: str | None) -> Iterator[Record]:
    """The figures of an alliance, or of one indicator; an indicator at a time."""
    declared = told.declared
    for indicator in told.chosen(code):
        view = read_view(connection, declared, indicator)
        origins = origins_of(connection, view)
        for series in all_series(view):
            about = about_indicator(declared, indicator) | about_series(declared, indicator, series)
            last = _last(told, indicator)
            for point in point_records(declared, indicator, series, origins):
                yield about | point | last


def vintages_of(connection: sa.Connection, told: Told, code: str | None) -> Iterator[Record]:
    """Every value that a corrected figure has had, the one that stands last; hidden ones have none, then as now."""
    declared = told.declared
    for indicator in told.chosen(code):
        for series in all_series(read_view(connection, declared, indicator)):
            about = about_indicator(declared, indicator) | about_series(declared, indicator, series)
            last = _last(told, indicator)
            for vintage in vintage_records(series):
                yield about | vintage | last


def verdicts_of(connection: sa.Connection, told: Told, code: str | None) -> Iterator[Record]:
    """The verdict of every judged series."""
    declared = told.declared
    for indicator in told.chosen(code):
        for series in read_view(connection, declared, indicator).series:
            yield (
                about_indicator(declared, indicator)
                | {"goal": indicator.goal}
                | about_series(declared, indicator, series)
                | _verdict(series.verdict)
                | _last(told, indicator)
            )


def indicators_of(told: Told, code: str | None) -> Iterator[Record]:
    """The definition of every indicator, flat."""
    declared = told.declared
    goals = {goal.code: goal.title for goal in declared.goals}
    for one in told.chosen(code):
        target = _latest_target(one)
        yield about_indicator(declared, one) | {
            "goal": one.goal,
            "goal_title": goals[one.goal],
            "definition": one.definition,
            "numerator": one.numerator,
            "denominator": one.denominator,
            "per": one.per if one.denominator else None,
            "kind": one.kind,
            "frequency": one.frequency,
            "lag_months": one.lag_months,
            "direction": one.direction,
            "headline": one.headline,
            "baseline_period": one.baseline.period if one.baseline else None,
            "baseline_value": one.baseline.value if one.baseline else None,
            "target_period": target.period if target else None,
            "target_value": target.value if target else None,
            "target_adopted": target.adopted.isoformat() if target and target.adopted else None,
            "combine": one.combine,
            "dimensions": [dimension.code for dimension in one.dimensions],
            "hidden_below": one.suppression.threshold,
            "source": one.source,
            "licence": licence_of(declared, one.source),
            "page": f"/alliance/{declared.slug}/{one.code}",
            "figures": f"{indicator_address(declared.slug, one.code)}/figures",
            **_last(told, one),
        }


def alliance_record(declared: Alliance) -> Record:
    return _about_alliance(declared) | {
        "problem": declared.problem,
        "vision": declared.vision,
        "area": declared.area,
        "from": declared.years.first,
        "to": declared.years.last,
        "indicators": len(declared.indicators),
        "disclaimer": declared.disclaimer,
        "page": f"/alliance/{declared.slug}",
        "definition": alliance_address(declared.slug),
    }


def read_view(connection: sa.Connection, declared: Alliance, indicator: Indicator) -> IndicatorView:
    return view_of(declared, indicator, read_published_of(connection, declared, indicator.code))


def all_series(view: IndicatorView) -> tuple[PublishedSeries, ...]:
    """The shared one, places and partners, groups, and those shown beside."""
    return (*view.series, *view.comparisons)


def origins_of(connection: sa.Connection, view: IndicatorView) -> dict[str, Origin]:
    """The files that the indicator's figures came in, by what the store calls them. Never handed on themselves."""
    tokens = {token for series in all_series(view) for token in series.points.submissions if token}
    return read_origins(connection, tokens)


def about_series(declared: Alliance, indicator: Indicator, series: PublishedSeries) -> Record:
    """What tells a series apart."""
    who = declared.who(series.organisation) if series.organisation else None
    code, _, rest = series.area.partition(" ")
    labels = indicator.labels(series.dimensions)
    return {
        "role": series.role,
        "organisation": series.organisation,
        "organisation_name": who.name if who else None,
        "area": series.area,
        "area_code": code if rest and code.isdecimal() and len(code) == 4 else None,
        "area_name": Text(place_name(series.area, "da"), place_name(series.area, "en")),
        "dimensions": dict(series.dimensions),
        "group_name": Text(*(", ".join(part) for part in zip(*labels, strict=True))) if labels else None,
    }


def _about_alliance(declared: Alliance) -> Record:
    return {"alliance": declared.slug, "alliance_name": declared.name, "made_up": declared.made_up}


def about_indicator(declared: Alliance, indicator: Indicator) -> Record:
    """What tells an indicator apart."""
    return _about_alliance(declared) | {"indicator": indicator.code, "indicator_title": indicator.title}


def _last(told: Told, indicator: Indicator) -> Record:
    return {
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "disclaimer": told.declared.disclaimer,
        "retired": told.retired and told.retired.isoformat(),
    }


def _latest_target(indicator: Indicator) -> Target | None:
    shared = [one for one in indicator.targets if one.area is None and one.organisation is None]
    return shared[-1] if shared else None


def _verdict(said: Mapping[str, Any]) -> Record:
    def part(name: str, field: str) -> Any:
        return (said.get(name) or {}).get(field)

    code = str(said.get("verdict", "not_enough_data"))
    sentence = said.get("sentence")
    methods = said.get("methods") or {}
    return {
        "verdict": code,
        "verdict_name": VERDICTS[code].text if code in VERDICTS else Text(code, code),
        "sentence": Text(sentence["da"], sentence["en"]) if sentence else None,
        "overlays": list(said.get("overlays") or []),
        "override": part("override", "verdict"),
        "direction": said.get("direction"),
        "baseline_period": part("baseline", "period"),
        "baseline_value": part("baseline", "value"),
        "latest_period": part("latest", "period"),
        "latest_value": part("latest", "value"),
        "target_period": part("target", "period"),
        "target_value": part("target", "value"),
        **{name: said.get(name) for name in ("progress", "elapsed", "pace", "lead_months")},
        **{name: (methods.get(name) or {}).get("verdict") for name in ("open_sdg", "eurostat", "un_2023")},
        "method": part("method", "name"),
        "method_version": part("method", "version"),
        "assessed_on": said.get("assessed_on"),
    }
