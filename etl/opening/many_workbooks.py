"""Many small workbooks handed over to another process as one: see `handover`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from etl.opening.cells import Array, Column, Sheet, Workbook
from etl.opening.handover import read_arrays, write_arrays

_KINDS = {"kind": np.uint8, "number": np.float64, "text": np.int32}


def write_workbooks(path: Path, books: Mapping[int, Workbook]) -> None:
    """Write workbooks of which there is nothing to tell, under their numbers; columns one behind the other."""
    sheets = [sheet for book in books.values() for sheet in book.sheets]
    texts = [text for sheet in sheets for text in sheet.texts]
    columns = [column for sheet in sheets for column in sheet.columns]
    arrays: dict[str, Array] = {
        name: np.concatenate([np.empty(0, kind), *(getattr(column, name) for column in columns)])
        for name, kind in _KINDS.items()
    }
    arrays["letters"] = np.frombuffer("".join(texts).encode(), np.uint8)
    arrays["lengths"] = np.fromiter(map(len, texts), np.int32, len(texts))
    header = {"books": [[number, book.format, list(map(_facts, book.sheets))] for number, book in books.items()]}
    write_arrays(path, header, arrays)


def _facts(sheet: Sheet) -> list[Any]:
    letters = [column.letter for column in sheet.columns]
    hidden = [sheet.hidden, sheet.hidden_rows.tolist(), sheet.hidden_columns]
    return [sheet.name, sheet.first_row, sheet.rows, letters, len(sheet.texts), *hidden]


def read_workbooks(path: Path) -> dict[int, Workbook]:
    """What `write_workbooks` wrote; the arrays are read-only.

    Raises:
        OSError, ValueError, KeyError: the file is not one that `write_workbooks` finished.
    """
    header, arrays = read_arrays(path)
    letters = arrays["letters"].tobytes().decode()
    ends = list(accumulate(arrays["lengths"].tolist()))
    texts = iter([letters[start:end] for start, end in zip([0, *ends], ends, strict=False)])
    places = iter(accumulate(_heights(header["books"]), initial=0))
    return {
        number: Workbook(kind, [_sheet(facts, arrays, places, texts) for facts in sheets])
        for number, kind, sheets in header["books"]
    }


def _heights(books: Sequence[Any]) -> Iterator[int]:
    for _, _, sheets in books:
        for _, _, rows, letters, *_ in sheets:
            yield from [rows] * len(letters)


def _sheet(facts: Sequence[Any], arrays: Mapping[str, Array], places: Iterator[int], texts: Iterator[str]) -> Sheet:
    name, first_row, rows, letters, count, hidden, hidden_rows, hidden_columns = facts
    columns = []
    for letter in letters:
        begin = next(places)
        here = slice(begin, begin + rows)
        columns.append(Column(letter, arrays["kind"][here], arrays["number"][here], arrays["text"][here]))
    words = [next(texts) for _ in range(count)]
    return Sheet(name, first_row, columns, words, hidden, np.array(hidden_rows, np.int64), hidden_columns)
