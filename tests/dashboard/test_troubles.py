"""A full or read-only disk and a lost database: a clear page, 503, and back to work without help."""

from __future__ import annotations

import errno
import io
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from dashboard.troubles import trouble
from dashboard.web import build
from store.database import Store, StoreUnavailable
from store.schema import submission
from tests.people import administrators
from tests.rooms import NOW, House, settings_in

BOOK = {"alliance": "proeve", "organisation": "sekretariat"}


def client_of(house: House) -> FlaskClient:
    settings = settings_in(house.folder, str(house.store.url))
    return administrators(build(house.store, settings, lambda: NOW), house.store, settings, NOW)


def hand_in(client: FlaskClient, **headers: str) -> Any:
    data = BOOK | {"file": (io.BytesIO(b"indikator;periode\n"), "tal.csv")}
    return client.post("/api/v1/submissions", data=data, headers=headers)


def _fill_up(house: House, is_full: bool) -> None:
    """SQLite's own limit: what a full disk answers, from the database itself."""

    @sa.event.listens_for(house.store._writer, "begin")
    def _limit(connection: sa.Connection) -> None:
        pages = (
            connection.exec_driver_sql("PRAGMA page_count").scalar() if house.folder.joinpath("full").exists() else 0
        )
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages or 1_000_000}")

    (house.folder / "full").touch() if is_full else (house.folder / "full").unlink()


def test_a_full_disk_refuses_the_file_and_takes_it_when_there_is_room(sqlite_house: House) -> None:
    client = client_of(sqlite_house)
    _fill_up(sqlite_house, True)
    with sqlite_house.store.reading() as connection:
        free = connection.exec_driver_sql("PRAGMA freelist_count").scalar()
    assert free == 0  # else there would be room
    answers = [hand_in(client) for _ in range(30)]  # the first ones fit on pages that are there
    refused = [one for one in answers if one.status_code == 503]
    assert refused
    assert refused[0].get_json()["code"] == "no_room"
    assert refused[0].headers["Retry-After"] == "30"
    page = next(one for one in (hand_in(client, Accept="text/html") for _ in range(30)) if one.status_code == 503)
    assert "Der er ikke plads til mere lige nu" in page.text
    assert client.get("/").status_code == 200  # whoever only looks sees the figures
    _fill_up(sqlite_house, False)
    assert hand_in(client).status_code == 202
    with sqlite_house.store.reading() as connection:
        taken = connection.execute(sa.select(sa.func.count()).select_from(submission)).scalar()
    assert taken == sum(one.status_code == 202 for one in answers) + 1  # refused ones left nothing


def test_a_database_that_only_reads_refuses_and_shows(house: House) -> None:
    client = client_of(house)
    if house.store.is_sqlite:
        set_to = [f"PRAGMA query_only={value}" for value in (1, 0)]
        for one in (house.store._writer, house.store._reader):
            sa.event.listen(one, "begin", lambda connection: connection.exec_driver_sql(set_to[0]))
    else:
        name = house.store.url.database
        set_to = [f'ALTER DATABASE "{name}" SET default_transaction_read_only = {value}' for value in ("on", "off")]
        _as_admin(house, set_to[0])
        house.store.close()
    assert client.get("/").status_code == 200
    answer = hand_in(client)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "read_only")
    assert "kan ikke gemmes" in hand_in(client, Accept="text/html").text
    if not house.store.is_sqlite:
        _as_admin(house, set_to[1])
        house.store.close()
        assert hand_in(client).status_code == 202


def test_a_database_that_is_gone_is_told_and_found_again(house: House) -> None:
    client = client_of(house)
    assert client.get("/").status_code == 200
    _take_away(house)
    for path in ("/en", "/alliance/proeve?om=1", "/runs", "/api/v1/submissions/x", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "Traceback" not in answer.text
        assert answer.headers["Retry-After"] == "30"
    assert "No figures are lost" in client.get("/en").text
    assert client.get("/readyz").get_json() == {"ready": False, "store": False, "worker": False}
    assert client.get("/healthz").status_code == 200  # the process lives: nobody need start it anew
    _put_back(house)
    assert client.get("/").status_code == 200


def _as_admin(house: House, *statements: str) -> None:
    admin = sa.create_engine(house.store.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for one in statements:
            connection.exec_driver_sql(one)
    admin.dispose()


def _take_away(house: House) -> None:
    if house.store.is_sqlite:
        house.store.close()
        path = Path(str(house.store.url.database))
        path.rename(path.with_name("aside"))
        path.mkdir()
    else:
        name = house.store.url.database
        end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        _as_admin(house, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false', end)


def _put_back(house: House) -> None:
    if house.store.is_sqlite:
        path = Path(str(house.store.url.database))
        path.rmdir()
        path.with_name("aside").rename(path)
    else:
        _as_admin(house, f'ALTER DATABASE "{house.store.url.database}" ALLOW_CONNECTIONS true')


def test_a_disk_that_came_back_empty_is_no_fault_of_ours(tmp_path: Path, sqlite_house: House) -> None:
    """SQLite makes an empty database where there was none: no page may say that there are no alliances."""
    empty = Store(f"sqlite:///{tmp_path}/empty.db")
    client = build(empty, settings_in(tmp_path, str(empty.url)), lambda: NOW).test_client()
    assert client.get("/").status_code == 503
    empty.close()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (OSError(errno.ENOSPC, "no space"), "no_room"),
        (OSError(errno.EDQUOT, "quota"), "no_room"),
        (OSError(errno.EROFS, "read-only"), "read_only"),
        (OSError(errno.EIO, "broken"), "no_store"),
        (StoreUnavailable("gone"), "no_store"),
        (FileNotFoundError(errno.ENOENT, "a bug of ours"), None),
        (ValueError("a bug of ours"), None),
        (sa.exc.IntegrityError("insert", {}, sqlite3.IntegrityError("unique")), None),
        (sa.exc.OperationalError("select", {}, sqlite3.OperationalError("no such table: alliance")), "no_store"),
        (sa.exc.OperationalError("select", {}, sqlite3.OperationalError("no such column: x")), None),
    ],
)
def test_what_is_told_of_which_fault(fault: Exception, code: str | None) -> None:
    found = trouble(fault, was_sent=True)
    assert (found.code if found else None) == code
    assert code is None or trouble(fault).code == "no_store"  # type: ignore[union-attr]
