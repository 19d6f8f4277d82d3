"""Rows as the bytes that PostgreSQL's binary COPY takes, a column at a time: no object of Python's for each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

BEGINNING = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
_NULL = -1
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # PostgreSQL counts microseconds from here


class Field(NamedTuple):
    """One column: its values as they are sent, and how many bytes each takes; -1 where there is none."""

    values: npt.NDArray[Any]
    sizes: npt.NDArray[np.int32]


def whole_numbers(values: Any, size: int = 8) -> Field:
    """Numbers of so many bytes; none is lacking."""
    return Field(np.asarray(values, f">i{size}"), np.full(len(values), size, np.int32))


def floats(values: npt.NDArray[np.float64]) -> Field:
    """NaN is none."""
    return Field(values.astype(">f8"), np.where(np.isnan(values), _NULL, 8).astype(np.int32))


def texts(values: Any) -> Field:
    """Of ASCII; none is lacking."""
    held = np.asarray(values, np.bytes_)
    return Field(held, np.strings.str_len(held).astype(np.int32))


def moments(values: Sequence[datetime | None]) -> Field:
    """Many of a few different ones."""
    sent = {one: 0 if one is None else _microseconds(one) for one in set(values)}
    sizes = [_NULL if one is None else 8 for one in values]
    return Field(np.array([sent[one] for one in values], ">i8"), np.array(sizes, np.int32))


def _microseconds(moment: datetime) -> int:
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def as_blocks(fields: Sequence[Field]) -> Iterator[bytes]:
    """Rows of one shape together: which of their columns are empty, and how long each of their texts is."""
    shape = np.zeros(len(fields[0].sizes), np.int64)
    for field in fields:
        shape = shape * (int(field.sizes.max()) + 2) + field.sizes + 1
    first = np.unique(shape, return_index=True)[1]
    for at in np.sort(first).tolist():
        rows = np.flatnonzero(shape == shape[at]) if len(first) > 1 else slice(None)
        yield _block([field.values[rows] for field in fields], [int(field.sizes[at]) for field in fields])


def _block(values: Sequence[npt.NDArray[Any]], sizes: Sequence[int]) -> bytes:
    layout = [("fields", ">i2")]
    for at, (each, size) in enumerate(zip(values, sizes, strict=True)):
        layout.append((f"size {at}", ">i4"))
        if size > 0:
            layout.append((f"value {at}", f"S{size}" if each.dtype.kind == "S" else each.dtype.str))
    rows = np.empty(len(values[0]), layout)
    rows["fields"] = len(values)
    for at, (each, size) in enumerate(zip(values, sizes, strict=True)):
        rows[f"size {at}"] = size
        if size > 0:
            rows[f"value {at}"] = each
    return rows.tobytes()
