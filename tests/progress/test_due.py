"""Which periods are due, against a slow, plain reading of the rule: from period to period."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.definitions import Alliance
from config.indicator import Indicator
from progress.due import MOST_ROWS, rows_due
from progress.expected import due_day
from store.current import Figure
from store.time_period import TimePeriod
from tests.rooms import small_alliance

FREQUENCIES = {"annual": 1, "biennial": 2, "half_yearly": 1, "quarterly": 1, "monthly": 1, "weekly": 1, "daily": 1}
TODAY = date(2026, 3, 1)


def _alliance(frequency: str, lag: int) -> Alliance:
    one = {"code": "ting", "goal": "faerre", "title": "Ting", "unit": "ting", "kind": "count", "direction": "decrease"}
    gaps = [{"period": "2019", "until": "2021", "reason": "Ikke talt"}] if frequency == "annual" else []
    return small_alliance(indicators=[one | {"frequency": frequency, "lag_months": lag, "missing": gaps}])


def _plain(indicator: Indicator, held: set[TimePeriod], step: int, today: date) -> list[str]:
    """Step by step from the first figure; of every second year only what comes after the last one."""
    is_biennial = indicator.frequency == "biennial"
    period = max(held) if is_biennial else min(held)
    if step == 1:
        period = max(period, TimePeriod.containing(indicator.periods, today).shift(-120))
    found = []
    while (day := due_day(indicator, period)) is not None and day <= today:
        is_explained = indicator.frequency == "annual" and "2019" <= str(period) <= "2021"
        if period not in held and not is_explained:
            found.append(str(period))
        period = period.shift(step)
    return found


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.sampled_from(sorted(FREQUENCIES)),
    st.sampled_from([0, 1, 12]),
    st.sets(st.integers(-130, 3), min_size=1, max_size=30),
    st.integers(0, 60),
)
@example("daily", 1, {-60}, 0)  # the day a month after 31 January comes later than that after 1 February
@example("weekly", 12, {-130, 0}, 0)
def test_the_periods_are_those_of_the_plain_rule(frequency: str, lag: int, back: set[int], later: int) -> None:
    declared = _alliance(frequency, lag)
    (indicator,) = declared.indicators
    today = date.fromordinal(TODAY.toordinal() + later)
    now = TimePeriod.containing(indicator.periods, today)
    if frequency == "biennial":
        back = {2 * number for number in back}  # another year before has a rule of its own: see tests/etl
    held = {now.shift(number) for number in back}
    stored = [Figure("ting", "partner", "Danmark", {}, str(period), 1.0, "A") for period in sorted(held)]
    due = rows_due(declared, "partner", stored, today)
    expected = _plain(indicator, held, FREQUENCIES[frequency], today)
    told = [str(row.period) for row in due.rows]
    assert told == expected[-due.periods :]
    assert len(told) + due.left_out == min(len(expected), 120)


def test_rows_and_those_left_out_are_all_that_are_due() -> None:
    declared = _alliance("monthly", 0)
    stored = [Figure("ting", "partner", f"sted {n:04}", {}, "2025-09", 1.0, "A") for n in range(1000)]
    due = rows_due(declared, "partner", stored, TODAY)
    assert (len(due.rows), due.periods, due.left_out) == (MOST_ROWS, 1, 5 * 1000 - MOST_ROWS)
