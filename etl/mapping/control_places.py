"""Choices about where the indicator, the place, the period, the breakdowns and the figure stand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from config.definitions import Alliance
from config.indicator import Indicator
from config.language import Text
from config.layout import Where
from etl.layouts.draft import Question
from etl.layouts.wording import text_at
from etl.mapping.control import Control, Option, as_json, option
from etl.mapping.seen import TableSeen
from store.time_period import TimePeriod

_MOST_WORDS = 40  # texts that are asked about one by one
_MOST_ROWS = 120  # places that can be chosen between
_PERIODS = 12  # the latest ones that can be chosen where the file names none

AREA, PERIOD = Text("Sted", "Place"), Text("Periode", "Period")
INDICATOR, VALUE = Text("Indikator", "Indicator"), Text("Tal", "Figure")


def place_controls(
    seen: TableSeen, key: str, questions: dict[str, Question], declared: Alliance, today: date
) -> list[Control]:
    """The selects of one table, in the order in which a person thinks: what, where, when, and which column."""
    controls = [_indicator(seen, key, questions, declared), *_words(seen, key, questions, declared)]
    controls += _area(seen, key, questions, declared)
    controls.append(_period(seen, key, questions, declared, today))
    controls += _dimensions(seen, key, declared)
    if not seen.table.is_across:
        controls.append(_value(seen, key, questions))
    return controls


def _indicator(seen: TableSeen, key: str, questions: dict[str, Question], declared: Alliance) -> Control:
    where, question = seen.table.indicator, questions.get("indicator")
    options = [option({"fixed": one.code}, one.title.da, one.title.en) for one in declared.indicators]
    if where is not None and where.fixed is None:
        told = _told(where, seen)
        options.insert(0, Option(as_json(_entry(where)), told))
    options.append(option(None, "Tabellen læses ikke", "The table is not read"))
    label = question.text if question is not None and not question.place else INDICATOR
    is_open = where is None and not (question is not None and question.place)
    return Control(key, ("indicator",), label, options, _value_of(where), is_open=is_open)


def _words(seen: TableSeen, key: str, questions: dict[str, Question], declared: Alliance) -> list[Control]:
    """Texts in the file that stand for indicators, or for none: each is chosen by itself."""
    where, question = seen.table.indicator, questions.get("indicator")
    if where is not None and where.words:
        place: dict[str, Any] = where.model_dump(mode="json", exclude_defaults=True, exclude={"words", "others"})
        texts = dict.fromkeys([*where.words, *_others(seen, where)])
    elif where is None and question is not None and question.place:
        place, texts = json.loads(question.place), dict.fromkeys(question.choices)
    else:
        return []
    words = where.words if where is not None else {}
    controls = []
    for text in list(texts)[:_MOST_WORDS]:
        options = [option({"word": i.code, "place": place}, i.title.da, i.title.en) for i in declared.indicators]
        options.insert(0, option({"word": "", "place": place}, "læses ikke", "is not read"))
        value = as_json({"word": words.get(text, ""), "place": place})
        label = Text(f"„{text}“ er", f"“{text}” is")
        control = Control(key, ("indicator", "words", text), label, options, value, is_open=where is None)
        controls.append(control)
    return controls


def _others(seen: TableSeen, where: Where) -> list[str]:
    """Texts beside those that the layout knows."""
    if where.column:
        column = next((c for c in seen.columns if c.reference == where.column[-1]), None)
        return seen.texts_of(column.number, _MOST_WORDS) if column else []
    if where.across and seen.sheet is not None and seen.block is not None:
        row = seen.block.top + where.across[-1] - 1
        return [t for c in seen.columns if c.has_numbers and (t := text_at(seen.sheet, c.number, row))]
    return []


def _area(seen: TableSeen, key: str, questions: dict[str, Question], declared: Alliance) -> list[Control]:
    """Where the place stands; where it stands in a column and only some of the places are meant, which rows."""
    where, question = seen.table.area, questions.get("area")
    own = _own_area(seen, declared)
    options = [option(None, f"alle tal gælder {own}", f"all figures are those of {own}")]
    options += _columns(seen, "area", numbers_too=False) + _headings(seen, where)
    options.append(option({"sheet": True}, "arkets navn er stedet", "the sheet's name is the place"))
    options.append(option({"group": True}, "på rækker for sig selv", "on rows of their own"))
    if question is not None and (where is None or not where.column):
        options += [option({"fixed": place}, f"alle tal gælder {place}", f"all figures are those of {place}")
                    for place in question.choices]  # fmt: skip
        return [_where_control(key, "area", question.text, options, where, seen, is_open=True)]
    select = _where_control(key, "area", AREA, options, where, seen)
    if question is None or where is None:
        return [select]
    column = next((c for c in seen.columns if c.reference == where.column[-1]), None)
    texts = seen.texts_of(column.number, _MOST_ROWS) if column else list(question.choices)
    boxes = [option(text, text) for text in texts]
    return [select, Control(key, ("only", where.column[-1]), question.text, boxes, "", True, (), True)]


def _own_area(seen: TableSeen, declared: Alliance) -> str:
    where = seen.table.indicator
    codes = [where.fixed] if where and where.fixed else list(dict.fromkeys((where.words if where else {}).values()))
    areas = {one.area or declared.area for code in codes if code and (one := declared.indicator(code)) is not None}
    return areas.pop() if len(areas) == 1 else declared.area


def _period(seen: TableSeen, key: str, questions: dict[str, Question], declared: Alliance, today: date) -> Control:
    where, question = seen.table.period, questions.get("period")
    options = _columns(seen, "period", numbers_too=True) + _headings(seen, where)
    options.append(option({"sheet": True}, "arkets navn er perioden", "the sheet's name is the period"))
    options.append(option({"title": True}, "teksten over tabellen", "the text above the table"))
    if where is None or where.fixed is not None:
        options += [option({"fixed": str(p)}, f"alle tal gælder {p}", f"all figures are of {p}")
                    for p in _latest(seen, declared, today)]  # fmt: skip
    label = question.text if question else PERIOD
    return _where_control(key, "period", label, options, where, seen, is_open=where is None or question is not None)


def _latest(seen: TableSeen, declared: Alliance, today: date) -> list[TimePeriod]:
    """The latest periods of the table's indicator, this one first."""
    where = seen.table.indicator
    indicator: Indicator | None = declared.indicator(where.fixed) if where and where.fixed else None
    period = TimePeriod.containing(indicator.periods if indicator else "A", today)
    found = []
    for _ in range(_PERIODS):
        found.append(period)
        period = period.shift(-1)
    return found


