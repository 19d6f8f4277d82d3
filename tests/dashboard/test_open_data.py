"""Open data: every address answers what its description says, hides what is hidden, and keeps every nothing apart."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import jsonschema
import openpyxl
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from dashboard.charts import table
from dashboard.open_data import answers
from dashboard.open_data.addresses import ADDRESSES
from dashboard.open_data.columns import TABLES
from dashboard.open_data.formats import Format, cell, plain_number
from dashboard.open_data.openapi import openapi, table_name
from dashboard.web import build
from etl.errands import submit
from store.definitions import read_alliance
from store.editing import edit, read_entries
from store.published import next_version, read_published
from store.renaming import rename
from store.schema import submission
from store.viewer import PUBLIC
from tests.dashboard.conftest import Site, make_site
from tests.dashboard.demo_store import NOW, TODAY
from tests.dashboard.open_data_store import FORMULA, FORMULAS, load_odd
from tests.rooms import House, house_in, small_alliance

API = "/api/v1"
FIGURES = f"{API}/alliances/saer/indicators/kvartal/figures"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = make_site(tmp_path_factory.mktemp("odd"))
    load_odd(site.store)
    yield site
    site.store.close()


def filled(path: str) -> str:
    return API + path.format(slug="bo-trygt", code="indbrud")


def rows_of(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """A table as a Danish spreadsheet reads it."""
    text = client.get(address).get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))


def follows(document: Any, schema: str) -> None:
    """Raises where the document is not what the OpenAPI document says."""
    whole = {"$ref": f"#/components/schemas/{schema}", "components": openapi()["components"]}
    jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker()).validate(document)


@pytest.mark.parametrize("one", ADDRESSES, ids=[one.path for one in ADDRESSES])
def test_every_address_answers_what_its_description_says(demo: Site, one: Any) -> None:
    for suffix in ("", ".json"):
        answer = demo.public.get(filled(one.path) + suffix)
        assert (answer.status_code, answer.mimetype) == (200, "application/json")
        follows(answer.json, table_name(one.table) if one.table else one.document)
    assert one.path in openapi()["paths"]
    if one.table is None:
        assert demo.public.get(filled(one.path) + ".csv").status_code in (400, 404)
        return
    rows = rows_of(demo.public, filled(one.path) + ".csv")
    records = answer.json[one.table.name]
    names = [column.name for column in one.table.columns]
    assert [list(record) for record in records] == [names] * len(records)
    assert [list(row.values()) for row in rows] == [
        [cell(_typed(record[c.name], c.kind), Format("csv")) for c in one.table.columns] for record in records
    ]
    assert f"{one.path}.csv" in openapi()["paths"]


def _typed(value: Any, kind: str) -> Any:
    return value["da"] if kind == "words" and value else value


def test_every_route_is_described(demo: Site) -> None:
    """What answers and is not described is not open data but a hole."""
    described = {f"{API}{path}" for path in openapi()["paths"]} | {API}
    described |= {f"{path}.json" for path in described}
    for rule in demo.server.url_map.iter_rules():
        if rule.endpoint.startswith("open_data."):
            for one in _spelt_out(rule.rule.replace("<slug>", "{slug}").replace("<code>", "{code}")):
                is_document = any(one == f"{API}{known.path}.csv" for known in ADDRESSES if known.table is None)
                assert one in described or is_document, one  # a document as CSV is answered with 400


def _spelt_out(path: str) -> list[str]:
    """Every address that a rule with choices takes."""
    found = re.search(r"<any\(([^)]*)\):\w+>", path)
    if found is None:
        return [path]
    return [one for word in found[1].split(", ") for one in _spelt_out(path.replace(found[0], word))]


def test_the_schemas_are_schemas() -> None:
    whole = json.loads(json.dumps(openapi()))
    for name, schema in whole["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert name
    assert whole["openapi"] == "3.1.0"
    references = set(_references(whole))
    assert len(references) > 20
    for reference in references:
        here: Any = whole
        for part in reference.removeprefix("#/").split("/"):
            here = here[part]
    names = [one["operationId"] for operations in whole["paths"].values() for one in operations.values()]
    assert len(names) == len(set(names))


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for one in part.values():
            yield from _references(one)
    elif isinstance(part, list):
        for one in part:
            yield from _references(one)


# What others have built on: a name may join these, none may leave or change its kind.
PROMISED = {
    "alliances": """alliance alliance_name made_up problem vision area from to indicators disclaimer page definition""",
    "figures": """alliance alliance_name made_up indicator indicator_title role organisation organisation_name area
        area_code area_name dimensions group_name period period_name period_start period_end value instead nothing
        reason status status_name source licence known_from delivered_by file sheet cell unit decimals disclaimer
        retired""",
    "verdicts": """alliance alliance_name made_up indicator indicator_title goal role organisation organisation_name
        area area_code area_name dimensions group_name verdict verdict_name sentence overlays override direction
        baseline_period baseline_value latest_period latest_value target_period target_value progress elapsed pace
        lead_months open_sdg eurostat un_2023 method method_version assessed_on unit decimals disclaimer retired""",
    "indicators": """alliance alliance_name made_up indicator indicator_title goal goal_title definition numerator
        denominator per kind frequency lag_months direction headline baseline_period baseline_value target_period
        target_value target_adopted combine dimensions hidden_below source licence page figures unit decimals
        disclaimer retired""",
    "vintages": """alliance alliance_name made_up indicator indicator_title role organisation organisation_name area
        area_code area_name dimensions group_name period period_name value status status_name known_from stands unit
        decimals disclaimer retired""",
    "deliveries": """alliance alliance_name made_up indicator indicator_title organisations organisation_names area
        area_name period period_name state state_name deadline received is_late answered of disclaimer""",
}


@pytest.mark.parametrize("name", TABLES)
def test_what_was_promised_is_kept(name: str) -> None:
    assert set(PROMISED[name].split()) <= {column.name for column in TABLES[name].columns}


# What the store holds of a period, then: value in CSV, which nothing, the word, the reason, why.
NOTHINGS = [
    ("2025-Q1", "0", "zero", "", "", "counted, and there were none"),
    ("2025-Q2", "", "missing", "mangler", "", "handed in as missing"),
    ("2025-Q3", "", "nothing_to_report", "intet at indberette", "", "said by the partner"),
    ("2025-Q4", "", "not_applicable", "ikke relevant", "", "has no meaning"),
    ("2026-Q1", "", "suppressed", "færre end 5", "skjult, så ingen kan genkendes", "a small count"),
    ("2026-Q2", "", "missing", "mangler", "ikke leveret", "due, and never came"),
    ("2026-Q3", "", "not_due", "ikke forfalden", "", "four months to hand it in"),
]


@pytest.mark.parametrize(("period", "value", "nothing", "instead", "reason", "why"), NOTHINGS)
def test_the_six_kinds_of_nothing(
    odd: Site, period: str, value: str, nothing: str, instead: str, reason: str, why: str
) -> None:
    (row,) = [one for one in rows_of(odd.public, f"{FIGURES}.csv") if one["period"] == period]
    assert [row[name] for name in ("value", "nothing", "instead", "reason")] == [value, nothing, instead, reason], why


def test_the_periods_are_those_of_the_page(demo: Site) -> None:
    """Every period of the page's table is among the figures, and the other way round."""
    with demo.store.reading() as connection:
        for slug in ("bo-trygt", "hjem-til-alle"):
            declared = read_alliance(connection, slug, PUBLIC, TODAY)
            assert declared is not None
            for series in read_published(connection, slug, PUBLIC, TODAY):
                indicator = declared.indicator(series.indicator)
                assert indicator is not None
                told = demo.public.get(f"{API}/alliances/{slug}/indicators/{series.indicator}").json
                (here,) = [
                    one for one in told["series"]
                    if (one["role"], one["area"], one["dimensions"]) == (series.role, series.area, series.dimensions)
                ]  # fmt: skip
                periods = {one["period"] for one in here["figures"]}
                rows = table.rows(indicator, series, "da")
                assert {row.code for row in rows if row.value != table.NONE} <= periods
                together = sum("–" in row.period for row in rows)
                assert len(periods) >= len([row for row in rows if row.value != table.NONE]) - together


