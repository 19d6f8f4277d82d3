"""The problems found in one file: all are counted, and kept up to a limit, so that a bad file gets a short answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from config.language import Text
from etl.problems.problem import Problem, problem

KEPT_PER_CODE = 100
KEPT = 500


class Findings:
    """Problems in the order in which they were found.

    Attributes:
        kept: those that are shown; at most 100 of a code and 500 in all.
        count: all that were found, by severity.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.kept: list[Problem] = []
        self.count: Counter[str] = Counter()
        self._per_code: Counter[str] = Counter()
        for one in problems:
            self.add(one)

    def add(self, one: Problem, times: int = 1) -> None:
        """Note a problem; `times` counts like ones that are not spelt out."""
        self.count[one.severity] += times
        self._per_code[one.code] += 1
        if self._per_code[one.code] <= KEPT_PER_CODE and len(self.kept) < KEPT:
            self.kept.append(one)

    def add_file(self, code: str, **fields: int | str | Text) -> None:
        """Note a problem of the file as a whole."""
        self.add(problem(code, None, None, None, **fields))

    def add_cells(
        self, code: str, sheet: str, places: Iterable[tuple[str, str | None]], **fields: int | str | Text
    ) -> None:
        """Note one problem for each (cell, what was found there)."""
        one = None
        for number, (cell, found) in enumerate(places):
            if number < KEPT_PER_CODE or one is None:
                one = problem(code, sheet, cell, found, **fields)
                self.add(one)
            else:
                self.count[one.severity] += 1

    @property
    def has_errors(self) -> bool:
        return self.count["error"] > 0
