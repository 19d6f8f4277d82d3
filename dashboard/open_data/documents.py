"""Whole definitions and indicators as JSON: everything that their pages are made of."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from dashboard.open_data.columns import Record
from dashboard.open_data.meanings import licence_of
from dashboard.open_data.points import earlier_of, point_records
from dashboard.open_data.records import (
    about_series,
    all_series,
    alliance_address,
    indicator_address,
    origins_of,
    read_view,
)
from dashboard.open_data.told import Told
from progress.of_published import contributions_of, equity_of, judged_of_alliance
from progress.rollup import roll_up
from store.published import read_published_of


def alliance_document(connection: sa.Connection, told: Told) -> Record:
    """What an alliance declares, how its indicators stand together, and where the rest is."""
    declared = told.declared
    here = alliance_address(declared.slug)
    judged = judged_of_alliance(declared, read_published_of(connection, declared))
    return {
        **_about(told),
        "page": f"/alliance/{declared.slug}",
        "definition": definition_of(declared),
        "together": roll_up(judged).to_json(),
        "links": {
            "figures": f"{here}/figures",
            "verdicts": f"{here}/verdicts",
            "indicators": f"{here}/indicators",
            "each": {one.code: indicator_address(declared.slug, one.code) for one in declared.indicators},
        },
    }


def indicator_document(connection: sa.Connection, told: Told, code: str) -> Record:
    """An indicator with its definition, its series, their verdicts and every figure."""
    declared = told.declared
    (indicator,) = told.chosen(code)
    view = read_view(connection, declared, indicator)
    origins = origins_of(connection, view)
    contributions = contributions_of(indicator, view.series)
    series = []
    for one in all_series(view):
        earlier = earlier_of(one)
        figures = [
            point | {"earlier": earlier.get(point["period"], [])}
            for point in point_records(declared, indicator, one, origins)
        ]
        verdict = None if one.role == "comparison" else one.verdict
        series.append(about_series(declared, indicator, one) | {"verdict": verdict, "figures": figures})
    goal = next(one for one in declared.goals if one.code == indicator.goal)
    here = indicator_address(declared.slug, indicator.code)
    return {
        **_about(told),
        "indicator": indicator.code,
        "page": f"/alliance/{declared.slug}/{indicator.code}",
        "goal": goal.model_dump(mode="json"),
        "definition": indicator.model_dump(mode="json", by_alias=True),
        "licence": licence_of(declared, indicator.source),
        "sources": [one.model_dump(mode="json") for one in declared.sources],
        "series": series,
        "contributions": contributions.to_json() if contributions else None,
        "equity": [one.to_json() for one in equity_of(indicator, view.series)],
        "links": {"figures": f"{here}/figures", "verdicts": f"{here}/verdicts"},
    }


def definition_of(declared: Alliance) -> dict[str, Any]:
    """The definition without a word of the indicators that this viewer may not see."""
    seen = {one.code for one in declared.indicators}

    def known(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in codes if code in seen)

    told = declared.model_copy(
        update={
            "small_wins": tuple(
                one.model_copy(update={"indicators": known(one.indicators)}) for one in declared.small_wins
            ),
            "plan": tuple(one.model_copy(update={"indicators": known(one.indicators)}) for one in declared.plan),
        }
    )
    return told.model_dump(mode="json", by_alias=True)


def _about(told: Told) -> Record:
    declared = told.declared
    return {
        "alliance": declared.slug,
        "alliance_name": declared.name,
        "made_up": declared.made_up,
        "disclaimer": declared.disclaimer,
        "retired": told.retired and told.retired.isoformat(),
    }
