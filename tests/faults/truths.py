"""What a store says, in a form in which two of them can be compared, and what must hold of it whatever has happened."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from store.database import Store
from store.schema import (
    indicator,
    observation,
    organisation,
    published,
    run,
    run_source,
    series,
    submission,
    submission_content,
    work,
)
from store.submissions import Keys, read_content

Said = dict[str, Any]


def figures(store: Store) -> dict[tuple[str, ...], list[tuple[Any, ...]]]:
    """By what tells a figure apart its vintages in the order in which they were stored: what it was, when, and where it
    stood.
    """
    o = observation.c
    query = (
        sa.select(
            indicator.c.code,
            organisation.c.slug,
            series.c.area,
            series.c.dimensions,
            o.period,
            o.value,
            o.status,
            o.known_from,
            o.superseded_at.is_(None),
            submission.c.source,
            submission.c.sha256,
            o.sheet,
            o.cell,
        )
        .join_from(observation, series, series.c.series_id == o.series_id)
        .join(indicator, indicator.c.indicator_id == series.c.indicator_id)
        .join(organisation, organisation.c.organisation_id == series.c.organisation_id)
        .join(submission, submission.c.submission_id == o.submission_id)
        .order_by(o.known_from, o.recorded_at, o.observation_id)
    )
    held: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    with store.reading() as connection:
        for row in connection.execute(query):
            held.setdefault(tuple(row[:5]), []).append(tuple(row[5:]))
    return held


def shown(store: Store) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What pages read, with its verdict; by indicator and subject. Left out are the submissions' tokens, which are
    drawn, and the day inside a verdict: where a new day changes nothing, only the row's own moves on.
    """
    query = sa.select(
        indicator.c.code, published.c.subject, published.c.role, published.c.points, published.c.verdict,
        published.c.assessed_on,
    ).join(indicator, indicator.c.indicator_id == published.c.indicator_id)  # fmt: skip
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return {
        (code, subject): (role, _without(points, "submissions"), _without(verdict, "assessed_on"), day)
        for code, subject, role, points, verdict, day in rows
    }


def _without(document: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in document.items() if key != name}


def handed_in(store: Store) -> Counter[tuple[Any, ...]]:
    """Every submission: whose, its file and what became of it."""
    query = sa.select(
        organisation.c.slug, submission.c.source, submission.c.sha256, submission.c.state, submission.c.outcome,
        submission.c.report,
    ).join(organisation, organisation.c.organisation_id == submission.c.organisation_id)  # fmt: skip
    with store.reading() as connection:
        return Counter(
            (*row[:5], tuple(sorted(((row[5] or {}).get("counts") or {}).items()))) for row in connection.execute(query)
        )


def outcome_of(store: Store, number: int) -> str | None:
    """What became of a submission."""
    with store.reading() as connection:
        return connection.execute(sa.select(submission.c.outcome).where(submission.c.submission_id == number)).scalar()


def sources_of_runs(store: Store) -> dict[Any, Counter[tuple[str, str]]]:
    """By the scheduled time of each run its sources, and how often each is told of."""
    query = sa.select(run.c.scheduled_for, run_source.c.organisation, run_source.c.source).join_from(
        run, run_source, run_source.c.run_id == run.c.run_id, isouter=True
    )
    found: dict[Any, Counter[tuple[str, str]]] = {}
    with store.reading() as connection:
        for when, who, source in connection.execute(query):
            held = found.setdefault(when, Counter())
            if source is not None:
                held[who, source] += 1
    return found


def said(store: Store) -> Said:
    """All that must be the same, whatever happened on the way."""
    return {
        "figures": figures(store),
        "shown": shown(store),
        "handed in": handed_in(store),
        "runs": sources_of_runs(store),
    }


def nothing_is_half(store: Store) -> None:
    """At any moment: of each file everything is in or nothing; each figure has one current vintage; runs come once."""
    o = observation.c
    with store.reading() as connection:
        of_file = sa.select(o.submission_id, sa.func.count()).group_by(o.submission_id)
        stored = {row[0]: row[1] for row in connection.execute(of_file)}
        files = connection.execute(
            sa.select(submission.c.submission_id, submission.c.state, submission.c.outcome, submission.c.report)
        ).all()
        held: dict[int, Keys] = {number: read_content(connection, number) for number, *_ in files}
        contents = connection.execute(sa.select(sa.func.count()).select_from(submission_content)).scalar()
        scheduled = [row[0] for row in connection.execute(sa.select(run.c.scheduled_for)) if row[0] is not None]
    for number, state, outcome, report in files:
        counts = (report or {}).get("counts") or {}
        news = counts.get("new", 0) + counts.get("changed", 0)
        if state == "accepted":
            assert outcome in ("accepted", "unchanged"), (number, state, outcome)
            assert stored.get(number, 0) == news, (
                f"submission {number} says {counts}, {stored.get(number, 0)} are stored"
            )
            told = sum(map(len, held[number].values()))
            assert told >= news, f"submission {number} holds {told} figures, {news} are news"
        else:
            assert number not in stored, (
                f"submission {number} is {state}, and {stored[number]} figures of it are stored"
            )
            assert not held[number], f"submission {number} is {state}, and what it held is remembered"
    assert contents == sum(state == "accepted" for _, state, *_ in files)
    assert len(scheduled) == len(set(scheduled))
    for key, vintages in figures(store).items():
        assert sum(one[3] for one in vintages) <= 1, f"{key} has two current figures"


def nothing_is_left(store: Store) -> None:
    """When the worker has nothing to do: no file, no piece of work and no run waits for ever."""
    with store.reading() as connection:
        unfinished = connection.execute(
            sa.select(submission.c.submission_id, submission.c.source, submission.c.state).where(
                submission.c.finished_at.is_(None)
            )
        ).all()
        waiting = connection.execute(sa.select(work.c.work_id, work.c.kind).where(work.c.finished_at.is_(None))).all()
        runs = connection.execute(sa.select(run.c.run_id).where(run.c.finished_at.is_(None))).all()
    assert not unfinished, f"half a submission: {unfinished}"
    assert not waiting, waiting
    assert not runs, runs


def bytes_of_nobody(store: Store, files: Path) -> list[str]:
    """Names of files in our storage that no submission points at."""
    with store.reading() as connection:
        tokens = {row[0] for row in connection.execute(sa.select(submission.c.token))}
    return [path.name for path in files.iterdir() if path.name.split(".")[0] not in tokens]


def _told(value: Any) -> str:
    return str(value)[:2000]


def assert_same(one: Said, other: Said) -> None:
    """Both stores say the same; else where they first differ."""
    for part, held in other.items():
        if one[part] == held:
            continue
        keys = sorted({*one[part], *held}, key=repr)
        different = [key for key in keys if one[part].get(key) != held.get(key)]
        first = different[0]
        raise AssertionError(
            f"{part}: {len(different)} of {len(keys)} differ, first {first}:\n"
            f"  is     {_told(one[part].get(first))}\n  should {_told(held.get(first))}"
        )
