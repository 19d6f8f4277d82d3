"""The workbook that an organisation fills in: its indicators, its missing periods, the last figures beside them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from config.definitions import Alliance
from config.places import COUNTRY, municipalities, regions
from etl.export import neutralised
from etl.meaning.contents import Content
from etl.meaning.words import Meanings, declared_places
from etl.opening.cells import TEXT, column_letter
from etl.opening.own_sheets import FORM, LISTS, TEMPLATE_MARK
from etl.returning.form_sheet import FormSheet
from etl.returning.form_styles import Styles
from etl.returning.guide_sheet import STATUSES, GuideSheet
from progress.due import Held, Row, rows_due


def workbook_of(declared: Alliance, organisation: str, stored: Sequence[Held], today: date) -> bytes:
    """The content of an organisation's workbook.

    Args:
        organisation: one that the alliance declares.
        stored: as for `rows_due`.
    """
    due = rows_due(declared, organisation, stored, today)
    rows = due.rows
    who = declared.organisation(organisation)
    assert who is not None
    names = _names(declared, organisation)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties(
            {"title": f"Indberetning: {declared.name.da}, {who.name.da}", "created": datetime.combine(today, time())}
        )
        styles = Styles(book)
        dimensions = {d.code: d.title.da for i in declared.indicators for d in i.dimensions}
        lists = _list_names(declared)
        form = FormSheet(book, styles, names, lists, dimensions, organisation, _own_areas(declared, organisation))
        asked = {row.indicator.code: names[row.indicator.code] for row in rows} or names
        GuideSheet(book, styles).write(declared, organisation, asked, stored, today, due)
        _write_lists(book, declared, names, lists, rows)
        form.write(rows)
        book.get_worksheet_by_name(FORM).activate()
    return content.getvalue()


def _names(declared: Alliance, organisation: str) -> dict[str, str]:
    """What each indicator is called: its title where that is read back as this very indicator, else its code."""
    meanings = Meanings(declared, organisation)
    return {
        one.code: one.title.da
        if meanings.indicator(Content(TEXT, one.title.da)) == one.code and neutralised(one.title.da) == one.title.da
        else one.code
        for one in declared.indicators
    }


def _own_areas(declared: Alliance, organisation: str) -> dict[str, str]:
    """The own place of each indicator, where its name is read back as this very place; the cell is empty elsewhere."""
    meanings = Meanings(declared, organisation)
    areas = {one.code: one.area or declared.area for one in declared.indicators}
    return {
        code: area
        for code, area in areas.items()
        if meanings.area(Content(TEXT, area)) == area and neutralised(area) == area
    }


def _list_names(declared: Alliance) -> dict[str, str]:
    """The fields that are chosen from a list -> the list's defined name."""
    names = {"indicator": "fremdrift_indikator", "area": "fremdrift_sted", "status": "fremdrift_status"}
    for indicator in declared.indicators:
        for one in indicator.dimensions:
            if one.values:
                names[f"dimension:{one.code}"] = f"fremdrift_{one.code.replace('-', '_')}_v"
    return names


def _write_lists(
    book: Any, declared: Alliance, names: dict[str, str], lists: dict[str, str], rows: Sequence[Row]
) -> None:
    """What the drop-downs offer, on a hidden sheet; its first cell bears the mark by which we know the template."""
    sheet = book.add_worksheet(LISTS)
    sheet.write_string(0, 0, "fremdrift-template")
    book.define_name(TEMPLATE_MARK, f"='{LISTS}'!$A$1")
    places = [*declared_places(declared), *{row.area for row in rows if row.area}]
    if any(indicator.by_area for indicator in declared.indicators):
        places += [COUNTRY, *regions(), *(one.place for one in municipalities())]
    choices = {"indicator": list(names.values()), "area": list(dict.fromkeys(places)), "status": list(STATUSES)}
    for indicator in declared.indicators:
        for one in indicator.dimensions:
            key = f"dimension:{one.code}"
            choices[key] = list(dict.fromkeys([*choices.get(key, []), *one.values]))
    for column, (field, name) in enumerate(lists.items(), 1):
        for number, text in enumerate(choices[field]):
            sheet.write_string(number, column, neutralised(text))
        letter = column_letter(column + 1)
        book.define_name(name, f"='{LISTS}'!${letter}$1:${letter}${max(1, len(choices[field]))}")
    sheet.hide()
