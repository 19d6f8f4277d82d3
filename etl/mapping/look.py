"""One look at how a file is read: the sheets with what we make of each cell, what can be chosen, and the figures.

Nothing is stored. The look is made anew from the file and the person's choices each time one of them changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

import pandas as pd

from config.definitions import Alliance
from config.language import Text
from config.layout import Layout
from config.personal_numbers import masked
from etl.harmonise import SheetRead
from etl.layouts.apply import Applied, apply_layout
from etl.layouts.draft import Question
from etl.layouts.proposal import Proposal, shown_observation
from etl.layouts.recognise import recognise
from etl.mapping.answers import Answers, with_answers
from etl.mapping.control import Control, TableControls, option
from etl.mapping.control_figures import figure_controls
from etl.mapping.control_places import place_controls
from etl.mapping.control_sheets import heads_of_sheets
from etl.mapping.grid import Grid, grids, plain_grid
from etl.mapping.seen import tables_seen
from etl.opening.cells import Workbook
from etl.problems.findings import Findings
from etl.problems.problem import Problem
from etl.validate import validate

SHOWN = 80  # observations
PROBLEMS = 12
_FIRST = {"indicator", "value", "signs", "numbers"}  # can be asked about at once
_MOST_LEFT = 8  # tables that are not read and can be chosen


@dataclass(slots=True)
class Look:
    """What the page shows.

    Attributes:
        layout: with the choices made so far; None where no table has been found yet.
        is_ready: nothing is open, and what is read breaks no rule: the file can be taken in this way.
        is_proposal: made for this file; False for a layout that is known.
        counts: new, changed, unchanged, vanished, where that could be told.
    """

    layout: Layout | None
    is_proposal: bool
    confidence: str
    reasons: list[Text]
    tables: list[TableControls]
    grids: list[Grid]
    rows: pd.DataFrame
    problems: list[Problem]
    error_count: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def open_count(self) -> int:
        return sum(control.is_open for table in self.tables for control in table.controls)

    @property
    def is_ready(self) -> bool:
        is_complete = self.layout is not None and self.layout.is_complete
        return is_complete and not self.open_count and not self.error_count and len(self.rows) > 0

    def to_json(self) -> dict[str, Any]:
        """For the page; no CPR number in any text."""
        shown = [shown_observation(row) for row in self.rows.head(SHOWN).to_dict("records")]
        return {
            "layout": self.layout and self.layout.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            "is_proposal": self.is_proposal,
            "is_ready": self.is_ready,
            "open": self.open_count,
            "confidence": self.confidence,
            "reasons": [masked_text(text).to_json() for text in self.reasons],
            "tables": [table.to_json() for table in self.tables],
            "grids": [grid.to_json() for grid in self.grids],
            "observations": shown,
            "count": len(self.rows),
            "problems": [one.to_json() for one in self.problems[:PROBLEMS]],
            "errors": self.error_count,
            "counts": self.counts,
        }


def masked_text(text: Text) -> Text:
    return Text(masked(text.da), masked(text.en))


def look_at(
    workbook: Workbook,
    declared: Alliance,
    organisation: str,
    today: date,
    answers: Answers,
    known: Layout | None = None,
    proposal: Proposal | None = None,
) -> Look:
    """The look at a workbook; where no table can be found, the sheets as they are, and where the headings might stand.

    Args:
        known: the layout that the file was read by; without one it is proposed.
        proposal: what is proposed, where that has been found out already and nothing has been chosen yet.
    """
    if known is not None:
        owners = [[str(number)] for number in range(len(known.tables))]
        return _look(workbook, declared, organisation, today, answers, with_answers(known, owners, answers), owners)
    if proposal is None:
        about = _about(workbook, declared, organisation, answers)
        proposal = recognise(workbook, declared, organisation, about, answers.heads)
    if proposal is None:
        return _without_tables(workbook, answers)
    layout = with_answers(proposal.layout, proposal.owners, answers)
    return _look(workbook, declared, organisation, today, answers, layout, proposal.owners, proposal)


def _about(workbook: Workbook, declared: Alliance, organisation: str, answers: Answers) -> Mapping[str, str]:
    """What was said of one table counts for those that were proposed together with it."""
    if not answers.about:
        return MappingProxyType({})
    first = recognise(workbook, declared, organisation, heads=answers.heads)
    together = first.owners if first is not None else []
    found = dict(answers.about)
    for keys in together:
        said = [answers.about[key] for key in keys if key in answers.about]
        if said:
            found |= {key: found.get(key, said[0]) for key in keys}
    return found


def _look(
    workbook: Workbook,
    declared: Alliance,
    organisation: str,
    today: date,
    answers: Answers,
    layout: Layout,
    owners: list[list[str]],
    proposal: Proposal | None = None,
) -> Look:
    findings = Findings()
    applied = apply_layout(layout, workbook, declared, organisation, findings)
    signs = [str(one.found or "") for one in findings.kept if one.code == "sign_unknown"]
    rows = _checked(applied, declared, today, findings)
    questions = _questions(proposal, owners, answers, findings)
    tables = []
    for number, seen in enumerate(tables_seen(layout, workbook, declared, organisation)):
        key = owners[number][0]
        table = TableControls(key, seen.where, masked(seen.title))
        table.controls = place_controls(seen, key, questions[number], declared, today)
        table.controls += figure_controls(seen, key, questions[number], _signs_of(seen.table.signs, signs))
        tables.append(table)
    tables += _left(proposal, declared) if proposal else []
    tables += heads_of_sheets(workbook, answers) if proposal else []
    values = set(zip(applied.tidy["sheet"], applied.tidy["cell"], strict=True)) if len(applied.tidy) else set()
    bad = [one for one in findings.kept if one.severity == "error"]
    return Look(
        layout=layout,
        is_proposal=proposal is not None,
        confidence=proposal.confidence if proposal else "",
        reasons=proposal.reasons if proposal else [],
        tables=tables,
        grids=grids([s for s in workbook.sheets if not s.hidden], applied.read, values, bad),
        rows=rows,
        problems=[*bad, *(one for one in findings.kept if one.severity == "warning")],
        error_count=findings.count["error"],
    )


def _without_tables(workbook: Workbook, answers: Answers) -> Look:
    shown = [sheet for sheet in workbook.sheets if not sheet.hidden and sheet.rows]
    return Look(
        layout=None,
        is_proposal=True,
        confidence="unsure",
        reasons=[],
        tables=heads_of_sheets(workbook, answers),
        grids=[plain_grid(sheet) for sheet in shown[:_MOST_LEFT]],
        rows=pd.DataFrame(),
        problems=[],
        error_count=0,
    )


def _checked(applied: Applied, declared: Alliance, today: date, findings: Findings) -> pd.DataFrame:
    """The observations that hold all rules; while something is open, what could be read so far."""
    whole = applied.tidy[applied.tidy["is_whole"].astype(bool)] if len(applied.tidy) else applied.tidy
    whole = whole[whole["indicator"].notna() & whole["period"].notna()]
    if whole.empty:
        return whole
    sheets = [SheetRead(str(name), True, letters=_letters(applied, str(name))) for name in pd.unique(whole["sheet"])]
    return validate(whole, declared, sheets, today, findings)


def _letters(applied: Applied, sheet: str) -> dict[str, str]:
    return next((dict(one.letters) for one in applied.read if one.sheet == sheet), {})


def _questions(
    proposal: Proposal | None, owners: list[list[str]], answers: Answers, findings: Findings
) -> list[dict[str, Question]]:
    """For each table what is asked and has not been answered, by field."""
    found: list[dict[str, Question]] = [{} for _ in owners]
    for one in proposal.questions if proposal else []:
        _, place, path = one.path.split(".", 2)
        number = int(place)
        name, _, rest = path.partition(".")
        whole = (name, rest) if "." in path else (name,)
        answered = answers.of(owners[number])
        is_told = (name == "indicator" and _is_told(answered)) or (name == "area" and _has_rows(answered))
        if whole not in answered and not is_told:
            found[number][path] = one
    for asked in found:
        if "indicator" in asked:  # what depends on it is asked when it is known
            for path in [path for path in asked if path.partition(".")[0] not in _FIRST]:
                del asked[path]
    codes = {one.code for one in findings.kept}
    for number in range(len(owners)):
        answered = answers.of(owners[number])
        if "value_ambiguous" in codes and ("numbers",) not in answered and "numbers" not in found[number]:
            text = Text("Hvordan er tal i tekst skrevet?", "How are numbers in text written?")
            found[number]["numbers"] = Question("numbers", text)
        if "share_mixed" in codes:
            found[number]["has_small_shares"] = Question("has_small_shares", Text("", ""))
    return found


def _is_told(answered: Mapping[tuple[str, ...], Any]) -> bool:
    return any(path[:2] == ("indicator", "words") and value.get("word") for path, value in answered.items())


def _has_rows(answered: Mapping[tuple[str, ...], Any]) -> bool:
    """Which of the places are meant has been answered by the rows that are read."""
    return any(path[0] == "only" and value for path, value in answered.items())


def _signs_of(known: Mapping[str, Any], unknown: list[str]) -> list[str]:
    return [sign for sign in dict.fromkeys(unknown) if sign not in known and sign != "(tom celle)"]


def _left(proposal: Proposal, declared: Alliance) -> list[TableControls]:
    """Tables that are not read: a person may say what they are about."""
    found = []
    for key, title in proposal.tables_left[:_MOST_LEFT]:
        options = [option({"fixed": one.code}, one.title.da, one.title.en) for one in declared.indicators]
        nothing = option(None, "læses ikke", "is not read")
        label = Text("Tabellen er om", "The table is about")
        control = Control(key, ("indicator",), label, [nothing, *options], nothing.value)
        found.append(TableControls(key, key.replace("!", ", "), masked(title), [control]))
    return found
