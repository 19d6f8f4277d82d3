"""What can be wrong with a file, and how a person is told: what, where, what was expected, what to do.

A problem in a file is data. `PROBLEMS` holds every kind, one entry a code (listed in the modules `of_...`); texts may
name fields, which `problem()` fills in, numbers as each language writes them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from config.language import Text, format_number
from etl.problems.kind import Kind, Severity
from etl.problems.of_figures import FIGURE_PROBLEMS
from etl.problems.of_files import FILE_PROBLEMS
from etl.problems.of_names import NAME_PROBLEMS
from etl.problems.of_sources import SOURCE_PROBLEMS
from etl.problems.of_tables import TABLE_PROBLEMS

PROBLEMS: dict[str, Kind] = FILE_PROBLEMS | TABLE_PROBLEMS | FIGURE_PROBLEMS | NAME_PROBLEMS | SOURCE_PROBLEMS
FOUND_LENGTH = 120  # a cell can hold 32,767 characters; a report need not


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one file.

    Attributes:
        code: key of `PROBLEMS`.
        severity: an error rejects the file; a warning and a note are told.
        sheet, cell: where, as the person sees it ("Indberetning", "C537"); None for the file as a whole.
        found: what stood there, shortened.
        expected, remedy, title: for people, in both languages.
    """

    code: str
    severity: Severity
    sheet: str | None
    cell: str | None
    found: str | None
    expected: Text
    remedy: Text
    title: Text

    def to_json(self) -> dict[str, Any]:
        """A dictionary of plain strings, texts as {da, en}."""
        texts = {"title": self.title, "expected": self.expected, "remedy": self.remedy}
        return asdict(self) | {name: text.to_json() for name, text in texts.items()}

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Problem:
        """The problem that `to_json` wrote."""
        return cls(**entry | {name: Text(**entry[name]) for name in ("title", "expected", "remedy")})


class FileRefused(Exception):
    """Ends the reading of a file, from however deep; carries what the person is told."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def problem(
    code: str, sheet: str | None = None, cell: str | None = None, found: str | None = None, **fields: int | str | Text
) -> Problem:
    """One problem of a kind in `PROBLEMS`, its texts filled in.

    Args:
        code: key of `PROBLEMS`.
        sheet, cell, found: where, and what stood there; the texts may name these too.
        fields: what else the texts name; a `Text` is taken in the sentence's language, a number is formatted.

    Raises:
        KeyError: for a code that is not in the catalogue, or a field that a text names and nobody gave.
    """
    kind = PROBLEMS[code]
    if found is not None and len(found) > FOUND_LENGTH:
        found = found[: FOUND_LENGTH - 1] + "…"
    words = {"sheet": sheet or "", "cell": cell or "", "found": found or ""} | fields
    return Problem(
        code=code,
        severity=kind.severity,
        sheet=sheet,
        cell=cell,
        found=found,
        title=_filled(kind.title, words),
        expected=_filled(kind.expected, words),
        remedy=_filled(kind.remedy, words),
    )


def refused(code: str, **details: Any) -> FileRefused:
    """`raise refused("file_damaged", ...)`: arguments as for `problem`."""
    return FileRefused(problem(code, **details))


def _filled(template: Text, fields: dict[str, int | str | Text]) -> Text:
    danish = {name: _word(value, "da") for name, value in fields.items()}
    english = {name: _word(value, "en") for name, value in fields.items()}
    return Text(template.da.format(**danish), template.en.format(**english))


def _word(value: int | str | Text, language: Literal["da", "en"]) -> str:
    if isinstance(value, Text):
        return value[language]
    return value if isinstance(value, str) else format_number(value, language)
