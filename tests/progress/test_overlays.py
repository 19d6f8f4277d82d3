"""When a value is stale."""

from __future__ import annotations

from datetime import date

import pytest

from progress.overlays import due_date, overlays
from progress.verdict import Value
from store.time_period import parse

DUE = [
    ("2023", "annual", 6, date(2025, 6, 30)),
    ("2023", "annual", None, date(2024, 12, 31)),
    ("2022", "biennial", 12, date(2025, 12, 31)),
    ("2019-H1", "annual", 0, date(2020, 6, 30)),
    ("2024-H1", "half_yearly", 1, date(2025, 1, 31)),
    ("2024-Q1", "quarterly", 2, date(2024, 8, 31)),
    ("2024-01", "monthly", 0, date(2024, 2, 29)),
    ("2023/24", "school_year", 3, date(2025, 10, 31)),
    ("2024-W06", "weekly", 0, date(2024, 2, 18)),
    ("2024-02-28", "daily", 0, date(2024, 2, 29)),
    ("2023", "irregular", 6, None),
    ("2023", None, 6, None),
    ("9998", "biennial", 10_000_000, None),
]


@pytest.mark.parametrize(("period", "frequency", "lag", "due"), DUE)
def test_due_date(period: str, frequency: str | None, lag: int | None, due: date | None) -> None:
    assert due_date(Value(parse(period), 1), frequency, lag) == due


def test_is_stale_from_the_day_after_and_when_the_deadline_has_passed_without_its_value() -> None:
    latest = Value(parse("2023"), 1)
    assert overlays((latest, None), "annual", 6, date(2025, 6, 30), is_overdue=False) == ()
    assert overlays((latest, None), "annual", 6, date(2025, 7, 1), is_overdue=False) == ("stale",)
    assert overlays((latest, None), "irregular", 6, date(2025, 7, 1), is_overdue=True) == ("stale",)
    assert overlays((None, None), "annual", 6, date(2025, 7, 1), is_overdue=True) == ()


def test_is_provisional_where_the_latest_or_the_deciding_value_is() -> None:
    firm, soft = Value(parse("2023"), 1), Value(parse("2022"), 1, "P")
    assert overlays((firm, soft), None, None, date(2025, 7, 1), is_overdue=False) == ("provisional",)
    assert overlays((soft, soft), "annual", 0, date(2025, 7, 1), is_overdue=False) == ("stale", "provisional")
