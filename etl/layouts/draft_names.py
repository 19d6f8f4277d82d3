"""Rows told apart by texts that mean nothing to us: which of them are the indicator, and when a person must say it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from config.indicator import Indicator
from config.language import Text
from etl.layouts.draft import Draft, wheres
from etl.layouts.naming import carried, names_of, words_of
from etl.layouts.reader import named_place
from etl.layouts.roles import Role, group_rows, is_whole
from etl.layouts.surface import number_at
from etl.layouts.wording import plain, without_note

_ROUNDING = 0.51  # of the last digit, for each part


def add_names(draft: Draft) -> None:
    """Set `only` where rows would be the same observation twice.

    The row of the whole is chosen where it can be nothing else: it is the indicator's own place, or the sum of the
    others. Otherwise a person chooses.
    """
    rows = _read_rows(draft)
    told = [role for role in draft.roles if role.kind in ("area", "period", "indicator", "dimension")]
    columns = [_filled_down(draft, role, column, rows) for role in told for column in role.columns]
    keys: list[tuple[str, ...]] = list(zip(*columns, strict=True)) if columns else [()] * len(rows)
    is_grouped = any(isinstance(where, dict) and where.get("group") for where in wheres(draft))
    names = [role for role in draft.roles if role.kind == "names"]
    if names and _is_one_of_many(draft, keys) and _choose_whole(draft, max(names, key=_tells), told):
        return
    if len(set(keys)) == len(keys) or is_grouped:
        return
    labels = [label for _, label in group_rows(draft.shape)]
    if names:
        telling = max(names, key=_tells)
        heading = draft.reference(telling.columns[0])
        draft.fields.setdefault("only", {})[heading] = []
        if draft.role("area") is None:
            draft.fields.pop("totals", None)  # a total may be the very row that is meant
        title = draft.shape.heading(telling.columns[0]) or heading
        text = Text(f"Hvilke rækker skal læses („{title}“)?", f"Which rows are to be read (“{title}”)?")
        draft.ask(f"only.{heading}", text, telling.texts[:60])
    elif labels:
        draft.fields["indicator"] = None
        text = Text("Hvad betyder grupperne?", "What do the groups mean?")
        draft.ask("indicator", text, list(dict.fromkeys(labels))[:40], {"group": True})


def _tells(role: Role) -> tuple[int, int]:
    return len(role.texts), sum(map(len, role.texts))


def _is_one_of_many(draft: Draft, keys: list[tuple[str, ...]]) -> bool:
    """Whether rows that all are the same observation stand below one title that names it."""
    return len(set(keys)) < len(keys) and len(draft.codes) == 1 and not draft.is_doubtful


def _choose_whole(draft: Draft, role: Role, told: list[Role]) -> bool:
    """Read the one row (of each place and period) that is the whole of the others."""
    indicator = draft.declared.indicator(draft.codes[0])
    if indicator is None or (indicator.by_area and "area" not in draft.fields):
        return False
    if is_part_meant(draft, role.texts, indicator):
        return False
    own = indicator.area or draft.declared.area
    places = [text for text in role.texts if named_place(text, (own,)) == own]
    wholes = [text for text in role.texts if is_whole(text)]
    chosen = places[0] if len(places) == 1 and "area" not in draft.fields else ""
    worded = [text for text in wholes if _says_the_same(text, indicator)]
    if not chosen and len(worded) == 1:
        chosen = worded[0]
    if not chosen and len(wholes) == 1 and _is_the_whole(draft, role, wholes[0], told, indicator.kind):
        chosen = wholes[0]
    if not chosen or not _is_once(draft, role, chosen, told):
        return False
    draft.fields.setdefault("only", {})[draft.reference(role.columns[0])] = [without_note(chosen)]
    for name in ("totals", "leave_out"):
        kept = [text for text in draft.fields.get(name, []) if plain(text) not in map(plain, role.texts)]
        draft.fields.pop(name, None)
        if kept:
            draft.fields[name] = kept
    left = "; ".join(text for text in role.texts[:5] if text != chosen)
    draft.doubts.append(
        Text(f"Kun rækken „{chosen}“ læses, ikke: {left}.", f"Only the row “{chosen}” is read, not: {left}.")
    )
    return True


def _is_once(draft: Draft, role: Role, chosen: str, told: list[Role]) -> bool:
    """Whether a label stands once for each place and period, so that nothing else tells its rows apart."""
    labels = _filled_down(draft, role, role.columns[0], draft.rows)
    rows = [row for row, label in zip(draft.rows, labels, strict=True) if label == chosen]
    columns = [_filled_down(draft, one, column, rows) for one in told for column in one.columns]
    return len(set(zip(*columns, strict=True)) if columns else set(range(min(len(rows), 1)))) == len(rows)


def is_part_meant(draft: Draft, labels: list[str], indicator: Indicator) -> bool:
    """Whether a label that is no whole says a word of the indicator's name that no title says: "Beboelse".

    Then the whole of the labels is wider than the indicator.
    """
    names = frozenset().union(*(carried(name) for name in indicator.title))
    said = frozenset().union(*(words_of(title) for title in (draft.sheet, *draft.shape.titles)))
    parts = [carried(label) for label in labels if not is_whole(label)]
    return any(words and words <= names and not words <= said for words in parts)


def _says_the_same(text: str, indicator: Indicator) -> bool:
    """Whether a total says what the indicator's name or unit says, too: "I alt inkl. LULUCF"."""
    own = frozenset().union(*(words_of(name) for name in (*names_of(indicator), *indicator.unit)))
    more = carried(text) - {"saml", "samled", "hovedtotal"}
    return bool(more) and more <= own


