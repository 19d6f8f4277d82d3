"""A JSON-stat file becomes a long sheet that recognition reads like StatBank's CSV; what contradicts itself is refused.

The datasets are invented.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.opening.cells import Workbook
from etl.opening.limits import Limits
from etl.opening.read_file import read_file
from tests.corpus.case import Case, Observations, run
from tests.etl.made_files import written

AARHUS, ODENSE, K = "0751 Aarhus", "0461 Odense", "kommuner"
TITLE = "Ting i kommuner efter område og tid"
Entry = dict[str, Any]


def dimension(label: str | None, labels: dict[str, str], index: Any = dict, **more: Any) -> Entry:
    """Codes in their order with a place each, as a list, or (None) by their labels alone."""
    category: Entry = {"label": labels} | more
    if index is dict:
        category["index"] = {code: place for place, code in enumerate(labels)}
    elif index is not None:
        category["index"] = list(labels)
    return {"category": category} | ({"label": label} if label else {})


PLACES = {"000": "Hele landet", "751": "Aarhus", "461": "Odense"}
YEARS = {"2021": "2021", "2022": "2022"}
NEW: Entry = {
    "class": "dataset", "version": "2.0", "label": TITLE, "id": ["OMRÅDE", "Tid"], "size": [3, 2],
    "role": {"time": ["Tid"], "geo": ["OMRÅDE"]},
    "dimension": {"OMRÅDE": dimension("område", PLACES), "Tid": dimension("tid", YEARS)},
    "value": [30, 36.5, 10, 12, 20, None], "status": {"5": ".."},
}  # fmt: skip
OLD: Entry = {
    "dataset": {
        "label": TITLE,
        "dimension": NEW["dimension"] | {name: NEW[name] for name in ("id", "size", "role")},
        "value": NEW["value"],
        "status": ["", "", "", "", "", ".."],
    }
}
WITH_MEASURE = NEW | {
    "label": "Tal fra et register", "id": ["OMRÅDE", "ContentsCode", "Tid"], "size": [3, 1, 2],
    "dimension": NEW["dimension"] | {
        "ContentsCode": dimension("Indhold", {"T1": "Ting i kommuner"}, None, unit={"T1": {"base": "antal"}}),
    },
}  # fmt: skip
OURS: Entry = {
    "class": "dataset", "id": ["indikator", "område", "periode"], "size": [1, 2, 1],
    "dimension": {"indikator": dimension(None, {K: K}, None), "periode": dimension(None, {"2021": "2021"}, list),
                  "område": dimension(None, {"751": "Aarhus", "461": "Odense"})},
    "value": {"0": 10, "1": 20},
}  # fmt: skip
READ: Observations = {(K, AARHUS, "2021"): 10, (K, AARHUS, "2022"): 12, (K, ODENSE, "2021"): 20}
MISSING: Observations = {(K, ODENSE, "2022"): (None, "L")}


def with_codes(label_of: Callable[[str], str]) -> Entry:
    years = {f"{year}K{q}": label_of(f"{year}K{q}") for year in (2023,) for q in (1, 2)}
    title = "Ledige ting efter område og kvartal"
    return NEW | {"label": title, "dimension": NEW["dimension"] | {"Tid": dimension("kvartal", years)}}


QUARTERS: Observations = {
    ("ledige", AARHUS, "2023-Q1"): 10, ("ledige", AARHUS, "2023-Q2"): 12,
    ("ledige", ODENSE, "2023-Q1"): 20, ("ledige", ODENSE, "2023-Q2"): (None, "L"),
}  # fmt: skip
UNDERSTOOD: list[tuple[str, Entry, Observations]] = [
    ("2.0", NEW, READ | MISSING),
    ("1.x in its wrapper", OLD, READ | MISSING),
    ("2.0 without roles", {n: d for n, d in NEW.items() if n != "role"}, READ | MISSING),
    ("2.0 without its version", {n: d for n, d in NEW.items() if n not in ("version", "class")}, READ | MISSING),
    ("a measure with its unit names the indicator", WITH_MEASURE, READ | MISSING),
    ("quarters", with_codes(str), QUARTERS),
    ("sparse values", NEW | {"value": {"0": 30, "2": 10, "3": 12, "4": 20}, "status": {"1": "..", "5": ".."}},
     READ | MISSING),
    ("provisional and estimated", NEW | {"status": {"3": "p", "4": "e", "5": ".."}},
     READ | MISSING | {(K, AARHUS, "2022"): (12, "P"), (K, ODENSE, "2021"): (20, "E")}),
    ("our own words need no layout", OURS, {(K, AARHUS, "2021"): 10, (K, ODENSE, "2021"): 20}),
]  # fmt: skip


def made(document: Any, name: str = "tal.json") -> Callable[[Path], Path]:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return lambda folder: written(folder / name, text)


@pytest.mark.parametrize(("why", "document", "expected"), UNDERSTOOD, ids=[case[0] for case in UNDERSTOOD])
def test_the_observations_come_out(why: str, document: Entry, expected: Observations, tmp_path: Path) -> None:
    outcome = run(Case(why, made(document)), tmp_path)
    assert outcome.asks == ()
    assert outcome.observations == expected, outcome.problems


def shown(path: Path, sheet: int = 0) -> list[list[Any]]:
    found = read_file(path, path.name, Limits())
    assert isinstance(found, Workbook), found
    assert found.format == "json"
    page = found.sheets[sheet]
    texts = [*page.texts, None]
    return [
        [texts[c.text[n]] if c.text[n] >= 0 or c.kind[n] == 0 else float(c.number[n]) for c in page.columns]
        for n in range(page.rows)
    ]


def test_a_person_finds_the_figure_by_its_row(tmp_path: Path) -> None:
    """Title, blank row, headings, then one row a figure, the last dimension fastest; codes beside names of places."""
    assert shown(made(NEW)(tmp_path)) == [
        [TITLE, None, None, None],
        [None, None, None, None],
        ["område", "område kode", "tid", "INDHOLD"],
        ["Hele landet", "000", "2021", 30.0],
        ["Hele landet", "000", "2022", 36.5],
        ["Aarhus", "751", "2021", 10.0],
        ["Aarhus", "751", "2022", 12.0],
        ["Odense", "461", "2021", 20.0],
        ["Odense", "461", "2022", ".."],
    ]


def test_units_and_statuses_have_columns_of_their_own(tmp_path: Path) -> None:
    rows = shown(made(WITH_MEASURE | {"status": {"0": "p", "5": ".."}}, "tal.jsonstat")(tmp_path))
    assert rows[2] == ["område", "område kode", "Indhold (ContentsCode)", "enhed", "tid", "INDHOLD", "status"]
    assert rows[3] == ["Hele landet", "000", "Ting i kommuner", "antal", "2021", 30.0, "p"]
    assert rows[8][-2:] == ["..", None], "a sign stands where the figure would"


def test_several_datasets_are_several_sheets(tmp_path: Path) -> None:
    other = OLD["dataset"] | {"label": "Andre ting"}
    path = made({"a": OLD["dataset"], "b": other})(tmp_path)
    assert [shown(path, n)[0][0] for n in (0, 1)] == [TITLE, "Andre ting"]


def test_a_category_without_a_label_is_called_by_its_code(tmp_path: Path) -> None:
    places = NEW["dimension"]["OMRÅDE"]["category"]
    partly = {"label": {"000": "Hele landet"}, "index": places["index"]}
    entry = NEW | {"dimension": NEW["dimension"] | {"OMRÅDE": {"label": "område", "category": partly}}}
    assert [row[0] for row in shown(made(entry)(tmp_path))[3::2]] == ["Hele landet", "751", "461"]


def test_what_is_no_number_is_none(tmp_path: Path) -> None:
    values = json.dumps(NEW | {"value": [1, True, "7", None, 5, 6], "status": {}}).replace("5, 6]", f"NaN, {10**400}]")
    found = read_file(made(values)(tmp_path), "tal.json", Limits())
    assert isinstance(found, Workbook)
    column = found.sheets[0].columns[-1]
    assert column.kind[3:].tolist() == [2, 3, 1, 0, 6, 6], "a number, a truth, a text, nothing, two errors"


def changed(**more: Any) -> Entry:
    return NEW | more


def with_places(**more: Any) -> Entry:
    return NEW | {
        "dimension": NEW["dimension"] | {"OMRÅDE": {"category": NEW["dimension"]["OMRÅDE"]["category"] | more}}
    }


REFUSED: list[tuple[str, Any, str]] = [
    ("a collection points elsewhere", {"class": "collection", "link": {"item": [{"href": "x"}]}}, "json_is_no_table"),
    ("any JSON", [1, 2, 3], "json_is_no_table"),
    ("an answer with a mistake", {"errorTypeCode": "x", "message": "y"}, "json_is_no_table"),
    ("cut short", json.dumps(NEW)[:-20], "file_damaged"),
    ("twice the same name", json.dumps(NEW)[:-1] + ', "value": [1, 2, 3, 4, 5, 6]}', "file_damaged"),
    ("too few values", changed(value=[1, 2]), "file_damaged"),
    ("too many values", changed(value=[1] * 7), "file_damaged"),
    ("a place that is none", changed(value={"6": 1}), "file_damaged"),
    ("a place that is no number", changed(value={"x": 1}), "file_damaged"),
    ("a value that is a list", changed(value=[[1], 2, 3, 4, 5, 6]), "file_damaged"),
    ("statuses of another length", changed(status=["a", "b"]), "file_damaged"),
    ("sizes that are not the categories'", changed(size=[2, 3]), "file_damaged"),
    ("a negative size", changed(size=[-3, -2]), "file_damaged"),
    ("a size that is no number", changed(size=["3", 2]), "file_damaged"),
    ("an unknown dimension", changed(id=["OMRÅDE", "x"]), "file_damaged"),
    ("a dimension twice", changed(id=["Tid", "Tid"]), "file_damaged"),
    ("a label of no category", with_places(label={"9": "x"}), "file_damaged"),
    ("two categories in one place", with_places(index={"000": 0, "751": 1, "461": 1}), "file_damaged"),
    ("a category twice", with_places(index=["000", "751", "751"]), "file_damaged"),
    ("a cube of thousands of millions", changed(size=[3_000_000_000, 2]), "too_many_rows"),
    ("more digits than can be told", changed(id=[f"d{n}" for n in range(999)], size=[10**9] * 999), "too_many_rows"),
    ("more dimensions than columns", {"dimension": {f"d{n}": dimension(None, {"a": "a"}) for n in range(3000)},
     "id": [f"d{n}" for n in range(3000)], "size": [1] * 3000, "value": [1]}, "too_many_columns"),
    ("nothing", changed(size=[0, 2], value=[], status=None,
     dimension=NEW["dimension"] | {"OMRÅDE": dimension("o", {})}), "file_empty"),
    ("too deep", "[" * 100_000, "file_damaged"),
    ("too deep and closed", '{"a":' * 50_000 + "1" + "}" * 50_000, "file_damaged"),
    ("a number of thousands of digits", json.dumps(NEW).replace("36.5", "9" * 5000), "file_damaged"),
    ("letters of no code page", changed(label="f\ufffddte"), "text_damaged"),
    ("a person's number", changed(label="010190-1234"), "personal_data"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "document", "code"), REFUSED, ids=[case[0] for case in REFUSED])
def test_one_problem_says_why_it_cannot_be_taken(why: str, document: Any, code: str, tmp_path: Path) -> None:
    found = read_file(made(document)(tmp_path), "tal.json", Limits())
    assert isinstance(found, list), why
    assert [one.code for one in found] == [code], found[0].title.da


def test_any_encoding(tmp_path: Path) -> None:
    text = json.dumps(NEW, ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
        path = written(tmp_path / "tal.json", text.encode(encoding))
        assert shown(path)[2][0] == "område", encoding
