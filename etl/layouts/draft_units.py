"""In which unit the figures of a table are: the indicator's, or one that a person must say what to multiply by."""

from __future__ import annotations

import numpy as np

from config.indicator import Indicator
from config.language import Text, format_number
from etl.layouts.draft import Draft
from etl.layouts.subject import (
    is_bare_unit,
    is_per_mille,
    is_percent,
    is_same_unit,
    scale_of,
    states_scale,
    unit_text,
)
from etl.layouts.surface import number_at
from etl.layouts.wording import key, plain, without_note
from etl.opening.cells import NUMBER

_MOST_ODD = 1000  # from which a count may have been reckoned, and so have decimals
_FAR = 40.0
_SHARES = 1  # values between 0 and 1 from which a column of shares is suspected


def add_unit(draft: Draft) -> None:
    """Find the fields `factor` and `unit_text`: where the unit is another, the person says what to multiply by."""
    above = unit_text(draft.shape.titles)
    if above:
        draft.fields["unit_text"] = above
    for indicator in draft.declared.indicators:
        if indicator.code not in draft.codes:
            continue
        stated = [*([above] if above else []), *_units_of(draft, indicator.code)]
        headings = [draft.shape.heading(column) for column in _columns_of(draft, indicator.code)]
        others = [*headings, *(text for text in draft.shape.titles[:3] if not above)]
        others += [note for note in draft.shape.notes if states_scale(note)]
        own = scale_of(indicator.unit.da)
        factors = {scale_of(text) / own for text in stated} | {scale_of(text) / own for text in others} - {1.0 / own}
        factors |= {1.0 / own for text in others if is_bare_unit(text, indicator)}
        if indicator.is_percentage and _look_like_shares(draft):
            factors = {100.0}
        if indicator.is_percentage and any(map(is_per_mille, [*stated, *others])) != is_per_mille(indicator.unit.da):
            factors.add(0.1)
        is_strange = any(not is_same_unit(text, indicator) for text in stated)
        is_share = not indicator.is_percentage and any(is_percent(text) for text in headings)
        size = _strange_size(draft, indicator)
        if size and not (factors - {1.0} or is_strange or is_share):
            _ask_size(draft, indicator, size)
        if factors - {1.0} or is_strange or is_share:
            _ask_factor(draft, indicator, " / ".join(stated or others[:1]), sorted(factors - {1.0}))


def _columns_of(draft: Draft, code: str) -> list[int]:
    """The columns of values below a heading that names the indicator; all of them where none does."""
    words = (draft.fields["indicator"] or {}).get("words", {}) if draft.said_by == "across" else {}
    named = [c for c in draft.columns if words.get(without_note(draft.shape.heading(c))) == code]
    return named or draft.columns


def _units_of(draft: Draft, code: str) -> list[str]:
    """What a column of units says in the rows of an indicator."""
    role, named = draft.role("unit"), draft.role("indicator")
    if role is None:
        return []
    surface = draft.shape.surface
    words = (draft.fields["indicator"] or {}).get("words", {}) if named is not None else {}
    rows = [
        row
        for row in draft.rows
        if named is None or words.get(without_note(surface.words(row, named.columns[0]))) == code
    ]
    units = dict.fromkeys(unit for row in rows if (unit := surface.words(row, role.columns[0])))
    only = draft.fields.get("only", {}).get(draft.reference(role.columns[0]))
    return [unit for unit in units if not only or unit in only]


def _numbers(draft: Draft, columns: list[int]) -> list[float]:
    surface = draft.shape.surface
    found = [number_at(surface, row, column) for row in read_rows(draft) for column in columns]
    return [one for one in found if not np.isnan(one)]


def _strange_size(draft: Draft, indicator: Indicator) -> str:
    """A figure that can hardly be the indicator's as it stands; "" for none.

    A count of whole things has no decimals; and nobody counts a fortieth, or forty times, of what was counted first.
    """
    found = _numbers(draft, _columns_of(draft, indicator.code))
    if len(draft.codes) > 1 and draft.said_by != "across":
        return ""
    usual = float(np.median(np.abs(found))) if found else 0.0
    is_count = indicator.kind in ("count", "state") and indicator.decimals == 0
    if is_count and 0 < usual < _MOST_ODD and any(one != round(one) for one in found):
        return format_number(next(one for one in found if one != round(one)))
    base = indicator.baseline.value if indicator.baseline is not None and not indicator.by_area else None
    if base and usual and not 1 / _FAR <= usual / abs(base) <= _FAR:
        return format_number(found[0])
    return ""


def _ask_size(draft: Draft, indicator: Indicator, shown: str) -> None:
    base = indicator.baseline
    known = f" ({base.period}: {format_number(base.value)})" if base is not None and base.value is not None else ""
    text = Text(
        f"Kan {shown} være „{indicator.unit.da}“{known}? Hvad skal der ganges med?",
        f"Can {shown} be “{indicator.unit.en}”{known}? What are the figures to be multiplied by?",
    )
    _ask_multiplier(draft, indicator, text, ["1", "100", "1000", "1000000"])


def _look_like_shares(draft: Draft) -> bool:
    surface = draft.shape.surface
    found: list[float] = []
    for column in draft.columns:
        held = surface.sheet.columns[surface.columns[column]]
        rows = [surface.rows[row] for row in draft.rows]
        found += held.number[rows][held.kind[rows] == NUMBER].tolist()
    return len(found) >= _SHARES and max(found) <= 1.0 and any(value not in (0.0, 1.0) for value in found)


def _ask_factor(draft: Draft, indicator: Indicator, stated: str, factors: list[float]) -> None:
    there, unit = stated or "?", indicator.unit
    text = Text(
        f"Tallene er i „{there}“, indikatoren i „{unit.da}“. Hvad skal der ganges med?",
        f"The figures are in “{there}”, the indicator in “{unit.en}”. What are they to be multiplied by?",
    )
    _ask_multiplier(draft, indicator, text, ["1", *(format_number(factor) for factor in factors)])


def _ask_multiplier(draft: Draft, indicator: Indicator, text: Text, choices: list[str]) -> None:
    if len(draft.codes) == 1:
        draft.fields["factor"] = None
        draft.ask("factor", text, choices)
    else:
        draft.fields.setdefault("factors", {})[indicator.code] = None
        draft.ask(f"factors.{indicator.code}", text, choices)


def read_rows(draft: Draft) -> list[int]:
    """The rows of figures that the layout does not leave out."""
    surface = draft.shape.surface
    left = {plain(text) for text in (*draft.fields.get("leave_out", ()), *draft.fields.get("totals", ()))}
    labels = [c for role in draft.roles for c in role.columns]
    rows = [row for row in draft.rows if not {plain(surface.words(row, c)) for c in labels} & left]
    role, where = draft.role("indicator"), draft.fields.get("indicator")
    if draft.said_by != "column" or role is None or not where or where.get("others") != "leave_out":
        return rows
    named = {key(text) for text in where["words"]}
    texts = {row: surface.words(row, role.columns[0]) for row in rows}
    return [row for row, text in texts.items() if not text or key(text) in named]
