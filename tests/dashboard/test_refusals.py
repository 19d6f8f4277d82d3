"""The secretariat can see that a file was refused for personal data, on `/runs`, and nothing of what was in it."""

from __future__ import annotations

from config.language import format_moment
from etl.errands import submit
from store.refusals import count_refusals, read_refusals
from tests.people import administrator_of
from tests.rooms import House

NUMBER = "010111-9876"  # invented: somebody born in 1911


def page(house: House, path: str) -> str:
    client = administrator_of(house)
    return client.get(path).get_data(as_text=True)


def test_a_refusal_is_counted_and_its_hash_is_shown(house: House) -> None:
    assert "refusals" not in page(house, "/runs"), "nothing has happened"
    submit(house.room, house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    path = house.workbook([["antal", None, 2022, 90, f"ring til {NUMBER}"]])
    done = submit(house.room, path, "proeve", "partner")
    quoting = house.workbook([["antal", None, 2022, 90, '"code": "personal_data"']])  # a cell's text is no code
    assert submit(house.room, quoting, "proeve", "partner").report["problems"][0]["code"] == "status_unknown"
    with house.store.reading() as connection:
        assert count_refusals(connection, ["proeve"]) == 1
        assert [one.sha256 for one in read_refusals(connection, ["proeve"])] == [done.sha256]
    for path, words in (("/runs", "Antal i alt: 1."), ("/en/runs", "Number in all: 1.")):
        shown = page(house, path)
        assert words in shown
        assert done.sha256 in shown
        assert f"/upload/{done.token}" in shown
        assert "Partneren" in shown
        assert NUMBER not in shown
        assert format_moment(done.received_at, "en" if "en" in path else "da") in shown
    assert "refusals" in page(house, "/runs").split("<h1>")[1]


def test_a_file_that_was_only_checked_counts_too(sqlite_house: House) -> None:
    path = sqlite_house.workbook([["antal", None, 2022, NUMBER, None]])
    submit(sqlite_house.room, path, "proeve", "partner", check_only=True)
    with sqlite_house.store.reading() as connection:
        assert count_refusals(connection, ["proeve"]) == 1
