"""Runs: each refresh, what it did with every source, and why something failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypedDict

import sqlalchemy as sa

from store.failing import Failing as Failing
from store.failing import read_failing as read_failing
from store.known_files import KnownFile as KnownFile
from store.known_files import read_known_files as read_known_files
from store.known_files import remember_files as remember_files
from store.schema import run, run_source, submission

FETCHING, JUDGING, TEMPLATES = PHASES = ("fetching", "judging", "templates")


@dataclass(frozen=True, slots=True)
class RunSource:
    """What a run did with one source."""

    alliance: str
    organisation: str
    source: str
    outcome: str  # unchanged, accepted, awaiting_confirmation, rejected, failed
    submission: str | None
    counts: dict[str, int]
    problems: list[dict[str, Any]]
    finished_at: datetime


class Deleted(TypedDict, total=False):
    """What was deleted by rule after a run. What could not be done that night is missing.

    Attributes:
        files: received files that were old enough, by the slug of their alliance.
        pieces: files of no submission, which lost processes had left.
        addresses, sessions, attempts, links: see `store.sweeping.Swept`.
    """

    files: dict[str, int]
    pieces: int
    addresses: int
    sessions: int
    attempts: int
    links: int


class DeletedAfter(NamedTuple):
    """A run that has ended, and what was deleted by rule after it; None: that was not done, or not yet."""

    asked_at: datetime
    finished_at: datetime
    deleted: Deleted | None


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of the refresh.

    Attributes:
        phase: what it is at, one of `PHASES`; None where it waits or has ended.
        done, total: so many of so many (sources, indicators) in this phase; null where that is not known.
        deleted: by rule after it; null: that was not done, or not yet.
    """

    run_id: int
    scheduled_for: datetime | None
    alliance: str | None
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    failure: str | None
    phase: str | None
    done: int | None
    total: int | None
    deleted: Deleted | None
    sources: list[RunSource]


def claim_scheduled_run(connection: sa.Connection, scheduled_for: datetime, asked_by: str, now: datetime) -> int | None:
    """The number of the run for this scheduled time; None if another worker has it already."""
    dialect = connection.dialect.name
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_postgresql

        statement = insert_postgresql(run).on_conflict_do_nothing(index_elements=["scheduled_for"])
    else:
        from sqlalchemy.dialects.sqlite import insert as insert_sqlite

        statement = insert_sqlite(run).on_conflict_do_nothing(index_elements=["scheduled_for"])  # type: ignore[assignment]
    made = statement.values(scheduled_for=scheduled_for, asked_by=asked_by, asked_at=now).returning(run.c.run_id)
    number = connection.execute(made).scalar()
    return None if number is None else int(number)


def ask_for_run(connection: sa.Connection, alliance: str | None, asked_by: str, now: datetime) -> int:
    """A run that somebody wants at once."""
    made = sa.insert(run).values(alliance=alliance, asked_by=asked_by, asked_at=now).returning(run.c.run_id)
    return int(connection.execute(made).scalar_one())


def start_run(connection: sa.Connection, run_id: int, now: datetime) -> None:
    """Begin, or begin again after a worker was lost: what it had noted of its sources is noted anew."""
    connection.execute(sa.delete(run_source).where(run_source.c.run_id == run_id))
    begun = {"started_at": now, "failure": None, "phase": FETCHING, "done": 0, "total": _expected(connection, run_id)}
    connection.execute(sa.update(run).where(run.c.run_id == run_id).values(begun))


