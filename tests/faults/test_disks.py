"""Disks that are full or only readable, databases that go away: nothing is half in, all is done when they are back."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from etl.worker import Worker
from store.database import Store
from store.definitions import apply
from store.schema import work
from tests.faults import scene, truths
from tests.faults.forge import Forge
from tests.rooms import NOW, House, house_in, small_alliance
from tests.servers.postgres import Postgres

IS_ROOT = os.geteuid() == 0


@contextmanager
def _small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own that holds so much: only root can have one."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def _folder(folder: Path) -> Iterator[Path]:
    """What stands for a disk where nobody may mount one."""
    folder.mkdir()
    yield folder


def _let_write(disk: Path, may_write: bool) -> None:
    if IS_ROOT:
        subprocess.run(["mount", "-o", f"remount,{'rw' if may_write else 'ro'}", str(disk)], check=True)
        return
    for path in (disk, *disk.rglob("*")):
        path.chmod((0o755 if path.is_dir() else 0o644) if may_write else (0o555 if path.is_dir() else 0o444))


@contextmanager
def _working(house: House) -> Iterator[Worker]:
    """The worker, in a thread; it must live to the end."""
    worker = Worker(house.room)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield worker
        assert thread.is_alive(), "the worker ended"
    finally:
        worker.stop.set()
        thread.join(60)


def _until_done(house: House, patience: float = 60) -> None:
    """Until the night's run is asked for and nothing is left in the queue."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if truths.sources_of_runs(house.store) and not _left(house):
            return
        time.sleep(0.02)
    raise AssertionError("the work was not done")


def _left(house: House) -> int:
    with house.store.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).where(work.c.finished_at.is_(None))).scalar() or 0)


def _on_disk(disk: Path, tmp_path: Path, migrated: Path) -> House:
    (disk / "fremdrift.db").write_bytes(migrated.read_bytes())
    url = f"sqlite:///{disk / 'fremdrift.db'}"
    store = Store(url)
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    return house_in(disk, store, url)


def _as_it_should_be(house: House) -> None:
    truths.nothing_is_half(house.store)
    truths.nothing_is_left(house.store)
    (sources,) = truths.sources_of_runs(house.store).values()
    assert set(sources.values()) == {1}
    accepted = [key for key in truths.handed_in(house.store).elements() if key[4] == "accepted"]
    assert len(accepted) == sum(what == "accepted" for *_, what in scene.NIGHT)


def _fill(ballast: Path) -> None:
    """Until not a byte is left."""
    handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    with contextlib.suppress(OSError):
        while os.write(handle, bytes(4096)):
            pass
    os.close(handle)


def _put_all(house: House) -> None:
    for organisation, name, content, _ in scene.NIGHT:
        scene.put(house, organisation, name, content)


def test_a_full_disk(tmp_path: Path, migrated_sqlite: Path, sqlite_house: House, forge: Forge) -> None:
    """Store, files and all on a disk without a byte left; then somebody makes room. Without root the disk is as good as
    full for one process.
    """
    if not IS_ROOT:
        _nothing_may_grow(sqlite_house, forge, 4096)
        return
    with _small_disk(tmp_path / "disk", 6) as disk:
        house = _on_disk(disk, tmp_path, migrated_sqlite)
        _put_all(house)
        _fill(disk / "ballast")
        with _working(house):
            time.sleep(1.0)
            truths.nothing_is_half(house.store)
            (disk / "ballast").unlink()
            _until_done(house)
        _as_it_should_be(house)
        house.store.close()


def test_a_disk_that_can_only_be_read(tmp_path: Path, migrated_sqlite: Path) -> None:
    """As a disk becomes when it is broken; then it is mended."""
    with _small_disk(tmp_path / "disk", 8) if IS_ROOT else _folder(tmp_path / "disk") as disk:
        house = _on_disk(disk, tmp_path, migrated_sqlite)
        _put_all(house)
        house.store.close()  # whoever writes at that moment keeps the disk from being changed
        _let_write(disk, False)
        with _working(house):
            time.sleep(0.7)
            _let_write(disk, True)
            _until_done(house)
        _as_it_should_be(house)
        house.store.close()


def test_no_file_may_grow(sqlite_house: House, forge: Forge) -> None:
    """As if the disk were full for this process alone, wherever it writes; other sizes are tried over thirty years."""
    _nothing_may_grow(sqlite_house, forge, 65_536)


def _nothing_may_grow(house: House, forge: Forge, most: int) -> None:
    _put_all(house)
    forge.run(scene.asked(house, file_bytes=most, patience=1.0))
    truths.nothing_is_half(house.store)
    scene.take_over(house)
    _as_it_should_be(house)


def test_another_program_holds_the_database(sqlite_house: House) -> None:
    """A copy is being made, or somebody looks with a tool: the worker waits."""
    _put_all(sqlite_house)
    with _working(sqlite_house):
        with sqlite_house.store.writing():
            time.sleep(0.5)
        _until_done(sqlite_house)
    _as_it_should_be(sqlite_house)


def _end_sessions(store: Store) -> None:
    with store.dedicated() as connection:
        connection.exec_driver_sql(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


def test_every_session_is_ended(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """By the server, again and again, while the night's run is on: leader's lock, queue and files."""
    with scene.house_on(request, "postgresql", tmp_path) as house:
        _put_all(house)
        with _working(house):
            for _ in range(3):
                time.sleep(0.15)
                _end_sessions(house.store)
            _until_done(house)
        _as_it_should_be(house)


@pytest.mark.soak
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_the_database_is_stopped_and_started(tmp_path: Path, how: signal.Signals) -> None:
    """A server of its own, gone at another moment of each night and back a little later."""
    server = Postgres()
    url = server.start()
    try:
        store = Store(url)
        store.migrate()
        with store.writing() as connection:
            apply(connection, small_alliance(), "file", NOW)
        house = house_in(tmp_path, store, url)
        for night in range(8):
            house.clock.moment = NOW.replace(hour=4 + night)
            _put_all(house)
            house.clock.forward(days=night)
            with _working(house):
                time.sleep(0.1 + night * 0.15)
                server.halt(how)
                time.sleep(0.5)
                server.go_on()
                _until_done(house, 120)
            truths.nothing_is_half(store)
            truths.nothing_is_left(store)
            for sources in truths.sources_of_runs(store).values():
                assert set(sources.values()) <= {1}
        store.close()
    finally:
        server.stop()
