"""From a workbook's cells to tidy observations: by our own headings, else by a layout that is remembered.

A file whose layout is not known is not read in: its report says what we understood, and asks.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from config.definitions import Alliance
from config.language import Text
from config.layout import Layout
from config.read_layouts import read_layouts
from etl.harmonise import HIDDEN, Harmonised, SheetRead, harmonise
from etl.layouts.apply import Applied, apply_layout
from etl.layouts.fingerprint import Match, match_layout
from etl.layouts.proposal import Proposal
from etl.layouts.recognise import recognise
from etl.meaning.headings import find_headings
from etl.meaning.tidy import COLUMNS
from etl.opening.cells import Workbook
from etl.problems.findings import Findings
from etl.validate import validate

log = logging.getLogger(__name__)

NOT_IN_LAYOUT = Text("Arket er ikke med i filens opbygning", "The sheet is not part of the file's layout")
NOT_CONFIRMED = Text("Opbygningen er ikke bekræftet", "The layout has not been confirmed")
ANY_SHEET = Text("som sidst", "as last time")


def layouts_in_folder(folder: Path) -> tuple[Layout, ...]:
    """The layouts of a folder; one with mistakes is told to the operator and not used."""
    layouts, mistakes = read_layouts(folder)
    for one in mistakes:
        log.warning("%s", one.sentence())
    return layouts


def interpret(
    workbook: Workbook,
    declared: Alliance,
    organisation: str,
    layouts: Iterable[Layout],
    today: date,
    findings: Findings,
    chosen: Layout | None = None,
) -> Harmonised:
    """Read a workbook by the way of reading that fits it. What cannot be read becomes a finding, at its cell.

    Args:
        layouts: those that are remembered.
        chosen: the layout that a person has confirmed for this very file.
    """
    if chosen is not None:
        return _read(chosen, workbook, declared, organisation, findings)
    if workbook.is_template or _has_our_headings(workbook, declared):
        return harmonise(workbook, declared, organisation, findings)
    match = match_layout(workbook, layouts, declared, organisation)
    if match is not None and match.fits and not match.rivals:
        return _read(match.layout, workbook, declared, organisation, findings)
    proposal = recognise(workbook, declared.told, organisation)
    if proposal is None and match is None:
        return harmonise(workbook, declared, organisation, findings)
    if match is not None and not match.fits:
        _tell_missing(match, findings)
    else:
        findings.add_file("layout_unknown")
    read = Harmonised(_nothing(), _sheets(workbook, {}, NOT_CONFIRMED))
    if proposal is None:
        findings.add_file("no_table")
        return read
    _try_out(proposal, declared, today)
    read.proposal = proposal
    read.replaces = match.layout.name if match is not None and not match.fits else None
    return read


def read_by_layout(
    layout: Layout, workbook: Workbook, declared: Alliance, organisation: str, today: date, findings: Findings
) -> pd.DataFrame:
    """The checked observations of a workbook under one layout, as they would be stored."""
    harmonised = _read(layout, workbook, declared, organisation, findings)
    return validate(harmonised.tidy, declared, harmonised.sheets, today, findings)


def _has_our_headings(workbook: Workbook, declared: Alliance) -> bool:
    """A sheet with our headings; one that lacks the indicator's may be a partner's own table with its title above."""
    dimensions = {heading: d.code for i in declared.indicators for d in i.dimensions for heading in (d.code, *d.title)}
    found = [find_headings(sheet, dimensions) for sheet in workbook.sheets if not sheet.hidden and sheet.rows]
    return any(headings is not None and headings.missing != ["indicator"] for headings in found)


def _read(layout: Layout, workbook: Workbook, declared: Alliance, organisation: str, findings: Findings) -> Harmonised:
    applied = apply_layout(layout, workbook, declared, organisation, findings)
    _tell_missing(Match(layout, applied.missing), findings)
    if applied.tidy.empty and not findings.has_errors:
        findings.add_file("no_rows")
    sheets = _sheets(workbook, _letters(applied), NOT_IN_LAYOUT)
    return Harmonised(applied.tidy, sheets, layout=layout)


def _letters(applied: Applied) -> dict[str, dict[str, str]]:
    """Where each label stands on each sheet, as far as all its tables agree."""
    found: dict[str, dict[str, str]] = {}
    for one in applied.read:
        known = found.setdefault(one.sheet, dict(one.letters))
        found[one.sheet] = {name: letter for name, letter in known.items() if one.letters.get(name) == letter}
    return found


def _sheets(workbook: Workbook, letters: dict[str, dict[str, str]], why: Text) -> list[SheetRead]:
    return [
        SheetRead(sheet.name, True, letters=letters[sheet.name])
        if sheet.name in letters
        else SheetRead(sheet.name, False, HIDDEN if sheet.hidden else why)
        for sheet in workbook.sheets
    ]


def _tell_missing(match: Match, findings: Findings) -> None:
    """What the file used to have and has no longer, by name."""
    for number, headings in match.missing.items():
        table = match.layout.tables[number]
        where = ", ".join(table.sheets) or ANY_SHEET
        lacking = [heading for heading in headings if not heading.startswith("#")]
        if not lacking or len(lacking) == len(table.required):
            findings.add_file("layout_table_missing", sheets=where)
            continue
        for heading in lacking:
            findings.add_file("layout_heading_missing", heading=heading, headings=", ".join(table.required))


def _try_out(proposal: Proposal, declared: Alliance, today: date) -> None:
    """A proposal whose observations break the rules is not sure, whatever its shape."""
    findings = Findings()
    sheets = [SheetRead(str(name), True) for name in pd.unique(proposal.tidy["sheet"])]
    if not proposal.questions:
        validate(proposal.tidy, declared, sheets, today, findings)
    if findings.has_errors and proposal.confidence == "sure":
        proposal.confidence = "likely"
    shown = list(dict.fromkeys(one.title for one in findings.kept if one.severity == "error"))[:3]
    proposal.reasons += [Text(f"Ved prøvelæsningen: {text.da}", f"On trial: {text.en}") for text in shown]


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({name: np.empty(0, dtype=object) for name in COLUMNS})
