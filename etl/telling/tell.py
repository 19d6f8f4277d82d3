"""After a run: letters are written into the store, once for a run and an alliance, and then sent from there.

Nothing that goes wrong here makes a run fail: it is logged, told on /runs, and tried again.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from config.definitions import Alliance
from config.recipients import AllianceLetters, Letters, read_letters
from config.settings import SettingError
from etl.jobs import Workroom
from etl.telling.gather import gather
from etl.telling.news import Late, News
from etl.telling.post import send_due
from etl.telling.write import write_digest, write_reminder
from store.clock import danish_day
from store.definitions import read_slugs
from store.letters import is_told, last_reminded, last_told, note_told, note_unwritten, post
from store.outages import is_outage
from store.runs import read_runs
from store.viewer import contributor_of

log = logging.getLogger(__name__)

WEEK = timedelta(days=7)


def tell(room: Workroom, run_id: int) -> None:
    """Write what there is to tell after a finished run, and send it; nothing where no letters are set up."""
    try:
        letters = read_letters(room.settings)
        if letters is None:
            return
        _write(room, run_id, letters)
    except SettingError as mistake:
        log.error("no letters are written: %s", mistake)
        _note_unwritten(room, run_id, "settings")
    except Exception as fault:
        if is_outage(fault):  # the run is taken up again, and they are written then
            raise
        log.exception("the letters after run %s could not be written", run_id)
        _note_unwritten(room, run_id, "fault")
    send_due(room)


def _write(room: Workroom, run_id: int, letters: Letters) -> None:
    with room.store.reading() as connection:
        (run,) = read_runs(connection, run_id=run_id)
        slugs = [one for one in read_slugs(connection) if run.alliance in (None, one) and one in letters.alliances]
    for slug in slugs:
        with room.store.reading() as connection:
            if is_told(connection, run_id, slug):
                continue  # before the worker was lost, and the run done again
            told, until = last_told(connection, slug), until_now(room)
            since, before = (told.until_at, told.wins) if told else (run.asked_at, ())
            is_new_day = told is None or danish_day(told.until_at) < danish_day(until)
            news = gather(connection, slug, since, until, before, is_new_day)
            reminded = last_reminded(connection, slug)
        if news is not None:
            chosen = to_remind(news, letters.alliances[slug], reminded, until)
            news = replace(news, reminded=tuple(one.organisation for one in chosen))
            with room.store.writing() as connection:
                post_news(connection, run_id, news, chosen, letters, room.clock())


def until_now(room: Workroom) -> datetime:
    """The moment up to which is told what has happened: what happened just now is in."""
    return room.clock() + timedelta(microseconds=1)


def to_remind(news: News, of: AllianceLetters, reminded: dict[str, datetime], now: datetime) -> list[Late]:
    """Partners that lack something and may be written to: an address is known, and the last time is a week ago."""
    if of.reminders == "never":
        return []
    today = danish_day(now)  # days, not hours: after a night in spring a week is an hour shorter
    seen = [_as_seen(news.declared, one, now) for one in news.late]
    return [
        one
        for one in seen
        if one.rows
        and of.partners.get(one.organisation)
        and (one.organisation not in reminded or today - danish_day(reminded[one.organisation]) >= WEEK)
    ]


def _as_seen(declared: Alliance, late: Late, now: datetime) -> Late:
    """What a partner lacks of the indicators that it may see."""
    partner = contributor_of(declared.slug, late.organisation)
    seen = tuple(row for row in late.rows if partner.sees(declared.slug, row.indicator.sight, now))
    return late._replace(rows=seen)


def post_news(
    connection: sa.Connection, run_id: int | None, news: News, chosen: list[Late], letters: Letters, now: datetime
) -> None:
    """All letters of an alliance, and that it has been told, in one transaction: all of it, or none."""
    slug, of = news.declared.slug, letters.alliances[news.declared.slug]
    wins = [one.key for one in news.wins]
    note_told(connection, run_id, slug, news.since, news.until, news.has_news, wins)
    made = [write_digest(news, letters.pages, to) for to in of.secretariat if news.has_news]
    for late in chosen:
        made += [write_reminder(news.declared, late, letters.pages, to) for to in of.partners[late.organisation]]
    post(connection, run_id, made, now)


def _note_unwritten(room: Workroom, run_id: int, failure: str) -> None:
    try:
        with room.store.writing() as connection:
            note_unwritten(connection, run_id, failure, room.clock())
    except Exception:
        log.exception("that no letters were written could not be noted")
