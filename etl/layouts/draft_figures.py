"""The figures of a table: what the signs among them mean, how numbers are written, in which unit they are."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from config.indicator import Indicator
from config.language import Text, format_number
from etl.layouts.draft import Draft
from etl.layouts.subject import is_percent, is_same_unit, projected, scale_of, unit_text
from etl.layouts.surface import SIGNS, SMALL, is_plainly_number, mark_of
from etl.layouts.values import readings
from etl.layouts.wording import plain, without_note
from etl.meaning.numbers import read_numbers, take_apart
from etl.opening.cells import NUMBER, TEXT

KINDS = {
    "zero": Text("nul", "zero"),
    "missing": Text("mangler", "missing"),
    "not_applicable": Text("ikke relevant", "not applicable"),
    "nothing_to_report": Text("intet at indberette", "nothing to report"),
    "suppressed": Text("diskretioneret", "suppressed"),
    "not_yet": Text("ikke forfalden", "not yet due"),
}
_LONGEST_SIGN = 24
_MOST_TEXTS = 4000  # looked at to learn how numbers are written
_LEGEND = re.compile(
    r"^(?:(?P<sign>[-–.:x?]|\.\.\.?|\*\*?)\s*(?:=|:|betyder|angiver)|(?P<mark>\*\*?|\.\.\.?))\s+(?P<meaning>\D.+)$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"^\s*\*")
_PREFIX = re.compile(
    r"^(?:noter?|anm(?:ærkning)?(?:er)?\.?|signatur(?:forklaring|er)?|tegnforklaring)\s*:\s*", re.IGNORECASE
)
_MISSING = r"mangle|foreligger ikke|ikke oplyst|uoplyst|ikke tilgængelig|for usikker|ikke opgjort"
_MEANINGS = (
    (re.compile(r"foreløbig", re.IGNORECASE), "provisional"),
    (re.compile(r"\bskøn|estimat|anslået", re.IGNORECASE), "estimate"),
    (re.compile(r"diskretion|fortrolig|færre end|under \d|skjult|anonymi", re.IGNORECASE), "suppressed"),
    (re.compile(r"ikke forekomme|ikke relevant", re.IGNORECASE), "not_applicable"),
    (re.compile(r"\bnul\b|\b0\b|\bintet\b|\bingen\b", re.IGNORECASE), "zero"),
    (re.compile(_MISSING, re.IGNORECASE), "missing"),
)
_STATBANK = re.compile(r"statistikbanken|danmarks statistik|statbank", re.IGNORECASE)
_STATBANK_SIGNS = {"..": "missing", "-": "zero", ".": "not_applicable", "*": None}
_SHARES = 3  # values between 0 and 1 from which a column of shares is suspected


def add_figures(draft: Draft) -> None:
    """Find the fields `signs`, `marks`, `numbers`, `factor`, `unit_text` and `statuses`."""
    texts = _texts(draft)
    legend = _legend([*draft.shape.notes, *draft.shape.titles])
    _add_signs(draft, texts, legend)
    _add_marks(draft, texts, legend)
    _add_numbers(draft, texts)
    _add_unit(draft)
    spans, is_open = projected([*draft.shape.titles, *draft.shape.notes])
    if spans:
        draft.fields["statuses"] = [span.model_dump(mode="json", by_alias=True, exclude_none=True) for span in spans]
        draft.reasons.append(Text("Teksten siger, hvad der er fremskrevet.", "The text says what is projected."))
    if is_open:
        draft.ask(
            "statuses",
            Text("Hvilke perioder er fremskrevet?", "Which periods are projected?"),
        )


def _texts(draft: Draft) -> list[str]:
    """The distinct texts among the figures, without the numbers of the workbook."""
    surface = draft.shape.surface
    codes: set[int] = set()
    for column in draft.columns:
        held = surface.sheet.columns[surface.columns[column]]
        rows = [surface.rows[row] for row in draft.rows]
        codes |= set(np.unique(held.text[rows][held.kind[rows] == TEXT]).tolist())
    return sorted(surface.sheet.texts[code] for code in codes if surface.sheet.texts[code].strip())


def _legend(lines: list[str]) -> dict[str, str]:
    """What the notes say that the signs mean."""
    found: dict[str, str] = {}
    for line in lines:
        for part in re.split(r"[;\n]|(?<=\.)\s(?=\W)", line[:400]):
            told = _LEGEND.match(_PREFIX.sub("", part.strip()))
            kind = next((kind for pattern, kind in _MEANINGS if told and pattern.search(told["meaning"])), None)
            if told and kind:
                found.setdefault(plain(told["sign"] or told["mark"]), kind)
    return found


def _add_signs(draft: Draft, texts: list[str], legend: dict[str, str]) -> None:
    is_statbank = any(_STATBANK.search(line) for line in [*draft.shape.notes, *draft.shape.titles]) or "INDHOLD" in [
        draft.shape.heading(column) for column in draft.columns
    ]
    signs: dict[str, Any] = {}
    for text in texts:
        if is_plainly_number(text):
            continue
        bare = plain(text)
        if take_apart(text) or mark_of(text) or len(bare) > _LONGEST_SIGN:
            continue
        kind = legend.get(bare) or (_STATBANK_SIGNS.get(bare) if is_statbank else None) or SIGNS.get(bare)
        signs[bare] = kind if kind in KINDS else "suppressed" if SMALL.fullmatch(bare) else None
        if signs[bare] is None:
            draft.ask(f"signs.{bare}", Text(f"Hvad betyder „{text}“?", f"What does “{text}” mean?"), KINDS)
        else:
            means = KINDS[signs[bare]]
            told = Text(f"„{text}“ læses som: {means.da}.", f"“{text}” is read as: {means.en}.")
            (draft.reasons if kind else draft.doubts).append(told)
    if _has_blanks(draft):
        signs[""] = None
        draft.ask("signs.", Text("Hvad betyder en tom celle?", "What does a blank cell mean?"), KINDS)
    draft.fields["signs"] = signs


def _has_blanks(draft: Draft) -> bool:
    """Whether a cell is empty in a column that otherwise holds figures, in a row that is read."""
    filled = draft.shape.surface.filled[np.ix_(_read_rows(draft), draft.columns)]
    return bool((~filled[:, filled.any(axis=0)]).any())


def _read_rows(draft: Draft) -> list[int]:
    """The rows of figures that the layout does not leave out."""
    surface = draft.shape.surface
    left = {plain(text) for text in (*draft.fields.get("leave_out", ()), *draft.fields.get("totals", ()))}
    labels = [c for role in draft.roles for c in role.columns]
    return [row for row in draft.rows if not {plain(surface.words(row, c)) for c in labels} & left]


def _add_marks(draft: Draft, texts: list[str], legend: dict[str, str]) -> None:
    marks: dict[str, str] = {}
    heads = {draft.shape.surface.words(row, c) for row in draft.shape.period_rows for c in draft.shape.values}
    found = {
        marked[1]
        for text in texts
        if not is_plainly_number(text) and not take_apart(text) and (marked := mark_of(text))
    }
    periods = draft.role("period")
    heads |= set(periods.texts) if periods is not None else set()
    is_marked = any(head.endswith("*") for head in heads)
    if is_marked and "*" not in legend and not any(_FOOTNOTE.match(note) for note in draft.shape.notes):
        legend = legend | {"*": "provisional"}
        draft.doubts.append(Text("„*“ ved en periode læses som foreløbig.", "“*” at a period is read as provisional."))
    found |= {"*" for _ in heads if is_marked and legend.get("*") in ("provisional", "estimate")}
    for mark in sorted(found):
        meant = legend.get(plain(mark))
        marks[mark] = meant if meant in ("provisional", "estimate") else "final"
        if marks[mark] == "final":
            draft.doubts.append(Text(f"„{mark}“ efter et tal er en note.", f"“{mark}” behind a figure is a note."))
    if marks:
        draft.fields["marks"] = marks


def _add_numbers(draft: Draft, texts: list[str]) -> None:
    """Where nothing tells how numbers in text are written, both readings are shown."""
    step = max(1, len(texts) // _MOST_TEXTS)
    written = [marked[0] if (marked := mark_of(text)) else text for text in texts[::step]]
    unclear = [text for text, one in read_numbers(t for t in written if take_apart(t)).items() if one == "ambiguous"]
    if unclear:
        both = readings(unclear[0])
        first, second = both["first"], both["second"]
        assert isinstance(first, Text)
        assert isinstance(second, Text)
        text = Text(
            f"Er „{unclear[0]}“ lig {first.da} eller {second.da}?", f"Is “{unclear[0]}” {first.en} or {second.en}?"
        )
        draft.ask("numbers", text, ("danish", "english"))


def _add_unit(draft: Draft) -> None:
    """The unit that the file states must be the indicator's; else the person says what to multiply by."""
    above = unit_text(draft.shape.titles)
    if above:
        draft.fields["unit_text"] = above
    for indicator in draft.declared.indicators:
        if indicator.code not in draft.codes:
            continue
        stated = [*([above] if above else []), *_units_of(draft, indicator.code)]
        headings = [draft.shape.heading(column) for column in _columns_of(draft, indicator.code)]
        others = [*headings, *(text for text in draft.shape.titles[:3] if not above)]
        own = scale_of(indicator.unit.da)
        factors = {scale_of(text) / own for text in stated} | {scale_of(text) / own for text in others} - {1.0 / own}
        if indicator.is_percentage and _look_like_shares(draft):
            factors = {100.0}
        is_strange = any(not is_same_unit(text, indicator) for text in stated)
        is_share = not indicator.is_percentage and any(is_percent(text) for text in headings)
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
    choices = ["1", *(format_number(factor) for factor in factors)]
    if len(draft.codes) == 1:
        draft.fields["factor"] = None
        draft.ask("factor", text, choices)
    else:
        draft.fields.setdefault("factors", {})[indicator.code] = None
        draft.ask(f"factors.{indicator.code}", text, choices)
