"""A backup is of one moment, goes back whole or not at all, and its rehearsal cannot be fooled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.errands import submit
from etl.operations.backup import Taken, take, thin
from etl.operations.folder import Busy, Folder, Made
from etl.operations.nightly import every_night, next_due
from etl.operations.rehearse import Rehearsal, rehearse
from etl.operations.restore import Refused, Restored, restore
from etl.operations.sealed import BadKey, Damaged, Lock, read_keys, read_lock, write_new_key
from store.database import Store
from store.dump import what_is_held
from store.files import Files
from store.schema import alliance, snapshot, submission, work
from store.submissions import RECEIVED, move
from tests.conftest import SERVER
from tests.rooms import NOW, House
from tests.servers.postgres import fresh_database

ROWS = [["antal", None, 2021, 95, None], ["antal", None, 2022, 90.5, None]]


@pytest.fixture
def full(house: House) -> House:
    """On each database: two accepted files, one with a marked copy, a corrected figure, a definition."""
    return _fill(house)


@pytest.fixture
def full_sqlite(sqlite_house: House) -> House:
    """The same on SQLite, for what does not concern the store."""
    return _fill(sqlite_house)


def _fill(house: House) -> House:
    first = submit(house.room, house.workbook(ROWS), "proeve", "sekretariat")
    house.clock.forward(days=1)
    submit(house.room, house.workbook([["antal", None, 2021, 94, None]]), "proeve", "sekretariat", confirmed=True)
    (token,) = {one.stem for one in house.room.files.folder.glob("*.bin")} - {first.token}
    house.room.files.annotated_path_of(token).write_bytes(b"marked")
    (_config(house) / "alliances").mkdir(parents=True)
    (_config(house) / "alliances" / "proeve.yaml").write_text("slug: proeve\n", encoding="utf-8")
    house.clock.forward(days=1)
    return house


@pytest.fixture
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """Makes empty stores, on either database."""
    made: list[Any] = []

    def _make(kind: str) -> Store:
        if kind == "sqlite":
            made.append(Store(f"sqlite:///{tmp_path}/other-{len(made)}.db"))
        else:
            database = fresh_database(os.environ[SERVER], "restored")
            request.addfinalizer(lambda: database.__exit__(None, None, None))
            made.append(Store(database.__enter__()))
        return made[-1]

    yield _make
    for one in made:
        one.close()


def _config(house: House) -> Path:
    return house.folder / "declared"


def _folder(house: House) -> Folder:
    return Folder(house.folder / "backups")


def _lock(house: House) -> tuple[Lock | None, list[Any]]:
    path = house.folder / "key"
    if not path.exists():
        write_new_key(path)
    public = path.read_text().split()[3]
    return read_lock(public), read_keys(path)


def backed_up(house: House, lock: Lock | None = None) -> Taken:
    house.clock.forward(minutes=1)
    return take(house.store, house.room.files, _config(house), _folder(house), lock, house.clock())


def rehearsed(house: House, made: Made) -> Rehearsal:
    return rehearse(made, _folder(house), house.store, house.folder, [], house.clock())


def restored(house: House, taken: Taken, store: Store, keys: Any = ()) -> Restored:
    home = house.folder / "other"
    return restore(
        taken.made, _folder(house), store, home / "files", home / "config", keys, house.clock(), lambda _: None
    )


@pytest.mark.parametrize(("kind", "is_locked"), [("sqlite", False), ("postgresql", True)])
def test_what_was_backed_up_is_what_is_restored_on_either_database(
    full: House, other: Any, kind: str, is_locked: bool
) -> None:
    lock, keys = _lock(full) if is_locked else (None, [])
    taken = backed_up(full, lock)
    target = other(kind)
    done = restored(full, taken, target, keys)
    assert what_is_held(target) == what_is_held(full.store)  # no letter waits in it
    assert (done.files, done.definitions, taken.made.lacking, taken.changed) == (3, 1, 0, [])
    for path in full.room.files.folder.iterdir():
        assert (full.folder / "other/files" / path.name).read_bytes() == path.read_bytes()
    assert (full.folder / "other/config/alliances/proeve.yaml").read_text() == "slug: proeve\n"
    room = replace(full.room, store=target, files=Files(full.folder / "other/files"))
    more = submit(room, full.workbook([["antal", None, 2023, 80, None]]), "proeve", "sekretariat", confirmed=True)
    assert more.outcome == "accepted"  # new rows are numbered after those that came
    secret = b"AGE-SECRET" if is_locked else b"nothing"
    assert all(secret not in one.read_bytes() for one in (full.folder / "backups").rglob("*") if one.is_file())


def test_it_is_of_one_moment_though_figures_come_in_meanwhile(full: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole submission is brought in between two tables: none of it may be in the backup."""
    from etl.operations import backup

    before = what_is_held(full.store)
    real, came = backup.lines, []

    def disturbed(*words: Any) -> Iterator[bytes]:
        for line in real(*words):
            yield line
            if not came:
                came.append(submit(full.room, full.workbook([["antal", None, 2024, 71, None]]), "proeve", "partner"))

    monkeypatch.setattr(backup, "lines", disturbed)
    taken = backed_up(full)
    assert came[0].outcome == "accepted"
    assert taken.made.tables == {name: (one.rows, one.sha256) for name, one in before.items()}
    assert what_is_held(full.store) != before
    assert not list((full.folder / "backups/kept").rglob(f"{came[0].sha256}*"))  # its file came too late as well


