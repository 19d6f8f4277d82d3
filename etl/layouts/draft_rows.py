"""The rows of a table: their places and groups, which are totals, which are read."""

from __future__ import annotations

from typing import Any

from config.language import Text
from config.places import municipalities
from etl.layouts.draft import Draft
from etl.layouts.reader import level_of
from etl.layouts.roles import Role, group_rows, is_total, places_in
from etl.layouts.wording import plain, without_note

LEVELS = {
    "country": Text("landet", "the country"), "region": Text("regioner", "regions"),
    "municipality": Text("kommuner", "municipalities"), "own": Text("alliancens egne områder", "the alliance's areas"),
}  # fmt: skip


def add_rows(draft: Draft) -> None:
    """Find the fields `area`, `dimensions` and `status`, and which rows are left out."""
    _add_places(draft)
    _add_groups(draft)
    status = draft.role("status")
    if status is not None:
        draft.fields["status"] = draft.place(status)
    for kind in ("numerator", "denominator"):
        role = draft.role(kind)
        if role is not None:
            draft.fields[kind] = [draft.reference(role.columns[0])]
    for role in draft.roles:
        if role.kind == "constant" or (role.kind == "unit" and len(role.texts) == 1):
            draft.fields.setdefault("only", {})[draft.reference(role.columns[0])] = role.texts
    _add_totals(draft)
    _add_names(draft)
    _add_unread(draft)


def _add_places(draft: Draft) -> None:
    role = draft.role("area")
    if role is not None:
        draft.fields["area"] = draft.place(role)
        _choose_places(draft, role)
        return
    if "area" in draft.fields:
        return
    labels = [label for _, label in group_rows(draft.shape)]
    groups = places_in(labels, draft.declared)
    if groups and len(groups) == len(labels) and draft.said_by != "group":
        draft.fields["area"] = {"group": True}
        draft.reasons.append(Text("Stedet står på en række for sig selv.", "The place stands on a row of its own."))
        return
    place = places_in([draft.sheet], draft.declared)
    if place:
        draft.fields["area"] = {"sheet": True}
        draft.reasons.append(Text("Arkets navn er stedet.", "The sheet's name is the place."))
        return
    for code in draft.codes:
        indicator = draft.declared.indicator(code)
        if indicator is not None and indicator.by_area:
            own = indicator.area or draft.declared.area
            draft.doubts.append(
                Text(f"Ingen steder: tallene gælder {own}.", f"No places: the figures are those of {own}.")
            )


def _choose_places(draft: Draft, role: Role) -> None:
    """Which of the places are read: no figure may be counted with its parts."""
    places = places_in(role.texts, draft.declared)
    held = {level_of(place) for place in places.values()}
    unknown = [text for text in role.texts if text not in places and not is_total(text)]
    if unknown:
        shown = "; ".join(unknown[:5])
        draft.doubts.append(Text(f"Ukendte steder: {shown}.", f"Unknown places: {shown}."))
    chosen = _readable(draft, places)
    if not chosen:
        draft.ask(
            "area",
            Text(
                "Indikatoren måles ikke for disse steder. Hvilke rækker skal læses?",
                "The indicator is not measured for these places. Which rows are to be read?",
            ),
            list(places)[:40],
        )
        return
    if not draft.codes and len({level_of(place) for place in chosen}) > 1:
        kinds = [LEVELS[level] for level in sorted(held)]
        text = Text(
            f"Hvilke steder skal læses: {', '.join(kind.da for kind in kinds)}?",
            f"Which places are to be read: {', '.join(kind.en for kind in kinds)}?",
        )
        draft.ask("levels", text, sorted(held))
    left = [text for text, place in places.items() if place not in chosen]
    levels = {level_of(place) for place in chosen}
    heading = draft.reference(role.columns[-1])
    if levels & {level_of(places[text]) for text in left} and left:
        draft.fields.setdefault("only", {})[heading] = [text for text in role.texts if places.get(text) in chosen]
    elif left:
        draft.fields["leave_out"] = left
    draft.fields["levels"] = sorted(levels)
    names = [LEVELS[level] for level in sorted(levels)]
    draft.reasons.append(
        Text(
            f"Stederne er {' og '.join(n.da for n in names)}: {len(chosen)}.",
            f"The places are {' and '.join(n.en for n in names)}: {len(chosen)}.",
        )
    )
    if left and held - levels:
        shown = "; ".join(left[:3])
        draft.reasons.append(Text(f"Rækker, der ikke læses: {shown}.", f"Rows that are not read: {shown}."))


