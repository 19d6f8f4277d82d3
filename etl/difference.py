"""What a file changes: new, changed, unchanged and vanished figures, for the store and for the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from etl.meaning.tidy import numbered
from store.database import as_json
from store.observations import SeriesKey
from store.submissions import Keys

SHOWN = 100  # changes that a report lists; all figures are in the store


@dataclass(slots=True)
class Difference:
    """What a file changes.

    Attributes:
        rows: the new vintages, in the order of the file: series_id, period, value, numerator, denominator, status,
            source, sheet, letter, row (see `columns_and_rows`), known_from and is_superseded (history brought in
            later); old and old_status are those of the vintage before (none: there was none), kind is new or changed.
        superseded: numbers of the observations whose place they take.
        vanished: figures of the last file that are not in this one, as columns of a change.
        stored: the vintages that were there before, by series and period, in the order in which they became known.
        names: what each series is.
        keys: what the file holds.
    """

    rows: pd.DataFrame
    stored: pd.DataFrame
    names: dict[int, SeriesKey]
    keys: Keys
    superseded: list[int] = field(default_factory=list)
    vanished: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def has_news(self) -> bool:
        return len(self.rows) > 0

    @property
    def counts(self) -> dict[str, int]:
        changed = int((self.rows["kind"] == "changed").sum())
        return {
            "new": len(self.rows) - changed,
            "changed": changed,
            "unchanged": self.unchanged,
            "vanished": len(self.vanished),
        }

    @property
    def indicators(self) -> set[str]:
        """The indicators whose figures change."""
        return {self.names[number].indicator for number in pd.unique(self.rows["series_id"]).tolist()}

    def changes(self, most: int = SHOWN) -> list[dict[str, Any]]:
        """The first differences, for the report: corrections before what is new, what has vanished last."""
        is_new = (self.rows["kind"] == "new").to_numpy()
        places = [*np.flatnonzero(~is_new)[:most].tolist(), *np.flatnonzero(is_new)[:most].tolist()]
        return (changes_of(self.rows.iloc[places[:most]], self.names) + self.vanished)[:most]


def changes_of(first: pd.DataFrame, known_as: dict[int, SeriesKey]) -> list[dict[str, Any]]:
    """New vintages as the report tells them, in their order."""
    names = ("series_id", "period", "kind", "old", "old_status", "value", "status", "sheet")
    columns = [first[name].tolist() for name in names]
    shown = [
        {
            "kind": kind,
            "indicator": known_as[number].indicator,
            "area": known_as[number].area,
            "period": period,
            "old": _number(old),
            "old_status": old_status if isinstance(old_status, str) else None,
            "new": _number(value),
            "new_status": status,
            "sheet": sheet,
            "cell": cell,
        }
        for number, period, kind, old, old_status, value, status, sheet, cell in zip(
            *columns, cells_of(first), strict=True
        )
    ]
    return shown


def changes_as_json(first: pd.DataFrame, known_as: dict[int, SeriesKey]) -> list[str]:
    """The same, each as JSON: many files tell of many changes, and the pieces of most are the same."""
    about = {
        number: f'"indicator":{as_json(key.indicator)},"area":{as_json(key.area)}' for number, key in known_as.items()
    }
    begins = {
        kind: {number: f'{{"kind":"{kind}",{one},"period":' for number, one in about.items()}
        for kind in ("new", "changed")
    }
    periods = {period: as_json(period) for period in first["period"].unique()}
    group, ends = numbered(first, ["status", "sheet", "letter"])
    ended = [
        f',"new_status":{as_json(status)},"sheet":{as_json(sheet)},"cell":"{letter}'
        for status, sheet, letter in ends.itertuples(index=False)
    ]
    names = ("series_id", "period", "kind", "old", "old_status", "value", "row")
    columns = [first[name].tolist() for name in names]
    return [
        f"{begins[kind][number]}{periods[period]}{_before(old, old_status) if kind == 'changed' else _NOTHING_BEFORE}"
        f'{value if value == value else "null"}{ended[end]}{row or ""}"}}'
        for number, period, kind, old, old_status, value, row, end in zip(*columns, group.tolist(), strict=True)
    ]


def _before(old: float, status: str | None) -> str:
    shown = as_json(status if isinstance(status, str) else None)
    return f',"old":{old if old == old else "null"},"old_status":{shown},"new":'


_NOTHING_BEFORE = _before(float("nan"), None)


def cells_of(rows: pd.DataFrame) -> list[str]:
    """The address of each row's cell."""
    return [one if row == 0 else f"{one}{row}" for one, row in zip(rows["letter"], rows["row"], strict=True)]


def _number(value: float) -> float | None:
    return value if value == value else None  # NaN is not equal to itself
