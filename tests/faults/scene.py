"""A night with something of everything: clean files of two partners, one that corrects another, one that cannot be
read, one with a mistake, one that asks a person, a CSV, and two files handed in by hand. Invented figures.
"""

from __future__ import annotations

import io
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from config.definitions import Alliance
from config.places import municipalities
from etl.jobs import Workroom, import_submission
from etl.worker import work_once
from store.database import Store
from store.definitions import apply
from store.lead import Leadership
from store.submissions import UPLOAD, NewSubmission, receive
from store.work import ask, release_orphans
from tests.rooms import NOW, House, house_in, small_alliance
from tests.servers.postgres import fresh_database

PLACES = [place.name for place in municipalities()]
SERVER = "FREMDRIFT_TEST_POSTGRES"  # see tests/conftest.py
OLD = 60.0  # seconds since a file was changed: nobody is writing it any longer

Content = Sequence[Sequence[Any]] | bytes | str


def _counts(places: slice, value: int) -> list[list[Any]]:
    return [["kommuner", place, year, value, None] for place in PLACES[places] for year in (2021, 2022)]


# organisation, name, content, what comes of it
NIGHT: list[tuple[str, str, Content, str]] = [
    ("partner", "a.xlsx", _counts(slice(0, 3), 70), "accepted"),
    ("partner", "b.xlsx", _counts(slice(3, 6), 80), "accepted"),
    ("partner", "c.xlsx", b"no workbook", "rejected"),
    ("partner", "d.csv", "indikator;område;periode;værdi\nkommuner;Aarhus;2021;90\n", "accepted"),
    ("sekretariat", "a.xlsx", [["antal", None, 2020, 100, None], ["antal", None, 2022, 90, None]], "accepted"),
    ("sekretariat", "b.xlsx", [["antal", None, 2022, 91, None]], "accepted"),  # corrects the one before
    ("sekretariat", "e.xlsx", _counts(slice(90, 93), 50), "accepted"),
]
# The same for nights without haste: of these a marked copy is made.
MARKED: list[tuple[str, str, Content, str]] = [
    ("sekretariat", "c.xlsx", [["antal", None, "2021K7", 95, None]], "rejected"),
    ("sekretariat", "d.xlsx", [["antal", None, 2023, 9_000, None]], "awaiting_confirmation"),
    ("sekretariat", "f.xlsx", _counts(slice(93, 95), 3), "accepted"),  # so few that they are hidden
]
BY_HAND: list[tuple[str, str, Content]] = [
    ("partner", "haand.xlsx", _counts(slice(10, 12), 30)),
    ("sekretariat", "haand.xlsx", b"PK no workbook either"),
]


@contextmanager
def house_on(
    request: pytest.FixtureRequest, kind: str, folder: Path, declared: Alliance | None = None
) -> Iterator[House]:
    """A room on one database (sqlite, postgresql), as the fixture `house`: for tests that need several, or choose."""
    if kind == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), folder / "fremdrift.db")
        at = nullcontext(f"sqlite:///{folder / 'fremdrift.db'}")
    else:
        at = fresh_database(os.environ[SERVER], "store", request.getfixturevalue("migrated_postgres"))  # type: ignore[assignment]
    with at as url:
        store = Store(url)
        try:
            with store.writing() as connection:
                apply(connection, declared or small_alliance(), "file", NOW)
            yield house_in(folder, store, url)
        finally:
            store.close()


def put(house: House, organisation: str, name: str, content: Content, age: float = OLD) -> Path:
    """A file in an organisation's folder."""
    folder = house.room.settings.inbox / "proeve" / organisation
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    write(house, path, content)
    os.utime(path, (time.time() - age,) * 2)
    return path


_MADE: dict[tuple[tuple[Any, ...], ...], bytes] = {}


def write(house: House, path: Path, content: Content) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:  # made once: a workbook holds the moment at which it was made
        rows = tuple(tuple(row) for row in content)
        if rows not in _MADE:
            _MADE[rows] = house.workbook([list(row) for row in rows]).read_bytes()
        path.write_bytes(_MADE[rows])


def hand_in(house: House, organisation: str, name: str, content: Content, confirmed: bool = False) -> int:
    """As the page does it: bytes to storage, a row, a piece of work."""
    path = house.folder / name
    write(house, path, content)
    with path.open("rb") as stream:
        received = house.room.files.receive(stream, 10**9)
    path.unlink()
    new = NewSubmission("proeve", organisation, UPLOAD, name, received.sha256, received.size, "browser", "test",
                        house.clock(), confirmed=confirmed)  # fmt: skip
    with house.store.writing() as connection:
        made = receive(connection, new)
        ask(connection, "submission", "test", house.clock(), submission_id=made.submission_id)
        house.room.files.keep(received, made.token)
    return made.submission_id


def set_up(house: House, is_full: bool = False) -> None:
    """All files where partners put them, and by hand; nothing has been read."""
    for organisation, name, content, _ in [*NIGHT, *(MARKED if is_full else ())]:
        put(house, organisation, name, content)
    for organisation, name, content in BY_HAND:
        hand_in(house, organisation, name, content)


def import_alone(house: House, organisation: str, name: str, content: bytes) -> None:
    """A folder's file brought in by itself, and neither judged nor published."""
    received = house.room.files.receive(io.BytesIO(content), 10**9)
    new = NewSubmission("proeve", organisation, f"inbox/{name}", name, received.sha256, received.size, "refresh",
                        "test", house.clock())  # fmt: skip
    with house.store.writing() as connection:
        made = receive(connection, new)
        house.room.files.keep(received, made.token)
    room = house.room
    import_submission(Unseen(room.store, room.files, room.settings, room.clock), made.submission_id)


class Unseen(Workroom):
    """A room in which nothing is judged until somebody asks for it."""

    @property
    def shows_at_once(self) -> bool:
        return False


def asked(house: House, now: datetime | None = None, **more: Any) -> dict[str, Any]:
    """What the forge needs to know to fork a worker on this house."""
    url = house.store.url.render_as_string(hide_password=False)
    return {"home": str(house.folder), "url": url, "now": (now or house.clock()).isoformat(), **more}


def take_over(house: House) -> None:
    """What the next worker does, in this process: lead, take up what the lost one had in hand, do all that waits."""
    from etl.schedule import ask_if_due

    with Leadership(house.store) as leadership:
        end = time.monotonic() + 30
        while not leadership.try_take():
            assert time.monotonic() < end, "the lost worker's place is not free"
            time.sleep(0.01)
        with house.store.writing() as connection:
            release_orphans(connection)
        ask_if_due(house.room)
        while work_once(house.room, "the next"):
            pass


def moment_of(house: House) -> tuple[int, str, str]:
    """At which moment the last worker ended: its number, in which functions, before what."""
    number, where, what = (house.folder / "moment").read_text().split("|", 2)
    return int(number), where, what
