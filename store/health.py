"""How a store fares: what doctors and monitors ask of it. No figure, name or text of anybody is in the answers."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from store.observations import GONE
from store.schema import observation_table, published, run, submission, work, worker

_SHOWN = 3


def oldest_waiting(connection: sa.Connection) -> datetime | None:
    """When the oldest piece of work that nobody has in hand was asked for; None where none waits."""
    query = sa.select(sa.func.min(work.c.asked_at, type_=work.c.asked_at.type))
    return connection.execute(query.where(work.c.finished_at.is_(None), work.c.claimed_by.is_(None))).scalar()


def count_open_work(connection: sa.Connection) -> dict[tuple[str, bool], int]:
    """Pieces of work that are not finished, by kind and whether somebody has them in hand."""
    is_taken = work.c.claimed_by.is_not(None)
    query = sa.select(work.c.kind, is_taken, sa.func.count()).where(work.c.finished_at.is_(None))
    return {(row[0], bool(row[1])): row[2] for row in connection.execute(query.group_by(work.c.kind, is_taken))}


def count_given_up(connection: sa.Connection, since: datetime | None = None) -> int:
    """Pieces of work that were given up, since a moment or ever."""
    query = sa.select(sa.func.count()).select_from(work).where(work.c.failure.is_not(None))
    return int(connection.scalar(query if since is None else query.where(work.c.finished_at >= since)) or 0)


def count_submissions(connection: sa.Connection) -> dict[tuple[str, str], int]:
    """Submissions by the way they came and what became of them."""
    outcome = sa.func.coalesce(submission.c.outcome, "in_hand")
    query = sa.select(submission.c.via, outcome, sa.func.count()).group_by(submission.c.via, outcome)
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def count_runs(connection: sa.Connection) -> dict[str, int]:
    """Runs by how they ended: done, failed, or under way."""
    ended = sa.case((run.c.failure.is_not(None), "failed"), (run.c.finished_at.is_(None), "under_way"), else_="done")
    return {row[0]: row[1] for row in connection.execute(sa.select(ended, sa.func.count()).group_by(ended))}


def latest_run(connection: sa.Connection) -> tuple[datetime | None, datetime | None]:
    """When the latest finished run without a failure began, and when it ended; None where there is none."""
    query = (
        sa.select(run.c.started_at, run.c.finished_at)
        .where(run.c.finished_at.is_not(None), run.c.failure.is_(None))
        .order_by(run.c.run_id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (None, None) if row is None else (row[0], row[1])


def latest_sign(connection: sa.Connection) -> datetime | None:
    """The leading worker's last sign of life."""
    query = sa.select(sa.func.max(worker.c.seen_at, type_=worker.c.seen_at.type)).where(worker.c.leads)
    return connection.execute(query).scalar()


def oldest_verdicts(connection: sa.Connection) -> date | None:
    """The earliest day that a verdict which is shown was made on."""
    return connection.execute(sa.select(sa.func.min(published.c.assessed_on))).scalar()


def without_current(connection: sa.Connection) -> int:
    """Figures whose latest vintage is a value, and none of which is current: that must never be. Reads all vintages."""
    table = observation_table.c
    grouped = (
        sa.select(sa.func.max(table.observation_id).label("last"))
        .group_by(table.series_id, table.period)
        .having(sa.func.sum(sa.case((table.superseded_at.is_(None), 1), else_=0)) == 0)
        .subquery()
    )
    query = (
        sa.select(sa.func.count())
        .select_from(observation_table)
        .join(grouped, grouped.c.last == table.observation_id)
        .where(table.status != GONE)
    )
    return int(connection.scalar(query) or 0)


def faults_of_sqlite(connection: sa.Connection, deep: bool) -> list[str]:
    """What SQLite finds wrong with its own file, the first few; rows that refer to none, too."""
    check = "integrity_check" if deep else "quick_check"
    said = [str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {check}({_SHOWN})")]
    lost = [f"table {row[0]} refers to rows that are not there" for row in _first(connection)]
    return [one for one in said if one != "ok"] + lost


def _first(connection: sa.Connection) -> list[sa.Row[tuple[str]]]:
    return list(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN))


def database_clock(connection: sa.Connection) -> datetime:
    """What PostgreSQL takes the time to be."""
    now: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
    return now
