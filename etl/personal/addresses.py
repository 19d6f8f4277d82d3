"""E-mail addresses: a contact in a note is worth a word, a column of them is a list of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from etl.personal.suspicion import Confidence, Suspicion
from etl.personal.table import Table

# Begins at the @ sign, so that a long text without one costs nothing; no two of its parts can take the same letter.
AFTER_AT = re.compile(r"(?<=[\w+-])@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b", re.IGNORECASE)
COLUMN_OF_THEM = 3
HALF = 0.5


def addresses(table: Table) -> Iterator[Suspicion]:
    """The columns of a sheet that hold e-mail addresses."""
    has_address = np.zeros(len(table.sheet.texts), bool)
    if "@" in table.joined:
        has_address[[place for place, _ in table.matches(AFTER_AT)]] = True
    if not has_address.any():
        return
    for look in table.columns:
        held, counts = look.texts
        distinct, cells = int(has_address[held].sum()), int(counts[has_address[held]].sum())
        if distinct:
            is_column = distinct >= COLUMN_OF_THEM and ("mail" in look.kinds or distinct >= HALF * len(held))
            confidence: Confidence = "likely" if is_column else "possible"
            yield Suspicion("address", confidence, table.sheet.name, look.letter, cells)
