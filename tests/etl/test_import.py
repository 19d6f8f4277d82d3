"""A file's way through the intake: what is refused, and how a person is told. Nothing of a refused file is stored."""

from __future__ import annotations

import re

import pytest

from etl.errands import submit
from store.observations import read_observations
from store.viewer import OPERATOR
from tests.rooms import HEADINGS, House

FORBIDDEN = re.compile(r"Traceback|calamine|pandas|numpy|openpyxl|/tmp/|\.py\b|Error\b", re.IGNORECASE)
WITH_KNOWN = [*HEADINGS, "kendt fra"]

# rows (headings: indikator, område, periode, værdi, status), the problem's code, its cell, why
REFUSED = [
    ([["antl", None, 2021, 95, None]], "indicator_unknown", "A2", "an indicator that does not exist"),
    ([["antal", "Nørre Aaby", 2021, 95, None]], "area_former", "B2", "a place that is no longer there"),
    (
        [["antal", "Aarhus", 2021, 95, None]],
        "area_not_declared",
        "B2",
        "a place that the indicator is not measured for",
    ),
    ([["antal", None, "2021K7", 95, None]], "period_unknown", "C2", "a seventh quarter"),
    ([["antal", None, "2021-Q1", 95, None]], "period_wrong_frequency", "C2", "a quarter of a yearly indicator"),
    ([["antal", None, 2027, 95, None]], "period_in_future", "C2", "a future period that is no projection"),
    ([["antal", None, 2021, -5, None]], "value_negative", "D2", "a negative count"),
    ([["antal", None, 2021, "ca. 15.000", None]], "value_not_a_number", "D2", "text in the value column"),
    ([["antal", None, 2021, "1.234", None]], "value_ambiguous", "D2", "1234 or 1.234"),
    ([["antal", None, 2021, "12,5", None], ["antal", None, 2022, "12.5", None]], "value_mixed", "D2", "both ways"),
    ([["antal", None, 2021, "45 %", None]], "value_is_percent", "D2", "per cent of an indicator in things"),
    ([["antal", None, 2021, True, None]], "value_not_number", "D2", "a yes is no number"),
    ([["antal", None, 2021, None, None]], "value_missing", "D2", "an empty value without a status"),
    ([["antal", None, 2021, 95, "mangler"]], "status_with_value", "E2", "missing, and yet a value"),
    ([["antal", None, 2021, 95, "F"]], "status_f", "E2", "provisional or projection"),
    ([["antal", None, 2021, 95, "vistnok"]], "status_unknown", "E2", "a word that is no status"),
    ([[None, None, 2021, 95, None]], "field_empty", "A2", "no indicator"),
    ([["antal", None, None, 95, None]], "field_empty", "C2", "no period"),
    ([["andel", None, "2021-Q1", 101, None]], "value_out_of_bounds", "D2", "a share above 100 per cent"),
    (
        [["antal", None, 2021, 95, None], ["antal", "Danmark", "2021", 96, None]],
        "key_twice_differs",
        "D3",
        "the same key twice with two values",
    ),
]


@pytest.mark.parametrize(("rows", "code", "cell", "why"), REFUSED, ids=[why for *_, why in REFUSED])
def test_refused_at_its_cell(sqlite_house: House, rows, code, cell, why):
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    assert done.outcome == "rejected", why
    problems = done.report["problems"]
    assert (code, cell) in [(one["code"], one["cell"]) for one in problems]
    for one in problems:
        assert one["sheet"] == "Indberetning"
        assert one["excerpt"]["cell"] == one["cell"]
        for text in (one["title"], one["expected"], one["remedy"]):
            assert text["da"]
            assert text["en"]
            assert not FORBIDDEN.search(text["da"] + text["en"])
            assert "{" not in text["da"] + text["en"]
    _nothing_is_stored(sqlite_house)


def test_both_cells_of_a_contradiction_are_named(sqlite_house: House):
    rows = [["antal", None, 2021, 95, None], ["antal", None, 2021, 96, None]]
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    (one,) = done.report["problems"]
    assert one["cell"] == "D3"
    assert "D2" in one["remedy"]["da"]


def test_a_repeated_figure_counts_once_with_a_note(sqlite_house: House):
    rows = [["antal", None, 2021, 95, None], ["Antal ting", "Danmark", "2021", 95, "endelig"]]
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    assert done.outcome == "accepted"
    assert done.report["counts"]["new"] == 1
    assert [one["code"] for one in done.report["problems"]] == ["key_twice_same"]


def test_one_bad_cell_keeps_all_rows_out(sqlite_house: House):
    rows = [["antal", None, year, 95, None] for year in range(2000, 2020)] + [["antal", None, 2021, "?", None]]
    assert submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat").outcome == "rejected"
    _nothing_is_stored(sqlite_house)


def test_the_next_good_file_goes_in(sqlite_house: House):
    bad = sqlite_house.folder / "daarlig.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    assert submit(sqlite_house.room, bad, "proeve", "sekretariat").outcome == "rejected"
    good = sqlite_house.workbook([["antal", None, 2021, 95, None]])
    assert submit(sqlite_house.room, good, "proeve", "sekretariat").outcome == "accepted"


def test_headings_in_any_order_case_and_spacing(sqlite_house: House):
    path = sqlite_house.workbook(
        [[None, 95, "Danmark", "Antal ting", 2021]],
        headings=[" STATUS", "Værdi ", "OMRÅDE", "indikator:", "P e r i o d e"],
    )
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert done.outcome == "accepted", done.report["problems"]


