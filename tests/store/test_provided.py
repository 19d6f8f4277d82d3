"""People who sign in by a provider: whose account is whose, and what groups give and end; on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from config.provider_groups import ProviderGroups
from store.accounts import Account, change_account
from store.actor import ANYBODY
from store.database import Store
from store.definitions import apply
from store.forgetting import delete_account
from store.grants import give, read_grants
from store.links import make_link, use
from store.provided import Person, note_acts, welcome
from store.viewer import Grant
from tests.rooms import NOW, small_alliance

READS, LEADS, PARTNER = (
    Grant("proeve", "viewer"),
    Grant("proeve", "secretariat"),
    Grant("proeve", "contributor", "partner"),
)
OF_GROUP = {"læser": READS, "leder": LEADS, "leverer": PARTNER}
RULES = ProviderGroups.model_validate(
    {"roles": [{"group": group, **_given} for group, grant in OF_GROUP.items() for _given in [grant._asdict()]]}
)
LATER = NOW + timedelta(days=7)
ANNA = Person("https://login.example", "anna", "Anna", "anna@example.dk", frozenset())


def come(store: Store, person: Person, rules: ProviderGroups | None = RULES, **more: Any) -> Account:
    with store.writing() as connection:
        found = welcome(connection, person, rules, NOW, "da", more.get("warn", pytest.fail))
        note_acts(connection, found, ANYBODY, NOW)
        return found.account


def held(store: Store, one: Account, *origin: Any) -> set[Grant]:
    with store.reading() as connection:
        return read_grants(connection, one.account_id, *origin)


@pytest.fixture
def applied(store: Store) -> Store:
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
    return store


def test_the_same_person_has_one_account_and_another_provider_s_anna_another(store: Store) -> None:
    one = come(store, ANNA)
    assert come(store, ANNA._replace(name="Anna Ny", email="ny@example.dk")).key == one.key
    other = come(store, ANNA._replace(issuer="https://other.example"))
    assert other.key != one.key
    assert (other.email, come(store, ANNA).email) == ("anna@example.dk", None)  # whoever has it first


def test_nobody_comes_back_by_an_invitation_of_their_own(applied: Store) -> None:
    """A group that was left takes the invitations with it, as ending a role on the members' page does."""
    one = come(applied, ANNA._replace(groups=frozenset({"leder", "læser"})))
    with applied.writing() as connection:
        made = make_link(connection, "invite", b"x" * 32, f"account {one.key}", NOW, LATER, grant=LEADS)
    come(applied, ANNA._replace(groups=frozenset({"læser"})))
    with applied.writing() as connection:
        assert use(connection, made.text, "invite", b"x" * 32, NOW) is None


def test_whoever_was_deleted_is_new_when_they_come_again(applied: Store) -> None:
    one = come(applied, ANNA._replace(groups=frozenset({"leder"})))
    with applied.writing() as connection:
        delete_account(connection, one.account_id, NOW)
    assert come(applied, ANNA).key != one.key
    assert held(applied, one) == set()


def test_a_rule_for_what_is_not_here_gives_nothing_and_is_told(applied: Store) -> None:
    roles = [
        {"group": "a", "role": "viewer", "alliance": "ingen"},
        {"group": "a", "role": "contributor", "alliance": "proeve", "organisation": "ingen"},
        {"group": "a", "role": "viewer", "alliance": "proeve"},
    ]
    told: list[str] = []
    rules = ProviderGroups.model_validate({"roles": roles})
    one = come(applied, ANNA._replace(groups=frozenset({"a"})), rules, warn=told.append)
    assert held(applied, one) == {READS}
    assert [line.rpartition("no ")[2] for line in told] == ["alliance that is here", "organisation that is here"]


def test_without_a_file_what_groups_gave_before_ends(applied: Store) -> None:
    one = come(applied, ANNA._replace(groups=frozenset({"leder"})))
    assert held(applied, one) == {LEADS}
    come(applied, ANNA._replace(groups=frozenset({"leder"})), None)
    assert held(applied, one) == set()


def test_an_administrator_who_was_made_here_stays_one_where_no_group_says(store: Store) -> None:
    one = come(store, ANNA)
    with store.writing() as connection:
        change_account(connection, one.account_id, is_administrator=True)
    assert come(store, ANNA).is_administrator
    rules = ProviderGroups.model_validate({"roles": [{"group": "drift", "role": "administrator"}]})
    assert not come(store, ANNA, rules).is_administrator


GROUPS = st.frozensets(st.sampled_from([*OF_GROUP, "andet"]))
GIVEN = st.sets(st.sampled_from([READS, LEADS, PARTNER]))


_NUMBERS = iter(range(1_000_000))


def test_after_each_sign_in_groups_give_what_they_say_now_and_touch_nothing_else(applied: Store) -> None:
    @settings(max_examples=4, deadline=None)
    @given(local=GIVEN, visits=st.lists(GROUPS, min_size=1, max_size=3))
    def holds(local: set[Grant], visits: list[frozenset[str]]) -> None:
        person = ANNA._replace(subject=f"person {next(_NUMBERS)}", email=None)
        one = come(applied, person)
        with applied.writing() as connection:
            for grant in local:
                give(connection, one.account_id, grant, "test", NOW)
        for groups in visits:
            come(applied, person._replace(groups=groups))
            assert held(applied, one, "oidc") == {OF_GROUP[group] for group in groups if group in OF_GROUP}
            assert held(applied, one, "local") == local

    holds()
