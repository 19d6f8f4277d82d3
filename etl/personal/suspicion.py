"""What a search for personal data finds: where, of what kind, and how sure; never the value itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from config.language import Text
from config.personal_numbers import masked, masked_addresses
from etl.problems.problem import Problem, problem

What = Literal["civil_number", "address", "name", "person", "birthdate", "file_name", "hidden_part"]
Confidence = Literal["certain", "likely", "possible"]

_WORDS: dict[What, Text] = {
    "civil_number": Text("CPR-numre", "civil registration numbers"),
    "address": Text("e-mailadresser", "e-mail addresses"),
    "name": Text("navne eller adresser på personer", "names or addresses of persons"),
    "person": Text("én række pr. person", "one row per person"),
    "birthdate": Text("fødselsdatoer", "dates of birth"),
    "file_name": Text("et CPR-nummer i filens navn", "a civil registration number in the file's name"),
    "hidden_part": Text("CPR-numre i en skjult del", "civil registration numbers in a hidden part"),
}


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One place that may hold personal data.

    Attributes:
        sheet: its name, None for the file as a whole.
        column: its letter, None for a whole sheet or for the sheet's own name.
        cells: how many cells look so.
    """

    what: What
    confidence: Confidence
    sheet: str | None = None
    column: str | None = None
    cells: int = 1

    @property
    def refuses(self) -> bool:
        return self.confidence != "possible"

    def problem(self) -> Problem:
        """What the sender is told; nothing of what stands in the cells is in it."""
        words = _WORDS[self.what]
        if self.column:
            words = Text(f"{words.da} i kolonne {self.column}", f"{words.en} in column {self.column}")
        sheet = None if self.sheet is None else masked_addresses(masked(self.sheet))
        return problem("personal_data" if self.refuses else "personal_data_possible", sheet=sheet, what=words)
