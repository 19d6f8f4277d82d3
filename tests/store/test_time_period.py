"""Periods: their canonical texts, spans, order, and the end as a year with its fraction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.time_period import PeriodError, TimePeriod, parse

SPANS = [
    # text, first day, last day, end as year with fraction
    ("2024", date(2024, 1, 1), date(2024, 12, 31), 2025.0),
    ("2024-H1", date(2024, 1, 1), date(2024, 6, 30), 2024.5),
    ("2024-H2", date(2024, 7, 1), date(2024, 12, 31), 2025.0),
    ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), 2024.25),
    ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), 2025.0),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 2024 + 2 / 12),
    ("2024-12", date(2024, 12, 1), date(2024, 12, 31), 2025.0),
    ("2023/24", date(2023, 8, 1), date(2024, 7, 31), 2024 + 7 / 12),
    ("1999/00", date(1999, 8, 1), date(2000, 7, 31), 2000 + 7 / 12),
    ("2024-W06", date(2024, 2, 5), date(2024, 2, 11), 2024 + 42 / 366),
    ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), 2021 + 3 / 365),
    ("2025-W01", date(2024, 12, 30), date(2025, 1, 5), 2025 + 5 / 365),
    ("2024-12-31", date(2024, 12, 31), date(2024, 12, 31), 2025.0),
    ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29), 2024 + 60 / 366),
]


@pytest.mark.parametrize(("text", "start", "end", "end_years"), SPANS)
def test_spans_its_days(text: str, start: date, end: date, end_years: float) -> None:
    period = parse(text)
    assert (period.start, period.end, period.end_years) == (start, end, pytest.approx(end_years, abs=1e-12))
    assert str(period) == text


NOT_PERIODS = [
    ("", "empty"),
    ("24", "two digits"),
    ("2024K1", "Danish code, read elsewhere"),
    ("2024-q1", "small letter"),
    ("2024-Q5", "no fifth quarter"),
    ("2024-H3", "no third half"),
    ("2024-00", "no month 0"),
    ("2024-13", "no month 13"),
    ("2024-W00", "no week 0"),
    ("2024-W53", "2024 has 52 weeks"),
    ("2023-02-29", "no leap day"),
    ("2023/2024", "two full years"),
    ("2023/25", "not the year after"),
    (" 2024", "space"),
    ("2024\n", "line end"),
    ("٢٠٢٤", "digits of another script"),
    ("0999", "before the first year"),
    ("9999", "its end could not be a date"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_PERIODS)
def test_refuses_what_is_not_canonical(text: str, reason: str) -> None:
    with pytest.raises(PeriodError):
        parse(text)


LABELS = [
    ("2024", "2024", "2024"),
    ("2024-H1", "1. halvår 2024", "first half of 2024"),
    ("2024-H2", "2. halvår 2024", "second half of 2024"),
    ("2024-Q1", "1. kvartal 2024", "Q1 2024"),
    ("2024-03", "marts 2024", "March 2024"),
    ("2024-W06", "uge 6 2024", "week 6 2024"),
    ("2020-W53", "uge 53 2020", "week 53 2020"),
    ("2024-03-12", "12. marts 2024", "12 March 2024"),
    ("2023/24", "skoleåret 2023/24", "school year 2023/24"),
]


@pytest.mark.parametrize(("text", "danish", "english"), LABELS)
def test_is_labelled_in_both_languages(text: str, danish: str, english: str) -> None:
    assert (parse(text).label(), parse(text).label("en")) == (danish, english)


@pytest.mark.parametrize(
    ("text", "steps", "later"),
    [
        ("2024", 1, "2025"),
        ("2024-H2", 1, "2025-H1"),
        ("2024-Q1", -1, "2023-Q4"),
        ("2024-12", 14, "2026-02"),
        ("2020-W53", 1, "2021-W01"),
        ("2024-02-28", 2, "2024-03-01"),
        ("2023/24", -24, "1999/00"),
    ],
)
def test_shifts_within_its_frequency(text: str, steps: int, later: str) -> None:
    assert str(parse(text).shift(steps)) == later


def test_range_holds_both_ends() -> None:
    assert [str(p) for p in TimePeriod.range(parse("2023-Q3"), parse("2024-Q2"))] == [
        *("2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2"),
    ]
    assert list(TimePeriod.range(parse("2025"), parse("2024"))) == []


def test_frequencies_have_no_order_among_each_other() -> None:
    for compare in (TimePeriod.__lt__, TimePeriod.__le__, TimePeriod.__gt__, TimePeriod.__ge__):
        with pytest.raises(TypeError):
            compare(parse("2024"), parse("2024-Q1"))
    assert parse("2024") != parse("2024-Q1")
    assert not parse("2023").is_consecutive(parse("2024-Q1"))


@pytest.mark.parametrize(
    ("text", "per_year"),
    [("2024", 1), ("2024-H1", 2), ("2024-Q1", 4), ("2024-03", 12), ("2023/24", 1), ("2024-W06", None)],
)
def test_knows_how_many_make_a_year(text: str, per_year: int | None) -> None:
    assert parse(text).per_year == per_year


def test_ends_of_the_calendar_are_refused_and_not_crashed_into() -> None:
    with pytest.raises(PeriodError):
        parse("1000").previous()
    assert parse("9998-12").end == date(9998, 12, 31)
    with pytest.raises(PeriodError):
        TimePeriod("X", 2024)  # type: ignore[arg-type]


days = st.dates(date(1000, 1, 7), date(9900, 12, 31))
frequencies = st.sampled_from("ASQMWDY")
few = settings(max_examples=200, deadline=None, derandomize=True)


@few
@given(frequencies, days)
def test_every_period_survives_its_text_and_contains_its_day(frequency: str, day: date) -> None:
    period = TimePeriod.containing(frequency, day)  # type: ignore[arg-type]
    assert period.start <= day <= period.end
    assert parse(str(period)) == period
    assert hash(parse(str(period))) == hash(period)


@few
@given(frequencies, days)
def test_periods_follow_each_other_without_gap(frequency: str, day: date) -> None:
    period = TimePeriod.containing(frequency, day)  # type: ignore[arg-type]
    following = TimePeriod.containing(frequency, period.end + timedelta(days=1))  # type: ignore[arg-type]
    assert following == period.next()
    assert following.previous() == period
    assert period.is_consecutive(following)
    assert period < following <= following > period >= period
    assert period.end_years < following.end_years


@few
@given(st.sampled_from("ASQMY"), days, st.integers(1, 20))
def test_annual_distances_are_whole_years(frequency: str, day: date, years: int) -> None:
    period = TimePeriod.containing(frequency, day)  # type: ignore[arg-type]
    later = period.shift(years * (period.per_year or 0))
    assert later.end_years - period.end_years == pytest.approx(years, abs=1e-9)
