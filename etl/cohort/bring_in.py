"""A cohort brought in: many small files of which there is nothing to tell, in one transaction. All of them, or none."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from etl.cohort.compare import compare_cohort
from etl.cohort.keep import Kept, keep
from etl.cohort.order import Waiting
from etl.workroom import Workroom


def bring_in(room: Workroom, connection: sa.Connection, waiting: Waiting, numbers: Sequence[int]) -> list[Kept]:
    """Import these files as one. A file that turns out to need a second look, and whatever comes after it in its
    organisation, stays in its queue; it is no longer taken for clean.
    """
    chosen = list(numbers)
    while len(chosen) > 1:
        held = [waiting.clean[number] for number in chosen]
        group = held[0].group
        trial = connection.begin_nested()
        compared = compare_cohort(connection, group.of, [one.place for one in held], group.series, group.declared)
        if not compared.leave:
            moment = max([room.clock(), *(one.submission.received_at for one in group.of.files)])
            kept = keep(connection, group.of, compared, moment)
            trial.commit()
            return kept
        trial.rollback()
        for number in [number for number, one in zip(chosen, held, strict=True) if one.place in compared.leave]:
            del waiting.clean[number]
        still = set(waiting.cohort())
        chosen = [number for number in chosen if number in still]
    return []
