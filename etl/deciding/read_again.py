"""A file that was taken in before is read once more, for what it says of figures that it held unchanged."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from config.definitions import Alliance
from etl.extract import extract
from etl.jobs import Workroom
from etl.meaning.tidy import addresses
from etl.opening.cells import Workbook
from etl.understand import chosen_layout, known_layouts, understand
from etl.validate import validate
from store.clock import danish_day, start_of_danish_day
from store.declarations import SAID_SO
from store.histories import Figure, Said
from store.observations import SeriesKey, read_series
from store.submissions import DECLARATION, Submission, read_content
from store.undoing import Claim, ReadAgain, ReadFile

log = logging.getLogger(__name__)


def reading_again(room: Workroom, declared: Alliance) -> ReadAgain:
    """Reads files of an alliance as they would be read today."""

    def read_again(of: Submission) -> ReadFile | None:
        if of.source == DECLARATION:
            return ReadFile(_declared(room, of))
        opened = _opened(room, of)
        rows = _rows(room, declared, of, opened) if opened is not None else None
        if rows is None or opened is None:
            log.warning("the file of submission %s cannot be read again", of.submission_id)
            return None
        with room.store.reading() as connection:
            numbers = {key: number for number, key in read_series(connection, of.alliance_id).items()}
        return ReadFile(_claims(rows, of, numbers), opened.is_template)

    return read_again


def _opened(room: Workroom, of: Submission) -> Workbook | None:
    try:
        opened = extract(room.files.path_of(of.token), of.filename, room.limits)
    except OSError:
        return None
    return None if isinstance(opened, list) else opened


def _rows(room: Workroom, declared: Alliance, of: Submission, opened: Workbook) -> pd.DataFrame | None:
    """The file's observations by the layout that was chosen for it, else by the one that fits it today."""
    with room.store.reading() as connection:
        chosen = chosen_layout(connection, of)
        layouts = known_layouts(connection, of, room.settings.config)
    findings, harmonised = understand(opened, declared, of, layouts, chosen, takes_proposal=True)
    if harmonised.proposal is not None:
        return None
    rows = validate(harmonised.tidy, declared, harmonised.sheets, danish_day(of.received_at), findings)
    return None if findings.has_errors else rows


def _claims(rows: pd.DataFrame, of: Submission, numbers: Mapping[SeriesKey, int]) -> dict[Figure, Claim]:
    found: dict[Figure, Claim] = {}
    names = ["indicator", "area", "dimensions", "period", "value", "numerator", "denominator", "status"]
    names += ["source", "sheet", "cell", "known_from"]
    plain = _plain(rows.assign(cell=addresses(rows))[names])
    for code, area, dimensions, period, *numbers_said, status, source, sheet, cell, day in plain:
        number = numbers.get(SeriesKey(code, of.organisation, area, dimensions))
        if number is None:
            continue
        value, numerator, denominator = (_number(one) for one in numbers_said)
        claim = Claim(Said(value, numerator, denominator, status), source, sheet[:200], cell, _known(day, of))
        before = found.get((number, period))
        if before is None or before.known_from <= claim.known_from:
            found[number, period] = claim
    return found


def _plain(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows[name].astype(object).where(rows[name].notna(), None).tolist() for name in rows), strict=True)


def _known(day: object, of: Submission) -> datetime:
    return min(start_of_danish_day(day), of.received_at) if isinstance(day, date) else of.known_from


def _number(value: Any) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def _declared(room: Workroom, of: Submission) -> dict[Figure, Claim]:
    with room.store.reading() as connection:
        keys = read_content(connection, of.submission_id)
    claim = Claim(Said(None, None, None, "N"), SAID_SO, "", "", of.known_from)
    return {(number, period): claim for number, periods in keys.items() for period in periods}
