"""What must always hold of the judge, over thousands of cases that are others on every run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.progress import test_judge_properties as properties

PROPERTIES = [
    (properties.test_mirror, (properties.cases(),)),
    (properties.test_unit, (properties.cases(),)),
    (properties.test_shift, (properties.cases(), properties.whole)),
    (properties.test_order, (properties.cases(), st.randoms(use_true_random=False))),
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
        (properties.odd_cases, st.none() | st.integers(0, 6)),
    ),
]


@pytest.mark.soak
@pytest.mark.parametrize(("prove", "of"), PROPERTIES, ids=[prove.__name__ for prove, _ in PROPERTIES])
def test_holds_for_thousands(prove: Callable[..., None], of: tuple[st.SearchStrategy[Any], ...]) -> None:
    """As many as the profile says: `make soak` asks for 5,000 of each."""
    given(*of)(prove.hypothesis.inner_test)()  # type: ignore[attr-defined]


def test_every_property_of_the_judge_is_here() -> None:
    proved = {prove for prove, _ in PROPERTIES}
    names = [
        name
        for name in dir(properties)
        if name.startswith("test_") and hasattr(getattr(properties, name), "hypothesis")
    ]
    assert {getattr(properties, name) for name in names} == proved
