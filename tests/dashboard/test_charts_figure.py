"""The interactive figure shows the same marks as the drawing, and says no more than the table."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.charts import svg
from dashboard.charts.description import Chart, path_chart
from dashboard.charts.figure import figure_config, plotly_figure
from dashboard.charts.figure_layout import floor_of
from dashboard.charts.sheets import CARD, SHEETS, Sheet
from dashboard.charts.table import rows
from tests.dashboard.demo_series import demo, drawable
from tests.dashboard.made_series import indicator, series

CURVES = [
    (name, shown, one)
    for name, shown, one in drawable()
    if path_chart(shown.indicator, one, "da", shown.comparisons if one is shown.shared else ()).form == "path"
]
DOTS = {"final": "pkt", "provisional": "forel", "projection": "pkt frem-p", "compared": "forel sml", "target": "maal"}
LINES = {"measured": "maalt", "break": "brud", "projection": "frem", "path": "vej", "compared line": "brud sml"}
ROOT = Path(__file__).parents[2]
STYLE = ROOT / "dashboard/static/style.css"


def chart_of(shown: Any, one: Any, language: Any = "da") -> Chart:
    return path_chart(shown.indicator, one, language, shown.comparisons if one is shown.shared else ())


def coloured(value: Any) -> Any:
    """As the page's script does: names of tokens become values."""
    if isinstance(value, str) and value.startswith("--"):
        return "serif" if value == "--sans" else "#123456"
    if isinstance(value, dict):
        return {key: coloured(part) for key, part in value.items()}
    return [coloured(part) for part in value] if isinstance(value, list) else value


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


Spots = dict[str, list[tuple[float, float]]]


def in_figure(figure: dict[str, Any]) -> tuple[Spots, Spots]:
    dots, lines = defaultdict(list), defaultdict(list)
    for trace in figure["data"]:
        corners = list(zip(trace["x"], trace["y"], strict=True))
        if trace["mode"] == "lines":
            lines[trace["name"]] += corners
        else:
            dots[trace["name"]] += corners
    return dots, lines


def in_drawing(markup: str) -> tuple[Spots, Spots]:
    dots, lines = defaultdict(list), defaultdict(list)
    for one in ET.fromstring(markup).iter():
        name = one.get("class", "")
        if one.tag == "circle":
            dots[name].append((float(one.get("cx", 0)), float(one.get("cy", 0))))
        elif one.tag == "path" and "M" in (one.get("d") or "") and "tone" not in name:
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", one.get("d", ""))]
            lines[name] += list(zip(numbers[::2], numbers[1::2], strict=True))
    return dots, lines


@pytest.mark.parametrize("sheet", [SHEETS["bred"], CARD], ids=["page", "card"])
@pytest.mark.parametrize(("name", "shown", "one"), CURVES, ids=[name for name, _, _ in CURVES])
def test_both_show_the_same_marks_in_the_same_places(name: str, shown: Any, one: Any, sheet: Sheet) -> None:
    chart = chart_of(shown, one)
    figure = plotly_figure(chart, sheet)
    assert figure is not None
    dots, lines = in_figure(figure)
    drawn_dots, drawn_lines = in_drawing(svg.card(chart) if sheet is CARD else svg.drawing(chart, "bred"))
    pairs: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for ours, theirs, names in ((dots, drawn_dots, DOTS), (lines, drawn_lines, LINES)):
        for kind, drawn_as in names.items():
            assert len(ours[kind]) == len(theirs[drawn_as]), kind
            pairs += zip(sorted(ours[kind]), sorted(theirs[drawn_as]), strict=True) if ours is dots else []
    span = figure["layout"]["xaxis"]["range"]
    low, high = figure["layout"]["yaxis"]["range"]
    for (x, y), (across, down) in pairs:
        assert (x - span[0]) / (span[1] - span[0]) * sheet.width == pytest.approx(across, abs=0.06)
        assert (high - y) / (high - low) * floor_of(sheet) == pytest.approx(down, abs=0.06)
    assert len(dots["latest"]) == 1


@pytest.mark.parametrize("sheet", [SHEETS["bred"], CARD], ids=["page", "card"])
@pytest.mark.parametrize(("name", "shown", "one"), CURVES, ids=[name for name, _, _ in CURVES])
def test_both_say_the_same_words(name: str, shown: Any, one: Any, sheet: Sheet) -> None:
    """Every text of the drawing stands in the figure: as an annotation, or below or beside its axes."""
    chart = chart_of(shown, one)
    figure = plotly_figure(chart, sheet)
    assert figure is not None
    layout = figure["layout"]
    axes = [layout[name]["ticktext"] for name in ("xaxis", "yaxis") if layout[name]["showticklabels"]]
    told = [note["text"].split("<br>") for note in layout["annotations"] if note["text"]]
    said = sorted(text for texts in [*axes, *told] for text in texts)
    drawn = ET.fromstring(svg.card(chart) if sheet is CARD else svg.drawing(chart, "bred"))
    assert said == sorted(escape(text.text or "") for text in drawn.iter() if text.tag == "text")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("sheet", [SHEETS["bred"], CARD], ids=["page", "card"])
