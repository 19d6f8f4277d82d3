"""Who sees what: each role, each visibility, before and after an embargo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from config.visibility import Sight, sight_of
from store.definitions import apply, read_alliance, read_alliances, read_made_up
from store.renaming import rename
from store.resting import read_resting, read_resting_indicators
from store.schema import definition
from store.sight import former_codes, keeps_anything, known_slugs, may_know
from store.viewer import OPERATOR, PUBLIC, Grant, Viewer, contributor_of, viewer_with
from tests.rooms import NOW, House, small_alliance

ENDS = datetime(2026, 12, 1, 8, tzinfo=UTC)
BEFORE, AFTER = ENDS - timedelta(microseconds=1), ENDS
READERS: dict[str, Viewer] = {
    "public": PUBLIC,
    "viewer": viewer_with([Grant("a", "viewer")]),
    "contributor": contributor_of("a", "x"),
    "other contributor": contributor_of("a", "y"),
    "bearer": viewer_with([Grant("a", "bearer", "x")]),
    "secretariat": viewer_with([Grant("a", "secretariat")]),
    "secretariat of another": viewer_with([Grant("b", "secretariat"), Grant("b", "contributor", "x")]),
    "administrator": viewer_with([], is_administrator=True),
    "operator": OPERATOR,
}
ALL = set(READERS)
TRUSTED = {"secretariat", "administrator", "operator"}
MEMBERS = TRUSTED | {"viewer", "contributor", "other contributor"}
SEES: list[tuple[Sight, datetime, set[str], str]] = [
    (Sight(), BEFORE, ALL, "public"),
    (Sight("members"), BEFORE, MEMBERS, "members: not whoever holds an upload link, nor another alliance's people"),
    (Sight("x"), BEFORE, TRUSTED | {"contributor"}, "one organisation's own people"),
    (Sight("y"), BEFORE, TRUSTED | {"other contributor"}, "the other one's"),
    (Sight("public", ENDS), BEFORE, TRUSTED, "under embargo the secretariat's alone"),
    (Sight("public", ENDS), AFTER, ALL, "from its very moment on everybody's"),
    (Sight("members", ENDS), BEFORE, TRUSTED, "members' and under embargo"),
    (Sight("members", ENDS), AFTER, MEMBERS, "and after it"),
    (Sight("x", ENDS), BEFORE, TRUSTED, "an organisation's and under embargo"),
    (Sight("x", ENDS), AFTER, TRUSTED | {"contributor"}, "and after it"),
]
KNOWS: list[tuple[Sight, datetime, set[str], str]] = [
    (Sight(), BEFORE, ALL, "public"),
    (Sight("members"), BEFORE, MEMBERS, "members"),
    (Sight("x"), BEFORE, TRUSTED | {"contributor"}, "one organisation"),
    (Sight("public", ENDS), BEFORE, MEMBERS, "an alliance under embargo is its members'"),
    (Sight("public", ENDS), AFTER, ALL, "from its very moment on everybody's"),
    (Sight("members", ENDS), AFTER, MEMBERS, "members', after it too"),
    (Sight("x", ENDS), BEFORE, TRUSTED | {"contributor"}, "one organisation's, before it too"),
]


@pytest.mark.parametrize(("sight", "at", "who", "why"), SEES)
def test_who_sees_an_indicator(sight: Sight, at: datetime, who: set[str], why: str) -> None:
    assert {name for name, viewer in READERS.items() if viewer.sees("a", sight, at)} == who, why


@pytest.mark.parametrize(("sight", "at", "who", "why"), KNOWS)
def test_who_knows_of_an_alliance(sight: Sight, at: datetime, who: set[str], why: str) -> None:
    assert {name for name, viewer in READERS.items() if viewer.knows("a", sight, at)} == who, why


def test_a_plain_day_is_its_first_moment() -> None:
    assert not PUBLIC.sees("a", Sight("public", ENDS), date(2026, 12, 1))
    assert PUBLIC.sees("a", Sight("public", ENDS), date(2026, 12, 2))


def test_a_bearer_sees_what_a_contributor_does_where_figures_are_handed_in() -> None:
    assert READERS["bearer"].delivering == READERS["contributor"]
    assert READERS["viewer"].delivering == READERS["viewer"]


def test_an_alliance_that_is_not_known_is_nowhere(house: House) -> None:
    member, hidden = viewer_with([Grant("proeve", "viewer")]), {"visibility": "members", "made_up": True}
    named = {"name": {"da": "Opdigtet prøve", "en": "Invented trial"}}
    with house.store.writing() as connection:
        apply(connection, small_alliance(**hidden, **named), "test", NOW)
    with house.store.reading() as connection:
        for viewer, is_known in ((PUBLIC, False), (member, True), (OPERATOR, True)):
            assert (read_alliance(connection, "proeve", viewer, NOW) is not None) is is_known
            assert bool(read_alliances(connection, viewer, NOW)) is is_known
            assert bool(read_made_up(connection, viewer, NOW)) is is_known
            assert bool(known_slugs(connection, viewer, NOW)) is is_known
            assert may_know(connection, "proeve", viewer, NOW) is is_known
            assert keeps_anything(connection, viewer, NOW) is not is_known
        assert not may_know(connection, "findes-ikke", OPERATOR, NOW)


def test_what_is_retired_stays_with_those_who_may_see_it(house: House) -> None:
    member = viewer_with([Grant("proeve", "viewer")])
    first, *rest = small_alliance().indicators
    hidden = first.model_copy(update={"visibility": "members"})
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=[hidden, *rest]), "test", NOW)
        apply(connection, small_alliance(indicators=rest), "test", NOW + timedelta(days=1))
        for viewer, count in ((member, 1), (PUBLIC, 0)):
            assert (read_resting(connection, "proeve", viewer, NOW, "antal") is not None) is bool(count)
            assert len(read_resting_indicators(connection, "proeve", viewer, NOW)) == count


def test_a_former_name_leads_only_those_on_who_may_see_it(house: House) -> None:
    first, *rest = small_alliance().indicators
    hidden = first.model_copy(update={"visibility": "members"})
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=[hidden, *rest]), "test", NOW)
        rename(connection, "proeve", "indicator", "antal", "mange", author="test", reason=None, now=NOW)
        assert former_codes(connection, "proeve", contributor_of("proeve", "partner"), NOW) == {"antal": "mange"}
        assert former_codes(connection, "proeve", PUBLIC, NOW) == {}


def test_a_renamed_organisation_goes_on_seeing(house: House) -> None:
    declared = small_alliance(visibility="partner", embargo="2026-12-01T09:00")
    with house.store.writing() as connection:
        apply(connection, declared, "test", NOW)
        rename(connection, "proeve", "organisation", "partner", "ny-partner", author="test", reason=None, now=NOW)
        found = read_alliance(connection, "proeve", contributor_of("proeve", "ny-partner"), NOW)
        assert found is not None
        assert found.visibility == "ny-partner"


def test_when_an_embargo_ends_is_kept_beside_what_says_it(house: House) -> None:
    """What pages are made anew by is what readers are told by."""
    first, *rest = small_alliance().indicators
    later = first.model_copy(update={"embargo": "2026-12-01T09:00"})
    with house.store.writing() as connection:
        apply(connection, small_alliance(indicators=[later, *rest], embargo="2026-11-30"), "test", NOW)
        rows = connection.execute(sa.select(definition.c.document, definition.c.embargo_ends)).all()
    assert {ends for _, ends in rows} == {None, ENDS, datetime(2026, 11, 30, 23, tzinfo=UTC)}
    assert all(sight_of(document).ends == ends for document, ends in rows)
