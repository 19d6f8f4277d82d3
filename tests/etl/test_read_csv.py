"""A CSV is taken in the encodings and dialects that Danish programs write, and every field stays the text it was."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.opening.cells import EMPTY, TEXT, Sheet
from etl.opening.limits import Limits
from etl.opening.read_csv import read_csv
from etl.problems.problem import FileRefused

ROWS = [["indikator", "område", "værdi"], ["tyverier", "Ærø", "12,5"], ["tyverier", "København", ""], [], ["x", "Fanø"]]
WIDE = Limits()
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]
DELIMITERS = [";", "\t", "|"]
LINE_ENDS = ["\r\n", "\n", "\r"]


def sheet_of(folder: Path, data: bytes, limits: Limits = WIDE) -> Sheet:
    path = folder / "a.csv"
    path.write_bytes(data)
    (sheet,) = read_csv(path, limits).sheets
    return sheet


def rows_of(sheet: Sheet) -> list[list[str]]:
    texts = [*sheet.texts, ""]  # -1 is the last one
    return [[texts[column.text[row]] for column in sheet.columns] for row in range(sheet.rows)]


def padded(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


@pytest.mark.parametrize(("encoding", "sign", "end"), list(itertools.product(ENCODINGS, DELIMITERS, LINE_ENDS)))
def test_every_dialect_gives_the_same_cells(encoding: str, sign: str, end: str, tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, end.join(sign.join(row) for row in ROWS).encode(encoding))
    assert rows_of(sheet) == padded(ROWS)
    assert [column.letter for column in sheet.columns] == ["A", "B", "C"]
    assert sheet.address("C", 1) == "C2"
    assert {int(kind) for column in sheet.columns for kind in column.kind} == {EMPTY, TEXT}


# (text, its rows, why)
TEXTS = [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]], "a comma where there is no other sign"),
    ("by;tal\nRy;1,5\n", [["by", "tal"], ["Ry", "1,5"]], "decimal commas in every line but the first"),
    ("1,5;2\n2,5;3\n", [["1,5", "2"], ["2,5", "3"]], "decimal commas in every line"),
    ("by,tal\n\"Ry; Skanderborg\",1\nFur,2\n", [["by", "tal"], ["Ry; Skanderborg", "1"], ["Fur", "2"]], "quoted"),
    ("Titel\n\nby,2023\nRy,1\n", [["Titel", ""], ["", ""], ["by", "2023"], ["Ry", "1"]], "a title line"),
    ("tal\n1\n2\n", [["tal"], ["1"], ["2"]], "one column"),
    ("sep=,\na,b;c\n1,2\n", [["a", "b;c"], ["1", "2"]], "Excel's hint, which is no row"),
    ('a;b\n"x\ny";1\n', [["a", "b"], ["x\ny", "1"]], "a line break within quotation marks"),
    ('a;b\n"5"" rør";1\n', [["a", "b"], ['5" rør', "1"]], "a doubled quotation mark"),
    ('a;b\n5" rør;1\n', [["a", "b"], ['5" rør', "1"]], "a quotation mark inside a text"),
    ("a;b\n1;2\n;\n;\n", [["a", "b"], ["1", "2"]], "empty rows at the end"),
    ("\n\na;b\n", [["", ""], ["", ""], ["a", "b"]], "empty rows first: addresses stay true"),
    ("a;b;\n1;2;\n", [["a", "b", ""], ["1", "2", ""]], "a sign at each line's end"),
    ("a; b \n", [["a", " b "]], "blanks are the sender's"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_what_stands_in_the_file_stands_in_the_cells(
    text: str, rows: list[list[str]], why: str, tmp_path: Path
) -> None:
    assert rows_of(sheet_of(tmp_path, text.encode())) == rows, why


def test_a_short_danish_file_is_windows_1252(tmp_path: Path) -> None:
    """Guessers read these bytes as Baltic or Chinese."""
    assert rows_of(sheet_of(tmp_path, "værdi\nåbent\nkr. 5 – 10 €\n".encode("cp1252")))[2] == ["kr. 5 – 10 €"]


@pytest.mark.parametrize(
    ("text", "cell", "line"),
    [
        ('a;b\n1;2\n"åben;3\n4;5\n', "A3", "linje 3"),
        ('a;b\n"to\nlinjer";2\n1;"åben', "A3", "linje 4"),  # the second row has two lines
        ('"åben', "A1", "linje 1"),
        ('a;b\n"x"y;1\n', "A2", "linje 2"),
        ("a;b\n1;" + '"' + "x" * 200_000, "A2", "linje 2"),  # an open mark that swallows the file
    ],
)
def test_an_open_quotation_mark_is_named_by_its_line(text: str, cell: str, line: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refusal:
        sheet_of(tmp_path, text.encode())
    assert (refusal.value.problem.code, refusal.value.problem.cell) == ("file_damaged", cell)
    assert line in refusal.value.problem.title.da


def test_the_limit_counts_rows_and_not_lines(tmp_path: Path) -> None:
    """Ten rows of two lines each are ten rows; eleven are one too many."""
    limits = Limits(max_rows=10)
    assert sheet_of(tmp_path, b'"a\nb";c\n' * 10, limits).rows == 10
    with pytest.raises(FileRefused, match="too_many_rows"):
        sheet_of(tmp_path, b'"a\nb";c\n' * 11, limits)
    assert sheet_of(tmp_path, b"a;b\n" * 10, limits).rows == 10
    with pytest.raises(FileRefused, match="too_many_rows"):
        sheet_of(tmp_path, b"a;b\n" * 10 + b"a;b", limits)


FIELD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12).map(lambda text: text + "x")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=1, max_size=20))
def test_any_text_comes_back_as_it_was(tmp_path: Path, rows: list[list[str]]) -> None:
    quoted = "\r\n".join(";".join('"' + field.replace('"', '""') + '"' for field in row) for row in rows)
    assert rows_of(sheet_of(tmp_path, quoted.encode("utf-8-sig"))) == rows
