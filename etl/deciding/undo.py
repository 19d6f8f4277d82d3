"""One submission is undone, without touching those that came later; every step is a vintage."""

from __future__ import annotations

from typing import Any

from etl.deciding.consequences import publish_touched
from etl.deciding.read_again import reading_again
from etl.jobs import Workroom
from store.clock import danish_day
from store.decisions import CAN_BE_UNDONE
from store.definitions import read_alliance
from store.histories import add_ruled
from store.submissions import ACCEPTED, WITHDRAWN, move, read_submission
from store.undoing import undoing
from store.viewer import OPERATOR
from store.work import Work, ask_for_template


def undo(room: Workroom, piece: Work) -> None:
    """Take back what a submission brought: what was current before it is current again, or the figure ends.

    One that has been undone already is left alone: a worker was lost after the last step.
    """
    assert piece.submission_id is not None
    with room.store.reading() as connection:
        undone = read_submission(connection, submission_id=piece.submission_id)
        assert undone is not None
        declared = read_alliance(connection, undone.alliance, OPERATOR, danish_day(room.clock()))
    assert declared is not None
    if undone.finished_at is not None and undone.state not in CAN_BE_UNDONE:
        return
    with room.store.reading() as connection:  # files are read here: it may take a while, and holds up nobody
        result = undoing(connection, undone, reading_again(room, declared))
    with room.store.writing() as connection:
        now = room.clock()
        add_ruled(connection, result.rows, now)
        figures = [one.figure for one in result.rows]
        verdicts = publish_touched(connection, declared, undone.alliance_id, figures, now)
        withdrawn: dict[str, Any] = {
            "by": piece.asked_by,
            "at": now.isoformat(),
            "reason": piece.detail.get("reason"),
            "counts": result.counts,
            "verdicts": verdicts,
            "unread": result.unread,
        }
        report = (undone.report or {}) | {"withdrawn": withdrawn}
        ended = undone.finished_at or now
        move(connection, undone.submission_id, WITHDRAWN, 1.0, report=report, finished_at=ended)
        if undone.state == ACCEPTED:
            ask_for_template(connection, undone.alliance, undone.organisation, now)
