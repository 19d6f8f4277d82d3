"""The description: what is joined, what is a gap, what was promised, and that nothing unknown is drawn."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.charts.description import Chart, path_chart
from dashboard.charts.wording import Words
from tests.dashboard.demo_series import demo, drawable
from tests.dashboard.made_series import indicator, series

MEASURED = ("final", "provisional")


def chart_of(code: str, language: Any = "da", area: str | None = None) -> Chart:
    shown = demo()[code]
    chosen = shown.area(area) if area else shown.shared
    return path_chart(shown.indicator, chosen, language, () if area else shown.comparisons)


def made(rows: list[tuple[Any, ...]], **fields: Any) -> Chart:
    declared = indicator(**fields)
    return path_chart(declared, series(declared, rows), "da")


def lines(chart: Chart, kind: str = "measured") -> list[list[float]]:
    """The years that each line joins."""
    return [[x - 0.5 for x, _ in segment.corners] for segment in chart.segments if segment.kind == kind]


@pytest.mark.parametrize(
    ("frequency", "years", "joined"),
    [
        ("annual", [2017, 2018, 2019], [[2017, 2018, 2019]]),
        ("annual", [2017, 2019], []),  # a year is lacking: two lone dots
        ("annual", [2016, 2017, 2019, 2020], [[2016, 2017], [2019, 2020]]),
        ("biennial", [2017, 2019, 2021], [[2017, 2019, 2021]]),  # every second year is all there is
        ("biennial", [2017, 2019, 2022, 2024], [[2017, 2019], [2022, 2024]]),  # three years apart: a gap
        ("biennial", [2017, 2018], []),  # not this series' own rhythm
        ("irregular", [2016, 2017, 2020], [[2016, 2017]]),  # joined only where the years follow each other
    ],
)
def test_lines_join_only_consecutive_periods_of_the_series_own_frequency(
    frequency: str, years: list[int], joined: list[list[float]]
) -> None:
    chart = made([(str(year), 100.0 - n) for n, year in enumerate(years)], frequency=frequency, kind="rate")
    assert lines(chart) == joined


@pytest.mark.parametrize(
    ("frequency", "period_type", "periods", "joined"),
    [
        ("annual", "S", ["2018-H1", "2019-H1", "2020-H1"], 3),  # first halves, once a year
        ("half_yearly", "S", ["2018-H1", "2018-H2", "2019-H1"], 3),
        ("quarterly", "Q", ["2019-Q4", "2020-Q1"], 2),
        ("monthly", "M", ["2019-12", "2020-01"], 2),
        ("weekly", "W", ["2020-W53", "2021-W01"], 2),
        ("school_year", "Y", ["2022/23", "2023/24"], 2),
        ("annual", "D", ["2022-11-01", "2023-11-01"], 2),  # a day each year, a year apart
        ("annual", "D", ["2022-11-01", "2024-11-01"], 0),
    ],
)
def test_every_frequency_knows_its_neighbours(
    frequency: str, period_type: str, periods: list[str], joined: int
) -> None:
    rows = [(period, 5.0 + n) for n, period in enumerate(periods)]
    chart = made(rows, frequency=frequency, period_type=period_type, kind="rate")
    assert sum(len(one.corners) for one in chart.segments) == joined


@pytest.mark.parametrize("bridged", [True, False])
def test_the_step_across_a_break_is_thin_and_the_break_has_its_cause(bridged: bool) -> None:
    cut = {"period": "2019", "bridged": bridged, "reason": {"da": "Ny opgørelse. Mere om det.", "en": "New count."}}
    chart = made([("2017", 9.0), ("2018", 8.0), ("2019", 7.0), ("2020", 6.0)], breaks=[cut], kind="rate")
    assert lines(chart, "break") == [[2018, 2019]]
    assert lines(chart) == [[2017, 2018], [2019, 2020]]
    (happening,) = chart.happenings
    assert (happening.text, happening.start, happening.end) == ("2019: ny opgørelse (databrud)", 2019.0, None)


def test_bo_trygt_shows_what_the_mock_shows() -> None:
    chart = chart_of("indbrud")
    assert chart.title == "Foran vejen i 2020 og 2021, bag den siden 2022"
    assert [round(x - 0.5) for x, _ in chart.path] == [2017, 2023]
    assert [(ring.text, ring.value) for ring in chart.rings] == [("Mål 2023: højst 10.000", 10000)]
    assert [target.text for target in chart.open_targets] == ["Nyt mål: højst 7.000, ingen frist"]
    assert chart.distance is not None
    assert (chart.distance.text, chart.distance.tone) == ("4.844 over målet", "ikke")
    assert [gap.short for gap in chart.gaps if gap.is_after] == ["ikke leveret"]
    assert [point.kind for point in chart.points if point.period == "2021"] == ["provisional"]
    assert chart.before == "Før det: 29.439 i 2005 og 48.670 i 2009."
    (zone,) = [one for one in chart.happenings if one.end]
    assert (zone.text, zone.start, zone.end) == ("Covid-19, 2020–21", 2020.0, 2022.0)


@pytest.mark.parametrize(
    ("event", "written", "end"),
    [
        ({"period": "2019", "until": "2020", "title": {"da": "Reform"}}, "Reform, 2019–20", 2021.0),
        ({"period": "2019", "title": {"da": "Reform"}}, "Reform, 2019", 2020.0),
        ({"period": "2019", "title": {"da": "1. maj 2019: reform"}}, "1. maj 2019: reform", 2020.0),
        ({"period": "2019-05-01", "title": {"da": "Reform"}}, "Reform, 1. maj 2019", None),  # a date is a line
    ],
)
def test_events_are_zones_or_lines_with_their_time(event: dict[str, Any], written: str, end: float | None) -> None:
    chart = made([("2018", 9.0), ("2019", 8.0), ("2020", 7.0)], events=[event])
    assert [(one.text, one.end) for one in chart.happenings] == [(written, end)]


def test_what_is_not_known_is_written_where_it_would_have_stood() -> None:
    assert "2021 mangler" in [gap.text for gap in chart_of("indbrud_pr_1000_boliger").gaps]
    gaps = {gap.text: gap for gap in chart_of("unge_18_29").gaps}
    assert {"2013 mangler", "aflyst 2021", "2024 mangler"} <= set(gaps)
    assert gaps["2024 mangler"].is_after
    assert "cancelled 2021" in [gap.text for gap in chart_of("unge_18_29", "en").gaps]


@pytest.mark.parametrize(
    ("status", "written"),
    [
        ("L", "2020 mangler"),
        ("M", "2020: ikke relevant"),
        ("N", "2020: intet at indberette"),
    ],
)
def test_each_kind_of_nothing_has_its_own_words(status: str, written: str) -> None:
    chart = made([("2018", 9.0), ("2019", 8.0), ("2020", None, status), ("2021", 7.0), ("2022", 7.0)])
    assert [gap.text for gap in chart.gaps if not gap.is_after] == [written]
    assert lines(chart) == [[2018, 2019], [2021, 2022]]


def test_zero_is_a_value() -> None:
    chart = made([("2018", 9.0), ("2019", 0.0), ("2020", 3.0)])
    assert [point.text for point in chart.points] == ["9", "0", "3"]
    assert lines(chart) == [[2018, 2019, 2020]]


def test_a_period_that_is_not_due_is_not_missing() -> None:
    chart = made([("2023", 9.0), ("2024", 8.0), ("2025", 7.0)])  # 2026 is due in mid-2027
    assert [gap for gap in chart.gaps if gap.is_after] == []


def test_a_hidden_count_is_nowhere_in_the_chart() -> None:
    rows = [("2018", 9.0), ("2019", 3.1415, "Q"), ("2020", None, "Q"), ("2021", 8.0), ("2022", 8.0)]
    chart = made(rows)
    hidden = [point for point in chart.points if point.kind == "suppressed"]
    assert [(point.period, point.text, point.value) for point in hidden] == [("2020", "færre end 5", None)]
    assert "3.1415" not in repr(chart)
    assert "3,1415" not in repr(chart)


@pytest.mark.parametrize(("name", "shown", "one"), drawable(), ids=[name for name, _, _ in drawable()])
def test_only_the_latest_measured_point_has_a_tone(name: str, shown: Any, one: Any) -> None:
    chart = path_chart(shown.indicator, one, "da")
    toned = [point for point in chart.points if point.tone]
    assert len(toned) == 1
    assert toned[0].kind in MEASURED
    told = one.verdict["latest"]
    assert (
        told is None or toned[0].text == Words(shown.indicator, "da").value(told["value"]) or one.verdict["is_trailing"]
    )


@pytest.mark.parametrize(
    ("code", "area", "form"),
    [
        ("indbrud", None, "path"),
        ("bekymrede", None, "baseline"),  # one number and a target without a deadline
        ("ensomhed_indskoling", None, "baseline"),
        ("unge_uden_for_ungdomsuddannelse", None, "compared"),
        ("overnatninger_1_halvaar", None, "bars"),
        ("byfond_ansoegninger", None, "bars"),
        ("co2e_kommuner_samlet", None, "path"),  # one number, but a way to go and a deadline
        ("unge_18_29_kommune", "Aalborg", "bars"),
    ],
)
def test_a_few_numbers_are_no_curve(code: str, area: str | None, form: str) -> None:
    assert chart_of(code, area=area).form == form


def test_no_numbers_no_chart() -> None:
    assert made([]).form == "none"
    assert made([("2020", None, "L")]).form == "none"


def test_a_projection_is_one_dotted_line_from_the_last_measurement() -> None:
    chart = chart_of("co2e_danmark")
    assert lines(chart, "projection") == [[2023, 2024, 2025, 2030]]
    assert chart.latest is not None
    assert chart.latest.period == "2023"


@pytest.mark.parametrize("status", ["F", "Q"])
def test_a_period_that_has_a_projection_or_a_hidden_count_is_not_called_undelivered(status: str) -> None:
    chart = made([("2022", 9.0), ("2023", 8.0), ("2024", 7.0 if status == "F" else None, status)])
    assert [gap.text for gap in chart.gaps if gap.is_after] == ["2025: ikke leveret"]


def test_parts_of_years_are_not_measured_against_the_sum_of_twelve_months() -> None:
    target = {"value": 4000, "period": "2024-Q4"}
    rows = [(f"{year}-Q{part}", 2000.0 - 10 * year % 7) for year in range(2018, 2023) for part in range(1, 5)]
    chart = made(
        rows,
        frequency="quarterly",
        kind="count",
        baseline={"period": "2018-Q4"},
        targets=[target],
    )
    assert (chart.path, chart.rings, chart.distance) == ((), (), None)
    assert "i de 12 måneder til og med 4. kvartal 2022" in chart.title


@pytest.mark.parametrize(
    ("more", "corners"),
    [
        ({}, [(2020, 100.0), (2030, 50.0)]),
        ({"milestones": [{"value": 90, "period": "2025"}]}, [(2020, 100.0), (2025, 90.0), (2030, 50.0)]),
    ],
)
def test_the_path_goes_through_its_milestones(more: dict[str, Any], corners: list[tuple[float, float]]) -> None:
    rows = [(str(year), 100.0 - year % 10) for year in range(2020, 2026)]
    chart = made(rows, baseline={"period": "2020"}, targets=[{"value": 50, "period": "2030"}], **more)
    assert [(x - 0.5, pytest.approx(y)) for x, y in chart.path] == corners


def test_a_geometric_path_is_curved() -> None:
    rows = [(str(year), 100.0 - year % 10) for year in range(2020, 2026)]
    chart = made(rows, baseline={"period": "2020"}, targets=[{"value": 25, "period": "2030"}], path="geometric")
    middle = next(value for x, value in chart.path if abs(x - 2025.5) < 1e-6)
    assert middle == pytest.approx(50.0)


def test_a_goal_to_stay_inside_shows_its_limits() -> None:
    chart = made([("2020", 8.0), ("2021", 9.0)], direction="keep", range=[7, 10], kind="rate")
    assert [(one.text, one.has_arrow) for one in chart.open_targets] == [("Mindst 7", False), ("Højst 10", False)]


def test_english_reads_english() -> None:
    chart = chart_of("indbrud", "en")
    assert chart.title == "Ahead of the path in 2020 and 2021, behind it since 2022"
    assert chart.rings[0].text == "Target 2023: at most 10,000"
    assert "mangler" not in chart.aria


def test_the_sentence_that_stands_for_the_picture() -> None:
    assert chart_of("indbrud").aria == (
        "Anmeldte indbrud i beboelse, hele landet. Fra 29.147 i 2017 til 14.844 i 2023. Mål 2023: højst 10.000. "
        "Nyt mål: højst 7.000, ingen frist. 4.844 over målet."
    )
