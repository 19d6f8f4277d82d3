"""Bringing the practice alliance in: its partners put their files in their folders, and a refresh fetches them."""

from __future__ import annotations

import hashlib
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
from store.addressed import addressed
from store.submissions import ACCEPTED, Submission, read_of_bytes
from store.submissions import WITHDRAWN as WITHDRAWN_STATE

_FIRST_FILE = datetime(2026, 10, 26, 8, 0, tzinfo=COPENHAGEN)
_WHY = "Filen var fra et andet Ungdommens Hus (opdigtet)."


def load_practice(room: Workroom, tell: Callable[[str], None]) -> None:
    """Put the files in the inbox, fetch them, and take one delivery back; done once, it changes nothing any more.

    Raises:
        RuntimeError: a file of our own that should be accepted was not.
    """
    contents = {one.name: (one.organisation, content_of(one)) for one in deliveries()}
    try:
        found = _submission(room, *contents[WITHDRAWN])
    except LookupError:
        return  # retired by somebody who practises
    if found is not None and found.state == WITHDRAWN_STATE:
        return  # the last step has been taken; whoever practises may since have done anything else
    for number, (name, (organisation, content)) in enumerate(contents.items()):
        path = room.settings.inbox / SLUG / organisation / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        moment = (_FIRST_FILE + timedelta(minutes=number)).timestamp()
        os.utime(path, (moment, moment))
    run = refresh_now(room, SLUG)
    found = _submission(room, *contents[WITHDRAWN])
    if found is None or found.state != ACCEPTED:
        told = {source.source: (source.outcome, source.problems[:2]) for source in run.sources}
        raise RuntimeError(f"the practice alliance was not brought in: {told}")
    undo_submission(room, found.token, _WHY)
    outcomes = [source.outcome for source in run.sources]
    tell(f"{SLUG}: {outcomes.count('accepted')} files accepted, {outcomes.count('rejected')} rejected, 1 withdrawn")


def _submission(room: Workroom, organisation: str, content: bytes) -> Submission | None:
    with room.store.reading() as connection:
        ((_, organisation_id),) = addressed(connection, [(SLUG, organisation)]).values()
        return read_of_bytes(connection, organisation_id, hashlib.sha256(content).hexdigest())
