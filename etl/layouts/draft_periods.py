"""Which periods a table is about: across, in a column, on rows of their own, in the sheet's name or in the title."""

from __future__ import annotations

import re
from typing import Any

from config.indicator import PERIOD_TYPES, PeriodType
from config.language import Text
from etl.layouts.draft import Draft, heads_of
from etl.layouts.reader import ANY_YEAR, period_of, periods_said
from etl.layouts.roles import group_rows
from etl.layouts.wording import without_years
from etl.meaning.contents import Content
from etl.opening.cells import DATE, TEXT
from store.time_period import TimePeriod
from store.written_periods import find_periods

KINDS = {
    "A": Text("år", "years"), "S": Text("halvår", "half-years"), "Q": Text("kvartaler", "quarters"),
    "M": Text("måneder", "months"), "W": Text("uger", "weeks"), "D": Text("dage", "days"),
    "Y": Text("skoleår", "school years"),
}  # fmt: skip
_ORDINALS = tuple(
    re.compile(rf"\b(?:{words}|{number}\.)\s*(?:halvår|kvartal|half|quarter)")
    for number, words in enumerate(("første|first", "and(?:et|en)|second", "tredje|third", "fjerde|fourth"), start=1)
)
PARTS_OF_YEAR = {"S": 2, "Q": 4, "M": 12}
assert set(PERIOD_TYPES.values()) <= set(KINDS)


def add_period(draft: Draft) -> bool:
    """Find the field `period`; False where nothing in the file names one."""
    found = _where(draft)
    if found is None:
        return False
    where, kinds, has_dates, text = found
    draft.fields["period"] = where
    draft.reasons.append(text)
    wanted = {indicator.periods for indicator in draft.declared.indicators if indicator.code in draft.codes}
    if len(wanted) == 1:
        _fit(draft, wanted.pop(), kinds, has_dates)
    _add_part(draft)
    return True


def kinds_of_periods(draft: Draft) -> tuple[set[str], bool]:
    """The kinds of periods that the table has, and whether dates are among them; before anything is decided."""
    doubts = list(draft.doubts)
    found = _where(draft)
    draft.doubts = doubts
    return (found[1], found[2]) if found is not None else (set(), False)


def _where(draft: Draft) -> tuple[dict[str, Any], set[str], bool, Text] | None:
    """The place, the kinds of periods that stand there, whether dates are among them, and the reason."""
    shape, surface = draft.shape, draft.shape.surface
    if shape.has_parts:
        return _parts_of_years(draft)
    if shape.is_within:
        rows, texts = shape.period_rows, [surface.words(shape.period_rows[0], column) for column in shape.values]
        found: set[str] = {period.frequency for text in texts for period in find_periods(text)}
        beside = sorted({without_years(surface.words(rows[0], column)) for column in draft.columns})
        draft.doubts.append(
            Text(f"Perioden er læst i overskriften „{texts[0]}“.", f"The period is read in the heading “{texts[0]}”.")
        )
        text = Text("Perioderne står i overskrifterne.", "The periods stand in the headings.")
        return {"across": [draft.head_row(row) for row in rows], "within": True, "beside": beside}, found, False, text
    if shape.period_rows:
        rows = [draft.head_row(row) for row in shape.period_rows]
        contents = [heads_of(draft, column) for column in shape.values]
        text = Text("Perioderne står i overskrifterne.", "The periods stand in the headings.")
        return {"across": rows}, _kinds(contents), _has_dates(contents), text
    role = draft.role("period")
    if role is not None and role.is_part:
        return _parts_of_years(draft)
    if role is not None:
        if role.is_unsure:
            draft.ask("period", Text("Hvilken kolonne er perioden?", "Which column is the period?"))
        contents = [
            tuple(surface.content(row, c) for c in role.columns if surface.filled[row, c]) for row in draft.rows
        ]
        names = ", ".join(draft.shape.heading(column) for column in role.columns)
        text = Text(f"Perioderne står i kolonnen „{names}“.", f"The periods stand in the column “{names}”.")
        return draft.place(role), _kinds(contents), _has_dates(contents), text
    groups = [label for _, label in group_rows(shape)]
    if groups and all(_reads(label) for label in groups):
        text = Text("Perioderne står på rækker for sig selv.", "The periods stand on rows of their own.")
        return {"group": True}, _kinds([(Content(TEXT, label),) for label in groups]), False, text
    in_name = find_periods(draft.sheet)
    titled = next((said for title in shape.titles if (said := periods_said(title))), [])
    if len(in_name) == 1:
        kind = in_name[0].frequency
        if len(titled) == 1 and titled[0].frequency == kind and titled[0] != in_name[0]:
            both = in_name[0], titled[0]
            draft.ask(
                "period",
                Text(f"Arkets navn siger {both[0]}, titlen {both[1]}. Hvilken periode er det?",
                     f"The sheet's name says {both[0]}, the title {both[1]}. Which period is it?"),
            )  # fmt: skip
        text = Text("Arkets navn er perioden.", "The sheet's name is the period.")
        return {"sheet": True}, {in_name[0].frequency}, False, text
    if len(titled) == 1:
        text = Text("Perioden står i titlen over tabellen.", "The period stands in the title above the table.")
        return {"title": True}, {titled[0].frequency}, False, text
    return None


