"""Runs as people read them: how many sources ended in which way, and those of which there is something to tell.

A night may look at ten thousand files that are as they were: these are counted, not read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import sqlalchemy as sa

from store.runs import Run, source_of
from store.schema import run, run_source, submission

UNCHANGED = "unchanged"
MOST = 200  # sources told of one run, those to act on first
_FIRST = ("failed", "rejected", "awaiting_confirmation", "accepted")


@dataclass(frozen=True, slots=True)
class Tally:
    """One run.

    Attributes:
        run: its `sources` are those of which there is something to tell, at most `MOST` of them, those to act on first.
        counts: of all its sources, by outcome.
    """

    run: Run
    counts: dict[str, int]

    @property
    def sources(self) -> int:
        return sum(self.counts.values())

    def count(self, outcome: str) -> int:
        return self.counts.get(outcome, 0)


def read_tallies(connection: sa.Connection, alliances: Collection[str], limit: int = 30) -> list[Tally]:
    """The latest runs, newest first, without their sources.

    Args:
        alliances: those that are counted, and whose own runs are told of.
    """
    is_told = sa.or_(run.c.alliance.is_(None), run.c.alliance.in_(alliances))
    rows = connection.execute(sa.select(run).where(is_told).order_by(run.c.run_id.desc()).limit(limit)).mappings().all()
    counts: dict[int, dict[str, int]] = {row["run_id"]: {} for row in rows}
    query = sa.select(run_source.c.run_id, run_source.c.outcome, sa.func.count())
    query = query.where(run_source.c.alliance.in_(alliances))
    grouped = query.where(run_source.c.run_id.in_(counts)).group_by(run_source.c.run_id, run_source.c.outcome)
    for number, outcome, count in connection.execute(grouped):
        counts[number][outcome] = count
    return [Tally(_run(row), counts[row["run_id"]]) for row in rows]


def with_sources(connection: sa.Connection, tally: Tally, alliances: Collection[str]) -> Tally:
    """The same run with the sources of these alliances of which there is something to tell."""
    order = sa.case({name: place for place, name in enumerate(_FIRST)}, value=run_source.c.outcome, else_=len(_FIRST))
    query = (
        sa.select(run_source, submission.c.token)
        .join(submission, submission.c.submission_id == run_source.c.submission_id, isouter=True)
        .where(run_source.c.run_id == tally.run.run_id, run_source.c.outcome != UNCHANGED)
        .where(run_source.c.alliance.in_(alliances))
        .order_by(order, run_source.c.run_source_id)
        .limit(MOST)
    )
    found = [source_of(row) for row in connection.execute(query).mappings()]
    return replace(tally, run=replace(tally.run, sources=found))


def _run(row: sa.RowMapping) -> Run:
    names = [name for name in Run.__slots__ if name != "sources"]
    return Run(**{name: row[name] for name in names}, sources=[])
