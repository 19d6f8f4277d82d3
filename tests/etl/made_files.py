"""Files as strangers send them: whole, broken and hostile. Each function writes one file and returns its path."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from xlwt.CompoundDoc import XlsDoc

SHEET = "Indberetning"
ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    f'<office:body><office:spreadsheet><table:table table:name="{SHEET}">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"


def good_xlsx(path: Path) -> Path:
    """Two rows, as most files are."""
    book = openpyxl.Workbook()
    book.active.title = SHEET
    book.active.append(["indikator", "periode", "værdi"])
    book.active.append(["tyverier", "2024", 12.5])
    book.save(path)
    return path


def xlsx_rows(path: Path, rows: str, before: str = "", root: str = "", prefix: str = "") -> Path:
    """A workbook whose `<sheetData>` holds `rows` literally; `before` stands ahead of it."""
    good = good_xlsx(path.with_suffix(".tmp.xlsx"))
    sheet = (
        f"{root}<{prefix}worksheet xmlns{':' if prefix else ''}{prefix.rstrip(':')}="
        '"http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{before}<{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>"
    )
    return rewritten(good, path, lambda name, data: sheet.encode() if name.endswith("sheet1.xml") else data)


def rewritten(
    source: Path, path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None
) -> Path:
    """A zipped file with its parts changed, and more parts added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in (more or {}).items():
            new.writestr(name, data)
    return path


def with_parts(path: Path, more: dict[str, bytes]) -> Path:
    """A good workbook with more parts in it."""
    return rewritten(good_xlsx(path.with_suffix(".tmp.xlsx")), path, lambda name, data: data, more)


def flagged_encrypted(path: Path) -> Path:
    """A workbook whose every part says that it wants a password."""
    data = bytearray(good_xlsx(path).read_bytes())
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(mark), bytes(data)):
            data[found.start() + offset] |= 1
    path.write_bytes(data)
    return path


def lying_size(path: Path) -> Path:
    """A part that unpacks to more than the directory says."""
    data = bytearray(with_parts(path, {"xl/media/x.bin": b"\0" * 100_000}).read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    path.write_bytes(data)
    return path


_ODS_NAMES = {
    "columns": "table:number-columns-repeated",
    "rows": "table:number-rows-repeated",
    "visibility": "table:visibility",
    "formula": "table:formula",
    "value_type": "office:value-type",
    "value": "office:value",
    "calc_type": "calcext:value-type",
}


def ods_part(part: str, inside: str = "", text: str | None = None, **attributes: object) -> str:
    """`<table:table-row ...>inside</...>` and the like, attributes by short names."""
    named = "".join(f' {_ODS_NAMES[name]}="{value}"' for name, value in attributes.items())
    shown = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:table-{part}{named}>{inside}{shown}</table:table-{part}>"


def ods(path: Path, rows: str, manifest: str = "", columns: str = "") -> Path:
    """An OpenDocument spreadsheet with these rows literally."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        new.writestr("content.xml", ODS_HEAD + columns + rows + ODS_TAIL)
        new.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</m:manifest>',
        )
    return path


def ods_by_library(path: Path) -> Path:
    """As odfpy writes it: leading empty rows, a hidden row and a hidden column."""
    document = OpenDocumentSpreadsheet()
    table = Table(name=SHEET)
    table.addElement(TableColumn())
    table.addElement(TableColumn(visibility="collapse"))
    table.addElement(TableRow(numberrowsrepeated=2))
    for number, values in enumerate((("by", "kode", "værdi"), ("Ærø", "0492", 12.5), ("Fanø", "0563", 3))):
        row = TableRow(visibility="collapse" if number == 2 else "visible")
        for value in values:
            is_text = isinstance(value, str)
            cell = TableCell(valuetype="string") if is_text else TableCell(valuetype="float", value=str(value))
            cell.addElement(P(text=str(value)))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def xls_book() -> xlwt.Workbook:
    """An .xls with an error cell in B3, row 4 and column C hidden, and a hidden sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(SHEET)
    for column, heading in enumerate(("by", "værdi", "note")):
        sheet.write(0, column, heading)
    sheet.write(1, 0, "Ærø")
    sheet.write(1, 1, 12.5)
    sheet.write(1, 2, "skjult")
    sheet.row(2).set_cell_error(1, "#DIV/0!")
    sheet.write(3, 1, 7)
    sheet.row(3).hidden = True
    sheet.col(0).width = 9000
    sheet.col(2).hidden = True
    book.add_sheet("Lister").write(0, 0, "x")
    book.get_sheet(1).visibility = 1
    return book


def xls(path: Path) -> Path:
    """`xls_book`, saved."""
    xls_book().save(str(path))
    return path


def xls_with_password(path: Path) -> Path:
    """An .xls whose records begin with FILEPASS, as Excel writes it."""
    records = xls_book().get_biff_data()
    (length,) = struct.unpack_from("<H", records, 2)
    filepass = struct.pack("<HH", 0x2F, 54) + b"\1" * 54
    stream = io.BytesIO()
    XlsDoc().save(stream, records[: 4 + length] + filepass + records[4 + length :])
    path.write_bytes(stream.getvalue())
    return path


def encrypted_package(path: Path) -> Path:
    """What Excel writes for a workbook with a password: a container with the stream EncryptedPackage."""
    data = bytearray(xls(path).read_bytes())
    entry = data.index("Workbook\0".encode("utf-16-le"))
    name = "EncryptedPackage\0".encode("utf-16-le")
    data[entry : entry + len(name)] = name
    data[entry + 64 : entry + 66] = struct.pack("<H", len(name))
    path.write_bytes(data)
    return path


def written(path: Path, data: bytes | str) -> Path:
    """Just these bytes."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def truncated(path: Path, make: Callable[[Path], Path]) -> Path:
    """A good file, cut in the middle."""
    data = make(path).read_bytes()
    return written(path, data[: len(data) // 2])
