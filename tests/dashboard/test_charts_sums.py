"""Verdicts on sums: what was promised is of another quantity than the curve's, and is not drawn on it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.charts.description import path_chart
from dashboard.charts.table import has_path
from progress.declared import case_from, published_points
from progress.judge import judge
from tests.dashboard.made_series import TODAY, indicator, series


def homes(**more: Any) -> tuple[Any, Any]:
    """Invented: homes built a year; 500 in all from 2021 to 2030 are promised, 60 + 70 + 50 + 40 = 220 are there."""
    declared = indicator(
        title={"da": "Nye boliger", "en": "New homes"},
        unit={"da": "boliger", "en": "homes"},
        kind="count",
        direction="increase",
        cumulative=True,
        baseline={"period": "2020"},
        targets=[{"value": 500, "period": "2030"}],
        **more,
    )
    one = series(declared, [("2021", 60.0), ("2022", 70.0), ("2023", 50.0), ("2024", 40.0)])
    case = case_from(declared, one, published_points(one), TODAY)
    return declared, replace(one, verdict=dict(judge(case).to_json()))


def test_a_target_for_the_sum_is_not_drawn_among_single_years() -> None:
    declared, one = homes()
    assert one.verdict["latest"]["value"] == 220
    chart = path_chart(declared, one, "da")
    assert (chart.path, chart.rings, chart.open_targets, chart.distance, chart.expected) == ((), (), (), None, None)
    assert not has_path(declared, one)
    assert max(point.value or 0 for point in chart.points) == 70


@pytest.mark.parametrize(
    ("language", "title", "note"),
    [
        ("da", "220 boliger i alt efter 2020", "Målet gælder summen; kurven viser hver periode for sig."),
        ("en", "220 homes in all after 2020", "The target is for the sum; the curve shows each period by itself."),
    ],
)
def test_the_sum_is_told_in_words(language: Any, title: str, note: str) -> None:
    declared, one = homes()
    chart = path_chart(declared, one, language)
    assert chart.title.replace("\u00a0", " ") == title
    assert chart.unit_line.endswith(note)