def test_nobody_waits_while_it_is_made(full_sqlite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process writes while the rows are read; here another connection, which would wait for a minute."""
    from etl.operations import backup

    written = []

    def writing(*words: Any) -> Iterator[bytes]:
        with full_sqlite.store.writing() as other:
            written.append(other.execute(sa.update(work).values(asked_by="another")).rowcount)
        return real(*words)

    real = backup.lines
    monkeypatch.setattr(backup, "lines", writing)
    backed_up(full_sqlite)
    assert written[0] > 0


def test_a_file_that_is_still_checked_stays_out(full_sqlite: House) -> None:
    """It may turn out to hold personal data, and then it must be nowhere."""
    with full_sqlite.store.writing() as connection:
        token, number, sha = connection.execute(
            sa.select(submission.c.token, submission.c.submission_id, submission.c.sha256).limit(1)
        ).one()
        move(connection, number, RECEIVED, 0.0, finished_at=None)
    taken = backed_up(full_sqlite)
    assert taken.made.files == 3
    assert full_sqlite.room.files.path_of(token).exists()
    assert not list((full_sqlite.folder / "backups/kept").rglob(f"{sha}*"))


def test_files_are_kept_once_for_all_backups_and_go_with_the_last(full_sqlite: House) -> None:
    first = backed_up(full_sqlite)
    second = backed_up(full_sqlite)
    assert (first.new, second.new) == (4, 0)
    submit(full_sqlite.room, full_sqlite.workbook([["antal", None, 2024, 70, None]]), "proeve", "sekretariat")
    third = backed_up(full_sqlite)
    assert third.new == 1
    assert [one.name for one in thin(_folder(full_sqlite), 2)] == [first.made.name]
    assert len(list((full_sqlite.folder / "backups/kept").rglob("*.zst"))) == 5
    assert [one.name for one in _folder(full_sqlite).all()] == [third.made.name, second.made.name]
    assert rehearse(
        third.made, _folder(full_sqlite), full_sqlite.store, full_sqlite.folder, [], full_sqlite.clock()
    ).is_good


def test_a_rehearsal_compares_all_and_leaves_nothing_behind(full: House) -> None:
    taken = backed_up(full)
    before = what_is_held(full.store)
    found = rehearsed(full, taken.made)
    assert found.is_good
    assert found.files == 4
    assert {one.table: one.before.rows for one in found.tables} == {name: one.rows for name, one in before.items()}
    assert what_is_held(full.store) == before
    assert not list(full.folder.glob(".rehearsal-*"))
    if not full.store.is_sqlite:
        with full.store.reading() as connection:
            assert "fremdrift_rehearsal" not in sa.inspect(connection).get_schema_names()
    assert _folder(full).last_rehearsal() == {
        "backup": taken.made.name,
        "at": full.clock().isoformat(),
        "is_good": True,
    }


def _flip(path: Path) -> None:
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize(
    ("harm", "what", "is_locked"),
    [
        (_flip, "*/store.zst*", False),
        (_cut, "*/store.zst*", False),
        (_flip, "*/store.zst*", True),
        (_cut, "*/store.zst*", True),
        (Path.unlink, "*/store.zst*", False),
        (_flip, "kept/*/*", False),
        (_flip, "kept/*/*", True),
        (Path.unlink, "kept/*/*", True),
    ],
)
def test_damage_is_found_and_nothing_is_half_restored(
    sqlite_house: House, harm: Any, what: str, is_locked: bool, tmp_path: Path
) -> None:
    submit(sqlite_house.room, sqlite_house.workbook(ROWS), "proeve", "sekretariat")
    lock, keys = _lock(sqlite_house) if is_locked else (None, [])
    taken, folder = backed_up(sqlite_house, lock), _folder(sqlite_house)
    harm(next(folder.path.glob(what)))
    assert not rehearse(taken.made, folder, sqlite_house.store, tmp_path, keys, sqlite_house.clock()).is_good
    target = Store(f"sqlite:///{tmp_path}/target.db")
    with pytest.raises(Damaged) as told:
        restored(sqlite_house, taken, target, keys)
    assert str(tmp_path) not in str(told.value)
    if target.version() is not None:
        assert all(one.rows == 0 for one in what_is_held(target).values())
    target.close()


def test_a_row_that_changed_on_the_way_back_is_told(full_sqlite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rehearsal is for: the rows are as many, and one figure is another."""
    from etl.operations import rehearse as rehearsing

    real = rehearsing.fill_from

    def altered(made: Any, folder: Any, store: Store, keys: Any) -> Any:
        filled = real(made, folder, store, keys)
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE observation SET value = 90.6 WHERE value = 90.5")
        return filled

    monkeypatch.setattr(rehearsing, "fill_from", altered)
    found = rehearse(
        backed_up(full_sqlite).made,
        _folder(full_sqlite),
        full_sqlite.store,
        full_sqlite.folder,
        [],
        full_sqlite.clock(),
    )
    assert [one.table for one in found.tables if not one.is_same] == ["observation"]
    assert not found.is_good


def test_nothing_is_overwritten(full_sqlite: House, other: Any) -> None:
    taken = backed_up(full_sqlite)
    with pytest.raises(Refused, match="not empty"):
        restored(full_sqlite, taken, full_sqlite.store)
    home = full_sqlite.folder / "other"
    (home / "config/alliances").mkdir(parents=True)
    (home / "config/alliances/proeve.yaml").write_text("slug: another\n")
    target = other("sqlite")
    with pytest.raises(Refused, match="FREMDRIFT_CONFIG"):
        restored(full_sqlite, taken, target)
    assert target.version() is None
    shutil.rmtree(home / "config")
    assert restored(full_sqlite, taken, target).files == 3  # files that are the same: it goes on
    with pytest.raises(Refused, match="not empty"):
        restored(full_sqlite, taken, target)


def test_a_store_that_only_has_its_tables_is_empty(full_sqlite: House, other: Any) -> None:
    target = other("sqlite" if full_sqlite.store.is_sqlite else "postgresql")
    target.migrate()
    restored(full_sqlite, backed_up(full_sqlite), target)
    assert what_is_held(target) == what_is_held(full_sqlite.store)


def test_a_backup_of_an_earlier_version_comes_to_this_one(tmp_path: Path) -> None:
    """Its tables are made as they were, filled, compared, and only then brought to this version."""
    old = Store(f"sqlite:///{tmp_path}/old.db")
    old.migrate("0007")
    with old.writing() as connection:
        connection.exec_driver_sql("INSERT INTO alliance VALUES (3, 'proeve')")
    folder, files = Folder(tmp_path / "backups"), Files(tmp_path / "files")
    made = take(old, files, tmp_path / "none", folder, None, NOW).made
    assert (made.revision, "meeting_note" in made.tables) == ("0007", False)
    found = rehearse(made, folder, old, tmp_path, [], NOW)
    assert found.is_good, found
    target = Store(f"sqlite:///{tmp_path}/target.db")
    restore(made, folder, target, tmp_path / "f", tmp_path / "c", [], NOW, lambda _: None)
    target.check()
    with target.reading() as connection:
        assert connection.execute(sa.select(alliance)).all() == [(3, "proeve")]
    newer = replace(made, revision="9999")
    with pytest.raises(Refused, match="newer version"):
        restore(newer, folder, target, tmp_path / "f", tmp_path / "c", [], NOW, lambda _: None)
    for one in (old, target):
        one.close()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("age1nonsense", "word 1 is no public key"),
        ("AGE-SECRET-KEY-1ABC", "private key"),  # pasted by mistake: it must not stay on the server
    ],
)
def test_a_wrong_key_is_told(text: str, part: str) -> None:
    with pytest.raises(BadKey, match=part) as told:
        read_lock(text)
    assert text not in str(told.value)


