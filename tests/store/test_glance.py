"""What is read at a glance is what is read whole, only later."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from store.database import Store
from store.definitions import read_alliance
from store.glance import PartAtAGlance, read_at_a_glance
from store.published import Points, PublishedSeries, read_published
from store.viewer import OPERATOR, PUBLIC
from tests.dashboard.parts_store import TODAY, load_parts, parts_alliance

FIELDS = ("indicator", "subject", "role", "organisation", "area", "dimensions", "points", "verdict", "word")


@pytest.fixture
def parts(store: Store) -> Store:
    load_parts(store)
    return store


def told(series: PublishedSeries) -> dict[str, Any]:
    return {name: getattr(series, name) for name in FIELDS}


def read(connection: sa.Connection) -> list[PublishedSeries]:
    declared = read_alliance(connection, "dele", PUBLIC, TODAY)
    assert declared is not None
    return read_at_a_glance(connection, declared)


def test_it_says_what_the_whole_says(parts: Store) -> None:
    """Both databases, in the same order, also where the last is asked for first."""
    with parts.reading() as connection:
        whole = read_published(connection, "dele", PUBLIC, TODAY)
        glance = read(connection)
        assert len(whole) > 6
        assert {one.role for one in whole} == {"shared", "part"}
        assert [told(one) for one in reversed(glance)] == [told(one) for one in reversed(whole)]
        assert [isinstance(one, PartAtAGlance) for one in glance] == [one.role == "part" for one in glance]


def test_parts_are_read_when_they_are_asked_for_and_together(parts: Store) -> None:
    asked: list[str] = []
    sa.event.listen(parts._reader, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with parts.reading() as connection:
        glance = read(connection)
        before = len(asked)
        shown = [one for one in glance if one.indicator == "affald"]
        assert [one.word for one in shown]
        assert len(asked) == before  # the word of each verdict came along
        for one in shown:
            assert one.points.periods
            assert one.verdict["verdict"] == one.word
        assert len(asked) == before + 2  # figures, and verdicts


def test_a_part_can_be_changed_like_any_other(parts: Store) -> None:
    """Pages of another day put other figures in the place of those that stand."""
    with parts.reading() as connection:
        part = next(one for one in read(connection) if one.role == "part")
        other = replace(part, verdict={"verdict": "worsening"}, points=Points(["2020"]))
        assert (other.word, other.points.periods, other.area) == ("worsening", ["2020"], part.area)
        assert part.points.periods != ["2020"]
        assert told(replace(part)) == told(part)


def test_who_may_not_see_an_indicator_gets_nothing_of_it(parts: Store) -> None:
    """The series of exactly the indicators that stand in what was read for the viewer."""
    declared = parts_alliance()
    with parts.reading() as connection:
        seen = read_alliance(connection, "dele", OPERATOR, TODAY)
        assert seen is not None
        some = declared.model_copy(update={"indicators": declared.indicators[:1]})
        assert {one.indicator for one in read_at_a_glance(connection, some)} == {declared.indicators[0].code}
        none = declared.model_copy(update={"indicators": ()})
        assert read_at_a_glance(connection, none) == []


def test_after_its_connection_nothing_is_made_up(parts: Store) -> None:
    """A page that asks too late fails; it never shows an empty series."""
    with parts.reading() as connection:
        part = next(one for one in read(connection) if one.role == "part")
    with pytest.raises(sa.exc.ResourceClosedError):
        _ = part.points
