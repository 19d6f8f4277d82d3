"""A workbook as columns: what stands in each cell, with its true address, nothing interpreted.

Never an object per cell: three arrays a column and each distinct text once. A million rows of eight columns take about
100 MB, and less on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from etl.opening.handover import read_arrays, write_arrays
from etl.problems.problem import Problem

EMPTY, TEXT, NUMBER, BOOL, DATE, TIME, ERROR, UNSAVED = range(8)
NO_TEXT = -1
_FEW = 1000  # rows that are handed over as they are

Format = Literal["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "json"]
Array = npt.NDArray[Any]


def column_letter(number: int) -> str:
    """1 is "A", 27 is "AA"."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """ "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(slots=True)
class Column:
    """One column of a sheet; three arrays of the same length n.

    Attributes:
        letter: its true letter, "A" to "XFD".
        kind: uint8[n], one of EMPTY, TEXT, NUMBER, BOOL, DATE, TIME, ERROR, UNSAVED (a formula without a saved result).
        number: float64[n]; NUMBER as it stands, BOOL 0 or 1, DATE days since 1899-12-30, TIME days; NaN otherwise.
        text: int32[n], index into `Sheet.texts` of a TEXT, or of an ERROR's code ("#DIV/0!"); -1 for none.
    """

    letter: str
    kind: npt.NDArray[np.uint8]
    number: npt.NDArray[np.float64]
    text: npt.NDArray[np.int32]


@dataclass(slots=True)
class Sheet:
    """One sheet, from its first to its last cell that holds something.

    Hidden sheets, rows and columns are there with their cells, and marked: whoever takes figures leaves them out,
    whoever looks for personal data does not.

    Attributes:
        first_row: the row number, counted from 1, of index 0 in every column.
        columns: all columns of the box, from left to right; none for an empty sheet.
        texts: each distinct text once.
        hidden_rows: int64, row numbers counted from 1, ascending, within the box.
        hidden_columns: letters, within the box.
    """

    name: str
    first_row: int
    columns: list[Column]
    texts: list[str]
    hidden: bool = False
    hidden_rows: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    hidden_columns: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the box has."""
        return len(self.columns[0].kind) if self.columns else 0

    def address(self, column_letter: str, index: int) -> str:
        """ "C537" for index 536 of column C in a sheet that begins in row 1."""
        return f"{column_letter}{self.first_row + index}"

    def visible_rows(self) -> npt.NDArray[np.bool_]:
        """bool[rows]: which rows a person sees."""
        visible = np.ones(self.rows, bool)
        visible[self.hidden_rows - self.first_row] = False
        return visible


@dataclass(slots=True)
class Workbook:
    """A file that could be read, and what is to be told about it (warnings and notes).

    Attributes:
        is_template: it is our own template, come back: rows that nobody has filled in mean nothing.
    """

    format: Format
    sheets: list[Sheet]
    problems: list[Problem] = field(default_factory=list)
    is_template: bool = False

    def write(self, path: Path) -> None:
        """Hands over to another process; see `handover`."""
        arrays: dict[str, Array] = {}
        header = {
            "format": self.format,
            "is_template": self.is_template,
            "problems": [problem.to_json() for problem in self.problems],
            "sheets": [_pack_sheet(sheet, str(number), arrays) for number, sheet in enumerate(self.sheets)],
        }
        write_arrays(path, header, arrays)

    @classmethod
    def read(cls, path: Path) -> Workbook:
        """The workbook that `write` wrote; its arrays are read-only.

        Raises:
            OSError, ValueError, KeyError: the file is not one that `write` finished.
        """
        header, arrays = read_arrays(path)
        return cls(
            format=header["format"],
            sheets=[_unpack_sheet(entry, str(number), arrays) for number, entry in enumerate(header["sheets"])],
            problems=[Problem.from_json(entry) for entry in header["problems"]],
            is_template=header["is_template"],
        )


def _pack_sheet(sheet: Sheet, key: str, arrays: dict[str, Array]) -> dict[str, Any]:
    arrays[f"{key}.texts"] = _bytes("".join(sheet.texts))
    arrays[f"{key}.lengths"] = np.fromiter(map(len, sheet.texts), np.int32, len(sheet.texts))
    arrays[f"{key}.hidden_rows"] = sheet.hidden_rows
    for column in sheet.columns:
        _pack(arrays, f"{key}.{column.letter}.kind", column.kind)
        _pack(arrays, f"{key}.{column.letter}.number", column.number)
        _pack(arrays, f"{key}.{column.letter}.text", column.text)
    return {
        "name": sheet.name,
        "first_row": sheet.first_row,
        "rows": sheet.rows,
        "columns": [column.letter for column in sheet.columns],
        "hidden": sheet.hidden,
        "hidden_columns": sheet.hidden_columns,
    }


def _unpack_sheet(entry: dict[str, Any], key: str, arrays: Mapping[str, Array]) -> Sheet:
    rows = entry["rows"]
    return Sheet(
        name=entry["name"],
        first_row=entry["first_row"],
        columns=[
            Column(
                letter,
                *(_filling(arrays[f"{key}.{letter}.{name}"], rows) for name in ("kind", "number", "text")),
            )
            for letter in entry["columns"]
        ],
        texts=_split(arrays[f"{key}.texts"].tobytes().decode(), arrays[f"{key}.lengths"]),
        hidden=entry["hidden"],
        hidden_rows=arrays[f"{key}.hidden_rows"],
        hidden_columns=entry["hidden_columns"],
    )


def _pack(arrays: dict[str, Array], key: str, values: Array) -> None:
    """A column of texts has no numbers and often one kind: such an array is kept as its one value."""
    same = len(values) > _FEW and bool(
        np.all(np.isnan(values)) if values.dtype.kind == "f" else np.all(values == values[0])
    )
    arrays[key] = values[:1] if same else values


def _filling(values: Array, rows: int) -> Array:
    return values if len(values) == rows else np.broadcast_to(values, rows)


def _bytes(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), np.uint8)


def _split(text: str, lengths: Array) -> list[str]:
    ends = np.cumsum(lengths, dtype=np.int64).tolist()
    return [text[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)] if ends else []