# Text, how CSV has it, why
CELLS = [
    *[(text, "'" + text, "like a formula") for text in FORMULAS],
    (-1.5, "-1,5", "a number is no formula"),
    (1e-7, "0,0000001", "never an exponent"),
    (1e21, "1000000000000000000000", "nor when it is large"),
    (0.1 + 0.2, "0,30000000000000004", "every digit"),
    (-0.0, "0", "zero has no sign"),
    (None, "", "nothing is empty"),
    (True, "1", "a truth"),
    ({"alder": "=1"}, "alder==1", "names stand first"),
    ({"=a": "1"}, "'=a=1", "unless the name itself is one"),
    (["=a"], "'=a", "a list"),
]


@pytest.mark.parametrize(("value", "written", "why"), CELLS, ids=[why for *_, why in CELLS])
def test_cells(value: Any, written: str, why: str) -> None:
    assert cell(value, Format("csv")) == written, why


def test_no_cell_of_a_file_is_a_formula(odd: Site) -> None:
    read = 0
    for address in (f"{API}/figures", f"{API}/verdicts", f"{API}/indicators", f"{API}/alliances"):
        for form in ("", "?format=international&language=en"):
            text = odd.public.get(f"{address}.csv{form}").get_data(as_text=True).removeprefix("\ufeff")
            for row in csv.reader(io.StringIO(text, newline=""), delimiter="," if form else ";"):
                for one in row:
                    read += 1
                    is_number = one.lstrip("-").replace(",", "").replace(".", "").isdigit()
                    assert is_number or not one.lstrip().startswith(("=", "+", "-", "@", "\uff1d")), one
    assert read > 500
    assert FORMULA in odd.public.get(f"{API}/figures").get_data(as_text=True).replace('\\"', '"'), "JSON is as it is"


