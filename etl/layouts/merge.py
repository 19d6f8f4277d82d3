"""Tables of one shape become one entry of the layout: the same table on several sheets, or several times on one."""

from __future__ import annotations

import json
import re
from typing import Any

from config.layout import Table
from etl.layouts.draft import Draft
from etl.layouts.wording import key
from store.written_periods import find_periods

_YEAR = re.compile(r"(?:19|20)\d\d")
_UNION = ("ignore", "leave_out", "totals")
_OPEN = ("signs", "marks")


def merged(drafts: list[Draft], others: list[Draft]) -> tuple[list[dict[str, Any]], list[list[Draft]]]:
    """The tables as JSON, and the drafts that each was made of.

    Args:
        others: tables that are not read; those that look like ours are told apart by their titles.
    """
    tables: list[dict[str, Any]] = []
    owners: list[list[Draft]] = []
    for draft in drafts:
        fields = _anchored(draft)
        place = next((i for i, table in enumerate(tables) if _can_join(table, fields)), None)
        if place is None:
            tables.append(json.loads(json.dumps(fields)))
            owners.append([draft])
        else:
            _join(tables[place], fields)
            owners[place].append(draft)
    for table in tables:
        indicator = table.get("indicator")
        if isinstance(indicator, dict) and indicator.get("title") and any(_looks_like(one, table) for one in others):
            indicator["others"] = "leave_out"
        table["sheets"] = _patterns(table)
    return tables, owners


def _looks_like(draft: Draft, table: dict[str, Any]) -> bool:
    """Whether a table would be found by the headings of another."""
    alike = all(draft.fields.get(name) == table.get(name) for name in ("area", "value", "header_rows"))
    return alike and draft.sheet in table["sheets"]


def _anchored(draft: Draft) -> dict[str, Any]:
    """The fields, with the row in which the first of the required headings stands."""

    fields = dict(draft.fields)
    if not Table.model_validate(fields).required:
        named = [draft.reference(column) for column in draft.shape.labels if draft.shape.heading(column)]
        fields["holds"] = [heading for heading in named if not heading.startswith("#")]
    required = Table.model_validate(fields).required
    if required:
        surface = draft.shape.surface
        columns = range(len(surface.columns))
        rows = [r for r in draft.shape.heads if any(key(surface.words(r, c)) == key(required[0]) for c in columns)]
        if rows:
            fields["anchor_row"] = draft.head_row(rows[0])
    return fields


def _can_join(table: dict[str, Any], fields: dict[str, Any]) -> bool:
    """Whether two tables differ only in what their titles or sheets say, and do not contradict each other."""
    by = table.get("indicator")
    if not isinstance(by, dict) or not (by.get("title") or by.get("sheet")):
        return _comparable(table) == _comparable(fields) and _signs_agree(table, fields) and _is_by_period(table)
    both = {**by.get("words", {})}, {**fields.get("indicator", {}).get("words", {})}
    if set(both[0].values()) != set(both[1].values()) and table.get("levels") != fields.get("levels"):
        return False
    if any(both[0].get(text, code) != code for text, code in both[1].items()):
        return False
    return _comparable(table) == _comparable(fields) and _signs_agree(table, fields)


def _is_by_period(table: dict[str, Any]) -> bool:
    """The same table on several sheets, whatever names the indicator: each sheet has its own period or place."""
    return table.get("indicator") is not None


def _comparable(fields: dict[str, Any]) -> str:
    kept = {name: value for name, value in fields.items() if name not in ("sheets", *_UNION, *_OPEN, "levels")}
    indicator = kept.get("indicator")
    if isinstance(indicator, dict) and (indicator.get("title") or indicator.get("sheet")):
        kept["indicator"] = {name: value for name, value in indicator.items() if name != "words"}
    return json.dumps(kept, sort_keys=True)


def _signs_agree(table: dict[str, Any], fields: dict[str, Any]) -> bool:
    return all(
        table.get(name, {}).get(sign, kind) == kind for name in _OPEN for sign, kind in fields.get(name, {}).items()
    )


def _join(table: dict[str, Any], fields: dict[str, Any]) -> None:
    table["sheets"] = list(dict.fromkeys([*table["sheets"], *fields["sheets"]]))
    for name in (*_UNION, "levels"):
        both = list(dict.fromkeys([*table.get(name, []), *fields.get(name, [])]))
        if both:
            table[name] = both
    for name in _OPEN:
        table[name] = table.get(name, {}) | fields.get(name, {})
    indicator = table.get("indicator")
    if isinstance(indicator, dict) and "words" in indicator:
        indicator["words"] = indicator["words"] | fields["indicator"]["words"]


def _patterns(table: dict[str, Any]) -> list[str]:
    """Sheet names; where the period is in them, next year's sheet is meant too."""
    names: list[str] = table["sheets"]
    period = table.get("period")
    if not (isinstance(period, dict) and period.get("sheet")) or not all(find_periods(name) for name in names):
        return names
    return list(dict.fromkeys(_YEAR.sub("[12][0-9][0-9][0-9]", name) for name in names))