def _dimensions(seen: TableSeen, key: str, declared: Alliance) -> list[Control]:
    """Breakdowns that the table's indicators have."""
    where = seen.table.indicator
    codes = {where.fixed} if where and where.fixed else set((where.words if where else {}).values())
    found = {d.code: d for i in declared.indicators if i.code in codes for d in i.dimensions}
    controls = []
    for code, dimension in found.items():
        options = [option(None, "er ikke opdelt her", "is not broken down here")]
        options += _columns(seen, "dimension", numbers_too=False) + _headings(seen, seen.table.dimensions.get(code))
        title = dimension.title
        label = Text(f"Opdeling: {title.da}", f"Breakdown: {title.en}")
        where_ = seen.table.dimensions.get(code)
        controls.append(_where_control(key, ("dimensions", code), label, options, where_, seen))
    return controls


def _value(seen: TableSeen, key: str, questions: dict[str, Question]) -> Control:
    options = [option([c.reference], f"kolonne {c.label}", f"column {c.label}") for c in seen.columns if c.has_numbers]
    value = as_json(list(seen.table.value))
    if value not in {one.value for one in options}:
        shown = ", ".join(seen.table.value)
        options.insert(0, option(list(seen.table.value), f"kolonne {shown}", f"column {shown}"))
    question = questions.get("value")
    return Control(key, ("value",), question.text if question else VALUE, options,
                   "" if question else value, is_open=question is not None)  # fmt: skip


def _columns(seen: TableSeen, field: str, numbers_too: bool) -> list[Option]:
    columns = [c for c in seen.columns if numbers_too or not c.has_numbers or c.reference in seen.table.columns]
    return [option({"column": [c.reference]}, f"kolonne {c.label}", f"column {c.label}") for c in columns]


def _headings(seen: TableSeen, where: Where | None) -> list[Option]:
    """Each row of headings as a place; what holds now is added by `_where_control`."""
    rows = range(1, seen.table.header_rows + 1)
    if seen.block is None or seen.sheet is None or len(seen.block.values) < 2 or (where and where.across):
        return []
    first = seen.sheet.first_row + seen.block.top - 1
    return [option({"across": [n]}, f"overskrifterne i række {first + n}", f"the headings in row {first + n}")
            for n in rows]  # fmt: skip


def _where_control(
    key: str,
    path: str | tuple[str, ...],
    label: Text,
    options: list[Option],
    where: Where | None,
    seen: TableSeen,
    is_open: bool = False,
) -> Control:
    value = _value_of(where)
    if where is not None and value not in {one.value for one in options}:
        options = [Option(value, _told(where, seen)), *options]
    whole = (path,) if isinstance(path, str) else path
    is_nothing = where is None and whole[0] != "period"
    chosen = "" if is_open else as_json(None) if is_nothing else value
    return Control(key, whole, label, options, chosen, is_open=is_open)


def _entry(where: Where) -> dict[str, Any]:
    return where.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _value_of(where: Where | None) -> str:
    return "" if where is None else as_json(_entry(where))


def _told(where: Where, seen: TableSeen) -> Text:
    """Where a field stands, in words."""
    if where.column:
        shown = " + ".join(_column_label(reference, seen) for reference in where.column)
        return Text(f"kolonne {shown}", f"column {shown}")
    if where.across:
        first = seen.sheet.first_row + seen.block.top - 1 if seen.sheet and seen.block else 0
        shown = " + ".join(str(first + row) for row in where.across)
        return Text(f"overskrifterne i række {shown}", f"the headings in row {shown}")
    if where.sheet:
        return Text("arkets navn", "the sheet's name")
    if where.title:
        text = next(iter(where.words), "")
        return Text(f"teksten over tabellen: „{text}“", f"the text above the table: “{text}”")
    if where.group:
        return Text("på rækker for sig selv", "on rows of their own")
    return Text(f"alle tal: {where.fixed}", f"all figures: {where.fixed}")


def _column_label(reference: str, seen: TableSeen) -> str:
    return next((c.label for c in seen.columns if c.reference == reference), reference)
