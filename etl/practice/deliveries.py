"""The files of the practice alliance: who delivers what, what is corrected, withdrawn, and cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from etl.practice import figures
from etl.practice.rows import Row

WITHDRAWN = "ungdommens-hus-3-forkert-by.xlsx"
BROKEN = "aabent-vaerksted-2-juni-til-september.xlsx"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file of one partner; the name's ending says which kind of file it is."""

    organisation: str
    name: str
    rows: tuple[Row, ...]


def deliveries() -> list[Delivery]:
    """Every file, in the order of the partners' names and of their delivery."""
    return [
        _file("aabent-vaerksted", "1-mentorforloeb.xlsx", figures.mentors("aabent-vaerksted")),
        Delivery("aabent-vaerksted", BROKEN, _broken()),
        *(_file(school, "1-fravaer.xlsx", figures.absence(school)) for school in figures.SCHOOLS),
        Delivery("havneskolen", "havneskolen-2-rettet-marts.xlsx", _corrected()),
        _file("boligforeningen-havnen", "1-fritidsjob.csv", figures.jobs("boligforeningen-havnen")),
        _file(
            "idraetssamvirket",
            "1-alle-tal.xlsx",
            chain(figures.jobs("idraetssamvirket"), figures.mentors("idraetssamvirket"), figures.volunteers()),
        ),
        _file("jobcentret", "1-unge-uden-job-og-uddannelse.xlsx", figures.without_work()),
        _file("sekretariatet", "1-udgangspunkt.xlsx", figures.belonging()),
        _file("sundhedshuset", "1-alle-tal.xlsx", chain(figures.waiting(), figures.lonely())),
        _file(
            "ungdommens-hus",
            "1-alle-tal.xlsx",
            chain(figures.jobs("ungdommens-hus"), figures.mentors("ungdommens-hus")),
        ),
        Delivery("ungdommens-hus", WITHDRAWN, _of_another_town()),
    ]


def _file(organisation: str, name: str, rows: Iterator[Row]) -> Delivery:
    return Delivery(organisation, f"{organisation}-{name}", tuple(rows))


def _corrected() -> tuple[Row, ...]:
    """March 2026 once more: seven pupils had been left out."""
    (row,) = (row for row in figures.absence("havneskolen") if row.period == "2026-03")
    assert row.numerator is not None
    assert row.denominator is not None
    number = row.numerator + 7
    return (replace(row, numerator=number, value=100 * number / row.denominator, known=date(2026, 5, 15)),)


def _of_another_town() -> tuple[Row, ...]:
    """Two months of a house of the same name somewhere else."""
    wrong = {"2026-08": 12, "2026-09": 30}
    rows = (row for row in figures.jobs("ungdommens-hus") if row.period in wrong)
    return tuple(
        replace(row, value=wrong[row.period], known=row.known and row.known + timedelta(days=8)) for row in rows
    )


def _broken() -> tuple[Row, ...]:
    """Why Aabent Værksted is late: it has delivered, but not so that it could be read."""
    known = date(2026, 10, 14)
    return (
        Row("mentorforloeb", "2026-06", 9, known),
        Row("mentorforloeb", "2026-07", "ca. 8", known),
        Row("mentorforloeb", "sommeren 2026", 11, known),
        Row("mentorforløb i alt", "2026-08", 7, known),
        Row("mentorforloeb", "2026-09", 10, known),
        Row("mentorforloeb", "2026-09", 12, known),
        Row("mentorforloeb", "2027-09", 14, known),
    )
