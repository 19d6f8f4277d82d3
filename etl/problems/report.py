"""The report on a submission: what was read, each problem at its cell, what changes, and what that means."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from config.language import Text
from config.personal_numbers import masked
from etl.difference import Difference
from etl.harmonise import Harmonised
from etl.opening.cells import Workbook
from etl.opening.own_sheets import OWN
from etl.problems.discretion import Discretion
from etl.problems.excerpt import excerpt
from etl.problems.findings import Findings

EXCERPTS = 40
NO_COUNTS = {"new": 0, "changed": 0, "unchanged": 0, "vanished": 0}


def make_report(
    findings: Findings,
    workbook: Workbook | None = None,
    harmonised: Harmonised | None = None,
    difference: Difference | None = None,
    confirm: list[Text] | None = None,
    verdicts: list[dict[str, str]] | None = None,
    counts: dict[str, int] | None = None,
) -> dict[str, Any]:
    """The report as plain JSON; its form is described in docs/reports.md."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets} if workbook else {}
    problems: list[dict[str, Any]] = []
    discreet = Discretion(findings)
    for number, one in enumerate(findings.kept):
        entry = one.to_json()
        entry["found"] = discreet.shown(one.found, one.sheet)
        if one.sheet is not None:
            entry["sheet"] = masked(one.sheet)
        if number < EXCERPTS and one.cell and one.sheet in sheets:
            entry["excerpt"] = discreet.excerpt(excerpt(sheets[one.sheet], one.cell), one.sheet)
        problems.append(entry)
    return {
        "sheets": _sheets(harmonised, findings) if harmonised else [],
        "problems": problems,
        "problem_count": {severity: findings.count[severity] for severity in ("error", "warning", "note")},
        "counts": counts or (difference.counts if difference else NO_COUNTS),
        "changes": difference.changes() if difference else [],
        "confirm": [text.to_json() for text in confirm or []],
        "verdicts": verdicts or [],
        "layout": harmonised.layout.name if harmonised and harmonised.layout else None,
        "proposal": harmonised.proposal.to_json() if harmonised and harmonised.proposal else None,
        "annotated": None,  # or "marked", or "list": see etl/annotate.py
    }


def _sheets(harmonised: Harmonised, findings: Findings) -> list[dict[str, Any]]:
    errors = Counter(one.sheet for one in findings.kept if one.severity == "error")
    entries = []
    for sheet in harmonised.sheets:
        if sheet.sheet in OWN:
            continue
        rows = harmonised.tidy[harmonised.tidy["sheet"] == sheet.sheet]
        periods = sorted(rows["period"].dropna().unique(), key=lambda p: (p.start, p.end))
        entry = sheet_entry(
            sheet.sheet,
            [code for code in pd.unique(rows["indicator"]) if isinstance(code, str)],
            str(periods[0]) if periods else None,
            str(periods[-1]) if periods else None,
            int(rows["value"].notna().sum()),
        )
        why = sheet.why.to_json() if sheet.why else None
        entries.append(entry | {"read": sheet.read, "why": why, "errors": errors[sheet.sheet]})
    return entries


def sheet_entry(
    sheet: str, indicators: list[str], first_period: str | None, last_period: str | None, values: int
) -> dict[str, Any]:
    """What is said of a sheet that was read without an error."""
    return {
        "sheet": sheet,
        "read": True,
        "why": None,
        "indicators": indicators,
        "first_period": first_period,
        "last_period": last_period,
        "values": values,
        "errors": 0,
    }
