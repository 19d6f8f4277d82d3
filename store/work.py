"""The queue: everything the worker is to do, who asked for it, and who has it in hand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import sqlalchemy as sa

from store.bell import ring
from store.schema import work, worker

Kind = Literal["submission", "look", "refresh", "assess", "undo", "vanished", "declare", "template", "purge"]
DECISIONS: tuple[Kind, ...] = ("undo", "vanished", "declare")  # what a person decides about figures that were read
TEMPLATE: Kind = "template"  # nobody waits for it: the one that is there is handed out meanwhile
_OPEN = (work.c.finished_at.is_(None), work.c.claimed_by.is_(None))
_ORDER = (sa.case((work.c.kind == TEMPLATE, 1), else_=0), work.c.work_id)
ATTEMPTS = 3  # a piece of work that takes its worker with it three times is given up
SIGN_OF_LIFE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Work:
    work_id: int
    kind: Kind
    submission_id: int | None
    run_id: int | None
    alliance: str | None
    asked_by: str
    asked_at: datetime
    attempts: int
    detail: dict[str, Any]


def ask(
    connection: sa.Connection,
    kind: Kind,
    asked_by: str,
    now: datetime,
    submission_id: int | None = None,
    run_id: int | None = None,
    alliance: str | None = None,
    detail: dict[str, Any] | None = None,
) -> int:
    """Put a piece of work in the queue, and wake the worker once that is kept.

    Args:
        detail: of a decision: its reason, the figures it is about; plain JSON.
    """
    made = sa.insert(work).values(
        kind=kind,
        asked_by=asked_by[:120],
        asked_at=now,
        submission_id=submission_id,
        run_id=run_id,
        alliance=alliance,
        attempts=0,
        detail=detail,
    )
    number = int(connection.execute(made.returning(work.c.work_id)).scalar_one())
    ring(connection)
    return number


def ask_to_assess(connection: sa.Connection, alliance: str, asked_by: str, now: datetime) -> int:
    """Have an alliance judged anew; the number of the work, one that waits for the same already included."""
    asked = sa.select(work.c.work_id).where(work.c.kind == "assess", work.c.alliance == alliance, *_OPEN)
    waiting = connection.execute(asked.limit(1)).scalar()
    return int(waiting) if waiting is not None else ask(connection, "assess", asked_by, now, alliance=alliance)


def ask_for_template(connection: sa.Connection, alliance: str, organisation: str, now: datetime) -> None:
    """Have an organisation's template made anew when nothing else waits; once, however many files ask for it."""
    asked = sa.select(work.c.detail).where(work.c.kind == TEMPLATE, work.c.alliance == alliance, *_OPEN)
    detail = {"organisation": organisation}
    if detail not in connection.execute(asked).scalars().all():
        ask(connection, TEMPLATE, "worker", now, alliance=alliance, detail=detail)


def claim(connection: sa.Connection, by: str, now: datetime) -> Work | None:
    """The oldest piece of work that nobody has in hand, templates last; two workers never get the same one."""
    row = connection.execute(
        sa.select(work).where(*_OPEN).order_by(*_ORDER).limit(1).with_for_update(skip_locked=True)  # a no-op on SQLite
    ).first()
    if row is None:
        return None
    connection.execute(
        sa.update(work)
        .where(work.c.work_id == row.work_id)
        .values(claimed_by=by, claimed_at=now, attempts=row.attempts + 1)
    )
    return Work(
        work_id=row.work_id,
        kind=row.kind,
        submission_id=row.submission_id,
        run_id=row.run_id,
        alliance=row.alliance,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        attempts=row.attempts + 1,
        detail=row.detail or {},
    )


def finish(connection: sa.Connection, work_id: int, now: datetime, failure: str | None = None) -> None:
    connection.execute(sa.update(work).where(work.c.work_id == work_id).values(finished_at=now, failure=failure))


