"""What a command asks of the worker: put in the queue, and waited for; without a living worker it acts as one."""

from __future__ import annotations

import os
import socket
import time
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from etl.jobs import Workroom
from etl.telling_how_far import Show, watched
from etl.worker import work_once
from store.actor import AT_THE_COMMAND_LINE
from store.audit import note
from store.clock import start_of_danish_day
from store.definitions import read_slugs
from store.lead import Leadership
from store.noting import note_submission
from store.runs import Run, ask_for_run, read_runs
from store.submissions import UPLOAD, NewSubmission, Submission, read_submission, receive
from store.work import TEMPLATE, ask, is_finished, next_kind, release_orphans
from store.work import ask_to_assess as store_ask_to_assess

LOOK = 0.05
BY = "command"


def submit(
    room: Workroom,
    file: Path,
    alliance: str,
    organisation: str,
    check_only: bool = False,
    confirmed: bool = False,
    known_from: date | None = None,
    note: str | None = None,
) -> Submission:
    """Hand in a file and wait for its report.

    Raises:
        OSError: the file cannot be read.
        LookupError: no such "alliance" or "organisation".
        store.files.TooLarge: it is larger than a file may be.
    """
    now = room.clock()
    with file.open("rb") as stream:
        received = room.files.receive(stream, room.settings.max_upload_bytes)
    new = NewSubmission(
        alliance=alliance,
        organisation=organisation,
        source=UPLOAD,
        filename=file.name,
        sha256=received.sha256,
        size=received.size,
        via="command",
        received_by=BY,
        received_at=now,
        known_from=start_of_danish_day(known_from) if known_from else None,
        note=note,
        check_only=check_only,
        confirmed=confirmed,
    )
    try:
        with room.store.writing() as connection:
            submission = receive(connection, new)
            room.files.keep(received, submission.token)
            work_id = ask(connection, "submission", BY, now, submission_id=submission.submission_id)
            note_submission(connection, AT_THE_COMMAND_LINE, "submission_received", submission, now)
    except LookupError:
        received.path.unlink(missing_ok=True)
        raise
    carry_out(room, work_id)
    with room.store.reading() as connection:
        done = read_submission(connection, submission_id=submission.submission_id)
    assert done is not None
    return done


def refresh_now(room: Workroom, alliance: str | None = None, show: Show | None = None) -> Run:
    """Run the refresh at once and wait for it.

    Args:
        show: is told how far it has come, from a thread of its own.

    Raises:
        LookupError: there is no such alliance.
    """
    now = room.clock()
    with room.store.writing() as connection:
        if alliance is not None and alliance not in read_slugs(connection):
            raise LookupError("alliance")
        run_id = ask_for_run(connection, alliance, BY, now)
        work_id = ask(connection, "refresh", BY, now, run_id=run_id)
        note(connection, AT_THE_COMMAND_LINE, "refresh_asked", now, alliance=alliance)
    with watched(room, run_id, show):
        carry_out(room, work_id)
    with room.store.reading() as connection:
        (run,) = read_runs(connection, run_id=run_id)
    return run


def last_run(room: Workroom) -> Run | None:
    """The latest refresh, finished or not."""
    with room.store.reading() as connection:
        return next(iter(read_runs(connection, limit=1)), None)


def ask_to_assess(room: Workroom, connection: sa.Connection, alliance: str) -> int:
    """Have an alliance judged anew, in the transaction that changed its definitions."""
    return store_ask_to_assess(connection, alliance, BY, room.clock())


def carry_out(room: Workroom, *work_ids: int) -> None:
    """Wait until this work is done: by the worker that lives, else by this process, which leads for so long."""
    name = f"{socket.gethostname()}:{os.getpid()}:command"
    with Leadership(room.store) as leadership:
        has_looked = False
        while not _all_finished(room, work_ids):
            if not leadership.try_take():
                time.sleep(LOOK)
                continue
            if not has_looked:
                with room.store.writing() as connection:
                    release_orphans(connection)
                has_looked = True
            if not work_once(room, name):
                time.sleep(LOOK)
        while has_looked and _only_templates_wait(room):  # no worker lives that would make them
            work_once(room, name)


def _only_templates_wait(room: Workroom) -> bool:
    with room.store.reading() as connection:
        return next_kind(connection) == TEMPLATE


def _all_finished(room: Workroom, work_ids: tuple[int, ...]) -> bool:
    with room.store.reading() as connection:
        return all(is_finished(connection, work_id) for work_id in work_ids)
