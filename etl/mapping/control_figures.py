"""Choices about the figures of a table: which rows, what signs mean, how numbers are written, in which unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from config.language import Text, format_number
from etl.layouts.draft import Question
from etl.layouts.draft_figures import KINDS
from etl.layouts.draft_rows import LEVELS
from etl.layouts.wording import key as same
from etl.mapping.control import Control, Option, as_json, option
from etl.mapping.seen import TableSeen

_MOST_ROWS = 60
BLANK = Text("Tom celle betyder", "A blank cell means")
_FACTORS = (0.000001, 0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0, 1_000_000.0)


def figure_controls(seen: TableSeen, key: str, questions: dict[str, Question], signs: Iterable[str]) -> list[Control]:
    """The selects of one table about its figures; most tables need none of them.

    Args:
        signs: texts in place of figures whose meaning the layout does not know.
    """
    controls = [
        *_only(seen, key, questions),
        *_part(seen, key, questions),
        *_levels(seen, key, questions),
        *_signs(seen, key, signs),
    ]
    controls += [*_numbers(seen, key, questions), *_factors(seen, key, questions), *_statuses(seen, key, questions)]
    return [*controls, *_left_out(seen, key), *_small_shares(seen, key, questions)]


def _only(seen: TableSeen, key: str, questions: dict[str, Question]) -> list[Control]:
    controls = []
    for heading, texts in seen.table.only.items():
        column = next((c for c in seen.columns if c.reference == heading), None)
        known = seen.texts_of(column.number, _MOST_ROWS) if column else list(texts)
        question = questions.get(f"only.{heading}")
        shown = column.label if column else heading
        label = question.text if question else Text(f"Rækker, der læses ({shown})", f"Rows that are read ({shown})")
        options = [option(text, text) for text in dict.fromkeys([*known, *texts])]
        ticked = tuple(as_json(text) for text in known if same(text) in {same(one) for one in texts})
        controls.append(Control(key, ("only", heading), label, options, "", True, ticked, not texts))
    return controls


def _part(seen: TableSeen, key: str, questions: dict[str, Question]) -> list[Control]:
    """Which half-year, quarter or month of each year is the indicator's."""
    question = questions.get("part")
    if question is None and seen.table.part is None:
        return []
    label = question.text if question else Text("Del af året", "Part of the year")
    numbers = question.choices if question else (str(seen.table.part),)
    options = [option(int(number), f"nr. {number}", f"no. {number}") for number in numbers]
    value = as_json(seen.table.part) if seen.table.part is not None else ""
    return [Control(key, ("part",), label, options, value, is_open=question is not None)]


def _left_out(seen: TableSeen, key: str) -> list[Control]:
    """Rows of places that are left out by name."""
    if not seen.table.leave_out:
        return []
    label = Text("Rækker, der ikke læses", "Rows that are not read")
    options = [option(text, text) for text in seen.table.leave_out]
    return [Control(key, ("leave_out",), label, options, "", True, tuple(one.value for one in options))]


def _levels(seen: TableSeen, key: str, questions: dict[str, Question]) -> list[Control]:
    question = questions.get("levels")
    if question is None:
        return []
    options = [option([level], LEVELS[level].da, LEVELS[level].en) for level in question.choices if level in LEVELS]
    return [Control(key, ("levels",), question.text, options, "", is_open=True)]


def _signs(seen: TableSeen, key: str, unknown: Iterable[str]) -> list[Control]:
    known = dict(seen.table.signs)
    for sign in unknown:
        known.setdefault(sign, None)
    options = [option(kind, text.da, text.en) for kind, text in KINDS.items()]
    controls = []
    for sign, kind in known.items():
        label = (
            Text(f"„{sign}“ betyder", f"“{sign}” means") if sign else Text("Tom celle betyder", "A blank cell means")
        )
        value = as_json(kind) if kind else ""
        controls.append(Control(key, ("signs", sign), label, options, value, is_open=kind is None))
    return controls


