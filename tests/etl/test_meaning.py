"""The standard workbook, cell by cell: what is read, and what is asked about instead of guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from config.definitions import Alliance
from etl.errands import submit
from etl.harmonise import harmonise
from etl.meaning.contents import Content
from etl.meaning.signs import sign_of
from etl.meaning.words import Meanings
from etl.opening.box import Box
from etl.opening.cells import TEXT, Workbook
from etl.opening.columns import SheetBuilder
from etl.problems.findings import Findings
from etl.status import observations, status
from etl.validate import validate
from store.published import read_published
from store.viewer import OPERATOR
from tests.corpus.case import ALLIANCE
from tests.rooms import HEADINGS, House, small_alliance

TODAY = date(2026, 11, 23)
Row = list[Any]


def read(rows: list[Row], declared: Alliance = ALLIANCE, headings: list[str] = HEADINGS) -> tuple[list[Any], list[Any]]:
    """(indicator, area, period, value, status) of what would be stored, and (code, cell) of every problem."""
    builder = SheetBuilder("Ark1", Box(1, len(rows) + 1, 1, len(headings)))
    builder.fill([headings, *[["" if one is None else one for one in row] for row in rows]], 1, 1)
    findings = Findings()
    harmonised = harmonise(Workbook("xlsx", [builder.sheet()]), declared, "partner", findings)
    checked = validate(harmonised.tidy, declared, harmonised.sheets, TODAY, findings)
    columns = ["indicator", "area", "period", "value", "status"]
    kept = [(*row[:3], None if row[3] != row[3] else row[3], row[4]) for row in checked[columns].to_numpy()]
    return kept, [(one.code, one.cell) for one in findings.kept]


# value, status, (value, status) that is stored, code of the problem, why
CELLS: list[tuple[Any, Any, Any, str | None, str]] = [
    (12.5, None, (12.5, "A"), None, "a number is what it is"),
    (-0.0, None, (0.0, "A"), None, "no negative zero"),
    (0, None, (0.0, "A"), None, "nought is a figure"),
    (0, "foreløbig", (0.0, "P"), None, "also a provisional one"),
    ("12,5", None, (12.5, "A"), None, "Danish"),
    ("12.5", None, (12.5, "A"), None, "English, alone in its column"),
    ("1.234", None, None, "value_ambiguous", "two readings"),
    ("1,2E+05", None, None, "value_shortened", "digits are missing"),
    ("#####", None, None, "value_shortened", "all of them"),
    ("1 2", None, None, "value_not_a_number", "two numbers"),
    (1e15, None, None, "value_too_long", "more than a spreadsheet keeps"),
    ("1234567890123456", None, None, "value_too_long", "the same as text"),
    ("12 kr.", None, None, "value_other_unit", "the indicator is in things"),
    ("12 mio.", None, None, "value_other_unit", "never multiplied"),
    ("12 %", None, None, "value_is_percent", "nor is it in per cent"),
    (True, None, None, "value_not_number", "yes and no are no numbers"),
    (None, None, None, "value_missing", "blank without a status"),
    (None, "mangler", (None, "L"), None, "blank with one"),
    (None, "diskretioneret", (None, "Q"), None, "hidden by the partner"),
    (None, "færre end 5", (None, "Q"), None, "the same in other words"),
    (None, "skjult", (None, "Q"), None, "and in one more"),
    (None, "intet at indberette", (None, "N"), None, "looked for, and nothing there"),
    (None, "F", None, "status_f", "two meanings"),
    ("<5", None, None, "value_sign", "a sign alone is asked about"),
    ("<5", "diskretioneret", (None, "Q"), None, "beside a status nothing is left to ask"),
    ("1-4", "diskretioneret", (None, "Q"), None, "the same"),
    ("..", "mangler", (None, "L"), None, "the same"),
    ("-", "ikke relevant", (None, "M"), None, "the status decides"),
    ("-", "endelig", None, "value_sign", "final, but what?"),
    ("mange", "mangler", None, "value_not_a_number", "a word is no sign"),
    (5, "diskretioneret", None, "status_with_value", "one or the other"),
    (-5, None, None, "value_negative", "not of this indicator"),
]


@pytest.mark.parametrize(("value", "said", "stored", "code", "why"), CELLS, ids=[one[-1] for one in CELLS])
def test_a_cell(value: Any, said: Any, stored: Any, code: str | None, why: str) -> None:
    kept, problems = read([["antal", None, 2021, value, said]])
    assert {one for one, _ in problems} == ({code} if code else set()), why
    if stored:
        assert [one[3:] for one in kept] == [stored], why


SIGNS = [
    ("..", "findes ikke", "mangler"), ("…", "findes ikke", "mangler"), (".", "kan ikke forekomme", "ikke relevant"),
    ("-", "nul", "0"), ("\u2013", "nul", "0"), ("*", "foreløbigt", "foreløbig"), ("<5", "skjult", "diskretioneret"),
    ("< 5", "skjult", "diskretioneret"), ("færre end 5", "skjult", "diskretioneret"),
    ("1-4", "skjult", "diskretioneret"),
    ("under 3", "skjult", "diskretioneret"), ("i.o.", "mangler", "mangler"), ("I.O.", "mangler", "mangler"),
    ("u.o.", "mangler", "mangler"), ("uoplyst", "mangler", "mangler"), ("n/a", "mangler", "mangler"),
    ("N.A.", "mangler", "mangler"), ("x", "aftalt hos jer", "status"), ("ingen", "intet", "intet at indberette"),
    ("NULL", "mangler", "mangler"), ("ikke relevant", "ikke relevant", "ikke relevant"),
]  # fmt: skip


@pytest.mark.parametrize(("sign", "usual", "word"), SIGNS, ids=[one[0] for one in SIGNS])
def test_a_sign_is_asked_about_with_what_it_mostly_means(sign: str, usual: str, word: str) -> None:
    found = sign_of(sign)
    assert found is not None
    assert usual in found.usual.da
    assert word in found.write.da
    assert read([["antal", None, 2021, sign, None]])[1] == [("value_sign", "D2")]


@pytest.mark.parametrize("text", ["", "ca. 15", "12,5", "5", "mange", "se note", "x1", "5-9 børn", "-5", "14", "<5000"])
def test_what_is_no_sign(text: str) -> None:
    assert sign_of(text) is None


COLUMNS = [
    (["1.234", "12,5"], [1234.0, 12.5], [], "Danish by its neighbour"),
    (["1.234", "12.5"], [1.234, 12.5], [], "English by its neighbour"),
    (["1.234", 12.5], None, [("value_ambiguous", "D2")], "a number of the workbook says nothing of texts"),
    (["12,5", "13,5", "14,5", "12.5"], None, [("value_mixed", "D5")], "a stranger in a Danish column, at its cell"),
    (["1 234", "12,5"], [1234.0, 12.5], [], "a blank parts thousands"),
    (["(5)", "\u22125"], None, [("value_negative", "D2"), ("value_negative", "D3")], "brackets and minus"),
]


@pytest.mark.parametrize(("values", "stored", "problems", "why"), COLUMNS, ids=[one[-1] for one in COLUMNS])
def test_a_column(values: list[Any], stored: list[float] | None, problems: list[Any], why: str) -> None:
    kept, told = read([["antal", None, 2010 + place, value, None] for place, value in enumerate(values)])
    assert told == problems, why
    assert stored is None or [one[3] for one in kept] == stored, why


# what stands there for the indicator "tilfredse" (pct., by municipality), problems, why
SHARES = [
    ([45.9, 46.1, 44.8], [], "per cent"),
    ([0.453, 45.9, 46.1], [("share_mixed", "D2")], "one of them a share"),
    ([0.453, 0.461, 45.9], [("share_mixed", "D2"), ("share_mixed", "D3")], "one in per cent"),
    (["0,453", "45,9"], [("share_mixed", "D2")], "as text"),
    (["0,4 pct.", 45.9, 46.1], [], "a small one that says what it is"),
    (["0,4 %", 45.9, 46.1], [], "the same"),
    ([0.4, 0.9, 1.6, 2.5, 3.1], [], "small ones rise above 1"),
    ([0, 45.9], [], "nought is nought in both"),
    ([1e-320, 45.9], [], "next to nothing, so that no double holds how many times larger the other is"),
    ([1.2, 5, 22, 41, 0.9], [], "a steep rise from below 1"),
    ([0.453, 0.461], [], "all of them shares: asked when the file is to be stored"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "problems", "why"), SHARES, ids=[one[-1] for one in SHARES])
def test_percentages_written_in_two_ways(values: list[Any], problems: list[Any], why: str) -> None:
    rows = [["tilfredse", "Aarhus", 2010 + place, value, None] for place, value in enumerate(values)]
    assert read(rows)[1] == problems, why


PLACES = [
    ("Aarhus", "0751 Aarhus", None), (751, "0751 Aarhus", None), ("0101", "0101 København", None),
    (84, "Region Hovedstaden", None),
    ("1084", "Region Hovedstaden", None), ("Hele landet", "Danmark", None), ("0751 Odense", None, "area_contradiction"),
    ("Ærøskøbing", None, "area_former"), (495, None, "area_former"), (271, None, "area_former"),
    ("Christiansø", None, "area_christiansoe"), ("Uoplyst kommune", None, "area_no_place"),
    ("I alt", None, "area_total"),
    ("Købnhavn", None, "area_unknown"), ("Atlantis", None, "area_unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "place", "code"), PLACES, ids=[str(one[0]) for one in PLACES])
def test_a_place(written: Any, place: str | None, code: str | None) -> None:
    kept, problems = read([["kommuner", written, 2021, 5, None]])
    assert problems == ([(code, "B2")] if code else [])
    assert place is None or [one[1] for one in kept] == [place]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(["1.234", "12,5", "12.5", "7", "1 234", "1,234", "0,5", "5 %", 3.5]), min_size=1, max_size=6
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_rows_changes_no_figure(values: list[Any], chance: Any) -> None:
    rows: list[Row] = [["tilfredse", "Aarhus", 2000 + place, value, None] for place, value in enumerate(values)]
    kept, problems = read(rows)
    chance.shuffle(rows)
    again, others = read(rows)
    assert sorted(kept) == sorted(again)
    assert sorted(code for code, _ in problems) == sorted(code for code, _ in others)


# Stored, all the way.


def percent_workbook(house: House, values: list[float], quarter: str = "2023-Q1") -> Any:
    """As Excel saves it: the cells show 64,5 % and hold 0.645."""
    path = house.folder / f"procent-{house.made}.xlsx"
    house.made += 1
    book = xlsxwriter.Workbook(path)
    sheet, shown = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
    sheet.write_row(0, 0, ["indikator", "køn", "periode", "værdi"])
    for row, value in enumerate(values, start=1):
        sheet.write_row(row, 0, ["andel", ["kvinder", "mænd"][row % 2], f"{2022 + row // 2}-Q1"])
        sheet.write_number(row, 3, value, shown)
    book.close()
    return path


def test_a_column_shown_in_per_cent_waits_for_a_person(sqlite_house: House) -> None:
    """Nobody's 64.5 per cent becomes 0.6 unseen."""
    path = percent_workbook(sqlite_house, [0.645, 0.612, 0.66])
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert done.outcome == "awaiting_confirmation"
    told = [(one["code"], one["cell"], one["found"], one["expected"]["da"]) for one in done.report["problems"]]
    assert told == [
        ("share_small", "D2", "0,645", "64,5, hvis cellen er vist i procent."),
        ("share_small", "D3", "0,612", "61,2, hvis cellen er vist i procent."),
        ("share_small", "D4", "0,66", "66, hvis cellen er vist i procent."),
    ]
    assert len(done.report["confirm"]) == 1
    with sqlite_house.store.reading() as connection:
        assert observations(connection, "proeve", OPERATOR, TODAY, None, None)["observations"] == []
    assert submit(sqlite_house.room, path, "proeve", "sekretariat", check_only=True).outcome == "checked"


