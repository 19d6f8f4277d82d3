"""The workbook that an organisation fills in: what it asks for, what can be written in it, and that it comes back."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.definitions import Alliance
from etl.errands import submit
from etl.opening.own_sheets import FORM, GUIDE, LISTS
from etl.returning.form_workbook import workbook_of
from etl.template import make_template
from progress.due import MOST_ROWS, rows_due
from store.clock import danish_day
from store.observations import Observation, read_observations
from store.viewer import OPERATOR
from tests.rooms import NOW, House, small_alliance

TODAY = danish_day(NOW)
PLACES = ["0751 Aarhus", "0101 København"]


def alliance(**indicator: Any) -> Alliance:
    """The small alliance with one invented indicator."""
    plain = {
        "code": "ting",
        "goal": "faerre",
        "title": "Ting",
        "unit": "ting",
        "frequency": "annual",
        "kind": "count",
        "direction": "decrease",
    }
    return small_alliance(indicators=[plain | indicator])


def figure(period: object, value: float | None, area: str = "Danmark", who: str = "partner", code: str = "ting") -> Any:
    """A stored figure."""
    status = "L" if value is None else "A"
    return Observation(code, who, area, {}, str(period), value, None, None, status, None, "a", "b", "c", NOW, NOW)


def asked(declared: Alliance, *stored: Observation) -> list[tuple[str, str, str | None, float | None]]:
    """Place, period, last period and last figure of each row."""
    due = rows_due(declared, "partner", stored, TODAY)
    return [
        (row.area, str(row.period), *((str(row.last[0]), row.last[1]) if row.last else (None, None)))
        for row in due.rows
    ]


QUARTERS = [figure(f"2025-Q{n}", n) for n in (1, 2, 3, 4)]
# Today is 23 November 2026. The indicator, what is stored, the rows asked for, why
DUE = [
    ({}, [figure(2023, 5)], [("", "2024", "2023", 5), ("", "2025", "2023", 5)], "2026 is not over"),
    ({"lag_months": 12}, [figure(2023, 5)], [("", "2024", "2023", 5)], "2025 may come until the end of 2026"),
    (
        {},
        [figure(2023, 5), figure(2024, None), figure(2025, 6)],
        [],
        "one that was said to be missing is not asked for",
    ),
    ({}, [figure(2022, 4), figure(2025, 6)], [("", "2023", "2022", 4), ("", "2024", "2022", 4)], "gaps are asked for"),
    (
        {"missing": [{"period": 2024, "reason": "Ikke talt"}]},
        [figure(2023, 5)],
        [("", "2025", "2023", 5)],
        "the definition explains 2024",
    ),
    (
        {"frequency": "quarterly"},
        QUARTERS,
        [("", "2026-Q1", "2025-Q1", 1), ("", "2026-Q2", "2025-Q2", 2), ("", "2026-Q3", "2025-Q3", 3)],
        "beside each quarter stands the same one of the year before",
    ),
    (
        {"frequency": "annual", "period_type": "S"},
        [figure("2023-H1", 5), figure("2024-H1", 6)],
        [("", "2025-H1", "2024-H1", 6), ("", "2026-H1", "2025-H1", 0)],
        "the first half of each year, never the second",
    ),
    ({"frequency": "biennial"}, [figure(2021, 5), figure(2023, 6)], [("", "2025", "2023", 6)], "every second year"),
    (
        {"frequency": "irregular"},
        [figure(2021, 5)],
        [("", "None", "2021", 5)],
        "no period is known: the partner writes it",
    ),
    (
        {"by_area": True},
        [figure(2024, 5, PLACES[0]), figure(2024, 7, PLACES[1])],
        [(PLACES[1], "2025", "2024", 7), (PLACES[0], "2025", "2024", 5)],
        "one row a place, in Danish order: Aa comes last",
    ),
    (
        {},
        [figure(2023, 5, who="sekretariat")],
        "everything",
        "what only another one delivers, where nothing else is left",
    ),
    ({}, [figure(2025, 5)], [], "nothing is missing"),
]


@pytest.mark.parametrize(("indicator", "stored", "rows", "why"), DUE, ids=[why for *_, why in DUE])
def test_what_is_asked_for(indicator: dict[str, Any], stored: list[Observation], rows: Any, why: str):
    found = asked(alliance(**indicator), *stored)
    if rows == "everything":
        assert found, why
        return
    # The figure beside the second of two missing halves is the latest that is there.
    expected = [
        (area, period, *(("2024-H1", 6) if last == 0 else (before, last))) for area, period, before, last in rows
    ]
    assert found == expected, why


def test_an_organisation_is_asked_for_its_own_indicators():
    declared = small_alliance()
    by_partner, by_other = figure(2024, 5, code="antal"), figure(2024, 5, "0751 Aarhus", "sekretariat", "kommuner")
    codes = {row.indicator.code for row in rows_due(declared, "partner", [by_partner, by_other], TODAY).rows}
    assert codes == {"antal", "andel"}, "what it delivers, and what nobody does"
    document = declared.model_dump(mode="json", by_alias=True)
    document["indicators"][1]["targets"] = [{"value": 5, "period": 2030, "organisation": "partner"}]
    codes = {
        row.indicator.code
        for row in rows_due(Alliance.model_validate(document), "partner", [by_partner, by_other], TODAY).rows
    }
    assert codes == {"antal", "kommuner", "andel"}, "a target of its own means that it is to measure that too"


def test_rows_are_as_many_as_a_person_can_fill_in():
    due = rows_due(
        alliance(by_area=True, frequency="monthly"),
        "partner",
        [figure("2020-01", 1, f"0{n}") for n in range(100, 198)],
        TODAY,
    )
    assert len(due.rows) <= MOST_ROWS
    assert due.periods == 4, "the latest four months of each of 98 places: eight would be 784 rows"
    assert due.left_out == 98 * (6 * 12 + 9) - len(due.rows)
    assert str(due.rows[0].period) == "2026-07"


# The workbook itself


def template(house: House, organisation: str = "partner") -> Any:
    with house.store.reading() as connection:
        content = make_template(connection, "proeve", OPERATOR, TODAY, organisation)
    return openpyxl.load_workbook(io.BytesIO(content))


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def row_of(sheet: Any, indicator: str, period: Any, area: str = "Danmark", **more: str) -> int:
    at = columns(sheet)
    wanted = {"indikator": indicator, "periode": period, "område": area, **more}
    (row,) = (
        row for row in range(2, sheet.max_row + 1) if all(sheet.cell(row, at[k]).value == v for k, v in wanted.items())
    )
    return row


def test_only_what_is_to_be_written_can_be_written(sqlite_house: House):
    sheet = template(sqlite_house)[FORM]
    at = columns(sheet)
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "B2"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0), "as wide as the page"
    assert sheet.print_title_rows == "$1:$1"
    row = row_of(sheet, "Antal ting", 2021)
    is_open = {name for name, column in at.items() if not sheet.cell(row, column).protection.locked}
    assert is_open == {"værdi", "status"}
    last = sheet.max_row
    is_open = {name for name, column in at.items() if not sheet.cell(last, column).protection.locked}
    assert is_open == {"indikator", "område", "køn", "periode", "værdi", "status"}
    assert sheet.cell(row, at["værdi"]).number_format == "#,##0"
    share = row_of(sheet, "Andel", "1. kvartal 2026", køn="kvinder")
    assert sheet.cell(share, at["værdi"]).number_format == 'General" pct."'
    assert sheet.cell(share, at["måles i"]).value == "pct."


def test_choices_are_offered_and_can_be_read(sqlite_house: House):
    book = template(sqlite_house)
    at = columns(book[FORM])
    lists = {one.formula1 for one in book[FORM].data_validations.dataValidation if one.type == "list"}
    assert lists == {"fremdrift_indikator", "fremdrift_sted", "fremdrift_status", "fremdrift_koen_v"}
    assert book[LISTS].sheet_state == "hidden"
    for one in book[FORM].data_validations.dataValidation:
        if one.formula1 == "fremdrift_status":
            assert str(one.sqref).startswith(openpyxl.utils.get_column_letter(at["status"]))
    bounds = [one for one in book[FORM].data_validations.dataValidation if one.type == "decimal"]
    assert ("0.0", "100.0") in {(one.formula1, one.formula2) for one in bounds}, "a share lies between 0 and 100"


def test_the_guide_says_how_in_danish(sqlite_house: House):
    texts = [str(cell.value) for row in template(sqlite_house)[GUIDE].iter_rows() for cell in row if cell.value]
    whole = "\n".join(texts)
    for piece in (
        "Prøvealliancen",
        "Partneren",
        "23. november 2026",
        "Sådan gør du",
        "intet at indberette",
        "Sekretariatet",
    ):
        assert piece in whole
    assert "ét i hver række" in whole


# What is stored of the indicator, what the guide says, why
SAID = [
    ({}, [figure(2025, 5)], "Ingen tal mangler lige nu", "nothing is missing"),
    ({}, [figure(2023, 5)], "Tal, der mangler: 2,", "two years are"),
    (
        {"frequency": "irregular"},
        [figure(2021, 5)],
        "uden faste tidspunkter: 1. Har I et nyt, så skriv selv",
        "no known time",
    ),
    (
        {"by_area": True, "frequency": "monthly"},
        [figure("2020-01", 1, f"0{n}") for n in range(100, 198)],
        "de 4 seneste perioder af hver serie; 7.546 tal er ikke med",
        "more than a person fills in",
    ),
]


@pytest.mark.parametrize(("indicator", "stored", "said", "why"), SAID, ids=[why for *_, why in SAID])
def test_the_guide_says_what_is_asked_for(indicator: dict[str, Any], stored: list[Observation], said: str, why: str):
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(alliance(**indicator), "partner", stored, TODAY)))
    texts = [str(row[0]) for row in book[GUIDE].iter_rows(values_only=True)]
    assert any(said in text for text in texts), why


def filled(house: House, **more: Any) -> Any:
    """A template with three rows filled in: one asked for, one said to be missing, one added below."""
    book = template(house)
    sheet = book[FORM]
    at = columns(sheet)
    sheet.cell(row_of(sheet, "Antal ting", 2021), at["værdi"], 95)
    sheet.cell(row_of(sheet, "Antal ting", 2022), at["status"], "mangler")
    added = {"indikator": "Andel", "køn": "mænd", "periode": "2. kvartal 2020", "værdi": 12.5, "status": "skøn"} | more
    for name, value in added.items():
        sheet.cell(sheet.max_row - 3, at[name], value)
    return book


def as_xlsx(book: Any, folder: Path) -> Path:
    book.save(folder / "udfyldt.xlsx")
    return folder / "udfyldt.xlsx"


def as_xls(book: Any, folder: Path) -> Path:
    """As an old Excel saves it: no defined name of ours, the hidden sheet is there."""
    old = xlwt.Workbook()
    for sheet in book.worksheets:
        new = old.add_sheet(sheet.title)
        new.visibility = 0 if sheet.sheet_state == "visible" else 1
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    new.write(cell.row - 1, cell.column - 1, cell.value)
    old.save(str(folder / "udfyldt.xls"))
    return folder / "udfyldt.xls"


def form_alone(book: Any, folder: Path) -> Path:
    """The sheet copied into a new workbook."""
    new = openpyxl.Workbook()
    for row in book[FORM].iter_rows(values_only=True):
        new.active.append(row)
    new.save(folder / "kun arket.xlsx")
    return folder / "kun arket.xlsx"


def as_csv(book: Any, folder: Path) -> Path:
    """As a Danish Excel saves the sheet."""
    path = folder / "udfyldt.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        for row in book[FORM].iter_rows(values_only=True):
            lines.writerow(str(v).replace(".", ",") if isinstance(v, float) else v for v in row)
    return path


@pytest.mark.parametrize("save", [as_xlsx, as_xls, form_alone, as_csv])
def test_what_comes_back_is_read_without_a_layout(sqlite_house: House, save: Any):
    done = submit(sqlite_house.room, save(filled(sqlite_house), sqlite_house.folder), "proeve", "partner")
    assert (done.outcome, done.report["counts"]["new"]) == ("accepted", 3)
    assert [one["code"] for one in done.report["problems"]] == ["rows_not_filled_in"], "and nothing else is remarked on"
    with sqlite_house.store.reading() as connection:
        stored = {
            (o.indicator, o.area, o.period, o.value, o.status)
            for o in read_observations(connection, "proeve", OPERATOR, ["antal", "andel"])
        }
    assert stored == {
        ("antal", "Danmark", "2021", 95.0, "A"),
        ("antal", "Danmark", "2022", None, "L"),
        ("andel", "Danmark", "2020-Q2", 12.5, "E"),
    }


def test_the_next_one_asks_for_the_rest(sqlite_house: House):
    before = template(sqlite_house)[FORM].max_row
    submit(sqlite_house.room, as_xlsx(filled(sqlite_house), sqlite_house.folder), "proeve", "partner")
    sheet = template(sqlite_house)[FORM]
    at = columns(sheet)
    with pytest.raises(ValueError, match="unpack"):
        row_of(sheet, "Antal ting", 2021)
    row = row_of(sheet, "Antal ting", 2023)
    assert (sheet.cell(row, at["sidste tal"]).value, sheet.cell(row, at["sidste periode"]).value) == (95, 2021)
    assert sheet.max_row != before


def test_one_sent_back_empty_changes_nothing(sqlite_house: House):
    done = submit(sqlite_house.room, as_xlsx(template(sqlite_house), sqlite_house.folder), "proeve", "partner")
    assert done.report["problem_count"]["error"] == 0
    assert set(done.report["counts"].values()) == {0}


def test_a_template_with_a_mistake_comes_back_marked_and_can_be_sent_again(sqlite_house: House):
    done = submit(
        sqlite_house.room, as_xlsx(filled(sqlite_house, værdi="ca. 12"), sqlite_house.folder), "proeve", "partner"
    )
    assert (done.outcome, done.report["annotated"]) == ("rejected", "marked")
    book = openpyxl.load_workbook(sqlite_house.room.files.annotated_path_of(done.token))
    sheet = book[FORM]
    (bad,) = (cell for row in sheet.iter_rows() for cell in row if cell.comment)
    assert bad.value == "ca. 12"
    bad.value = 12
    again = submit(sqlite_house.room, as_xlsx(book, sqlite_house.folder), "proeve", "partner")
    assert (again.outcome, again.report["counts"]["new"]) == ("accepted", 3)


@settings(max_examples=40)  # each makes a whole workbook
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(str.strip)
)
@example("=1+1")
@example("+45 12 34")
@example("-")
@example("@SUM(A1)")
def test_no_text_of_a_definition_is_a_formula(text: str):
    dimension = {"code": "koen", "title": text, "values": [text, f"={text}"]}
    declared = alliance(title=text, unit=text, definition=f"={text}", dimensions=[dimension], area=f"={text}")
    stored = [figure(2024, 5, f"={text}")]
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(declared, "partner", stored, date(2026, 6, 1))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "@", "\t", "\r"))
                assert isinstance(cell.value, int | float) or not str(cell.value or "").startswith("-")
