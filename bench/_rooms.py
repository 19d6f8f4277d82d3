"""An invented alliance, its workbooks and an empty store, for measuring. All figures are made up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path
from typing import Any

import xlsxwriter

from config.definitions import Alliance
from config.places import municipalities
from config.settings import read_settings
from etl.jobs import Workroom, open_room
from store.definitions import apply
from store.submissions import NewSubmission, Submission, receive

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HEADINGS = ("indikator", "område", "periode", "gruppe", "værdi", "status")
INDICATORS = [f"ting-{number}" for number in range(1, 13)]
GROUPS = [f"gruppe {number}" for number in range(1, 10)]
MONTHS = [f"{2015 + month // 12}-{month % 12 + 1:02d}" for month in range(120)]


PARTNERS = [f"partner-{number}" for number in range(1, 101)]
LONG_MONTHS = [f"{2008 + month // 12}-{month % 12 + 1:02d}" for month in range(216)]


def declared(partners: int = 0) -> Alliance:
    """Monthly indicators by municipality and group; so many organisations beside the first."""
    return Alliance.model_validate(
        {
            "slug": "bench",
            "name": "Opdigtet",
            "problem": "Opdigtet",
            "years": {"from": 2015},
            "organisations": [
                {"slug": "sekretariat", "name": "Sekretariatet", "delivers": True},
                *({"slug": slug, "name": slug, "delivers": True} for slug in PARTNERS[:partners]),
            ],
            "goals": [{"code": "g", "title": "Mål"}],
            "indicators": [
                {
                    "code": code,
                    "goal": "g",
                    "title": code,
                    "unit": "ting",
                    "frequency": "monthly",
                    "kind": "count",
                    "direction": "decrease",
                    "by_area": True,
                    "dimensions": [{"code": "gruppe", "title": "gruppe"}],
                }
                for code in INDICATORS
            ],
        }
    )


def rows(count: int, start: int = 0) -> Iterator[tuple[Any, ...]]:
    """So many figures, each of another series or month; at most 1,270,080 in all."""
    keys = product(INDICATORS, municipalities(), GROUPS, MONTHS)
    for number, (code, place, group, month) in enumerate(islice(keys, start, start + count)):
        value = 4000 + number * 7919 % 991  # no figure far from the others
        yield code, place.name, month, group, value if number % 3 else value + 0.5, None


def write_workbook(path: Path, count: int, start: int = 0) -> None:
    """A standard workbook with so many rows, written as Excel writes it."""
    write_rows(path, (HEADINGS, *rows(count, start)))


def write_series(path: Path, number: int, count: int) -> None:
    """A standard workbook with so many months (at most 216) of one indicator of one partner, the number-th of all."""
    code, place = INDICATORS[number % 10], municipalities()[number // 10 % 98].name
    lines = (
        (code, place, month, None, 4000 + (number + at) * 7919 % 991, None)
        for at, month in enumerate(LONG_MONTHS[:count])
    )
    write_rows(path, (HEADINGS, *lines))


def write_month(path: Path, number: int, count: int) -> None:
    """A standard workbook with one month (the number-th) of so many series, the same ones in every file."""
    keys = islice(product(INDICATORS, municipalities(), GROUPS), count)
    month = f"{1930 + number // 12}-{number % 12 + 1:02d}"
    lines = (
        (code, place.name, month, group, 4000 + (number * 397 + at) % 991, None)  # no month far from those before it
        for at, (code, place, group) in enumerate(keys)
    )
    write_rows(path, (HEADINGS, *lines))


def write_rows(path: Path, table: Iterable[Sequence[Any]]) -> None:
    """A workbook of one sheet with these rows, the headings first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Indberetning")
        for number, values in enumerate(table):
            sheet.write_row(number, 0, values)


def room_in(home: Path, partners: int = 0) -> Workroom:
    """An empty SQLite store that knows the alliance."""
    room = open_room(read_settings({"FREMDRIFT_HOME": str(home)}))
    with room.store.writing() as connection:
        apply(connection, declared(partners), "bench", NOW)
    return room


def received(room: Workroom, path: Path) -> Submission:
    """The file as a page or the command line hands it in."""
    with path.open("rb") as stream:
        file = room.files.receive(stream, room.settings.max_upload_bytes)
    with room.store.writing() as connection:
        new = NewSubmission(
            "bench", "sekretariat", "upload", path.name, file.sha256, file.size, "command", "bench", room.clock()
        )
        submission = receive(connection, new)
        room.files.keep(file, submission.token)
    return submission
