"""Shares and paths at their edges."""

from __future__ import annotations

import math

import pytest

from progress.case import Target
from progress.pace import acceleration, geometric_share, meets, milestone_share, share_of_way, tolerance_of
from store.time_period import parse


@pytest.mark.parametrize(
    ("value", "baseline", "target", "share"),
    [
        (50, 100, 0, 0.5),
        (110, 100, 0, -0.1),
        (-12.5, -20, -5, 0.5),
        (5, 5, 5, None),
        (0.0, 1e308, -1e308, 0.5),
        (1e308, 0.0, 5e-324, None),
    ],
)
def test_share_of_way(value: float, baseline: float, target: float, share: float | None) -> None:
    assert share_of_way(value, baseline, target) == (None if share is None else pytest.approx(share))


@pytest.mark.parametrize(
    ("elapsed", "baseline", "target", "share"),
    [
        (0.5, 100, 25, 50 / 75),
        (0.5, 25, 100, 25 / 75),
        (0.5, -100, -25, 50 / 75),
        (1.0, 3, 7, 1.0),
        (0.5, 100, 0, None),
        (0.5, 0, 100, None),
        (0.5, 10, -2, None),
        (0.5, 7, 7, None),
        (0.5, 1e-300, 1e300, 1e-300),
        (0.5, 1e300, 1e-300, 1.0),
    ],
)
def test_geometric_share(elapsed: float, baseline: float, target: float, share: float | None) -> None:
    assert geometric_share(elapsed, baseline, target) == (None if share is None else pytest.approx(share))


def test_milestones_outside_the_span_or_without_a_number_are_left_out() -> None:
    stops = [
        Target(90, parse("2019")),
        Target(0, None),
        Target(math.nan, parse("2024")),
        Target(20, parse("2025")),
        Target(5, parse("2031")),
    ]
    share = milestone_share(2023.5, (2021.0, 100.0), (2031.0, 0.0), stops)
    assert share == pytest.approx(0.4)


@pytest.mark.parametrize(("decimals", "tolerance"), [(None, 0), (0, 0.5), (2, 0.005), (-1, 5), (400, 0)])
def test_tolerance_is_half_a_unit_of_the_last_decimal(decimals: int | None, tolerance: float) -> None:
    assert tolerance_of(decimals) == pytest.approx(tolerance, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize(
    ("value", "direction", "is_met"),
    [
        *((10, "increase", True), (9.9, "increase", False), (10, "decrease", True), (10.1, "decrease", False)),
        *((10, "keep", False), (10, None, False)),
    ],
)
def test_meets_is_inclusive_and_needs_a_direction(value: float, direction: str | None, is_met: bool) -> None:
    assert meets(value, 10, direction) is is_met  # type: ignore[arg-type]


def test_acceleration_is_the_ratio_of_the_two_speeds() -> None:
    baseline, latest, target = 79.18, 38.77, 23.75
    wanted = ((target - latest) / (2030 - 2023)) / ((latest - baseline) / (2023 - 1990))
    progress = (latest - baseline) / (target - baseline)
    assert acceleration(progress, 33 / 40) == pytest.approx(wanted)
    assert acceleration(0, 0.5) is None
    assert acceleration(0.5, 1) is None
