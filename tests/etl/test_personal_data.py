"""Personal data are refused at the door, deleted and repeated nowhere; tables of counts come in.

All numbers of persons here are invented: most "were born" in the first days of 1911.
"""

from __future__ import annotations

import json
import logging
import os
import random
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.personal_numbers import masked
from etl.errands import refresh_now, submit
from etl.opening.box import Box
from etl.opening.cells import Workbook
from etl.opening.columns import SheetBuilder
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.personal.names import is_person
from etl.personal.numbers import fits
from etl.personal_data import find_personal_data
from store.filenames import clean_filename
from tests.corpus.test_corpus import CASES as CORPUS
from tests.etl.made_files import with_parts, written
from tests.rooms import House

Rows = list[list[Any]]
PERSONS = ["Anne Madsen", "Peter Holm", "Fatima Ali", "Jens Krogh", "Mette Bach", "Lars Friis"]
PLACES = ["Aarhus", "Odense", "Ærø", "Fanø", "Høje-Taastrup", "Region Sjælland", "Lolland", "Thisted"]
HOMES = ["Plejecenter Solgården", "Børnehuset Myretuen", "Peter Bangs Hus", "Lærkehjemmet", "Hanne Mariehjemmet"]


def number(day: int, tail: int = 9876, month: int = 1, hyphen: str = "-") -> str:
    """An invented CPR number of somebody born in 1911."""
    return f"{day:02}{month:02}11{hyphen}{tail:04}"


CIVIL = [number(day, 9870 + day, 1 + day % 4) for day in range(1, 13)]
DIGITS = [int(one.replace("-", "")) for one in CIVIL]


def column(heading: str, values: Iterable[Any]) -> Rows:
    return [[heading], *[[value] for value in values]]


def beside(*columns: Rows) -> Rows:
    """Columns of the same length put side by side."""
    return [[cell for row in rows for cell in row] for rows in zip(*columns, strict=True)]


def book(rows: Rows, name: str = "Ark1") -> Workbook:
    width = max(map(len, rows))
    builder = SheetBuilder(name, Box(1, len(rows), 1, width))
    builder.fill([["" if one is None else one for one in row] + [""] * (width - len(row)) for row in rows], 1, 1)
    return Workbook("xlsx", [builder.sheet()])


def verdict(workbook: Workbook) -> str:
    found = find_personal_data(workbook)
    return "refused" if any(one.refuses for one in found) else "warned" if found else "passed"


