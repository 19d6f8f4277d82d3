"""What was said on a day stays what was said: by the method, the figures and the definitions of then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

import progress.status
from etl.deciding.errands import undo_submission
from etl.errands import submit
from etl.jobs import assess_again
from etl.said import said_object
from etl.terminal import said_lines
from progress import verdict
from progress.judge import judge
from progress.verdict import Method
from store.clock import danish_day
from store.definitions import apply
from store.said import Said, days_of_change, said_on
from store.schema import indicator, published, snapshot
from store.viewer import OPERATOR, PUBLIC, Viewer
from tests.rooms import House, small_alliance

BEFORE = verdict.LINEAR.version
FEBRUARY, MARCH, APRIL = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (2, 3, 4))
FIRST = {2021: 95, 2022: 90, 2023: 85, 2024: 80, 2025: 75}  # exactly on the way from 100 in 2020 to 50 in 2030


def _submit(house: House, figures: dict[int, Any], code: str = "antal", area: str | None = None) -> Any:
    rows = [[code, area, year, value, None] for year, value in figures.items()]
    done = submit(house.room, house.workbook(rows), "proeve", "sekretariat", confirmed=True)
    assert done.outcome in ("accepted", "unchanged"), done.report
    return done


def _said(house: House, day: date, code: str | None = "antal", viewer: Viewer = PUBLIC) -> list[Said]:
    with house.store.reading() as connection:
        return said_on(connection, "proeve", viewer, danish_day(house.clock()), day, code)


def _declare(house: House, **fields: Any) -> None:
    document = small_alliance().model_dump(mode="json", by_alias=True)
    document["indicators"][0] |= fields
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=document["indicators"]), "file", house.clock())
    assess_again(house.room)


def _use(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Judge by another version of the method, which calls everything slow."""
    new = Method("linear", version)
    monkeypatch.setattr(verdict, "LINEAR", new)
    monkeypatch.setattr(progress.status, "judge", lambda case: replace(judge(case), method=new, verdict="slow"))


def test_a_new_version_of_the_method_rewrites_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.clock.moment = FEBRUARY
    _submit(house, FIRST)
    query = sa.select(snapshot).order_by(snapshot.c.snapshot_id)
    with house.store.reading() as connection:
        before = connection.execute(query).all()
    house.clock.moment = APRIL
    _use(monkeypatch, "9.9")
    assess_again(house.room)
    with house.store.reading() as connection:
        after = connection.execute(query).all()
    assert after[: len(before)] == before
    assert len(after) > len(before)
    for day, word, version in ((MARCH, "on_track", BEFORE), (APRIL, "slow", "9.9")):
        (said,) = _said(house, day.date())
        assert (said.result["verdict"], said.result["method"]["version"]) == (word, version)
        assert said.result["latest"] == {"period": "2025", "value": 75.0, "status": "A"}


def test_later_figures_and_promises_do_not_touch_what_was_said(house: House) -> None:
    house.clock.moment = FEBRUARY
    _submit(house, FIRST)
    house.clock.moment = MARCH
    _submit(house, {2025: 99})
    house.clock.moment = APRIL
    _declare(house, targets=[{"value": 98, "period": 2030, "adopted": "2026-03-20"}])
    told = [(one.result["latest"]["value"], one.result["target"]["value"]) for one in _each_day(house)]
    assert told == [(75.0, 50.0), (99.0, 50.0), (99.0, 98.0)]


def _each_day(house: House) -> list[Said]:
    return [one for day in (FEBRUARY, MARCH, APRIL) for one in _said(house, day.date())]


DAYS = [
    (datetime(2026, 3, 1, 22, 59, 59, tzinfo=UTC), date(2026, 3, 1), True, "a second before midnight in Denmark"),
    (datetime(2026, 3, 1, 23, 0, 0, tzinfo=UTC), date(2026, 3, 1), False, "midnight"),
    (datetime(2026, 3, 1, 23, 0, 0, tzinfo=UTC), date(2026, 3, 2), True, "which is the next day"),
    (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1), True, "in summer time"),
    (datetime(2026, 7, 1, 22, 0, 0, tzinfo=UTC), date(2026, 7, 1), False, "in summer time, midnight"),
]


@pytest.mark.parametrize(("moment", "day", "is_said", "why"), DAYS, ids=[why for *_, why in DAYS])
def test_a_day_ends_in_denmark(house: House, moment: datetime, day: date, is_said: bool, why: str) -> None:
    house.clock.moment = moment
    _submit(house, FIRST)
    house.clock.forward(days=10)
    assert bool(_said(house, day)) is is_said, why


