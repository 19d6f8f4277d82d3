"""After every nightly refresh: files that were kept long enough are deleted, and what lost processes left behind."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

from etl.workroom import Workroom
from store.audit import head_of
from store.deleted import RULE, Expired, alliances_of, note_deleted, read_expired
from store.leftovers import sweep_leftovers
from store.outages import is_outage, told
from store.runs import Deleted, note_deleted_after
from store.submissions import amend_report, read_submission
from store.sweeping import Swept, sweep_personal

log = logging.getLogger(__name__)


class Kept(NamedTuple):
    """What was done.

    Attributes:
        expired: files deleted by rule, by the slug of their alliance. left: files of no submission.
    """

    expired: dict[str, int]
    left: int


def clean_up(room: Workroom, run_id: int) -> None:
    """All of it, after a run, which is told what was done; what fails is told in the log, and done the next night."""
    deleted: Deleted = {}
    kept, swept = keep_house(room), keep_record(room)
    if kept is not None:
        deleted |= {"files": kept.expired, "pieces": kept.left}
    if swept is not None:
        deleted |= {
            "addresses": swept.addresses,
            "sessions": swept.sessions,
            "attempts": swept.attempts,
            "links": swept.links,
        }
    try:
        with room.store.writing() as connection:
            note_deleted_after(connection, run_id, deleted)
    except Exception as fault:
        if not is_outage(fault):
            raise
        log.warning("what was deleted could not be noted (%s)", told(fault))


def keep_house(room: Workroom) -> Kept | None:
    """Carry out the rules; a fault is told, and never that of the refresh. None: it could not be done tonight."""
    try:
        done = _keep(room)
    except Exception as fault:
        if is_outage(fault):
            log.warning("old files could not be deleted (%s); they will be the next night", told(fault))
        else:
            log.exception("old files could not be deleted")
        return None
    log.info("%s files deleted by rule, %s of no submission", sum(done.expired.values()), done.left)
    return done


def keep_record(room: Workroom) -> Swept | None:
    """Delete personal data that were kept long enough, and tell the record's last act, so that a cut tail shows.

    None: it could not be done tonight.
    """
    try:
        with room.store.writing() as connection:
            swept = sweep_personal(connection, room.clock(), timedelta(days=room.settings.keep_addresses_days))
            last = head_of(connection)
    except Exception as fault:
        if is_outage(fault):
            log.warning("old addresses could not be deleted (%s); they will be the next night", told(fault))
        else:
            log.exception("old addresses could not be deleted")
        return None
    log.info("%s addresses, %s sessions, %s tries and %s links' addresses deleted by rule", *swept)
    log.info("the record of acts ends at %s", last)
    return swept


def read_due(room: Workroom) -> list[Expired]:
    """The submissions whose files the rules say to delete now."""
    settings, now = room.settings, room.clock()
    with room.store.reading() as connection:
        return read_expired(connection, _days(settings.keep_files_days, now), _days(settings.keep_rejected_days, now))


def _keep(room: Workroom) -> Kept:
    due = read_due(room)
    there = [one for one in due if room.files.path_of(one.token).exists()]
    for one in due:
        room.files.delete(one.token)  # before it is noted: cut off in between, it is done again
    with room.store.writing() as connection:
        note_deleted(connection, due, RULE, room.clock())
        whose = Counter(alliances_of(connection, [one.submission_id for one in there]))
        for one in due:
            found = read_submission(connection, submission_id=one.submission_id)
            if found is not None and found.report and found.report.get("annotated"):
                amend_report(connection, one.submission_id, found.report | {"annotated": None})
    with room.store.reading() as connection:
        left = sweep_leftovers(connection, room.files, room.clock())
    return Kept(dict(whose), len(left))


def _days(days: int, now: datetime) -> datetime | None:
    return now - timedelta(days=days) if days else None
