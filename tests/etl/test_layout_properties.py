"""Where a table stands on its sheet, and in which order its columns come, changes nothing of what is read from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.layout import Layout
from etl.interpret import interpret, read_by_layout
from etl.layouts.apply import apply_layout
from etl.layouts.fingerprint import match_layout
from etl.layouts.recognise import recognise
from etl.layouts.surface import LOOKED_AT
from etl.layouts.values import read_values
from etl.opening.cells import Column, Sheet, Workbook, column_letter, column_number
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.problems.findings import Findings
from tests.corpus import makers_unseen_crime, makers_unseen_forms
from tests.corpus.case import ALLIANCE, Case, Observations, declared_of, observations_of, organisation_of
from tests.corpus.sheets import Wrong, sheet_of

TODAY = date(2026, 11, 23)
YEARS = [2019, 2020, 2021, 2022]
PLACES = ["Aarhus", "Odense", "Struer", "Ærø", "Varde"]
WIDE = Layout.model_validate(
    {
        "name": "bred",
        "tables": [
            {
                "indicator": {"fixed": "kommuner"},
                "area": {"column": "Kommune"},
                "period": {"across": 1},
                "signs": {"..": "missing"},
            }
        ],
    }
)
LONG = Layout.model_validate(
    {
        "name": "lang",
        "tables": [
            {
                "indicator": {"fixed": "kommuner"},
                "area": {"column": "Kommune"},
                "period": {"column": "År"},
                "value": "Antal",
                "signs": {"..": "missing"},
            }
        ],
    }
)
FIGURES = st.one_of(st.integers(0, 10**6), st.floats(0, 1e6).map(lambda x: round(x, 3)), st.just(".."))


def rows_wide(figures: dict[tuple[str, int], Any]) -> list[list[Any]]:
    return [["Kommune", *YEARS]] + [[place, *(figures[place, year] for year in YEARS)] for place in PLACES]


def rows_long(figures: dict[tuple[str, int], Any]) -> list[list[Any]]:
    return [["Kommune", "År", "Antal"]] + [[place, year, value] for (place, year), value in figures.items()]


def moved(rows: list[list[Any]], order: list[int], blanks: tuple[int, int, int]) -> list[list[Any]]:
    """The columns in another order, blank columns before them and blank rows above and below."""
    left, above, below = blanks
    turned = [[None] * left + [row[column] for column in order] for row in rows]
    return [*[[None]] * above, *turned, *[[None]] * below]


def read(layout: Layout, rows: list[list[Any]]) -> Observations:
    findings = Findings()
    found = read_by_layout(layout, Workbook("xlsx", [sheet_of(rows)]), ALLIANCE, "partner", TODAY, findings)
    assert not findings.has_errors, [one.code for one in findings.kept]
    return observations_of(found)


ALL_FIGURES = st.fixed_dictionaries({(place, year): FIGURES for place in PLACES for year in YEARS})
BLANKS = st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 5))


@settings(max_examples=50, deadline=None, derandomize=True)
@given(ALL_FIGURES, st.permutations(range(5)), BLANKS)
def test_a_moved_or_permuted_wide_table_gives_the_same(figures, order, blanks):
    rows = rows_wide(figures)
    found = read(WIDE, moved(rows, list(order), blanks))
    assert found == read(WIDE, rows)
    assert len(found) == len(figures)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(ALL_FIGURES, st.permutations(range(3)), BLANKS, st.randoms(use_true_random=False))
def test_a_moved_or_permuted_long_table_gives_the_same(figures, order, blanks, random):
    rows = rows_long(figures)
    body = rows[1:]
    random.shuffle(body)
    assert read(LONG, moved([rows[0], *body], list(order), blanks)) == read(LONG, rows)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(ALL_FIGURES, BLANKS, st.booleans())
def test_what_is_proposed_reads_every_figure_wherever_the_table_stands(figures, blanks, is_long):
    rows = rows_long(figures) if is_long else rows_wide(figures)
    left, above, _ = blanks
    placed = moved(
        [["Ting i kommuner"] + [None] * (len(rows[0]) - 1), *rows], list(range(len(rows[0]))), (left, above, 0)
    )
    workbook = Workbook("xlsx", [sheet_of(placed)])
    proposal = recognise(workbook, ALLIANCE, "partner")
    assert proposal is not None
    assert proposal.questions == []
    assert read(proposal.layout, placed) == read(LONG if is_long else WIDE, rows)
    match = match_layout(workbook, [proposal.layout, LONG if not is_long else WIDE], ALLIANCE, "partner")
    assert match is not None
    assert match.layout == proposal.layout


# What a person may send: any cells in any order

ODD: list[Any] = [
    None, None, None, 2021, 2022, 2023, "2021", "2022", "2023*", "2024K1", "2023M01", "1. kvt.", "2. kvt.", "Januar",
    "uge 6", "2020/21", "2020-2021", 1, 2, 12.5, -4, 0.45, "1.234", "12,5", "..", "-", ".", "x", "<5", "i.o.", "*", "",
    "  ", "Aarhus", "Odense", "Hele landet", "Region Midtjylland", "0751", 751, "I alt", "Hovedtotal", "(tom)",
    "Gennemsnit", "Kommune", "År", "Antal", "Pct.", "Enhed", "Enhed: 1.000 ting", "Ting i kommuner", "Antal ting",
    "Tilfredse borgere", "Ledige ting", "Mænd", "Kvinder", "Note: * foreløbige tal", "Fremskrivning", "Statistik",
    date(2024, 1, 31), date(2024, 2, 29), Wrong("#REF!"), True, "heraf forsøg", "Indikator", "Periode", "Værdi",
    "pr. 1.000", "Andel af ting 2021", "fremskrevet 2024-2050", "a" * 300, "\u0000", "1e999", 1e300, float("inf"),
]  # fmt: skip


def odd_rows(random: Random) -> list[list[Any]]:
    """A grid of odd cells; half of them look like a table."""
    width = random.randint(1, 7)
    if random.random() < 0.5:
        return [[random.choice(ODD) for _ in range(width)] for _ in range(random.randint(1, 12))]
    rows: list[list[Any]] = [[random.choice(ODD)] for _ in range(random.randint(0, 3))]
    years = [random.choice([2019 + n, str(2019 + n), random.choice(ODD)]) for n in range(width)]
    rows.append([random.choice(["Kommune", "År", None, "Alder"]), *years])
    if random.random() < 0.4:
        rows.append([None, *(random.choice(["Antal", "Pct.", "I alt", "1. kvt.", None, "Mænd"]) for _ in years)])
    for _ in range(random.randint(1, 8)):
        label = random.choice(["Aarhus", "Odense", "Struer", "I alt", None, "Hele landet", random.choice(ODD)])
        rows.append(
            [label, *(random.choice([random.randint(0, 99), random.random(), random.choice(ODD)]) for _ in years)]
        )
    return [*rows, *([random.choice(ODD)] for _ in range(random.randint(0, 2)))]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_no_grid_of_odd_cells_is_a_fault(seed):
    workbook = Workbook("xlsx", [sheet_of(odd_rows(Random(seed)))])
    interpret(workbook, ALLIANCE, "partner", (), TODAY, Findings())
    proposal = recognise(workbook, ALLIANCE, "partner")
    if proposal is not None:
        proposal.to_json()
        match_layout(workbook, [proposal.layout], ALLIANCE, "partner")
        read_by_layout(proposal.layout, workbook, ALLIANCE, "partner", TODAY, Findings())


MOVED = {case.name: case for case in (*makers_unseen_crime.CASES, *makers_unseen_forms.CASES) if case.expected}


@pytest.mark.parametrize("name", MOVED)
def test_a_sheet_in_another_place_is_read_as_before(name, tmp_path):
    """Three blank rows above and two blank columns before change nothing of what is proposed and read."""
    case = MOVED[name]
    path = case.make(tmp_path)
    workbook = read_file(path, path.name, Limits())
    assert isinstance(workbook, Workbook)
    found = [
        read_as_proposed(one, case) for one in (workbook, replace(workbook, sheets=[*map(shifted, workbook.sheets)]))
    ]
    assert found[0] == found[1]


def shifted(sheet: Sheet) -> Sheet:
    """The sheet three rows further down and two columns further right, the cells before it blank."""
    if not sheet.rows:
        return sheet
    count = sheet.rows + 3

    def down(column: Column, letter: str) -> Column:
        made = Column(letter, np.zeros(count, np.uint8), np.full(count, np.nan), np.full(count, -1, np.int32))
        made.kind[3:], made.number[3:], made.text[3:] = column.kind, column.number, column.text
        return made

    blank = Column("A", np.zeros(sheet.rows, np.uint8), np.full(sheet.rows, np.nan), np.full(sheet.rows, -1, np.int32))
    columns = [down(one, column_letter(n)) for n, one in enumerate([blank, blank, *sheet.columns], start=1)]
    hidden = [column_letter(column_number(letter) + 2) for letter in sheet.hidden_columns]
    return replace(sheet, columns=columns, hidden_rows=sheet.hidden_rows + 3, hidden_columns=hidden)


def read_as_proposed(workbook: Workbook, case: Case) -> tuple[list[str], Observations | None]:
    proposal = recognise(workbook, declared_of(case), organisation_of(case), case.about)
    assert proposal is not None
    paths = [one.path for one in proposal.questions]
    if paths:
        return paths, None
    findings = Findings()
    rows = read_by_layout(proposal.layout, workbook, declared_of(case), organisation_of(case), TODAY, findings)
    return paths, None if findings.has_errors else observations_of(rows)


NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e6, 1e6).map(lambda x: round(x, 2)))


@settings(max_examples=6, deadline=None, derandomize=True)
@given(st.lists(NUMBERS, min_size=510, max_size=520), st.booleans())
def test_many_danish_numbers_at_once_are_read_as_one_by_one(numbers, has_thousands):
    mark = "." if has_thousands else ""
    written = [f"{number:,}".replace(",", "t").replace(".", ",").replace("t", mark) for number in numbers]
    few = [numbers_of([*written[n : n + 100], "0,5"])[:-1] for n in range(0, len(written), 100)]
    assert numbers_of([*written, "0,5"])[:-1] == [number for part in few for number in part]


def numbers_of(texts: list[str]) -> list[float]:
    sheet = sheet_of([[text] for text in texts])
    read = read_values(sheet, [0], np.arange(len(texts)), LONG.tables[0])
    assert (read.fault < 0).all()
    return [float(number) for number in read.number[0]]


def test_a_large_sheet_is_proposed_from_its_first_rows():
    """Twenty thousand rows cost no more than the first few thousand; all of them are read afterwards."""
    rows = [["Ting i kommuner"], ["Kommune", "År", "Antal"], *([PLACES[n % 5], 1900 + n // 5, n] for n in range(600))]
    rows += [["Aarhus", 2020, None]] * 10_000
    rows += [["Aarhus", 2025, 7]]
    workbook = Workbook("xlsx", [sheet_of(rows)])
    proposal = recognise(workbook, ALLIANCE, "partner")
    assert proposal is not None
    assert len(proposal.tidy) <= LOOKED_AT
    tidy = apply_layout(proposal.layout, workbook, ALLIANCE, "partner", Findings()).tidy
    assert tidy["value"].max() == 599
    assert tidy["cell"].iloc[-1] == f"C{len(rows)}"
