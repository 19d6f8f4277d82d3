"""From figures to what is shown: shared, parts and comparisons, with a snapshot of every verdict that is new."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from etl.errands import submit
from etl.jobs import assess_again
from store.clock import danish_day
from store.definitions import apply
from store.published import PublishedSeries, read_published
from store.schema import indicator, published, snapshot
from store.versions import read_version
from store.viewer import PUBLIC
from tests.rooms import HEADINGS, NOW, House, small_alliance

RATE_HEADINGS = [*HEADINGS, "tæller", "nævner"]
AARHUS, KOEBENHAVN = "0751 Aarhus", "0101 København"


def _indicator(code: str, **fields: Any) -> dict[str, Any]:
    """An indicator by place; its shared series is combined from them unless told otherwise."""
    plain = {
        "code": code,
        "goal": "faerre",
        "title": code,
        "unit": "ting",
        "frequency": "annual",
        "lag_months": 6,
        "kind": "rate",
        "direction": "decrease",
        "by_area": True,
        "area": "alle kommuner",
    }
    return plain | fields


MORE = [
    _indicator("pr_1000", combine="pooled_rate", per=1000),
    _indicator("gennemsnit", combine="mean"),
    _indicator("sammen", combine="given"),
    _indicator("syd", area="Syd", by_area=False, comparison_areas=["Danmark"]),
    _indicator(
        "to_kommuner",
        kind="count",
        combine="sum",
        coverage={"expected": 2, "unit": "kommuner"},
        comparison_areas=["Danmark"],
    ),
]


@pytest.fixture
def wide(house: House) -> House:
    """The small alliance with an indicator for each rule of combining."""
    document = small_alliance().model_dump(mode="json", by_alias=True)
    declared = small_alliance(areas=["alle kommuner", "Syd"], indicators=[*document["indicators"], *MORE])
    with house.store.writing() as connection:
        apply(connection, declared, "file", NOW)
    return house


def _submit(house: House, rows: list[list[Any]], who: str = "sekretariat", headings: list[str] | None = None) -> Any:
    done = submit(house.room, house.workbook(rows, headings=headings), "proeve", who)
    assert done.outcome in ("accepted", "unchanged"), done.report
    return done


def _shown(house: House, code: str) -> list[PublishedSeries]:
    with house.store.reading() as connection:
        return read_published(connection, "proeve", PUBLIC, danish_day(house.clock()), code)


def _shared(house: House, code: str) -> PublishedSeries:
    first = _shown(house, code)[0]
    assert (first.role, first.subject) == ("shared", "shared")
    return first


def _points(one: PublishedSeries) -> dict[str, tuple[float | None, str]]:
    return dict(zip(one.points.periods, zip(one.points.values, one.points.statuses, strict=True), strict=True))


def _snapshots(house: House, code: str) -> list[sa.Row[Any]]:
    query = sa.select(snapshot).join(indicator).where(indicator.c.code == code).order_by(snapshot.c.snapshot_id)
    with house.store.reading() as connection:
        return list(connection.execute(query))


def _count(house: House) -> int:
    with house.store.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(snapshot)).scalar() or 0


def _version(house: House) -> int:
    with house.store.reading() as connection:
        return read_version(connection)


# Snapshots


def test_every_verdict_has_a_snapshot_of_what_it_was_made_from(house: House) -> None:
    rows = [
        ["antal", None, 2021, 95, "foreløbig"],
        *(["kommuner", place, 2021, 3, None] for place in ("Aarhus", "0101")),
    ]
    _submit(house, rows)
    for code, subjects in (("antal", 1), ("kommuner", 3)):
        kept = {one.subject: one for one in _snapshots(house, code)}
        shown = _shown(house, code)
        assert set(kept) == {one.subject for one in shown}
        assert len(kept) == subjects
        for one in shown:
            row = kept[one.subject]
            assert row.result == one.verdict
            assert row.assessed_on == date(2026, 11, 23)
            assert row.recorded_at == NOW
            assert {"name": row.method, "version": row.method_version} == one.verdict["method"]
            whole = json.dumps([row.inputs, one.verdict["method"]], sort_keys=True)
            assert row.inputs_sha256 == hashlib.sha256(whole.encode()).hexdigest()
    (antal,) = _snapshots(house, "antal")
    assert antal.inputs["points"] == [{"period": "2021", "value": 95.0, "status": "P"}]
    assert (antal.inputs["direction"], antal.inputs["baseline_period"], antal.inputs["baseline_value"]) == (
        *("decrease", "2020"),
        100.0,
    )
    assert antal.inputs["targets"] == [{"value": 50.0, "period": "2030", "adopted": "2020-06-01"}]
    assert "assessed_on" not in antal.inputs, "it stands in a column of its own"


def test_importing_again_stores_no_new_snapshot(house: House) -> None:
    rows = [["antal", None, 2021, 95, None], ["kommuner", "Aarhus", 2021, 3, None]]
    _submit(house, rows)
    assess_again(house.room)  # the first look at what nobody has delivered is kept too
    before = _count(house)
    _submit(house, rows)
    _submit(house, [*rows, ["antal", "Danmark", "2021", 95, "endelig"]])
    assess_again(house.room)
    assert _count(house) == before
    _submit(house, [["antal", None, 2022, 90, None]])
    assert _count(house) == before + 1, "one figure, one series"


def test_a_correction_and_its_undoing_are_each_a_snapshot(house: House) -> None:
    for value in (95, 96, 95):
        house.clock.forward(hours=1)
        _submit(house, [["antal", None, 2021, value, None]])
    assert [one.inputs["points"][0]["value"] for one in _snapshots(house, "antal")] == [95, 96, 95]


def test_a_new_promise_is_a_new_snapshot_and_a_new_title_is_none(house: House) -> None:
    _submit(house, [["antal", None, 2021, 95, None], ["antal", None, 2022, 90, None]])
    document = small_alliance().model_dump(mode="json", by_alias=True)
    for fields, expected in (
        ({"definition": "Bare en forklaring"}, 1),
        ({"targets": [{"value": 20, "period": 2030}]}, 2),
    ):
        document["indicators"][0] |= fields
        with house.store.writing() as connection:
            apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())
        assess_again(house.room)
        assert len([one for one in _snapshots(house, "antal") if one.inputs["points"]]) == expected


def test_a_new_day_alone_is_no_new_snapshot_until_something_is_said_anew(house: House) -> None:
    house.clock.moment = datetime(2023, 6, 29, 12, tzinfo=UTC)
    _submit(house, [["antal", None, 2020, 100, None], ["antal", None, 2021, 95, None]])
    (first,) = _snapshots(house, "antal")
    assert first.result["overlays"] == []
    for moment, expected, why in (
        (datetime(2023, 6, 30, 12, tzinfo=UTC), [[]], "the day on which the value for 2022 is due"),
        (datetime(2023, 6, 30, 22, 30, tzinfo=UTC), [[], ["stale"]], "half past midnight on 1 July in Denmark"),
        (datetime(2023, 7, 2, 12, tzinfo=UTC), [[], ["stale"]], "stale it was already"),
        (datetime(2024, 7, 2, 12, tzinfo=UTC), [[], ["stale"]], "a year later"),
    ):
        house.clock.moment = moment
        assess_again(house.room)
        kept = [one for one in _snapshots(house, "antal") if one.inputs["points"]]
        assert [one.result["overlays"] for one in kept] == expected, why
    assert _shared(house, "antal").verdict["assessed_on"] == "2024-07-02"
    assert [one.assessed_on for one in kept] == [date(2023, 6, 29), date(2023, 7, 1)]
    assert kept[0].inputs_sha256 == kept[1].inputs_sha256
    _submit(house, [["antal", None, 2022, 90, None], ["antal", None, 2023, 85, None]])
    assert _shared(house, "antal").verdict["overlays"] == []


# Versions


def test_the_version_grows_with_everything_that_is_published(house: House) -> None:
    assert _version(house) == 0
    seen = [0]
    for rows in ([["antal", None, 2021, 95, None]], [["kommuner", "Aarhus", 2021, 3, None]]):
        _submit(house, rows)
        seen.append(_version(house))
    assess_again(house.room)
    seen.append(_version(house))
    assert seen == sorted(set(seen)), seen


def test_only_what_a_file_changes_is_published_anew(house: House) -> None:
    _submit(house, [["antal", None, 2021, 95, None], ["kommuner", "Aarhus", 2021, 3, None]])
    query = sa.select(indicator.c.code, published.c.version).join(
        published, published.c.indicator_id == indicator.c.indicator_id
    )
    with house.store.reading() as connection:
        before = {row.code: row.version for row in connection.execute(query)}
    _submit(house, [["antal", None, 2021, 96, None], ["kommuner", "Aarhus", 2021, 3, None]])
    with house.store.reading() as connection:
        after = {row.code: row.version for row in connection.execute(query)}
    assert after["antal"] == _version(house) > before["antal"]
    assert after["kommuner"] == before["kommuner"]
    unchanged = _version(house)
    _submit(house, [["antal", None, 2021, 96, None]])
    assert _version(house) == unchanged


def test_a_refused_file_publishes_nothing(house: House) -> None:
    done = submit(house.room, house.workbook([["antal", None, 2021, -1, None]]), "proeve", "sekretariat")
    assert done.outcome == "rejected"
    assert (_version(house), _count(house)) == (0, 0)


# Roles


def test_shared_parts_and_comparisons(wide: House) -> None:
    rows = [["to_kommuner", place, year, 10, None] for place in ("Aarhus", "0101", "Danmark") for year in (2020, 2021)]
    _submit(wide, rows)
    shown = _shown(wide, "to_kommuner")
    assert [(one.role, one.area) for one in shown] == [
        ("shared", "alle kommuner"),
        ("part", AARHUS),
        ("part", KOEBENHAVN),
        ("comparison", "Danmark"),
    ]
    assert _points(shown[0]) == {"2020": (20.0, "A"), "2021": (20.0, "A")}, "a comparison is no part of the sum"
    comparison = shown[3].verdict
    assert comparison["verdict"] == "not_assessed"
    assert comparison["reason"] == {"da": "Vises til sammenligning", "en": "Shown for comparison"}
    assert (shown[0].points.submissions, shown[0].points.cells) == ([None, None], [None, None])
    assert shown[1].points.cells == ["D2", "D3"]


def test_an_indicator_of_one_place_beside_the_country(wide: House) -> None:
    _submit(wide, [["syd", None, 2021, 10, None], ["syd", "Danmark", 2021, 8, None]])
    assert [(one.role, one.area, one.organisation) for one in _shown(wide, "syd")] == [
        ("shared", "Syd", "sekretariat"),
        ("comparison", "Danmark", "sekretariat"),
    ]


def test_dimensions_are_parts_and_never_the_shared_series(house: House) -> None:
    headings = ["indikator", "periode", "værdi", "køn"]
    _submit(house, [["andel", "2021-Q1", 40, "kvinder"], ["andel", "2021-Q1", 50, "mænd"]], headings=headings)
    shown = _shown(house, "andel")
    assert [(one.role, one.dimensions) for one in shown] == [
        ("shared", {}),
        ("part", {"koen": "kvinder"}),
        ("part", {"koen": "mænd"}),
    ]
    assert shown[0].points.periods == [], "nobody has given the whole, and halves are not added up"
    _submit(house, [["andel", "2021-Q1", 45, None]], headings=headings)
    assert _points(_shared(house, "andel")) == {"2021-Q1": (45.0, "A")}


def test_an_indicator_that_nobody_has_delivered_is_still_told(house: House) -> None:
    assess_again(house.room)
    for code, verdict in (("antal", "not_enough_data"), ("kommuner", "not_assessed"), ("andel", "not_enough_data")):
        (only,) = _shown(house, code)
        assert (only.verdict["verdict"], only.points.periods) == (verdict, [])
        assert only.verdict["sentence"]["da"]
    assert _shared(house, "kommuner").verdict["reason"]["da"] == "Vurderes for hvert område for sig"


# Combining


def test_a_pooled_rate_is_made_from_numerators_and_denominators(wide: House) -> None:
    rows = [
        ["pr_1000", "Aarhus", 2021, 100, None, 10, 100],
        ["pr_1000", "0101", 2021, 2, None, 2, 1000],
        ["pr_1000", "Aarhus", 2022, 100, None, 10, 100],
        ["pr_1000", "0101", 2022, 2, None, None, None],
        ["pr_1000", "Aarhus", 2023, 100, None, 10, 100],
        ["pr_1000", "Aarhus", 2024, 0, None, 0, 0],
        ["pr_1000", "0101", 2024, 0, None, 0, 0],
    ]
    _submit(wide, rows, headings=RATE_HEADINGS)
    shared = _shared(wide, "pr_1000")
    assert list(_points(shared)) == ["2021"], "no rate without a denominator, without a part, or over nothing"
    value = _points(shared)["2021"][0]
    assert value == pytest.approx((10 + 2) / (100 + 1000) * 1000)
    assert value != pytest.approx((100 + 2) / 2), "the mean of rates is another number"


def test_a_sum_and_a_mean_only_where_every_part_has_a_value(wide: House) -> None:
    rows = [
        row
        for code in ("kommuner", "gennemsnit")
        for row in (
            *([code, "Aarhus", 2021, 3, None], [code, "0101", 2021, 10, None]),
            *([code, "Aarhus", 2022, 3, None], [code, "0101", 2022, None, "mangler"]),
            *([code, "Aarhus", 2023, 3, None], [code, "0101", 2023, None, "intet at indberette"]),
            [code, "Aarhus", 2024, 3, None],
            *([code, "Aarhus", 2025, 0, None], [code, "0101", 2025, 10, None]),
        )
    ]
    _submit(wide, rows)
    assert _points(_shared(wide, "kommuner")) == {"2021": (13.0, "A"), "2025": (10.0, "A")}
    assert _points(_shared(wide, "gennemsnit")) == {"2021": (6.5, "A"), "2025": (5.0, "A")}


def test_parts_of_two_organisations_add_up(wide: House) -> None:
    _submit(wide, [["kommuner", "Aarhus", 2021, 3, None]])
    _submit(wide, [["kommuner", "0101", 2021, 10, None]], who="partner")
    shown = _shown(wide, "kommuner")
    assert _points(shown[0]) == {"2021": (13.0, "A")}
    assert [one.organisation for one in shown] == [None, "sekretariat", "partner"]


@pytest.mark.parametrize("later", ["sekretariat", "partner"])
def test_of_two_who_give_the_same_figure_the_one_declared_first_counts(wide: House, later: str) -> None:
    """Whoever comes last: the order of arrival decides nothing."""
    given = {"sekretariat": [[2021, 95], [2022, 90]], "partner": [[2021, 70], [2023, 60]]}
    for who in sorted(given, key=lambda one: one == later):
        _submit(wide, [["antal", None, year, value, None] for year, value in given[who]], who=who)
    shared = _shared(wide, "antal")
    assert _points(shared) == {"2021": (95.0, "A"), "2022": (90.0, "A"), "2023": (60.0, "A")}
    assert shared.organisation is None
    assert len(_shown(wide, "antal")) == 1


def test_what_is_given_for_the_whole_is_not_added_up(wide: House) -> None:
    _submit(wide, [["kommuner", place, 2021, value, None] for place, value in (("Aarhus", 3), ("0101", 10))])
    _submit(wide, [["kommuner", "alle kommuner", 2021, 500, None]])
    shared = _shared(wide, "kommuner")
    assert _points(shared) == {"2021": (500.0, "A")}
    assert not shared.verdict.get("coverage")


WEAKEST = [
    ("endelig", "endelig", "A"),
    ("foreløbig", "endelig", "P"),
    ("endelig", "foreløbig", "P"),
    ("skøn", "foreløbig", "E"),
    ("endelig", "skøn", "E"),
    ("fremskrivning", "foreløbig", "F"),
    ("skøn", "fremskrivning", "F"),
]


def test_a_combined_value_is_as_certain_as_its_weakest_part(wide: House) -> None:
    rows = [
        ["kommuner", place, year, 30, word]
        for year, (first, second, _) in enumerate(WEAKEST, start=2010)
        for place, word in (("Aarhus", first), ("0101", second))
    ]
    _submit(wide, rows)
    assert _shared(wide, "kommuner").points.statuses == [combined for *_, combined in WEAKEST]


def test_how_many_of_how_many_are_there(wide: House) -> None:
    wide.clock.moment = datetime(2022, 3, 1, tzinfo=UTC)
    for place, parts, overlays in (("Aarhus", 1, ["partial"]), ("0101", 2, [])):
        _submit(wide, [["to_kommuner", place, year, 10, None] for year in (2019, 2020)])
        shared, *others = _shown(wide, "to_kommuner")
        unit = {"da": "kommuner", "en": "kommuner"}
        assert shared.verdict["coverage"] == {"parts": parts, "expected": 2, "unit": unit}
        assert shared.verdict["overlays"] == overlays
        assert all("partial" not in one.verdict["overlays"] for one in others)


def test_a_shown_point_knows_its_file_and_its_earlier_values(house: House) -> None:
    first = _submit(house, [["antal", None, 2021, 95, "foreløbig"]])
    house.clock.forward(days=1)
    second = _submit(house, [["antal", None, 2020, 100, None], ["antal", None, 2021, 96, None]])
    points = _shared(house, "antal").points
    assert (points.periods, points.values, points.statuses) == (["2020", "2021"], [100.0, 96.0], ["A", "A"])
    assert points.submissions == [second.token, second.token] != [first.token] * 2
    assert (points.sheets, points.cells) == (["Indberetning"] * 2, ["D2", "D3"])
    assert points.known_from == ["2026-11-24"] * 2
    assert points.earlier == [[], [[95.0, "P", "2026-11-23"]]]