def _numbers(seen: TableSeen, key: str, questions: dict[str, Question]) -> list[Control]:
    question = questions.get("numbers")
    if question is None and seen.table.numbers is None:
        return []
    label = question.text if question else Text("Tal i tekst er skrevet", "Numbers in text are written")
    options = [
        option("danish", "dansk: 1.234 er et tusind tohundrede og fireogtredive", "Danish: 1.234 is 1,234"),
        option("english", "engelsk: 1.234 er lidt over en", "English: 1.234 is a little more than one"),
    ]
    value = as_json(seen.table.numbers) if seen.table.numbers else ""
    return [Control(key, ("numbers",), label, options, value, is_open=not value)]


def _factors(seen: TableSeen, key: str, questions: dict[str, Question]) -> list[Control]:
    table, controls = seen.table, []
    told: list[tuple[tuple[str, ...], Any]] = [(("factors", code), factor) for code, factor in table.factors.items()]
    if table.factor != 1.0 or "factor" in questions:
        told.insert(0, (("factor",), table.factor))
    for path, factor in told:
        question = questions.get(".".join(path))
        label = question.text if question else Text("Tallene ganges med", "The figures are multiplied by")
        factors = sorted({*_FACTORS, *([factor] if factor else [])})
        options = [_factor(one, seen.sample) for one in factors]
        value = as_json(factor) if factor else ""
        controls.append(Control(key, path, label, options, value, is_open=factor is None))
    return controls


def _factor(factor: float, sample: float | None) -> Option:
    """With what becomes of the first figure of the table."""
    if sample is None:
        return option(factor, format_number(factor, "da"), format_number(factor, "en"))
    da, en = ((format_number(factor, one), format_number(sample, one), format_number(sample * factor, one))
              for one in ("da", "en"))  # fmt: skip
    return option(factor, f"{da[0]} ({da[1]} bliver {da[2]})", f"{en[0]} ({en[1]} becomes {en[2]})")


def _statuses(seen: TableSeen, key: str, questions: dict[str, Question]) -> list[Control]:
    """From which period on the figures are projections, or provisional."""
    question = questions.get("statuses")
    spans = [span.model_dump(mode="json", by_alias=True, exclude_none=True) for span in seen.table.statuses]
    if question is None and not spans:
        return []
    periods = _periods(seen)
    options = [option([], "ingen er fremskrevet eller foreløbige", "none are projected or provisional")]
    for period in periods:
        value = [{"from": period, "status": "projection"}]
        options.append(option(value, f"fra {period} er fremskrevet", f"from {period} they are projected"))
    for period in periods:
        value = [{"from": period, "status": "provisional"}]
        options.append(option(value, f"fra {period} er foreløbige", f"from {period} they are provisional"))
    held = as_json(spans)
    if spans and held not in {one.value for one in options}:
        shown = "; ".join(f"{s.get('from', '')}–{s.get('to', '')}" for s in spans)
        options.insert(0, option(spans, f"fremskrevet eller foreløbig: {shown}", f"projected or provisional: {shown}"))
    label = question.text if question else Text("Fremskrevne tal", "Projected figures")
    return [Control(key, ("statuses",), label, options, held if spans else "", is_open=question is not None)]


def _periods(seen: TableSeen) -> list[str]:
    """The periods of the headings, the latest first."""
    if seen.block is None:
        return []
    return list(dict.fromkeys(str(p) for one in reversed(seen.block.values) if (p := one.says.get("period"))))[:30]


def _small_shares(seen: TableSeen, key: str, questions: dict[str, Question]) -> list[Control]:
    if "has_small_shares" not in questions and not seen.table.has_small_shares:
        return []
    label = Text("Tal under 1 ved siden af store procenter", "Figures below 1 beside large percentages")
    options = [
        option(True, "er rigtige som de står", "are right as they stand"),
        option(False, "er andele: skal rettes i filen", "are parts of one: to be corrected in the file"),
    ]
    value = as_json(True) if seen.table.has_small_shares else ""
    return [Control(key, ("has_small_shares",), label, options, value)]
