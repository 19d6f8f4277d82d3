"""Where each of the 98 municipalities lies on a map of one square for each, and what it is called in its square.

Our own drawing: neighbours stay neighbours where squares allow it, north is up, and no municipality is larger than
another. The first eight columns are Jutland and Funen, those from the tenth on are Zealand, its islands and Bornholm.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.places import municipalities

EAST = 9  # the first column of Zealand
_TILES = Path(__file__).parent / "reference" / "tiles.csv"


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality's square.

    Attributes:
        place: its canonical text, "0751 Aarhus".
        short: a few letters that no other has.
        column, row: from the west and from the north.
    """

    place: str
    name: str
    short: str
    column: int
    row: int


@cache
def tiles() -> tuple[Tile, ...]:
    """All 98, by code."""
    named = {one.code: one for one in municipalities()}
    with _TILES.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Tile(named[row["code"]].place, named[row["code"]].name, row["short"], int(row["column"]), int(row["row"]))
            for row in csv.DictReader(lines)
        )