def test_small_percentages_that_were_confirmed_are_known(sqlite_house: House) -> None:
    path = percent_workbook(sqlite_house, [0.6, 0.5])
    assert submit(sqlite_house.room, path, "proeve", "sekretariat", confirmed=True).outcome == "accepted"
    path = percent_workbook(sqlite_house, [0.6, 0.5, 0.7])
    assert submit(sqlite_house.room, path, "proeve", "sekretariat").outcome == "accepted"


def test_percentages_beside_stored_ones_are_outliers(sqlite_house: House) -> None:
    rows = [["andel", None, f"202{year}-Q1", 60 + year, None] for year in range(3)]
    assert submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat").outcome == "accepted"
    path = sqlite_house.workbook([["andel", None, "2023-Q1", 0.645, None]])
    done = submit(sqlite_house.room, path, "proeve", "sekretariat")
    assert (done.outcome, [one["code"] for one in done.report["problems"]]) == ("awaiting_confirmation", ["outlier"])


def test_a_suppressed_figure_is_hidden_everywhere(sqlite_house: House) -> None:
    """Null with Q in the store, the status, the observations and the page; never 0, never missing."""
    from dashboard.web import build

    rows: list[Row] = [
        ["antal", None, 2020, 100, None], ["antal", None, 2021, 95, None],
        ["antal", None, 2022, "<5", "diskretioneret"],
        ["kommuner", "Aarhus", 2022, None, "færre end 5"], ["kommuner", "Odense", 2022, 12, None],
        ["kommuner", "Aarhus", 2023, 9, None], ["kommuner", "Odense", 2023, 11, None],
    ]  # fmt: skip
    done = submit(sqlite_house.room, sqlite_house.workbook(rows), "proeve", "sekretariat")
    assert (done.outcome, done.report["problems"]) == ("accepted", [])
    with sqlite_house.store.reading() as connection:
        found = observations(connection, "proeve", OPERATOR, TODAY, None, None)["observations"]
        said = status(connection, "proeve", OPERATOR, TODAY, None)["indicators"]
        shown = [one for one in read_published(connection, "proeve", OPERATOR, TODAY) if one.role == "shared"]
    hidden = [(one["indicator"], one["area"], one["period"], one["value"]) for one in found if one["status"] == "Q"]
    assert sorted(hidden) == [("antal", "Danmark", "2022", None), ("kommuner", "0751 Aarhus", "2022", None)]
    latest = {one["indicator"]: one["latest"] for one in said}
    assert latest["antal"]["period"] == "2021", "the last figure that is known, and not a nought"
    sums = next(one for one in shown if one.indicator == "kommuner")
    assert [(p, v) for p, v in zip(sums.points.periods, sums.points.values, strict=True)] == [("2023", 20.0)], (
        "no sum of which a part is hidden"
    )
    client = build(sqlite_house.store, sqlite_house.room.settings, sqlite_house.clock).test_client()
    for path, words in (("/alliance/proeve/antal", "færre end 5"), ("/en/alliance/proeve/antal", "fewer than 5")):
        assert words in client.get(path).get_data(as_text=True)


