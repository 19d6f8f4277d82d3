"""Notes of meetings: nothing is rewritten, nothing hidden is told, and pages are made anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from config.definitions import Alliance
from store.definitions import apply, indicator_ids
from store.meetings import (
    ANSWERS,
    DONE,
    OPEN,
    TAKEN_OUT,
    UNDER_WAY,
    Written,
    keep_answer,
    keep_note,
    read_meeting_days,
    read_notes,
)
from store.published import Points, PublishedSeries, replace_published
from store.schema import counter, meeting_answer, meeting_note
from store.versions import read_version
from store.viewer import OPERATOR, PUBLIC
from tests.rooms import NOW, House, small_alliance

TODAY = date(2026, 11, 23)
SEEN = {
    "verdict": {"verdict": "slow", "latest": {"period": "2024", "value": 90.0}, "method": {"version": "1.1"}},
    "periods": ["2020", "2024"],
}


def written(**changes: Any) -> Written:
    plain: dict[str, Any] = {
        "held_on": TODAY, "story": None, "decision": "Ring til partneren.", "who": "Sekretariatet", "due": None,
        "language": "da", "author": "Referenten", "seen": SEEN,
    }  # fmt: skip
    return Written(**plain | changes)


def kept(house: House, code: str = "antal", **changes: Any) -> int:
    with house.store.writing() as connection:
        return keep_note(connection, "proeve", code, written(**changes), NOW)


def read(house: House, **more: Any) -> list[Any]:
    with house.store.reading() as connection:
        return read_notes(connection, "proeve", more.pop("viewer", PUBLIC), TODAY, **more)


def series(statuses: list[str], values: list[float | None]) -> PublishedSeries:
    count = len(statuses)
    nothing: list[str | None] = [None] * count
    points = Points(
        ["2020", "2024"][:count], values, statuses, nothing, nothing, nothing, nothing, nothing, [[] for _ in statuses]
    )
    return PublishedSeries("antal", "shared", "shared", None, "Danmark", {}, points, {"verdict": "slow"})


def test_a_note_comes_back_as_it_was_written(house: House) -> None:
    number = kept(house, story="Fordi.\nOg derfor.", due=date(2027, 1, 1))
    (note,) = read(house)
    assert (note.number, note.indicator, note.recorded_at) == (number, "antal", NOW)
    assert note.written == written(story="Fordi.\nOg derfor.", due=date(2027, 1, 1))
    assert (note.state, note.is_open, note.is_withheld) == (OPEN, True, False)


def test_the_last_answer_counts_and_all_are_kept(house: House) -> None:
    number = kept(house)
    with house.store.writing() as connection:
        keep_answer(connection, number, UNDER_WAY, "A", NOW)
        keep_answer(connection, number, DONE, "B", NOW + timedelta(days=1))
    (note,) = read(house)
    assert [(one.state, one.author) for one in note.answers] == [(UNDER_WAY, "A"), (DONE, "B")]
    assert (note.state, note.is_open) == (DONE, False)


def test_what_is_taken_out_is_shown_no_longer_and_stays_in_the_store(house: House) -> None:
    number = kept(house)
    with house.store.writing() as connection:
        keep_answer(connection, number, TAKEN_OUT, "A", NOW)
    assert read(house) == []
    with house.store.reading() as connection:
        assert connection.execute(sa.select(meeting_note.c.decision)).scalar() == "Ring til partneren."
        assert connection.execute(sa.select(meeting_answer.c.state)).scalar() == TAKEN_OUT


@pytest.mark.parametrize("state", ["open", "slettet", "DONE"])
def test_no_other_answer_is_taken(house: House, state: str) -> None:
    assert state not in ANSWERS
    number = kept(house)
    with house.store.writing() as connection, pytest.raises(ValueError, match=state):
        keep_answer(connection, number, state, "A", NOW)


def test_an_indicator_that_is_none_has_no_notes(house: House) -> None:
    with house.store.writing() as connection, pytest.raises(LookupError):
        keep_note(connection, "proeve", "ukendt", written(), NOW)
    with house.store.reading() as connection:
        assert read_notes(connection, "ukendt", PUBLIC, TODAY) == []


@pytest.mark.parametrize(
    ("statuses", "values", "withheld", "why"),
    [
        (["A", "A"], [100.0, 90.0], False, "both figures are shown today"),
        (["A", "Q"], [100.0, None], True, "the latest one is hidden today"),
        (["Q", "A"], [None, 90.0], True, "the baseline is: the share of the way would tell it"),
        (["A"], [100.0], False, "a figure that was withdrawn is no secret"),
    ],
)
def test_a_figure_hidden_since_is_not_told(
    house: House, statuses: list[str], values: list[float | None], withheld: bool, why: str
) -> None:
    kept(house)
    with house.store.writing() as connection:
        replace_published(connection, indicator_ids(connection, "proeve")["antal"], [series(statuses, values)])
    (note,) = read(house)
    assert note.is_withheld is withheld, why
    assert ("latest" in note.written.seen["verdict"]) is not withheld
    assert note.written.seen["verdict"]["verdict"] == "slow"


def test_who_may_not_see_an_indicator_sees_none_of_its_notes(house: House) -> None:
    kept(house)
    kept(house, "andel")
    plain = small_alliance()
    hidden = [i.model_copy(update={"visibility": "members"}) if i.code == "antal" else i for i in plain.indicators]
    _declare(house, plain.model_copy(update={"indicators": tuple(hidden)}))
    assert [note.indicator for note in read(house)] == ["andel"]
    assert len(read(house, viewer=OPERATOR)) == 2


def test_a_retired_indicator_keeps_its_notes(house: House) -> None:
    kept(house)
    plain = small_alliance()
    _declare(house, plain.model_copy(update={"indicators": plain.indicators[1:]}))
    assert [note.indicator for note in read(house)] == ["antal"]


def _declare(house: House, declared: Alliance) -> None:
    with house.store.writing() as connection:
        apply(connection, declared, "test", NOW)


def test_notes_are_found_by_indicator_and_by_day(house: House) -> None:
    first, last = kept(house, held_on=date(2026, 5, 1)), kept(house)
    other = kept(house, "andel")
    assert [note.number for note in read(house)] == [other, last, first]
    assert [note.number for note in read(house, code="antal")] == [last, first]
    assert [note.number for note in read(house, day=TODAY)] == [other, last]
    assert read_meeting_days(read(house)) == [TODAY, date(2026, 5, 1)]


def test_pages_are_made_anew_after_every_note_and_answer(house: House) -> None:
    versions = []

    def look() -> None:
        with house.store.reading() as connection:
            versions.append(read_version(connection))

    look()
    number = kept(house)
    look()
    with house.store.writing() as connection:
        replace_published(connection, indicator_ids(connection, "proeve")["antal"], [])
    look()
    with house.store.writing() as connection:
        keep_answer(connection, number, DONE, "A", NOW)
    look()
    assert versions == sorted(set(versions)), "each is another and a greater one"
    with house.store.reading() as connection:
        assert len(connection.execute(sa.select(counter)).all()) == 4, "of the store and of the alliance"
