"""Where figures come from: file, sheet, column and moment, which all figures of one column share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from store.schema import provenance, submission

AT_ONCE = 500
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)


class Origin(NamedTuple):
    """What the figures of one column of a file have in common."""

    sheet: str
    cell_column: str
    source: str | None
    known_from: datetime


class Provenance(NamedTuple):
    """An origin as it is stored.

    Attributes:
        submission: the token of the file.
    """

    provenance_id: int
    submission: str
    sheet: str
    cell_column: str
    source: str | None
    known_from: datetime
    recorded_at: datetime

    def cell(self, row: int) -> str:
        """The address of the cell in this row; row 0 says that the column is all there is."""
        return f"{self.cell_column}{row}" if row else self.cell_column


def split_cell(address: str) -> tuple[str, int]:
    """The letters of a cell's column and its row; row 0 where the address is no cell's, and all of it is kept."""
    found = _CELL.fullmatch(address)
    return (found[1], int(found[2])) if found else (address, 0)


def add_provenance(
    connection: sa.Connection, submission_id: int, origins: Sequence[Origin], now: datetime
) -> list[int]:
    """Store what a file's figures have in common.

    Returns:
        the number of each origin, in the order given.
    """
    return add_provenances(connection, [(submission_id, one) for one in origins], now)


def add_provenances(connection: sa.Connection, of: Sequence[tuple[int, Origin]], now: datetime) -> list[int]:
    """The same for figures of several files: (submission, origin) of each."""
    if not of:
        return []
    rows = [one._asdict() | {"submission_id": number, "recorded_at": now} for number, one in of]
    connection.execute(sa.insert(provenance), rows)
    query = sa.select(provenance.c.submission_id, *(provenance.c[name] for name in Origin._fields))
    query = query.add_columns(provenance.c.provenance_id).order_by(provenance.c.provenance_id)
    stored: dict[tuple[int, Origin], int] = {}
    for part in _parts(sorted({number for number, _ in of})):
        for row in connection.execute(query.where(provenance.c.submission_id.in_(part))):
            stored[row[0], Origin(*row[1:5])] = row[5]
    return [stored[one] for one in of]


def read_provenance(connection: sa.Connection, numbers: Collection[int]) -> dict[int, Provenance]:
    """These origins by their numbers."""
    found: dict[int, Provenance] = {}
    for part in _parts(sorted(numbers)):
        query = (
            sa.select(
                provenance.c.provenance_id,
                submission.c.token,
                provenance.c.sheet,
                provenance.c.cell_column,
                provenance.c.source,
                provenance.c.known_from,
                provenance.c.recorded_at,
            )
            .join(submission, submission.c.submission_id == provenance.c.submission_id)
            .where(provenance.c.provenance_id.in_(part))
        )
        found.update((row[0], Provenance(*row)) for row in connection.execute(query))
    return found


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_ONCE):
        yield numbers[start : start + AT_ONCE]
