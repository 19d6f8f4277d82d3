"""What a deadline would require, worked by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.verdict import Value
from progress.worked_deadlines import worked_deadlines
from store.time_period import parse

TODAY = date(2026, 11, 23)
BASELINE, LATEST = Value(parse("2017"), 29147.0), Value(parse("2023"), 14844.0)


def test_from_the_latest_value_to_the_end_of_each_year() -> None:
    # So far (14,844 - 29,147) / 6 = -2,383.8 a year. To 7,000: -7,844 in 6, 8 and 13 years.
    found = worked_deadlines(BASELINE, LATEST, 7000, "decrease", TODAY)
    assert [str(one.deadline) for one in found] == ["2029", "2031", "2036"]
    assert [round(one.yearly, 1) for one in found] == [-1307.3, -980.5, -603.4]
    assert [one.times and round(one.times, 2) for one in found] == [0.55, 0.41, 0.25]


@pytest.mark.parametrize(
    ("baseline", "target", "direction", "why"),
    [
        (BASELINE, 15000, "decrease", "met already"),
        (BASELINE, 14844, "decrease", "just met"),
        (BASELINE, 14844, "increase", "just met, rising"),
        (BASELINE, 7000, "keep", "nothing to reach"),
    ],
)
def test_no_examples(baseline: Value, target: float, direction: str, why: str) -> None:
    assert worked_deadlines(baseline, LATEST, target, direction, TODAY) == (), why  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("baseline", "why"),
    [
        (None, "no baseline"),
        (Value(parse("2017"), 14000.0), "the wrong way so far"),
        (Value(parse("2017"), 14844.0), "standing still"),
        (Value(parse("2023"), 20000.0), "no time has gone"),
    ],
)
def test_nothing_to_compare_with(baseline: Value | None, why: str) -> None:
    found = worked_deadlines(baseline, LATEST, 7000, "decrease", TODAY)
    assert [one.times for one in found] == [None] * 3, why


def test_a_latest_value_in_the_future_leaves_out_what_lies_before_it() -> None:
    found = worked_deadlines(BASELINE, Value(parse("2030"), 9000.0), 7000, "decrease", TODAY)
    assert [str(one.deadline) for one in found] == ["2031", "2036"]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.floats(allow_nan=False), st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_any_numbers(start: float, latest: float, target: float) -> None:
    for one in worked_deadlines(
        Value(parse("2017"), start), Value(parse("2023"), latest), target, "increase", TODAY
    ):  # fmt: skip
        assert one.yearly > 0 or target == latest
        assert one.times is None or one.times > 0