AGES = column("Alder", range(18, 30))
SEXES = column("Køn", ["kvinde", "mand"] * 6)
# (rows, verdict, why)
CASES: list[tuple[Rows, str, str]] = [
    # CPR numbers
    (column("CPR-nr.", CIVIL), "refused", "a column of them, as people write it"),
    (column("Nr.", CIVIL), "refused", "whatever stands above them"),
    (column("Nr.", CIVIL[:1]), "refused", "with a hyphen one is enough"),
    (column("Nr.", [number(1, hyphen=" - ")]), "refused", "blanks around the hyphen"),
    (column("Nr.", [number(1, hyphen="\u2013")]), "refused", "a typographic dash"),
    (column("Note", [f"Ring til borgeren ({CIVIL[0]}) i morgen"]), "refused", "in the middle of a sentence"),
    (column("Note", [f"cpr {DIGITS[10]} mangler"]), "refused", "no hyphen, but the sentence says it"),
    (column("Personnummer", DIGITS[:1]), "refused", "a number that lost its zero, under its heading"),
    (column("CPR", [f"{one:010}" for one in DIGITS[:2]]), "refused", "ten digits as text under the heading"),
    (column("Nr.", DIGITS), "refused", "numbers with and without their zero, under no telling heading"),
    (column("Nr.", [f"{one:010}" for one in DIGITS]), "refused", "ten digits as text"),
    (column("Nr.", [one.replace("-", " ") for one in CIVIL]), "refused", "a blank between"),
    (column("Nr.", [str(one) for one in DIGITS]), "refused", "as a CSV without zeros has them"),
    (column("Nr.", [*range(500_000_000, 900_000_000, 10_000_000), *DIGITS]), "refused", "a run of them below totals"),
    ([["CPR:", DIGITS[0]], ["Sag:", 7]], "refused", "a form: the label beside the number"),
    (column("Nr.", [None, *DIGITS, None, "uoplyst"]), "refused", "empty cells and a word between"),
    (column("Nr.", DIGITS[:4]), "warned", "four numbers may be chance"),
    (column("Saldo i kr.", DIGITS), "warned", "amounts would hardly all be days, but the heading says amounts"),
    (column("Nr.", [*DIGITS[:7], *range(700_000_000, 700_000_006)]), "warned", "more than half of a column"),
    # What only looks like one
    (column("I alt", range(10_000_000, 99_000_000, 7_654_321)), "passed", "totals of eight digits"),
    (column("I alt", range(101_000_000, 113_000_000, 1_000_000)), "passed", "totals near 101 million: the 1st alone"),
    (column("Kg", range(123_456_789, 999_999_999, 98_765_432)), "passed", "totals of nine digits"),
    (column("Ton", range(1_234_567_890, 9_999_999_999, 987_654_321)), "passed", "totals of ten digits"),
    (column("Borgere", [101_010_101.5, 202_020_202.5, 303_030_303.5]), "passed", "no whole numbers"),
    (column("CVR-nr.", range(10_120_000, 39_000_000, 2_345_678)), "passed", "company numbers"),
    (column("P-nr.", range(1_001_000_001, 1_012_999_999, 1_003_331)), "passed", "P-numbers: 10 is their only day"),
    (column("Telefon", ["+4531129876", "4531129877", "45 31 12 98 78", 31129879, "31129876"]), "passed", "phones"),
    (column("Konto", [f"1551 {n}" for n in range(1_234_567_890, 1_234_567_899)]), "passed", "bank accounts"),
    (column("EAN", range(5_798_000_000_000, 5_798_000_000_009)), "passed", "thirteen digits"),
    (column("Tabel", ["STRAF11", "FOLK1A", "2024M01", "2024K1", "2024M12D09", "ARE207"]), "passed", "StatBank's codes"),
    (column("Kommune", [101, "0751", 461, "851", 751]), "passed", "codes of municipalities"),
    (column("Antal CPR-numre", [310, 298, 305, 1_012_345]), "passed", "how many, not which"),
    (column("Tid", ["2024-01-01", "01.01.2024", "1. kvt. 2024", "24/12-2005", "2018-2019"]), "passed", "periods"),
    (column("Nr.", [f"3{day}0211-9876" for day in range(2)]), "passed", "30 and 31 February"),
    (column("Nr.", ["290211-9876"]), "passed", "29 February in a common year"),
    (column("Nr.", [f"12345{one}" for one in CIVIL]), "passed", "part of a longer number"),
    (column("Periode", [f"0101{y}-311{y % 3}" for y in range(10, 20)]), "warned", "spans of days say what they are"),
    (column("Periode", ["010203-1234", "010111-3112"]), "warned", "one beginning, one end"),
    (column("Målt", [f"{day:02}0111-{day:02}00" for day in range(1, 20)]), "warned", "all at a full hour"),
    (column("Målt", [f"{day:02}{1 + day % 4:02}11{day:02}30" for day in range(1, 20)]), "warned", "no hyphen either"),
    # E-mail addresses
    (column("E-mail", [f"borger{n}@eksempel.dk" for n in range(3)]), "refused", "a column of them"),
    (column("Kontakt", [f"{n}@a.eksempel.dk" for n in "abcd"]), "refused", "under any heading"),
    (column("Noter", ["Spørgsmål: tal@eksempel.dk", "Kilde: egne tal"]), "warned", "one contact in the notes"),
    (column("Noter", ["20 stk. @ 5 kr.", "@foraar2024", "a@b"]), "passed", "signs that are no address"),
    # Names
    (column("Navn", PERSONS), "refused", "names of persons under their heading"),
    (column("Navn", [f"{one.split()[1]}, {one.split()[0]}" for one in PERSONS]), "refused", "family name first"),
    (column("Fornavn", [one.split()[0] for one in PERSONS]), "refused", "given names alone"),
    (beside(column("Efternavn", ["Holm", "Bach", "Friis"]), column("Antal", [9, 8, 7])), "warned", "how many bear it"),
    (column("Kontaktperson", PERSONS), "warned", "persons under another heading: perhaps the partners' own"),
    (column("Navn", PLACES), "passed", "places have names"),
    (column("Navn", HOMES), "passed", "institutions have names"),
    (beside(column("Navn", HOMES), column("Adresse", [f"Nygade {n}" for n in range(5)])), "warned", "with an address"),
    (column("Vej", ["Jens Baggesens Vej", "Peter Bangs Vej", "Anne Maries Allé"] * 2), "passed", "streets"),
    # One row per person
    (beside(column("Borger", [f"B{n}" for n in range(12)]), SEXES), "refused", "each row a citizen of some sex"),
    (beside(column("Elev-id", range(100, 112)), AGES), "refused", "pupils by number, with their age"),
    (beside(column("Elev-id", range(100, 106)), AGES[:7]), "warned", "a few of them"),
    (beside(SEXES, AGES, column("Antal", [1] * 12)), "refused", "sex and age, each counted once"),
    (beside(SEXES, AGES, column("Diagnose", ["a"] * 12)), "refused", "sex, age and diagnosis, nothing counted"),
    (beside(SEXES, AGES), "warned", "sex and age, nothing counted"),
    (column("Fødselsdato", [datetime(1911, 1, day) for day in range(1, 9)]), "refused", "birthdays as dates"),
    (column("Født", [f"0{day}-01-1911" for day in range(1, 9)]), "refused", "birthdays as text"),
    (beside(SEXES, AGES, column("Antal", range(12))), "passed", "a table of counts by sex and age"),
    (beside(SEXES, AGES, column("2023", range(12)), column("2024", range(12))), "passed", "the same, years across"),
    (beside(column("Borgere", ["unge", "voksne"] * 6), SEXES), "passed", "groups of citizens"),
    (beside(column("Borger", ["unge", "voksne"] * 6), SEXES), "passed", "groups again: each is there many times"),
    (beside(column("Født", range(500, 512)), column("Døde", range(12))), "passed", "births and deaths"),
    (
        beside(column("Indikator", ["antal"] * 12), column("Periode", range(2000, 2012)), SEXES, AGES,
               column("Værdi", [1] * 12)),
        "warned",
        "our own table with nothing but ones",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected", "why"), CASES, ids=[why for *_, why in CASES])
def test_refused_warned_or_passed(rows: Rows, expected: str, why: str) -> None:
    assert verdict(book(rows)) == expected, (why, find_personal_data(book(rows)))


@given(st.integers(0, 31), st.integers(0, 13), st.integers(0, 99), st.integers(0, 9999))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_digits_and_numbers_know_the_same_days(day: int, month: int, year: int, tail: int) -> None:
    """With its zero or without: what begins with a real day as text does so as a number."""
    digits = f"{day:02}{month:02}{year:02}{tail:04}"
    has_one = masked(digits) != digits
    assert has_one == bool(fits(np.array([float(digits)]))[0])
    try:
        datetime.strptime(digits[:6], "%d%m%y")
    except ValueError:
        assert not has_one
    else:
        assert has_one


def test_the_place_is_named_and_the_value_is_not() -> None:
    (found,) = find_personal_data(book(beside(column("År", range(1990, 2002)), column("Nr.", CIVIL)), "Bilag"))
    assert (found.what, found.sheet, found.column, found.cells) == ("civil_number", "Bilag", "B", 12)
    told = found.problem()
    assert (told.code, told.sheet, told.cell, told.found) == ("personal_data", "Bilag", None, None)
    assert "kolonne B" in told.title.da


def test_a_sheet_named_by_a_person_is_refused_without_its_name() -> None:
    (found,) = find_personal_data(book([["Antal", 5]], CIVIL[0]))
    assert found.refuses
    assert CIVIL[0] not in str(found.problem())


@given(st.data())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_tables_of_counts_are_never_refused(data: st.DataObject) -> None:
    """Years, totals of every size and rates, in any number of columns: nothing that fits by chance is enough."""
    rows = data.draw(st.integers(1, 60), "rows")
    size = st.integers(0, 10).map(lambda exponent: 10**exponent)
    chance = random.Random(data.draw(st.integers(0, 2**32), "seed"))  # evenly spread, as totals are
    columns = []
    for _ in range(data.draw(st.integers(1, 6), "columns")):
        base, drift = data.draw(size), data.draw(st.floats(-0.1, 0.3))
        heading = data.draw(
            st.sampled_from(["Antal", "2023", "", "Borgere", "Kvinder", "Nr.", "Indbyggere", "mio. kr."])
        )
        level = chance.uniform(1, 10) * base
        values = [round(level * (1 + drift) ** row * chance.uniform(0.9, 1.1)) for row in range(rows)]
        as_text = data.draw(st.booleans())
        columns.append(column(heading, [str(one) if as_text else one for one in values]))
    assert verdict(book(beside(*columns))) != "refused"


@given(st.data())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_columns_of_large_totals_are_never_refused(data: st.DataObject) -> None:
    """Eight to eleven digits, spread as totals are: every thirtieth of ten digits begins with a real day."""
    chance = random.Random(data.draw(st.integers(0, 2**32), "seed"))
    level, spread = 10 ** data.draw(st.floats(7.5, 10.5)), data.draw(st.sampled_from([0.1, 0.5, 1.0, 2.0]))
    values = [round(level * np.exp(chance.gauss(0, spread))) for _ in range(data.draw(st.integers(5, 60), "rows"))]
    heading = data.draw(st.sampled_from(["I alt", "", "Saldo", "2023", "Nr.", "Borgere"]))
    as_text = data.draw(st.booleans())
    assert (
        verdict(book(column(heading, [f"{one:,}".replace(",", ".") if as_text else one for one in values])))
        != "refused"
    )


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.xlsx"))


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.name for path in EXAMPLES])
def test_no_example_is_refused(path: Path) -> None:
    workbook = read_file(path, path.name, Limits())
    assert isinstance(workbook, Workbook)
    assert [one for one in find_personal_data(workbook) if one.refuses] == []


