"""A token never opens more than its person may, nor than it was made for; and nothing once it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from store.accounts import add_account
from store.database import Store
from store.definitions import apply
from store.grants import give, take
from store.rights import RIGHTS, Action, may
from store.schema import account, api_token
from store.signed import make
from store.tokens import (
    LONGEST,
    SCOPES,
    USED_EVERY,
    Scope,
    actor_of_token,
    make_token,
    narrowed,
    note_token_used,
    read_tokens,
    withdraw_token,
)
from store.viewer import PUBLIC, Grant, Viewer, viewer_with
from tests.rooms import NOW, small_alliance

SECRET = b"x" * 32
DAY = timedelta(days=1)
SECRETARIAT = Grant("proeve", "secretariat")
PARTNER = Grant("proeve", "contributor", "partner")


@pytest.fixture
def person(store: Store) -> int:
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
        number = add_account(connection, "Anna", "anna@example.dk", NOW).account_id
        give(connection, number, SECRETARIAT, "test", NOW)
    return number


def made(store: Store, person: int, scope: Scope = "deliver", of: tuple[str | None, str | None] = (None, None)) -> str:
    with store.writing() as connection:
        return make_token(connection, SECRET, person, "Natlig", scope, NOW, NOW + DAY, of)[1]


def viewer_of(store: Store, text: str, now: object = NOW) -> Viewer | None:
    with store.reading() as connection:
        actor = actor_of_token(connection, text, SECRET, now)  # type: ignore[arg-type]
    return None if actor is None else actor.viewer


def test_it_is_kept_as_a_hash_and_acts_as_its_person(store: Store, person: int) -> None:
    text = made(store, person)
    with store.reading() as connection:
        (row,) = connection.execute(sa.select(api_token))
        actor = actor_of_token(connection, text, SECRET, NOW)
    assert text not in repr(row)
    assert actor is not None
    assert actor.key == f"token {row.api_token_id}"
    assert actor.number == row.api_token_id
    assert not actor.is_signed_in
    assert not actor.is_anybody
    assert may(actor.viewer, "deliver", "proeve", "partner")
    assert not may(actor.viewer, "define", "proeve")  # a token delivers; it declares nothing


def test_what_it_is_narrowed_to(store: Store, person: int) -> None:
    viewer = viewer_of(store, made(store, person, of=("proeve", "partner")))
    assert viewer is not None
    assert viewer.grants == {PARTNER}
    reading = viewer_of(store, made(store, person, "read", ("proeve", None)))
    assert reading is not None
    assert not may(reading, "deliver", "proeve", "partner")
    assert may(reading, "read", "proeve")
    with store.writing() as connection, pytest.raises(LookupError, match="organisation"):
        make_token(connection, SECRET, person, "x", "read", NOW, NOW + DAY, ("proeve", "atlantis"))


def test_it_opens_nothing_once_it_is_over(store: Store, person: int) -> None:
    text = made(store, person)
    assert viewer_of(store, text, NOW + DAY - timedelta(seconds=1)) is not None
    assert viewer_of(store, text, NOW + DAY) is None  # ended
    with store.writing() as connection:
        other = add_account(connection, "Bo", "bo@example.dk", NOW).account_id
        (number,) = connection.execute(sa.select(api_token.c.api_token_id)).scalars()
        assert not withdraw_token(connection, other, number, NOW)  # not theirs
        assert withdraw_token(connection, person, number, NOW)
        assert not withdraw_token(connection, person, number, NOW)
    assert viewer_of(store, text) is None


def test_it_follows_what_its_person_may_now(store: Store, person: int) -> None:
    text = made(store, person)
    with store.writing() as connection:
        take(connection, person, [SECRETARIAT], NOW)
    assert viewer_of(store, text) == PUBLIC
    with store.writing() as connection:
        connection.execute(sa.update(account).values(deleted_at=NOW))
    assert viewer_of(store, text) is None


NO_TOKENS = [
    "",
    "t-",
    "t-abc.def",
    make("t", b"y" * 32).text,  # signed by another installation
    make("t", SECRET).text,  # signed by us, and never given out
    make("s", SECRET).text,  # a session is no token
    "t-\u00e6\u00f8\u00e5.x",
]


def test_what_is_no_token_opens_nothing(store: Store, person: int) -> None:
    made(store, person)
    assert [viewer_of(store, text) for text in NO_TOKENS] == [None] * len(NO_TOKENS)


def test_it_lasts_a_year_at_most(store: Store, person: int) -> None:
    for ends_in in (timedelta(0), -DAY, LONGEST + timedelta(seconds=1)):
        with store.writing() as connection, pytest.raises(ValueError, match="ends_at"):
            make_token(connection, SECRET, person, "x", "read", NOW, NOW + ends_in)


def test_its_last_use_is_told_now_and_then(store: Store, person: int) -> None:
    made(store, person)
    moments = [NOW, NOW + USED_EVERY / 2, NOW + USED_EVERY * 2]
    told = []
    for moment in moments:
        with store.writing() as connection:
            (one,) = read_tokens(connection, person)
            note_token_used(connection, one.number, moment)
            told.append(read_tokens(connection, person)[0].last_used_at)
    assert told == [NOW, NOW, moments[2]]


SLUGS = st.sampled_from(["en", "to"])
GRANTS = st.builds(Grant, SLUGS, st.sampled_from(["viewer", "secretariat"])) | st.builds(
    Grant, SLUGS, st.just("contributor"), st.sampled_from(["a", "b"])
)
ACTIONS: list[Action] = sorted(set().union(*RIGHTS.values()) | {"install"})


@given(
    st.frozensets(GRANTS),
    st.booleans(),
    st.sampled_from(sorted(SCOPES)),
    st.none() | SLUGS,
    st.none() | st.sampled_from(["a", "b"]),
)
def test_never_more_than_the_person_may(
    grants: frozenset[Grant], is_administrator: bool, scope: Scope, alliance: str | None, organisation: str | None
) -> None:
    person = viewer_with(grants, is_administrator)
    token = narrowed(person, scope, alliance, organisation if alliance else None)
    for action in ACTIONS:
        for place in ((None, None), ("en", None), ("to", None), ("en", "a"), ("en", "b"), ("to", "a"), ("to", "b")):
            if may(token, action, *place):
                assert may(person, action, *place)
                assert action in SCOPES[scope]
                assert alliance is None or place[0] in (None, alliance)
                if alliance and organisation and action in ("deliver", "represent"):
                    assert place[1] in (None, organisation)
    assert (token.name == PUBLIC.name) == (not token.grants and not token.is_administrator)
