"""A delivery as the bytes of the file that the partner would have made, to the last byte the same every time."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import xlsxwriter

from etl.practice.deliveries import Delivery
from etl.practice.rows import SOURCE, Row

_CREATED = datetime(2026, 1, 1)
_ABOUT = (
    "OPDIGTEDE TAL.",
    "Øvealliancen, dens by, dens partnere og alle dens tal er fundet på. Filen er til at øve sig på.",
    "INVENTED FIGURES.",
    "The Practice Alliance, its town, its partners and all its figures are invented. The file is to practise on.",
)
_WIDTHS = {"indikator": 22, "område": 18, "kilde": 30, "kendt fra": 13}


def content_of(delivery: Delivery) -> bytes:
    """The whole file: a workbook, or a CSV as Danish Excel saves it."""
    columns = _columns(delivery.rows)
    return _csv(delivery, columns) if delivery.name.endswith(".csv") else _workbook(delivery, columns)


def _columns(rows: tuple[Row, ...]) -> list[str]:
    """The headings that this partner needs."""
    groups = dict.fromkeys(code for row in rows for code in row.groups)
    optional = {
        "område": any(row.area for row in rows),
        **dict.fromkeys(groups, True),
        "periode": True,
        "værdi": True,
        "tæller": any(row.numerator is not None for row in rows),
        "nævner": any(row.denominator is not None for row in rows),
        "status": any(row.status for row in rows),
    }
    return ["indikator", *(name for name, is_there in optional.items() if is_there), "kilde", "kendt fra"]


def _cells(row: Row) -> dict[str, object]:
    return {
        "indikator": row.indicator,
        "område": row.area or None,
        **row.groups,
        "periode": row.period,
        "værdi": row.value,
        "tæller": row.numerator,
        "nævner": row.denominator,
        "status": row.status or None,
        "kilde": SOURCE,
        "kendt fra": row.known,
    }


def _workbook(delivery: Delivery, columns: list[str]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": f"Opdigtede tal: {delivery.name}", "created": _CREATED})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet("Indberetning")
        sheet.write_row(0, 0, columns, bold)
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(name, 11))
        for number, row in enumerate(delivery.rows, 1):
            cells = _cells(row)
            for place, name in enumerate(columns):
                if name == "kendt fra" and row.known:
                    sheet.write_datetime(number, place, datetime.combine(row.known, datetime.min.time()), day)
                elif (cell := cells.get(name)) is not None:
                    sheet.write(number, place, cell)
        about = book.add_worksheet("Læs mig")
        about.set_column(0, 0, 110)
        about.write_column(0, 0, _ABOUT)
    return content.getvalue()


def _csv(delivery: Delivery, columns: list[str]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";")
    writer.writerow(columns)
    for row in delivery.rows:
        cells = _cells(row)
        writer.writerow([_danish(cells.get(name)) for name in columns])
    return lines.getvalue().encode("cp1252")


def _danish(cell: object) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "strftime"):
        return str(cell.strftime("%d-%m-%Y"))
    return f"{cell:.12g}".replace(".", ",") if isinstance(cell, float) else str(cell)
