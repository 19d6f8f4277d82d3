"""Sources as the refresh sees them: fetched, unchanged, failed and told, beside the inboxes, on both databases."""

from __future__ import annotations

import errno
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import fremdrift
from config.settings import read_source_secret
from etl.errands import refresh_now
from etl.sources.child import DONE
from etl.sources.fetching import Elsewhere
from etl.sources.order import Fetched, Order
from etl.sources.taking import NO_ROOM, take
from etl.sources.trouble import Trouble, trouble_of
from store.definitions import apply
from store.files import Files
from store.known_files import read_known_files
from store.observations import read_observations
from store.runs import Run, RunSource, ask_for_run, finish_run, read_failing, record_sources, start_run
from store.viewer import OPERATOR
from tests.rooms import House, settings_in, small_alliance
from tests.servers.web import Asked, Web

FIGURES = "indikator;område;periode;værdi;status\nantal;;2021;{};\n"
NAME = "FREMDRIFT_SOURCE_PARTNER"


def says(figure: int, etag: str) -> Callable[[Asked], None]:
    def answer(asked: Asked) -> None:
        is_same = asked.headers.get("If-None-Match") == etag
        asked.say(status=304) if is_same else asked.say(FIGURES.format(figure).encode(), ETag=etag)

    return answer


def declare(house: House, *feeds: dict[str, Any]) -> None:
    """The partner's files lie at these places."""
    usual = {"way": "web", "intranet_host": "127.0.0.1", "limit_seconds": 20}
    partner = {"slug": "partner", "name": "Partneren", "delivers": True, "collect": [usual | one for one in feeds]}
    secretariat = {"slug": "sekretariat", "name": "Sekretariatet", "roles": [{"role": "backbone"}], "delivers": True}
    with house.store.writing() as connection:
        apply(connection, small_alliance(organisations=[secretariat, partner]), "file", house.clock())


def outcomes(run: Run) -> dict[str, str]:
    return {one.source: one.outcome for one in run.sources}


def values(house: House) -> list[float | None]:
    with house.store.reading() as connection:
        return [one.value for one in read_observations(connection, "proeve", OPERATOR, ["antal"])]


def test_a_source_goes_in_once_and_again_when_it_changes(house: House, web: Web) -> None:
    declare(house, {"key": "ark", "address": web.url("/tal.csv")})
    web.does["/tal.csv"] = says(95, '"a"')
    assert outcomes(refresh_now(house.room)) == {"ark": "accepted"}
    assert outcomes(refresh_now(house.room)) == {"ark": "unchanged"}
    web.does["/tal.csv"] = says(95, '"b"')
    assert outcomes(refresh_now(house.room)) == {"ark": "unchanged"}, "another version with the same bytes"
    with house.store.reading() as connection:
        assert [one.mark for one in read_known_files(connection).values()] == ['etag:"b"']
    web.does["/tal.csv"] = says(96, '"c"')
    run = refresh_now(house.room)
    assert (outcomes(run), run.sources[0].counts["changed"]) == ({"ark": "accepted"}, 1)
    assert values(house) == [96]
    assert [path.name for path in house.room.files.folder.iterdir() if path.name.startswith(".")] == []


def test_what_fails_stops_no_other_and_takes_no_figure_away(sqlite_house: House, web: Web) -> None:
    house = sqlite_house
    declare(
        house,
        {"key": "ark", "address": web.url("/tal.csv")},
        {"key": "lukket", "address": web.url("/lukket.csv")},
        {"key": "haenger", "address": web.url("/haenger.csv"), "limit_seconds": 1},
    )
    web.does["/tal.csv"] = says(95, '"a"')
    web.does["/lukket.csv"] = lambda asked: asked.say(status=403)
    web.does["/haenger.csv"] = lambda asked: web.over.wait(60) and None
    folder = house.room.settings.inbox / "proeve" / "sekretariat"
    folder.mkdir(parents=True)
    _aged(shutil.copy(house.workbook([["kommuner", "Aarhus", 2021, 3, None]]), folder / "tal.xlsx"))
    run = refresh_now(house.room)
    assert outcomes(run) == {"inbox/tal.xlsx": "accepted", "ark": "accepted", "lukket": "failed", "haenger": "failed"}
    told = {one.source: one.problems[0]["code"] for one in run.sources if one.outcome == "failed"}
    assert told == {"lukket": "source_no_access", "haenger": "source_slow"}
    web.does["/haenger.csv"] = lambda asked: asked.say(status=404)
    web.does["/tal.csv"] = lambda asked: asked.say(status=404)
    assert outcomes(refresh_now(house.room))["ark"] == "failed"
    assert values(house) == [95]
    web.does["/tal.csv"] = says(95, '"a"')
    assert outcomes(refresh_now(house.room))["ark"] == "unchanged", "what was known of it is still known"


