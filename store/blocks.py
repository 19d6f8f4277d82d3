"""Rows as the bytes that PostgreSQL's binary COPY takes, a column at a time: no object of Python's for each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

BEGINNING = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
_NULL = -1
_EPOCH = np.datetime64("2000-01-01", "us")  # PostgreSQL counts microseconds from here


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


def moments(values: npt.NDArray[np.datetime64]) -> Field:
    """Microseconds, in UTC; NaT is none."""
    sent = (values - _EPOCH).astype(np.int64).astype(">i8")
    return Field(sent, np.where(np.isnat(values), _NULL, 8).astype(np.int32))


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
