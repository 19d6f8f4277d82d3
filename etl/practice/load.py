"""Bringing the practice alliance in: its partners put their files in their folders, and a refresh fetches them."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta

from config.language import COPENHAGEN
from etl.deciding.errands import undo_submission
from etl.errands import refresh_now
from etl.jobs import Workroom
from etl.practice.deliveries import WITHDRAWN, deliveries
from etl.practice.files import content_of
from etl.practice.rows import SLUG
from store.runs import Run

_FIRST_FILE = datetime(2026, 10, 26, 8, 0, tzinfo=COPENHAGEN)
_WHY = "Filen var fra et andet Ungdommens Hus (opdigtet)."


def load_practice(room: Workroom, tell: Callable[[str], None]) -> None:
    """Put the files in the inbox, fetch them, and take one delivery back.

    Raises:
        RuntimeError: a file of our own that should be accepted was not.
    """
    for number, one in enumerate(deliveries()):
        path = room.settings.inbox / SLUG / one.organisation / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_of(one))
        moment = (_FIRST_FILE + timedelta(minutes=number)).timestamp()
        os.utime(path, (moment, moment))
    run = refresh_now(room, SLUG)
    undo_submission(room, _withdrawn(run), _WHY)
    outcomes = [source.outcome for source in run.sources]
    tell(f"{SLUG}: {outcomes.count('accepted')} files accepted, {outcomes.count('rejected')} rejected, 1 withdrawn")


def _withdrawn(run: Run) -> str:
    """The submission that is to be taken back."""
    found = {source.source.rpartition("/")[2]: source for source in run.sources}
    source = found.get(WITHDRAWN)
    if source is None or source.submission is None or source.outcome != "accepted":
        told = {name: (one.outcome, one.problems[:2]) for name, one in found.items()}
        raise RuntimeError(f"the practice alliance was not brought in: {told}")
    return source.submission