@pytest.mark.parametrize(("name", "shown", "one"), CURVES, ids=[name for name, _, _ in CURVES])
def test_plotly_takes_every_figure_and_only_scatter_is_used(
    name: str, shown: Any, one: Any, sheet: Sheet, language: Any
) -> None:
    figure = plotly_figure(chart_of(shown, one, language), sheet)
    assert figure is not None
    go.Figure(coloured(figure))  # raises on any name or value that plotly does not know
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert json.loads(json.dumps(figure, allow_nan=False)) == json.loads(json.dumps(figure))
    assert figure["layout"]["separators"] == {"da": ",.", "en": ".,"}[language]
    assert figure["layout"]["showlegend"] is False


def test_every_colour_is_a_token_of_the_stylesheet() -> None:
    declared = set(re.findall(r"(--[\w-]+):", STYLE.read_text(encoding="utf-8")))
    for _, shown, one in CURVES:
        figure = plotly_figure(chart_of(shown, one))
        texts = strings(figure)
        assert {text for text in texts if text.startswith("--")} <= declared
        assert not [text for text in texts if text.startswith(("#", "rgb")) and text != "rgba(0,0,0,0)"]


@pytest.mark.parametrize(("name", "shown", "one"), CURVES, ids=[name for name, _, _ in CURVES])
def test_what_a_pointer_finds_stands_in_the_table(name: str, shown: Any, one: Any) -> None:
    figure = plotly_figure(path_chart(shown.indicator, one, "da"))
    assert figure is not None
    (told,) = [trace for trace in figure["data"] if trace["name"] == "told"]
    table = {row.period: row for row in rows(shown.indicator, one, "da")}
    for text in said(told):
        period, _, rest = text.partition(": ")
        value, _, status = rest.partition(" · ")
        assert value.startswith(table[period].value)
        assert table[period].status.startswith(status)


def said(told: dict[str, Any]) -> list[str]:
    """What plotly writes for each point of a trace."""
    template = told["hovertemplate"].removesuffix("<extra></extra>")
    pairs = zip(told["text"], told["customdata"], strict=True)
    return [template.replace("%{text}", text).replace("%{customdata}", value) for text, value in pairs]


@pytest.mark.parametrize(
    ("why", "unit", "rows_", "expected"),
    [
        ("one status for all", "ting", [("2019", 5.0), ("2020", 6.0), ("2021", 7.0)], "2020: 6 ting · endeligt"),
        ("several", "ting", [("2019", 5.0), ("2020", 6.0), ("2021", 7.0, "P")], "2021: 7 ting · foreløbigt"),
        ("a hidden one", "ting", [("2019", 5.0), ("2020", None, "Q"), ("2021", 7.0)], "2021: 7 ting · endeligt"),
        (
            "a unit in plotly's own language",
            "%{x}",
            [("2019", 5.0), ("2020", 6.0), ("2021", 7.0)],
            "2019: 5 %{x} · endeligt",
        ),
        ("nothing to tell", "ting", [("2019", 5.0), ("2020", None, "Q"), ("2021", 7.0)], "2020: færre end 5"),
    ],
)
def test_what_is_said_of_a_point(why: str, unit: str, rows_: list[Any], expected: str) -> None:
    declared = indicator(unit={"da": unit, "en": unit}, unit_short=None)
    figure = plotly_figure(path_chart(declared, series(declared, rows_), "da"))
    assert figure is not None
    (told,) = [trace for trace in figure["data"] if trace["name"] == "told"]
    assert expected in said(told), why


def test_a_hidden_count_can_be_pointed_at_and_not_be_read() -> None:
    declared = indicator()
    one = series(declared, [("2018", 9.0), ("2019", 3.1415, "Q"), ("2020", None, "Q"), ("2021", 8.0), ("2022", 8.0)])
    figure = plotly_figure(path_chart(declared, one, "da"))
    assert figure is not None
    assert "3.1415" not in json.dumps(figure)
    (told,) = [trace for trace in figure["data"] if trace["name"] == "told"]
    assert "2020: færre end 5" in said(told)
    assert len([shape for shape in figure["layout"]["shapes"] if shape.get("xsizemode") == "pixel"]) == 1


def test_names_are_never_markup() -> None:
    nasty = "<b>x</b><a href='https://example.org'>y</a>"
    declared = indicator(events=[{"period": "2019", "title": {"da": nasty, "en": nasty}}], unit={"da": "<i>"})
    rows_ = [("2018", 9.0), ("2019", 8.0), ("2020", 8.0), ("2021", 7.0)]
    one = series(declared, rows_, area=nasty)
    figure = plotly_figure(path_chart(declared, one, "da", [one]))
    texts = [text.replace("<br>", "").replace("<extra></extra>", "") for text in strings(figure)]
    assert not [text for text in texts if "<" in text]


def test_a_few_numbers_have_no_interactive_figure() -> None:
    for code in ("bekymrede", "unge_uden_for_ungdomsuddannelse", "overnatninger_1_halvaar"):
        assert plotly_figure(chart_of(demo()[code], demo()[code].shared)) is None


def test_configuration_is_quiet() -> None:
    assert figure_config("da") == {
        "displaylogo": False,
        "displayModeBar": False,
        "locale": "da",
        "responsive": True,
    }


def test_serving_a_chart_loads_neither_plotly_s_classes_nor_pandas() -> None:
    program = (
        "import sys; from dashboard.charts import description, figure, svg, table;"
        "print(sorted({'plotly', 'pandas', 'dash'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
