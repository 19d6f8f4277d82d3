"""Proposes a layout for an unknown workbook: which tables it has, what each is about, how sure that is, and why.

Nothing is guessed between two: what the file does not tell stands open, and a person chooses.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from types import MappingProxyType

from config.definitions import Alliance
from config.explain import as_slug
from config.language import Text
from config.layout import Layout
from etl.layouts.apply import apply_layout
from etl.layouts.draft import Draft, Question, Unnamed, begin, key_of, wheres
from etl.layouts.draft_around import check_around, check_sheets
from etl.layouts.draft_check import check_titles
from etl.layouts.draft_figures import add_figures
from etl.layouts.draft_kinds import add_kinds
from etl.layouts.draft_periods import add_period
from etl.layouts.draft_rows import add_rows
from etl.layouts.draft_short import check_short_names
from etl.layouts.draft_subject import add_subject
from etl.layouts.fingerprint import headings_on
from etl.layouts.merge import merged
from etl.layouts.other_readings import columns_left, is_left, said_twice
from etl.layouts.proposal import Proposal
from etl.layouts.roles import roles_of
from etl.layouts.shape import Shape
from etl.layouts.shapes import find_shapes
from etl.layouts.surface import LOOKED_AT, surface_of
from etl.layouts.told import shape_below
from etl.opening.cells import Sheet, Workbook
from etl.problems.findings import Findings

MOST_UNKNOWN = 6  # tables proposed where nothing tells what any of them is about
MOST_TABLES = 60


def recognise(
    workbook: Workbook,
    declared: Alliance,
    organisation: str,
    about: Mapping[str, str] = MappingProxyType({}),
    heads: Mapping[str, int] = MappingProxyType({}),
) -> Proposal | None:
    """A layout for the workbook's tables; None where it has none that could hold observations.

    Args:
        about: sheet, or key of a table -> the indicator that a person has chosen for it, "" for a table that is not to
            be read; the proposal is made anew around it.
        heads: sheet -> the row in which a person has said that the headings of its table stand.
    """
    drafts: list[Draft] = []
    for sheet in workbook.sheets:
        if not sheet.hidden and sheet.rows and len(drafts) < MOST_TABLES:
            for shape in _shapes(sheet, heads):
                said = about.get(key_of(shape)) or about.get(sheet.name)
                drafts += _drafts(shape, declared, said, sheet.name in heads)
    wanted = [draft for draft in drafts if about.get(draft.key) != ""]
    known = [draft for draft in wanted if draft.codes]
    chosen = [draft for draft in known if not draft.is_doubtful] or known or wanted[:MOST_UNKNOWN]
    if not chosen:
        return None
    check_sheets(chosen)
    return _proposal(workbook, declared, organisation, chosen, drafts)


def _shapes(sheet: Sheet, heads: Mapping[str, int]) -> list[Shape]:
    if sheet.name not in heads:
        return find_shapes(surface_of(sheet))
    told = shape_below(surface_of(sheet), heads[sheet.name])
    return [] if told is None else [told]


def _drafts(shape: Shape, declared: Alliance, about: str | None, is_told: bool) -> list[Draft]:
    """What one table says: once for each indicator that its title names and that has places of its own in it."""
    with suppress(Unnamed):
        first = _draft(shape, declared, about, is_told=is_told)
        if first is not None:
            more = [_draft(shape, declared, None, code) for code in first.also]
            return [first, *(draft for draft in more if draft is not None and not is_left(first, draft))]
    return []


def _draft(
    shape: Shape, declared: Alliance, about: str | None, wanted: str = "", is_told: bool = False
) -> Draft | None:
    """What one table says; None where it is no table of observations: nothing names a period.

    Args:
        is_told: a person has pointed at it, so that it is one.
    """
    draft = begin(shape, declared, roles_of(shape, declared))
    draft.wanted = wanted
    if not draft.rows or not shape.values:
        return None
    draft.columns = list(shape.values)
    add_subject(draft, about)
    if not add_period(draft):
        if not is_told and (not draft.codes or draft.role("area") is None):
            return None
        draft.fields["period"] = None
        draft.ask("period", Text("Hvilken periode gælder tallene?", "Which period are the figures of?"))
    add_rows(draft)
    add_kinds(draft)
    check_titles(draft)
    check_short_names(draft)
    check_around(draft)
    add_figures(draft)
    return draft if _has_place_for_values(draft) else None


def _has_place_for_values(draft: Draft) -> bool:
    """See to it that the values stand either in one column or across, also where the indicator is left open."""
    fields = wheres(draft)
    if any(isinstance(where, dict) and where.get("across") for where in fields):
        draft.fields.pop("value", None)
    elif not draft.fields.get("value"):
        known = [draft.reference(column) for column in draft.columns if draft.is_known(column)]
        draft.fields["value"] = known[:1]
        return bool(known)
    return True


def _first_rows(workbook: Workbook) -> tuple[Workbook, bool]:
    """The workbook without the rows that nothing has been proposed from: a preview must not take minutes."""
    if all(sheet.rows <= LOOKED_AT for sheet in workbook.sheets):
        return workbook, False
    return replace(workbook, sheets=[_first_rows_of(sheet) for sheet in workbook.sheets]), True


def _first_rows_of(sheet: Sheet) -> Sheet:
    columns = [
        replace(one, kind=one.kind[:LOOKED_AT], number=one.number[:LOOKED_AT], text=one.text[:LOOKED_AT])
        for one in sheet.columns
    ]
    hidden = sheet.hidden_rows[sheet.hidden_rows < sheet.first_row + min(LOOKED_AT, sheet.rows)]
    return replace(sheet, columns=columns, hidden_rows=hidden)


def _proposal(
    workbook: Workbook, declared: Alliance, organisation: str, chosen: list[Draft], drafts: list[Draft]
) -> Proposal:
    tables, owners = merged(chosen, [draft for draft in drafts if draft not in chosen])
    name = as_slug("-".join([organisation, *dict.fromkeys(c for draft in chosen for c in draft.codes)]))
    layout = Layout.model_validate(
        {
            "name": name,
            "alliance": declared.slug,
            "organisation": organisation,
            "tables": tables,
            "fingerprint": headings_on(chosen),
        }
    )
    questions = [
        Question(f"tables.{number}.{one.path}", one.text, one.choices, one.place)
        for number, held in enumerate(owners)
        for one in dict.fromkeys(question for draft in held for question in draft.questions)
    ]
    doubts = list(dict.fromkeys(text for draft in chosen for text in draft.doubts))
    reasons = list(dict.fromkeys(text for draft in chosen for text in draft.reasons))
    left = list(dict.fromkeys(draft.sheet for draft in drafts if draft not in chosen))
    read = {draft.sheet for draft in chosen}
    others = [sheet.name for sheet in workbook.sheets if sheet.name not in read]
    if left:
        shown = ", ".join(left)
        doubts.append(Text(f"Tabeller, der ikke læses, på: {shown}.", f"Tables that are not read, on: {shown}."))
    findings = Findings()
    seen, is_cut = _first_rows(workbook)
    tidy = apply_layout(layout, seen, declared, organisation, findings).tidy
    if is_cut:
        reasons.append(
            Text(f"Set igennem: de første {LOOKED_AT} rækker.", f"Looked through: the first {LOOKED_AT} rows.")
        )
    if not questions and (findings.has_errors or tidy.empty):
        doubts.append(Text("Nogle celler kan ikke læses.", "Some cells cannot be read."))
    doubts += said_twice(tidy)
    if not questions:
        doubts += columns_left(chosen, tidy)
    confidence = "unsure" if questions else "likely" if doubts else "sure"
    proposal = Proposal(layout, confidence, [*reasons, *doubts], questions, others, tidy)  # type: ignore[arg-type]
    proposal.owners = [[draft.key for draft in held] for held in owners]
    proposal.tables_left = [(draft.key, draft.shape.title) for draft in drafts if draft not in chosen]
    return proposal
