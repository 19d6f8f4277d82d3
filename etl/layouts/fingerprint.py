"""Knowing a layout again: by shape and headings, never by the file's name or by where things stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from config.definitions import Alliance
from config.layout import Layout
from etl.layouts.apply import sheets_of
from etl.layouts.blocks import find_blocks
from etl.layouts.draft import Draft
from etl.layouts.filled import forget_texts
from etl.layouts.reader import Reader
from etl.layouts.surface import surface_of
from etl.layouts.wording import key, without_note
from etl.opening.cells import Workbook

ENOUGH = 0.5  # of the required headings from which a layout is taken for one that was changed


@dataclass(slots=True)
class Match:
    """A layout that fits a workbook, or did until something was changed in it.

    Attributes:
        missing: for each table (by number) that stands nowhere, the headings that are lacking.
        rivals: other layouts that fit as well.
    """

    layout: Layout
    missing: dict[int, tuple[str, ...]] = field(default_factory=dict)
    rivals: list[Layout] = field(default_factory=list)

    @property
    def fits(self) -> bool:
        return not self.missing


def match_layout(workbook: Workbook, layouts: Iterable[Layout], declared: Alliance, organisation: str) -> Match | None:
    """The layout that a file has; or the nearest, with what is missing; None where none is near."""
    own = [one for one in layouts if _is_theirs(one, declared, organisation)]
    found = [(one, *_held(one, workbook, declared, organisation)) for one in own]
    forget_texts()
    fitting = [(one, share) for one, missing, share in found if not missing]
    if fitting:
        seen = _headings(workbook)
        fitting.sort(key=lambda entry: _rank(entry[0], seen), reverse=True)
        best = fitting[0][0]
        rivals = [one for one, _ in fitting[1:] if _rank(one, seen) == _rank(best, seen)]
        return Match(best, rivals=rivals)
    near = [(share, one, missing) for one, missing, share in found if share >= ENOUGH]
    if not near:
        return None
    _, layout, missing = max(near, key=lambda entry: entry[0])
    return Match(layout, missing)


def _is_theirs(layout: Layout, declared: Alliance, organisation: str) -> bool:
    own = declared.organisation(organisation)
    who = (organisation, *(own.formerly if own else ()))
    return layout.alliance in (None, declared.slug, *declared.formerly) and layout.organisation in (None, *who)


def _held(
    layout: Layout, workbook: Workbook, declared: Alliance, organisation: str
) -> tuple[dict[int, tuple[str, ...]], float]:
    """Which tables are lacking, and the share of all required headings that are there."""
    missing: dict[int, tuple[str, ...]] = {}
    shares = []
    for number, table in enumerate(layout.tables):
        reader = Reader(declared, organisation, table)
        found = [find_blocks(sheet, reader) for sheet in sheets_of(table, workbook)]
        best = max(found, key=lambda one: one.share, default=None)
        if best is None or not best.blocks:
            missing[number] = best.missing if best is not None else table.required
        shares.append(0.0 if best is None else 1.0 if best.blocks else min(best.share, 0.99))
    return missing, sum(shares) / len(shares)


def _rank(layout: Layout, seen: set[str]) -> tuple[int, float]:
    """A layout that asks for more, and was made from a file with the same headings, fits better."""
    required = sum(len(table.required) for table in layout.tables)
    made_of = {key(heading) for heading in layout.fingerprint}
    alike = len(made_of & seen) / len(made_of | seen) if made_of else 0.0
    return required, round(alike, 3)


def _headings(workbook: Workbook) -> set[str]:
    """The texts of the first rows of every shown sheet."""
    found: set[str] = set()
    for sheet in workbook.sheets:
        if not sheet.hidden and sheet.rows:
            surface = surface_of(sheet)
            count = range(min(30, len(surface.rows)))
            found |= {
                key(surface.words(r, c)) for r in count for c in range(len(surface.columns)) if surface.text[r, c]
            }
    return found


def headings_on(drafts: Iterable[Draft]) -> list[str]:
    """All words among the headings of these tables, each once."""
    found: dict[str, None] = {}
    for draft in drafts:
        surface = draft.shape.surface
        for row in draft.shape.heads:
            for column in range(len(surface.columns)):
                if surface.text[row, column]:
                    found[without_note(surface.words(row, column))] = None
    return list(found)
