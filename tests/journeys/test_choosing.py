"""A partner's own file from the upload to the figures, with a person's choices between: pages, queue and worker."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from flask.testing import FlaskClient

from etl.worker import Worker
from store.layouts import read_remembered
from store.mappings import read_mapping
from store.observations import read_observations
from store.submissions import read_submission
from store.viewer import OPERATOR
from tests.people import administrator_of
from tests.rooms import House

PATIENCE = 20
AARHUS, ODENSE = "0751 Aarhus", "0461 Odense"
JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass
class Desk:
    """The pages and a living worker on one store."""

    house: House
    client: FlaskClient

    def hand_in(self, *rows: list[Any], sheet: str = "Ark1", who: str = "partner") -> str:
        """Upload a workbook, wait for the worker, and return its token."""
        path = self.house.folder / "egen.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet(sheet)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
        form = {"alliance": "proeve", "organisation": who, "file": (path.open("rb"), path.name)}
        answer = self.client.post("/api/v1/submissions", data=form, headers=JSON)
        assert answer.status_code == 202, answer.text
        token = str(answer.get_json()["submission"])
        self.wait(token)
        return token

    def wait(self, token: str) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            now = dict(self.client.get(f"/api/v1/submissions/{token}").get_json())
            if now["outcome"] is not None:
                return now
            time.sleep(0.02)
        raise AssertionError("the worker has not come to it")

    def look(self, token: str) -> dict[str, Any]:
        return dict(self.client.get(f"/api/v1/submissions/{token}/layout").get_json()["look"])

    def choose(self, token: str, *chosen: tuple[str, Any], **more: str) -> dict[str, Any]:
        """Choose in the selects of these labels, by what stands in the option; returns the look after it."""
        look, form = self.look(token), dict(more)
        for label, wanted in chosen:
            control = control_of(look, label)
            wanted = wanted if isinstance(wanted, list) else [wanted]
            values = [value for value, text in control["options"] for one in wanted if one in text["da"]]
            assert values, (wanted, [text["da"] for _, text in control["options"]])
            form[control["name"]] = values[: len(wanted)]  # type: ignore[assignment]
        answer = self.client.post(f"/api/v1/submissions/{token}/layout", data=form, headers=JSON)
        assert answer.status_code == 200, answer.text
        assert answer.get_json()["is_current"]
        return dict(answer.get_json()["look"])

    def read(self, token: str, **more: str) -> str:
        """Confirm; returns the outcome."""
        answer = self.client.post(f"/api/v1/submissions/{token}/layout", data={"do": "read", **more}, headers=JSON)
        assert answer.status_code == 202, answer.text
        return str(self.wait(token)["outcome"])

    def figures(self, *codes: str) -> dict[tuple[str, str], Any]:
        with self.house.store.reading() as connection:
            found = read_observations(connection, "proeve", OPERATOR, list(codes))
        return {(one.area, str(one.period)): one.value if one.status == "A" else (one.value, one.status)
                for one in found}  # fmt: skip

    def remembered(self) -> list[str]:
        with self.house.store.reading() as connection:
            return [one.name for one in read_remembered(connection, "proeve", "partner")]


def control_of(look: dict[str, Any], label: str) -> dict[str, Any]:
    controls = [one for table in look["tables"] for one in table["controls"]]
    found = [one for one in controls if label in one["label"]["da"]]
    assert found, (label, [one["label"]["da"] for one in controls])
    return dict(found[0])


def open_labels(look: dict[str, Any]) -> list[str]:
    return [one["label"]["da"] for table in look["tables"] for one in table["controls"] if one["open"]]


@contextmanager
def worked(house: House) -> Iterator[Desk]:
    worker = Worker(house.room)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield Desk(house, administrator_of(house))
    finally:
        worker.stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.fixture
def desk(sqlite_house: House) -> Iterator[Desk]:
    with worked(sqlite_house) as made:
        yield made


@pytest.fixture
def desk_on_each(house: House) -> Iterator[Desk]:
    """On SQLite and on PostgreSQL."""
    with worked(house) as made:
        yield made


NAMELESS = (["Optælling af det hele"], [], ["Kommune", 2021, 2022], ["Aarhus", 10, 12], ["Odense", 20, 22])
IN_ALL = {(AARHUS, "2021"): 10, (AARHUS, "2022"): 12, (ODENSE, "2021"): 20, (ODENSE, "2022"): 22}


def test_the_indicator_is_chosen_and_the_layout_remembered(desk_on_each: Desk) -> None:
    desk = desk_on_each
    token = desk.hand_in(*NAMELESS)
    assert open_labels(desk.look(token)) == ["Hvilken indikator er tabellen om?"]
    look = desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    assert (look["open"], look["errors"], look["is_ready"], look["count"]) == (0, 0, True, 4)
    assert look["counts"] == {"new": 4, "changed": 0, "unchanged": 0, "vanished": 0}
    assert desk.figures("kommuner") == {}, "a look stores nothing"
    assert desk.read(token, remember="1") == "accepted"
    assert desk.figures("kommuner") == IN_ALL
    assert len(desk.remembered()) == 1
    again = desk.hand_in(["ny linje"], *NAMELESS, ["Struer", 1, 2])
    assert desk.wait(again)["outcome"] == "accepted", "read by itself"
    assert desk.figures("kommuner")["0671 Struer", "2022"] == 2
    with desk.house.store.reading() as connection:
        made = read_submission(connection, token=token)
        assert made is not None
        mapping = read_mapping(connection, made.submission_id)
        assert mapping is not None
        assert list(mapping.look) == ["layout"], "nothing of its cells is kept a second time"


def test_without_the_tick_the_next_file_is_asked_about_again(desk: Desk) -> None:
    token = desk.hand_in(*NAMELESS)
    desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    assert desk.read(token) == "accepted"
    assert desk.remembered() == []
    assert desk.wait(desk.hand_in(["ny"], *NAMELESS))["outcome"] == "awaiting_confirmation"


def test_a_remembered_layout_can_be_forgotten(desk_on_each: Desk) -> None:
    desk = desk_on_each
    token = desk.hand_in(*NAMELESS)
    desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    desk.read(token, remember="1")
    (name,) = desk.remembered()
    assert name in desk.client.get("/upload?alliance=proeve&organisation=partner", headers=HTML).text
    form = {"alliance": "proeve", "organisation": "partner", "name": name}
    assert desk.client.post("/api/v1/layouts/forget", data=form, headers=JSON).status_code == 200
    assert desk.remembered() == []
    assert desk.client.post("/api/v1/layouts/forget", data=form, headers=JSON).status_code == 404


TITLE = ["Ting i kommuner"]
HEAD = ["Kommune", 2021, 2022]
# What stands in the file, what is chosen (label, option), the figures that must come out, and why.
CHOICES: list[tuple[list[list[Any]], list[tuple[str, Any]], dict[tuple[str, str], Any], str]] = [
    (
        [TITLE, HEAD, ["Aarhus", 10, "-"], ["Odense", 20, 22]],
        [("„-“ betyder", "mangler")],
        IN_ALL | {(AARHUS, "2022"): (None, "L")},
        "a dash that is no figure",
    ),
    (
        [TITLE, HEAD, ["Aarhus", 10, "-"], ["Odense", 20, 22]],
        [("„-“ betyder", "nul")],
        IN_ALL | {(AARHUS, "2022"): 0},
        "a dash that is zero",
    ),
    (
        [TITLE, HEAD, ["Aarhus", 10, None], ["Odense", 20, 22]],
        [("Tom celle betyder", "ikke forfalden")],
        {key: value for key, value in IN_ALL.items() if key != (AARHUS, "2022")},
        "a blank that is not due yet is no observation",
    ),
    (
        [TITLE, ["Enhed: 1.000 ting"], HEAD, ["Aarhus", 0.01, 0.012], ["Odense", 0.02, 0.022]],
        [("Hvad skal der ganges med", "1.000 (")],
        IN_ALL,
        "a unit of another scale",
    ),
    (
        [TITLE, HEAD, ["Aarhus", "1.234", "2.345"]],
        [("1.234", "dansk")],
        {(AARHUS, "2021"): 1234, (AARHUS, "2022"): 2345},
        "a dot that is a thousand's",
    ),
    (
        [TITLE, HEAD, ["Aarhus", "1.234", "2.345"]],
        [("1.234", "engelsk")],
        {(AARHUS, "2021"): 1.234, (AARHUS, "2022"): 2.345},
        "a dot that is a decimal's",
    ),
    (
        [TITLE, ["Delvis fremskrevet"], HEAD, ["Aarhus", 10, 12], ["Odense", 20, 22]],
        [("Hvilke perioder er fremskrevet", "fra 2022 er fremskrevet")],
        IN_ALL | {(AARHUS, "2022"): (12, "F"), (ODENSE, "2022"): (22, "F")},
        "projections that the text does not date",
    ),
    (
        [TITLE, ["Kommune", "Slags", 2021], ["Aarhus", "store", 3], ["Aarhus", "små", 4], ["Odense", "store", 5]],
        [("Hvilke rækker", ["store"])],
        {(AARHUS, "2021"): 3, (ODENSE, "2021"): 5},
        "rows told apart by words that mean nothing to us",
    ),
    (
        [["Fra vores system"], ["Kommune", "År", "Kvit", "Kvat"], ["Aarhus", 2021, 10, 1], ["Odense", 2021, 20, 2]],
        [("Indikator", "Ting i kommuner"), ("Hvilken kolonne", "Kvat")],
        {(AARHUS, "2021"): 1, (ODENSE, "2021"): 2},
        "two columns of numbers",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "chosen", "expected", "why"), CHOICES, ids=[case[-1] for case in CHOICES])
def test_a_choice_gives_the_figures(
    desk: Desk, rows: list[list[Any]], chosen: list[tuple[str, Any]], expected: dict[tuple[str, str], Any], why: str
) -> None:
    token = desk.hand_in(*rows)
    assert not desk.look(token)["is_ready"], why
    look = desk.choose(token, *chosen)
    assert look["is_ready"], (why, open_labels(look), look["problems"])
    assert desk.read(token) == "accepted"
    assert desk.figures("kommuner") == expected, why


def test_words_that_stand_for_indicators_are_chosen_one_by_one(desk: Desk) -> None:
    token = desk.hand_in(["", 2021, "", 2022, ""], ["Land", "Kvit", "Kvat", "Kvit", "Kvat"], ["Danmark", 10, 1, 12, 2])
    look = desk.choose(token, ("„Kvit“ er", "Antal ting"))
    assert look["is_ready"], (open_labels(look), look["problems"])
    desk.read(token)
    assert desk.figures("antal") == {("Danmark", "2021"): 10, ("Danmark", "2022"): 12}


def test_what_is_not_ready_is_not_read(desk: Desk) -> None:
    token = desk.hand_in(*NAMELESS)
    answer = desk.client.post(f"/api/v1/submissions/{token}/layout", data={"do": "read"}, headers=JSON)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "not_ready")
    assert desk.figures("kommuner") == {}


def test_confirming_takes_the_reading_and_not_yet_the_corrections(desk: Desk) -> None:
    sure = ([*TITLE], [*HEAD], ["Aarhus", 10, 12])
    token = desk.hand_in(*sure)
    assert desk.client.post(f"/api/v1/submissions/{token}/confirm", headers=JSON).status_code == 202
    assert desk.wait(token)["outcome"] == "accepted"
    corrected = desk.hand_in(["ny"], *sure[:-1], ["Aarhus", 10, 13])
    for outcome in ("awaiting_confirmation", "accepted"):
        desk.client.post(f"/api/v1/submissions/{corrected}/confirm", headers=JSON)
        assert desk.wait(corrected)["outcome"] == outcome
    open_one = desk.hand_in(*NAMELESS)
    answer = desk.client.post(f"/api/v1/submissions/{open_one}/confirm", headers=JSON)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "not_ready")


def test_a_choice_made_with_the_confirmation_is_shown_first(desk: Desk) -> None:
    """Without JavaScript nobody has seen what it gives."""
    token = desk.hand_in(*NAMELESS)
    look = desk.choose(token, ("Hvilken indikator", "Ting i kommuner"), do="read")
    assert look["is_ready"]
    assert desk.figures("kommuner") == {}


def test_only_what_is_offered_can_be_chosen(desk: Desk) -> None:
    token = desk.hand_in(*NAMELESS)
    control = control_of(desk.look(token), "Hvilken indikator")
    strange = json.dumps({"fixed": "andel"}), json.dumps({"column": ["Kommune"]}), "{", ""
    for value in strange[1:]:
        form = {control["name"]: value, '["x",["y"]]': "1"}
        answer = desk.client.post(f"/api/v1/submissions/{token}/layout", data=form, headers=JSON)
        assert answer.status_code == 200
        assert answer.get_json()["look"]["open"] == 1


def test_another_indicator_is_understood_anew_and_start_over_takes_all_back(desk: Desk) -> None:
    token = desk.hand_in(TITLE, HEAD, ["Aarhus", 10, 12], ["Odense", 20, 22])
    assert desk.look(token)["is_ready"]
    look = desk.choose(token, ("Indikator", "Antal ting"))
    assert not look["is_ready"], "that one is not counted by municipality"
    look = desk.choose(token, do="restart")
    assert look["is_ready"]
    assert look["observations"][0]["indicator"] == "kommuner"


def test_a_sign_that_a_known_layout_has_not_met_can_be_explained(desk_on_each: Desk) -> None:
    desk = desk_on_each
    first = desk.hand_in(*NAMELESS)
    desk.choose(first, ("Hvilken indikator", "Ting i kommuner"))
    desk.read(first, remember="1")
    token = desk.hand_in(*NAMELESS[:-1], ["Odense", 20, "?"])
    now = desk.wait(token)
    assert now["outcome"] == "rejected"
    assert [one["cell"] for one in now["report"]["problems"] if one["code"] == "sign_unknown"] == ["C5"]
    look = desk.choose(token, ("„?“ betyder", "mangler"))
    assert look["is_ready"], look["problems"]
    assert desk.read(token, remember="1") in ("accepted", "awaiting_confirmation")
    assert len(desk.remembered()) == 1, "the layout was changed, and no second one made"


def test_a_file_whose_layout_was_changed_takes_the_old_ones_place(desk: Desk) -> None:
    first = desk.hand_in(["Fra vores system"], ["Kommune", "År", "Værdi", "Emne"], ["Aarhus", 2021, 10, "x"])
    desk.choose(first, ("Hvilken indikator", "Ting i kommuner"))
    desk.read(first, remember="1")
    token = desk.hand_in(["Fra vores system"], ["Kommune", "Årstal", "Værdi"], ["Odense", 2021, 20])
    now = desk.wait(token)
    assert now["outcome"] == "awaiting_confirmation"
    missing = [one for one in now["report"]["problems"] if one["code"] == "layout_heading_missing"]
    assert any("År" in one["title"]["da"] for one in missing)
    desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    assert desk.read(token, remember="1") == "accepted"
    assert len(desk.remembered()) == 1


def test_a_correction_waits_even_when_the_layout_was_confirmed(desk: Desk) -> None:
    first = desk.hand_in(*NAMELESS)
    desk.choose(first, ("Hvilken indikator", "Ting i kommuner"))
    desk.read(first)
    token = desk.hand_in(["ny"], *NAMELESS[:-1], ["Odense", 20, 23])
    look = desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    assert look["counts"] == {"new": 0, "changed": 1, "unchanged": 3, "vanished": 0}
    assert desk.read(token) == "awaiting_confirmation"
    assert desk.figures("kommuner")[ODENSE, "2022"] == 22
    page = desk.client.get(f"/upload/{token}", headers=HTML).text
    assert "Bekræft tallene" in page
    desk.client.post(f"/api/v1/submissions/{token}/confirm", headers=JSON)
    assert desk.wait(token)["outcome"] == "accepted"
    assert desk.figures("kommuner")[ODENSE, "2022"] == 23


def test_a_layout_is_remembered_once_however_often_the_file_waits(desk: Desk) -> None:
    first = desk.hand_in(*NAMELESS)
    desk.choose(first, ("Hvilken indikator", "Ting i kommuner"))
    desk.read(first)
    token = desk.hand_in(["ny"], *NAMELESS[:-1], ["Odense", 20, 23])
    desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    assert desk.read(token, remember="1") == "awaiting_confirmation"
    desk.client.post(f"/api/v1/submissions/{token}/confirm", headers=JSON)
    assert desk.wait(token)["outcome"] == "accepted"
    assert len(desk.remembered()) == 1


def test_a_table_that_was_not_found_is_pointed_at(desk: Desk) -> None:
    """A form of a shape that we do not know: the period stands nowhere near the figures."""
    token = desk.hand_in(["Skema 7"], ["udfyldes", "af", "kommunen"], ["Aarhus", "ja", 10], ["Odense", "nej", 20])
    assert desk.wait(token)["outcome"] == "rejected"
    assert desk.look(token)["layout"] is None
    look = desk.choose(token, ("Overskrifterne står i", "række 2"))
    assert look["layout"] is not None
    look = desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    look = desk.choose(token, ("Hvilken periode", "alle tal gælder 2026"))
    assert look["count"] == 2, (open_labels(look), look["problems"])
    look = desk.choose(token, ("Overskrifterne står i", "den række, vi finder"))
    assert look["layout"] is None


def test_nothing_to_choose_is_said_kindly(desk: Desk) -> None:
    assert desk.client.get("/api/v1/submissions/findes-ikke/layout").status_code == 404
    token = desk.hand_in(*NAMELESS)
    desk.choose(token, ("Hvilken indikator", "Ting i kommuner"))
    desk.read(token)
    assert desk.client.post(f"/api/v1/submissions/{token}/layout", data={}, headers=JSON).status_code == 409
    assert desk.client.get(f"/upload/{token}/layout", headers=HTML).status_code == 404


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_says_what_is_missing_and_posts_without_javascript(desk: Desk, language: str, tmp_path: Path) -> None:
    token = desk.hand_in(*NAMELESS)
    path = f"/upload/{token}" if language == "da" else f"/en/upload/{token}"
    page = desk.client.get(path, headers=HTML).text
    assert ("Ét valg mangler" if language == "da" else "One choice is missing") in page
    name = control_of(desk.look(token), "Hvilken indikator")["name"]
    form = {"whole": "1", name: json.dumps({"fixed": "kommuner"}), "do": "look"}
    address = f"/api/v1/submissions/{token}/layout?language={language}"
    answer = desk.client.post(address, data=form, headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"{path}/layout")
    page = desk.client.get(answer.headers["Location"], headers=HTML).text
    assert ("Vi læser 4 tal" if language == "da" else "This is how we read 4 figures") in page