def _readable(draft: Draft, places: dict[str, str]) -> set[str]:
    """Of the places those that all indicators of the table are measured for, the finest kind where they overlap."""
    found = set(places.values())
    for code in draft.codes:
        indicator = draft.declared.indicator(code)
        if indicator is None:
            continue
        allowed = {indicator.area or draft.declared.area, *indicator.comparison_areas}
        if indicator.by_area:
            parts = found - allowed
            finest = next(
                (level for level in ("municipality", "own", "region") if any(level_of(p) == level for p in parts)), ""
            )
            allowed |= {place for place in parts if level_of(place) == finest}
        found &= allowed
    return found


def _add_groups(draft: Draft) -> None:
    for role in draft.roles:
        if role.kind == "dimension":
            words = {without_note(text): "" for text in role.texts if is_total(text)}
            draft.fields.setdefault("dimensions", {})[role.code] = draft.place(role) | (
                {"words": words} if words else {}
            )
            draft.reasons.append(
                Text(f"En kolonne opdeler efter {role.code}.", f"A column breaks down by {role.code}.")
            )
    labels = [label for _, label in group_rows(draft.shape)]
    if not labels or draft.said_by == "group" or draft.fields.get("area") == {"group": True}:
        return
    values = {d.code: {plain(v) for v in d.values} for i in draft.declared.indicators for d in i.dimensions}
    real = [label for label in labels if not is_total(label)]
    code = next((c for c, known in values.items() if real and all(plain(text) in known for text in real)), None)
    if code is not None:
        words = {label: "" for label in labels if is_total(label)} | {label: plain(label) for label in real}
        draft.fields.setdefault("dimensions", {})[code] = {"group": True, "words": words}


def _add_totals(draft: Draft) -> None:
    """Totals are compared with their parts; those of the country only where all municipalities are there."""
    role = draft.role("area")
    texts = [text for role in draft.roles if role.kind in ("area", "names", "period") for text in role.texts]
    totals = [without_note(text) for text in texts if is_total(text)]
    if role is not None:
        places = places_in(role.texts, draft.declared)
        count = len({place for place in places.values() if level_of(place) == "municipality"})
        if count == len(municipalities()):
            totals += [text for text, place in places.items() if level_of(place) == "country"]
    if totals:
        draft.fields["totals"] = list(dict.fromkeys(totals))
        left = draft.fields.get("leave_out", [])
        draft.fields["leave_out"] = [text for text in left if text not in totals]
        shown = "; ".join(dict.fromkeys(totals))
        draft.reasons.append(
            Text(f"Totaler holdes op mod delene: {shown}.", f"Totals are compared with parts: {shown}.")
        )


def _add_names(draft: Draft) -> None:
    """Rows told apart by texts that mean nothing to us: harmless where the other labels tell them apart already."""
    totals = {plain(text) for text in draft.fields.get("totals", [])}
    left = {plain(text) for text in draft.fields.get("leave_out", [])}
    rows = [r for r in draft.rows if not _row_texts(draft, r) & (totals | left)]
    told = [role for role in draft.roles if role.kind in ("area", "period", "indicator", "dimension")]
    columns = [_filled_down(draft, role, column, rows) for role in told for column in role.columns]
    keys = list(zip(*columns, strict=True)) if columns else [()] * len(rows)
    is_grouped = any(
        where == {"group": True} or (isinstance(where, dict) and where.get("group")) for where in _wheres(draft)
    )
    if len(set(keys)) == len(keys) or is_grouped:
        return
    names = [role for role in draft.roles if role.kind == "names"]
    labels = [label for _, label in group_rows(draft.shape)]
    if names:
        telling = max(names, key=lambda role: (len(role.texts), sum(map(len, role.texts))))
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


def _filled_down(draft: Draft, role: Role, column: int, rows: list[int]) -> list[str]:
    """The labels of these rows, each blank as the one above where that is what blanks mean."""
    found: list[str] = []
    for row in rows:
        text = draft.shape.surface.words(row, column)
        found.append(text or (found[-1] if found and role.is_filled_down else ""))
    return found


def _wheres(draft: Draft) -> list[Any]:
    return [*draft.fields.values(), *draft.fields.get("dimensions", {}).values()]


def _row_texts(draft: Draft, row: int) -> set[str]:
    columns = [c for role in draft.roles for c in role.columns]
    return {plain(without_note(draft.shape.surface.words(row, column))) for column in columns}


def _add_unread(draft: Draft) -> None:
    """Headings of columns that are known and not read, so that they need not be told again."""
    named = [h for where in _wheres(draft) if isinstance(where, dict) for h in where.get("column", [])]
    named += list(draft.fields.get("only", {}))
    for role in draft.roles:
        for column in role.columns:
            reference = draft.reference(column)
            if role.kind in ("names", "note", "unit") and reference not in named and not reference.startswith("#"):
                draft.fields.setdefault("ignore", []).append(reference)
