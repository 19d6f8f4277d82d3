"""What a purge takes out of the store: every vintage that a file brought, and all that was made from them.

The one place where figures, verdicts and publications are deleted: for personal data that were delivered by mistake.
What ends a figure (`GONE`) stays, for it holds no value and tells later readers that an earlier vintage stood no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from config.layout import Layout
from store.blotting import BLOT, BLOTTED, TAKEN_AWAY, TOLD, blot_out, count_texts
from store.judged import raise_versions
from store.observations import GONE
from store.schema import (
    frozen_forecast,
    indicator,
    layout,
    mapping,
    meeting_note,
    observation_table,
    provenance,
    publication,
    published,
    run_source,
    series,
    snapshot,
    source_file,
    submission,
    submission_content,
    work,
)
from store.submissions import DECLARATION, REJECTED, UPLOAD, Submission, read_where

PURGED = "purged"  # in the place of a source's name
_AT_ONCE = 500
_USUAL = "outlier"  # the problem that tells what earlier figures were like
_KEPT_OF_A_VERDICT = ("verdict", "method", "assessed_on")


class Stood(NamedTuple):
    """A value of a purged file: of which indicator and period, and from when to when it stood; None: to this day."""

    indicator_id: int
    period: str
    since: datetime
    until: datetime | None

    def covers(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


def find_by_bytes(connection: sa.Connection, sha256: str) -> list[Submission]:
    """Every submission of these bytes, whoever sent them, oldest first."""
    found = read_where(connection, submission.c.sha256 == sha256)
    return sorted(found, key=lambda one: one.submission_id)


def read_stood(connection: sa.Connection, numbers: Collection[int]) -> list[Stood]:
    """Every value that these submissions brought."""
    query = (
        sa.select(
            series.c.indicator_id,
            observation_table.c.period,
            provenance.c.recorded_at,
            observation_table.c.superseded_at,
        )
        .join_from(observation_table, provenance, provenance.c.provenance_id == observation_table.c.provenance_id)
        .join(series, series.c.series_id == observation_table.c.series_id)
        .where(provenance.c.submission_id.in_(numbers), observation_table.c.status != GONE)
    )
    return [Stood(*row) for row in connection.execute(query)]


def erase(
    connection: sa.Connection, purged: Sequence[Submission], stood: Sequence[Stood], report: dict[str, Any]
) -> list[str]:
    """Take all of it out. The submissions must have been undone; `report` is what is left to say of each.

    Returns:
        the tokens of other files whose marked copies must go, since they may tell a value.
    """
    numbers = [one.submission_id for one in purged]
    raise_versions(connection, _series_of(connection, numbers))  # what was made of them no longer holds
    _erase_vintages(connection, numbers)
    _erase_made(connection, snapshot, stood, _told_by_points)
    _erase_made(connection, frozen_forecast, stood, lambda row: {one[0] for one in row.points})
    _erase_made(connection, publication, stood, lambda row: {row.period})
    _forget_seen(connection, stood)
    copies = _forget_told(connection, purged, stood)
    shown = sa.delete(published).where(published.c.indicator_id.in_({one.indicator_id for one in stood}))
    connection.execute(shown)  # made anew at once
    _forget_layouts(connection, purged)
    for table in (submission_content, mapping):
        connection.execute(sa.delete(table).where(table.c.submission_id.in_(numbers)))
    nothing: dict[str, Any] = {"counts": {}, "problems": []}
    is_told = run_source.c.submission_id.in_(numbers)
    connection.execute(sa.update(run_source).where(is_told).values(source=PURGED, report=nothing))
    is_done = sa.and_(work.c.submission_id.in_(numbers), work.c.finished_at.is_not(None))
    connection.execute(sa.update(work).where(is_done).values(detail=None))
    for one in purged:
        seen = sa.and_(source_file.c.organisation_id == one.organisation_id, source_file.c.sha256 == one.sha256)
        connection.execute(sa.delete(source_file).where(seen))
        left = {"source": one.source if one.source in (UPLOAD, DECLARATION) else PURGED, "filename": BLOT, "note": None}
        ended = {"state": REJECTED, "outcome": REJECTED, "report": report}
        is_it = submission.c.submission_id == one.submission_id
        connection.execute(sa.update(submission).where(is_it).values(**left, **ended))
    return copies


def blot_texts(connection: sa.Connection, purged: Sequence[Submission], texts: Collection[str]) -> dict[str, Any]:
    """What other rows say of the files by name, and these texts wherever they stand; after all else was erased.

    A name that another file bears as well stays: it tells nothing that is not told of that one.

    Args:
        purged: as they were read before they were erased.

    Returns:
        `blotted` and `left`, how many rows of which columns: the latter cannot be changed here.
    """
    named = {one.filename for one in purged if one.filename != BLOT}
    borne = sa.select(submission.c.filename).where(submission.c.filename.in_(named))
    sought = {*texts, *(named - set(connection.execute(borne).scalars()))}
    blotted = blot_out(connection, sought)
    return {"blotted": blotted, "left": count_texts(connection, sought, BLOTTED | TAKEN_AWAY | TOLD.keys())}


def _forget_layouts(connection: sa.Connection, purged: Sequence[Submission]) -> None:
    """Layouts that were remembered from these files hold their headings and words."""
    for one in purged:
        query = sa.select(mapping.c.look).where(mapping.c.submission_id == one.submission_id)
        look = connection.execute(query).scalar()
        if not look or "layout" not in look:
            continue
        chosen = Layout.model_validate(look["layout"])
        kept = sa.select(layout.c.layout_id, layout.c.document).where(layout.c.organisation_id == one.organisation_id)
        made = [number for number, told in connection.execute(kept) if Layout.model_validate(told) == chosen]
        connection.execute(sa.delete(layout).where(layout.c.layout_id.in_(made)))


def _series_of(connection: sa.Connection, numbers: Sequence[int]) -> list[int]:
    query = (
        sa.select(observation_table.c.series_id)
        .distinct()
        .join(provenance, provenance.c.provenance_id == observation_table.c.provenance_id)
        .where(provenance.c.submission_id.in_(numbers))
    )
    return list(connection.execute(query).scalars())


def _erase_vintages(connection: sa.Connection, numbers: Sequence[int]) -> None:
    ours = sa.select(provenance.c.provenance_id).where(provenance.c.submission_id.in_(numbers))
    is_ours = observation_table.c.provenance_id.in_(ours)
    connection.execute(sa.delete(observation_table).where(is_ours, observation_table.c.status != GONE))
    used = sa.select(observation_table.c.provenance_id).where(
        observation_table.c.provenance_id == provenance.c.provenance_id
    )
    connection.execute(sa.delete(provenance).where(provenance.c.submission_id.in_(numbers), ~used.exists()))
    is_left = provenance.c.submission_id.in_(numbers)
    connection.execute(sa.update(provenance).where(is_left).values(sheet="", source=None))


def _told_by_points(row: Any) -> set[str]:
    points = [*(row.inputs.get("points") or ()), *(row.inputs.get("forecast_points") or ())]
    return {one["period"] for one in points if one["value"] is not None}


def _erase_made(connection: sa.Connection, table: sa.Table, stood: Sequence[Stood], periods_of: Any) -> None:
    """Delete what was made of these indicators from a period while the purged value stood."""
    key = next(iter(table.primary_key.columns))
    found = [
        row._mapping[key.name]
        for row in _rows_of(connection, table, stood)
        if _is_touched(row.indicator_id, row.recorded_at, periods_of(row), stood)
    ]
    for start in range(0, len(found), _AT_ONCE):
        connection.execute(sa.delete(table).where(key.in_(found[start : start + _AT_ONCE])))


def _forget_seen(connection: sa.Connection, stood: Sequence[Stood]) -> None:
    """Notes of meetings keep their words; the figures that stood on the page then are taken out."""
    for row in _rows_of(connection, meeting_note, stood):
        if not _is_touched(row.indicator_id, row.recorded_at, set(row.seen.get("periods", ())), stood):
            continue
        told = row.seen["verdict"]
        seen = {"verdict": {name: told.get(name) for name in _KEPT_OF_A_VERDICT}, "periods": []}
        is_it = meeting_note.c.meeting_note_id == row.meeting_note_id
        connection.execute(sa.update(meeting_note).where(is_it).values(seen=seen))


def _forget_told(connection: sa.Connection, purged: Sequence[Submission], stood: Sequence[Stood]) -> list[str]:
    """Reports of other files tell what they corrected, and which verdicts moved: what speaks of the values goes."""
    if not stood:
        return []
    numbers = {one.indicator_id for one in stood}
    named = sa.select(indicator.c.indicator_id, indicator.c.code).where(indicator.c.indicator_id.in_(numbers))
    codes: dict[int, str] = {row[0]: row[1] for row in connection.execute(named)}
    figures = {(codes[one.indicator_id], one.period) for one in stood}
    query = sa.select(submission.c.submission_id, submission.c.token, submission.c.report).where(
        submission.c.alliance_id.in_({one.alliance_id for one in purged}),
        submission.c.finished_at >= min(one.since for one in stood),
        submission.c.submission_id.not_in([one.submission_id for one in purged]),
    )
    copies = []
    for number, token, report in connection.execute(query).all():
        left = _without(report or {}, figures, set(codes.values()))
        if _told_what_is_usual(left):
            left = left | {"annotated": None, "problems": [_telling_nothing(one) for one in left["problems"]]}
            copies.append(token)
        if left != (report or {}):
            is_it = submission.c.submission_id == number
            connection.execute(sa.update(submission).where(is_it).values(report=left))
    return copies


def _told_what_is_usual(report: dict[str, Any]) -> bool:
    return any(one["code"] == _USUAL for one in report.get("problems", []))


def _telling_nothing(one: dict[str, Any]) -> dict[str, Any]:
    return one | {"expected": {"da": "–", "en": "–"}} if one["code"] == _USUAL else one


def _without(report: dict[str, Any], figures: set[tuple[str, str]], codes: set[str]) -> dict[str, Any]:
    left = dict(report)
    if "changes" in left:
        left["changes"] = [one for one in left["changes"] if (one["indicator"], one["period"]) not in figures]
    if "verdicts" in left:
        left["verdicts"] = [one for one in left["verdicts"] if one["indicator"] not in codes]
    if left.get("withdrawn"):
        left["withdrawn"] = _without(left["withdrawn"], figures, codes)
    return left


def _rows_of(connection: sa.Connection, table: sa.Table, stood: Sequence[Stood]) -> Iterator[Any]:
    if not stood:
        return
    query = sa.select(table).where(
        table.c.indicator_id.in_({one.indicator_id for one in stood}),
        table.c.recorded_at >= min(one.since for one in stood),
    )
    yield from connection.execute(query).all()


def _is_touched(indicator_id: int, moment: datetime, periods: set[str], stood: Sequence[Stood]) -> bool:
    return any(one.indicator_id == indicator_id and one.period in periods and one.covers(moment) for one in stood)
