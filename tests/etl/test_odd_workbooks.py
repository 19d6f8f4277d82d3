"""Workbooks that are odd in one place: each cell is read as the file has it, or the file is refused."""

from __future__ import annotations

import datetime
import io
import struct
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from etl.opening.cells import BOOL, DATE, ERROR, NUMBER, TEXT, TIME, Workbook
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from etl.problems.problem import Problem
from tests.etl.made_files import ods, ods_part, written
from tests.etl.raw_books import (
    Binary,
    book_parts,
    day_record,
    error_record,
    formula_record,
    packed,
    raw_xlsx,
    record,
    sheet_records,
    text_cell,
    wide,
    xlsb,
)
from tests.etl.test_read_workbook import Shown, filled

Make = Callable[[Path], Path]
DAY = 45293.0  # 2 January 2024, as the spreadsheet itself counts days
IN_1904 = '<workbookPr date1904="1"/>'
BINARY: list[tuple[int, int, Binary]] = [
    *((0, 0, "by"), (0, 1, "tal"), (1, 0, "Ærø"), (1, 1, 12.5), (2, 1, error_record(1, 7))),
    *((3, 1, formula_record(1, 42, is_error=True)), (4, 1, formula_record(1, 7.5)), (5, 0, True)),
    *((5, 1, day_record(1, DAY)), (5, 2, record(2, struct.pack("<III", 2, 0, 1250 << 2 | 3)))),
]
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def row(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


def sheet(rows: str, **more: object) -> Make:
    return lambda path: raw_xlsx(path, rows, **more)


def parts(change: Callable[[dict[str, bytes]], object] = lambda _: None, **more: object) -> Make:
    """A workbook with its parts changed."""

    def make(path: Path) -> Path:
        made = book_parts({"Tal": ONE}, **more)  # type: ignore[arg-type]
        change(made)
        return packed(path, made)

    return make


def twice(name: str) -> Make:
    """A second part by (almost) the same name, with another figure in it."""

    def make(path: Path) -> Path:
        made = book_parts({"Tal": ONE})
        other = made["xl/worksheets/sheet1.xml"].replace(b"<v>1<", b"<v>9<")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # zipfile's own word about it
            return packed(path, [*made.items(), (name, other)])

    return make


def names(*given: str) -> Make:
    return lambda path: packed(path, book_parts({f"{n}{name}": ONE for n, name in enumerate(given)}))


def same_names(path: Path) -> Path:
    made = book_parts({"Ark 1": ONE, "Ark 2": ONE.replace("<v>1", "<v>2")})
    made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(b"Ark 2", b"Ark 1")
    return packed(path, made)


def same_names_ods(path: Path) -> Path:
    one = ods_part("row", ods_part("cell", value_type="float", value=1))
    return ods(path, f'{one}</table:table><table:table table:name="Indberetning">{one}')


def old_xls(path: Path, names: tuple[bytes, ...] = ("Tål".encode("cp1252"),)) -> Path:
    """BIFF5, as Excel 95 wrote it: letters of one byte, an error in B3, row 3 hidden."""

    def rec(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return rec(0x809, struct.pack("<HHHH", 0x0500, kind, 0x0DBB, 1996))

    def label(row: int, column: int, text: str) -> bytes:
        return rec(0x204, struct.pack("<HHHH", row, column, 0, len(text)) + text.encode("cp1252"))

    cells = label(0, 0, "by") + label(1, 0, "Ærø") + rec(0x203, struct.pack("<HHHd", 1, 1, 0, 12.5))
    hidden = rec(0x208, struct.pack("<HHHHHHHH", 2, 0, 2, 255, 0, 0, 0x20, 0))
    one = begin(0x10) + hidden + cells + rec(0x205, struct.pack("<HHHBB", 2, 1, 0, 7, 1)) + rec(0x0A)

    def book(start: int) -> bytes:
        listed = [rec(0x85, struct.pack("<IHB", start, 0, len(name)) + name) for name in names]
        return begin(5) + rec(0x42, struct.pack("<H", 1252)) + b"".join(listed) + rec(0x0A)

    stream, wanted, given = io.BytesIO(), "Book\0".encode("utf-16-le"), "Workbook\0".encode("utf-16-le")
    XlsDoc().save(stream, book(len(book(0))) + one)
    data = bytearray(stream.getvalue().replace(given, wanted.ljust(len(given), b"\0")))
    entry = data.index(wanted)
    data[entry + 64 : entry + 66] = struct.pack("<H", len(wanted))
    return written(path, bytes(data))


def xls(fill: Callable[[xlwt.Workbook, xlwt.Worksheet], object]) -> Make:
    def make(path: Path) -> Path:
        book = xlwt.Workbook()
        fill(book, book.add_sheet("Tal"))
        book.save(str(path))
        return path

    return make


def days_of_1904(book: xlwt.Workbook, page: xlwt.Worksheet) -> None:
    book.dates_1904 = True
    page.write(0, 0, datetime.date(2024, 1, 2), xlwt.easyxf(num_format_str="dd-mm-yyyy"))


# (name, how it is made, every cell, codes of what is told, why)
READ: list[tuple[str, Make, dict[str, Shown], list[str], str]] = [
    ("strict.xlsx", sheet(row('<c r="A1" s="1" t="d"><v>2024-01-02</v></c><c r="B1" s="1" t="d">'
     '<v>2024-01-02T18:00:00.000</v></c><c r="C1" s="1" t="d"><v>06:00:00</v></c><c r="D1" s="1"><v>45293</v></c>'),
     is_strict=True), {"A1": (DATE, DAY), "B1": (DATE, DAY + 0.75), "C1": (TIME, 0.25), "D1": (DATE, DAY)}, [],
     "Strict Open XML writes days as ISO texts"),
    ("strict tal.xlsx", sheet(row(text_cell("A1", "Ærø"), '<c r="B1"><v>12.5</v></c><c r="C1" t="s"><v>0</v></c>'),
     is_strict=True, shared="<si><t>Fanø</t></si>"), {"A1": (TEXT, "Ærø"), "B1": (NUMBER, 12.5), "C1": (TEXT, "Fanø")},
     [], "and everything else in other namespaces"),
    ("1904.xlsx", sheet(row('<c r="A1" s="1"><v>43831</v></c><c r="B1" s="2"><v>43831</v></c>'), properties=IN_1904),
     {"A1": (DATE, DAY), "B1": (DATE, DAY)}, [], "days since 1904, read quickly"),
    ("1904 langsom.xlsx", sheet(row('<c r="A1" s="1"><v>43831</v></c>', text_cell("B1", "x")), properties=IN_1904),
     {"A1": (DATE, DAY), "B1": (TEXT, "x")}, [], "days since 1904, read the long way"),
    ("1904.xls", xls(days_of_1904), {"A1": (DATE, DAY)}, [], "days since 1904 in the older format"),
    ("1904.xlsb", lambda p: xlsb(p, sheet_records([(0, 0, day_record(0, 43831.0))]), is_1904=True),
     {"A1": (DATE, DAY)}, [], "days since 1904 in the binary format"),
    ("før marts 1900.xlsx", sheet(row('<c r="A1" s="1"><v>1</v></c><c r="B1" s="1"><v>59</v></c>'
     '<c r="C1" s="1"><v>61</v></c>')), {"A1": (DATE, 2.0), "B1": (DATE, 60.0), "C1": (DATE, 61.0)}, [],
     "Excel's calendar has a 29 February 1900: day 1 is 1 January all the same"),
    ("rig tekst.xlsx", sheet(row('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is>'
     "<r><t>Fa</t></r><r><t>nø</t></r></is></c>"), shared="<si><r><t>Køben</t></r><r><t>havn</t></r></si>"
     "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"),
     {"A1": (TEXT, "København"), "B1": (TEXT, "東京"), "C1": (TEXT, "Fanø")}, [],
     "formats within a text; a reading aid is no part of it"),
    ("uden adresser.xlsx", sheet('<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="4"><c r="B4"><v>3</v></c><c>'
     "<v>4</v></c></row>"), {"A1": (NUMBER, 1.0), "C1": (NUMBER, 2.0), "B4": (NUMBER, 3.0), "C4": (NUMBER, 4.0)}, [],
     "the standard lets addresses be left out"),
    ("rod i rækkerne.xlsx", sheet('<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A1">'
     "<v>1</v></c></row>"), {"A3": (NUMBER, 3.0), "B1": (NUMBER, 2.0), "A1": (NUMBER, 1.0)}, [],
     "rows and cells in any order"),
    ("hårdt mellemrum.xlsx", sheet(row(text_cell("A1", "1\u00a0234"))), {"A1": (TEXT, "1\u00a0234")}, [],
     "a number as text stays a text; its column tells what it means"),
    ("sandt.xlsx", sheet(row('<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>')),
     {"A1": (BOOL, 1.0), "B1": (BOOL, 0.0)}, [], "truths"),
    ("formeltekst.xlsx", sheet(row('<c r="A1" t="str"><f>B1</f><v>A &amp; &#248;</v></c><c r="B1" t="s"><f>x</f>'
     "<v>0</v></c>"), shared="<si><t><![CDATA[x & y]]></t></si>"), {"A1": (TEXT, "A & ø"), "B1": (TEXT, "x & y")}, [],
     "saved results of formulas, and letters written as numbers"),
    ("flettet fejl.xlsx", sheet(row('<c r="A1" t="e"><v>#REF!</v></c><c r="B1"/>') +
     '<row r="2"><c r="A2"><v>1</v></c></row>', around='{}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
     {"A1": (ERROR, "#REF!"), "A2": (NUMBER, 1.0)}, [], "an error in a merged heading"),
    ("absolut.xlsx", parts(folder="/xl/worksheets/"), {"A1": (NUMBER, 1.0)}, [], "relations from the root"),
    ("fremmede stier.xlsx", parts(lambda made: made.update({"/etc/x": b"", "../../y": b""})), {"A1": (NUMBER, 1.0)},
     [], "nothing is ever unpacked to a path"),
    ("makroer.xlsm", parts(lambda made: made.update({"xl/vbaProject.bin": b"x"})), {"A1": (NUMBER, 1.0)},
     ["macros_ignored"], "never run"),
    ("format uden nummer.xlsx", parts(lambda made: made.update({"xl/styles.xml": made["xl/styles.xml"].replace(
     b'numFmtId="164" formatCode', b"formatCode")})), {"A1": (NUMBER, 1.0)}, [], "found by the fuzz test"),
    ("med mærke.xlsx", parts(lambda made: made.update({n: b"\xef\xbb\xbf" + d for n, d in made.items()})),
     {"A1": (NUMBER, 1.0)}, [], "byte order marks before the XML"),
    ("bag på.xlsx", lambda p: written(p, packed(p, book_parts({"Tal": ONE})).read_bytes() + b"x" * 1000),
     {"A1": (NUMBER, 1.0)}, [], "bytes behind the archive"),
    ("libreoffice.xlsx", sheet('<row r="1" customFormat="false" ht="12.8" hidden="false" customHeight="false" '
     'outlineLevel="0" collapsed="false"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="1" t="n"><v>45293</v></c>'
     '<c r="C1" s="0" t="n"><f aca="false">1/0</f><v>12.5</v></c><c r="D1" s="0" t="e"><f aca="false">1/0</f>'
     "<v>#DIV/0!</v></c></row>", shared='<si><t xml:space="preserve">Ærø</t></si>',
     around='<sheetPr filterMode="false"/><cols><col collapsed="false" customWidth="false" hidden="false" '
     'outlineLevel="0" max="1024" min="1" style="0" width="11.5"/></cols>{}'),
     {"A1": (TEXT, "Ærø"), "B1": (DATE, DAY), "C1": (NUMBER, 12.5), "D1": (ERROR, "#DIV/0!")}, [],
     "as LibreOffice saves it: every attribute said"),
    ("google.xlsx", sheet('<row r="1"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="0"><v>12.5</v></c></row>' +
     "".join(f'<row r="{n}" ht="15.75" customHeight="1"/>' for n in range(2, 1000)), shared="<si><t>Ærø</t></si>",
     around='<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>{}<drawing r:id="r1"/>'),
     {"A1": (TEXT, "Ærø"), "B1": (NUMBER, 12.5)}, [], "as Google Sheets saves it: a thousand empty rows"),
    ("fra numbers.xlsx", sheet('<row r="1" ht="27.65"><c r="A1" t="s" s="0"><v>0</v></c><c r="B1" s="0"/>'
     '</row><row r="2" ht="20.25"><c r="A2" t="s" s="0"><v>1</v></c><c r="B2" s="0"><v>12.5</v></c></row>',
     shared="<si><t>Tabel 1</t></si><si><t>Ærø</t></si>", around='{}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'),
     {"A1": (TEXT, "Tabel 1"), "A2": (TEXT, "Ærø"), "B2": (NUMBER, 12.5)}, [],
     "as Numbers saves it: the table's name in a merged first row, attributes the other way about"),
    ("binær.xlsb", lambda p: xlsb(p, sheet_records(BINARY, hidden_rows=(4,), hidden_columns=(2,))),
     {"A1": (TEXT, "by"), "B1": (TEXT, "tal"), "A2": (TEXT, "Ærø"), "B2": (NUMBER, 12.5), "B3": (ERROR, "#DIV/0!"),
      "B4": (ERROR, "#N/A"), "B5": (NUMBER, 7.5), "A6": (BOOL, 1.0), "B6": (DATE, DAY), "C6": (NUMBER, 12.5)},
     ["formulas_not_checked", "hidden_rows_left_out", "hidden_columns_left_out"],
     "errors and what is hidden, which calamine does not tell; of formulas nobody can"),
    ("påstand.xlsb", lambda p: xlsb(p, sheet_records([(0, 0, "x")], claimed=(2**32 - 1, 2**32 - 1))),
     {"A1": (TEXT, "x")}, [], "a sheet that claims more than there is"),
    ("excel 95.xls", old_xls, {"A1": (TEXT, "by"), "A2": (TEXT, "Ærø"), "B2": (NUMBER, 12.5), "B3": (ERROR, "#DIV/0!")},
     ["hidden_rows_left_out"], "BIFF5: the sheet's name is in the file's code page"),
    ("formel.xls", xls(lambda _, page: (page.write(0, 0, xlwt.Formula("1+1")), page.write(0, 1, 5))),
     {"B1": (NUMBER, 5.0)}, ["formulas_not_checked"], "a formula without a result looks like one that gives no text"),
    ("note.ods", lambda p: ods(p, ods_part("row", ods_part("cell", "<office:annotation><text:p>note</text:p>"
     "</office:annotation><text:p>Æ<text:span>r</text:span>ø</text:p>", value_type="string"))), {"A1": (TEXT, "Ærø")},
     [], "a comment is no part of a cell"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "cells", "told", "why"), READ, ids=[case[0] for case in READ])
def test_every_cell_is_as_the_file_has_it(
    name: str, make: Make, cells: dict[str, Shown], told: list[str], why: str, tmp_path: Path
) -> None:
    found = read_file(make(tmp_path / name), name, Limits())
    assert isinstance(found, Workbook), found
    assert filled(found.sheets[0]) == cells, why
    assert [one.code for one in found.problems] == told, why


D, S = "file_damaged", {"shared": "<si><t>a</t></si>"}
# (name, how it is made, code, words of the Danish title, why)
REFUSED: list[tuple[str, Make, str, str, str]] = [
    ("kommentar.xlsx", sheet(row("<c r='A1'><v>1<!-- x -->2</v></c>")), D, "to måder", "12 would be read as 1"),
    ("instruks.xlsx", sheet(row("<c r='A1'><v>1<?x y?>2</v></c>")), D, "to måder", "the same"),
    ("cdata.xlsx", sheet(row("<c r='A1'><v><![CDATA[12.5]]></v></c>")), D, "to måder", "its reader sees nothing"),
    ("tegn.xlsx", sheet(row('<c r="A1"><v>1&#50;</v></c>')), D, "to måder", "1 for 12 again"),
    ("tegn, format.xlsx", sheet(row('<c r="A1" s="0"><v>1&#50;</v></c>')), D, "to måder", "and with a format"),
    ("negativ tekst.xlsx", sheet(row('<c r="A1" t="s"><v>-1</v></c>'), **S), D, "to måder", "read as the first text"),
    ("ingen tekst.xlsx", sheet(row('<c r="A1" t="s"><v>x</v></c>'), **S), D, "to måder", "read as the first text"),
    ("luft om tekst.xlsx", sheet(row('<c r="A1" t="s"><v> 1 </v></c>'), **S), D, "to måder", "read as the first text"),
    ("tekst for langt.xlsx", sheet(row('<c r="A1" t="s"><v>7</v></c>'), **S), D, "mangler", "no such shared text"),
    ("tekster væk.xlsx", sheet(row('<c r="A1" t="s"><v>0</v></c>')), D, "mangler", "no shared texts at all"),
    ("to sandheder.xlsx", sheet(row('<c r="A1" t="b"><v>3</v></c>')), D, "mangler", "neither true nor false"),
    ("celle to gange.xlsx", sheet(row("<c r='A1'><v>3</v></c><c r='A1'><v>1</v></c>")), D, "to gange", "which is it?"),
    ("hurtig celle to gange.xlsx", sheet(row('<c r="A1"><v>3</v></c><c r="A1"><v>1</v></c>')), D, "to gange", "nor so"),
    ("række to gange.xlsx", sheet(ONE + ONE), D, "to gange", "which is it?"),
    ("to værdier.xlsx", sheet(row('<c r="A1"><v>3</v><v>4</v></c>')), D, "to gange", "which is it?"),
    ("celle to gange.xlsb", lambda p: xlsb(p, sheet_records([(0, 0, 1.0), (0, 0, 2.0)])), D, "to gange", "nor here"),
    ("to slags data.xlsx", sheet(ONE, around="{0}{0}"), D, "to", "two tables in one sheet"),
    ("skjult valg.xlsx", sheet(ONE, around="<a:AlternateContent xmlns:a='a'><a:Choice>{0}</a:Choice>"
     "</a:AlternateContent>{0}"), D, "to", "a choice between two"),
    ("række nul.xlsx", sheet('<row r="0"><c r="A0"><v>3</v></c></row>'), D, "uden for", "rows begin at one"),
    ("række for langt.xlsx", sheet('<row r="1048577"><c r="A1048577"><v>3</v></c></row>'), D, "uden for", "none there"),
    ("kolonne for langt.xlsx", sheet(row('<c r="XFE1"><v>3</v></c>')), D, "uden for", "no such column"),
    ("del to gange.xlsx", twice("xl/worksheets/sheet1.xml"), D, "to af dens dele", "each reader takes another"),
    ("del med stort.xlsx", twice("XL/Worksheets/Sheet1.xml"), D, "to af dens dele", "so on Windows"),
    ("del fra roden.xlsx", twice("/xl/worksheets/sheet1.xml"), D, "to af dens dele", "the same part"),
    ("ark to gange.xlsx", same_names, D, "to ark", "an address would mean two cells"),
    ("ark to gange.ods", same_names_ods, D, "to ark", "the same"),
    ("ark to gange.xls", lambda p: old_xls(p, (b"a", b"a")), D, "to ark", "the same"),
    ("langt navn.xlsx", names("n" * 300), D, "over 255 tegn", "every message would be as long"),
    ("linjeskift i navn.xlsx", names("a\nb"), D, "tegn, der ikke", "nobody can type it"),
    ("nul i navn.xls", lambda p: old_xls(p, (b"a\0b",)), D, "tegn, der ikke", "no database takes it"),
    ("uden ark.xlsx", parts(lambda made: made.pop("xl/worksheets/sheet1.xml")), D, "mangler", "a part is missing"),
    ("uden henvisning.xlsx", parts(lambda made: made.update({"xl/_rels/workbook.xml.rels": b"<a/>"})), D, "mangler",
     "a sheet that leads nowhere is not passed over"),
    ("andetsteds.xlsx", parts(folder="file:///etc/"), D, "mangler", "a sheet outside the file"),
    ("for mange ark.xlsx", names(*["x"] * 3000), "too_many_sheets", "3.000 ark", "and within seconds"),
    ("pakke i pakke.xlsx", lambda p: packed(p, {"bog.xlsx": b"PK"}), "content_differs_from_name", "pakket", "no book"),
    ("omskrevne navne.xlsx", lambda p: packed(p, {n.replace("/", "=2F"): d for n, d in book_parts({"T": ""}).items()}),
     "content_differs_from_name", "pakket", "names as in a letter"),
    ("numbers.xlsx", lambda p: packed(p, {"Index/Document.iwa": b"x"}), "content_differs_from_name", "pakket",
     "Numbers's own format"),
    ("rig.xlsb", lambda p: xlsb(p, sheet_records([(0, 0, record(62, struct.pack("<IIB", 0, 0, 0) + wide("Fanø")))])),
     "file_too_hard_to_read", "usædvanlig", "calamine passes over such a text"),
    ("korte.xlsb", lambda p: xlsb(p, sheet_records([(0, 0, record(16, struct.pack("<Id", 0, 1.0)))])),
     "file_too_hard_to_read", "usædvanlig", "and over cells without an address"),
    ("tekst væk.xlsb", lambda p: xlsb(p, sheet_records([(0, 0, record(7, struct.pack("<III", 0, 0, 5)))])), D,
     "mangler", "no such shared text"),
    ("dyb.xlsx", sheet("<a>" * 200_000), D, "mangler", "elements within elements"),
    ("dyb.ods", lambda p: ods(p, "<table:a>" * 200_000), D, "mangler", "elements within elements"),
    ("ark uden navn væk.xlsb", lambda p: xlsb(p, record(129) + record(0, b"x")), D, "mangler", "a row cut short"),
    ("lang celle.csv", lambda p: written(p, "by;tal\nÆrø;" + "x" * 200_000), D, "linje 2 er længere", "and says so"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "code", "words", "why"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_could_be_read_in_two_ways_is_refused(
    name: str, make: Make, code: str, words: str, why: str, tmp_path: Path
) -> None:
    found = read_file(make(tmp_path / name), name, Limits())
    assert isinstance(found, list), f"{name} was taken: {why}"
    (one,) = found
    assert isinstance(one, Problem)
    assert (one.code, words in one.title.da) == (code, True), one.title.da