def test_every_series_is_answered_and_what_was_taken_back_is_said_no_longer(house: House) -> None:
    house.clock.moment = FEBRUARY
    _submit(house, {2021: 5}, "kommuner", "Aarhus")
    odense = _submit(house, {2021: 6}, "kommuner", "Odense")
    house.clock.moment = MARCH
    undo_submission(house.room, odense.token, None)
    places = {day: [one.place for one in _said(house, day.date(), "kommuner")] for day in (FEBRUARY, MARCH)}
    aarhus = ("sekretariat", "0751 Aarhus", {})
    assert places[FEBRUARY] == [(None, None, {}), aarhus, ("sekretariat", "0461 Odense", {})]
    assert places[MARCH] == [(None, None, {}), aarhus]
    house.clock.moment = APRIL
    _submit(house, {2021: 7}, "kommuner", "Odense")
    (again,) = [one for one in _said(house, APRIL.date(), "kommuner") if one.place[1] == "0461 Odense"]
    assert again.result["latest"]["value"] == 7.0, "it may come again"


def test_who_may_not_see_an_indicator_learns_nothing_of_what_was_said(house: House) -> None:
    house.clock.moment = FEBRUARY
    _submit(house, FIRST)
    assert len(_said(house, FEBRUARY.date())) == 1
    for fields, why in (({"visibility": "members"}, "members"), ({"embargo": "2027-01-01"}, "under embargo today")):
        _declare(house, **fields)
        assert _said(house, FEBRUARY.date()) == [], why
        assert len(_said(house, FEBRUARY.date(), viewer=OPERATOR)) == 1, why
        with house.store.reading() as connection:
            assert days_of_change(connection, "proeve", PUBLIC, house.clock().date(), "antal", "shared") == [], why
        _declare(house)


def test_under_an_embargo_nothing_was_said(house: House) -> None:
    house.clock.moment = FEBRUARY
    _declare(house, embargo="2026-03-15")
    _submit(house, FIRST)
    house.clock.moment = APRIL
    assert _said(house, MARCH.date()) == []
    assert len(_said(house, date(2026, 3, 16))) == 1
    assert len(_said(house, MARCH.date(), viewer=OPERATOR)) == 1


def test_a_value_that_is_hidden_today_is_not_told_by_what_was_said(house: House) -> None:
    house.clock.moment = FEBRUARY
    _submit(house, FIRST)
    number = sa.select(indicator.c.indicator_id).where(indicator.c.code == "antal").scalar_subquery()
    with house.store.writing() as connection:
        row = connection.execute(sa.select(published.c.points).where(published.c.indicator_id == number)).scalar_one()
        hidden = row | {"values": [*row["values"][:-1], None], "statuses": [*row["statuses"][:-1], "Q"]}
        query = sa.update(published).where(published.c.indicator_id == number)
        connection.execute(query.values(points=hidden))
    (said,) = _said(house, FEBRUARY.date())
    assert said.is_withheld
    assert said.result["verdict"] == "on_track", "the word stays"
    assert "75" not in repr(said.result), "the value does not"
    assert not {"latest", "sentence", "formula", "progress", "baseline"} & set(said.result)


def test_the_days_on_which_the_word_changed(house: House) -> None:
    house.clock.moment = FEBRUARY
    _submit(house, FIRST)
    house.clock.moment = MARCH
    _submit(house, {2025: 110})
    _submit(house, {2025: 120})
    house.clock.moment = APRIL
    _submit(house, {2025: 76})
    _submit(house, {2025: 75})
    with house.store.reading() as connection:
        days = days_of_change(connection, "proeve", PUBLIC, APRIL.date(), "antal", "shared")
    assert days == [
        (APRIL.date(), "on_track"),
        (MARCH.date(), "moving_away"),
        (FEBRUARY.date(), "on_track"),
    ]


def test_as_one_object_and_as_lines(house: House) -> None:
    house.clock.moment = FEBRUARY
    _submit(house, FIRST)
    _submit(house, {2021: 5}, "kommuner", "Aarhus")
    with house.store.reading() as connection:
        found = said_object(connection, "proeve", PUBLIC, APRIL.date(), MARCH.date())
        with pytest.raises(LookupError, match="alliance"):
            said_object(connection, "ukendt", PUBLIC, APRIL.date(), MARCH.date())
        early = said_object(connection, "proeve", PUBLIC, APRIL.date(), date(2026, 1, 1))
    assert (found["alliance"], found["said_on"]) == ("proeve", "2026-03-01")
    antal, kommuner, andel = found["indicators"]
    assert (antal["verdict"], antal["recorded_at"]) == ("on_track", FEBRUARY.isoformat())
    assert [one["area"] for one in kommuner["series"]] == [None, "0751 Aarhus"]
    assert (andel["verdict"], andel["series"]) == (None, [])
    assert [one["verdict"] for one in early["indicators"]] == [None, None, None]
    lines = list(said_lines(found))
    assert lines[0] == "proeve, 2026-03-01"
    assert lines[1].startswith("  on_track             antal: ")
    assert "nothing had been said" in lines[3]
