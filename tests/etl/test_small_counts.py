"""The whole way: a workbook with small counts is handed in, and then their numbers are looked for everywhere."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import time
import zipfile
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from dashboard.web import build
from etl.errands import refresh_now, submit
from etl.status import observations, status
from etl.template import make_template
from store.clock import danish_day
from store.columns import metadata
from store.published import PublishedSeries, read_published
from store.viewer import OPERATOR, PUBLIC, Grant
from tests.people import administrator_of, client_of, session_of
from tests.rooms import House

# Numbers that stand nowhere by chance. Invented; halves and quarters of people, so that they can be looked for.
FEW, HIDDEN_TOO, SHOWN = 3.015625, 20.046875, 30.078125
ROWS: list[list[Any]] = [
    ["kommuner", "Aarhus", 2022, 13, None], ["kommuner", "Odense", 2022, 12, None],
    ["kommuner", "Vejle", 2022, 31, None],
    ["kommuner", "Aarhus", 2023, FEW, None], ["kommuner", "Odense", 2023, HIDDEN_TOO, None],
    ["kommuner", "Vejle", 2023, SHOWN, None],
    ["antal", None, 2020, 100, None], ["antal", None, 2021, 2.140625, None],
]  # fmt: skip
SECRETS = ("3.015625", "3,015625", "20.046875", "20,046875", "2.140625", "2,140625", "3,02", "2,14", "20,05")
PAGES = [
    "/", "/runs", "/method", "/upload", "/data", "/help",
    "/alliance/proeve", "/alliance/proeve/deliveries", "/alliance/proeve/edit", "/alliance/proeve/meeting",
    "/alliance/proeve/kommuner", "/alliance/proeve/antal", "/alliance/proeve/meeting/antal",
    "/alliance/proeve/kommuner?area=0751+Aarhus", "/alliance/proeve/kommuner?area=0461+Odense",
    "/alliance/proeve/kommuner?known=2020-01-01", "/alliance/proeve/kommuner?map=verdicts",
]  # fmt: skip
DATA = [
    "/api/v1/figures", "/api/v1/figures.csv", "/api/v1/verdicts", "/api/v1/verdicts.csv", "/api/v1/alliances",
    "/api/v1/alliances/proeve", "/api/v1/alliances/proeve/indicators/kommuner", "/alliance/proeve/kommuner.xlsx",
    "/alliance/proeve/kommuner.svg", "/alliance/proeve/antal.xlsx", "/alliance/proeve/antal.svg",
]  # fmt: skip
# The worker's own. A report in `submission` is the partner's, and masked where it is read.
TRUE_VALUES = {"observation", "publication", "submission"}


def _published(house: House, code: str) -> dict[str, PublishedSeries]:
    with house.store.reading() as connection:
        shown = read_published(connection, "proeve", PUBLIC, danish_day(house.clock()), code)
    return {one.area: one for one in shown}


def _latest(one: PublishedSeries) -> tuple[float | None, str, str | None]:
    points = one.points
    return points.values[-1], points.statuses[-1], points.hidden[-1] if points.hidden else None


def _text(content: bytes) -> str:
    """What can be read of an answer: of a workbook its parts."""
    if content[:2] != b"PK":
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def _found(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_nowhere_but_in_the_workers_table(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        done = submit(house.room, house.workbook(ROWS), "proeve", "sekretariat")
        assert done.outcome == "accepted", done.report
        token = done.token
        client = administrator_of(house)
        today = danish_day(house.clock())
        for language in ("", "/en"):
            for path in (*PAGES, f"/upload/{token}", f"/upload/{token}/undo", f"/upload/{token}/vanished"):
                answer = client.get((language + path).removesuffix("/") or "/")
                assert answer.status_code == 200, path
                assert _found(_text(answer.get_data())) == [], language + path
        for path in DATA:
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert _found(_text(answer.get_data())) == [], path
        for path in (
            "/api/v1/figures", "/api/v1/figures.csv", "/api/v1/verdicts", "/api/v1/alliances/proeve",
            "/api/v1/alliances/proeve/indicators/kommuner", "/api/v1/alliances/proeve/indicators/antal",
            "/alliance/proeve/kommuner.xlsx", "/alliance/proeve/kommuner.svg", "/alliance/proeve/antal.xlsx",
            "/alliance/proeve/kommuner.svg?area=0751+Aarhus",
        ):  # fmt: skip
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert _found(_text(answer.data)) == [], path
        page = client.get("/alliance/proeve/kommuner?area=0461+Odense").get_data(as_text=True)
        assert "skjult, så andre ikke kan regnes ud" in page
        page = client.get("/alliance/proeve/kommuner?area=0751+Aarhus").get_data(as_text=True)
        assert "færre end 5" in page
        assert "skjult, så ingen kan genkendes" in page
        answer = client.get(f"/api/v1/submissions/{token}")
        assert _found(answer.get_data(as_text=True)) == []
        told = {
            (one["area"], one["period"]): (one["new"], one["new_status"]) for one in answer.json["report"]["changes"]
        }
        assert told["0751 Aarhus", "2023"] == told["0461 Odense", "2023"] == (None, "Q")
        assert told["0630 Vejle", "2023"] == (SHOWN, "A")
        with house.store.reading() as connection:
            for viewer in (PUBLIC, OPERATOR):
                said = status(connection, "proeve", viewer, today, None)
                assert _found(json.dumps(said)) == []
                if viewer.sees_all:
                    assert _found(json.dumps(status(connection, "proeve", viewer, today, today))) == [], "as of a day"
            with pytest.raises(PermissionError):
                observations(connection, "proeve", PUBLIC, today, None, None)
            assert len(_found(json.dumps(observations(connection, "proeve", OPERATOR, today, None, None)))) == 3
            template = make_template(connection, "proeve", PUBLIC, today, "sekretariat")
            assert _found(_text(template)) == []
            openpyxl.load_workbook(io.BytesIO(template)).close()
            for table in metadata.sorted_tables:
                if table.name in TRUE_VALUES:
                    continue
                kept = json.dumps([list(row) for row in connection.execute(sa.select(table))], default=str)
                assert _found(kept) == [], table.name
    assert _found(caplog.text) == []


@pytest.mark.parametrize(
    ("reason", "grant", "is_told"),
    [
        ("the organisation's own contributor", Grant("proeve", "contributor", "sekretariat"), True),
        ("the secretariat", Grant("proeve", "secretariat"), True),
        ("a contributor of another organisation", Grant("proeve", "contributor", "partner"), False),
        ("a member who only reads", Grant("proeve", "viewer"), False),
        ("the public", None, False),
    ],
)
def test_the_address_of_a_report_is_told_to_whom_it_concerns(
    sqlite_house: House, reason: str, grant: Grant | None, is_told: bool
) -> None:
    """The report holds the partner's own cells, and so does the workbook handed back: the address is its key."""
    house = sqlite_house
    inbox = house.room.settings.inbox / "proeve" / "sekretariat"
    inbox.mkdir(parents=True)
    path = shutil.copy(house.workbook([*ROWS, ["antal", None, 2023, "tre", None]]), inbox / "tal.xlsx")
    os.utime(path, (time.time() - 100,) * 2)  # a file just written may still be growing, and waits
    run = refresh_now(house.room)
    (token,) = [source.submission for source in run.sources]
    settings = house.room.settings
    cookie = None if grant is None else session_of(house.store, settings, house.clock(), grant)
    client = client_of(build(house.store, settings, house.clock), cookie)
    told = "".join(_text(client.get(path).get_data()) for path in PAGES + DATA)
    assert (token in told) is is_told, reason
    assert "tal.xlsx" in told or not is_told, reason


