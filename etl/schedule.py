"""The nightly time: 03:30 in Copenhagen, exactly once, caught up with after downtime.

Half past three, since 02:30 comes twice on one night in autumn. The scheduler only says when to look; the claim row of
the scheduled time decides who runs, so that several workers, a restart or a late timer never run it twice. It looks
every five minutes too: a store that did not answer at half past three, or a clock that was put right, costs no night.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from config.language import COPENHAGEN
from etl.jobs import Workroom
from etl.telling.post import send_due
from store.outages import is_outage, told
from store.runs import claim_scheduled_run, latest_scheduled
from store.work import ask

log = logging.getLogger(__name__)

HOUR, MINUTE = 3, 30
ASKED_BY = "schedule"
LETTERS_EVERY = 1  # minutes between two looks for letters that wait


def last_due(now: datetime) -> datetime:
    """The latest scheduled moment that is not after `now`, in UTC."""
    local = now.astimezone(COPENHAGEN)
    due = local.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0, fold=0)
    if due > local:
        due = (due - timedelta(days=1)).replace(hour=HOUR, minute=MINUTE)
    return due.astimezone(UTC)


def ask_if_due(room: Workroom) -> bool:
    """Ask for the refresh of the latest scheduled time, unless it has been asked for already."""
    now = room.clock()
    with room.store.reading() as connection:
        if latest_scheduled(connection) == last_due(now):
            return False
    with room.store.writing() as connection:
        run_id = claim_scheduled_run(connection, last_due(now), ASKED_BY, now)
        if run_id is None:
            return False
        ask(connection, "refresh", ASKED_BY, now, run_id=run_id)
    log.info("the refresh due at %s is asked for", last_due(now).isoformat())
    return True


def _look(room: Workroom) -> None:
    try:
        ask_if_due(room)
    except Exception as fault:
        if not is_outage(fault):
            raise
        log.warning("the store did not answer the schedule (%s)", told(fault))


class Schedule:
    """Asks for a refresh every night while it is entered, and at once for one that was missed."""

    def __init__(self, room: Workroom) -> None:
        self._room = room
        self._scheduler = BackgroundScheduler(timezone=COPENHAGEN)
        trigger = CronTrigger(hour=HOUR, minute=MINUTE, timezone=COPENHAGEN)
        # However late the timer wakes (a laptop's lid), once is enough.
        for when in (trigger, IntervalTrigger(minutes=5)):
            self._scheduler.add_job(_look, when, args=[room], coalesce=True, misfire_grace_time=None)
        # Letters that did not go out; in a thread of its own, so that no mail server holds up the worker.
        every = IntervalTrigger(minutes=LETTERS_EVERY)
        now = datetime.now(UTC)  # at once: a worker may have been lost with letters in hand
        self._scheduler.add_job(send_due, every, args=[room], coalesce=True, misfire_grace_time=None, next_run_time=now)

    def __enter__(self) -> Schedule:
        ask_if_due(self._room)
        self._scheduler.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._scheduler.shutdown(wait=False)
