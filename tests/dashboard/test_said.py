"""On an indicator's page: what was said on another day, and a person's own judgement beside the computed one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest

import progress.status
from dashboard.web import build
from etl.errands import submit
from etl.jobs import assess_again
from progress import verdict
from progress.judge import judge
from progress.verdict import Method
from store.definitions import apply
from tests.rooms import House, small_alliance

BEFORE = verdict.LINEAR.version
OVERRIDE = {
    "verdict": "on_track",
    "reason": {"da": "Tallet for 2025 er opgjort <for> højt.", "en": "The figure for 2025 is <too> high."},
    "author": "Anne Hansen",
    "expires": "2026-12-31",
}

Get = Callable[[str], str]


def _declare(house: House, **fields: Any) -> None:
    document = small_alliance().model_dump(mode="json", by_alias=True)
    document["indicators"][0] |= fields
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())
    assess_again(house.room)


def _submit(house: House, rows: list[list[Any]]) -> None:
    submit(house.room, house.workbook(rows), "proeve", "sekretariat", confirmed=True)


@pytest.fixture
def get(sqlite_house: House) -> Get:
    """Pages of an alliance that was on track in February 2026 and is moving away since 1 March."""
    house = sqlite_house
    house.clock.moment = datetime(2026, 2, 1, 12, tzinfo=UTC)
    figures = [["antal", None, year, 100 - 5 * (year - 2020), None] for year in range(2021, 2026)]
    _submit(house, [*figures, *(["kommuner", "Aarhus", year, year - 2000, None] for year in range(2018, 2026))])
    house.clock.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    _submit(house, [["antal", None, 2025, 120, None]])
    house.clock.moment = datetime(2026, 4, 1, 12, tzinfo=UTC)
    client = build(house.store, house.room.settings, house.clock).test_client()

    def _get(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200
        return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))

    return _get


PAGE = "/alliance/proeve/antal"
ANSWERS = [
    ("2026-02-15", ["Det sagde vi den 15. februar 2026", "På sporet", "Det seneste tal var dengang 75"]),
    ("2026-03-01", ["Det sagde vi den 1. marts 2026", "Går den forkerte vej", "Det seneste tal var dengang 120"]),
    ("2025-12-31", ["Det sagde vi den 31. december 2025", "Da havde vi ikke sagt noget"]),
    ("2026-04-02", ["Den dag er ikke kommet endnu"]),
    ("1. marts", ["Skriv en dag som 2026-03-01"]),
    ("0001-01-01", ["Skriv en dag som 2026-03-01"]),
    ("9999-12-31", ["Skriv en dag som 2026-03-01"]),
    ("2026-02-30", ["Skriv en dag som 2026-03-01"]),
]


@pytest.mark.parametrize(("asked", "told"), ANSWERS, ids=[asked for asked, _ in ANSWERS])
def test_what_was_said_on_a_day(get: Get, asked: str, told: list[str]) -> None:
    text = get(f"{PAGE}?said={asked}").split("Det sagde vi før")[1].split("Vælg en dag")[0]
    assert all(one in text for one in told), text


def test_in_english_too(get: Get) -> None:
    text = get(f"/en{PAGE}?said=2026-02-15").split("What we said before")[1]
    assert "This is what we said on 15 February 2026" in text
    assert "On track" in text.split("Choose a day")[0]
    assert f"version {BEFORE} of the method" in text


def test_the_days_of_change_are_links(get: Get, sqlite_house: House) -> None:
    text = get(PAGE).split("Det sagde vi før")[1]
    assert re.search(r"1\. marts 2026 : +Går den forkerte vej +1\. februar 2026 : +På sporet", text), text
    client = build(sqlite_house.store, sqlite_house.room.settings, sqlite_house.clock).test_client()
    page = client.get(PAGE).get_data(as_text=True)
    links = [unescape(one) for one in re.findall(r'href="([^"]+said=[^"]+)"', page)]
    assert links == [f"{PAGE}?said=2026-03-01#sagt", f"{PAGE}?said=2026-02-01#sagt"]


def test_a_place_has_answers_of_its_own(get: Get) -> None:
    text = get("/alliance/proeve/kommuner?area=0751+Aarhus&said=2026-02-15")
    assert "Det seneste tal var dengang 25" in text


def test_another_method_than_todays_is_told(get: Get, sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "I dag bruger vi" not in get(f"{PAGE}?said=2026-02-15")
    new = Method("linear", "9.9")
    monkeypatch.setattr(verdict, "LINEAR", new)
    monkeypatch.setattr(progress.status, "judge", lambda case: replace(judge(case), method=new))
    assess_again(sqlite_house.room)
    text = get(f"{PAGE}?said=2026-02-15")
    told = f"Vurderet første gang 1. februar 2026 med metodens version {BEFORE}. I dag bruger vi version 9.9."
    assert told in text


def test_an_override_stands_beside_the_computed_verdict(get: Get, sqlite_house: House) -> None:
    _declare(sqlite_house, override=OVERRIDE)
    text = get(PAGE)
    line = (
        r"Sekretariatet vurderer: På sporet *, fordi tallet for 2025 er opgjort <for> højt "
        r"\(Anne Hansen, til 31\. december 2026\)\. Beregnet: Går den forkerte vej\."
    )
    assert re.search(line, re.sub(r" +", " ", text)), text[:3000]
    assert "Tilsidesat af Anne Hansen" in text
    english = get(f"/en{PAGE}")
    assert "The secretariat judges:" in english
    assert "because the figure for 2025 is <too> high (Anne Hansen, until 31 December 2026)" in english


@pytest.mark.parametrize("path", ["/", "/alliance/proeve"])
def test_lists_keep_the_computed_word_and_a_flag(get: Get, sqlite_house: House, path: str) -> None:
    before = get(path)
    _declare(sqlite_house, override=OVERRIDE)
    after = get(path)
    assert "Tilsidesat af Anne Hansen" in after
    assert "Tilsidesat" not in before
    assert after.count("Går den forkerte vej") == before.count("Går den forkerte vej") > 0
    assert after.count("På sporet") == before.count("På sporet"), "it is rolled up as computed"


def test_what_was_said_then_tells_the_override_of_then(get: Get, sqlite_house: House) -> None:
    _declare(sqlite_house, override=OVERRIDE | {"expires": "2026-04-10"})
    sqlite_house.clock.moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assess_again(sqlite_house.room)
    assert "Sekretariatet vurderer" not in get(PAGE)
    assert "(Anne Hansen, til 10. april 2026)" in get(f"{PAGE}?said=2026-04-05")
