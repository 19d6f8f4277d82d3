"""What is wrong is found, called by its name, and comes with what to do; a healthy installation has nothing wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.errands import refresh_now, submit
from etl.operations import doctor
from etl.operations.backup import take
from etl.operations.doctor import Finding, examine
from etl.operations.folder import Folder
from etl.operations.rehearse import rehearse
from store.database import Store
from store.definitions import apply
from store.schema import run
from store.work import ask, sign_of_life
from tests.rooms import NOW, House, house_in, small_alliance


@pytest.fixture
def well(house: House) -> House:
    return _well(house)


@pytest.fixture(scope="module")
def made_well(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of one on SQLite, to be copied."""
    folder = tmp_path_factory.mktemp("well")
    shutil.copyfile(migrated_sqlite, folder / "fremdrift.db")
    house = _house(folder)
    with house.store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    _well(house).store.close()
    return folder


@pytest.fixture
def well_sqlite(made_well: Path, tmp_path: Path) -> Iterator[House]:
    house = _house(shutil.copytree(made_well, tmp_path / "home"))
    yield house
    house.store.close()


def _house(folder: Path) -> House:
    url = f"sqlite:///{folder / 'fremdrift.db'}"
    return house_in(folder, Store(url), url)


def _well(house: House) -> House:
    """With a file, a refresh, a backup that was rehearsed, and a worker that lives."""
    submit(house.room, house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    refresh_now(house.room)
    folder = Folder(house.room.settings.backups)
    made = take(house.store, house.room.files, house.folder / "c", folder, None, house.clock()).made
    rehearse(made, folder, house.store, house.folder, [], house.clock())
    _lives(house)
    return house


def _lives(house: House) -> None:
    with house.store.writing() as connection:
        sign_of_life(connection, "w", house.clock(), leads=True)


def wrong(house: House, deep: bool = False, **settings: Any) -> dict[str, str]:
    found, _ = examine(replace(house.room.settings, **settings), deep, house.clock)
    assert all(one.remedy for one in found if one.level != "ok"), found
    return {one.part: one.said for one in found if one.level == "wrong" and "MB free" not in one.said}


def noted(house: House, **settings: Any) -> list[Finding]:
    return [
        one for one in examine(replace(house.room.settings, **settings), False, house.clock)[0] if one.level == "note"
    ]


def test_nothing_is_wrong_where_all_is_well(well: House) -> None:
    # The clock of these tests stands still: PostgreSQL's own shows that the two differ.
    assert set(wrong(well, deep=True)) == (set() if well.store.is_sqlite else {"clock"})
    assert examine(well.room.settings, True, well.clock)[1] is True
    parts = {one.part for one in noted(well) if "MB free" not in one.said}
    assert parts == {"backup"}  # on the same disk, not encrypted


def _lose_a_file(house: House) -> None:
    next(house.room.files.folder.glob("*.bin")).unlink()


def _alter_a_file(house: House) -> None:
    next(house.room.files.folder.glob("*.bin")).write_bytes(b"another")


def _lose_the_worker(house: House) -> None:
    house.clock.forward(minutes=5)


def _let_work_wait(house: House) -> None:
    with house.store.writing() as connection:
        ask(connection, "assess", "test", house.clock(), alliance="proeve")
    house.clock.forward(minutes=11)
    _lives(house)


def _fail_the_run(house: House) -> None:
    with house.store.writing() as connection:
        connection.execute(sa.update(run).values(failure="OSError"))


def _miss_two_nights(house: House) -> None:
    house.clock.forward(days=2)
    _lives(house)
    folder = Folder(house.room.settings.backups)
    take(house.store, house.room.files, house.folder / "c", folder, None, house.clock())


def _hang(house: House) -> None:
    with house.store.writing() as connection:
        connection.execute(sa.update(run).values(finished_at=None))
    house.clock.forward(hours=3)
    _lives(house)


def _forget_backups(house: House) -> None:
    house.clock.forward(days=3)
    refresh_now(house.room)
    _lives(house)


def _fail_a_rehearsal(house: House) -> None:
    folder = Folder(house.room.settings.backups)
    next(folder.path.glob("kept/*/*")).unlink()
    rehearse(folder.all()[0], folder, house.store, house.folder, [], house.clock())


def _supersede_everything(house: House) -> None:
    with house.store.writing() as connection:
        connection.exec_driver_sql("UPDATE observation SET superseded_at = '2026-01-01 00:00:00'")


def _delete_nothing(house: House) -> None:
    house.clock.forward(hours=3)
    refresh_now(house.room)
    with house.store.writing() as connection:  # the worker was lost before it came to it
        connection.execute(sa.update(run).where(run.c.run_id == 2).values(deleted=None))
    house.clock.forward(hours=3)
    _lives(house)


def _delete_half(house: House) -> None:
    with house.store.writing() as connection:
        connection.execute(sa.update(run).values(deleted={"files": {}, "pieces": 0}))
    house.clock.forward(hours=3)
    _lives(house)


HARMS: list[tuple[Callable[[House], None], str, str, bool]] = [
    (_lose_a_file, "files", "1 received files are missing", False),
    (_alter_a_file, "files", "do not hold what was received", True),
    (_lose_the_worker, "worker", "No worker gives a sign of life", False),
    (_let_work_wait, "worker", "waited for 11 minutes", False),
    (_fail_the_run, "refresh", "The latest refresh failed", False),
    (_hang, "refresh", "has not ended for hours", False),
    (
        _delete_nothing,
        "deletion",
        "Old files and old addresses were not deleted after the refresh of 2026-11-23",
        False,
    ),
    (_delete_half, "deletion", "Old addresses were not deleted", False),
    (_miss_two_nights, "refresh", "was that of 2026-11-23", False),
    (_forget_backups, "backup", "3 days old", False),
    (_fail_a_rehearsal, "backup", "rehearsal of 20261123T120000Z failed", False),
    (_supersede_everything, "store", "1 figures have no current value", True),
]


@pytest.mark.parametrize(("harm", "part", "said", "deep"), HARMS, ids=[one[0].__name__ for one in HARMS])
def test_what_is_wrong_is_found(
    harm: Callable[[House], None], part: str, said: str, deep: bool, well_sqlite: House
) -> None:
    harm(well_sqlite)
    found = wrong(well_sqlite, deep)
    assert list(found) == [part]
    assert said in found[part]


def test_a_damaged_database_file_is_found(well_sqlite: House) -> None:
    well_sqlite.store.close()
    path = Path(str(well_sqlite.store.url.database))
    held = bytearray(path.read_bytes())
    at = held.index(b"Indberetning") - 300
    held[at : at + 400] = bytes(400)
    path.write_bytes(held)
    assert "store" in wrong(well_sqlite)


def test_a_store_that_is_gone_is_told_and_the_rest_is_looked_at(well_sqlite: House) -> None:
    url = f"sqlite:///{well_sqlite.folder}/backups/nothing/../../fil/x.db"
    (well_sqlite.folder / "fil").write_text("")
    found, answers = examine(replace(well_sqlite.room.settings, database_url=url), False, well_sqlite.clock)
    assert answers is False
    assert [one.part for one in found if one.level == "wrong" and "MB" not in one.said] == ["store"]
    assert "backup" in {one.part for one in found}


def test_tables_of_another_version_are_told(well_sqlite: House) -> None:
    with well_sqlite.store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0007'")
    found, answers = examine(well_sqlite.room.settings, False, well_sqlite.clock)
    assert answers is True
    assert any("fremdrift migrate" in one.said for one in found)


def test_a_network_disk_is_no_place_for_sqlite(well_sqlite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_file_system", lambda path: "nfs4")
    assert "network disk (nfs4)" in wrong(well_sqlite)["store"]
    monkeypatch.undo()
    assert doctor._file_system(Path("/proc/self")) == "proc"  # as the system tells it


@pytest.mark.parametrize(("name", "part"), [("backup_key", "backup"), ("host", "access"), ("url", "access")])
def test_settings_that_ask_for_thought_are_told(name: str, part: str, well_sqlite: House) -> None:
    if name == "backup_key":
        assert "private key" in wrong(well_sqlite, backup_key="AGE-SECRET-KEY-1X")[part]
    else:
        assert part in {
            one.part for one in noted(well_sqlite, **{name: {"host": "0.0.0.0", "url": "http://tal.example"}[name]})
        }


def test_looking_changes_nothing(well: House) -> None:
    from store.dump import what_is_held

    before = what_is_held(well.store), sorted(one.name for one in well.room.files.folder.iterdir())
    examine(well.room.settings, True, well.clock)
    assert (what_is_held(well.store), sorted(one.name for one in well.room.files.folder.iterdir())) == before
