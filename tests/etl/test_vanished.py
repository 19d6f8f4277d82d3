"""Vanished figures: a person says whether they are withdrawn or still stand; the nightly refresh never does."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from etl.deciding.errands import answer_about_vanished, undo_submission
from etl.errands import carry_out, refresh_now, submit
from store.clock import danish_day, end_of_danish_day
from store.decisions import NotPossible, ask_about_vanished
from store.observations import read_observations
from store.submissions import Submission, read_submission
from store.vanished import read_vanished
from store.viewer import OPERATOR
from store.work import latest_of
from tests.rooms import House


def deliver(house: House, years: dict[int, float], organisation: str = "sekretariat") -> Submission:
    house.clock.forward(days=1)
    path = house.workbook([["antal", None, year, value, None] for year, value in years.items()])
    return submit(house.room, path, "proeve", organisation, confirmed=True)


def current(house: House, day: date | None = None) -> dict[str, float | None]:
    moment = end_of_danish_day(day) if day else None
    with house.store.reading() as connection:
        found = read_observations(connection, "proeve", OPERATOR, ["antal"], moment)
    return {one.period: one.value for one in found}


def asked_about(house: House, of: Submission) -> list[str]:
    with house.store.reading() as connection:
        again = read_submission(connection, token=of.token)
        assert again is not None
        return [one.period for one in read_vanished(connection, again)]


@pytest.fixture
def shorter(house: House) -> Submission:
    """A file without two of the figures of the one before."""
    deliver(house, {2021: 95, 2022: 90, 2023: 85})
    return deliver(house, {2021: 95, 2024: 80})


def test_withdrawn_figures_end_as_a_vintage(house: House, shorter: Submission) -> None:
    assert asked_about(house, shorter) == ["2022", "2023"]
    before = danish_day(house.clock())
    house.clock.forward(days=1)
    done = answer_about_vanished(house.room, shorter.token, "withdrawn")
    assert current(house) == {"2021": 95, "2024": 80}
    assert current(house, before) == {"2021": 95, "2022": 90, "2023": 85, "2024": 80}
    assert asked_about(house, shorter) == []
    assert done.report is not None
    (decision,) = done.report["vanished"]
    assert (decision["answer"], decision["by"], decision["number"]) == ("withdrawn", "command", 2)


def test_figures_that_still_stand_are_not_asked_about_again(house: House, shorter: Submission) -> None:
    answer_about_vanished(house.room, shorter.token, "stays")
    assert current(house) == {"2021": 95, "2022": 90, "2023": 85, "2024": 80}
    assert asked_about(house, shorter) == []
    with pytest.raises(NotPossible) as refused:
        answer_about_vanished(house.room, shorter.token, "withdrawn")
    assert refused.value.code == "none_vanished"
    again = deliver(house, {2021: 95, 2024: 80})
    assert again.report is not None
    assert again.report["counts"]["vanished"] == 0


def test_ticked_figures_only(house: House, shorter: Submission) -> None:
    with house.store.writing() as connection:
        (first, _) = read_vanished(connection, shorter)
        ask_about_vanished(connection, shorter.token, "browser", "withdrawn", [first.figure], house.clock())
        work_id = latest_of(connection, shorter.submission_id)
    carry_out(house.room, work_id)
    assert current(house) == {"2021": 95, "2023": 85, "2024": 80}
    assert asked_about(house, shorter) == ["2023"]


def test_what_a_later_file_holds_again_is_not_asked_about(house: House, shorter: Submission) -> None:
    deliver(house, {2021: 95, 2022: 90, 2024: 80})
    assert asked_about(house, shorter) == ["2023"]


def test_undoing_the_shorter_file_takes_the_withdrawal_with_it(house: House, shorter: Submission) -> None:
    answer_about_vanished(house.room, shorter.token, "withdrawn")
    house.clock.forward(days=1)
    undo_submission(house.room, shorter.token)
    assert current(house) == {"2021": 95, "2022": 90, "2023": 85}


def test_a_withdrawn_figure_that_comes_back_is_new_and_waits_for_nobody(house: House, shorter: Submission) -> None:
    answer_about_vanished(house.room, shorter.token, "withdrawn")
    back = deliver(house, {2021: 95, 2022: 90, 2024: 80})
    assert back.report is not None
    assert back.report["counts"] == {"new": 1, "changed": 0, "unchanged": 2, "vanished": 0}
    assert current(house) == {"2021": 95, "2022": 90, "2024": 80}


@pytest.mark.parametrize(
    ("answer", "code"), [("perhaps", "no_answer"), ("withdrawn", "not_accepted")], ids=["no answer", "withdrawn file"]
)
def test_what_cannot_be_answered(house: House, shorter: Submission, answer: str, code: str) -> None:
    if code == "not_accepted":
        undo_submission(house.room, shorter.token)
    with pytest.raises(NotPossible) as refused:
        answer_about_vanished(house.room, shorter.token, answer)
    assert refused.value.code == code


def _put(house: House, years: dict[int, float], modified: int) -> Path:
    folder = house.room.settings.inbox / "proeve" / "sekretariat"
    folder.mkdir(parents=True, exist_ok=True)
    made = house.workbook([["antal", None, year, value, None] for year, value in years.items()])
    path = made.rename(folder / "tal.xlsx")
    os.utime(path, (modified, modified))
    return path


def test_the_nightly_refresh_never_withdraws(sqlite_house: House) -> None:
    house = sqlite_house
    _put(house, {2021: 95, 2022: 90}, 1_000)
    refresh_now(house.room)
    house.clock.forward(days=1)
    _put(house, {2021: 95}, 2_000)
    (source,) = refresh_now(house.room).sources
    assert source.counts["vanished"] == 1
    assert current(house) == {"2021": 95, "2022": 90}


def test_the_nightly_refresh_does_not_bring_back_what_was_undone(sqlite_house: House) -> None:
    """The file still lies there; it is read again when somebody puts it there anew."""
    house = sqlite_house
    _put(house, {2021: 95}, 1_000)
    (source,) = refresh_now(house.room).sources
    assert source.submission is not None
    house.clock.forward(days=1)
    undo_submission(house.room, source.submission)
    (source,) = refresh_now(house.room).sources
    assert (source.outcome, current(house)) == ("unchanged", {})
    _put(house, {2021: 95}, 3_000)
    (source,) = refresh_now(house.room).sources
    assert (source.outcome, current(house)) == ("accepted", {"2021": 95})
