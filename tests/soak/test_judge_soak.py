"""What must always hold of the judge, over thousands of cases that are others on every run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress import test_judge_properties as properties

CASES = 10_000

PROPERTIES = [
    (properties.test_mirror, (properties.cases() | properties.totals(),)),
    (properties.test_unit, (properties.cases() | properties.totals(),)),
    (
        properties.test_a_forecast_is_mirrored_and_scaled_with_its_series,
        (properties.histories(), st.sampled_from([-1.0, 1000.0, 0.001])),
    ),
    (
        properties.test_a_better_latest_value_never_gives_a_worse_forecast,
        (properties.histories(), st.lists(st.integers(-100, 100).map(float), min_size=1, max_size=8)),
    ),
    (properties.test_shift, (properties.cases(), properties.whole)),
    (properties.test_order, (properties.cases() | properties.totals(), st.randoms(use_true_random=False))),
    (
        properties.test_monotone,
        (
            st.sampled_from(["increase", "decrease"]),
            st.lists(properties.whole, min_size=3, max_size=8),
            properties.whole,
            st.integers(2019, 2032),
            st.lists(properties.whole, min_size=2, max_size=8),
            st.booleans(),
        ),
    ),
    (
        properties.test_no_input_raises_or_shows_what_is_no_number,
        (properties.odd_cases | properties.odd_histories, st.none() | st.integers(0, 6)),
    ),
]


@pytest.mark.soak
@pytest.mark.parametrize(("prove", "of"), PROPERTIES, ids=[prove.__name__ for prove, _ in PROPERTIES])
def test_holds_for_thousands(prove: Callable[..., None], of: tuple[st.SearchStrategy[Any], ...]) -> None:
    """Twice as many as `make soak` asks of others."""
    settings(max_examples=CASES)(given(*of)(prove.hypothesis.inner_test))()  # type: ignore[attr-defined]


def test_every_property_of_the_judge_is_here() -> None:
    proved = {prove for prove, _ in PROPERTIES}
    names = [
        name
        for name in dir(properties)
        if name.startswith("test_") and hasattr(getattr(properties, name), "hypothesis")
    ]
    assert {getattr(properties, name) for name in names} == proved
