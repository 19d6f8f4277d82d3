"""Blind files: written before anybody looked at how the engine reads, each with its truth by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.corpus.case import Case, Observations
from tests.corpus.write import Make, Rows, book

AARHUS, ODENSE, KOEBENHAVN, GRIBSKOV = "0751 Aarhus", "0461 Odense", "0101 København", "0270 Gribskov"


def series(indicator: str, area: str, periods: Sequence[Any], values: Sequence[Any]) -> Observations:
    """Figures of one series; a value may be (value, status)."""
    return {(indicator, area, str(period)): value for period, value in zip(periods, values, strict=True)}


def unseen(name: str, alliance: str, make: Make | Rows, truth: Observations | None = None, **also: Any) -> Case:
    """A file shaped as real ones are, of one of the demo's alliances; rows are a workbook's only sheet."""
    return Case(name, make if callable(make) else book(make), truth, alliance=alliance, real=True, **also)


def settled(files: Sequence[Case], asked: Mapping[str, tuple[str, ...]], refused: Mapping[str, str]) -> list[Case]:
    """The cases as the engine now meets them: those that it asks about or refuses store nothing.

    Args:
        asked: name -> the fields asked about.
        refused: name -> the problem named.
    """
    assert {*asked, *refused} <= {case.name for case in files}
    return [
        replace(case, expected=None, asks=asked.get(case.name, ()), problem=refused.get(case.name, case.problem))
        if case.name in asked or case.name in refused
        else case
        for case in files
    ]


def first_result(case: Case, folder: Path) -> tuple[str, str, Any]:
    """How a file comes out before anything is mended: the kind, the confidence and what was asked or differs.

    A file whose truth is None must be asked about or refused.
    """
    from tests.corpus.case import run

    outcome = run(case, folder)
    if outcome.observations is None:
        kind = "rightly asked" if case.expected is None else "asked"
        return kind, outcome.confidence, outcome.asks or outcome.problems
    truth = {**case.also, **(case.expected or {})}
    wrong = {k: v for k, v in outcome.observations.items() if k not in truth or truth[k] != v}
    if wrong:
        return "SILENT", outcome.confidence, list(wrong.items())[:4]
    missing = [k for k in case.expected or {} if k not in outcome.observations]
    return ("partly" if missing else "right"), outcome.confidence, missing[:4]