def test_nobody_is_told_before_the_fifth_night_and_nobody_after_it_went_well(house: House) -> None:
    """Told by the runs as `refresh` notes them: failed at night, and failed again when asked for the same day."""

    def night(*told: tuple[str, str]) -> None:
        for _ in range(2):
            with house.store.writing() as connection:
                number = ask_for_run(connection, None, "test", house.clock())
                start_run(connection, number, house.clock())
                rows = [
                    RunSource("proeve", "partner", source, outcome, None, {}, [{"code": outcome}], house.clock())
                    for source, outcome in told
                ]
                record_sources(connection, number, [(row, None) for row in rows])
                finish_run(connection, number, house.clock())
        house.clock.forward(days=1)

    def failing(nights: int = 5) -> list[tuple[str, int]]:
        with house.store.reading() as connection:
            return [(one.place, one.nights) for one in read_failing(connection, nights)]

    for number in range(1, 8):
        night(("sky", "failed"), ("ark/a.csv", "failed" if number > 1 else "accepted"), ("inbox/a.csv", "unchanged"))
        expected = [("ark", number - 1)] * (number > 5) + [("sky", number)] * (number > 4)
        assert failing() == expected
    with house.store.writing() as connection:  # one of another alliance says nothing of these
        number = ask_for_run(connection, "en-anden", "test", house.clock())
        finish_run(connection, number, house.clock())
        (first, second) = read_failing(connection)
    assert (first.alliance, first.organisation, first.problem["code"]) == ("proeve", "partner", "failed")
    assert (house.clock() - second.since).days == 7
    night(("ark/a.csv", "accepted"))
    assert failing() == []
    assert failing(1) == []


@pytest.mark.parametrize(
    ("variables", "code", "reason"),
    [
        ({}, "source_secret_missing", "nobody set it"),
        ({NAME: "hemmeligt"}, "source_secret_missing", "nobody said to whom it may be told"),
        ({NAME: "hemmeligt", f"{NAME}_HOST": "sky.example.dk"}, "source_secret_host", "the address was changed since"),
    ],
)
def test_a_secret_is_told_to_no_host_but_its_own(
    sqlite_house: House, web: Web, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], code: str, reason: str
) -> None:
    declare(sqlite_house, {"key": "ark", "address": web.url("/tal.csv"), "user": "anna", "secret": NAME})
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    run = refresh_now(sqlite_house.room)
    assert (run.sources[0].problems[0]["code"], web.asked) == (code, []), reason
    assert "hemmeligt" not in str(run)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "ord").write_text("hemmeligt\n", encoding="utf-8")
    found = read_source_secret(NAME, {f"{NAME}_FILE": str(tmp_path / "ord"), f"{NAME}_HOST": "Sky.example.dk"})
    assert found is not None
    assert (found.value, found.host) == ("hemmeligt", "sky.example.dk")
    assert "hemmeligt" not in repr(found)
    assert read_source_secret(NAME, {f"{NAME}_FILE": str(tmp_path / "intet"), f"{NAME}_HOST": "x"}) is None


def _aged(path: Any) -> None:
    import os
    import time

    os.utime(path, (time.time() - 60,) * 2)


def test_places_are_tried_without_storing_anything(sqlite_house: House, web: Web) -> None:
    declare(
        sqlite_house,
        {"key": "ark", "address": web.url("/tal.csv")},
        {"key": "lukket", "address": web.url("/lukket.csv")},
    )
    web.does["/tal.csv"] = says(95, '"a"')
    web.does["/lukket.csv"] = lambda asked: asked.say(status=403)
    settings = sqlite_house.room.settings
    environment = {"FREMDRIFT_HOME": str(settings.home), "FREMDRIFT_DATABASE_URL": settings.database_url}
    tried = CliRunner().invoke(fremdrift.cli, ["sources", "--json", "--alliance", "proeve"], env=environment)
    assert tried.exit_code == 4
    told = json.loads(tried.stdout)["sources"]
    assert [(one["source"], one["state"]) for one in told] == [("ark", "new"), ("lukket", "failed")]
    assert told[1]["problem"]["code"] == "source_no_access"
    shown = CliRunner().invoke(fremdrift.cli, ["sources"], env=environment).stdout
    assert "new        proeve/partner ark (" in shown
    assert "gives no access" in shown
    assert values(sqlite_house) == []
    assert list(sqlite_house.room.files.folder.iterdir()) == []


def test_a_full_disk_of_ours_ends_the_fetching(tmp_path: Path) -> None:
    """What the process tells of it is no failure of the source; the refresh is done again when there is room."""

    class Full:
        def ask(self, order: Order, folder: Path) -> tuple[list[dict[str, Any]], str]:
            return [Fetched("tal.csv", failure=NO_ROOM).to_json()], DONE

    elsewhere = Elsewhere(settings_in(tmp_path, "sqlite://"), Files(tmp_path / "files"), [], {}, Full())  # type: ignore[arg-type]
    with pytest.raises(OSError, match="No space"):
        elsewhere.fetch(Order("ark", "web", "https://example.dk", 1, 1))


def test_a_full_disk_is_told_apart_from_a_network_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order("ark", "web", "https://example.dk", 1000, 1)
    for number, code in ((errno.ENOSPC, NO_ROOM), (errno.ECONNRESET, "source_unreachable")):

        def fails(files: Files, stream: object, most: int, number: int = number) -> object:
            raise OSError(number, "")

        monkeypatch.setattr(Files, "receive", fails)
        with pytest.raises(OSError if code != NO_ROOM else Trouble) as found:
            take(tmp_path, order, io.BytesIO(), Fetched("tal.csv"))
        assert trouble_of(found.value).code == code
