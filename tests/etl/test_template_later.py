"""A file is reported before its template is made anew; the one that is there is handed out meanwhile."""

from __future__ import annotations

import io

import openpyxl

from etl.errands import submit
from etl.jobs import import_submission
from etl.opening.own_sheets import FORM
from etl.template import write_templates
from etl.worker import work_once
from store.current import read_delivered, read_own
from store.submissions import NewSubmission, receive
from store.viewer import OPERATOR
from tests.rooms import House

ROWS: list[list[object]] = [["antal", None, year, 95, None] for year in (2021, 2022)]


def _asked(house: House) -> set[object]:
    """The periods of an indicator that the template in hand asks for."""
    path = house.room.settings.templates / "proeve" / "sekretariat.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))[FORM]
    return {row[3] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "Antal ting"}


def test_the_old_template_stands_until_the_new_one_is_made(house: House) -> None:
    write_templates(house.store, house.room.settings.templates, house.clock())
    before = _asked(house)
    assert before == {2020, 2021, 2022, 2023, 2024, 2025}
    path = house.workbook(ROWS)
    with path.open("rb") as stream:
        file = house.room.files.receive(stream, 10**9)
    with house.store.writing() as connection:
        new = NewSubmission(
            "proeve", "sekretariat", "upload", path.name, file.sha256, file.size, "command", "test", house.clock()
        )
        submission = receive(connection, new)
        house.room.files.keep(file, submission.token)
    assert import_submission(house.room, submission.submission_id).outcome == "accepted"
    assert _asked(house) == before, "accepted and reported, and the template is still the old one"
    assert work_once(house.room, "test")
    assert _asked(house) == {2023, 2024, 2025}
    assert not work_once(house.room, "test")


def test_a_command_without_a_worker_leaves_no_old_template(house: House) -> None:
    write_templates(house.store, house.room.settings.templates, house.clock())
    assert submit(house.room, house.workbook(ROWS), "proeve", "sekretariat").outcome == "accepted"
    assert _asked(house) == {2023, 2024, 2025}
    assert not work_once(house.room, "test"), "nothing is left to do"


def test_of_others_only_what_they_deliver_is_read(house: House) -> None:
    submit(house.room, house.workbook(ROWS), "proeve", "sekretariat")
    submit(
        house.room,
        house.workbook([["antal", None, 2021, 7, None], ["antal", None, 2022, 8, None]]),
        "proeve",
        "partner",
    )
    with house.store.reading() as connection:
        found = read_own(connection, "proeve", OPERATOR, "partner", ["antal", "andel"])
        delivered = read_delivered(connection, "proeve", ["antal", "andel"])
    assert [(one.organisation, one.period, one.value) for one in found] == [
        ("partner", "2021", 7),
        ("partner", "2022", 8),
    ]
    assert delivered == {"antal": {"partner", "sekretariat"}}