def _is_the_whole(draft: Draft, role: Role, whole: str, told: list[Role], kind: str) -> bool:
    """Whether the figures of one label are the sums of the others (of a share: lie between them) everywhere."""
    surface, column = draft.shape.surface, role.columns[0]
    rows = draft.rows
    labels = _filled_down(draft, role, column, rows)
    keys = list(
        zip(*(_filled_down(draft, one, c, rows) for one in told for c in one.columns), strict=True)
        if told
        else [()] * len(rows)
    )
    numbers = np.array([[number_at(surface, row, c) for c in draft.columns] for row in rows], float)
    checked = 0
    for group in dict.fromkeys(keys):
        here = [at for at, one in enumerate(keys) if one == group]
        sums = [at for at in here if labels[at] == whole]
        parts = [at for at in here if labels[at] != whole]
        if len(sums) != 1 or not parts:
            return False
        if not agrees(numbers[sums[0]], numbers[parts], kind):
            return False
        checked += 1
    return checked > 0


def agrees(whole: npt.NDArray[np.float64], parts: npt.NDArray[np.float64], kind: str) -> bool:
    """Whether figures are the sums of others, column by column; of shares and rates whether they lie between them.

    Args:
        parts: float[parts, columns], as `whole` is float[columns]; NaN for none.
    """
    held = ~np.isnan(whole)
    if not held.any():
        return False
    whole, parts = whole[held], parts[:, held]
    if kind not in ("count", "state"):
        if len(parts) < 2 or np.isnan(parts).any():
            return False
        return bool(np.all((parts.min(axis=0) <= whole) & (whole <= parts.max(axis=0))))
    if np.isnan(parts).all(axis=0).any():
        return False
    near = _ROUNDING * 10.0 ** -_decimals(np.concatenate([whole, parts.ravel()])) * (len(parts) + 1)
    off = np.abs(np.nansum(parts, axis=0) - whole)
    exact = off <= (near if _decimals(whole) else 1e-9 + near * (near < 1))
    return bool(np.all(exact | (np.isnan(parts).any(axis=0) & (np.nansum(parts, axis=0) <= whole))))


def _decimals(values: npt.NDArray[np.float64]) -> int:
    held = values[~np.isnan(values)]
    return next((d for d in range(5) if np.all(np.abs(held - np.round(held, d)) < 1e-9)), 5)


def _read_rows(draft: Draft) -> list[int]:
    """The rows of figures that are not left out as totals or by their place."""
    left = {plain(text) for name in ("totals", "leave_out") for text in draft.fields.get(name, [])}
    columns = [c for role in draft.roles for c in role.columns]
    surface = draft.shape.surface
    return [
        row for row in draft.rows if not {plain(without_note(surface.words(row, column))) for column in columns} & left
    ]


def _filled_down(draft: Draft, role: Role, column: int, rows: list[int]) -> list[str]:
    """The labels of these rows, each blank as the one above where that is what blanks mean."""
    found: list[str] = []
    for row in rows:
        text = draft.shape.surface.words(row, column)
        found.append(text or (found[-1] if found and role.is_filled_down else ""))
    return found
