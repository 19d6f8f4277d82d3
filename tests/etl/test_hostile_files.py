"""Files made to stop their reader: each is read, or answered by one clear message within seconds.

`test_extract.py` has the plainer ones: empty, cut short, locked, a zip bomb, a far corner, too many rows.
"""

from __future__ import annotations

import re
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from etl.errands import submit
from etl.extract import extract
from etl.opening.cells import NUMBER, TEXT, Workbook, column_letter
from etl.opening.limits import Limits
from tests.etl.made_files import good_xlsx, ods, ods_part, rewritten, with_parts, written, xls, xlsx_rows
from tests.etl.raw_books import OFFICE, Binary, record, sheet_records, xlsb
from tests.rooms import House

SECONDS = 8
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE.encode(): b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
XXE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
BOMB = b'<!DOCTYPE a [<!ENTITY l0 "ha">' + LAUGHS + b"]>"
SHARED, SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"


def strict(path: Path) -> Path:
    """As Excel saves "Strict Open XML": other namespaces."""

    def change(_: str, data: bytes) -> bytes:
        for usual, other in STRICT.items():
            data = data.replace(usual, other)
        return data

    return rewritten(good_xlsx(path.with_suffix(".tmp.xlsx")), path, change)


def shared_texts(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A workbook with its texts in a part of their own, as Excel writes it, and one part changed."""
    book = xlsxwriter.Workbook(path.with_suffix(".tmp.xlsx"))
    sheet = book.add_worksheet("Tal")
    sheet.write_column(0, 0, ["by", "Ærø", "Fanø"])
    book.close()
    return rewritten(path.with_suffix(".tmp.xlsx"), path, lambda name, data: change(data) if name == part else data)


def declared(data: bytes, doctype: bytes = b"", encoding: str = "UTF-8") -> bytes:
    """An XML part with a document type, in some encoding."""
    body = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", data).decode()
    return (f'<?xml version="1.0" encoding="{encoding}"?>{doctype.decode()}{body}').encode(encoding)


def before_rows(piece: bytes) -> Callable[[bytes], bytes]:
    """The beginning of something, half a million times."""
    return lambda data: data.replace(b"<sheetData>", b"<sheetData>" + piece * 500_000)


SMALL_TABLE: list[tuple[int, int, Binary]] = [(0, 0, "by"), (0, 1, "tal"), (1, 0, "Ærø"), (1, 1, 12.5)]
FAR: list[tuple[int, int, Binary]] = [(0, 0, "by"), (1_048_575, 16_383, 1.0)]


def ones(columns: int, rows: int) -> str:
    """An OpenDocument row of ones that claims to stand for so many cells."""
    return ods_part("row", ods_part("cell", text="1", value_type="float", value=1, columns=columns), rows=rows)


def mistakes(columns: int, rows: int) -> str:
    cell = ods_part("cell", text="#DIV/0!", value_type="string", calc_type="error", columns=columns)
    return ods_part("row", cell, rows=rows)


def all_columns(path: Path) -> Path:
    cells = "".join(f'<c r="{column_letter(number)}1"><v>1</v></c>' for number in range(1, 16_385))
    return xlsx_rows(path, f'<row r="1">{cells}</row>')


def claims_tables(path: Path) -> Path:
    """An .xls of six kilobytes that claims to have sector tables of gigabytes. Found by the fuzz test."""
    data = bytearray(xls(path).read_bytes())
    data[44:48] = (15_000_000).to_bytes(4, "little")
    return written(path, bytes(data))


def claims_extent(path: Path, *extent: int) -> Path:
    """An .xls whose DIMENSIONS record claims these rows and columns. Found by the fuzz test."""
    data = xls(path).read_bytes()
    at = data.index(struct.pack("<HH", 0x200, 14)) + 4
    return written(path, data[:at] + struct.pack("<IIHH", *extent) + data[at + 12 :])


def damaged_part(path: Path, name: str) -> Path:
    """A workbook one of whose parts cannot be unpacked: its first bytes point before their beginning."""
    with zipfile.ZipFile(good_xlsx(path)) as archive:
        start = archive.getinfo(name).header_offset + 30 + len(name)
    data = bytearray(path.read_bytes())
    data[start : start + 6] = b"\x63\x00\x82\xff\xff\xff"
    return written(path, bytes(data))


HTML = "<html><table><tr><td>1</table>"
# (name as sent, how it is made, code)
REFUSED: list[tuple[str, Callable[[Path], Path], str]] = [
    # Another kind of file under a spreadsheet's name
    ("side.xlsx", lambda p: written(p, HTML), "content_differs_from_name"),
    ("side utf-16.xls", lambda p: written(p, HTML.encode("utf-16")), "content_differs_from_name"),
    ("side.ods", lambda p: written(p, "<!DOCTYPE html>" + HTML), "content_differs_from_name"),
    ("side i én fil.xls", lambda p: written(p, "MIME-Version: 1.0\nContent-Type: text/html\n\n" + HTML),
     "content_differs_from_name"),
    ("udveksling.xls", lambda p: written(p, 'ID;PWXL;N;E\nC;Y1;X1;K"by"\nE\n'), "content_differs_from_name"),
    ("json.csv", lambda p: written(p, '{"a": 1}'), "content_differs_from_name"),
    ("tabel.px", lambda p: written(p, 'CHARSET="ANSI";\nDATA=\n1 2;\n'), "px_file"),
    ("px.csv", lambda p: written(p, 'CHARSET="ANSI";\nAXIS-VERSION="2010";\nDATA=\n1 2;\n'), "px_file"),
    ("tekst.ods", lambda p: written(p, "a;b\n1;2\n"), "content_differs_from_name"),
    ("tekst.xlsb", lambda p: written(p, "a;b\n1;2\n"), "content_differs_from_name"),
    ("binær.xlsx", lambda p: xlsb(p, sheet_records(SMALL_TABLE)), "content_differs_from_name"),
    ("pakket forkert.xlsx", lambda p: damaged_part(p, "[Content_Types].xml"), "file_damaged"),
    # Letters that are none
    ("utf-16 halv.csv", lambda p: written(p, "by;tal\nÆrø;1\n".encode("utf-16")[:-1]), "file_damaged"),
    ("utf-32.csv", lambda p: written(p, "by;tal\nÆrø;1\n".encode("utf-32")), "file_damaged"),
    ("nuller.csv", lambda p: written(p, bytes(1000)), "file_damaged"),
    ("nuller.xlsx", lambda p: written(p, bytes(1000)), "content_differs_from_name"),
    ("nul i celle.xlsx", lambda p: shared_texts(p, SHARED, lambda d: d.replace(b"by", b"\0")), "text_damaged"),
    ("nul skrevet.xlsx", lambda p: shared_texts(p, SHARED, lambda d: d.replace(b"by", b"_x0000_")), "text_damaged"),
    # Binary workbooks
    ("hjørne.xlsb", lambda p: xlsb(p, sheet_records(FAR)), "stray_cell"),
    ("halv.xlsb", lambda p: xlsb(p, sheet_records(SMALL_TABLE)[:-40]), "file_damaged"),
    ("lang.xlsb", lambda p: xlsb(p, record(129) + record(6, b"x", length=2**27)), "file_damaged"),
    # More than there is
    ("påstand.xls", lambda p: claims_tables(p), "file_damaged"),
    ("baglæns.xls", lambda p: claims_extent(p, 6_225_920, 4, 0, 3), "file_damaged"),
    ("alt for højt.xls", lambda p: claims_extent(p, 0, 2**32 - 1, 0, 3), "file_damaged"),
    ("alt for bredt.xls", lambda p: claims_extent(p, 0, 4, 0, 2**16 - 1), "file_damaged"),
    ("bred.xlsx", all_columns, "too_many_columns"),
    ("bred.csv", lambda p: written(p, ";".join(["1"] * 16_384)), "too_many_columns"),
    ("bred.ods", lambda p: ods(p, ones(16_384, 1)), "too_many_columns"),
    ("alt.ods", lambda p: ods(p, ones(16_384, 1_048_576)), "too_many_columns"),
    ("milliarder.ods", lambda p: ods(p, ones(1900, 1_000_000)), "file_too_hard_to_read"),
    ("billioner.ods", lambda p: ods(p, ones(10**12, 10**12)), "too_many_rows"),
    ("lange fejl.ods", lambda p: ods(p, mistakes(16_384, 1_048_576)), "too_many_columns"),
    ("cifre.ods", lambda p: ods(p, ods_part("row", rows="9" * 5000) + ones(1, 1)), "file_damaged"),
    ("negativ.ods", lambda p: ods(p, ods_part("row", rows="-x") + ones(1, 1)), "file_damaged"),
    # What XML can do
    ("xxe.xlsx", lambda p: shared_texts(p, SHARED, lambda d: declared(d, XXE)), "file_damaged"),
    ("xxe16.xlsx", lambda p: shared_texts(p, SHARED, lambda d: declared(d, XXE, "UTF-16")), "file_damaged"),
    ("xxe ark.xlsx", lambda p: shared_texts(p, SHEET, lambda d: declared(d, XXE, "UTF-16")), "file_damaged"),
    ("xxe rels.xlsx", lambda p: shared_texts(p, "_rels/.rels", lambda d: declared(d, XXE)), "file_damaged"),
    ("latter.xlsx", lambda p: shared_texts(p, SHARED, lambda d: declared(d, BOMB).replace(b"by", b"&l9;")),
     "file_damaged"),
    ("latter16.xlsx", lambda p: shared_texts(p, "xl/workbook.xml", lambda d: declared(d, BOMB, "UTF-16")),
     "file_damaged"),
    ("ukendt.xlsx", lambda p: shared_texts(p, SHARED, lambda d: d.replace(b"by", b"&x;")), "file_damaged"),
    ("xxe.ods", lambda p: rewritten(ods(p.with_suffix(".tmp.ods"), ones(1, 1)), p,
     lambda n, d: declared(d, XXE, "UTF-16") if n == "content.xml" else d), "file_damaged"),
    # What a reader by patterns would try in every way
    *[(f"{name}.xlsx", lambda p, piece=piece: shared_texts(p, SHEET, before_rows(piece)), "file_damaged")
      for name, piece in {"rækker": b"<row ", "åbne": b"<row>", "celler": b"<c ", "fejl": b'<c r="A1" t="e"',
                          "kommentarer": b"<!--", "formler": b"<f>", "kolonner": b"<col "}.items()],
    # A quotation mark that is never closed
    ("citat til enden.csv", lambda p: written(p, 'a;b\n"' + "x;y\n" * 200_000), "file_damaged"),
    ("en million citater.csv", lambda p: written(p, '"' * 1_000_001), "file_damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_one_clear_message_within_seconds(name: str, make: Callable[[Path], Path], code: str, tmp_path: Path) -> None:
    path = make(tmp_path / name)
    started = time.monotonic()
    found = extract(path, path.name, Limits())
    assert time.monotonic() - started < SECONDS
    assert isinstance(found, list), f"{name} was taken"
    assert [one.code for one in found] == [code]
    assert Path("/etc/hostname").read_text().strip() not in str(found)


def merged(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["by", "tal"])
    book.active.append(["Ærø", 12.5])
    book.save(path.with_suffix(".tmp.xlsx"))
    spans = "".join(f'<mergeCell ref="A{row}:C{row}"/>' for row in range(1, 50_001))
    behind = f"</sheetData><mergeCells>{spans}</mergeCells>".encode()
    return rewritten(path.with_suffix(".tmp.xlsx"), path, lambda _, data: data.replace(b"</sheetData>", behind))


READ: list[tuple[str, Callable[[Path], Path]]] = [
    ("strict.xlsx", strict),
    ("binær.xlsb", lambda p: xlsb(p, sheet_records(SMALL_TABLE))),
    ("flettet.xlsx", merged),
    ("tekst.xls", lambda p: written(p, "by\ttal\r\nÆrø\t12,5\r\n".encode("cp1252"))),
    ("unicode-tekst.xls", lambda p: written(p, "by\ttal\r\nÆrø\t12,5\r\n".encode("utf-16"))),
    ("utf-16 uden mærke.csv", lambda p: written(p, "by;tal\r\nÆrø;12,5\r\n".encode("utf-16-le"))),
    ("utf-16 be uden mærke.csv", lambda p: written(p, "by;tal\r\nÆrø;12,5\r\n".encode("utf-16-be"))),
    ("utf-16.csv", lambda p: written(p, "by;tal\r\nÆrø;12,5\r\n".encode("utf-16"))),
    ("utf-16 be.csv", lambda p: written(p, b"\xfe\xff" + "by;tal\r\nÆrø;12,5\r\n".encode("utf-16-be"))),
    ("henvisninger.xlsx", lambda p: with_parts(p, {"xl/externalLinks/externalLink1.xml": b"<a/>"})),
    ("få fejl.ods", lambda p: ods(p, mistakes(2, 1000) + ones(2, 1))),
]


@pytest.mark.parametrize(("name", "make"), READ, ids=[row[0] for row in READ])
def test_unusual_and_yet_read(name: str, make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path / name)
    started = time.monotonic()
    found = extract(path, path.name, Limits())
    assert time.monotonic() - started < SECONDS
    assert isinstance(found, Workbook), found
    (sheet,) = found.sheets
    last = sheet.columns[-1]
    assert int(last.kind[-1]) in (NUMBER, TEXT)
    if int(last.kind[-1]) == NUMBER:
        assert float(last.number[-1]) == (1.0 if name.endswith(".ods") else 12.5)
    else:
        assert sheet.texts[int(last.text[-1])] == "12,5"


LONG = 32_000  # as much as a cell of Excel holds
PIECES = ["0", "1", " ", "@", "-", "1.", "1,", "1 ", "(", "pct ", "a", "1/", "2024-", "uge ", "0751 ", "\u00a0", "'"]


@pytest.mark.parametrize("place", range(5), ids=["indikator", "område", "periode", "værdi", "status"])
def test_long_runs_do_not_hold_up_a_pattern(sqlite_house: House, place: int) -> None:
    """Each of our own patterns meets the texts that would make a careless one try every way."""
    rows = [["antal", "Danmark", 2021, 95, None] for _ in PIECES]
    for row, piece in zip(rows, PIECES, strict=True):
        row[place] = (piece * LONG)[:LONG]
    started = time.monotonic()
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    assert time.monotonic() - started < SECONDS
    assert done.outcome == "rejected"


@pytest.mark.parametrize("place", ["title", "heading", "period", "label", "figure", "note"])
def test_long_runs_do_not_hold_up_recognition(sqlite_house: House, place: str) -> None:
    """The same in a partner's own table, where words have footnotes, units, levels and periods of their own."""
    long = [(piece * LONG)[:LONG] for piece in [*PIECES, "*", "²", "1)", "\t", "æ", "* ", "a)"]]
    if place in ("title", "heading", "period", "note"):  # as long in all as one cell may be in Excel
        long = ["".join(text[:1000] + "x" for text in long)[:LONG], *(text[:60] + "x" for text in long)]
    rows: list[list[object]] = [
        ["Ting i kommuner"],
        ["Område", 2021, 2022],
        ["Aarhus", 1, 2],
        ["Odense", 3, 4],
        ["Kilde"],
    ]
    where, at = {
        "title": (0, 0),
        "heading": (1, 0),
        "period": (1, 2),
        "label": (3, 0),
        "figure": (3, 2),
        "note": (4, 0),
    }[place]
    if place in ("label", "figure"):
        rows[4:4] = [[*rows[3][:at], text, *rows[3][at + 1 :]] for text in long]
        tables = [rows]
    else:
        tables = [[[*row] for row in rows] for _ in long]
        for table, text in zip(tables, long, strict=True):
            table[where][at] = text
    path = sqlite_house.folder / "egen.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False}) as book:
        for table in tables:
            page = book.add_worksheet()
            for number, row in enumerate(table):
                page.write_row(number, 0, row)
    started = time.monotonic()
    done = submit(sqlite_house.room, path, "proeve", "partner")
    assert time.monotonic() - started < SECONDS
    assert done.outcome in ("rejected", "awaiting_confirmation")


def test_a_column_that_nothing_names_is_no_fault(sqlite_house: House) -> None:
    """It has no heading and begins far below: no layout could say which it is. Found by the fuzz test."""
    labels = [None] * 20 + ["Aarhus", "Odense"] * 3
    rows = [["Emne", None, "TID", "INDHOLD"], *(["Ting i kommuner", one, "2021", n] for n, one in enumerate(labels))]
    path = written(sqlite_house.folder / "egen.csv", "\n".join(";".join(str(c or "") for c in row) for row in rows))
    done = submit(sqlite_house.room, path, "proeve", "partner")
    assert done.report["problem_count"]["error"] > 0


def test_a_blank_place_among_others_is_no_fault(sqlite_house: House) -> None:
    """It becomes no number on its way to the preview, which no report could then be written with. By the fuzz test."""
    text = "Ting i kommuner\n\nOmråde;2021;2022\n;10;12\nOdense;20;22\nAarhus;1;2\n"
    done = submit(sqlite_house.room, written(sqlite_house.folder / "egen.csv", text), "proeve", "partner")
    assert [one["area"] for one in done.report["proposal"]["preview"][:3]] == [None, None, "0461 Odense"]


@pytest.mark.parametrize("place", [0, 1], ids=["indikator", "område"])
def test_thousands_of_unknown_names_get_an_answer(sqlite_house: House, place: int) -> None:
    """The search for what is nearest takes milliseconds a name: only those that are shown are searched for."""
    rows = [["antal", "Danmark", 2021, 95, None] for _ in range(3000)]
    for number, row in enumerate(rows):
        row[place] = f"Ukendt {number * 7919 % 3001} by"
    started = time.monotonic()
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    assert time.monotonic() - started < SECONDS
    assert done.report["problem_count"]["error"] == 3000


def test_a_zero_in_a_text_is_told_and_stored_nowhere(house: House) -> None:
    """PostgreSQL takes no such text: without this the report itself could not be kept."""
    path = shared_texts(house.folder / "nul.xlsx", SHARED, lambda data: data.replace(b"by", b"b_x0000_y"))
    done = submit(house.room, path, "proeve", "sekretariat")
    assert [(one["code"], one["cell"], one["found"]) for one in done.report["problems"]] == [
        ("text_damaged", "A1", "b\ufffdy")
    ]
