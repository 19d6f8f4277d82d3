"""The figures of a table: what the signs among them mean, how numbers are written, in which unit they are."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from config.language import Text
from config.written_numbers import read_numbers, take_apart
from etl.layouts.draft import Draft
from etl.layouts.draft_units import add_unit, read_rows
from etl.layouts.subject import projected
from etl.layouts.surface import SIGNS, SMALL, is_plainly_number, mark_of
from etl.layouts.values import readings
from etl.layouts.wording import plain
from etl.opening.cells import TEXT

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
_BLANK = re.compile(
    r"^(?:en )?(?:tomm?e?|blanke?) (?:celler?|felt(?:er)?|rude[r]?)\s*(?:=|:|betyder|angiver|er)?\s+", re.I
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
    (re.compile(r"\bingen (?:oplysning|data|tal|opgørelse|måling|svar)", re.IGNORECASE), "missing"),
    (re.compile(r"\bnul\b|\b0\b|\bintet\b|\bingen\b", re.IGNORECASE), "zero"),
    (re.compile(_MISSING, re.IGNORECASE), "missing"),
)
_STATBANK = re.compile(r"statistikbanken|danmarks statistik|statbank", re.IGNORECASE)
_STATBANK_SIGNS = {"..": "missing", "-": "zero", ".": "not_applicable", "*": None}


def add_figures(draft: Draft) -> None:
    """Find the fields `signs`, `marks`, `numbers`, `factor`, `unit_text` and `statuses`."""
    texts = _texts(draft, draft.rows)
    legend = _legend([*draft.shape.notes, *draft.shape.titles])
    _add_signs(draft, _texts(draft, read_rows(draft)), legend)
    _add_marks(draft, texts, legend)
    _add_numbers(draft, texts)
    add_unit(draft)
    spans, is_open = projected([*draft.shape.titles, *draft.shape.notes])
    if spans:
        draft.fields["statuses"] = [span.model_dump(mode="json", by_alias=True, exclude_none=True) for span in spans]
        draft.reasons.append(Text("Teksten siger, hvad der er fremskrevet.", "The text says what is projected."))
    if is_open:
        draft.ask(
            "statuses",
            Text("Hvilke perioder er fremskrevet?", "Which periods are projected?"),
        )


def _texts(draft: Draft, places: list[int]) -> list[str]:
    """The distinct texts among the figures of these rows, without the numbers of the workbook."""
    surface = draft.shape.surface
    codes: set[int] = set()
    for column in draft.columns:
        held = surface.sheet.columns[surface.columns[column]]
        rows = [surface.rows[row] for row in places]
        codes |= set(np.unique(held.text[rows][held.kind[rows] == TEXT]).tolist())
    return sorted(surface.sheet.texts[code] for code in codes if surface.sheet.texts[code].strip())


def _legend(lines: list[str]) -> dict[str, str]:
    """What the notes say that the signs mean."""
    found: dict[str, str] = {}
    for line in lines:
        for part in re.split(r"[;\n]|(?<=\.)\s(?=\W)", line[:400]):
            bare = _PREFIX.sub("", part.strip())
            blank = _BLANK.match(bare)
            if blank and (means := next((kind for p, kind in _MEANINGS if p.search(bare[blank.end() :])), None)):
                found.setdefault("", means)
            told = _LEGEND.match(bare)
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
    if _has_blanks(draft) and legend.get("") in KINDS:
        means = KINDS[legend[""]]
        signs[""] = legend[""]
        draft.reasons.append(Text(f"En tom celle læses som: {means.da}.", f"A blank cell is read as: {means.en}."))
    elif _has_blanks(draft):
        signs[""] = None
        draft.ask("signs.", Text("Hvad betyder en tom celle?", "What does a blank cell mean?"), KINDS)
    draft.fields["signs"] = signs


def _has_blanks(draft: Draft) -> bool:
    """Whether a cell is empty in a column that otherwise holds figures, in a row that is read."""
    filled = draft.shape.surface.filled[np.ix_(read_rows(draft), draft.columns)]
    return bool((~filled[:, filled.any(axis=0)]).any())


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