def _expected(connection: sa.Connection, run_id: int) -> int | None:
    """How many sources the last such run had; None where there was none."""
    own = sa.select(run.c.alliance).where(run.c.run_id == run_id).scalar_subquery()
    last = (
        sa.select(run.c.run_id)
        .where(run.c.run_id < run_id, run.c.finished_at.is_not(None), run.c.failure.is_(None))
        .where(sa.func.coalesce(run.c.alliance, "") == sa.func.coalesce(own, ""))
        .order_by(run.c.run_id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return connection.execute(sa.select(sa.func.count()).where(run_source.c.run_id == last)).scalar() or None


def note_progress(connection: sa.Connection, run_id: int, phase: str, done: int | None, total: int | None) -> None:
    """How far a run has come, for whoever looks on."""
    where = run.c.run_id == run_id
    connection.execute(sa.update(run).where(where).values(phase=phase, done=done, total=total))


def finish_run(connection: sa.Connection, run_id: int, now: datetime, failure: str | None = None) -> None:
    ended = {"finished_at": now, "failure": failure, "phase": None}
    connection.execute(sa.update(run).where(run.c.run_id == run_id).values(ended))


def note_deleted_after(connection: sa.Connection, run_id: int, deleted: Deleted) -> None:
    """What was deleted by rule after a run, for whoever asks what becomes of what they delivered."""
    connection.execute(sa.update(run).where(run.c.run_id == run_id).values(deleted=deleted))


def read_deleted_after(connection: sa.Connection, limit: int = 30) -> list[DeletedAfter]:
    """The latest runs that have ended, newest first, and what was deleted after each."""
    query = sa.select(run.c.asked_at, run.c.finished_at, run.c.deleted).where(run.c.finished_at.is_not(None))
    return [DeletedAfter(*row) for row in connection.execute(query.order_by(run.c.run_id.desc()).limit(limit))]


def record_sources(connection: sa.Connection, run_id: int, done: Sequence[tuple[RunSource, int | None]]) -> None:
    """Note what a run did with these sources, in their order, each with the number of its submission."""
    rows = [
        {
            "run_id": run_id,
            "alliance": source.alliance,
            "organisation": source.organisation,
            "source": source.source,
            "outcome": source.outcome,
            "submission_id": submission_id,
            "report": {"counts": source.counts, "problems": source.problems},
            "finished_at": source.finished_at,
        }
        for source, submission_id in done
    ]
    if rows:
        connection.execute(sa.insert(run_source), rows)


def latest_scheduled(connection: sa.Connection) -> datetime | None:
    """The latest scheduled time that has a run."""
    return connection.execute(sa.select(sa.func.max(run.c.scheduled_for, type_=run.c.scheduled_for.type))).scalar()


def read_progress(connection: sa.Connection, run_id: int) -> Run:
    """A run, without its sources: how far it has come."""
    row = connection.execute(sa.select(run).where(run.c.run_id == run_id)).mappings().one()
    return Run(**{name: row[name] for name in Run.__slots__ if name != "sources"}, sources=[])


def source_of(row: sa.RowMapping) -> RunSource:
    """A row of `run_source`, with the token of its submission, as what a run tells of a source."""
    report = row["report"] or {}
    return RunSource(
        alliance=row["alliance"],
        organisation=row["organisation"],
        source=row["source"],
        outcome=row["outcome"],
        submission=row["token"],
        counts=report.get("counts", {}),
        problems=report.get("problems", []),
        finished_at=row["finished_at"],
    )


def read_runs(connection: sa.Connection, limit: int = 30, run_id: int | None = None) -> list[Run]:
    """The latest runs, newest first, each with its sources; or one run."""
    query = sa.select(run).order_by(run.c.run_id.desc()).limit(limit)
    if run_id is not None:
        query = query.where(run.c.run_id == run_id)
    rows = connection.execute(query).mappings().all()
    sources: dict[int, list[RunSource]] = {row["run_id"]: [] for row in rows}
    for row in connection.execute(
        sa.select(run_source, submission.c.token)
        .join(submission, submission.c.submission_id == run_source.c.submission_id, isouter=True)
        .where(run_source.c.run_id.in_(sources))
        .order_by(run_source.c.run_source_id)
    ).mappings():
        sources[row["run_id"]].append(source_of(row))
    names = [name for name in Run.__slots__ if name != "sources"]
    return [Run(**{name: row[name] for name in names}, sources=sources[row["run_id"]]) for row in rows]
