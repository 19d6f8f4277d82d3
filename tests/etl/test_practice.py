"""The invented alliance of the demo: what it is to teach stands in it, and it says everywhere that it is invented."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from config.read_definitions import read_alliance
from etl.apply import apply_definitions
from etl.jobs import Workroom
from etl.practice.deliveries import BROKEN, WITHDRAWN, deliveries
from etl.practice.files import content_of
from etl.practice.load import load_practice
from etl.practice.rows import SLUG, SOURCE
from etl.status import observations, status
from store.clock import danish_day
from store.database import Store
from store.published import PublishedSeries, read_published
from store.schema import metadata, submission
from store.viewer import OPERATOR, PUBLIC
from tests.rooms import house_in

DEFINITION = Path(__file__).parents[2] / "config" / "demo" / f"{SLUG}.yaml"
TOLD: list[str] = []


@pytest.fixture(scope="module")
def room(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workroom]:
    """The alliance, brought in once for all of these tests."""
    folder = tmp_path_factory.mktemp("practice")
    shutil.copyfile(migrated_sqlite, folder / "fremdrift.db")
    url = f"sqlite:///{folder / 'fremdrift.db'}"
    with closing(Store(url)) as store:
        made = house_in(folder, store, url).room
        apply_definitions(made, DEFINITION)
        load_practice(made, TOLD.append)
        yield made


def _shown(room: Workroom) -> list[PublishedSeries]:
    with room.store.reading() as connection:
        return read_published(connection, SLUG, PUBLIC, danish_day(room.clock()))


def _status(room: Workroom) -> dict[str, dict[str, Any]]:
    with room.store.reading() as connection:
        found = status(connection, SLUG, PUBLIC, danish_day(room.clock()), None)
    assert found["made_up"] is True
    return {one["indicator"]: one for one in found["indicators"]}


def _reports(room: Workroom) -> dict[str, Any]:
    with room.store.reading() as connection:
        return {row.filename: row for row in connection.execute(sa.select(submission))}


def test_the_files_are_the_same_every_time() -> None:
    """So that nobody's demo differs from another's; and the figures do not change unseen when the script does."""
    first, again = ([content_of(one) for one in deliveries()] for _ in range(2))
    assert first == again
    told = [(one.name, row.indicator, row.area, row.period, row.value) for one in deliveries() for row in one.rows]
    assert hashlib.sha256(repr(told).encode()).hexdigest()[:16] == "a607ef2b0a5b84a3"


def test_every_file_says_that_it_is_invented() -> None:
    for one in deliveries():
        content = content_of(one)
        if one.name.endswith(".csv"):
            assert content.decode("cp1252").count(SOURCE) == len(one.rows)
            continue
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        assert book["Læs mig"]["A1"].value == "OPDIGTEDE TAL."
        assert book.properties.title == f"Opdigtede tal: {one.name}"


def test_twelve_partners_deliver_six_years_of_months() -> None:
    declared = read_alliance(DEFINITION)
    assert not isinstance(declared, tuple)
    assert {one.organisation for one in deliveries()} == {one.slug for one in declared.delivering}
    assert len(declared.delivering) == 12
    monthly = {row.period for one in deliveries() if one.name.endswith("1-fravaer.xlsx") for row in one.rows}
    assert (len(monthly), min(monthly), max(monthly)) == (72, "2020-10", "2026-09")


def test_all_files_are_accepted_but_the_broken_and_the_withdrawn(room: Workroom) -> None:
    assert len(TOLD) == 1
    assert TOLD[0] == f"{SLUG}: 14 files accepted, 1 rejected, 1 withdrawn"
    states = {name: row.state for name, row in _reports(room).items()}
    assert {name for name, state in states.items() if state != "accepted"} == {BROKEN, WITHDRAWN}
    assert (states[BROKEN], states[WITHDRAWN]) == ("rejected", "withdrawn")


def test_the_broken_file_has_a_mistake_of_each_common_kind_at_its_cell(room: Workroom) -> None:
    report = _reports(room)[BROKEN].report
    assert {(one["code"], one["cell"]) for one in report["problems"]} == {
        ("value_not_a_number", "C3"),
        ("period_unknown", "B4"),
        ("indicator_unknown", "A5"),
        ("key_twice_differs", "C7"),
        ("period_in_future", "B8"),
    }
    assert report["annotated"] == "marked"


VERDICTS = {
    "hoejt_fravaer": "acceleration_needed",
    "unge_udenfor": "acceleration_needed",
    "fritidsjob": "on_track",
    "mentorforloeb": "on_track",
    "ensomme": "worsening_slowly",
    "ventetid": "kept",
    "frivillige": "met",
    "hoerer_til": "not_enough_data",
}


def test_the_verdicts_are_of_many_kinds(room: Workroom) -> None:
    found = _status(room)
    assert {code: one["verdict"] for code, one in found.items()} == VERDICTS
    districts = {one["area"]: one["verdict"] for one in found["unge_udenfor"]["series"] if not one["dimensions"]}
    assert {"moving_away", "met", "on_track", "acceleration_needed"} <= set(districts.values())
    assert found["hoejt_fravaer"]["forecast"]["verdict"] == "turned"


def test_one_partner_is_late_and_holds_the_whole_back(room: Workroom) -> None:
    found = _status(room)["mentorforloeb"]
    latest = {one["organisation"]: one["latest"]["period"] for one in found["series"] if one["role"] == "part"}
    assert latest == {"aabent-vaerksted": "2026-05", "idraetssamvirket": "2026-09", "ungdommens-hus": "2026-09"}
    assert (found["latest"]["period"], found["overlays"]) == ("2026-05", ["stale"])


def test_one_figure_is_corrected_and_one_delivery_taken_back(room: Workroom) -> None:
    by_series = {(one.indicator, one.organisation): one.points for one in _shown(room) if not one.dimensions}
    school = by_series["hoejt_fravaer", "havneskolen"]
    at = school.periods.index("2026-03")
    before, now = school.earlier[at][0][0], school.values[at]
    assert before is not None
    assert now is not None
    assert now > before
    house = by_series["fritidsjob", "ungdommens-hus"]
    rows = (row for one in deliveries() if one.name == "ungdommens-hus-1-alle-tal.xlsx" for row in one.rows)
    delivered = {row.period: row.value for row in rows if row.indicator == "fritidsjob"}
    assert house.values[house.periods.index("2026-09")] == delivered["2026-09"], "what stood before stands again"


def test_few_young_people_are_shown_to_nobody(room: Workroom) -> None:
    cells = [one for one in _shown(room) if one.indicator == "unge_udenfor"]
    assert len({(*one.dimensions.items(), one.area) for one in cells if len(one.dimensions) == 2}) == 30
    why = [reason for one in cells for reason in one.points.hidden or [] if reason]
    assert {"small", "beside"} == set(why)
    with room.store.reading() as connection:
        stored = observations(connection, SLUG, OPERATOR, danish_day(room.clock()), "unge_udenfor", None)
    few = [one for one in stored["observations"] if 0 < one["numerator"] < 5]
    shown = {
        (one.area, tuple(sorted(one.dimensions.items())), period): value
        for one in cells
        for period, value in zip(one.points.periods, one.points.values, strict=True)
    }
    assert few
    assert {shown[one["area"], tuple(sorted(one["dimensions"].items())), one["period"]] for one in few} == {None}


def test_kinds_of_nothing_are_there_to_be_seen(room: Workroom) -> None:
    (waiting,) = (one.points for one in _shown(room) if one.indicator == "ventetid")
    letters = dict(zip(waiting.periods, waiting.statuses, strict=True))
    assert (letters["2023-04"], letters["2024-07"], letters["2026-09"]) == ("L", "N", "A")


def test_bringing_it_in_again_changes_nothing(room: Workroom) -> None:
    def held() -> dict[str, int]:
        with room.store.reading() as connection:
            return {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0
                for table in metadata.sorted_tables
            }

    before, told = held(), list[str]()
    load_practice(room, told.append)
    assert (held(), told) == (before, [])
