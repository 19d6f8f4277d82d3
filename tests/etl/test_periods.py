"""Every Danish way of writing a period is read; what is in doubt, or does not exist, is not guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.meaning.periods import find_periods, read_period
from store.time_period import TimePeriod

WRITTEN = [
    ("2024", "2024"),
    ("2024K1", "2024-Q1"),
    ("2024Q1", "2024-Q1"),
    ("2024-Q1", "2024-Q1"),
    ("2024 k4", "2024-Q4"),
    ("1. kvt. 2024", "2024-Q1"),
    ("2.kvt.2024", "2024-Q2"),
    ("4. kvartal 2019", "2019-Q4"),
    ("4. KVARTAL 2019", "2019-Q4"),
    ("2024M01", "2024-01"),
    ("2024-01", "2024-01"),
    ("januar 2024", "2024-01"),
    ("Januar 2024", "2024-01"),
    ("jan. 2024", "2024-01"),
    ("maj 2024", "2024-05"),
    ("sept. 2024", "2024-09"),
    ("okt 2024", "2024-10"),
    ("2024H1", "2024-H1"),
    ("2024-H2", "2024-H2"),
    ("1. halvår 2018", "2018-H1"),
    ("1. halva\u030ar 2018", "2018-H1"),
    ("2024U27", "2024-W27"),
    ("uge 6 2024", "2024-W06"),
    ("uge 06, 2024", "2024-W06"),
    ("2024-W06", "2024-W06"),
    ("uge 53 2020", "2020-W53"),
    ("2023/24", "2023/24"),
    ("2023/2024", "2023/24"),
    ("1999/2000", "1999/00"),
    ("2024M12D09", "2024-12-09"),
    ("12-03-2024", "2024-03-12"),
    ("12.3.2024", "2024-03-12"),
    ("2024-03-12", "2024-03-12"),
    ("25. november 1990", "1990-11-25"),
    ("1. dec. 2021", "2021-12-01"),
    ("24/12-2005", "2005-12-24"),
    ("  2024\u00a0", "2024"),
    ("1.\u00a0kvartal\u202f2024", "2024-Q1"),
    ("K1 2024", "2024-Q1"),
    ("Q4 2019", "2019-Q4"),
    ("2024, 1. kvartal", "2024-Q1"),
    ("3. kv. 2024", "2024-Q3"),
    ("2018 2. halvår", "2018-H2"),
    ("jan-2024", "2024-01"),
    ("2024 februar", "2024-02"),
    ("October 2024", "2024-10"),
    ("May 2024", "2024-05"),
    ("År 2024", "2024"),
    ("2024, uge 6", "2024-W06"),
    ("Skoleåret 2023-2024", "2023/24"),
    ("skoleår 2023/24", "2023/24"),
]

IN_SENTENCES = [
    ("Tabel 3. Ledige, 1. kvartal 2024", ["2024-Q1"]),
    ("Antal ting efter kommune (2024)", ["2024"]),
    ("Tal 2023", ["2023"]),
    ("Historisk 1990-2023 og fremskrevet 2024-2050", []),
    ("2022 og 2023", ["2022", "2023"]),
    ("2024, opdateret i 2024", ["2024"]),
    ("Skoleåret 2023/24", ["2023/24"]),
    ("Tabel 2", []),
]


@pytest.mark.parametrize(("sentence", "periods"), IN_SENTENCES)
def test_finds_in_sentences(sentence: str, periods: list[str]) -> None:
    assert [str(period) for period in find_periods(sentence)] == periods


@pytest.mark.parametrize(("text", "canonical"), WRITTEN)
def test_reads(text: str, canonical: str) -> None:
    assert str(read_period(text)) == canonical


NOT_GUESSED = [
    ("", "nothing"),
    ("i alt", "a word"),
    ("24", "a year has four digits"),
    ("12-03-24", "a year has four digits"),
    ("0101", "København's code"),
    ("20241", "a number"),
    ("202 4", "two numbers"),
    ("2024K5", "no fifth quarter"),
    ("5. kvartal 2024", "no fifth quarter"),
    ("2024-13", "no month 13"),
    ("2024M00", "no month 0"),
    ("31-02-2024", "no 31 February"),
    ("29-02-2023", "no leap year"),
    ("12/24-2005", "the day comes first"),
    ("12-24-2005", "the day comes first"),
    ("uge 53 2024", "2024 has 52 weeks"),
    ("2024-1", "month, quarter or half"),
    ("1-2024", "month, quarter or half"),
    ("2023-24", "school year, or a slip for a month"),
    ("2018-2019", "a base of two years"),
    ("2023/2025", "not the year after"),
    ("2023/25", "not the year after"),
    ("12.03-2024", "mixed signs"),
    ("primo 2024", "a day, a quarter or a half"),
    ("maj", "no year"),
    ("2024,0", "a number"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_GUESSED)
def test_does_not_guess(text: str, reason: str) -> None:
    assert read_period(text) is None


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=20))
def test_never_raises(text: str) -> None:
    assert read_period(text) is None or isinstance(read_period(text), TimePeriod)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from("ASQMWDY"), st.dates(date(1901, 1, 1), date(2100, 12, 31)))
def test_reads_every_canonical_text_and_danish_label(frequency: str, day: date) -> None:
    period = TimePeriod.containing(frequency, day)  # type: ignore[arg-type]
    assert read_period(str(period)) == period
    if frequency != "Y":
        assert read_period(period.label("da")) == period