def test_international(demo: Site) -> None:
    """Commas, decimal points, no byte order mark; the same numbers."""
    address = f"{API}/alliances/bo-trygt/figures"
    answer = demo.public.get(f"{address}?format=international")
    text = answer.get_data(as_text=True)
    assert (answer.mimetype, text[:9]) == ("text/csv", "alliance,")
    assert answer.headers["Content-Disposition"] == "attachment; filename=bo-trygt-figures.csv"
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    danish = rows_of(demo.public, f"{address}.csv")
    assert [row["value"] for row in rows] == [row["value"].replace(",", ".") for row in danish]
    assert any("." in row["value"] for row in rows)
    told = demo.public.get(address).json["figures"]
    assert [float(row["value"]) if row["value"] else None for row in rows] == [one["value"] for one in told]
    english = demo.public.get(f"{address}.csv?language=en").get_data(as_text=True)
    assert "the whole country" in english
    assert "hele landet" not in english


REFUSED = [
    ("/figures?formt=international", 400, "misspelt: Danish numbers instead would be other numbers"),
    ("/figures?format=excel", 400, "no such form"),
    ("/figures.json?format=international", 400, "two forms at once"),
    ("/figures.csv?language=de", 400, "no such language"),
    ("/alliances/bo-trygt.csv", 400, "a definition is no table"),
    ("/alliances/unknown", 404, "no such alliance"),
    ("/alliances/unknown/figures.csv", 404, "nor its figures"),
    ("/alliances/bo-trygt/indicators/unknown", 404, "no such indicator"),
    ("/alliances/bo-trygt/indicators/unknown/figures.csv", 404, "nor its figures"),
    ("/alliances/bo-trygt/indicators/indbrud/definition", 404, "no such table"),
    ("/figures.xlsx", 404, "no such form"),
    ("/figures/", 404, "an address has one spelling"),
    ("/nowhere", 404, "no such address"),
]


