"""The contract of the store, the same on SQLite and on PostgreSQL: vintages, as-of reading, provenance."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from etl.errands import submit
from store.clock import end_of_danish_day
from store.observations import read_observations, read_vintages
from store.viewer import OPERATOR, PUBLIC
from store.writing import add_single, supersede
from tests.rooms import House


def _values(house: House, as_of: date | None = None, **more):
    moment = end_of_danish_day(as_of) if as_of else None
    with house.store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["antal"], moment, **more)
    return {one.period: one for one in found}


def _submit(house: House, rows, **more):
    done = submit(house.room, house.workbook(rows), "proeve", "sekretariat", **more)
    assert done.outcome in ("accepted", "unchanged"), done.report
    return done


def test_a_figure_knows_its_file_sheet_and_cell(house):
    done = _submit(house, [["antal", None, 2021, 95, None]])
    (one,) = _values(house).values()
    assert (one.value, one.status, one.area) == (95, "A", "Danmark")
    assert (one.submission, one.sheet, one.cell) == (done.token, "Indberetning", "D2")
    assert one.known_from == done.received_at == house.clock()


def test_a_changed_value_is_a_new_vintage_and_the_old_one_stays_readable(house):
    _submit(house, [["antal", None, 2021, 95, "foreløbig"]])
    house.clock.forward(days=10)
    done = _submit(house, [["antal", None, 2021, 97, None]])
    assert done.report["counts"] == {"new": 0, "changed": 1, "unchanged": 0, "vanished": 0}
    assert _values(house)["2021"].value == 97
    assert _values(house, date(2026, 11, 25))["2021"].value == 95
    (one,) = _values(house, with_earlier=True).values()
    assert [earlier[:2] for earlier in one.earlier] == [(95.0, "P")]


def test_known_at_the_end_of_a_danish_day(house):
    house.clock.moment = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight on 1 July in Copenhagen
    _submit(house, [["antal", None, 2021, 95, None]])
    assert not _values(house, date(2026, 6, 30))
    assert _values(house, date(2026, 7, 1))


def test_the_same_bytes_twice_are_unchanged(house):
    path = house.workbook([["antal", None, 2021, 95, None], ["antal", None, 2022, 90, None]])
    first = submit(house.room, path, "proeve", "sekretariat")
    again = submit(house.room, path, "proeve", "sekretariat")
    assert (first.outcome, again.outcome) == ("accepted", "unchanged")
    assert again.report["counts"] == {"new": 0, "changed": 0, "unchanged": 2, "vanished": 0}
    assert all(one.submission == first.token for one in _values(house).values())


def test_the_same_bytes_after_a_correction_take_it_back(house):
    old = house.workbook([["antal", None, 2021, 95, None]])
    new = house.workbook([["antal", None, 2021, 97, None]])
    outcomes = []
    for path in (old, new, old):
        house.clock.forward(days=1)
        outcomes.append(submit(house.room, path, "proeve", "sekretariat").outcome)
    assert outcomes == ["accepted"] * 3
    assert _values(house)["2021"].value == 95


def test_history_brought_in_later_does_not_push_the_current_value_aside(house):
    _submit(house, [["antal", None, 2021, 97, None]])
    done = _submit(house, [["antal", None, 2021, 95, "foreløbig"]], known_from=date(2022, 1, 31))
    assert done.report["counts"]["new"] == 1
    assert _values(house)["2021"].value == 97
    assert _values(house, date(2022, 2, 1))["2021"].value == 95
    assert not _values(house, date(2022, 1, 30))


def test_several_vintages_of_one_figure_in_one_file(house):
    rows = [
        ["antal", 2021, 97, None, None],
        ["antal", 2021, 93, "foreløbig", "31-01-2022"],
        ["antal", 2021, 95, None, "30-06-2022"],
    ]
    path = house.workbook(rows, headings=["indikator", "periode", "værdi", "status", "kendt fra"])
    done = submit(house.room, path, "proeve", "sekretariat")
    assert done.outcome == "accepted", done.report
    assert _values(house)["2021"].value == 97
    known = {day: _values(house, day)["2021"].value for day in (date(2022, 2, 1), date(2022, 7, 1), date(2026, 11, 23))}
    assert list(known.values()) == [93, 95, 97]
    again = submit(house.room, house.workbook(rows, headings=["indikator", "periode", "værdi", "status", "kendt fra"]),
                   "proeve", "sekretariat")  # fmt: skip
    assert again.report["counts"]["unchanged"] == 3


def test_only_what_a_file_speaks_of_can_vanish_from_it(house):
    _submit(house, [["antal", None, 2021, 95, None], ["kommuner", "Aarhus", 2021, 3, None]])
    done = _submit(house, [["kommuner", "Aarhus", 2022, 4, None]])
    assert done.report["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "vanished": 1}
    (gone,) = [change for change in done.report["changes"] if change["kind"] == "vanished"]
    assert (gone["indicator"], gone["area"], gone["period"], gone["old"]) == ("kommuner", "0751 Aarhus", "2021", 3)


def test_a_vanished_value_is_counted_and_stays(house):
    _submit(house, [["antal", None, 2021, 95, None], ["antal", None, 2022, 90, None]])
    done = _submit(house, [["antal", None, 2022, 90, None]])
    assert done.outcome == "unchanged"
    assert done.report["counts"] == {"new": 0, "changed": 0, "unchanged": 1, "vanished": 1}
    assert _values(house)["2021"].value == 95


@pytest.mark.parametrize(
    ("value", "word", "stored"),
    [
        (0, None, (0.0, "A")),
        (None, "mangler", (None, "L")),
        (None, "ikke relevant", (None, "M")),
        (None, "intet at indberette", (None, "N")),
        (7, "skøn", (7.0, "E")),
    ],
    ids=["zero", "missing", "not applicable", "nothing to report", "estimate"],
)
def test_the_kinds_of_nothing_stay_apart(house, value, word, stored):
    _submit(house, [["antal", None, 2021, value, word]])
    one = _values(house)["2021"]
    assert (one.value, one.status) == stored


def test_a_check_stores_nothing(house):
    path = house.workbook([["antal", None, 2021, 95, None]])
    done = submit(house.room, path, "proeve", "sekretariat", check_only=True)
    assert (done.outcome, done.state) == ("checked", "checked")
    assert done.report["counts"]["new"] == 1
    assert not _values(house)


def test_the_public_never_reads_true_values(house):
    with house.store.reading() as connection, pytest.raises(PermissionError):
        read_observations(connection, "proeve", PUBLIC, ["antal"])


def test_partners_series_stay_apart_and_sum_up_only_when_all_are_there(house):
    for organisation, rows in (
        ("sekretariat", [["kommuner", "Aarhus", 2021, 10, None], ["kommuner", "Aarhus", 2022, 9, None]]),
        ("partner", [["kommuner", "0101", 2021, 20, None]]),
    ):
        done = submit(house.room, house.workbook(rows), "proeve", organisation)
        assert done.outcome == "accepted", done.report
    from etl.status import status

    with house.store.reading() as connection:
        found = status(connection, "proeve", OPERATOR, date(2026, 11, 23), None)
    (kommuner,) = [one for one in found["indicators"] if one["indicator"] == "kommuner"]
    assert kommuner["coverage"]["parts"] == 2
    assert kommuner["latest"] == {"period": "2021", "value": 30.0, "status": "A"}
    assert {one["area"] for one in kommuner["series"]} == {"alle kommuner", "0751 Aarhus", "0101 København"}


def test_a_single_vintage_takes_the_place_of_another(house):
    done = _submit(house, [["antal", None, 2021, 95, None]])
    house.clock.forward(days=1)
    with house.store.writing() as connection:
        ((series, vintage),) = read_vintages(connection, [1])
        row = {"series_id": series, "period": "2021", "value": 96.0, "numerator": None, "denominator": None,
               "status": "E", "source": "Bestyrelsen", "submission_id": done.submission_id, "sheet": "Ark",
               "cell": "AB12", "known_from": house.clock(), "superseded_at": None}  # fmt: skip
        supersede(connection, [vintage.observation_id], house.clock())
        add_single(connection, [row, row | {"period": "2022", "cell": "uden celle"}], house.clock())
    (one, other) = _values(house, with_earlier=True).values()
    assert (one.value, one.status, one.source, one.sheet, one.cell) == (96, "E", "Bestyrelsen", "Ark", "AB12")
    assert [earlier[:2] for earlier in one.earlier] == [(95.0, "A")]
    assert other.cell == "uden celle"
