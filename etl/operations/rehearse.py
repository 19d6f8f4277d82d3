"""A rehearsal: the newest backup restored into a scratch store, counted and compared; the scratch store is removed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

from etl.operations.folder import Folder, Made
from etl.operations.restore import Refused, contents, fill_from, read_entries
from etl.operations.sealed import Damaged
from store.audit import Head, find_broken
from store.database import Store
from store.dump import Held, what_is_held
from store.fill import make_tables

SCRATCH = "fremdrift_rehearsal"  # a schema of its own, beside the tables of the store
_FOLDER = ".rehearsal-"


class Compared(NamedTuple):
    """One table as the backup says it was, and as it is in the scratch store; None: it is not there."""

    table: str
    before: Held
    after: Held | None

    @property
    def is_same(self) -> bool:
        return self.before == self.after


class Rehearsal(NamedTuple):
    """What a rehearsal found.

    Attributes:
        files: how many were read whole and found right; faults: what was wrong with others, and with the upgrade.
        purged: files that were purged since, which are missing on purpose.
    """

    made: Made
    tables: list[Compared]
    files: int
    purged: int
    faults: list[str]

    @property
    def is_good(self) -> bool:
        return not self.faults and all(one.is_same for one in self.tables)


def rehearse(made: Made, folder: Folder, live: Store, home: Path, keys: Sequence[Any], now: datetime) -> Rehearsal:
    """Restore a backup into a scratch store of the same kind as the live one, and compare all of it.

    Raises:
        etl.operations.sealed.BadKey: none of the keys opens it.
        store.database.StoreUnavailable, OSError: there is no place for a scratch store.
    """
    faults: list[str] = []
    tables: list[Compared] = []
    right = purged = 0
    try:
        _, entries = read_entries(made, folder, keys)
        with scratch(live, home) as store:
            make_tables(store, made.revision)
            filled = fill_from(made, folder, store, keys)
            tables = _compared(made, what_is_held(store, {name: one.columns for name, one in filled.items()}))
            _try(store.migrate, faults, "the tables cannot be brought to this version")
            _try(lambda: faults.extend(_broken(store, made)), faults, "the record of acts cannot be read")
    except Damaged as fault:
        faults.append(str(fault))
        entries = {}
    gone = folder.purged()
    for one in (entry for some in entries.values() for entry in some):
        if one.sha256 in gone:
            purged += 1
            continue
        try:
            for _ in contents(made, folder, one, keys):
                pass
            right += 1
        except Damaged as fault:
            faults.append(str(fault))
    found = Rehearsal(made, tables, right, purged, faults)
    folder.note_rehearsal({"backup": made.name, "at": now.isoformat(), "is_good": found.is_good})
    return found


def _broken(store: Store, made: Made) -> Iterator[str]:
    """Whether the record of acts came back whole, to the act that was the last one when the backup was made."""
    number, _, digest = made.audit_head.partition(":")
    told = [Head(int(number), digest)] if number else []
    with store.reading() as connection:
        found = find_broken(connection, told)
    if found is not None:
        yield f"the record of acts is not whole from act {found.number} on"


def _compared(made: Made, after: dict[str, Held]) -> list[Compared]:
    return [Compared(name, Held(*before), after.get(name)) for name, before in made.tables.items()]


def _try(work: Callable[[], None], faults: list[str], text: str) -> None:
    try:
        work()
    except Exception:
        faults.append(text)


@contextmanager
def scratch(live: Store, home: Path) -> Iterator[Store]:
    """An empty store of the same kind, gone afterwards: a file in a folder of the home, or a schema of the database."""
    if live.is_sqlite:
        for left in home.glob(f"{_FOLDER}*"):  # by a process that was lost
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=home))
        store = Store(f"sqlite:///{folder / 'fremdrift.db'}")
        try:
            yield store
        finally:
            store.close()
            shutil.rmtree(folder)
        return
    try:
        _schema(live, f"DROP SCHEMA IF EXISTS {SCRATCH} CASCADE", f"CREATE SCHEMA {SCRATCH}")
    except sa.exc.ProgrammingError as fault:
        raise Refused(
            f"The database's user may not make the scratch schema {SCRATCH}: GRANT CREATE ON DATABASE."
        ) from fault
    url = live.url.update_query_dict({"options": f"-csearch_path={SCRATCH}"})
    store = Store(url.render_as_string(hide_password=False))
    try:
        yield store
    finally:
        store.close()
        _schema(live, f"DROP SCHEMA IF EXISTS {SCRATCH} CASCADE")


def _schema(live: Store, *statements: str) -> None:
    with live.writing() as connection:
        for one in statements:
            connection.execute(sa.text(one))
