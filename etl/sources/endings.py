"""Files that are taken for partners' spreadsheets, by their names."""

from __future__ import annotations

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".json", ".jsonstat")
IN_ADDRESS = "{secret}"  # as in config.source, which the process that fetches need not load


def is_sheet(name: str) -> bool:
    """A spreadsheet, and neither hidden nor what a program leaves beside an open one."""
    return name.lower().endswith(ENDINGS) and not name.startswith((".", "~$"))