def note_done(connection: sa.Connection, work_id: int, detail: dict[str, Any]) -> None:
    """In the place of what was asked for: what came of it."""
    connection.execute(sa.update(work).where(work.c.work_id == work_id).values(detail=detail))


def read_done(connection: sa.Connection, work_id: int) -> dict[str, Any]:
    """What came of a piece of work, where that is noted."""
    return connection.execute(sa.select(work.c.detail).where(work.c.work_id == work_id)).scalar() or {}


def next_kind(connection: sa.Connection) -> Kind | None:
    """The kind of the work that `claim` would give; None where nothing waits. A look that takes no lock."""
    kind: Kind | None = connection.execute(sa.select(work.c.kind).where(*_OPEN).order_by(*_ORDER).limit(1)).scalar()
    return kind


def is_being_decided(connection: sa.Connection, submission_id: int, *kinds: Kind) -> bool:
    """Whether a decision about this submission is still to be carried out; without kinds, any decision."""
    query = sa.select(work.c.work_id).where(work.c.submission_id == submission_id, work.c.finished_at.is_(None))
    return connection.execute(query.where(work.c.kind.in_(kinds or DECISIONS)).limit(1)).first() is not None


def latest_of(connection: sa.Connection, submission_id: int) -> int:
    """The number of the work that was asked for last about a submission."""
    query = sa.select(sa.func.max(work.c.work_id)).where(work.c.submission_id == submission_id)
    return int(connection.execute(query).scalar_one())


def give_back(connection: sa.Connection, work_id: int) -> None:
    """Put a piece of work back in the queue, to be tried again."""
    connection.execute(sa.update(work).where(work.c.work_id == work_id).values(claimed_by=None, claimed_at=None))


def release_orphans(connection: sa.Connection, innocent: Collection[int] = ()) -> int:
    """Give back what a lost worker had in hand. Only the leader calls this: then every claim is a dead one's.

    Args:
        innocent: of these the attempt does not count: the store failed, not the work.
    """
    orphans = work.c.finished_at.is_(None) & work.c.claimed_by.is_not(None)
    attempts = sa.case((work.c.work_id.in_(innocent), work.c.attempts - 1), else_=work.c.attempts)
    given = sa.update(work).where(orphans).values(claimed_by=None, claimed_at=None, attempts=attempts)
    return connection.execute(given).rowcount


def read_failure(connection: sa.Connection, work_id: int) -> str | None:
    """Why a piece of work was given up; None where it was done, or is still to be."""
    failure: str | None = connection.execute(sa.select(work.c.failure).where(work.c.work_id == work_id)).scalar()
    return failure


def is_finished(connection: sa.Connection, work_id: int) -> bool:
    query = sa.select(work.c.finished_at).where(work.c.work_id == work_id)
    return connection.execute(query).scalar() is not None


def sign_of_life(connection: sa.Connection, worker_id: str, now: datetime, leads: bool) -> None:
    """A worker says that it lives; those silent for a day are forgotten."""
    where = worker.c.worker_id == worker_id
    if not connection.execute(sa.update(worker).where(where).values(seen_at=now, leads=leads)).rowcount:
        connection.execute(sa.insert(worker).values(worker_id=worker_id, started_at=now, seen_at=now, leads=leads))
        connection.execute(sa.delete(worker).where(worker.c.seen_at < now - timedelta(days=1)))


def sign_off(connection: sa.Connection, worker_id: str) -> None:
    connection.execute(sa.delete(worker).where(worker.c.worker_id == worker_id))


def worker_lives(connection: sa.Connection, now: datetime) -> bool:
    """Whether a leading worker has given a sign of life within 30 seconds."""
    seen = connection.execute(
        sa.select(sa.func.max(worker.c.seen_at, type_=worker.c.seen_at.type)).where(worker.c.leads)
    )
    latest = seen.scalar()
    return latest is not None and now - latest < SIGN_OF_LIFE
