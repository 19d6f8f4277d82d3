"""A name that no database can hold is a name of nothing, whoever asks: never a fault of ours."""

from __future__ import annotations

from dashboard.web import build
from store.viewer import Grant
from tests.people import client_of, session_of
from tests.rooms import House

SECRETARIAT = Grant("proeve", "secretariat")
PATHS = {
    "/alliance/%00": 404,
    "/alliance/proeve/%00": 404,
    "/alliance/%00/links": 404,
    "/upload/%00": 404,
    "/api/v1/submissions/%00": 404,
    "/api/v1/alliances/%00": 404,
    "/api/v1/alliances/proeve/indicators/%00/figures": 404,
    "/deliver/%00": 404,
    "/template/proeve/%00.xlsx": 404,
}


def test_a_name_with_nul_is_no_name(house: House) -> None:
    server = build(house.store, house.room.settings, house.clock)
    client = client_of(server, session_of(house.store, house.room.settings, house.clock(), SECRETARIAT))
    assert {path: client.get(path).status_code for path in PATHS} == PATHS
    form = {"alliance": "pro\0eve", "organisation": "partner", "name": "\0"}
    assert client.post("/api/v1/layouts/forget", data=form).status_code == 404
    assert client.post("/api/v1/declarations", data=form | {"figure": "[]"}).status_code in (400, 404)
