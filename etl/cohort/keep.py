"""What a cohort changes, written: figures, provenance, and of each file its report and what it held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from etl.cohort.compare import Compared
from etl.cohort.read import Read, Told
from etl.difference import SHOWN, changes_as_json
from etl.load import write
from etl.meaning.tidy import coded, numbered
from etl.problems.findings import Findings
from etl.problems.report import make_report, sheet_entry
from store.database import ReadyJson, as_json
from store.provenance import Origin, add_provenances
from store.submissions import ACCEPTED, UNCHANGED, Submission, finish_together, keep_contents


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in."""

    submission: Submission
    outcome: str
    counts: dict[str, int]
    indicators: frozenset[str]


def keep(connection: sa.Connection, read: Read, compared: Compared, now: datetime) -> list[Kept]:
    """Store what the files of a cohort change, and how each of them ended."""
    rows = compared.rows
    write(connection, rows, compared.superseded, _origins(connection, read, rows, now), now)
    kept, ended = [], []
    for place, counts, changes in _changes(read, compared):
        submission, told = read.files[place].submission, read.told[place]
        outcome = ACCEPTED if counts["new"] or counts["changed"] else UNCHANGED
        ended.append(
            {
                "submission_id": submission.submission_id,
                "state": ACCEPTED,
                "outcome": outcome,
                "report": _report(read.files[place].sheet.name, told, counts, changes),
                "progress": 1.0,
                "finished_at": now,
            }
        )
        kept.append(Kept(submission, outcome, counts, frozenset(told.indicators)))
    finish_together(connection, ended)
    numbers = {place: read.files[place].submission.submission_id for place in compared.places}
    keep_contents(connection, {numbers[place]: keys for place, keys in compared.keys.items()})
    return kept


def _origins(connection: sa.Connection, read: Read, rows: pd.DataFrame, now: datetime) -> Any:
    """The number of each row's provenance."""
    group, first = numbered(rows, ["sheet", "letter", "source"])
    origins = []
    for place, letter, source in first.itertuples(index=False):
        one = read.files[int(place)]
        said = source if isinstance(source, str) else None
        origin = Origin(one.sheet.name[:200], letter, said, one.submission.known_from)
        origins.append((one.submission.submission_id, origin))
    return np.array(add_provenances(connection, origins, now), np.int64)[group]


def _changes(read: Read, compared: Compared) -> Iterator[tuple[int, dict[str, int], list[str]]]:
    """Of each file its place, its counts and its first changes: corrections before what is new."""
    rows, file = compared.rows, compared.file
    is_new = (rows["kind"] == "new").to_numpy()
    order = np.lexsort((is_new, file))
    sorted_file = file[order]
    starts = np.searchsorted(sorted_file, np.array(compared.places))
    ends = np.searchsorted(sorted_file, np.array(compared.places), side="right")
    corrected = np.bincount(file[~is_new], minlength=len(read.files))
    is_shown = np.zeros(len(rows), bool)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        is_shown[start : min(end, start + SHOWN)] = True
    names = [one.sheet.name for one in read.files]
    shown = rows.iloc[order[is_shown]]
    changes = changes_as_json(shown.assign(sheet=coded(names, sorted_file[is_shown])), compared.names)
    at = 0
    for place, start, end in zip(compared.places, starts.tolist(), ends.tolist(), strict=True):
        count, changed = end - start, int(corrected[place])
        told = changes[at : at + min(count, SHOWN)]
        at += len(told)
        unchanged = compared.total[place] - count
        yield place, {"new": count - changed, "changed": changed, "unchanged": unchanged, "vanished": 0}, told


def _report(sheet: str, told: Told, counts: dict[str, int], changes: list[str]) -> ReadyJson:
    entry = sheet_entry(sheet, told.indicators, told.first_period, told.last_period, told.values)
    report = make_report(Findings(), counts=counts) | {"sheets": [entry]}
    del report["changes"]
    return ReadyJson(f'{as_json(report)[:-1]}, "changes": [{",".join(changes)}]}}')
