"""Workbooks written part by part, so that each may be odd in one place: .xlsx by its XML, .xlsb by its records."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Format 0 is general, 1 a day as Excel numbers it, 2 a day as Danish Excel writes it.
STYLES = (
    '<styleSheet xmlns="{main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy;@"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
    "</styleSheet>"
)


def book_parts(
    sheets: dict[str, str],
    shared: str | None = None,
    properties: str = "",
    is_strict: bool = False,
    around: str = "{}",
    folder: str = "worksheets/",
) -> dict[str, bytes]:
    """The parts of an .xlsx file.

    Args:
        sheets: the rows of each sheet by its name, as they stand within `<sheetData>`.
        shared: the `<si>` elements; None for no such part.
        properties: `<workbookPr .../>`.
        is_strict: the namespaces of "Strict Open XML".
        around: what stands about `<sheetData>`, with a place for it.
        folder: how the relations name the folder of the sheets.
    """
    main, office = (STRICT_MAIN, STRICT_OFFICE) if is_strict else (MAIN, OFFICE)
    listed = "".join(
        f'<sheet name={quoteattr(name, {chr(10): "&#10;"})} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="{folder}sheet{n}.xml"/>'
        for n, _ in enumerate(sheets, start=1)
    )
    relations += f'<Relationship Id="s" Type="{office}/styles" Target="styles.xml"/>'
    if shared is not None:
        relations += f'<Relationship Id="t" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
    start = f'<Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    overrides = f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
    conformance = ' conformance="strict"' if is_strict else ""
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{start}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"{conformance}>{properties}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/styles.xml": STYLES.format(main=main),
    }
    for number, rows in enumerate(sheets.values(), start=1):
        data = around.format(f"<sheetData>{rows}</sheetData>")
        texts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{main}" xmlns:r="{office}">{data}</worksheet>'
    if shared is not None:
        texts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{shared}</sst>'
    return {name: (HEAD + text).encode() for name, text in texts.items()}


def packed(path: Path, parts: dict[str, bytes] | list[tuple[str, bytes]]) -> Path:
    """A zipped file with these parts; a list may name one twice."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            new.writestr(name, data)
    return path


def raw_xlsx(path: Path, rows: str, **more: object) -> Path:
    """A workbook of one sheet, "Tal"."""
    return packed(path, book_parts({"Tal": rows}, **more))  # type: ignore[arg-type]


def text_cell(address: str, text: str) -> str:
    """A cell with its text within."""
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


# A binary workbook, after [MS-XLSB]: kind and length of a record in seven bits a byte, then its data.


def record(kind: int, data: bytes = b"", length: int | None = None) -> bytes:
    size, sizes = len(data) if length is None else length, b""
    while True:
        size, seven = size >> 7, size & 0x7F
        sizes += bytes([seven | (0x80 if size else 0)])
        if not size:
            break
    kinds = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return kinds + sizes + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


Binary = str | float | bool | bytes  # bytes: a whole record


def cell_record(column: int, value: Binary) -> bytes:
    head = struct.pack("<II", column, 0)
    if isinstance(value, bytes):
        return value
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    return record(6, head + wide(value)) if isinstance(value, str) else record(5, head + struct.pack("<d", value))


def error_record(column: int, code: int) -> bytes:
    """BrtCellError."""
    return record(3, struct.pack("<II", column, 0) + bytes([code]))


def formula_record(column: int, value: float | str | int, is_error: bool = False, style: int = 0) -> bytes:
    """BrtFmlaNum, BrtFmlaString or BrtFmlaError: the saved result, flags, and a formula of one number."""
    head, tail = struct.pack("<II", column, style), struct.pack("<HI", 0, 3) + b"\x1e\1\0" + struct.pack("<I", 0)
    if is_error:
        return record(11, head + bytes([int(value)]) + tail)
    if isinstance(value, str):
        return record(8, head + wide(value) + tail)
    return record(9, head + struct.pack("<d", value) + tail)


def day_record(column: int, day: float) -> bytes:
    """BrtCellReal in the second format of `day_styles`."""
    return record(5, struct.pack("<IId", column, 1, day))


def sheet_records(
    cells: list[tuple[int, int, Binary]],
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[int, ...] = (),
    claimed: tuple[int, int] | None = None,
) -> bytes:
    """BrtBeginSheet, BrtWsDim, BrtColInfo, BrtBeginSheetData, rows with cells, and their ends."""
    last_row, last_column = max(row for row, _, _ in cells), max(column for _, column, _ in cells)
    inside, current = b"", -1
    for row, column, value in cells:
        if row != current:
            flags = 0x10 if row in hidden_rows else 0
            inside += record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
            current = row
        inside += cell_record(column, value)
    last = claimed or (last_row, last_column)
    extent = record(148, struct.pack("<IIII", 0, last[0], 0, last[1]))
    columns = b"".join(record(60, struct.pack("<IIIIH", c, c, 2000, 0, 1)) for c in hidden_columns)
    about = record(390) + columns + record(391) if columns else b""
    return record(129) + extent + about + record(145) + inside + record(146) + record(130)


def day_styles() -> bytes:
    """BrtBeginStyleSheet with two formats: general, and a day."""
    formats = b"".join(record(47, struct.pack("<HHHHHBBHH", 0, n, 0, 0, 0, 0, 0, 0, 0)) for n in (0, 14))
    return record(278) + record(617, struct.pack("<I", 2)) + formats + record(618) + record(279)


def xlsb(path: Path, *sheets: bytes, hidden: tuple[int, ...] = (), is_1904: bool = False) -> Path:
    """A binary workbook of these sheets, "Tal", "Tal 2" and so on."""
    return packed(path, xlsb_parts(*sheets, hidden=hidden, is_1904=is_1904))


def xlsb_parts(*sheets: bytes, hidden: tuple[int, ...] = (), is_1904: bool = False) -> dict[str, bytes]:
    """The parts of `xlsb`."""
    names = ["Tal", *(f"Tal {n}" for n in range(2, len(sheets) + 1))]
    listed = b"".join(
        record(156, struct.pack("<II", n in hidden, n + 1) + wide(f"rId{n + 1}") + wide(name))
        for n, name in enumerate(names)
    )
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    start = relation.format("rId1", OFFICE, "officeDocument", "xl/workbook.bin")
    relations = "".join(
        relation.format(f"rId{n + 1}", OFFICE, "worksheet", f"worksheets/sheet{n + 1}.bin") for n in range(len(names))
    )
    properties = record(153, struct.pack("<II", int(is_1904), 0) + wide(""))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="bin" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{start}</Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
    }
    books = {"xl/workbook.bin": record(131) + properties + record(143) + listed + record(144) + record(132)}
    books |= {f"xl/worksheets/sheet{n + 1}.bin": data for n, data in enumerate(sheets)}
    books["xl/styles.bin"] = day_styles()
    return {name: text.encode() for name, text in parts.items()} | books
