"""The frozen forecast's band: the same in drawing, figure and table; cut where it would squeeze what was measured."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import LANGUAGES
from dashboard.charts import svg
from dashboard.charts.curve import framed
from dashboard.charts.description import path_chart
from dashboard.charts.expected import shown_band, shown_line, stretching_values
from dashboard.charts.figure import BAND_OPACITY, plotly_figure
from dashboard.charts.marks import Expectation
from dashboard.charts.scales import value_scale
from dashboard.charts.sheets import SHEETS, shown_values
from dashboard.charts.table import has_expected, headings, rows
from tests.dashboard.demo_series import demo, drawable
from tests.dashboard.made_forecasts import drifting, with_forecast
from tests.dashboard.made_series import indicator, series
from tests.dashboard.test_charts_figure import STYLE, in_drawing, in_figure
from tests.dashboard.test_charts_svg import complaints

NAMED = [row for row in drawable() if path_chart(row[1].indicator, row[2], "da").form == "path"]
SHAPES = {"level": {}, "rising": {"slope": 0.15, "wide": 0.2}, "falling": {"slope": -0.25}, "narrow": {"wide": 0.001}}


def made(line: list[tuple[float, float]], half: float = 1.0) -> Expectation:
    low, high = (tuple((x, y + side) for x, y in line) for side in (-half, half))
    return Expectation(tuple(line), low, high, "ventet", "ventet: 1 i 2020", "over", "under")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize(("shown", "one"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_no_label_meets_another_or_is_cut(shown: Any, one: Any, shape: dict[str, float]) -> None:
    for language in LANGUAGES:
        chart = path_chart(shown.indicator, drifting(one, **shape), language)  # type: ignore[arg-type]
        found = {name: complaints(chart, sheet) for name, sheet in SHEETS.items()}
        assert found == {name: [] for name in SHEETS}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
@pytest.mark.parametrize("code", ["indbrud", "unge_18_29", "co2e_danmark"])
def test_drawing_and_figure_show_the_same_band(code: str, shape: dict[str, float]) -> None:
    shown = demo()[code]
    chart = path_chart(shown.indicator, drifting(shown.shared, **shape), "da")  # type: ignore[arg-type]
    figure = plotly_figure(chart)
    assert figure is not None
    _, lines = in_figure(figure)
    _, drawn = in_drawing(svg.drawing(chart, "bred"))
    span = figure["layout"]["xaxis"]["range"]
    low, high = figure["layout"]["yaxis"]["range"]
    for ours, theirs in ((lines["expected"], drawn["ventet"]), (lines["expected band"][:-1], drawn["ventet-f"])):
        assert len(ours) == len(theirs)
        for (x, y), (across, down) in zip(ours, theirs, strict=True):
            assert (x - span[0]) / (span[1] - span[0]) * 1160 == pytest.approx(across, abs=0.06)
            assert (high - y) / (high - low) * 508 == pytest.approx(down, abs=0.06)
    assert drawn["ventet-f"]
    assert figure["data"][0]["name"] == "expected band"  # below everything else


@pytest.mark.parametrize("width", list(SHEETS))
def test_the_band_is_behind_and_unlike_projection_and_path(width: Any) -> None:
    shown = demo()["co2e_danmark"]
    markup = svg.drawing(path_chart(shown.indicator, drifting(shown.shared, last=2030), "da"), width)
    names = [one.get("class") for one in ET.fromstring(markup).iter() if one.tag == "path"]
    assert names.index("ventet-f") < names.index("ventet") < min(names.index(name) for name in ("vej", "maalt", "frem"))
    style = STYLE.read_text(encoding="utf-8")
    rules = {name: re.findall(rf"\.{name}\{{([^}}]*)\}}", style)[0] for name in ("ventet", "frem", "vej", "ventet-f")}
    dashes = [re.findall(r"stroke-dasharray:([^;}]*)", rules[name])[0] for name in ("ventet", "frem", "vej")]
    widths = [float(re.findall(r"stroke-width:([^;}]*)", rules[name])[0]) for name in ("ventet", "frem", "vej")]
    assert len(set(dashes)) == 3
    assert widths[0] < min(widths[1:])
    assert f"fill-opacity:{BAND_OPACITY}".replace("0.", ".") in rules["ventet-f"]
    assert "#" not in rules["ventet"] + rules["ventet-f"]  # no new colour


def test_small_drawings_have_no_band() -> None:
    shown = demo()["indbrud"]
    chart = path_chart(shown.indicator, drifting(shown.shared), "da")
    assert "ventet" not in svg.card(chart) + svg.sparkline(chart)


def test_what_stands_in_words() -> None:
    """Label, sentence and table say the same numbers: 29,147 (2017) less 2 % of it each year, 10 % and more around."""
    shown = demo()["indbrud"]
    one = with_forecast(shown.shared, [("2018", 28000.0, 26000.0, 30000.0), ("2023", 25000.0, 19000.0, 31000.0)])
    chart = path_chart(shown.indicator, one, "da")
    assert "Ventet uden indsats: 25.000 i 2023, i 8 af 10 tilfælde mellem 19.000 og 31.000." in chart.aria
    english = path_chart(shown.indicator, one, "en").aria
    assert "Expected without action: 25,000 in 2023, 8 times out of 10 between 19,000 and 31,000." in english
    assert "Bleg flade: hvor tallet ventedes i 8 af 10 tilfælde." in chart.unit_line
    assert "Ventet uden indsats" in svg.drawing(chart, "bred")
    table = {row.code: row.expected for row in rows(shown.indicator, one, "da")}
    assert (table["2018"], table["2023"], table["2022"]) == ("28.000 (26.000–30.000)", "25.000 (19.000–31.000)", "·")
    assert headings(shown.indicator, one, "da").expected == "Ventet uden indsats (8 af 10 gange)"


def test_every_expected_period_is_in_the_table_also_those_to_come() -> None:
    declared = indicator(baseline={"period": "2020"}, targets=[{"value": 50, "period": "2030"}])
    one = series(declared, [("2020", 100.0), ("2021", 95.0), ("2022", 90.0)])
    one = with_forecast(one, [(str(year), 100.0, 90.0, 110.0) for year in range(2021, 2031)])
    told = {row.code: (row.value, row.expected) for row in rows(declared, one, "da")}
    assert [told[str(year)][1] for year in range(2021, 2031)] == ["100 (90–110)"] * 10
    assert told["2022"][0] == "90"
    assert told["2030"][0] == "·"
    assert list(told) == [str(year) for year in range(2020, 2031)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"forecast": None}, "there is none"),
        ({"forecast": {"verdict": None, "band": []}}, "none could be made"),
        ({"is_trailing": True}, "it is of twelve months' sums, and the curve of single periods"),
        ({"is_cumulative": True}, "it is judged on the sum since the baseline"),
        ({"forecast": {"band": [{"period": "2021-Q1", "value": 1.0, "low": 0.0, "high": 2.0}]}}, "another frequency"),
        ({"forecast": {"band": [{"period": "2021", "value": None, "low": None, "high": None}]}}, "no number"),
        ({"forecast": {"band": [{"period": "i morgen", "value": 1.0, "low": 0.0, "high": 2.0}]}}, "no period"),
    ],
)
def test_nothing_is_drawn_that_is_not_known(change: dict[str, Any], why: str) -> None:
    declared = indicator(baseline={"period": "2020"})
    one = with_forecast(
        series(declared, [(str(year), 100.0 - year % 7) for year in range(2020, 2025)]), [("2021", 9.0, 8.0, 10.0)]
    )
    assert path_chart(declared, one, "da").expected is not None
    one.verdict.update(change)
    chart = path_chart(declared, one, "da")
    assert chart.expected is None, why
    assert not has_expected(one)
    assert "flade" not in chart.unit_line


def test_a_curve_that_leaves_the_picture_says_so_with_its_number() -> None:
    shown = demo()["indbrud"]
    one = with_forecast(shown.shared, [("2018", 30000.0, 2e4, 4e4), ("2023", 200000.0, 1.5e5, 2.5e5)])
    chart = path_chart(shown.indicator, one, "da")
    for width, sheet in SHEETS.items():
        frame, _ = framed(chart, sheet)
        words = " ".join(one.text or "" for one in ET.fromstring(svg.drawing(chart, width)).iter("text"))  # type: ignore[arg-type]
        assert frame.scale.high <= 60_000  # and not the 250,000 of the band
        assert "Ventet uden indsats: 200.000 i 2023, over billedet" in words
    assert "Den rækker ud over billedet; alle tal står i tabellen." in chart.unit_line


@pytest.mark.parametrize(
    ("line", "pieces", "why"),
    [
        ([(0, 5), (2, 5)], [[(0, 5), (2, 5)]], "all of it is inside"),
        ([(0, 5), (2, 15)], [[(0, 5), (1, 10)]], "it leaves upwards, half way"),
        ([(0, -5), (2, 5)], [[(1, 0), (2, 5)]], "it comes in from below"),
        ([(0, 5), (1, 15), (2, 5)], [[(0, 5), (0.5, 10)], [(1.5, 10), (2, 5)]], "it leaves and returns: two pieces"),
        ([(0, 20), (2, 30)], [], "it never is inside"),
        ([(0, -10), (2, 20)], [[(2 / 3, 0), (4 / 3, 10)]], "it crosses the whole picture"),
        ([(0, 2), (1, 4), (2, 6)], [[(0, 2), (1, 4), (2, 6)]], "its corners are kept, as one piece"),
    ],
)
def test_the_curve_is_cut_at_the_picture(line: list[Any], pieces: list[Any], why: str) -> None:
    found = shown_line(made(line), 0.0, 10.0)
    assert [[pytest.approx(corner) for corner in piece] for piece in pieces] == found, why


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=8),
    st.floats(0, 1e5),
    st.floats(-1e5, 1e5),
    st.floats(1e-3, 1e5),
)
def test_nothing_is_drawn_outside_and_nothing_inside_is_lost(
    values: list[float], half: float, low: float, span: float
) -> None:
    expected = made([(float(time), value) for time, value in enumerate(values)], half)
    high = low + span
    drawn = [corner for piece in shown_line(expected, low, high) for corner in piece] + shown_band(expected, low, high)
    slack = 1e-9 * (abs(low) + abs(high) + 1e6)
    assert all(low - slack <= value <= high + slack for _, value in drawn)
    inside = {corner for corner in (*expected.low, *expected.high) if low <= corner[1] <= high}
    assert inside <= set(shown_band(expected, low, high))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=6), st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=6))
def test_what_was_measured_is_never_squeezed(measured: list[float], band: list[float]) -> None:
    """Whatever the forecast: the chart's own values keep their share of the height, but for the round gridlines."""
    expected = made([(float(time), value) for time, value in enumerate(band)])
    low, high = min(0.0, *measured), max(0.0, *measured)
    reached = [*measured, *stretching_values(expected, measured, from_zero=True)]
    room = high - low or 1.0
    assert max(reached) <= high + 0.2 * room + 1e-9
    assert min(reached) >= low
    value_scale(reached, from_zero=True)


def test_the_axis_holds_the_band_where_it_is_near() -> None:
    shown = demo()["indbrud"]
    chart = path_chart(shown.indicator, drifting(shown.shared), "da")
    assert chart.expected is not None
    frame, _ = framed(chart, SHEETS["bred"])
    assert frame.scale.high >= max(value for _, value in chart.expected.high)
    assert frame.scale.high == value_scale(shown_values(chart, SHEETS["bred"]), from_zero=True).high  # not stretched