def test_no_file_of_the_corpus_is_refused(tmp_path: Path) -> None:
    """Partners' own tables of counts, with contacts, notes and footnotes in them."""
    read = 0
    for number, case in enumerate(CORPUS):
        own = tmp_path / str(number)
        own.mkdir()
        path = case.make(own)
        workbook = read_file(path, path.name, Limits())
        if isinstance(workbook, Workbook):
            read += 1
            assert [one for one in find_personal_data(workbook) if one.refuses] == [], case.name
    assert read >= 60


@given(st.text(alphabet="0123456789 -@.aA,cpr\u2013\0", max_size=300))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_can_be_searched(text: str) -> None:
    """And whatever is blotted out once needs no second time."""
    find_personal_data(book([[text or "x"]]))
    assert masked(masked(text)) == masked(text)


LONG = 60_000
PIECES = [
    "0",
    "1",
    " ",
    "@",
    "a@",
    "a@a.",
    "010111 ",
    "010111-",
    "010111 - ",
    "A ",
    "Aa-",
    "cpr",
    "01-01-1911 ",
    "Aa 1, ",
]
TRAPS = [*(piece * LONG for piece in PIECES), "@" + "a." * LONG, "a" * LONG + "@", "Aa-" * LONG + ", A"]


@pytest.mark.parametrize("text", TRAPS, ids=[repr(text[:9]) for text in TRAPS])
def test_no_text_makes_the_search_slow(text: str) -> None:
    """A pattern that tries every way would need years for these."""
    started = time.monotonic()
    find_personal_data(book([["Navn", "Adresse", "Født"], [text, text, text]]))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("indberetning 010111-9876.xlsx", "indberetning ••••••-••••.xlsx"),
        ("0101119876.csv", "••••••-••••.csv"),
        ("tal 2024-01-01.xlsx", "tal 2024-01-01.xlsx"),
        ("tal 310224-9876.xlsx", "tal 310224-9876.xlsx"),
        ("kommune 0751 2024.csv", "kommune 0751 2024.csv"),
    ],
)
def test_a_file_is_kept_under_no_persons_number(name: str, kept: str) -> None:
    assert clean_filename(name) == kept


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Anne Marie Madsen", True),
        ("Madsen, Anne", True),
        ("Lars von Holm", True),
        ("Fatoumata Jensen", True),
        ("Anne", False),
        ("anne madsen er ny", False),
        ("Peter Bangs Vej", False),
        ("Peter Bangs Vej 12", False),
        ("Region Sjælland", False),
        ("Den Gamle By", False),
        ("Anne, Peter, Lars, Hanne, Mette og Jens", False),
    ],
)
def test_what_reads_like_a_name(text: str, is_one: bool) -> None:
    assert is_person(text) is is_one


