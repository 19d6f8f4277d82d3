"""What the child hands over is what the parent gets, and it is compact."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.opening.box import Box
from etl.opening.cells import (
    BOOL,
    EMPTY,
    ERROR,
    NUMBER,
    TEXT,
    UNSAVED,
    Column,
    Sheet,
    Workbook,
    column_letter,
    column_number,
)
from etl.opening.columns import SheetBuilder
from etl.problems.problem import problem

VALUES = st.one_of(st.just(""), st.text(st.characters(codec="utf-8")), st.floats(allow_nan=False), st.booleans())


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_letters_as_a_spreadsheet_counts_them(number: int, letters: str) -> None:
    assert column_letter(number) == letters
    assert column_number(letters) == number


def test_letters_and_numbers_are_one_to_one() -> None:
    assert [column_number(column_letter(number)) for number in range(1, 16_385)] == list(range(1, 16_385))


@settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=30), st.integers(1, 1000), st.integers(1, 100), st.booleans()
)
def test_handing_over_changes_nothing(
    tmp_path: Path, rows: list[tuple[object, ...]], row: int, column: int, hidden: bool
) -> None:
    builder = SheetBuilder("Tal ✓", Box(row, row + len(rows) + 1, column, column + 3))  # larger than the rows
    builder.fill(rows, row + 1, column + 1)
    builder.mark_error(row, column, "#N/A")
    builder.mark_unsaved(row + 1 + len(rows), column)
    sheet = builder.sheet()
    sheet.hidden, sheet.hidden_columns, sheet.hidden_rows = hidden, ["C"], np.array([row], np.int64)
    notes = [problem("too_many_rows", sheet="Tal", cell="A1", found="æ", rows=5, limit=4)]
    Workbook("ods", [sheet, Sheet("Tomt", 1, [], [])], notes).write(tmp_path / "w")
    back = Workbook.read(tmp_path / "w")
    assert (back.format, back.problems) == ("ods", notes)
    assert back.sheets[1] == Sheet("Tomt", 1, [], [], hidden_rows=back.sheets[1].hidden_rows)
    same(back.sheets[0], sheet)
    for index, values in enumerate(rows):
        for offset, value in enumerate(values):
            assert shown(back.sheets[0], column + 1 + offset, row + 1 + index) == meant(value)


def same(one: Sheet, other: Sheet) -> None:
    names = ("name", "first_row", "texts", "hidden", "hidden_columns", "rows")
    assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
    assert one.hidden_rows.tolist() == other.hidden_rows.tolist()
    for a, b in zip(one.columns, other.columns, strict=True):
        assert a.letter == b.letter
        for left, right in ((a.kind, b.kind), (a.number, b.number), (a.text, b.text)):
            assert left.dtype == right.dtype
            np.testing.assert_array_equal(left, right)


def shown(sheet: Sheet, column: int, row: int) -> tuple[int, object]:
    """(kind, content) of one cell."""
    found = next(one for one in sheet.columns if one.letter == column_letter(column))
    index = row - sheet.first_row
    text, number = int(found.text[index]), float(found.number[index])
    return int(found.kind[index]), sheet.texts[text] if text >= 0 else None if np.isnan(number) else number


def meant(value: object) -> tuple[int, object]:
    if isinstance(value, str):
        return (TEXT, value) if value else (EMPTY, None)
    if isinstance(value, bool):
        return BOOL, float(value)
    return (NUMBER, value) if np.isfinite(value) else (ERROR, "#NUM!")  # type: ignore[call-overload]


def test_marks_win_over_values() -> None:
    builder = SheetBuilder("Tal", Box(1, 1, 1, 2))
    builder.fill([[0.0, 0.0]], 1, 1)
    builder.mark_error(1, 1, "#DIV/0!")
    builder.mark_unsaved(1, 2)
    sheet = builder.sheet()
    assert [shown(sheet, column, 1) for column in (1, 2)] == [(ERROR, "#DIV/0!"), (UNSAVED, None)]


def test_a_column_of_one_kind_costs_only_its_values(tmp_path: Path) -> None:
    """100,000 numbers take 800 kB and not 1.3 MB: kinds and texts are all alike."""
    n = 100_000
    column = Column("A", np.full(n, NUMBER, np.uint8), np.random.default_rng(1).random(n), np.full(n, -1, np.int32))
    Workbook("xlsx", [Sheet("Tal", 1, [column], [])]).write(tmp_path / "w")
    assert (tmp_path / "w").stat().st_size < 8 * n + 5000
    same(Workbook.read(tmp_path / "w").sheets[0], Sheet("Tal", 1, [column], []))


def test_only_plain_arrays_are_ever_read(tmp_path: Path) -> None:
    """Neither what NumPy would unpickle, nor a type of objects, nor a file that was cut off."""
    np.savez(tmp_path / "w.npz", header=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match=r"Expecting value|utf-8"):
        Workbook.read(tmp_path / "w.npz")
    Workbook("xlsx", [Sheet("Tal", 1, [], ["en"])]).write(tmp_path / "w")
    whole = (tmp_path / "w").read_bytes()
    (tmp_path / "w").write_bytes(whole[:-1])
    with pytest.raises(ValueError, match="whole"):
        Workbook.read(tmp_path / "w")
    (tmp_path / "w").write_bytes(whole.replace(b'"uint8"', b'"object"'))
    with pytest.raises(KeyError):
        Workbook.read(tmp_path / "w")
