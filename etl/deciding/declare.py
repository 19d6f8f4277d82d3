"""A declaration that there is nothing to report becomes figures of the status N, with a submission of their own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from config.definitions import Alliance
from etl.deciding.consequences import publish_touched
from etl.jobs import Workroom
from etl.problems.findings import Findings
from etl.problems.report import make_report
from store.clock import danish_day
from store.declarations import SAID_SO, DueFigure
from store.definitions import read_alliance
from store.histories import Figure, Held, Ruled, Said, add_ruled, read_histories
from store.observations import SeriesKey, series_ids
from store.submissions import ACCEPTED, UNCHANGED, Submission, keep_content, move, read_submission
from store.viewer import OPERATOR
from store.work import Work, ask_for_template

NOTHING_TO_REPORT = Said(None, None, None, "N")


def declare(room: Workroom, piece: Work) -> None:
    """Store the declared figures. One that somebody has delivered meanwhile keeps its number."""
    assert piece.submission_id is not None
    with room.store.writing() as connection:
        now = room.clock()
        of = read_submission(connection, submission_id=piece.submission_id)
        assert of is not None
        if of.finished_at is not None:
            return  # a worker was lost after the last step: it is done
        declared = read_alliance(connection, of.alliance, OPERATOR, danish_day(now))
        assert declared is not None
        wanted = _figures(connection, declared, of, [DueFigure(*one) for one in piece.detail["figures"]])
        histories = read_histories(connection, wanted)
        rows = [_row(figure, histories[figure], of) for figure in wanted if _is_free(histories[figure])]
        add_ruled(connection, rows, now)
        taken = [one.figure for one in rows]
        keys: dict[int, list[str]] = {}
        for number, period in taken:
            keys.setdefault(number, []).append(period)
        keep_content(connection, of.submission_id, keys)
        verdicts = publish_touched(connection, declared, of.alliance_id, taken, now)
        report = _report(wanted, rows, histories, verdicts)
        outcome = ACCEPTED if rows else UNCHANGED
        move(connection, of.submission_id, ACCEPTED, 1.0, outcome=outcome, report=report, finished_at=now)
        ask_for_template(connection, of.alliance, of.organisation, now)


def _figures(
    connection: sa.Connection, declared: Alliance, of: Submission, figures: list[DueFigure]
) -> dict[Figure, SeriesKey]:
    """The stored figures that are meant; series that are new are made."""
    keys: list[tuple[SeriesKey, str]] = []
    for one in figures:
        indicator = declared.indicator(one.indicator)
        if indicator is not None:  # else it was retired between the asking and now
            area = one.area or indicator.area or declared.area
            keys.append((SeriesKey(one.indicator, of.organisation, area, one.dimensions), one.period))
    numbers = series_ids(connection, of.alliance_id, [key for key, _ in keys])
    return {(numbers[key], period): key for key, period in keys}


def _is_free(history: list[Held]) -> bool:
    """Nothing stands there, or only a projection."""
    return all(not one.is_current or one.said.status == "F" for one in history)


def _row(figure: Figure, history: list[Held], of: Submission) -> Ruled:
    replaced = next((one.observation_id for one in history if one.is_current), None)
    known = max([of.received_at, *(one.known_from for one in history)])
    return Ruled(figure, NOTHING_TO_REPORT, SAID_SO, of.submission_id, "", "", replaced, known)


def _report(
    wanted: dict[Figure, SeriesKey],
    rows: list[Ruled],
    histories: dict[Figure, list[Held]],
    verdicts: list[dict[str, str]],
) -> dict[str, Any]:
    changes = []
    for row in rows:
        key, (_, period) = wanted[row.figure], row.figure
        old = next((one.said for one in histories[row.figure] if one.is_current), None)
        changes.append(
            {
                "kind": "changed" if old else "new",
                "indicator": key.indicator,
                "area": key.area,
                "period": period,
                "old": old.value if old else None,
                "old_status": old.status if old else None,
                "new": None,
                "new_status": "N",
                "sheet": None,
                "cell": None,
            }
        )
    changed = sum(one["kind"] == "changed" for one in changes)
    counts = {"new": len(rows) - changed, "changed": changed, "unchanged": len(wanted) - len(rows), "vanished": 0}
    return make_report(Findings(), counts=counts, verdicts=verdicts) | {"changes": changes[:200]}
