"""Many small files imported in few transactions, each file or cohort of files a savepoint of its own, opened while
those before it are brought in. All of a file or nothing, as ever; a worker that is killed leaves the files of the open
transaction undone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic

from etl.ahead import Ahead, Opened
from etl.jobs import Workroom, import_submission
from store.database import Within
from store.submissions import AWAITING, Submission

_LONGEST = 2.0  # seconds that a transaction stays open: others want to write too
_PATIENCE = 0.25  # seconds that it stays open for a file that is not read yet


class _AsksAPerson(Exception):
    """The file waits for confirmation: its report says what it would mean, so that it is imported by itself."""


@dataclass(frozen=True, slots=True)
class _Corner(Workroom):
    """A room in which one file is brought in as part of a larger transaction."""

    opened: Mapping[str, Future[Opened]] = field(default_factory=dict)

    @property
    def shows_at_once(self) -> bool:
        return False

    def open(self, submission: Submission) -> Opened:
        return self.opened[submission.token].result()


class Together:
    """Imports files one after another; whoever uses it publishes afterwards.

    Use as a context: at its end what is still open is kept.
    """

    def __init__(self, room: Workroom, ahead: Ahead) -> None:
        self._room = room
        self._ahead = ahead
        self._open = ExitStack()
        self._within: Within | None = None
        self._since = 0.0

    def __enter__(self) -> Together:
        return self

    def __exit__(self, *fault: object) -> None:
        self._within = None
        self._open.__exit__(*fault)  # type: ignore[arg-type]

    @contextmanager
    def part(self) -> Iterator[Workroom]:
        """A room whose transactions are parts of the open one."""
        if self._within is not None and monotonic() - self._since > _LONGEST:
            self.keep()
        if self._within is None:
            self._within = Within(self._room.store, self._open.enter_context(self._room.store.writing()))
            self._since = monotonic()
        room = self._room
        yield _Corner(self._within, room.files, room.settings, room.clock, self._ahead.opened)

    def keep(self) -> None:
        """End the open transaction."""
        self._within = None
        self._open.close()

    def wait_for(self, submission: Submission) -> Opened | None:
        """What stands in a file that is being opened; None where it could not even be tried."""
        opened = self._ahead.opened[submission.token]
        try:
            opened.exception(_PATIENCE)
        except NotYet:  # a hard one: nobody else waits for it
            self.keep()
        return None if opened.exception() else opened.result()

    def run(self, submission: Submission) -> Submission:
        """Import a file that has been opened.

        Raises:
            Exception: whatever went wrong; nothing of the file is stored.
        """
        self.wait_for(submission)
        try:
            with self.part() as room, room.store.writing():
                done = import_submission(room, submission.submission_id)
                if done.outcome == AWAITING:
                    raise _AsksAPerson
                return done
        except _AsksAPerson:
            self.keep()
            return import_submission(self._room, submission.submission_id)
