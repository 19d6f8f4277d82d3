"""What the tests of access found: `access.json`, written by `make access`; the statement is made from it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("access.json")


@dataclass(frozen=True, slots=True)
class Tried:
    """One page as it was looked at.

    Attributes:
        route: its address with what varies in angle brackets.
        looks: how often: in each language, scheme and width.
        violations: each {rule, language, width, scheme, where}.
        undecided: rules that axe leaves to a person.
    """

    route: str
    looks: int
    violations: tuple[dict[str, Any], ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything that was found.

    Attributes:
        tried: of each claim, by the name of its test, whether it held.
    """

    checked_on: date
    axe: str
    chromium: str
    pages: tuple[Tried, ...]
    tried: dict[str, bool]

    @property
    def looks(self) -> int:
        return sum(page.looks for page in self.pages)

    @property
    def violations(self) -> list[tuple[str, dict[str, Any]]]:
        return [(page.route, one) for page in self.pages for one in page.violations]


def read_results(text: str) -> Results:
    """The results as they were written."""
    raw = json.loads(text)
    pages = tuple(
        Tried(one["route"], one["looks"], tuple(one["violations"]), tuple(one["undecided"])) for one in raw["pages"]
    )
    return Results(date.fromisoformat(raw["checked_on"]), raw["axe"], raw["chromium"], pages, raw["tried"])


@cache
def results() -> Results | None:
    """Those of this version of the program; None where they were not taken along."""
    return read_results(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else None
