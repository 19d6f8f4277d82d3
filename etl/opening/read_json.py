"""A JSON-stat file as long sheets, as a statistical office's CSV has them: a row a figure, a column a dimension."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from config.language import Text
from config.places import find_place
from etl.meaning.headings import folded
from etl.opening.box import check_size
from etl.opening.cells import BOOL, EMPTY, ERROR, NO_TEXT, NUMBER, TEXT, Column, Sheet, Workbook, column_letter
from etl.opening.csv_dialect import decode
from etl.opening.json_stat import Dataset, Dimension, datasets_of, read_dataset
from etl.opening.limits import Limits
from etl.opening.sheet_names import check_names
from etl.opening.zip_check import file_damaged
from etl.problems.problem import refused

SHEET = "JSON-stat"
VALUE, UNIT, STATUS, CODE = "INDHOLD", "enhed", "status", "kode"  # the first as StatBank's own CSV has it
_OUR_VALUE = "værdi"
_HEAD_ROWS = 3  # the title, a blank row, the headings

_NOT_JSON = Text("den er ikke hel JSON", "it is not whole JSON")
_TWICE = Text("et navn står der to gange", "a name is there twice")
_TOO_DEEP = Text("den er for dybt indlejret", "it is nested too deeply")


def read_json(path: Path, limits: Limits) -> Workbook:
    """Each dataset as a sheet: its title in row 1, headings in row 3, figures below; without a title headings in row 1.

    Raises:
        FileRefused: too large, not JSON-stat, or it contradicts itself.
    """
    if path.stat().st_size > limits.max_unpacked_mb * 10**6:
        raise refused("file_unpacks_too_large", limit=limits.max_unpacked_mb)
    found = datasets_of(_document(decode(path.read_bytes())))
    if len(found) > limits.max_sheets:
        raise refused("too_many_sheets", sheets=len(found), limit=limits.max_sheets)
    names = [SHEET] if len(found) == 1 else list(found)
    check_names(names)
    return Workbook(
        "json",
        [
            _sheet(name, read_dataset(entry, limits.max_rows - _HEAD_ROWS, name), limits)
            for name, entry in zip(names, found.values(), strict=True)
        ],
    )


def _document(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_each_once)
    except RecursionError as error:
        raise file_damaged(_TOO_DEEP) from error
    except ValueError as error:  # also a whole number of thousands of digits
        raise file_damaged(_NOT_JSON) from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entry = dict(pairs)
    if len(entry) < len(pairs):
        raise file_damaged(_TWICE)
    return entry


def _sheet(name: str, dataset: Dataset, limits: Limits) -> Sheet:
    count = len(dataset.values)
    if not count:
        return Sheet(name, 1, [], [])
    check_size(name, count, len(dataset.dimensions) + 1, limits)
    texts = _Texts()
    columns: list[tuple[str, Column]] = []
    after = count
    for dimension in dataset.dimensions:
        after //= len(dimension.codes)
        for heading, words in _told(dimension):
            of_each = np.fromiter((texts.number(word) for word in words), np.int32, len(words))
            columns.append((heading, _text_column(np.resize(np.repeat(of_each, after), count))))
    headings = [heading for heading, _ in columns]
    columns.append((_value_heading(headings), _values(dataset, texts)))
    statuses = _statuses_of_figures(dataset)
    if any(statuses):
        columns.append((STATUS, _text_column(np.fromiter(map(texts.number, statuses), np.int32, count))))
    check_size(name, count + _HEAD_ROWS, len(columns), limits)
    made = []
    for number, (heading, column) in enumerate(_distinct(columns, dataset.dimensions), start=1):
        title = [texts.number(dataset.label) if number == 1 else NO_TEXT, NO_TEXT] if dataset.label else []
        made.append(_headed(number, column, [*title, texts.number(heading)]))
    return Sheet(name, 1, made, texts.listed())


def _told(dimension: Dimension) -> Iterable[tuple[str, list[str]]]:
    """The columns of one dimension: labels; codes where they say more of a place or a time; units of a measure."""
    yield dimension.label, dimension.labels
    if dimension.codes != dimension.labels and (dimension.role in ("geo", "time") or _are_places(dimension.labels)):
        yield f"{dimension.label} {CODE}", dimension.codes
    if any(dimension.units):
        yield UNIT, dimension.units


def _are_places(labels: list[str]) -> bool:
    shown = labels[:200]
    return sum(find_place(label) is not None for label in shown) * 2 > len(shown)


def _value_heading(headings: list[str]) -> str:
    """Ours beside our others, so that such a table needs no layout."""
    return _OUR_VALUE if {"indikator", "periode"} <= set(map(folded, headings)) else VALUE


def _distinct(columns: list[tuple[str, Column]], dimensions: list[Dimension]) -> Iterator[tuple[str, Column]]:
    """A heading that two columns would have is followed by the dimension's key or a number, but in the last of them."""
    keys = {dimension.label: dimension.key for dimension in dimensions}
    last = {folded(heading): number for number, (heading, _) in enumerate(columns)}
    for number, (heading, column) in enumerate(columns):
        is_last = last[folded(heading)] == number
        yield (heading if is_last else f"{heading} ({keys.get(heading, number + 1)})"), column


class _Texts(dict[str, int]):
    """The index of each distinct text; "" is no text."""

    def number(self, text: str) -> int:
        return self.setdefault(text, len(self)) if text else NO_TEXT

    def listed(self) -> list[str]:
        return list(self)


def _text_column(text: npt.NDArray[np.int32]) -> Column:
    kind = np.where(text == NO_TEXT, EMPTY, TEXT).astype(np.uint8)
    return Column("", kind, np.full(len(text), np.nan), text)


def _statuses_of_figures(dataset: Dataset) -> list[str]:
    """Of a value that is not there the status stands in its place, as the sign that tells why."""
    pairs = zip(dataset.values, dataset.statuses, strict=True) if dataset.statuses else ()
    return ["" if value is None else status for value, status in pairs]


def _values(dataset: Dataset, texts: _Texts) -> Column:
    """Numbers as they are; where there is none, the sign that tells why."""
    count = len(dataset.values)
    kind, number = np.full(count, EMPTY, np.uint8), np.full(count, np.nan)
    text = np.full(count, NO_TEXT, np.int32)
    for place, value in enumerate(dataset.values):
        if isinstance(value, bool):
            kind[place], number[place] = BOOL, value
        elif isinstance(value, int | float):
            read = _float(value)
            kind[place], number[place] = NUMBER if np.isfinite(read) else ERROR, read
        elif isinstance(value, str) or value is None:
            word = value or (dataset.statuses[place] if dataset.statuses else "")
            text[place] = texts.number(word)
            kind[place] = TEXT if word else EMPTY
        else:
            raise file_damaged(_NOT_JSON)
    wrong = kind == ERROR
    if wrong.any():  # NaN, or more than a number can be
        number[wrong], text[wrong] = np.nan, texts.number("#NUM!")
    return Column("", kind, number, text)


def _float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return np.inf


def _headed(number: int, column: Column, above: list[int]) -> Column:
    head = _text_column(np.array(above, np.int32))
    return Column(
        column_letter(number),
        np.concatenate([head.kind, column.kind]),
        np.concatenate([head.number, column.number]),
        np.concatenate([head.text, column.text]),
    )
