"""Handed back: the partner's own workbook with its bad cells marked, or a list; nothing of it silently lost."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from etl.errands import submit
from etl.opening.own_sheets import FINDINGS
from etl.problems.problem import problem
from etl.returning.findings_sheet import write_findings
from etl.returning.mark_workbook import mark_workbook
from etl.returning.problem_rows import COLUMNS, FIRST_ROW
from etl.returning.problem_workbook import problem_workbook
from tests.etl.made_files import ods_by_library, rewritten, xls
from tests.rooms import House, house_in

WIDE = "Tal 2024"
RED, YELLOW = "FFFFB3B3", "FFFFE08A"
# A picture of one dot, made here.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff89993d1d0000000049454e44ae426082"
)


def own_workbook(path: Path) -> Path:
    """A partner's own: years across under merged headings, and all that people put into workbooks. Figures made up."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(WIDE)
        date_format, percent = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "0.0%"})
        own = book.add_format({"bg_color": "#CCFFCC", "border": 1, "locked": False})
        sheet.merge_range("A1:E1", "Ting pr. kommune", own)
        sheet.merge_range("B2:D2", "Antal")
        sheet.write_row("A3", ["kommune", "2022", "2023", "2024", "andel"])
        sheet.write_row("A4", ["Aabenraa", 12, "ca. 14", 16.125])
        sheet.write_row("A5", ["Ærø", -3, 1e-9, 1234567.891])
        sheet.write("E4", 0.453, percent)
        sheet.write_formula("B6", "=SUM(B4:B5)", None, 9)
        sheet.write_formula("C6", '=IF(B6>5,"ja","nej")', None, "ja")
        sheet.write_formula("D6", "=B6>5", None, True)
        sheet.write_formula("E6", "=1/0", None, "#DIV/0!")
        sheet.write_formula("A6", "='[fremmed.xlsx]Ark1'!A1", None, 77.5)
        sheet.write("A7", date(2024, 3, 12), date_format)
        sheet.write("B7", datetime(2024, 3, 12, 13, 14, 15), date_format)
        sheet.write_string("C7", "=1+1")
        sheet.write_string("D7", "  to mellemrum ")
        sheet.write_rich_string("E7", "fed ", book.add_format({"bold": True}), "og ikke")
        sheet.write_comment("C4", "Spørg Bente", {"author": "Bente"})
        sheet.data_validation("B4:D5", {"validate": "decimal", "criteria": ">=", "value": 0})
        sheet.conditional_format("B4:D5", {"type": "3_color_scale"})
        sheet.freeze_panes(3, 1)
        sheet.protect()
        sheet.autofilter("A3:E5")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": f"='{WIDE}'!$B$4:$D$4"})
        sheet.insert_chart("G2", chart)
        sheet.insert_image("G20", "dot.png", {"image_data": io.BytesIO(DOT)})
        table = book.add_worksheet("Tabel")
        table.add_table("A1:B3", {"name": "Bogen", "columns": [{"header": "by"}, {"header": "tal"}]})
        table.write_row("A2", ["Ærø", 5])
        table.write_row("A3", ["Fanø", 7])
        hidden = book.add_worksheet("Skjult")
        hidden.write("A1", 99)
        hidden.hide()
        theirs = book.add_worksheet(FINDINGS)
        theirs.write_row("A1", [FINDINGS, "partnerens eget ark", 42])
        book.define_name("Satsen", "=Tabel!$B$2")
    return path


def report_of(*problems: Any) -> dict[str, Any]:
    """A report as `make_report` makes it, as far as marking goes."""
    count = {kind: sum(one.severity == kind for one in problems) for kind in ("error", "warning", "note")}
    return {"problems": [one.to_json() for one in problems], "problem_count": count}


BAD = problem("value_not_a_number", sheet=WIDE, cell="C4", found="ca. 14")
OUTLIER = problem("heading_unknown", sheet=WIDE, cell="E3", found="andel")
IN_A_MERGED = problem("heading_unknown", sheet=WIDE, cell="C2", found=None)
OF_THE_FILE = problem("hidden_sheet_left_out", sheet="Skjult")


def marked(tmp_path: Path, source: Path, *problems: Any) -> Any:
    copy = tmp_path / "copy.xlsx"
    assert mark_workbook(source, report_of(*problems), copy)
    return openpyxl.load_workbook(copy)


