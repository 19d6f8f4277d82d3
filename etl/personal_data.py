"""Personal data at the door: only counted figures may come in.

Everything in a file is searched, hidden sheets, rows and columns too, before any of it is interpreted, stored or
repeated in a report. What looks certain or likely refuses the file; what is merely possible is told. No value that was
found ever leaves this search.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from config.personal_numbers import BLOT, masked, masked_addresses
from etl.opening.cells import Workbook
from etl.personal.addresses import addresses
from etl.personal.names import names
from etl.personal.numbers import civil_numbers
from etl.personal.persons import persons, tells_of_persons
from etl.personal.suspicion import Suspicion
from etl.personal.table import Table
from etl.problems.problem import Problem

MOST_TOLD = 20


def find_personal_data(workbook: Workbook) -> list[Suspicion]:
    """Every column, sheet or sheet's name that looks like personal data, sheet by sheet."""
    found: list[Suspicion] = []
    for sheet in workbook.sheets:
        if masked_addresses(masked(sheet.name)) != sheet.name:
            found.append(Suspicion("civil_number", "likely", sheet.name))
        table = Table(sheet)
        found += [*civil_numbers(table), *addresses(table), *names(table, tells_of_persons(table)), *persons(table)]
    return found


def personal_problems(workbook: Workbook, filename: str) -> list[Problem]:
    """What is to be told: the reasons to refuse the file alone, where there are any; else the warnings.

    Args:
        filename: as the store keeps it, numbers blotted out.
    """
    found = [*_in_the_name(filename), *find_personal_data(workbook)]
    refusing = [one for one in found if one.refuses]
    return [one.problem() for one in islice(refusing or found, MOST_TOLD)]


def _in_the_name(filename: str) -> Iterator[Suspicion]:
    if BLOT in filename:
        yield Suspicion("file_name", "possible")
