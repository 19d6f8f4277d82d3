"""Series as people paste them: every supported way is read back; what is not certain is asked about, by its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import Language, format_number
from progress.pasted import MOST_LINES, Pasted, read_pasted
from store.time_period import TimePeriod, parse


def values(pasted: Pasted) -> dict[str, float | None]:
    assert pasted.mistakes == (), [(one.line, one.text.en) for one in pasted.mistakes]
    return {str(point.period): point.value for point in pasted.points}


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("2023\t14844\n2024\t13000", {"2023": 14844, "2024": 13000}, "a spreadsheet's two columns"),
        ("2023;14844\r\n2024;13000\r\n", {"2023": 14844, "2024": 13000}, "semicolons, and Windows' line ends"),
        ("2023 14844\r2024   13000", {"2023": 14844, "2024": 13000}, "blanks, and an old line end"),
        ("År\tIndbrud\n2023\t14844", {"2023": 14844}, "a heading"),
        ("År Indbrud i alt\n2023 14844", {"2023": 14844}, "a heading with blanks"),
        ("\n\n2023\t1\n\n2024\t2\n\n", {"2023": 1, "2024": 2}, "empty lines"),
        ("2024\t2\n2023\t1", {"2023": 1, "2024": 2}, "newest first, as some write it"),
        ("2023\t14.844\n2024\t12,5", {"2023": 14844, "2024": 12.5}, "12,5 shows that the column is Danish"),
        ("2023\t14,844\n2024\t12.5", {"2023": 14844, "2024": 12.5}, "12.5 shows that it is English"),
        ("2023\t1.234.567\n2024\t14.844", {"2023": 1234567, "2024": 14844}, "two points are Danish thousands"),
        ("2023 14 844\n2024 13 000", {"2023": 14844, "2024": 13000}, "blanks also within the number"),
        ("2023\t12,5 %\n2024\t13 pct.", {"2023": 12.5, "2024": 13}, "per cent signs"),
        ("2023\t−4\n2024\t(5)", {"2023": -4, "2024": -5}, "below zero, as accountants write it too"),
        ("1. kvt. 2024\t5\n2. kvt. 2024\t6", {"2024-Q1": 5, "2024-Q2": 6}, "quarters in words"),
        ("1. kvt. 2024 5\n2. kvt. 2024 6", {"2024-Q1": 5, "2024-Q2": 6}, "the same with blanks only"),
        ("jan. 2024 5\nfeb-24 6", {"2024-01": 5, "2024-02": 6}, "months, also with a short year"),
        ("uge 6 2024 1.234,5", {"2024-W06": 1234.5}, "weeks"),
        ("2023/24\t7\nskoleåret 2024/25\t8", {"2023/24": 7, "2024/25": 8}, "school years"),
        ("24-12-2024\t5", {"2024-12-24": 5}, "a date: the day first"),
        ("2024K1\t5\n2024K2\t6", {"2024-Q1": 5, "2024-Q2": 6}, "the statistics bank's codes"),
        ("2023\t\n2024\t5\n2025\t..", {"2023": None, "2024": 5, "2025": None}, "no figure is no figure, not 0"),
        ("2023\t5\n2023\t5,0", {"2023": 5}, "the same twice is there once"),
        ("\ufeff2023\t5", {"2023": 5}, "a mark that a program put in front"),
        ("2023\t5\t\t", {"2023": 5}, "empty columns behind"),
    ],
)
def test_reads(text: str, expected: dict[str, float | None], why: str) -> None:
    assert values(read_pasted(text)) == expected, why


@pytest.mark.parametrize(
    ("text", "line", "danish", "english"),
    [
        ("", 0, "Der er ingen tal. Indsæt to kolonner", "There are no figures. Paste two columns"),
        ("År\tTal", 0, "Der er ingen tal under overskriften", "no figures below the heading"),
        ("2023\t5\nforår 24\t6", 2, "»forår 24« er ikke en periode", "'forår 24' is not a period"),
        ("2023\t5\n2024\tmange", 2, "»mange« er ikke et tal", "'mange' is not a number"),
        ("2023 mange", 1, "»mange« er ikke et tal", "'mange' is not a number"),
        ("2023\t5\n2024", 2, "Der står kun en periode", "There is only a period"),
        ("2023\t5\n2024\t6\t7", 2, "Der er 3 kolonner", "There are 3 columns"),
        ("2023\t1.234", 1, "kan være 1234 eller 1,234", "may be 1234 or 1.234"),
        ("2023\t1,234\n2024\t2,345", 1, "Det gælder 1 linje mere", "So with 1 more line."),
        ("2023\t12,5\n2024\t12.5", 1, "blander dansk (1.234,5) og engelsk", "mixes Danish (1.234,5) and English"),
        ("2023\t1,2E+05", 1, "forkortet af regnearket", "shortened by the spreadsheet"),
        ("2023\t12,5 mio.", 1, "har en enhed", "has a unit"),
        ("2023\t5\n2024\t6\n2024-Q1\t7", 3, "som er år", "which are years"),
        ("2023\t5\n2024\t6\n2023\t7", 3, "står også i linje 1 med et andet tal", "also in line 1, with another"),
        ("2023\t" + "1" * 30, 1, "har for mange cifre", "has too many digits"),
        ("2023\t-", 1, "»-« er ikke et tal", "'-' is not a number"),  # nought in a statistics bank: never guessed
        ("2023\t5\n2024" + " " * 30 + "\t6" + "x" * 300, 2, "Linjen er for lang", "The line is too long"),
        ("\n" * 9 + "2024;6;7", 10, "Der er 3 kolonner", "There are 3 columns"),  # empty lines count
    ],
)
def test_mistakes_are_named_by_line_in_both_languages(text: str, line: int, danish: str, english: str) -> None:
    pasted = read_pasted(text)
    assert pasted.points == ()
    (first, *_) = pasted.mistakes
    assert (first.line, danish in first.text.da, english in first.text.en) == (line, True, True), first.text


def test_all_mistakes_are_told_at_once() -> None:
    assert [one.line for one in read_pasted("x1\t5\n2024\t6\ny\t7\n2025\tz").mistakes] == [1, 3, 4]


def test_whoever_pastes_may_say_how_the_numbers_are_written() -> None:
    text = "2023\t1.234\n2024\t2.345"
    assert read_pasted(text).asks_way
    assert values(read_pasted(text, "da")) == {"2023": 1234, "2024": 2345}
    assert values(read_pasted(text, "en")) == {"2023": 1.234, "2024": 2.345}
    (mistake,) = read_pasted("2023\t12,5", "en").mistakes
    assert "is not written in English" in mistake.text.en


def test_no_more_lines_than_can_be_read() -> None:
    lines = [f"{day}\t5" for day in TimePeriod.range(parse("2010-01-01"), parse("2016-01-01"))]
    assert len(read_pasted("\n".join(lines[:MOST_LINES])).points) == MOST_LINES
    (mistake,) = read_pasted("\n".join(lines[: MOST_LINES + 1])).mistakes
    assert mistake.text.da == "Der er 2.001 linjer; højst 2.000 kan læses."


def _label(period: TimePeriod, how: int) -> str:
    """One of the ways in which a period is written."""
    forms = [str(period), period.label("da"), *([period.label("en")] if period.frequency not in "SY" else [])]
    return forms[how % len(forms)]


FIRST = {
    "A": "1990",
    "S": "1990-H1",
    "Q": "1990-Q1",
    "M": "1990-01",
    "W": "1990-W05",
    "D": "1990-03-01",
    "Y": "1990/91",
}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.sampled_from(sorted(FIRST)),
    st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9).map(lambda n: n / 100)), min_size=1, max_size=30),
    st.sampled_from(["da", "en"]),
    st.booleans(),
    st.sampled_from(["\t", ";", " ; ", "\t\t", "  "]),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
    st.booleans(),
    st.integers(0, 2),
    st.randoms(use_true_random=False),
)
def test_what_is_written_in_any_way_is_read_back(
    frequency: str,
    numbers: list[float | None],
    language: Language,
    says: bool,
    between: str,
    end: str,
    has_heading: bool,
    how: int,
    shuffled: object,
) -> None:
    """Periods of every kind, Danish and English numbers, every separator; never another number than was written."""
    if between == "\t\t":
        between = "\t"
    periods = [parse(FIRST[frequency]).shift(step) for step in range(len(numbers))]
    given_numbers = {str(period): number for period, number in zip(periods, numbers, strict=True)}
    # Two decimals: the way of writing shows, or makes no difference.
    lines = [
        _label(period, how) + between + ("" if number is None else format_number(number, language, 2))
        for period, number in zip(periods, numbers, strict=True)
    ]
    if between.isspace() and between != "\t":
        lines = [line for line, number in zip(lines, numbers, strict=True) if number is not None]
        given_numbers = {period: number for period, number in given_numbers.items() if number is not None}
    shuffled.shuffle(lines)  # type: ignore[attr-defined]
    if not lines:
        return
    text = end.join([*(["Periode" + (between if between.strip() else "\t") + "Tal"] if has_heading else []), *lines])
    found = read_pasted(text, language if says else None)
    assert values(found) == given_numbers
    assert [point.period.number for point in found.points] == sorted(point.period.number for point in found.points)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="0123456789.,;\t \n-/%kKvtuge'()E+æ", max_size=80))
def test_whatever_is_pasted_is_read_or_answered_in_words(text: str) -> None:
    pasted = read_pasted(text)
    assert bool(pasted.points) != bool(pasted.mistakes)
    for one in pasted.mistakes:
        assert 0 <= one.line <= text.count("\n") + 1
        assert one.text.da
        assert one.text.en
        assert one.text.da != one.text.en
