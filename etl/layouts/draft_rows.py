"""The rows of a table: their places and groups, which are totals, which are read."""

from __future__ import annotations

from config.indicator import Indicator
from config.language import Text
from config.places import municipalities, place_order
from etl.layouts.draft import Draft, wheres
from etl.layouts.draft_names import add_names
from etl.layouts.reader import level_of
from etl.layouts.roles import Role, group_rows, is_beside, is_total, is_whole, places_in
from etl.layouts.subject import is_percent, is_same_unit, scale_of
from etl.layouts.suiting import place_in_titles, readable
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
        elif role.kind == "unit":
            _choose_unit(draft, role)
    for role in draft.roles:
        if role.kind == "period":
            beside = [text for text in role.texts if is_beside(text)]
            draft.fields.setdefault("leave_out", []).extend(beside)
            if beside:
                shown = "; ".join(beside[:5])
                draft.doubts.append(Text(f"Rækker, der ikke læses: {shown}.", f"Rows that are not read: {shown}."))
    _add_totals(draft)
    add_names(draft)
    _add_unread(draft)


def _add_places(draft: Draft) -> None:
    role = draft.role("area")
    if role is not None:
        draft.fields["area"] = draft.place(role)
        _choose_places(draft, role)
        return
    if "area" in draft.fields:
        _choose_columns(draft)
        return
    labels = [label for _, label in group_rows(draft.shape)]
    groups = places_in(labels, draft.declared)
    if groups and len(groups) == len(labels) and draft.said_by != "group":
        draft.fields["area"] = {"group": True}
        draft.reasons.append(Text("Stedet står på en række for sig selv.", "The place stands on a row of its own."))
        return
    if _add_place_said(draft):
        return
    for code in draft.codes:
        indicator = draft.declared.indicator(code)
        if indicator is not None and indicator.by_area:
            own = indicator.area or draft.declared.area
            draft.doubts.append(
                Text(f"Ingen steder: tallene gælder {own}.", f"No places: the figures are those of {own}.")
            )


def _choose_columns(draft: Draft) -> None:
    """Of places across those that the indicators are measured for."""
    row = next(row for row in draft.shape.heads if draft.head_row(row) == draft.fields["area"]["across"][0])
    above = [draft.shape.surface.words(row, column) for column in draft.shape.values]
    places = places_in(above, draft.declared)
    chosen = readable(draft, draft.codes, set(places.values())) if draft.codes else set(places.values())
    levels = {level_of(place) for place in chosen}
    if not chosen or levels & {level_of(place) for place in set(places.values()) - chosen}:
        text = Text("Hvilke af stederne skal læses?", "Which of the places are to be read?")
        draft.ask("area", text, sorted(set(places.values()), key=place_order))
    elif set(places.values()) - chosen:
        draft.fields["levels"] = sorted(levels)
        left = "; ".join(text for text, place in places.items() if place not in chosen)
        draft.doubts.append(Text(f"Kolonner, der ikke læses: {left}.", f"Columns that are not read: {left}."))


def _add_place_said(draft: Draft) -> bool:
    """The place that the sheet's name or a title says; one that the indicator is not measured for is asked about."""
    said = place_in_titles(draft)
    if not said:
        return False
    text, places = said[0][0], {place for _, place in said}
    own = {(i.area or draft.declared.area) for i in draft.declared.indicators if i.code in draft.codes}
    if places == own or not draft.codes:
        return False
    if len(places) > 1 or not readable(draft, draft.codes, places):
        shown = ", ".join(sorted(places, key=place_order))
        draft.ask(
            "area",
            Text(f"„{text}“ er om {shown}. Er tallene også det?", f"“{text}” is about {shown}. Are the figures, too?"),
            sorted(places | own, key=place_order),
        )
        return True
    if places_in([draft.sheet], draft.declared):
        draft.fields["area"] = {"sheet": True}
        draft.reasons.append(Text("Arkets navn er stedet.", "The sheet's name is the place."))
    else:
        by = "sheet" if text == draft.sheet else "title"
        draft.fields["area"] = {by: True, "words": {text: said[0][1]}}
        draft.reasons.append(Text(f"Stedet står i „{text}“.", f"The place stands in “{text}”."))
    return True


def _choose_unit(draft: Draft, role: Role) -> None:
    """Of the same rows in several units those in the indicator's."""
    indicators = [i for i in draft.declared.indicators if i.code in draft.codes]
    kinds = {tuple(text for text in role.texts if _is_unit_of(text, i)) for i in indicators}
    chosen = kinds.pop() if len(kinds) == 1 else ()
    if len(chosen) == 1:
        draft.fields.setdefault("only", {})[draft.reference(role.columns[0])] = list(chosen)
        draft.doubts.append(
            Text(f"Kun rækker med enheden „{chosen[0]}“ læses.", f"Only rows in the unit “{chosen[0]}” are read.")
        )


def _is_unit_of(text: str, indicator: Indicator) -> bool:
    if indicator.is_percentage or is_percent(text):
        return indicator.is_percentage and is_percent(text)
    is_count = indicator.kind in ("count", "state") and plain(text) in ("antal", "number", "stk", "stk.")
    return scale_of(text) == scale_of(indicator.unit.da) and (is_count or is_same_unit(text, indicator))


def _choose_places(draft: Draft, role: Role) -> None:
    """Which of the places are read: no figure may be counted with its parts."""
    places = places_in(role.texts, draft.declared)
    held = {level_of(place) for place in places.values()}
    beside = [
        text
        for text in role.texts
        if text not in places and (is_beside(text) or (is_whole(text) and not is_total(text)))
    ]
    unknown = [text for text in role.texts if text not in places and not is_total(text) and text not in beside]
    if unknown:
        shown = "; ".join(unknown[:5])
        draft.doubts.append(Text(f"Ukendte steder: {shown}.", f"Unknown places: {shown}."))
    chosen = readable(draft, draft.codes, set(places.values()))
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
    left = [*(text for text, place in places.items() if place not in chosen), *beside]
    levels = {level_of(place) for place in chosen}
    heading = draft.reference(role.columns[-1])
    if levels & {level_of(places[text]) for text in left if text in places} and left:
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
    if beside:
        shown = "; ".join(beside[:5])
        draft.doubts.append(Text(f"Rækker, der ikke læses: {shown}.", f"Rows that are not read: {shown}."))
    elif left and held - levels:
        shown = "; ".join(left[:3])
        draft.reasons.append(Text(f"Rækker, der ikke læses: {shown}.", f"Rows that are not read: {shown}."))


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
    values = {d.code: {plain(w): v for w, v in d.spellings} for i in draft.declared.indicators for d in i.dimensions}
    real = [label for label in labels if not is_total(label)]
    code = next((c for c, known in values.items() if real and all(plain(text) in known for text in real)), None)
    if code is not None:
        words = {label: "" for label in labels if is_total(label)} | {
            label: values[code][plain(label)] for label in real
        }
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


def _add_unread(draft: Draft) -> None:
    """Headings of columns that are known and not read, so that they need not be told again."""
    named = [h for where in wheres(draft) if isinstance(where, dict) for h in where.get("column", [])]
    named += list(draft.fields.get("only", {}))
    for role in draft.roles:
        for column in role.columns:
            reference = draft.reference(column)
            if role.kind in ("names", "note", "unit") and reference not in named and not reference.startswith("#"):
                draft.fields.setdefault("ignore", []).append(reference)
