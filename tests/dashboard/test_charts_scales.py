"""Round gridlines, text sizes and the time line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.layout import Box, Label, Layout
from dashboard.charts.scales import MOST_LINES, value_scale
from dashboard.charts.text_size import text_width, wrapped
from dashboard.charts.timeline import months_after, time_of
from store.time_period import TimePeriod


@pytest.mark.parametrize(
    ("values", "from_zero", "whole", "steps"),
    [
        ([48670, 7000], True, True, (10000, 20000, 30000, 40000, 50000)),
        ([29147, 7000], True, True, (10000, 20000, 30000)),
        ([0.0], True, True, (1,)),  # all zero: still a scale
        ([3], True, True, (1, 2, 3)),  # no half people
        ([0.4], True, False, (0.1, 0.2, 0.3, 0.4)),
        ([-4, 6], True, True, (-4, -2, 2, 4, 6)),
        ([100, 104], False, False, (100, 101, 102, 103, 104)),
        ([5, 5], False, False, (4, 4.5, 5, 5.5, 6)),  # an index that stands still
    ],
)
def test_gridlines_at_round_numbers(
    values: list[float], from_zero: bool, whole: bool, steps: tuple[float, ...]
) -> None:
    assert value_scale(values, from_zero, whole).steps == pytest.approx(steps)


FINITE = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).map(lambda value: round(value, 3))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(FINITE, min_size=1, max_size=8), st.booleans(), st.booleans())
def test_a_scale_holds_every_value(values: list[float], from_zero: bool, whole: bool) -> None:
    scale = value_scale(values, from_zero, whole)
    slack = (scale.high - scale.low) * 1e-6
    assert scale.low - slack <= min(values)
    assert max(values) <= scale.high + slack
    assert len(scale.steps) <= MOST_LINES
    assert not from_zero or scale.low <= 0 <= scale.high


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(["ny", "straffelov", "§", "276", "databrud", "opgørelse"]), min_size=1, max_size=12))
def test_wrapping_keeps_every_word_in_order(words: list[str]) -> None:
    lines = wrapped(" ".join(words), 14, 120)
    assert " ".join(lines).split() == words
    assert all(text_width(line, 14) <= 120 for line in lines)


def test_labels_give_way_to_each_other() -> None:
    layout = Layout(Box(0, 0, 200, 200))
    for _ in range(8):
        layout.must([Label(("14.844",), 100, 100, "middle")])
    boxes = [label.box for label in layout.labels]
    assert not any(a.meets(b) for number, a in enumerate(boxes) for b in boxes[number + 1 :])
    layout.may([Label(("14.844",), 100, 100, "middle")])
    assert len(layout.labels) == 8  # what may be left out is


@pytest.mark.parametrize(
    ("period", "like", "time"),
    [
        ("2017", "2017", 2017.5),
        ("2019-Q1", "2019-Q1", 2019.125),
        ("2023/24", "2023/24", pytest.approx(2024 + 1 / 12)),
        ("2025", "2019-Q1", 2025.875),  # a deadline on a quarterly curve: its last quarter
    ],
)
def test_periods_stand_in_their_middle(period: str, like: str, time: float) -> None:
    assert time_of(TimePeriod.parse(period), TimePeriod.parse(like)) == time


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 12, 31), 6, date(2025, 6, 30)),
        (date(2024, 6, 30), 6, date(2024, 12, 31)),  # the last of a month stays the last
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 1, 15), 12, date(2025, 1, 15)),
        (date(2024, 3, 31), 0, date(2024, 3, 31)),
    ],
)
def test_months_after(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after
