"""What a report may repeat of a file: never a CPR number, and less where personal data are possible."""

from __future__ import annotations

from typing import Any

from config.personal_numbers import BLOT, masked, masked_addresses
from etl.problems.findings import Findings

_SEPARATORS = str.maketrans("", "", ". \u00a0")


class Discretion:
    """Knows the sheets on which personal data are possible: there, digits alone are blotted out too."""

    def __init__(self, findings: Findings) -> None:
        self._doubtful = {one.sheet for one in findings.kept if one.code == "personal_data_possible"}

    def shown(self, text: str | None, sheet: str | None) -> str | None:
        """A cell's text as the report may show it."""
        if text is None:
            return None
        text = text.replace("\0", "\ufffd")  # no database takes a zero
        if sheet not in self._doubtful:
            return masked(text)
        digits = text.translate(_SEPARATORS)
        digits = f"0{digits}" if len(digits) == 9 else digits
        return BLOT if BLOT in masked(digits) else masked_addresses(masked(text))

    def excerpt(self, piece: dict[str, Any] | None, sheet: str) -> dict[str, Any] | None:
        """A piece of the sheet as the report may show it."""
        if piece is None:
            return None
        rows = [[row, [self.shown(text, sheet) for text in cells]] for row, cells in piece["rows"]]
        return piece | {"rows": rows}
