"""What is wrong in a store that answers: its files, its worker, its runs, its sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa

from config.settings import Settings
from etl.operations.doctor import Finding
from etl.operations.folder import Folder
from etl.schedule import last_due
from etl.telling.examine import examine_letters
from store.audit import find_broken, head_of
from store.clock import Clock, danish_day
from store.database import Store, head
from store.deleted import read_expected
from store.failing import read_failing
from store.files import Files
from store.health import (
    count_given_up,
    database_clock,
    faults_of_sqlite,
    oldest_verdicts,
    oldest_waiting,
    without_current,
)
from store.leftovers import find_leftovers
from store.runs import read_deleted_after, read_runs
from store.work import worker_lives

_LONG_WAIT = timedelta(minutes=10)
_PATIENCE = timedelta(hours=2)  # a refresh may take so long
_SKEW = timedelta(seconds=5)
_WEEK = timedelta(days=7)
_SHOWN = 5


def examine_store(store: Store, settings: Settings, deep: bool, clock: Clock) -> Iterator[Finding]:
    """All that can be told from the store; see `etl.operations.doctor`."""
    with store.reading() as connection:
        now = clock()
        kind = "SQLite" if store.is_sqlite else "PostgreSQL"
        yield Finding("ok", "store", f"{kind}, tables of version {head()}.")
        yield from _damage(connection, store, deep)
        yield from _clock(connection, store, clock)
        yield from _record(connection, Folder(settings.backups))
        yield from _worker(connection, now)
        yield from _runs(connection, now)
        yield from _deleting(connection, now)
        yield from _sources(connection)
        for said, remedy in examine_letters(connection, settings, danish_day(now)):
            yield Finding("wrong", "letters", said, remedy)
        yield from _verdicts(connection, now)
        yield from _files(connection, Files(settings.files), deep, now)


def _damage(connection: sa.Connection, store: Store, deep: bool) -> Iterator[Finding]:
    for fault in faults_of_sqlite(connection, deep) if store.is_sqlite else []:
        remedy = "Stop web and worker, keep the file, restore the newest backup: fremdrift restore."
        yield Finding("wrong", "store", f"The database file is damaged: {fault}.", remedy)
    if deep:
        count = without_current(connection)
        if count:
            remedy = "No command can do this: keep a backup, and report it."
            yield Finding("wrong", "store", f"{count} figures have no current value, and were not ended.", remedy)


def _record(connection: sa.Connection, folder: Folder) -> Iterator[Finding]:
    """Whether the record of who did what is as it was written, as far as the backups' lists go back too."""
    broken, last = find_broken(connection, folder.audit_heads()), head_of(connection)
    if broken is None:
        yield Finding("ok", "record", f"{last.number} acts, as they were written; the last is {last.hash[:12]}.")
    else:
        said = f"The record of acts is not whole from act {broken.number} on."
        yield Finding("wrong", "record", said, "Somebody changed the database: compare with a backup, keep both.")


def _clock(connection: sa.Connection, store: Store, clock: Clock) -> Iterator[Finding]:
    there = None if store.is_sqlite else database_clock(connection)
    if there is not None and abs(there - clock()) > _SKEW:
        said = f"The clocks of this machine and of the database differ by {abs(there - clock()).total_seconds():.0f} s."
        yield Finding("wrong", "clock", said, "Let both keep time by NTP.")


