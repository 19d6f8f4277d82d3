"""One file of the corpus: how it is made, and what must come out of it, or which problem must be named."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from config.definitions import Alliance
from config.layout import Layout
from config.read_definitions import read_folder
from etl.interpret import interpret, read_by_layout
from etl.layouts.recognise import recognise
from etl.opening.cells import Workbook
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.problems.findings import Findings
from etl.validate import validate
from tests.rooms import small_alliance

TODAY = date(2026, 11, 23)
ORGANISATION = "partner"

Observations = dict[tuple[str, ...], Any]  # (indicator, area, period[, dimensions]) -> value, or (value, status)


@dataclass(frozen=True, slots=True)
class Case:
    """A file and its truth.

    Attributes:
        real: imitates a shape that Danish public workbooks really have.
        make: writes the file into a folder and returns its path.
        expected: the observations; None where the file must be refused or asked about.
        asks: the fields (without the table's number) that a person must choose.
        answers: path in the layout -> the choice, for those fields.
        about: sheet -> indicator, chosen by the person before the rest is proposed.
        problem: the code of a problem that must be named.
        alliance: one of the demo's, whose own definitions are used; None for the invented one.
        also: observations that may come out beside those expected: true, of the same file, and of another indicator.
    """

    name: str
    make: Callable[[Path], Path]
    expected: Observations | None = None
    real: bool = False
    asks: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None
    warning: str | None = None
    alliance: str | None = None
    also: Observations = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What became of a file.

    Attributes:
        how: "standard", "confirmed", "answered" or "refused".
        asks: fields that were asked about.
        problems: codes of everything told.
    """

    how: str
    observations: Observations | None
    asks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    confidence: str = ""
    layout: Layout | None = None
    workbook: Workbook | None = None
    preview: Observations | None = None


def alliance() -> Alliance:
    """The small alliance of the tests, with more invented indicators."""

    def indicator(code: str, da: str, unit: str, frequency: str, kind: str, **more: Any) -> dict[str, Any]:
        return {
            "code": code, "goal": "faerre", "title": {"da": da, "en": f"{da} (en)"}, "unit": {"da": unit, "en": unit},
            "frequency": frequency, "kind": kind, "direction": "decrease",
        } | more  # fmt: skip

    document = small_alliance().model_dump(mode="json", by_alias=True)
    document["indicators"] += [
        indicator("ledige", "Ledige ting", "ting", "quarterly", "count", by_area=True, combine="sum", area="alle"),
        indicator("elever", "Elever med ting", "pct.", "school_year", "share"),
        indicator("udslip", "Udslip af ting", "mio. ton", "annual", "count", may_be_negative=True),
        indicator("besoeg", "Besøg hos ting", "besøg", "monthly", "count"),
        indicator("ture", "Ture med ting", "ture", "weekly", "count"),
        indicator("moeder", "Møder om ting", "møder", "half_yearly", "count"),
        indicator("rate", "Ting pr. 1.000 borgere", "pr. 1.000", "annual", "rate", by_area=True),
        indicator("tilfredse", "Tilfredse borgere", "pct.", "annual", "share", by_area=True),
    ]
    return Alliance.model_validate(document)


ALLIANCE = alliance()
DEMO = {one.slug: one for one in read_folder(Path("config/demo"))[0]}


def declared_of(case: Case) -> Alliance:
    """The definitions that the file is read against."""
    return DEMO[case.alliance] if case.alliance else ALLIANCE


def organisation_of(case: Case) -> str:
    return "sekretariat" if case.alliance else ORGANISATION


def run(case: Case, folder: Path) -> Outcome:
    """Open, recognise, confirm (with the case's answers) and read, as a partner would."""
    path = case.make(folder)
    workbook = read_file(path, path.name, Limits())
    declared, organisation = declared_of(case), organisation_of(case)
    if not isinstance(workbook, Workbook):
        return Outcome("refused", None, problems=tuple(one.code for one in workbook))
    findings = Findings(workbook.problems)
    harmonised = interpret(workbook, declared, organisation, (), TODAY, findings)
    if "layout_unknown" not in _codes(findings):
        rows = validate(harmonised.tidy, declared, harmonised.sheets, TODAY, findings)
        return _outcome("standard", rows, findings, workbook)
    proposal = recognise(workbook, declared, organisation, case.about) if case.about else harmonised.proposal
    assert proposal is not None
    asks = tuple(dict.fromkeys(one.path.split(".", 2)[2] for one in proposal.questions))
    if asks and not case.answers:
        return Outcome("refused", None, asks, ("layout_unknown",), proposal.confidence, proposal.layout, workbook)
    layout = answered(proposal.layout, case.answers)
    findings = Findings(workbook.problems)
    rows = read_by_layout(layout, workbook, declared, organisation, TODAY, findings)
    how = "answered" if asks or case.about else "confirmed"
    outcome = _outcome(how, rows, findings, workbook)
    outcome.asks, outcome.confidence, outcome.layout = asks, proposal.confidence, layout
    return outcome


def answered(layout: Layout, answers: Mapping[str, Any]) -> Layout:
    """The layout with a person's choices written into it."""
    entry = json.loads(layout.model_dump_json(by_alias=True, exclude_defaults=True))
    for path, choice in answers.items():
        place: Any = entry
        *way, last = path.split("/")
        for part in way:
            place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
        place[last] = choice
    return Layout.model_validate(entry)


def _outcome(how: str, rows: pd.DataFrame, findings: Findings, workbook: Workbook) -> Outcome:
    if findings.has_errors:
        return Outcome("refused", None, problems=_codes(findings), workbook=workbook)
    return Outcome(how, observations_of(rows), problems=_codes(findings), workbook=workbook)


def _codes(findings: Findings) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.code for one in findings.kept))


def observations_of(rows: pd.DataFrame) -> Observations:
    """As a case writes them: the status only where it is not final."""
    found: Observations = {}
    for row in rows.to_dict("records"):
        key = (row["indicator"], row["area"], str(row["period"]))
        if row["dimensions"] != "{}":
            key += tuple(json.loads(row["dimensions"]).values())
        value = None if row["value"] != row["value"] else round(row["value"], 9)
        found[key] = value if row["status"] == "A" else (value, row["status"])
    return found
