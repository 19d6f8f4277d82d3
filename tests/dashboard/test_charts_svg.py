"""The drawings: well formed, whole, legible; labels that neither meet nor are cut; nothing a reader could misread."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import LANGUAGES
from dashboard.charts import svg
from dashboard.charts.curve import labels_of
from dashboard.charts.description import Chart, path_chart
from dashboard.charts.forms import form_height, form_labels
from dashboard.charts.layout import Label
from dashboard.charts.sheets import CARD, SHEETS, SPARKLINE, Sheet
from tests.dashboard.demo_series import demo, drawable
from tests.dashboard.made_series import indicator, series

ALL_SHEETS = {**SHEETS, "card": CARD, "sparkline": SPARKLINE}
SHAPES = {"svg", "line", "path", "circle", "rect", "g", "text"}
NAMED = drawable()


def drawn(chart: Chart, sheet: str) -> str:
    if sheet == "card":
        return svg.card(chart)
    return svg.sparkline(chart) if sheet == "sparkline" else svg.drawing(chart, sheet)  # type: ignore[arg-type]


def labels(chart: Chart, sheet: Sheet) -> tuple[list[Label], float]:
    if chart.form == "path":
        return labels_of(chart, sheet), sheet.height
    return form_labels(chart, sheet), form_height(chart, sheet)


def complaints(chart: Chart, sheet: Sheet) -> list[str]:
    found, height = labels(chart, sheet)
    cut = [
        f"cut: {label.lines}"
        for label in found
        if label.box.left < 0
        or label.box.top < 0
        or label.box.right > sheet.width + 0.01
        or label.box.bottom > height + 0.01
    ]
    return cut + [f"meet: {a.lines} {b.lines}" for a, b in combinations(found, 2) if a.box.meets(b.box)]


each_series = pytest.mark.parametrize(("shown", "one"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])


@each_series
def test_no_label_meets_another_or_is_cut(shown: Any, one: Any) -> None:
    for language in LANGUAGES:
        chart = path_chart(shown.indicator, one, language, shown.comparisons if one is shown.shared else ())
        for name, sheet in ALL_SHEETS.items():
            assert (name, language, complaints(chart, sheet)) == (name, language, [])


@each_series
def test_every_drawing_is_whole(shown: Any, one: Any) -> None:
    chart = path_chart(shown.indicator, one, "da", shown.comparisons if one is shown.shared else ())
    for name, sheet in ALL_SHEETS.items():
        root = ET.fromstring(drawn(chart, name))
        assert root.get("role") == "img"
        assert root.get("aria-label") == chart.aria
        assert float(root.get("viewBox", "").split()[2]) == sheet.width
        assert not re.search(r"\b(nan|inf|None)\b", ET.tostring(root, encoding="unicode"))
        assert all(label.size >= 12 for label in labels(chart, sheet)[0])
        tones = [one.get("class", "").split() for one in root.iter() if "tone" in one.get("class", "").split()]
        assert len(tones) <= 1  # only the latest point has a verdict's colour
        latest = chart.latest
        assert chart.form != "path" or (latest is not None and tones == [["tone", latest.tone]])


@each_series
def test_at_most_five_gridlines_and_the_unit_once(shown: Any, one: Any) -> None:
    chart = path_chart(shown.indicator, one, "da")
    if chart.form != "path":
        return
    for sheet in SHEETS:
        root = ET.fromstring(drawn(chart, sheet))
        assert len([one for one in root.iter() if one.get("class") == "net"]) <= 5
        written = [label.lines[0] for label in labels(chart, SHEETS[sheet])[0] if label.role == "value"]
        with_unit = [text for text in written if chart.axis.unit and chart.axis.unit in text]
        assert len(with_unit) == (1 if chart.axis.unit else 0)
        assert not with_unit or with_unit == written[-1:]


def test_the_mock_s_marks() -> None:
    shown = demo()["indbrud"]
    chart = path_chart(shown.indicator, shown.shared, "da")
    counts = {
        sheet: Counter(one.get("class") for one in ET.fromstring(drawn(chart, sheet)).iter()) for sheet in ALL_SHEETS
    }
    assert (counts["bred"]["pkt"], counts["bred"]["forel"]) == (7, 1)
    assert (counts["mellem"]["pkt"], counts["smal"]["pkt"]) == (5, 5)  # from the baseline on
    for sheet in SHEETS:
        assert [counts[sheet][name] for name in ("vej", "maal", "brud", "maalt", "zone", "afst")] == [1, 1, 1, 1, 1, 1]
    assert counts["sparkline"]["zone"] == counts["sparkline"]["afst"] == 0


def test_text_is_never_markup() -> None:
    nasty = '<script>alert("1")</script> & "x" \' <b>'
    declared = indicator(
        title={"da": nasty, "en": nasty},
        unit={"da": '<i>"', "en": '<i>"'},
        events=[{"period": "2019", "title": {"da": nasty, "en": nasty}}],
        breaks=[{"period": "2020", "reason": {"da": nasty, "en": nasty}}],
        targets=[{"value": 4, "period": "2030"}],
        baseline={"period": "2018"},
    )
    rows = [("2018", 9.0), ("2019", 8.0), ("2020", 8.0), ("2021", 7.0)]
    beside = series(declared, rows, area=nasty)
    chart = path_chart(declared, series(declared, rows, area=nasty), "da", [beside])
    for sheet in ALL_SHEETS:
        markup = drawn(chart, sheet)
        assert "<script" not in markup
        assert "<b>" not in markup
        assert {one.tag for one in ET.fromstring(markup).iter()} <= SHAPES


def test_a_hidden_count_is_a_box_of_one_size() -> None:
    boxes = set()
    for threshold, rows in ((5, [("2018", 9.0), ("2019", None, "Q")]), (3, [("2018", 900.0), ("2019", None, "Q")])):
        declared = indicator(suppression={"threshold": threshold})
        chart = path_chart(declared, series(declared, rows), "da")
        root = ET.fromstring(svg.drawing(chart, "bred"))
        (box,) = [one for one in root.iter() if one.get("class") == "skjul"]
        boxes.add((box.get("width"), box.get("height")))
        assert f"færre end {threshold}" in [one.text for one in root.iter("{*}text")] + [
            one.text for one in root.iter()
        ]
    assert len(boxes) == 1


def test_nothing_to_draw_is_nothing() -> None:
    declared = indicator()
    chart = path_chart(declared, series(declared, []), "da")
    assert [drawn(chart, sheet) for sheet in ALL_SHEETS] == [""] * len(ALL_SHEETS)


def test_zero_is_the_baseline_of_counts_but_not_of_an_index() -> None:
    rows = [(str(year), 100.0 + year % 5) for year in range(2015, 2024)]
    for kind, least in (("state", 0.0), ("rate", 0.0), ("share", 0.0), ("index", 100.0)):
        declared = indicator(kind=kind)
        chart = path_chart(declared, series(declared, rows), "da")
        written = [one.lines[0] for one in labels(chart, SHEETS["bred"])[0] if one.role == "value"]
        first = float(written[0].split("\u00a0")[0])
        assert first >= least
        assert (first < 100) == (kind != "index")


def test_values_below_zero_hang_from_the_axis() -> None:
    declared = indicator(kind="count", may_be_negative=True)
    chart = path_chart(declared, series(declared, [("2020", 6.0), ("2021", 2.0), ("2022", -4.0)]), "da")
    root = ET.fromstring(svg.drawing(chart, "bred"))
    (axis,) = [one for one in root.iter() if one.get("class") == "akse" and one.get("x2") == "1160"]
    heights = [float(one.get("cy", "0")) for one in root.iter() if one.get("class") == "pkt"]
    (tone,) = [one for one in root.iter() if "tone" in (one.get("class") or "")]
    assert all(height < float(axis.get("y1", "0")) for height in heights)
    assert float(tone.get("cy") or 0) > float(axis.get("y1", "0"))
    assert any((one.text or "").startswith("−4 ") for one in root.iter())


VALUES = st.floats(min_value=0, max_value=1e9, allow_nan=False).map(lambda value: round(value, 2))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.dictionaries(st.integers(1990, 2026), VALUES, min_size=1, max_size=16),
    st.one_of(st.none(), st.tuples(st.integers(2000, 2050), VALUES)),
    st.sampled_from(["annual", "biennial", "irregular"]),
    st.sampled_from(list(ALL_SHEETS)),
)
def test_any_series_is_drawn_with_its_labels_inside(
    values: dict[int, float], target: tuple[int, float] | None, frequency: str, sheet: str
) -> None:
    """Whatever the figures: well formed, every label inside, nothing undefined in the markup."""
    declared = indicator(
        frequency=frequency,
        kind="rate",
        decimals=2,
        baseline={"period": str(min(values))},
        targets=[{"value": target[1], "period": str(target[0])}] if target else [],
    )
    chart = path_chart(declared, series(declared, [(str(year), values[year]) for year in sorted(values)]), "da")
    markup = drawn(chart, sheet)
    ET.fromstring(markup)
    assert not re.search(r"[^a-z](nan|inf|None)[^a-z]", markup)
    assert not [complaint for complaint in complaints(chart, ALL_SHEETS[sheet]) if complaint.startswith("cut")]


def test_a_crowded_line_has_no_dots_but_keeps_what_it_cannot_tell() -> None:
    periods = [f"{year}-{month:02}" for year in range(2016, 2026) for month in range(1, 13)]
    rows = [(period, 50.0 + number % 7, "P" if number == 60 else "A") for number, period in enumerate(periods)]
    declared = indicator(frequency="monthly", kind="rate", lag_months=1)
    chart = path_chart(declared, series(declared, rows), "da")
    counts = Counter(one.get("class") for one in ET.fromstring(svg.drawing(chart, "smal")).iter())
    assert (counts["pkt"], counts["forel"]) == (0, 1)
    assert chart.latest is not None
    assert counts[f"tone {chart.latest.tone}"] == 1