# The whole way: refused, deleted, repeated nowhere.


def everything_kept(house: House) -> bytes:
    """All bytes in the home: the database with its journal, the received files, whatever else lies there."""
    paths = [path for path in house.folder.rglob("*") if path.is_file() and "inbox" not in path.parts]
    return b"".join(path.read_bytes() for path in paths)


def nowhere(house: House, logged: str, report: Any, *values: str) -> None:
    kept = everything_kept(house)
    for value in values:
        for form in (value, value.replace("-", "")):
            assert form.encode() not in kept
            assert form.encode("utf-16-le") not in kept
            assert form not in logged
            assert form not in json.dumps(report, ensure_ascii=False)
    assert not list(house.room.settings.files.iterdir())


def hidden(path: Path, where: str) -> Path:
    """A table of counts, and one number of a person where nobody sees it."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in (["indikator", "periode", "værdi"], ["antal", 2021, 95]):
        sheet.append(row)
    sheet["E5"] = CIVIL[0]
    sheet.row_dimensions[5].hidden = where == "row"
    sheet.column_dimensions["E"].hidden = where == "column"
    if where == "sheet":
        sheet["E5"] = None
        made.create_sheet("Lister")["A1"] = CIVIL[0]
        made["Lister"].sheet_state = "veryHidden"
    made.save(path)
    return path


def hand_in(house: House, path: Path, **more: Any) -> Any:
    done = submit(house.room, path, "proeve", "sekretariat", **more)
    path.unlink()  # the sender's own copy, which lies in the same home here
    return done


@pytest.mark.parametrize("where", ["row", "column", "sheet", "seen"])
def test_refused_deleted_and_repeated_nowhere(
    sqlite_house: House, where: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    done = hand_in(sqlite_house, hidden(sqlite_house.folder / f"tal {CIVIL[1]}.xlsx", where))
    assert (done.state, done.outcome) == ("rejected", "rejected")
    (one,) = done.report["problems"]
    assert (one["code"], one["found"], one["cell"]) == ("personal_data", None, None)
    assert "excerpt" not in one
    assert one["sheet"] == ("Lister" if where == "sheet" else "Sheet")
    assert done.report["problem_count"]["error"] == 1
    assert len(done.sha256) == 64, "the hash stays, to tell that it happened"
    assert done.size > 0
    assert done.filename == "tal ••••••-••••.xlsx"
    nowhere(sqlite_house, caplog.text, done.report, CIVIL[0], CIVIL[1])


def test_a_broken_text_beside_it_is_not_repeated_either(sqlite_house: House, caplog: pytest.LogCaptureFixture) -> None:
    """The report on damaged letters quotes the cell; personal data come first."""
    path = written(sqlite_house.folder / "a.csv", f"by;tal\nK\ufffdbenhavn {CIVIL[0]};1\n")
    done = hand_in(sqlite_house, path)
    assert [one["code"] for one in done.report["problems"]] == ["personal_data"]
    nowhere(sqlite_house, caplog.text, done.report, CIVIL[0])


def test_what_is_merely_possible_is_told_and_not_quoted(sqlite_house: House) -> None:
    rows = [["antal", None, number(1, 3112), 95, None], ["antal", None, number(2, 3006), "mange", None]]
    path = sqlite_house.workbook(rows)
    done = hand_in(sqlite_house, path)
    problems = {one["code"]: one for one in done.report["problems"]}
    assert {"personal_data_possible", "period_unknown", "value_not_a_number"} <= set(problems)
    assert problems["period_unknown"]["found"] == "••••••-••••"
    text = json.dumps(done.report)
    assert number(1, 3112) not in text
    assert number(2, 3006) not in text
    assert (sqlite_house.room.settings.files / f"{done.token}.bin").exists(), "it was not refused for this"


PIVOT = "xl/pivotCache/pivotCacheDefinition1.xml"
HIDDEN_PARTS = [
    ("xl/pivotCache/pivotCacheRecords1.xml", f"<r><s v='{CIVIL[0]}'/></r>", True, "the rows behind a pivot table"),
    (PIVOT, '<cacheFields><cacheField numFmtId="0" name="CPR-nr."><sharedItems/>', True, "its column of numbers"),
    ("xl/comments1.xml", f"<t>Se {CIVIL[0]}</t>", True, "a comment"),
    ("xl/externalLinks/externalLink1.xml", f"<v>{CIVIL[0]}</v>", True, "a cell of another file"),
    ("docProps/custom.xml", "<x>12345678-0101-1198-761234567890</x>", False, "a machine's identifier"),
    (PIVOT, '<cacheFields><cacheField name="Antal CPR-numre"/>', False, "a pivot table of counts"),
    ("xl/comments1.xml", "<t>Fra 01-01-2011 til 31-12-2011</t>", False, "dates in a comment"),
]


@pytest.mark.parametrize(("part", "text", "is_refused", "why"), HIDDEN_PARTS, ids=[row[3] for row in HIDDEN_PARTS])
def test_what_travels_along_unseen_is_searched(
    sqlite_house: House, part: str, text: str, is_refused: bool, why: str
) -> None:
    padding = " " * ((1 << 20) - len(text) // 2)  # it lies across the border of two pieces
    done = hand_in(sqlite_house, with_parts(sqlite_house.folder / "a.xlsx", {part: (padding + text).encode()}))
    codes = [one["code"] for one in done.report["problems"]]
    assert ("personal_data" in codes) is is_refused, why
    assert bool(list(sqlite_house.room.settings.files.iterdir())) is not is_refused


def test_a_partners_folder_keeps_its_file_and_we_do_not(sqlite_house: House) -> None:
    refresh_now(sqlite_house.room)
    inbox = sqlite_house.room.settings.inbox / "proeve" / "partner"
    path = hidden(inbox / f"tal {CIVIL[2]}.xlsx", "seen")
    os.utime(path, (time.time() - 60,) * 2)
    run = refresh_now(sqlite_house.room)
    (source,) = [one for one in run.sources if one.organisation == "partner"]
    assert (source.outcome, source.source) == ("rejected", "inbox/tal ••••••-••••.xlsx")
    assert [one["code"] for one in source.problems] == ["personal_data"], "/runs tells the secretariat"
    assert path.exists()
    nowhere(sqlite_house, "", source.problems, CIVIL[0], CIVIL[2])
    again = refresh_now(sqlite_house.room)
    (still,) = [one for one in again.sources if one.organisation == "partner"]
    assert (still.outcome, still.submission) == ("rejected", source.submission), "told every morning, read once"


@pytest.mark.parametrize(("check_only", "kept"), [(True, 0), (False, 1)])
def test_a_file_that_was_only_checked_is_not_kept(sqlite_house: House, check_only: bool, kept: int) -> None:
    done = hand_in(sqlite_house, sqlite_house.workbook([["antal", None, 2021, 95, None]]), check_only=check_only)
    assert done.outcome == ("checked" if check_only else "accepted")
    assert len(list(sqlite_house.room.settings.files.iterdir())) == kept