@pytest.mark.parametrize(("path", "status", "why"), REFUSED, ids=[f"{path}: {why}" for path, _, why in REFUSED])
def test_what_is_not_there_says_so(demo: Site, path: str, status: int, why: str) -> None:
    answer = demo.public.get(API + path)
    assert (answer.status_code, answer.mimetype) == (status, "application/json"), why
    assert set(answer.json) == {"code", "message"}
    assert set(answer.json["message"]) == {"da", "en"}
    assert "ETag" not in answer.headers


def test_what_is_not_for_everyone_is_nowhere(odd: Site) -> None:
    """Members' indicators and those under embargo: not their figures, their names nor their codes."""
    for path in ("/alliances", "/indicators", "/verdicts", "/figures", "/alliances/saer", "/alliances/saer/figures"):
        text = odd.public.get(API + path).get_data(as_text=True)
        assert "saer" in text
        assert [word for word in ("hemmelig", "Hemmelig", "senere", "Senere") if word in text] == [], path
    for code in ("hemmelig", "senere"):
        for rest in ("", "/figures", "/verdicts.csv"):
            assert odd.public.get(f"{API}/alliances/saer/indicators/{code}{rest}").status_code == 404
    (win,) = odd.public.get(f"{API}/alliances/saer").json["definition"]["small_wins"]
    assert win["indicators"] == ["kvartal"]


def _all(client: FlaskClient, codes: tuple[str, ...]) -> dict[str, str]:
    paths = ["/figures", "/figures.csv", "/verdicts", "/verdicts.csv", "/indicators.csv", "/alliances/proeve"]
    paths += [f"/alliances/proeve/indicators/{code}" for code in codes]
    return {path: client.get(API + path).get_data(as_text=True) for path in paths}


def test_a_hidden_count_makes_no_difference(sqlite_house: House, migrated_sqlite: Path, tmp_path: Path) -> None:
    """Two stores that differ in hidden counts only answer alike, letter for letter: nothing can be read from them."""
    import shutil

    from store.database import Store
    from store.definitions import apply

    told = []
    for number, few in enumerate((2, 4)):
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copyfile(migrated_sqlite, folder / "fremdrift.db")
        url = f"sqlite:///{folder / 'fremdrift.db'}"
        store = Store(url)
        with store.writing() as connection:
            apply(connection, small_alliance(), "file", sqlite_house.clock())
        house = house_in(folder, store, url)
        rows = [["kommuner", place, 2022, 30, None] for place in ("Aarhus", "Odense", "Vejle")]
        rows += [["kommuner", "Aarhus", 2023, few, None], ["kommuner", "Odense", 2023, 24 - few, None]]
        rows += [
            ["kommuner", "Vejle", 2023, 31, None],
            ["antal", None, 2020, 100, None],
            ["antal", None, 2021, few, None],
        ]
        done = submit(house.room, house.workbook(rows), "proeve", "sekretariat")
        assert done.outcome == "accepted", done.report
        told.append(_all(build(store, house.room.settings, house.clock).test_client(), ("antal", "kommuner")))
        store.close()
    assert told[0] == told[1]
    figures = json.loads(told[0]["/figures"])["figures"]
    hidden = {(one["area_name"]["da"], one["period"]): one["instead"]["da"] for one in figures if one["status"] == "Q"}
    assert hidden["Aarhus", "2023"] == "færre end 5"
    assert hidden["Odense", "2023"] == "skjult"
    assert all(one["value"] is None for one in figures if one["status"] == "Q")


def test_no_token_is_told(demo: Site) -> None:
    """Whoever has a submission's token may see and undo it."""
    with demo.store.reading() as connection:
        tokens = list(connection.execute(sa.select(submission.c.token)).scalars())
    assert len(tokens) > 3
    for path in ("/alliances/{slug}", "/alliances/{slug}/indicators/{code}", "/alliances/{slug}/figures.csv"):
        text = demo.public.get(filled(path)).get_data(as_text=True)
        assert "bo-trygt" in text
        assert [token for token in tokens if token in text] == [], path


