"""What has become of each delivery: a table of cases, and the same periods as the partner's own template asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.definitions import Alliance
from progress.deliveries import deliveries
from progress.delivery import EXPECTED, OVERDUE, Deliveries, Tally, by_organisation, tally
from progress.due import rows_due
from progress.expected import due_day
from store.current import Figure
from store.published import Points, PublishedSeries
from store.time_period import TimePeriod
from tests.rooms import small_alliance

TODAY = date(2026, 3, 15)
EARLY = "2020-02-01"  # the first figure came then: deadlines from there on can be kept or missed


def _alliance(frequency: str = "annual", lag: int = 2, **more: Any) -> Alliance:
    changes = {name: more.pop(name) for name in ("organisations", "areas") if name in more}
    one = {"code": "ting", "goal": "faerre", "title": "Ting", "unit": "ting", "kind": "count", "direction": "decrease"}
    return small_alliance(indicators=[one | {"frequency": frequency, "lag_months": lag} | more], **changes)


def _series(figures: dict[str, Any], **more: Any) -> PublishedSeries:
    """One published series.

    Args:
        figures: period -> status, or (status, day of the latest vintage, earlier ones as a day or a status and a day).
    """
    told = {p: (one, EARLY) if isinstance(one, str) else one for p, one in figures.items()}
    points = Points(
        periods=list(told),
        values=[1.0 for _ in told],
        statuses=[one[0] for one in told.values()],
        submissions=[more.pop("token", None)] * len(told),
        known_from=[one[1] for one in told.values()],
        earlier=[[[1.0, *_vintage(text)] for text in one[2:]] for one in told.values()],
    )
    known = {"subject": "x", "role": "part", "organisation": "partner", "area": "Danmark", "dimensions": {}}
    return PublishedSeries(indicator="ting", points=points, verdict={}, **(known | more))


def _vintage(text: str) -> tuple[str, str]:
    status, _, day = text.rpartition(" ")
    return status or "P", day


def _states(found: Deliveries) -> list[dict[str, str]]:
    return [{str(one.period): one.state for one in row.deliveries} for row in found.rows]


# In the middle of March 2026, two months after a year has ended; why each state is what it is.
CASES: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, str]]] = [
    ("in, and the next one overdue since the end of February", {}, {"2024": "A"}, {"2025": "missing"}),
    ("a year that runs is no delivery yet", {}, {"2025": "A"}, {"2026": "not_due"}),
    ("over, and its deadline is ahead", {"lag": 3}, {"2024": "A"}, {"2025": "due"}),
    ("on the very day of the deadline there is still time", {"lag": 0, "frequency": "daily"}, {"2026-03-14": "A"}, {}),
    ("a gap is overdue", {}, {"2022": "A", "2024": "A"}, {"2023": "missing"}),
    ("provisional", {}, {"2024": "P", "2025": "E"}, {"2024": "provisional", "2025": "provisional"}),
    ("a projection is no figure", {}, {"2024": "A", "2025": "F"}, {"2025": "missing"}),
    ("hidden is delivered", {}, {"2025": "Q"}, {"2025": "hidden"}),
    ("nothing to report is an answer", {}, {"2025": "N"}, {"2025": "nothing"}),
    ("the partner has said that it has none", {}, {"2025": "L"}, {"2025": "said_missing"}),
    ("not applicable", {}, {"2025": "M"}, {"2025": "not_applicable"}),
    (
        "the definition says why it never came",
        {"missing": [{"period": "2024", "reason": "Ikke talt"}]},
        {"2023": "A", "2025": "A"},
        {"2024": "explained"},
    ),
    (
        "and so where the partner says that it has none",
        {"missing": [{"period": "2024", "reason": "Ikke talt"}]},
        {"2023": "A", "2024": "L", "2025": "A"},
        {"2024": "explained"},
    ),
    ("a rhythm of its own has no deadline", {"frequency": "irregular"}, {"2019": "A"}, {"2019": "delivered"}),
    ("a month", {"frequency": "monthly", "lag": 1}, {"2026-01": "A"}, {"2026-02": "due", "2026-03": "not_due"}),
    ("a school year", {"frequency": "school_year"}, {"2023/24": "A"}, {"2024/25": "missing", "2025/26": "not_due"}),
]


@pytest.mark.parametrize(("why", "definition", "figures", "expected"), CASES, ids=[case[0] for case in CASES])
def test_each_state(why: str, definition: dict[str, Any], figures: dict[str, Any], expected: dict[str, str]) -> None:
    (row,) = _states(deliveries(_alliance(**definition), [_series(figures)], {}, TODAY))
    assert {period: row[period] for period in expected} == expected, why


def test_a_deadline_of_today_is_not_overdue() -> None:
    (row,) = _states(deliveries(_alliance("daily", 0), [_series({"2026-03-13": "A"})], {}, TODAY))
    assert row == {"2026-03-13": "delivered", "2026-03-14": "missing", "2026-03-15": "due"}


# The deadline of 2024 is the last day of February 2025.
@pytest.mark.parametrize(
    ("why", "known", "is_late"),
    [
        ("on the last day", ("A", "2025-02-28"), False),
        ("the day after", ("A", "2025-03-01"), True),
        ("corrected later: the first vintage counts", ("A", "2025-06-01", "2025-02-01", "2025-04-01"), False),
        ("first late, then corrected", ("A", "2025-06-01", "2025-03-02"), True),
        ("in time, taken back, and delivered again late", ("A", "2025-06-01", "2025-02-01", "W 2025-04-01"), True),
        ("a projection long before is no delivery", ("A", "2025-06-01", "F 2023-05-01"), True),
        ("first there was none to be had", ("A", "2025-06-01", "L 2025-02-01"), True),
        ("nothing to report, said late", ("N", "2025-03-01"), True),
        ("before the year was over", ("A", "2024-12-01"), False),
    ],
)
def test_what_is_late(why: str, known: tuple[str, ...], is_late: bool) -> None:
    found = deliveries(_alliance(), [_series({"2019": "A", "2024": known})], {}, TODAY)
    by_period = {str(one.period): one for one in found.rows[0].deliveries}
    assert by_period["2024"].is_late is is_late, why
    assert by_period["2024"].deadline == date(2025, 2, 28)


def test_history_that_was_brought_along_is_neither_late_nor_in_time() -> None:
    """The first figures came in June 2025: what was due before then could not be kept."""
    came = ("A", "2025-06-01")
    found = deliveries(_alliance(), [_series({"2022": came, "2023": came, "2024": came})], {}, TODAY)
    assert [one.is_late for one in found.rows[0].deliveries[:3]] == [None, None, None]
    assert tally(found.rows, 2000) == Tally(answered=3, expected=4, in_time=0, timed=1)  # 2025 is overdue


def test_counts() -> None:
    """In 4 of 6: 2020 was due in the end of February 2021. Late: 2021. 2023 is overdue, of 2024 there is none."""
    figures = {
        "2020": ("A", "2021-02-01"),
        "2021": ("A", "2022-03-01"),
        "2022": ("N", "2023-02-01"),
        "2024": ("L", "2025-02-01"),
        "2025": ("Q", "2026-02-01"),
    }
    found = deliveries(_alliance(), [_series(figures)], {}, TODAY)
    assert tally(found.rows, 2020) == Tally(answered=4, expected=6, in_time=3, timed=5)
    assert tally(found.rows, 2024) == Tally(answered=1, expected=2, in_time=1, timed=1)
    assert tally(found.rows, 2021, 2021) == Tally(answered=1, expected=1, in_time=0, timed=1)


def test_divisions_are_one_delivery() -> None:
    women, men = {"koen": "kvinder"}, {"koen": "mænd"}
    shown = [
        _series({"2023": "A", "2024": "A"}, subject="1"),
        _series({"2023": "A", "2024": "Q"}, subject="2", dimensions=women),
        _series({"2023": "A"}, subject="3", dimensions=men),
    ]
    found = deliveries(_alliance(), shown, {}, TODAY)
    (row,) = found.rows
    assert [(one.state, one.answered, one.of) for one in row.deliveries[:2]] == [("delivered", 3, 3), ("partial", 2, 3)]
    assert tally(found.rows, 2023) == Tally(answered=1, expected=3, in_time=1, timed=3)


PARTNERS = [
    {"slug": "a", "name": "A", "delivers": True},
    {"slug": "b", "name": "B", "delivers": True},
    {"slug": "c", "name": "C"},
]


def test_who_delivers_what() -> None:
    """A whole that both give is theirs together; one that is computed is nobody's; B's own target is a promise."""
    declared = _alliance(organisations=PARTNERS, targets=[{"value": 1, "period": "2030", "organisation": "b"}])
    both = _series({"2024": "A"}, role="shared", subject="shared", organisation=None, token="t")
    computed = _series({"2024": "A"}, role="shared", subject="shared", organisation=None)
    left = _series({"2020": "A"}, organisation="c", area="Et sted")
    assert [row.organisations for row in deliveries(declared, [both], {"t": "a"}, TODAY).rows] == [("a",), ("b",)]
    assert deliveries(declared, [computed], {}, TODAY).rows[0].organisations == ("b",)
    found = deliveries(declared, [computed, left], {}, TODAY)
    assert found.silent == ("a",)
    assert [row.organisations for row in found.rows] == [("b",), ("c",)]
    assert not found.rows[1].overdue(2000)  # it delivers no longer
    assert [slug for slug, _ in by_organisation(found.rows, 2000)] == ["b"]


def test_who_left_is_not_expected_to_go_on() -> None:
    role = {"role": "partner", "from": "2022-01-01", "to": "2023-12-31"}
    declared = _alliance(organisations=[{"slug": "partner", "name": "P", "delivers": True, "roles": [role]}])
    (row,) = deliveries(declared, [_series({"2021": ("A", "2022-02-01")})], {}, TODAY).rows
    assert [str(one.period) for one in row.deliveries] == ["2021", "2022", "2023"]
    assert tally([row], 2000) == Tally(answered=1, expected=3, in_time=1, timed=3)


def test_an_indicator_without_figures_is_named_and_not_counted() -> None:
    found = deliveries(_alliance(), [], {}, TODAY)
    assert (found.rows, found.unfed, found.silent) == ((), ("ting",), ("sekretariat", "partner"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sampled_from(["annual", "biennial", "half_yearly", "quarterly", "monthly"]),
    st.integers(0, 14),
    st.dictionaries(st.integers(-40, 0), st.sampled_from("APEQNLM"), min_size=1, max_size=20),
    st.integers(0, 400),
)
def test_the_overdue_are_those_that_the_template_asks_for(
    frequency: str, lag: int, back: dict[int, str], later: int
) -> None:
    """Whatever is held: nobody is reminded of what the template does not ask for, nor the other way about."""
    today = date.fromordinal(TODAY.toordinal() + later)
    declared = _alliance(frequency, lag)
    (indicator,) = declared.indicators
    now = TimePeriod.containing(indicator.periods, today)
    held = {str(now.shift(number)): status for number, status in sorted(back.items())}
    found = deliveries(declared, [_series(held)], {}, today)
    stored = [Figure("ting", "partner", "Danmark", {}, p, 1.0, status) for p, status in held.items()]
    asked = [row.period for row in rows_due(declared, "partner", stored, today).rows if row.period]
    overdue = [one.period for one in found.rows[0].overdue(0)]
    before = [period for period in asked if due_day(indicator, period) != today]
    assert overdue[-len(before) or len(overdue) :] == before
    counts = tally(found.rows, 0)
    states = [one.state for one in found.rows[0].deliveries]
    assert counts.expected == sum(state in EXPECTED for state in states)
    assert counts.expected - counts.answered == sum(state in OVERDUE or state == "said_missing" for state in states)
    assert 0 <= counts.in_time <= counts.timed <= counts.expected
