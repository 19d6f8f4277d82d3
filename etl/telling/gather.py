"""What there is to tell of an alliance, gathered from what is published, from its files and from its runs.

Figures, verdicts and small wins are read as the public may see them, so that no letter says what no page does; of
deliveries and files, which hold no figure, the secretariat hears all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from etl.problems.problem import PROBLEMS
from etl.telling.failing import failing_of
from etl.telling.late import Lateness
from etl.telling.news import Figures, File, Moved, News
from progress.naming import both, place_name
from progress.wins import Win, wins_of
from progress.words import VERDICTS, verdict_rank
from store.clock import danish_day
from store.definitions import indicator_ids, read_alliance
from store.deliveries import read_senders
from store.news import Ended, is_file, read_ended, read_problems, read_words_before
from store.published import PublishedSeries, read_published_of
from store.submissions import ACCEPTED, AWAITING, REJECTED
from store.viewer import OPERATOR, PUBLIC

_REASONS = 2  # of a file that was refused; the report has them all


def gather(
    connection: sa.Connection,
    slug: str,
    since: datetime,
    until: datetime,
    told: Collection[str] = (),
    is_new_day: bool = True,
) -> News | None:
    """Everything that happened to an alliance between two moments; None where there is no such alliance now.

    Args:
        told: keys of the small wins that have been suggested before.
        is_new_day: nothing has been told on this day: places that fail are counted in nights, and told once of each.
    """
    today = danish_day(until)
    declared = read_alliance(connection, slug, OPERATOR, today)
    if declared is None:
        return None
    ended = read_ended(connection, slug, since, until)
    senders = read_senders(connection, slug)
    numbers = indicator_ids(connection, slug)
    before = read_words_before(connection, list(numbers.values()), since)
    new_tokens = {one.token for one in ended if one.state == ACCEPTED}
    lateness = Lateness(declared, senders, today)
    is_public = PUBLIC.knows(slug, declared.sight, until)
    figures, moved, wins = list[Figures](), list[Moved](), list[Win]()
    for indicator in declared.indicators:
        shown = read_published_of(connection, declared, indicator.code)
        lateness.see(indicator, shown)
        if is_public and PUBLIC.sees(slug, indicator.sight, until):
            figures += _figures(indicator, shown, new_tokens, senders)
            words = {subject: word for (number, subject), word in before.items() if number == numbers[indicator.code]}
            moved += _moved(declared, indicator, shown, words)
            fresh = [one for one in shown if _known_on(one) >= danish_day(since)]
            wins += [one for one in wins_of(declared, indicator, fresh, today) if one.key not in told]
    moved.sort(key=lambda one: (one.place is not None, verdict_rank(one.after)))
    return News(
        declared=declared,
        since=since,
        until=until,
        figures=tuple(figures),
        moved=tuple(moved),
        wins=tuple(wins),
        late=lateness.late(danish_day(since)),
        silent=lateness.silent(),
        rejected=_files(connection, ended, REJECTED),
        waiting=_files(connection, ended, AWAITING),
        failing=failing_of(connection, slug) if is_new_day else (),
    )


def _figures(
    indicator: Indicator, shown: Sequence[PublishedSeries], tokens: Collection[str], senders: Mapping[str, str]
) -> list[Figures]:
    """How many published figures of the indicator came with these submissions."""
    new, changed, who = 0, 0, set[str]()
    for one in shown:
        columns = zip(one.points.submissions, one.points.earlier, strict=True)
        for token, earlier in columns:
            if token in tokens:
                new, changed = new + (not earlier), changed + bool(earlier)
                who.add(senders.get(token or "", ""))
    shared = next((one for one in shown if one.role == "shared" and one.points.periods), None)
    return [Figures(indicator, new, changed, tuple(sorted(who - {""})), shared)] if new or changed else []


def _moved(
    declared: Alliance, indicator: Indicator, shown: Sequence[PublishedSeries], before: Mapping[str, str]
) -> list[Moved]:
    """Verdicts that have become others; of a new series only one that judges."""
    found = []
    for one in shown:
        word, was = one.word, before.get(one.subject)
        if word is None or word == was or one.role == "comparison" or one.dimensions:
            continue
        if was is None and VERDICTS[word].tone == "uden":
            continue
        sentence = one.verdict.get("sentence")
        found.append(
            Moved(indicator, _place(declared, indicator, one), was, word, Text(**sentence) if sentence else None)
        )
    return found


def _place(declared: Alliance, indicator: Indicator, one: PublishedSeries) -> Text | None:
    if one.role == "shared":
        return None
    organisation = declared.organisation_called(one.organisation or "")
    if organisation is not None and one.area == (indicator.area or declared.area):
        return organisation.name
    return both(lambda language: place_name(one.area, language))


def _known_on(one: PublishedSeries) -> date:
    """The day on which its latest figure became known."""
    days = [
        day for day, value in zip(one.points.known_from, one.points.values, strict=True) if day and value is not None
    ]
    return date.fromisoformat(days[-1]) if days else date.min


def _files(connection: sa.Connection, ended: Sequence[Ended], state: str) -> tuple[File, ...]:
    """Those that ended so, each with the first reasons; a remedy only where it repeats nothing of the file."""
    chosen = [one for one in ended if one.state == state and is_file(one)]
    problems = read_problems(connection, [one.submission_id for one in chosen])
    found = []
    for one in chosen:
        kinds = {
            entry["code"]: entry
            for entry in problems.get(one.submission_id, [])
            if entry["severity"] == "error" and entry["code"] in PROBLEMS
        }
        first = list(kinds.values())[:_REASONS]
        found.append(
            File(
                one.organisation,
                one.filename,
                one.token,
                tuple(Text(**entry["title"]) for entry in first),
                tuple(_remedy(entry["code"]) for entry in first),
            )
        )
    return tuple(found)


def _remedy(code: str) -> Text:
    text = PROBLEMS[code].remedy
    return text if "{" not in text.da + text.en else Text("", "")