def test_an_answer_is_kept_until_something_is_published(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    load_odd(site.store)
    first = site.public.get(f"{FIGURES}.csv")
    kept = {"If-None-Match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in first.headers
    again = site.public.get(f"{FIGURES}.csv", headers=kept)
    assert (again.status_code, again.data) == (304, b"")
    assert site.public.get(f"{FIGURES}.csv?language=en", headers=kept).status_code == 200, "another answer"
    with site.store.writing() as connection:
        next_version(connection, [1])
    assert site.public.get(f"{FIGURES}.csv", headers=kept).status_code == 200
    site.store.close()


def test_old_addresses_lead_on(tmp_path: Path) -> None:
    """What has been renamed is found under its former names, by programs too."""
    site = make_site(tmp_path)
    load_odd(site.store)
    with site.store.writing() as connection:
        rename(connection, "saer", "indicator", "kvartal", "kvartalstal", author="Prøve", reason=None, now=NOW)
        rename(connection, "saer", "alliance", "saer", "saerlig", author="Prøve", reason=None, now=NOW)
    for old, new in (
        ("/api/v1/alliances/saer/indicators/kvartal/figures.csv", "/api/v1/alliances/saerlig/indicators/kvartalstal/"),
        ("/alliance/saer/kvartal.xlsx", "/alliance/saerlig/kvartalstal.xlsx"),
        ("/api/v1/alliances/saer", "/api/v1/alliances/saerlig"),
    ):
        answer = site.public.get(old)
        assert answer.status_code == 308
        assert answer.headers["Location"].startswith(new)
        assert site.public.get(old, follow_redirects=True).status_code == 200
    site.store.close()


def test_what_is_retired_keeps_its_figures_and_says_when(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    load_odd(site.store)
    before = site.public.get(f"{API}/figures").json["figures"]
    with site.store.writing() as connection:
        (entry,) = [one for one in read_entries(connection, "saer", "indicator") if one.key == "kvartal"]
        edit(connection, "saer", "indicator", "kvartal", None, author="P", reason="Slut", now=NOW, seen=entry.version)
    assert {one["retired"] for one in before} == {None}
    after = site.public.get(FIGURES).json["figures"]
    assert [one | {"retired": None} for one in after] == before
    assert {one["retired"] for one in after} == {"2026-11-23"}
    told = site.public.get(f"{API}/alliances/saer/indicators/kvartal").json
    follows(told, "Indicator")
    assert told["retired"] == "2026-11-23"
    assert site.public.get(f"{API}/alliances/saer/figures").json["figures"] == [], "it is not among those followed"
    said = openpyxl.load_workbook(io.BytesIO(site.public.get("/alliance/saer/kvartal.xlsx").data))["Om tallene"]
    assert ("Udgik", "23. november 2026") in list(said.iter_rows(values_only=True))
    site.store.close()


@pytest.mark.parametrize("encoding", ["identity", "br"])
def test_a_large_answer_is_the_same(odd: Site, monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    """Beyond what is held in memory it waits in a file; whole, whether or not it is compressed."""
    small = odd.public.get(f"{API}/figures").data
    monkeypatch.setattr(answers, "_IN_MEMORY", 100)
    monkeypatch.setattr(answers, "_PIECE", 1000)
    large = odd.public.get(f"{API}/figures", headers={"Accept-Encoding": encoding})
    assert len(small) > 3000
    assert large.headers.get("Content-Encoding", "identity") == encoding
    assert (brotli.decompress(large.data) if encoding == "br" else large.data) == small
    table_of = odd.public.get(f"{API}/figures.csv", headers={"Accept-Encoding": encoding})
    assert table_of.headers.get("Content-Encoding", "identity") == encoding
    with odd.public.head(f"{API}/figures") as head:
        assert (head.status_code, head.data) == (200, b"")


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-300, 123456789.125, -2.5e-5, 7.0])
def test_a_number_is_read_back_as_it_was(value: float) -> None:
    assert float(plain_number(value)) == value
    assert "e" not in plain_number(value)