def test_an_encrypted_backup_opens_only_with_its_key(sqlite_house: House, tmp_path: Path) -> None:
    lock, _ = _lock(sqlite_house)
    taken = backed_up(sqlite_house, lock)
    write_new_key(tmp_path / "another")
    for keys, part in (([], "--key"), (read_keys(tmp_path / "another"), "another one")):
        with pytest.raises(BadKey, match=part):
            rehearse(taken.made, _folder(sqlite_house), sqlite_house.store, tmp_path, keys, sqlite_house.clock())
    assert (tmp_path / "another").stat().st_mode & 0o077 == 0
    with pytest.raises(OSError, match="exists"):
        write_new_key(tmp_path / "another")


def test_one_at_a_time_and_what_was_cut_off_is_cleared(sqlite_house: House) -> None:
    folder = _folder(sqlite_house)
    with folder.alone(), pytest.raises(Busy):
        backed_up(sqlite_house)
    folder.begin("20200101T000000Z")  # of a process that was killed
    assert folder.all() == []
    backed_up(sqlite_house)
    assert [one.name for one in folder.path.glob(".making-*")] == []
    assert len(folder.all()) == 1


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 23, 3, 0, tzinfo=UTC), datetime(2026, 11, 23, 3, 30, tzinfo=UTC)),  # 04:30 in winter
        (datetime(2026, 11, 23, 3, 30, tzinfo=UTC), datetime(2026, 11, 24, 3, 30, tzinfo=UTC)),
        (datetime(2026, 7, 1, 3, 0, tzinfo=UTC), datetime(2026, 7, 2, 2, 30, tzinfo=UTC)),  # 04:30 in summer
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 3, 30, tzinfo=UTC)),  # the clock goes back
        (datetime(2027, 3, 27, 12, 0, tzinfo=UTC), datetime(2027, 3, 28, 2, 30, tzinfo=UTC)),  # and forward
    ],
)
def test_the_night_of_the_backup(now: datetime, due: datetime) -> None:
    assert next_due(now).astimezone(UTC) == due


