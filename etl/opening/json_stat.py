"""A JSON-stat dataset (1.x and 2.0) as dimensions, values and statuses, every claim of it checked.

After https://json-stat.org/full/: the values stand row by row, the last dimension fastest.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from config.language import Text
from etl.opening.zip_check import file_damaged
from etl.problems.problem import FileRefused, refused

_UNIT_NAMES = ("label", "base")
_MOST_TOLD = 10**12  # a number of thousands of digits tells nobody anything


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension: its categories in their order.

    Attributes:
        role: "time", "geo", "metric" or "".
        units: of each category, "" for none.
    """

    key: str
    label: str
    role: str
    codes: list[str]
    labels: list[str]
    units: list[str]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A cube of n cells.

    Attributes:
        values: n numbers, texts, truths or None.
        statuses: n texts, "" for none; an empty list where the dataset has none at all.
    """

    label: str
    dimensions: list[Dimension]
    values: list[Any]
    statuses: list[str]


def datasets_of(document: Any) -> dict[str, dict[str, Any]]:
    """The datasets in a document by their names, not yet looked into; of 2.0 and of a single one of 1.x "dataset".

    Raises:
        FileRefused: it is no JSON-stat dataset; a collection only points to other files.
    """
    if isinstance(document, dict):
        if _is_dataset(document):
            return {"dataset": document}
        found = {name: entry for name, entry in document.items() if isinstance(entry, dict) and _is_dataset(entry)}
        if found:
            return found
    raise refused("json_is_no_table")


def read_dataset(entry: dict[str, Any], most_rows: int, sheet: str) -> Dataset:
    """One dataset.

    Args:
        most_rows: cells that a cube may have.

    Raises:
        FileRefused: it contradicts itself, or is too large.
    """
    dimensions = entry["dimension"]
    keys, sizes = entry.get("id", dimensions.get("id")), entry.get("size", dimensions.get("size"))
    are_lists = _is_list_of(str, keys) and _is_list_of(int, sizes)
    if not are_lists or not len(keys) == len(sizes) == len(set(keys)):
        raise _wrong("id, size", "id, size")
    count = math.prod(sizes)
    if min(sizes, default=0) < 0:
        raise _wrong("size", "size")
    if count > most_rows:
        raise refused("too_many_rows", sheet=sheet, rows=min(count, _MOST_TOLD), limit=most_rows)
    roles = _roles(entry.get("role", dimensions.get("role")))
    read = [
        _dimension(key, dimensions.get(key), size, roles.get(key, "")) for key, size in zip(keys, sizes, strict=True)
    ]
    statuses = entry.get("status")
    return Dataset(
        label=_text(entry.get("label")),
        dimensions=read,
        values=_spread(entry.get("value"), count, "value"),
        statuses=[_text(one) for one in _statuses(statuses, count)] if statuses else [],
    )


def _is_dataset(entry: dict[str, Any]) -> bool:
    return isinstance(entry.get("dimension"), dict) and isinstance(entry.get("value"), list | dict)


def _dimension(key: str, entry: Any, size: int, role: str) -> Dimension:
    category = entry.get("category") if isinstance(entry, dict) else None
    if not isinstance(category, dict):
        raise _wrong(key, key)
    labels, index = category.get("label"), category.get("index")
    labels = labels if isinstance(labels, dict) else {}
    codes = _in_order(index if index is not None else list(labels))
    if codes is None or len(codes) != size or not set(labels) <= set(codes):
        raise _wrong(key, key)
    units = category.get("unit")
    units = units if isinstance(units, dict) else {}
    return Dimension(
        key=key,
        label=_text(entry.get("label")) or key,
        role=role,
        codes=codes,
        labels=[_text(labels.get(code)) or code for code in codes],
        units=[_unit(units.get(code)) for code in codes],
    )


def _in_order(index: Any) -> list[str] | None:
    """The codes of an index: a list of them, or the place of each."""
    if isinstance(index, dict):
        if not all(type(place) is int for place in index.values()):
            return None
        placed = sorted(index, key=index.__getitem__)
        return placed if [index[code] for code in placed] == list(range(len(placed))) else None
    return index if _is_list_of(str, index) and len(set(index)) == len(index) else None


def _spread(given: Any, count: int, what: str) -> list[Any]:
    """A list as it is, or an object of places with what stands there."""
    if isinstance(given, list):
        if len(given) != count:
            raise _wrong(what, what)
        return given
    spread: list[Any] = [None] * count
    for place, one in given.items():
        if not (place.isascii() and place.isdigit() and len(place) < 10 and int(place) < count):
            raise _wrong(what, what)
        spread[int(place)] = one
    return spread


def _statuses(given: Any, count: int) -> list[Any]:
    """One for all, one for each, or some by their places."""
    if isinstance(given, str):
        return [given] * count
    if isinstance(given, list) and len(given) == 1:
        return given * count
    if not isinstance(given, list | dict):
        raise _wrong("status", "status")
    return _spread(given, count, "status")


def _roles(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        return {}
    return {key: role for role in ("time", "geo", "metric") if _is_list_of(str, given.get(role)) for key in given[role]}


def _unit(given: Any) -> str:
    if not isinstance(given, dict):
        return ""
    return next((_text(given[name]) for name in _UNIT_NAMES if _text(given.get(name))), "")


def _text(given: Any) -> str:
    return given.strip() if isinstance(given, str) else str(given) if type(given) is int else ""


def _is_list_of(kind: type, given: Any) -> bool:
    return isinstance(given, list) and all(type(one) is kind for one in given)


def _wrong(da: str, en: str) -> FileRefused:
    return file_damaged(
        Text(
            f"JSON-stat-tabellens egne oplysninger passer ikke sammen: {da[:40]}",
            f"what the JSON-stat table says of itself does not agree: {en[:40]}",
        )
    )