def _worker(connection: sa.Connection, now: datetime) -> Iterator[Finding]:
    lives = worker_lives(connection, now)
    waiting = oldest_waiting(connection)
    if not lives:
        yield Finding("wrong", "worker", "No worker gives a sign of life: nothing is read.", "Start fremdrift worker.")
    elif waiting is not None and now - waiting > _LONG_WAIT:
        minutes = int((now - waiting).total_seconds() // 60)
        yield Finding("wrong", "worker", f"Work has waited for {minutes} minutes.", "See the worker's log.")
    else:
        yield Finding("ok", "worker", "A worker lives, and nothing has waited for long.")
    given_up = count_given_up(connection, now - _WEEK)
    if given_up:
        said = f"{given_up} pieces of work were given up in the last week."
        yield Finding("note", "worker", said, "See the worker's log; whoever sent the file was told.")


def _runs(connection: sa.Connection, now: datetime) -> Iterator[Finding]:
    latest = next(iter(read_runs(connection, limit=1)), None)
    if latest is None:
        yield Finding("note", "refresh", "There has been no refresh yet.", "It comes at 03:30; now: fremdrift refresh.")
        return
    asked = latest.scheduled_for or latest.asked_at
    if latest.failure:
        yield Finding("wrong", "refresh", "The latest refresh failed.", "See /runs; again: fremdrift refresh.")
    elif latest.finished_at is None and now - latest.asked_at > _PATIENCE:
        yield Finding("wrong", "refresh", "The latest refresh has not ended for hours.", "See the worker's log.")
    elif asked < last_due(now) - _PATIENCE:
        yield Finding(
            "wrong", "refresh", f"The latest refresh was that of {asked:%Y-%m-%d}.", "Let a worker run at night."
        )
    else:
        yield Finding("ok", "refresh", f"The latest was asked for at {latest.asked_at:%Y-%m-%d %H:%M} UTC.")


def _deleting(connection: sa.Connection, now: datetime) -> Iterator[Finding]:
    """Whether what is old enough was deleted after the latest refresh that ended."""
    ended = read_deleted_after(connection)
    if not any(one.deleted for one in ended):
        return  # none was told of yet: the tables are new, or the first refresh is to come
    last, done = ended[0], ended[0].deleted or {}
    if {"files", "addresses"} <= set(done):
        yield Finding(
            "ok", "deletion", f"What was old enough was deleted after the refresh of {last.asked_at:%Y-%m-%d}."
        )
    elif now - last.finished_at > _PATIENCE:
        lacks = " and ".join(
            words for name, words in (("files", "Old files"), ("addresses", "old addresses")) if name not in done
        )
        remedy = "See the worker's log; then: fremdrift refresh, after which it is done again."
        said = f"{lacks[0].upper()}{lacks[1:]} were not deleted after the refresh of {last.asked_at:%Y-%m-%d}."
        yield Finding("wrong", "deletion", said, remedy)


def _sources(connection: sa.Connection) -> Iterator[Finding]:
    for one in read_failing(connection)[:_SHOWN]:
        said = f"{one.alliance}/{one.organisation}: {one.place} has failed for {one.nights} nights."
        yield Finding("note", "source", said, "See /runs; the secretariat is told.")


def _verdicts(connection: sa.Connection, now: datetime) -> Iterator[Finding]:
    oldest = oldest_verdicts(connection)
    if oldest is not None and (danish_day(now) - oldest).days > 1:
        yield Finding("note", "refresh", f"Some verdicts were made on {oldest}.", "Every refresh makes them anew.")


def _files(connection: sa.Connection, files: Files, deep: bool, now: datetime) -> Iterator[Finding]:
    expected = read_expected(connection)
    lacking = [token for token in expected if not files.path_of(token).exists()]
    if lacking:
        said = f"{len(lacking)} received files are missing ({', '.join(lacking[:_SHOWN])})."
        yield Finding("wrong", "files", said, "Check FREMDRIFT_FILES, or put them back from a backup.")
    harmed = [token for token in expected if deep and _is_another(files, token, expected[token])]
    if harmed:
        said = f"{len(harmed)} files do not hold what was received ({', '.join(harmed[:_SHOWN])})."
        yield Finding("wrong", "files", said, "Put them back from a backup.")
    if not lacking and not harmed:
        yield Finding("ok", "files", f"{len(expected)} received files are there{', and right' if deep else ''}.")
    left = find_leftovers(connection, files, now)
    if left:
        yield Finding("note", "files", f"{len(left)} files belong to no submission.", "They go the next night.")


def _is_another(files: Files, token: str, sha256: str) -> bool:
    try:
        with files.path_of(token).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() != sha256
    except OSError:
        return False  # it is missing, which is told
