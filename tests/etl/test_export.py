"""Figures as CSV for a Danish Excel: numbers are numbers, and no text of a stranger is a formula."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.export import COLUMNS, neutralised, write_csv

# What a cell holds, what is written, why
WRITTEN = [
    (-5.0, "-5", "a negative number is no formula"),
    (-0.25, "-0,25", "with a decimal comma"),
    (1234567.5, "1234567,5", "without separators of thousands"),
    (3, "3", "a whole number"),
    (-3, "-3", "a negative whole number"),
    (None, "", "nothing"),
    ("=1+1", "'=1+1", "a formula"),
    ("+45 12 34 56 78", "'+45 12 34 56 78", "a sign before digits, as text"),
    ("-5", "'-5", "text that only looks like a number"),
    ("@SUM(A1)", "'@SUM(A1)", "as old spreadsheets begin a formula"),
    ("\t=1+1", "'\t=1+1", "what comes after a tab is a cell of its own where it is pasted"),
    ("\r=1+1", "'\r=1+1", "and after a line's end"),
    ("\n=1+1", "'\n=1+1", "of either kind"),
    ("  =1+1", "'  =1+1", "blanks before it are dropped when a cell is typed"),
    ("\uff1d1+1", "'\uff1d1+1", "the wide sign of East Asian spreadsheets"),
    ("Ærø = 5", "Ærø = 5", "a sign inside is harmless"),
    ("'=1", "'=1", "neutralised already"),
    ({"køn": "=1"}, '{"køn": "=1"}', "a breakdown begins with a bracket"),
]


def rows_of(cell: Any) -> list[list[str]]:
    out = io.StringIO(newline="")
    write_csv([dict.fromkeys(COLUMNS, cell)], out)
    text = out.getvalue()
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize(("cell", "written", "why"), WRITTEN, ids=[why for *_, why in WRITTEN])
def test_a_cell_as_it_is_written(cell: Any, written: str, why: str):
    headings, row = rows_of(cell)
    assert headings == list(COLUMNS)
    assert row == [written] * len(COLUMNS), why


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_is_a_formula_and_none_is_lost(text: str):
    safe = neutralised(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe.removeprefix("'") == text.removeprefix("'")
    assert rows_of(text)[1] == [safe] * len(COLUMNS)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_comes_back_as_the_same_number(number: float):
    (text, *_) = rows_of(number)[1]
    assert math.isclose(float(text.replace(",", ".")), number, rel_tol=0, abs_tol=0)
