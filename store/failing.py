"""Places to fetch from that have failed night after night, as the runs tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from store.clock import danish_day
from store.schema import run, run_source

NIGHTS = 5  # in a row, after which the secretariat is told
_RUNS = 400  # looked back


@dataclass(frozen=True, slots=True)
class Failing:
    """A place that could not be fetched, or not all of it, for some nights in a row up to the latest one.

    Attributes:
        place: the key in the organisation's list `collect`, or "inbox".
        nights: of a night with several runs, the last one counts; nights without a run neither count nor help.
        since: the first of these runs.
        problem: what the latest run says of it, as `etl.problems.problem.Problem.to_json` makes it.
    """

    alliance: str
    organisation: str
    place: str
    nights: int
    since: datetime
    problem: dict[str, Any]


def read_failing(connection: sa.Connection, nights: int = NIGHTS) -> list[Failing]:
    """Places that have failed so many nights in a row and have not been fetched since, by alliance and organisation."""
    runs = connection.execute(
        sa.select(run.c.run_id, run.c.alliance, run.c.finished_at)
        .where(run.c.finished_at.is_not(None), run.c.failure.is_(None))
        .order_by(run.c.run_id.desc())
        .limit(_RUNS)
    ).all()
    failed: dict[int, dict[tuple[str, str, str], dict[str, Any]]] = {row.run_id: {} for row in runs}
    columns = (run_source.c.alliance, run_source.c.organisation, run_source.c.source, run_source.c.report)
    for row in connection.execute(
        sa.select(run_source.c.run_id, *columns)
        .where(run_source.c.run_id.in_(failed), run_source.c.outcome == "failed")
        .order_by(run_source.c.run_source_id)
    ):
        problems = (row.report or {}).get("problems", [])
        place = (row.alliance, row.organisation, row.source.partition("/")[0])
        failed[row.run_id].setdefault(place, problems[0] if problems else {})
    places = {place for found in failed.values() for place in found}
    counted = (_count(place, runs, failed) for place in sorted(places))
    return [one for one in counted if one is not None and one.nights >= nights]


def _count(place: tuple[str, str, str], runs: Any, failed: Any) -> Failing | None:
    seen: set[date] = set()
    since, problem, nights = None, None, 0
    for one in runs:  # newest first
        day = danish_day(one.finished_at)
        if day in seen or one.alliance not in (None, place[0]):
            continue
        seen.add(day)
        if place not in failed[one.run_id]:
            break
        nights, since = nights + 1, one.finished_at
        problem = failed[one.run_id][place] if problem is None else problem
    return Failing(*place, nights, since, problem or {}) if since is not None else None
