"""Where a table stands on its sheet, and in which order its columns come, changes nothing of what is read from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from config.layout import Layout
from etl.interpret import read_by_layout
from etl.layouts.fingerprint import match_layout
from etl.layouts.recognise import recognise
from etl.opening.cells import Workbook
from etl.problems.findings import Findings
from tests.corpus.case import ALLIANCE, Observations, observations_of
from tests.corpus.sheets import sheet_of

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


@settings(max_examples=100, deadline=None, derandomize=True)
@given(ALL_FIGURES, st.permutations(range(5)), BLANKS)
def test_a_moved_or_permuted_wide_table_gives_the_same(figures, order, blanks):
    rows = rows_wide(figures)
    found = read(WIDE, moved(rows, list(order), blanks))
    assert found == read(WIDE, rows)
    assert len(found) == len(figures)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(ALL_FIGURES, st.permutations(range(3)), BLANKS, st.randoms(use_true_random=False))
def test_a_moved_or_permuted_long_table_gives_the_same(figures, order, blanks, random):
    rows = rows_long(figures)
    body = rows[1:]
    random.shuffle(body)
    assert read(LONG, moved([rows[0], *body], list(order), blanks)) == read(LONG, rows)


@settings(max_examples=60, deadline=None, derandomize=True)
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
