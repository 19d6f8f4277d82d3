"""What every job of the worker needs at hand."""

from __future__ import annotations

from dataclasses import dataclass

from config.settings import Settings
from etl.extract import extract
from etl.opening.cells import Workbook
from etl.opening.limits import Limits
from etl.problems.problem import Problem
from store.clock import Clock, system_clock
from store.database import Store
from store.files import Files
from store.submissions import Submission


@dataclass(frozen=True, slots=True)
class Workroom:
    """What every job needs at hand."""

    store: Store
    files: Files
    settings: Settings
    clock: Clock

    @property
    def limits(self) -> Limits:
        return Limits(max_rows=self.settings.max_rows, max_unpacked_mb=self.settings.max_unpacked_mb)

    @property
    def shows_at_once(self) -> bool:
        """Whether each file is assessed and published by itself, or all of them together when they are in."""
        return True

    def open(self, submission: Submission) -> Workbook | list[Problem]:
        """The cells of a received file, or why it cannot be taken."""
        return extract(self.files.path_of(submission.token), submission.filename, self.limits)


def open_room(settings: Settings) -> Workroom:
    """Everything at hand. An empty store gets its tables; earlier ones are changed only where the operator says so.

    Raises:
        store.database.StoreUnavailable: if the database does not answer, or its tables are of another version.
    """
    store = Store(settings.database_url)
    try:
        if settings.migrates_on_start or store.version() is None:
            store.migrate()
        else:
            store.check()
    except BaseException:
        store.close()
        raise
    return Workroom(store, Files(settings.files), settings, system_clock)
