"""How much of a stranger's file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Beyond any of these a file is answered by one problem that names the limit.

    Attributes:
        max_rows: rows of one sheet, from its first to its last cell that holds something.
        max_columns: columns of one sheet, counted the same way.
        max_sheets: sheets of one workbook, hidden ones included.
        max_unpacked_mb: megabytes (10**6 bytes) of all parts of a workbook together, or of a CSV.
        memory_mb: address space of the reading process, in MiB.
        seconds: time to read one file, by the clock and of the processor.
    """

    max_rows: int = 1_100_000
    max_columns: int = 2_000
    max_sheets: int = 200
    max_unpacked_mb: int = 1000
    memory_mb: int = 3072
    seconds: int = 120