def values(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_everything_is_as_it_was_but_the_marks(tmp_path: Path):
    source = own_workbook(tmp_path / "egen.xlsx")
    before = values(source)
    book = marked(tmp_path, source, BAD, OUTLIER, IN_A_MERGED, OF_THE_FILE)
    after = values(tmp_path / "copy.xlsx")
    assert {name: after[name] for name in before} == before, "every cell, results of formulas too"
    sheet = book[WIDE]
    assert sheet["A6"].value.endswith("Ark1'!A1"), "the formula is there beside its result"
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:E1", "B2:D2"}
    assert len(sheet.data_validations.dataValidation) == 1
    assert len(sheet.conditional_formatting) == 1
    assert sheet.freeze_panes == "B4"
    assert sheet.protection.sheet
    assert len(sheet._charts) == 1
    assert sheet["A1"].fill.start_color.rgb == "FFCCFFCC", "what is not bad keeps its look"
    assert list(book["Tabel"].tables) == ["Bogen"]
    assert book["Skjult"].sheet_state == "hidden"
    assert "Satsen" in book.defined_names
    assert book[FINDINGS]["B1"].value == "partnerens eget ark", "a sheet of that name is the partner's"
    assert sheet["C7"].quotePrefix, "a text like a formula stays a text, also when it is edited"


def test_a_bad_cell_shows_it_in_three_ways(tmp_path: Path):
    book = marked(tmp_path, own_workbook(tmp_path / "egen.xlsx"), BAD, OUTLIER, IN_A_MERGED)
    sheet = book[WIDE]
    bad, doubtful, merged = sheet["C4"], sheet["E3"], sheet["B2"]
    assert (bad.fill.start_color.rgb, bad.border.left.style) == (RED, "thick")
    assert (doubtful.fill.start_color.rgb, doubtful.border.left.style) == (YELLOW, "mediumDashed")
    assert bad.comment.text.startswith("Spørg Bente\n\nFremdrift:\nFEJL: Værdien er ikke et tal."), "theirs first"
    assert bad.comment.author == "Bente"
    assert doubtful.comment.text.startswith("Fremdrift:\nADVARSEL: ")
    assert f"“{FINDINGS}”, row {FIRST_ROW + 1}" in doubtful.comment.text
    assert "ADVARSEL" in merged.comment.text, "of merged cells the first is marked"
    assert sheet["D4"].comment is None


def test_the_sheet_lists_all_in_both_languages_and_leads_there(tmp_path: Path):
    book = marked(tmp_path, own_workbook(tmp_path / "egen.xlsx"), OUTLIER, OF_THE_FILE, BAD)
    sheet = book.worksheets[0]
    assert sheet.title.startswith(FINDINGS)
    assert book.active is sheet
    rows = list(sheet.iter_rows(min_row=FIRST_ROW - 1, values_only=True))
    assert rows[0] == tuple(heading for heading, _ in COLUMNS)
    first = rows[1]
    assert first[:4] == ("Fejl / Error", WIDE, "C4", "ca. 14"), "errors come first"
    assert first[4:] == (
        *[t.da for t in (BAD.title, BAD.expected, BAD.remedy)],
        *[t.en for t in (BAD.title, BAD.expected, BAD.remedy)],
    )
    assert [row[0] for row in rows[2:]] == ["Advarsel / Warning"] * 2
    assert sheet.cell(FIRST_ROW, 3).hyperlink.location == f"'{WIDE}'!C4"
    assert sheet.row_dimensions[FIRST_ROW].height >= 30, "high enough for its texts"


def with_part(name: str, content: bytes = b"x") -> Any:
    def make(path: Path) -> Path:
        source = own_workbook(path.with_suffix(".tmp.xlsx"))
        return rewritten(source, path, lambda _, data: data, {name: content})

    return make


def in_sheet(content: bytes) -> Any:
    def make(path: Path) -> Path:
        source = own_workbook(path.with_suffix(".tmp.xlsx"))
        end = b"</worksheet>"
        return rewritten(
            source, path, lambda name, data: data.replace(end, content + end) if name.endswith("sheet1.xml") else data
        )

    return make


def with_shapes(path: Path) -> Path:
    """A workbook with a text box, and a button of the old kind."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(WIDE)
        sheet.write_row("A4", [1, 2, "ca. 14"])
        sheet.insert_textbox("D3", "Husk!")
        sheet.insert_button("D9", {"caption": "Tryk"})
    return path


# How the file is made, what its copy must say in Danish, why
LACKS = [
    (own_workbook, "billeder", "openpyxl drops pictures"),
    (own_workbook, "diagrammer", "charts are drawn anew"),
    (with_part("xl/vbaProject.bin"), "makroer", "the copy is an .xlsx"),
    (with_part("xl/ctrlProps/ctrlProp1.xml"), "knapper og felter", "form controls are dropped"),
    (with_shapes, "knapper og felter", "nor are those of the old kind kept"),
    (with_shapes, "figurer og tekstfelter", "text boxes are dropped"),
    (with_part("xl/threadedComments/threadedComment1.xml"), "tråd", "only the note of a thread is kept"),
    (with_part("xl/slicers/slicer1.xml"), "udsnitsværktøjer", "slicers are dropped"),
    (
        in_sheet(
            b'<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="http://schemas.microsoft.com/office/'
            b'spreadsheetml/2009/9/main"><x14:sparklineGroups><x14:sparklineGroup/></x14:sparklineGroups></ext></extLst>'
        ),
        "minidiagrammer",
        "extensions of a sheet are dropped",
    ),
]


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
@pytest.mark.parametrize(("make", "said", "why"), LACKS, ids=[why for *_, why in LACKS])
def test_what_the_copy_lacks_is_said(tmp_path: Path, make: Any, said: str, why: str):
    words = marked(tmp_path, make(tmp_path / "egen.xlsx"), BAD).worksheets[0]["A4"].value
    assert said in words.partition(" / ")[0], why
    assert "The copy lacks:" in words


def test_a_copy_that_lacks_nothing_says_that(tmp_path: Path, sqlite_house: House):
    source = sqlite_house.workbook([["antal", None, 2021, "ca. 5", None]])
    book = marked(tmp_path, source, problem("value_not_a_number", sheet="Indberetning", cell="D2", found="ca. 5"))
    assert book.worksheets[0]["A4"].value.startswith("Kopien har alt")


def other_value(path: Path) -> Path:
    """The second of two merged cells holds a figure, which openpyxl drops."""
    source = own_workbook(path.with_suffix(".tmp.xlsx"))
    return rewritten(
        source,
        path,
        lambda name, data: (
            data.replace(
                b"</sheetData>", b'<row r="99"><c r="A99"><v>1</v></c><c r="B99"><v>5</v></c></row></sheetData>'
            ).replace(b'<mergeCells count="2">', b'<mergeCells count="3"><mergeCell ref="A99:B99"/>')
            if name.endswith("sheet1.xml")
            else data
        ),
    )


NO_COPY = [
    (other_value, "a figure behind merged cells would be lost"),
    (with_part("xl/metadata.xml"), "formulas that spill over cells would be lost"),
    (with_part("xl/connections.xml"), "queries that fetch figures would be lost"),
]


@pytest.mark.parametrize(("make", "why"), NO_COPY, ids=[why for _, why in NO_COPY])
def test_no_copy_where_it_would_not_be_the_same_workbook(tmp_path: Path, make: Any, why: str):
    assert not mark_workbook(make(tmp_path / "egen.xlsx"), report_of(BAD), tmp_path / "copy.xlsx"), why


def test_marks_of_the_last_time_come_off(tmp_path: Path):
    first = own_workbook(tmp_path / "egen.xlsx")
    book = marked(tmp_path, first, BAD, OUTLIER)
    book[WIDE]["C4"] = 14  # corrected; the other one is not
    again = tmp_path / "igen.xlsx"
    book.save(again)
    book = marked(tmp_path, again, OUTLIER)
    sheet = book[WIDE]
    assert sheet["C4"].comment.text == "Spørg Bente"
    assert sheet["C4"].fill.fill_type is None
    assert sheet["C4"].border.left is None or sheet["C4"].border.left.style is None
    assert sheet["E3"].comment.text.count("Fremdrift:") == 1
    assert sum(name.startswith(FINDINGS) for name in book.sheetnames) == 2, "theirs, and one of ours"


def test_days_that_count_from_1904_stay_the_same_days(tmp_path: Path):
    source = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(source, {"date_1904": True}) as book:
        sheet = book.add_worksheet(WIDE)
        sheet.write("A1", date(2024, 3, 12), book.add_format({"num_format": "dd-mm-yyyy"}))
    before = values(source)
    marked(tmp_path, source, BAD)
    assert values(tmp_path / "copy.xlsx")[WIDE][0] == before[WIDE][0]


# Whole way: what is handed back of a file with one bad cell


def rejected(house: House, path: Path) -> Any:
    done = submit(house.room, path, "proeve", "sekretariat")
    assert done.outcome == "rejected"
    return done


def csv_file(house: House) -> Path:
    path = house.folder / "tal.csv"
    path.write_text("indikator;periode;værdi\nantal;2021;ca. 5\n", encoding="utf-8")
    return path


def many_rows(house: House) -> Path:
    return house.workbook([["antal", None, 2021, "ca. 5", None], *[["antal", None, 2021, 5, None]] * 20_001])


def no_bad_cell(house: House) -> Path:
    return house.workbook([], headings=["kommentar", "mere"])


HANDED_BACK = [
    (lambda house: house.workbook([["antal", None, 2021, "ca. 5", None]]), "marked", "a small workbook"),
    (csv_file, "list", "a CSV has no comments"),
    (lambda house: xls(house.folder / "a.xls"), "list", "openpyxl writes no .xls"),
    (lambda house: ods_by_library(house.folder / "a.ods"), "list", "openpyxl writes no .ods"),
    (many_rows, "list", "openpyxl takes long for many rows"),
    (no_bad_cell, "list", "no cell is to blame: a copy would look as if nothing were wrong"),
]


@pytest.mark.parametrize(("make", "kind", "why"), HANDED_BACK, ids=[why for *_, why in HANDED_BACK])
def test_what_is_handed_back(sqlite_house: House, make: Any, kind: str, why: str):
    done = rejected(sqlite_house, make(sqlite_house))
    assert done.report["annotated"] == kind, why
    book = openpyxl.load_workbook(sqlite_house.room.files.annotated_path_of(done.token))
    assert book.worksheets[0].title == FINDINGS
    assert book.worksheets[0].cell(FIRST_ROW, 1).value == "Fejl / Error"
    assert len(book.sheetnames) == (2 if kind == "marked" else 1)


def test_a_corrected_copy_goes_in(sqlite_house: House):
    done = rejected(sqlite_house, sqlite_house.workbook([["antal", None, 2021, "ca. 5", None]]))
    path = sqlite_house.room.files.annotated_path_of(done.token)
    book = openpyxl.load_workbook(path)
    book["Indberetning"]["D2"] = 5
    corrected = sqlite_house.folder / "rettet.xlsx"
    book.save(corrected)
    again = submit(sqlite_house.room, corrected, "proeve", "sekretariat")
    assert (again.outcome, again.report["counts"]["new"], again.report["problems"]) == ("accepted", 1, [])


LAYOUT = """
name: bred
tables:
  - {indicator: {fixed: kommuner}, area: {column: kommune}, period: {across: 1}, leave_out: [I alt]}
"""


def test_a_table_of_the_partners_own_is_marked_where_it_is_wrong(sqlite_house: House):
    config = sqlite_house.folder / "config" / "layouts"
    config.mkdir(parents=True)
    (config / "bred.yaml").write_text(LAYOUT, encoding="utf-8")
    store = sqlite_house.store
    house = house_in(sqlite_house.folder, store, str(store.url), FREMDRIFT_CONFIG=config.parent)
    path = house.folder / "statistik.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Tal")
        sheet.merge_range("A1:D1", "Ting pr. kommune (opdigtede tal)")
        sheet.write_row("A3", ["kommune", 2022, 2023, 2024])
        sheet.write_row("A4", ["Aabenraa", 12, "ca. 14", 16])
        sheet.write_row("A5", ["Aarhus", 30, 31, -5])
        sheet.write("A6", "I alt")
        sheet.write_formula("B6", "=SUM(B4:B5)", None, 42)
    done = rejected(house, path)
    assert done.report["annotated"] == "marked"
    copy = house.room.files.annotated_path_of(done.token)
    assert values(copy)["Tal"] == values(path)["Tal"]
    shown = openpyxl.load_workbook(copy)["Tal"]
    assert {cell.coordinate for row in shown.iter_rows() for cell in row if cell.comment} == {"C4", "D5"}


SIGNS = st.one_of(st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝", "'="]), st.just(""))
STRANGERS = st.builds("{}{}".format, SIGNS, st.text(st.characters(codec="utf-8"), max_size=20))


@given(STRANGERS)
@example('=HYPERLINK("http://x")')
@example("-5")
@example("{=1+1}")
@example("\x00=1+1")
@example("http://x.dk")
def test_nothing_that_a_stranger_wrote_is_a_formula_in_a_list(text: str):
    one = problem("value_not_a_number", sheet=text[:31] or "a", cell="D2", found=text)
    found = openpyxl.load_workbook(io.BytesIO(problem_workbook(report_of(one), f"{text}.xlsx")))
    _no_formula(found.worksheets[0])


@given(STRANGERS)
@example("=1+1")
@example("\x00=1+1")
def test_nothing_that_a_stranger_wrote_is_a_formula_in_a_copy(text: str):
    book = openpyxl.Workbook()
    write_findings(book, [problem("value_not_a_number", sheet=text or "a", cell="D2", found=text)], None, [])
    saved = io.BytesIO()
    book.save(saved)
    _no_formula(openpyxl.load_workbook(saved).worksheets[0])


def _no_formula(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert not str(cell.value or "").startswith(("=", "+", "-", "@", "\t", "\r"))