COUNTED: dict[str, Any] = {
    "code": "antal", "goal": "faerre", "title": "Antal", "unit": "ting", "frequency": "annual", "kind": "count"
}  # fmt: skip
GROUPS = [
    # what the cell holds, the group that it is (None: asked about), why
    ("15-17", "15-17", "the value"),
    ("15–17 år", "15-17", "its Danish label"),
    ("aged 15-17", "15-17", "its English one, with another dash"),
    ("MÆND", "maend", "a label in any case"),
    ("men", "maend", "in English"),
    ("517", None, "the digits of a value are not the value"),
    ("drenge", None, "a word that nobody has declared"),
    ("begge", None, "a label that two values have"),
]


@pytest.mark.parametrize(("written", "group", "why"), GROUPS, ids=[one[2] for one in GROUPS])
def test_a_group_is_known_by_its_value_and_its_labels(written: str, group: str | None, why: str) -> None:
    one, two = ("begge", "both"), ("begge", "b")
    values = {"15-17": ("15–17 år", "aged 15–17"), "maend": ("mænd", "men"), "a": one, "b": two}
    labels = {value: {"da": da, "en": en} for value, (da, en) in values.items()}
    dimension = {"code": "gruppe", "title": "gruppe", "values": list(values), "labels": labels}
    meanings = Meanings(small_alliance(indicators=[COUNTED | {"dimensions": [dimension]}]), "partner")
    assert meanings.group("gruppe")(Content(TEXT, written)) == (group or written), why