def test_a_missing_heading_is_named(sqlite_house: House):
    path = sqlite_house.workbook([["antal", 2021]], headings=["indikator", "periode"])
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    (one,) = done.report["problems"]
    assert one["code"] == "heading_missing"
    assert "værdi" in one["title"]["da"]


def test_an_unknown_column_is_told_and_not_read(sqlite_house: House):
    path = sqlite_house.workbook([["antal", 2021, 95, "x"]], headings=["indikator", "periode", "værdi", "bemærkning"])
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert done.outcome == "accepted"
    (one,) = done.report["problems"]
    assert (one["code"], one["severity"], one["cell"]) == ("heading_unknown", "warning", "D1")


def test_the_organisation_must_be_the_one_that_sends(sqlite_house: House):
    headings = ["indikator", "periode", "værdi", "organisation"]
    for name, outcome in (("Partneren", "rejected"), ("Sekretariatet", "accepted"), ("sekretariat", "unchanged")):
        path = sqlite_house.workbook([["antal", 2021, 95, name]], headings=headings)
        assert submit(sqlite_house.room, path, "proeve", "sekretariat").outcome == outcome


def test_dimensions_are_columns(sqlite_house: House):
    rows = [
        ["andel", "2021-Q1", 40, "kvinder"],
        ["andel", "1. kvartal 2021", 50, "mænd"],
        ["andel", "2021K1", 45, None],
    ]
    headings = ["indikator", "periode", "værdi", "køn"]
    done = submit(sqlite_house.room, sqlite_house.workbook(rows, headings=headings), "proeve", "sekretariat")
    assert done.outcome == "accepted", done.report["problems"]
    assert {tuple(one.dimensions.values()) for one in _stored(sqlite_house, "andel")} == {("kvinder",), ("mænd",), ()}
    rows[0][3] = "drenge"
    done = submit(sqlite_house.room, sqlite_house.workbook(rows, headings=headings), "proeve", "sekretariat")
    assert [(one["code"], one["cell"]) for one in done.report["problems"]] == [("dimension_value_unknown", "D2")]


def test_a_day_in_the_future_is_no_day_to_be_known_from(sqlite_house: House):
    path = sqlite_house.workbook([["antal", None, 2021, 95, None, "01-01-2027"]], headings=WITH_KNOWN)
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert [(one["code"], one["cell"]) for one in done.report["problems"]] == [("known_from_in_future", "F2")]


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_in_every_dialect(sqlite_house: House, encoding, delimiter):
    quote = '"' if delimiter == "," else ""
    lines = ["indikator,område,periode,værdi,status", f"kommuner,Ærø,2021,{quote}12,5{quote},foreløbig"]
    text = "\r\n".join(line.replace(",", delimiter) if delimiter == ";" else line for line in lines)
    text = text.replace("12;5", "12,5")
    path = sqlite_house.folder / "tal.csv"
    path.write_bytes(text.encode(encoding))
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert done.outcome == "accepted", done.report["problems"]
    (one,) = _stored(sqlite_house, "kommuner")
    assert (one.area, one.value, one.status, one.cell) == ("0492 Ærø", 12.5, "P", "D2")


def test_an_outlier_waits_for_confirmation(sqlite_house: House):
    submit(sqlite_house.room, sqlite_house.workbook([["antal", None, 2021, 95, None]]), "proeve", "sekretariat")
    path = sqlite_house.workbook([["antal", None, 2021, 95, None], ["antal", None, 2022, 950, None]])
    waits = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert waits.outcome == "awaiting_confirmation"
    assert [(one["code"], one["cell"]) for one in waits.report["problems"]] == [("outlier", "D3")]
    assert len(_stored(sqlite_house, "antal")) == 1
    taken = submit(sqlite_house.room, path, "proeve", "sekretariat", confirmed=True)
    assert taken.outcome == "accepted"
    assert len(_stored(sqlite_house, "antal")) == 2


def test_a_period_that_is_not_over_is_kept_with_a_warning(sqlite_house: House):
    done = submit(sqlite_house.room, sqlite_house.workbook([["antal", None, 2026, 40, None]]), "proeve", "sekretariat")
    assert done.outcome == "accepted"
    assert [one["code"] for one in done.report["problems"]] == ["period_not_over"]


def test_a_future_projection_is_taken(sqlite_house: House):
    rows = [["antal", None, 2030, 40, "fremskrivning"]]
    assert submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat").outcome == "accepted"


def test_the_report_says_what_the_figures_mean_for_the_verdict(sqlite_house: House):
    rows = [["antal", None, 2020, 100, None], ["antal", None, 2022, 90, None], ["antal", None, 2023, 85, None]]
    submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    rows.append(["antal", None, 2025, 20, None])
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    (told,) = done.report["verdicts"]
    assert (told["indicator"], told["before"], told["after"]) == ("antal", "on_track", "met")
    assert told["sentence"]["da"].startswith("20\u00a0ting i 2025.")
    assert told["formula"][-1]["label"]["da"].startswith("Regel 4")


def test_ten_thousand_bad_rows_get_a_short_answer(sqlite_house: House):
    rows = [["antal", None, 2021, "x", None]] * 10_000
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    assert done.report["problem_count"]["error"] == 10_000
    assert len(done.report["problems"]) == 100


def _stored(house: House, code: str):
    with house.store.reading() as connection:
        return read_observations(connection, "proeve", OPERATOR, [code])


def _nothing_is_stored(house: House) -> None:
    for code in ("antal", "kommuner", "andel"):
        assert not _stored(house, code)