def test_a_night_that_fails_is_followed_by_the_next(sqlite_house: House) -> None:
    import threading

    stop, nights = threading.Event(), []

    def failing() -> None:
        nights.append(sqlite_house.clock())
        if len(nights) == 3:
            stop.set()
        raise OSError

    def clock() -> datetime:
        sqlite_house.clock.forward(hours=25)
        return sqlite_house.clock()

    every_night(failing, clock, stop)
    assert len(nights) == 3


def test_no_number_that_is_none_is_backed_up_as_nothing(house: House) -> None:
    """PostgreSQL would keep NaN as a number; SQLite makes it null by itself."""
    submit(house.room, house.workbook(ROWS), "proeve", "sekretariat")
    with house.store.writing() as connection:
        nan = "'NaN'" if connection.dialect.name == "postgresql" else "9e999"
        connection.exec_driver_sql(f"UPDATE observation SET value = {nan}")
    with pytest.raises(ValueError, match="observation"):
        backed_up(house)
    assert _folder(house).all() == []


def test_documents_come_back_whatever_numbers_they_hold(full: House, other: Any) -> None:
    """JSONB writes some numbers otherwise than they were written: equal documents have equal checksums."""
    odd = [1e16, -0.0, 123456789012345678901234567890, 1.5e300, 1e-7, 50.0, "æ\u2028"]
    with full.store.writing() as connection:
        connection.execute(sa.update(snapshot).values(inputs={"zz": odd, "a": [{"b": None, "aa": odd}]}))
    target = other("postgresql" if full.store.is_sqlite else "sqlite")
    restored(full, backed_up(full), target)
    assert what_is_held(target)["snapshot"] == what_is_held(full.store)["snapshot"]
    with target.writing() as connection:
        connection.execute(sa.update(snapshot).values(inputs={"zz": [1.0000000000000002e16, *odd[1:]], "a": []}))
    assert what_is_held(target)["snapshot"] != what_is_held(full.store)["snapshot"]