def _parts_of_years(draft: Draft) -> tuple[dict[str, Any], set[str], bool, Text] | None:
    """Months or quarters across; their year stands in a column, in the sheet's name or in the title."""
    role = draft.role("period")
    where: dict[str, Any] = {"across": [draft.head_row(row) for row in draft.shape.period_rows]}
    parts = [heads_of(draft, column) for column in draft.shape.values]
    if role is not None and role.is_part:
        where = draft.place(role)
        parts = [(Content(TEXT, text),) for text in role.texts]
    found = [period_of((ANY_YEAR, *one)) for one in parts]
    kinds: set[str] = {period.frequency for period in found if period is not None}
    if role is not None and not role.is_part:
        where["year_column"] = draft.reference(role.columns[0])
        text = Text(
            "Året står i en kolonne, dets dele i overskrifterne.", "The year stands in a column, its parts above."
        )
    elif len(find_periods(draft.sheet)) == 1:
        where["year"] = "sheet"
        text = Text("Året står i arkets navn.", "The year stands in the sheet's name.")
    elif len(next((said for title in draft.shape.titles if (said := periods_said(title))), [])) == 1:
        where["year"] = "title"
        text = Text("Året står i titlen.", "The year stands in the title.")
    else:
        return None
    return where, kinds, False, text


def _fit(draft: Draft, wanted: PeriodType, kinds: set[str], has_dates: bool) -> None:
    """Hold the table's kind of periods against the indicator's."""
    if wanted in kinds or (has_dates and kinds <= {"D"}) or (wanted == "Y" and not kinds):
        draft.fields["frequency"] = wanted
        if kinds - {wanted, "D"}:
            draft.doubts.append(
                Text(
                    "Kolonner med en anden slags perioder er ikke læst.",
                    "Columns of another kind of period are not read.",
                )
            )
        return
    said = " / ".join(sorted(KINDS[kind].da for kind in kinds)), " / ".join(sorted(KINDS[kind].en for kind in kinds))
    draft.ask(
        "period",
        Text(
            f"Tabellen har {said[0]}, men indikatoren måles i {KINDS[wanted].da}. Hvilken indikator er det?",
            f"The table has {said[1]}, but the indicator is measured in {KINDS[wanted].en}. Which indicator is it?",
        ),
    )


def _add_part(draft: Draft) -> None:
    """An indicator with one half-year (quarter, month) a year: only that one is read."""
    for code in draft.codes:
        indicator = draft.declared.indicator(code)
        if indicator is None or indicator.frequency not in ("annual", "biennial") or indicator.periods not in "SQM":
            continue
        names = " ".join((*indicator.title, *(indicator.definition or ()))).casefold()
        said = {number for number, pattern in enumerate(_ORDINALS, start=1) if pattern.search(names)}
        if len(said) == 1:
            draft.fields["part"] = said.pop()
        else:
            parts = map(str, range(1, PARTS_OF_YEAR[indicator.periods] + 1))
            draft.ask("part", Text("Hvilken del af året er det?", "Which part of the year is it?"), parts)


def _kinds(contents: list[tuple[Content, ...]]) -> set[str]:
    found = [period for parts in contents if (period := _read(parts)) is not None]
    return {period.frequency for period in found}


def _read(parts: tuple[Content, ...]) -> TimePeriod | None:
    return (period_of(parts) or period_of(parts, "Y")) if parts else None


def _reads(text: str) -> bool:
    return _read((Content(TEXT, text),)) is not None


def _has_dates(contents: list[tuple[Content, ...]]) -> bool:
    return any(part.kind == DATE for parts in contents for part in parts)
