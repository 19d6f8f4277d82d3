"""Which kind of period a text is, and that impossible ones are none."""

from __future__ import annotations

import pytest

from config.indicator import PERIOD_TYPES
from config.periods import period_type

CASES = [
    ("2024", "A"),
    ("2024-H1", "S"),
    ("2024-Q4", "Q"),
    ("2024-03", "M"),
    ("2024-W06", "W"),
    ("2020-W53", "W"),
    ("2024-02-29", "D"),
    ("2023/24", "Y"),
    ("1999/00", "Y"),
    ("0000", None),
    ("2024-H3", None),
    ("2024-Q5", None),
    ("2024-13", None),
    ("2024-00", None),
    ("2021-W53", None),  # a year of 52 weeks
    ("2024-W00", None),
    ("2023-02-29", None),
    ("2023/25", None),
    ("2024K1", None),  # StatBank's way; definitions have one way
    ("24", None),
    ("2024 ", None),
    ("２０２４", None),  # digits of another alphabet
    ("", None),
]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_tells_the_kind_of_a_period(text: str, kind: str | None) -> None:
    assert period_type(text) == kind


def test_every_frequency_has_periods_of_a_known_kind() -> None:
    assert set(PERIOD_TYPES.values()) == {kind for _, kind in CASES if kind}
