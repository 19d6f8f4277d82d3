"""The table beside the chart: the mock's rows, and six kinds of nothing that stay apart."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.table import Row, headings, rows
from tests.dashboard.demo_series import demo
from tests.dashboard.made_series import indicator, series


def table(code: str, language: Any = "da", area: str | None = None) -> dict[str, Row]:
    shown = demo()[code]
    return {row.code: row for row in rows(shown.indicator, shown.area(area) if area else shown.shared, language)}


def made(given: list[tuple[Any, ...]], **fields: Any) -> dict[str, Row]:
    declared = indicator(**fields)
    return {row.code: row for row in rows(declared, series(declared, given), "da")}


def cells(row: Row) -> tuple[str, str, str, str, str]:
    return row.value, row.change, row.path, row.deviation, row.status


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("2009", ("48.670", "·", "·", "·", "endeligt")),
        ("2017", ("29.147", "·", "29.147", "0", "endeligt")),
        ("2018", ("29.015", "−132 (−0,5 pct.)", "25.956", "+3.059", "endeligt, databrud")),
        ("2019", ("24.705", "−4.310 (−14,9 pct.)", "22.765", "+1.940", "endeligt, først meldt 24.553")),
        ("2020", ("17.529", "−7.176 (−29,0 pct.)", "19.574", "−2.045", "endeligt")),
        ("2021", ("14.804", "−2.725 (−15,5 pct.)", "16.382", "−1.578", "foreløbigt")),
        ("2022", ("14.956", "+152 (+1,0 pct.)", "13.191", "+1.765", "endeligt, først meldt 14.899")),
        ("2023", ("14.844", "−112 (−0,7 pct.)", "10.000", "+4.844", "endeligt")),
        ("2024", ("mangler", "·", "·", "·", "ikke leveret")),
        ("2025", ("mangler", "·", "·", "·", "ikke leveret")),
        ("2026", ("ikke forfalden", "·", "·", "·", "·")),
    ],
)
def test_bo_trygt(year: str, expected: tuple[str, ...]) -> None:
    found = cells(table("indbrud")[year])
    assert tuple(text.replace("\u00a0", " ") for text in found) == expected


def test_periods_that_lack_together_share_a_row() -> None:
    row = table("indbrud")["2010"]
    assert (row.period, row.value, row.is_quiet) == ("2010–2016", "mangler", True)


def test_a_cancelled_count_says_why() -> None:
    row = table("unge_18_29")["2021"]
    assert (row.value, row.status) == ("aflyst", "Tællingen blev aflyst (Covid-19)")
    assert table("unge_18_29", "en")["2021"].value == "cancelled"


def test_a_projection_is_called_one() -> None:
    assert table("co2e_danmark")["2030"].status == "fremskrivning"


def test_six_kinds_of_nothing_stay_apart() -> None:
    given = [("2019", 9.0), ("2020", 0.0), ("2021", None, "L"), ("2022", None, "N"), ("2023", None, "M")]
    found = made([*given, ("2024", None, "Q"), ("2025", 8.0)])
    words = [found[year].value for year in ("2020", "2021", "2022", "2023", "2024", "2026")]
    assert words == ["0", "mangler", "intet at indberette", "ikke relevant", "færre end 5", "ikke forfalden"]


def test_a_hidden_value_is_not_in_the_table_nor_any_difference_from_it() -> None:
    declared = indicator()
    earlier = [[], [[3.0, "A", "2020-01-01"]], []]
    one = series(declared, [("2019", 9.0), ("2020", 4.0, "Q"), ("2021", 12.0)], earlier=earlier)
    found = {row.code: row for row in rows(declared, one, "da")}
    assert found["2020"].value == "færre end 5"
    assert (found["2020"].change, found["2021"].change) == ("·", "·")
    assert "først meldt" not in found["2020"].status


@pytest.mark.parametrize(
    ("fields", "before", "after", "expected"),
    [
        ({}, 400.0, 300.0, "−100 (−25,0 pct.)"),
        ({}, 12.0, 72.0, "+60"),  # no per cent on small counts
        ({}, 0.0, 5.0, "+5"),  # nothing to take a share of
        ({"kind": "rate", "decimals": 1}, 8.0, 6.0, "−2,0 (−25,0 pct.)"),
        ({"kind": "share", "unit": {"da": "pct. unge"}, "decimals": 1}, 8.0, 6.0, "−2,0 procentpoint"),
        ({"breaks": [{"period": "2020", "bridged": False, "reason": {"da": "x"}}]}, 400.0, 300.0, "·"),
        ({"breaks": [{"period": "2020", "bridged": True, "reason": {"da": "x"}}]}, 400.0, 300.0, "−100 (−25,0 pct.)"),
        ({"frequency": "biennial"}, 400.0, 300.0, "·"),  # a year apart is not this series' step
        ({"kind": "count", "may_be_negative": True}, -200.0, 300.0, "+500"),  # through zero there is no share
    ],
)
def test_change_only_where_it_means_something(
    fields: dict[str, Any], before: float, after: float, expected: str
) -> None:
    found = made([("2019", before), ("2020", after)], **fields)
    assert found["2020"].change.replace("\u00a0", " ") == expected


def test_headings_name_the_columns() -> None:
    shown = demo()["indbrud"]
    head = headings(shown.indicator, shown.shared, "da")
    assert (head.period, head.value, head.change) == ("År", "Indbrud", "Ændring på et år")
    assert headings(demo()["indbrud_kvartal"].indicator, demo()["indbrud_kvartal"].shared, "en").period == "Period"


def test_rows_are_in_order_and_each_period_stands_once() -> None:
    for shown in demo().values():
        for one in shown.series:
            codes = [row.code for row in rows(shown.indicator, one, "da")]
            assert codes == sorted(set(codes))


def test_a_series_without_rows_has_no_table() -> None:
    assert made([]) == {}
