"""Every Danish way of writing a period is read; what is in doubt, or does not exist, is not guessed."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from etl.errands import submit
from etl.meaning.contents import Content
from etl.meaning.fit_periods import period_for, unread_period
from etl.opening.cells import NUMBER, TEXT
from store.time_period import MONTHS_DA, TimePeriod
from store.written_periods import find_periods, read_period
from tests.rooms import HEADINGS, House

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
    ("2024.0", "2024"),
    ("I. kvartal 2024", "2024-Q1"),
    ("IV. kvt. 2024", "2024-Q4"),
    ("1 kvartal 2024", "2024-Q1"),
    ("første kvartal 2024", "2024-Q1"),
    ("andet halvår 2024", "2024-H2"),
    ("kvartal 1, 2024", "2024-Q1"),
    ("2024-K1", "2024-Q1"),
    ("2024/Q1", "2024-Q1"),
    ("Q1-2024", "2024-Q1"),
    ("1Q2024", "2024-Q1"),
    ("2024M1", "2024-01"),
    ("2024-M01", "2024-01"),
    ("2024-jan", "2024-01"),
    ("jan/2024", "2024-01"),
    ("januar-2024", "2024-01"),
    ("uge 6-2024", "2024-W06"),
    ("uge 6/2024", "2024-W06"),
    ("2024-uge 6", "2024-W06"),
    ("2024U6", "2024-W06"),
    ("week 6 2024", "2024-W06"),
    ("H1 2024", "2024-H1"),
    ("25/11/1990", "1990-11-25"),
    ("25 nov. 1990", "1990-11-25"),
    ("2024-01-31 00:00:00", "2024-01-31"),
    ("2024-01-31T00:00:00", "2024-01-31"),
    ("2023 / 24", "2023/24"),
    ("2024\u2011Q1", "2024-Q1"),
    ("2024\u200b", "2024"),
    ("jan-24", "2024-01"),
    ("Jan 24", "2024-01"),
    ("jan. '24", "2024-01"),
    ("maj-99", "1999-05"),
    ("dec-49", "2049-12"),
    ("dec-50", "1950-12"),
    ("1. kvt. 24", "2024-Q1"),
    ("K1 24", "2024-Q1"),
    ("2. halvår 18", "2018-H2"),
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
    ("jan-24", ["2024-01"]),
    ("Opdateret maj 24", []),
    ("Faldet i kvartal 2024", ["2024"]),
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
    ("2024.5", "a number"),
    ("uge 6-24", "the weeks 6 to 24, or a year"),
    ("K124", "no year to be seen"),
    ("i kvartal 2024", "in a quarter: which?"),
    ("202401", "a month, to whoever knows that it is one"),
    ("2024-01-31 13:00", "an hour"),
    ("2024M13", "no month 13"),
    ("2024*", "a mark that must be explained"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_GUESSED)
def test_does_not_guess(text: str, reason: str) -> None:
    assert read_period(text) is None


# text, the indicator's frequency, what it is then, why
KNOWN_FREQUENCY = [
    ("2020-2021", "Y", "2020/21", "two years that follow each other are a school year"),
    ("2020-2021", "A", None, "and else a mean of two, or the first, or the second"),
    ("2020-2022", "Y", None, "three years are none"),
    ("2020\u20132021", "Y", "2020/21", "with a dash"),
    ("2011-12", "Y", "2011/12", "December 2011 of an indicator by school year is none"),
    ("2023-24", "Y", "2023/24", "the same"),
    ("23/24", "Y", "2023/24", "two digits, one after the other"),
    ("98/99", "Y", "1998/99", "in the last century"),
    ("23/25", "Y", None, "not the year after"),
    ("2023-24", "A", None, "asked"),
    ("2024-1", "M", "2024-01", "no quarter where months are wanted"),
    ("2024-1", "Q", None, "perhaps a month"),
    ("01-2024", "M", "2024-01", "month before year"),
    ("1/2024", "M", "2024-01", "the same"),
    ("2000/01", "M", "2000-01", "no school year where months are wanted"),
    ("202401", "M", "2024-01", "as registers write it"),
    ("202413", "M", None, "no month 13"),
    ("20241", "M", None, "a digit is missing"),
    ("202401", "Q", None, "asked"),
    ("01-01-2024", "A", "2024", "the first day of the year"),
    ("31-12-2024", "A", "2024", "the last one"),
    ("01-07-2024", "A", None, "a day within it: a count on a day, or a slip"),
    ("01-01-2024", "M", "2024-01", "the first day of the month"),
    ("31-01-2024", "M", "2024-01", "the last one"),
    ("30-01-2024", "M", None, "a day within it"),
    ("29-02-2024", "M", "2024-02", "a leap day is the last one"),
    ("31-03-2024", "Q", "2024-Q1", "the end of a quarter"),
    ("01-08-2023", "Y", "2023/24", "school begins"),
    ("31-07-2024", "Y", "2023/24", "and ends"),
    ("01-01-2024", "Y", None, "a day within it"),
    ("05-02-2024", "W", "2024-W06", "a Monday"),
    ("ultimo 2024", "A", "2024", "the end of the year is the year's"),
    ("ultimo marts 2024", "M", "2024-03", "the end of the month"),
    ("ultimo marts 2024", "Q", "2024-Q1", "and of the quarter"),
    ("ultimo marts 2024", "A", None, "and of no year"),
    ("primo 2024", "A", None, "2024, or the end of 2023"),
    ("medio 2024", "A", None, "a moment"),
]


@pytest.mark.parametrize(("text", "frequency", "canonical", "why"), KNOWN_FREQUENCY)
def test_reads_by_the_frequency_of_the_indicator(text: str, frequency: str, canonical: str | None, why: str) -> None:
    found = period_for(Content(TEXT, text), frequency)  # type: ignore[arg-type]
    assert (None if found is None else str(found)) == canonical, why


ASKED = [
    ("2020-2021", "period_span"),
    ("2018 til 2020", "period_span"),
    ("23/24", "period_span"),
    ("maj", "period_no_year"),
    ("1. kvartal", "period_no_year"),
    ("uge 6", "period_no_year"),
    ("24", "period_short_year"),
    ("12-03-24", "period_short_year"),
    ("primo 2024", "period_instant"),
    ("pr. 1. januar 2024", "period_instant"),
    ("2024*", "period_marked"),
    ("2024 1)", "period_marked"),
    ("i alt", "period_unknown"),
]


@pytest.mark.parametrize(("text", "code"), ASKED)
def test_asks_about_what_is_lacking(text: str, code: str) -> None:
    assert read_period(text) is None
    assert unread_period(Content(TEXT, text)).code == code


def test_numbers_are_no_texts() -> None:
    """2024.1 may be 2024.10 that lost its nought; a day that lost its format is named."""
    assert period_for(Content(NUMBER, None, 2024.1), "M") is None
    assert str(period_for(Content(NUMBER, None, 202401.0), "M")) == "2024-01"
    fault = unread_period(Content(NUMBER, None, 45292.0))
    assert (fault.code, fault.fields) == ("period_serial", {"day": "01-01-2024"})


MONTHS = [["antal", None, "01-01-2021", 95], ["antal", None, "31-12-2022", 90], ["andel", None, "31-03-2021", 45.5]]


def test_days_are_fitted_and_told(sqlite_house: House) -> None:
    """An annual and a quarterly indicator in one column."""
    rows = [*MONTHS, ["antal", None, "31.12.2023", 85], ["andel", None, "1. kvt. 22", 46.5]]
    done = submit(sqlite_house.room, sqlite_house.workbook(rows, headings=HEADINGS[:4]), "proeve", "sekretariat")
    assert done.outcome == "accepted", done.report["problems"]
    assert [(one["indicator"], one["period"], one["new"]) for one in done.report["changes"]] == [
        ("antal", "2021", 95), ("antal", "2022", 90), ("andel", "2021-Q1", 45.5), ("antal", "2023", 85),
        ("andel", "2022-Q1", 46.5),
    ]  # fmt: skip
    told = [(one["cell"], one["found"], one["title"]["da"]) for one in done.report["problems"]]
    assert [one[:2] for one in told] == [("C4", "31-03-2021"), ("C2", "01-01-2021")]
    assert told[1][2].endswith("antal rækker læst sådan: 3.")


@pytest.mark.parametrize(
    ("indicator", "period", "code"),
    [
        ("antal", "2020-2021", "period_span"),
        ("antal", "01-07-2021", "period_wrong_frequency"),
        ("antal", "marts 2021", "period_wrong_frequency"),
        ("andel", "2021", "period_wrong_frequency"),
        ("andel", "1. kvartal", "period_no_year"),
        ("antal", 44562, "period_serial"),
        ("antal", 2021.5, "period_unknown"),
        ("antal", True, "period_unknown"),
    ],
)
def test_what_does_not_fit_is_asked_about_at_its_cell(
    sqlite_house: House, indicator: str, period: object, code: str
) -> None:
    path = sqlite_house.workbook([[indicator, None, period, 5, None]])
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert [(one["code"], one["cell"]) for one in done.report["problems"]] == [(code, "C2")]


@pytest.mark.parametrize("system", [1900, 1904])
def test_dates_of_both_systems(sqlite_house: House, system: int) -> None:
    """Macs counted from 1904: four years and a day apart."""
    path = sqlite_house.folder / "datoer.xlsx"
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH if system == 1904 else WINDOWS_EPOCH
    for row in (["indikator", "periode", "værdi"], ["antal", datetime(2021, 12, 31), 95]):
        book.active.append(row)
    book.save(path)
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert [(one["period"], one["new"]) for one in done.report["changes"]] == [("2021", 95)]


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_of_both_systems_in_an_old_workbook(sqlite_house: House, is_1904: bool) -> None:
    book = xlwt.Workbook()
    book.dates_1904 = is_1904
    sheet = book.add_sheet("Ark1")
    for column, (heading, value) in enumerate((("indikator", "antal"), ("værdi", 95))):
        sheet.write(0, column, heading)
        sheet.write(1, column, value)
    sheet.write(0, 2, "periode")
    sheet.write(1, 2, datetime(2021, 12, 31), xlwt.easyxf(num_format_str="DD-MM-YYYY"))
    book.save(str(sqlite_house.folder / "datoer.xls"))
    done = submit(sqlite_house.room, sqlite_house.folder / "datoer.xls", "proeve", "sekretariat")
    assert [(one["period"], one["new"]) for one in done.report["changes"]] == [("2021", 95)]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from("ASQMY"), st.dates(date(1901, 1, 1), date(2100, 12, 31)), st.booleans())
def test_the_first_and_the_last_day_stand_for_their_period(frequency: str, day: date, is_first: bool) -> None:
    period = TimePeriod.containing(frequency, day)  # type: ignore[arg-type]
    edge = period.start if is_first else period.end
    for text in (edge.isoformat(), f"{edge:%d-%m-%Y}", f"{edge.day}.{edge.month}.{edge.year}"):
        assert period_for(Content(TEXT, text), frequency) == period  # type: ignore[arg-type]


WAYS = {
    "A": ["{y}", "år {y}", "{y}.0"],
    "S": ["{y}H{n}", "{y}-H{n}", "{n}. halvår {y}", "{y}, {n}. halvår", "H{n} {y}"],
    "Q": ["{y}K{n}", "{y}Q{n}", "{y}-Q{n}", "{n}. kvt. {y}", "{n}. kvartal {y}", "Q{n} {y}", "{n}.kvt.{y}", "{y}/K{n}"],
    "M": ["{y}M{n:02}", "{y}-{n:02}", "{name} {y}", "{short}. {y}", "{short}-{y}", "{y} {name}", "{short}-{yy:02}"],
    "W": ["{y}U{n:02}", "{y}-W{n:02}", "uge {n} {y}", "uge {n}-{y}", "{y}, uge {n}"],
    "Y": ["{y}/{next:02}", "{y}/{y1}", "skoleåret {y}/{next:02}", "Skoleåret {y}-{y1}"],
}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from("ASQMWY"), st.dates(date(1950, 1, 10), date(2049, 12, 20)))
def test_written_in_any_way_and_read_back(data: st.DataObject, frequency: str, day: date) -> None:
    period = TimePeriod.containing(frequency, day)  # type: ignore[arg-type]
    year, week, _ = period.start.isocalendar()
    number = week if frequency == "W" else period.number % (period.per_year or 1) + 1
    year = year if frequency == "W" else period.start.year
    name = MONTHS_DA[period.start.month - 1]
    way = data.draw(st.sampled_from(WAYS[frequency]))
    text = way.format(y=year, y1=year + 1, yy=year % 100, next=(year + 1) % 100, n=number, name=name, short=name[:3])
    changed = data.draw(st.sampled_from([str, str.upper, str.title, lambda one: f" {one}\u00a0", decomposed]))
    assert read_period(changed(text)) == period, text


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


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
