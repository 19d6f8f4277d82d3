"""One case from a definition and points, whoever asks: the worker, and a page with what is published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from etl.assess import case_of
from etl.combine import Series
from progress.case import Point, Target
from progress.declared import case_from, published_points
from store.time_period import parse
from tests.dashboard.demo_series import TODAY, demo
from tests.dashboard.made_series import indicator, series

SHOWN = [(f"{code}-{one.area}", shown.indicator, one) for code, shown in demo().items() for one in shown.series]


@pytest.mark.parametrize(("declared", "one"), [row[1:] for row in SHOWN], ids=[row[0] for row in SHOWN])
def test_a_page_makes_the_worker_s_case(declared: Any, one: Any) -> None:
    worker = case_of(declared, Series(one.role, one.organisation, one.area, one.dimensions, ()), TODAY)
    page = case_from(declared, one, published_points(one), TODAY)
    assert replace(page, points=()) == worker
    assert len(page.points) == len(one.points.periods)


@pytest.mark.parametrize(
    ("role", "organisation", "area", "expected", "why"),
    [
        ("shared", None, "Danmark", [9.0, 8.0], "the whole's own, also where its area is named"),
        ("part", "kommune", "0751 Aarhus", [7.0, 6.0], "set for each place, and for this one"),
        ("part", "politi", "0461 Odense", [7.0, 5.0], "set for each place, and for this organisation"),
    ],
)
def test_each_subject_has_its_own_targets(
    role: str, organisation: str | None, area: str, expected: list[float], why: str
) -> None:
    declared = indicator(
        targets=[
            {"value": 9},
            {"value": 8, "area": "Danmark"},
            {"value": 7, "area": "each"},
            {"value": 6, "area": "0751 Aarhus"},
            {"value": 5, "organisation": "politi", "period": "2030"},
        ]
    )
    case = case_from(declared, Series(role, organisation, area, {}, ()), [], TODAY)
    assert [target.value for target in case.targets] == expected, why
    assert all(isinstance(target, Target) for target in case.targets)


def test_a_hidden_value_is_never_taken() -> None:
    one = series(indicator(), [("2020", 9.0), ("2021", 3.0, "Q"), ("2022", None, "L")])
    assert published_points(one) == (
        Point(parse("2020"), 9.0, "A"),
        Point(parse("2021"), None, "Q"),
        Point(parse("2022"), None, "L"),
    )