def test_verdicts_are_made_of_what_is_shown(house: House) -> None:
    """The latest figure of antal is few: there is no verdict, and the reason says so; nor is it the latest value."""
    assert submit(house.room, house.workbook(ROWS), "proeve", "sekretariat").outcome == "accepted"
    antal = _published(house, "antal")["Danmark"]
    assert _latest(antal) == (None, "Q", "small")
    assert (antal.verdict["verdict"], antal.verdict["latest"]["period"]) == ("not_assessed", "2020")
    assert antal.verdict["reason"]["da"] == "Det seneste tal er skjult, så ingen kan genkendes."
    places = _published(house, "kommuner")
    assert _latest(places["0751 Aarhus"]) == (None, "Q", "small")
    assert _latest(places["0461 Odense"]) == (None, "Q", "beside")
    assert _latest(places["0630 Vejle"])[0] == SHOWN
    assert _latest(places["alle kommuner"])[0] == FEW + HIDDEN_TOO + SHOWN


def test_the_next_publication_remembers_the_last(house: House) -> None:
    """Vejle would now be the one to hide; but Odense shown would tell, with the old sum, what Aarhus was."""
    assert submit(house.room, house.workbook(ROWS), "proeve", "sekretariat").outcome == "accepted"
    house.clock.forward(days=1)
    later = [[*row[:3], 10 if row[3] == SHOWN else row[3], None] for row in ROWS]
    assert submit(house.room, house.workbook(later), "proeve", "sekretariat", confirmed=True).outcome == "accepted"
    places = _published(house, "kommuner")
    assert _latest(places["0461 Odense"]) == (None, "Q", "beside")
    assert _latest(places["0630 Vejle"])[0] == 10
    assert places["0630 Vejle"].points.earlier[-1][0][:2] == [None, "Q"], "the old sum less it would be the old rest"
    assert places["0630 Vejle"].points.earlier[0] == []
