"""What a person has said of vanished figures: withdrawn, so that they end, or still standing."""

from __future__ import annotations

from etl.deciding.consequences import publish_touched
from etl.jobs import Workroom
from store.clock import danish_day
from store.definitions import read_alliance
from store.histories import NOTHING, Held, Ruled, add_ruled, read_histories
from store.submissions import amend_report, read_submission
from store.vanished import read_vanished
from store.viewer import OPERATOR
from store.work import Work, ask_for_template


def answer_vanished(room: Workroom, piece: Work) -> None:
    """End the figures that are withdrawn, and note the answer with the submission, so that nobody is asked again."""
    assert piece.submission_id is not None
    with room.store.writing() as connection:
        now = room.clock()
        of = read_submission(connection, submission_id=piece.submission_id)
        assert of is not None
        declared = read_alliance(connection, of.alliance, OPERATOR, danish_day(now))
        assert declared is not None
        asked_about = [one.figure for one in read_vanished(connection, of)]
        chosen = piece.detail["figures"]
        wanted = None if chosen is None else {(number, period) for number, period in chosen}
        figures = [figure for figure in asked_about if wanted is None or figure in wanted]
        if not figures:
            return  # delivered again or undone meanwhile, or a worker was lost after the last step
        verdicts: list[dict[str, str]] = []
        if piece.detail["answer"] == "withdrawn":
            histories = read_histories(connection, figures)
            rows = [
                Ruled(figure, NOTHING, None, of.submission_id, "", "", _current(histories[figure]))
                for figure in figures
            ]
            add_ruled(connection, rows, now)
            verdicts = publish_touched(connection, declared, of.alliance_id, figures, now)
        decision = {
            "answer": piece.detail["answer"],
            "by": piece.asked_by,
            "at": now.isoformat(),
            "number": len(figures),
            "figures": [list(figure) for figure in figures],
            "verdicts": verdicts,
        }
        report = of.report or {}
        amend_report(connection, of.submission_id, report | {"vanished": [*report.get("vanished", []), decision]})
        ask_for_template(connection, of.alliance, of.organisation, now)


def _current(history: list[Held]) -> int:
    return next(one.observation_id for one in history if one.is_current)
