"""Who may read the record, under whose names; and what is left of a person who asks to be deleted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from store.accounts import add_account, names_of
from store.actor import ANYBODY, AT_THE_COMMAND_LINE, Actor
from store.acts import Act, Wish, read_acts, read_choices, whose
from store.applying import apply
from store.audit import find_broken, head_of, note
from store.clock import danish_day
from store.database import Store
from store.editing import edit, read_entries
from store.forgetting import delete_account
from store.grants import give, read_grants, viewer_of
from store.links import make_link, read_link
from store.noting import noting_definitions
from store.renaming import rename
from store.schema import account, api_token, attempt, audit_address
from store.sessions import actor_of, begin
from store.sweeping import delete_again, deleted_keys, sweep_personal
from store.viewer import OPERATOR, PUBLIC, Grant, Viewer, viewer_with
from tests.rooms import NOW, House, small_alliance

SECRET = b"of this test"
SECRETARIAT = viewer_with([Grant("proeve", "secretariat")])
ADMINISTRATOR = viewer_with([], is_administrator=True)
HOUR = timedelta(hours=1)


def acts(store: Store, viewer: Viewer = ADMINISTRATOR, slug: str | None = None, **wish: Any) -> list[Act]:
    with store.reading() as connection:
        return list(read_acts(connection, viewer, slug, Wish(**wish)))


def said(found: list[Act]) -> list[tuple[str, str]]:
    return [(one.action, one.subject) for one in found]


def test_each_reads_what_is_theirs(house: House) -> None:
    with house.store.writing() as connection:
        note(connection, AT_THE_COMMAND_LINE, "refresh_asked", NOW)
        note(connection, AT_THE_COMMAND_LINE, "alliance_added", NOW, alliance="anden", subject="anden")
        note(connection, AT_THE_COMMAND_LINE, "definition_edited", NOW, alliance="proeve", subject="goal/faerre")
    assert len(acts(house.store)) == 3
    assert len(acts(house.store, OPERATOR)) == 3
    assert said(acts(house.store, SECRETARIAT, "proeve")) == [("definition_edited", "goal/faerre")]
    assert said(acts(house.store, ADMINISTRATOR, "proeve")) == [("definition_edited", "goal/faerre")]
    refused: list[tuple[Viewer, str | None]] = [
        (SECRETARIAT, None),  # of the installation: the administrator's
        (SECRETARIAT, "anden"),  # another alliance's, which does not exist for them
        (SECRETARIAT, "ukendt"),
        (ADMINISTRATOR, "ukendt"),
        (PUBLIC, "proeve"),
        (PUBLIC, None),
        (viewer_with([Grant("proeve", "viewer")]), "proeve"),
        (viewer_with([Grant("proeve", "contributor", "partner")]), "proeve"),
        (viewer_with([Grant("proeve", "bearer", "partner")]), "proeve"),
    ]
    for viewer, slug in refused:
        with pytest.raises(LookupError), house.store.reading() as connection:
            list(read_acts(connection, viewer, slug))
        with pytest.raises(LookupError), house.store.reading() as connection:
            read_choices(connection, viewer, slug)


def test_acts_are_found_by_person_kind_and_danish_day(house: House) -> None:
    anna = Actor("account a", PUBLIC, address="192.0.2.1")
    with house.store.writing() as connection:
        for number, (who, action) in enumerate(
            [(anna, "signed_in"), (ANYBODY, "sign_in_failed"), (anna, "signed_out")]
        ):
            # 23:30 UTC is already the next day in Denmark in November
            note(connection, who, action, NOW.replace(hour=23, minute=30) + number * timedelta(days=1))
    day = danish_day(NOW) + timedelta(days=1)
    assert [one.action for one in acts(house.store, who="account a")] == ["signed_out", "signed_in"]
    assert [one.action for one in acts(house.store, action="sign_in_failed")] == ["sign_in_failed"]
    assert [one.number for one in acts(house.store, since=day, until=day)] == [1]
    assert [one.number for one in acts(house.store, until=day)] == [1]
    assert [one.number for one in acts(house.store, since=day + timedelta(days=1))] == [3, 2]
    assert [one.number for one in acts(house.store, before=3)] == [2, 1]
    with house.store.reading() as connection:
        assert read_choices(connection, ADMINISTRATOR, None) == (
            ["account a", "public"],
            ["sign_in_failed", "signed_in", "signed_out"],
        )


def test_definitions_are_noted_with_the_fields_that_changed(house: House) -> None:
    store, anna = house.store, Actor("account a", SECRETARIAT)

    def change(kind: str, key: str, action: str | None = None, **fields: Any) -> None:
        with store.writing() as connection:
            stored = next(one for one in read_entries(connection, "proeve", kind) if one.key == key)
            document = None if fields.get("gone") else stored.document | fields
            with noting_definitions(connection, anna, "proeve", NOW, action):
                edit(connection, "proeve", kind, key, document, author="x", reason=None, now=NOW, seen=stored.version)

    change("goal", "faerre", title={"da": "Langt færre", "en": "Far fewer"})
    change("goal", "faerre")  # says what stands already
    change("indicator", "andel", gone=True)
    with store.writing() as connection, noting_definitions(connection, anna, "proeve", NOW):
        rename(connection, "proeve", "indicator", "antal", "antal-ting", author="x", reason=None, now=NOW)
    found = acts(store, SECRETARIAT, "proeve")
    assert said(found) == [
        ("definition_renamed", "indicator/antal-ting"),
        ("definition_retired", "indicator/andel"),
        ("definition_edited", "goal/faerre"),
    ]
    renamed, retired, edited = found
    assert (edited.before, edited.after) == (
        {"title": {"da": "Færre", "en": "Fewer"}},
        {"title": {"da": "Langt færre", "en": "Far fewer"}},
    )
    assert (retired.before, retired.after) == (None, None), "its last version stands in its history"
    assert (renamed.before, renamed.after) == ({"code": "antal"}, {"code": "antal-ting", "formerly": ["antal"]})


def test_an_alliance_is_one_act_keeps_its_record_when_renamed_and_names_nobody(house: House) -> None:
    store = house.store
    with store.writing() as connection, noting_definitions(connection, AT_THE_COMMAND_LINE, "ny", NOW):
        apply(connection, small_alliance(slug="ny"), "file", NOW)
    with store.writing() as connection, noting_definitions(connection, AT_THE_COMMAND_LINE, "ny", NOW):
        rename(connection, "ny", "alliance", "ny", "nyere", author="Anna Jensen", reason="Anna bad om det", now=NOW)
    viewer = viewer_with([Grant("nyere", "secretariat")])
    found = acts(store, viewer, "nyere")
    assert said(found) == [("definition_renamed", "alliance/nyere"), ("alliance_added", "ny")]
    assert found[1].after is not None
    assert found[1].after["indicator"] == ["antal", "kommuner", "andel"]
    assert "Anna" not in repr(found)
    with pytest.raises(LookupError):
        acts(store, viewer, "ny")


def test_whoever_is_deleted_leaves_a_key_that_leads_to_nobody(house: House) -> None:
    store = house.store
    with store.writing() as connection:
        boss = add_account(connection, "Bo Boss", "bo@example.dk", NOW, is_administrator=True)
        anna = add_account(connection, "Anna Jensen", "anna@example.dk", NOW, password="x", issuer="i", subject="s")
        give(connection, anna.account_id, Grant("proeve", "secretariat"), "test", NOW)
        text = begin(connection, SECRET, NOW, account_id=anna.account_id)
        row = {"hash": "t", "account_id": anna.account_id, "name": "Annas bærbare", "scope": "read"}
        connection.execute(sa.insert(api_token).values(**row, made_at=NOW, ends_at=NOW + HOUR))
        key, partner = f"account {anna.key}", Grant("proeve", "bearer", "partner")
        links = [
            make_link(connection, "upload", SECRET, key, NOW, NOW + HOUR, grant=partner),
            make_link(
                connection, "invite", SECRET, "operator", NOW, NOW + HOUR, grant=partner, email="anna@example.dk"
            ),
            make_link(connection, "reset", SECRET, "operator", NOW, NOW + HOUR, account_id=anna.account_id),
        ]
        opened = begin(connection, SECRET, NOW, link_id=links[0].link_id)
        note(connection, Actor(key, SECRETARIAT, "192.0.2.9"), "signed_in", NOW, subject=key)
        note(connection, Actor("token 1", SECRETARIAT, "192.0.2.9"), "submission_received", NOW, alliance="proeve")
        note(connection, Actor(f"link {links[0].link_id}", PUBLIC, "192.0.2.10"), "submission_received", NOW)
    with store.reading() as connection:
        names = whose(connection, {key, "token 1", f"link {links[0].link_id}", "operator", "link x"})
        told = head_of(connection)
    assert [names[one].name for one in (key, "token 1", f"link {links[0].link_id}")] == [
        "Anna Jensen",
        "Anna Jensen",
        "partner",
    ]
    with store.writing() as connection:
        delete_account(connection, anna.account_id, NOW)
        note(connection, Actor(f"account {boss.key}", ADMINISTRATOR), "account_deleted", NOW, subject=anna.key)
    with store.reading() as connection:
        row = connection.execute(sa.select(account).where(account.c.account_id == anna.account_id)).one()
        empty = ("name", "email", "password", "totp", "totp_used", "issuer", "subject")
        assert {name: row._mapping[name] for name in empty} == dict.fromkeys(empty)
        assert (row.is_administrator, row.deleted_at) == (False, NOW)
        assert viewer_of(connection, anna.account_id) == PUBLIC
        assert read_grants(connection, anna.account_id) == set()
        assert actor_of(connection, text, SECRET, NOW) is None
        assert actor_of(connection, opened, SECRET, NOW) is None, "a link of hers is withdrawn with her"
        for one in links:
            found = read_link(connection, one.link_id)
            assert found is not None
            assert found.email is None
            assert found.is_open(NOW) == (found.kind == "invite"), "another's invitation is another's to withdraw"
        token = connection.execute(sa.select(api_token)).one()
        assert (token.name, token.withdrawn_at) == ("", NOW)
        assert whose(connection, {key})[key].name is None
        assert names_of(connection, {anna.key}) == {}
        assert find_broken(connection, [told]) is None, "the record stays whole"
        left = set(connection.execute(sa.select(audit_address.c.address)).scalars())
        assert left == {"192.0.2.9", "192.0.2.10"}, "her token's and her link's go by rule"
        assert list(connection.execute(sa.select(audit_address.c.audit_id)).scalars()) == [2, 3]
    assert said(acts(store))[0] == ("account_deleted", anna.key)


def test_a_restored_store_forgets_again_whom_it_had_forgotten(house: House) -> None:
    with house.store.writing() as connection:
        anna = add_account(connection, "Anna", "anna@example.dk", NOW)
        add_account(connection, "Bo", "bo@example.dk", NOW)
        assert delete_again(connection, {anna.key, "unknown"}, NOW) == 1
        assert delete_again(connection, {anna.key}, NOW) == 0
        assert deleted_keys(connection) == {anna.key}
        emails = list(connection.execute(sa.select(account.c.email)).scalars())
        assert set(emails) == {None, "bo@example.dk"}


def test_personal_data_go_when_their_days_are_over(house: House) -> None:
    old, young = NOW - timedelta(days=91), NOW - timedelta(days=89)
    with house.store.writing() as connection:
        for moment in (old, young):
            note(connection, Actor("account a", PUBLIC, "192.0.2.1"), "signed_in", moment)
            make_link(connection, "invite", SECRET, "x", moment - HOUR, moment, email=f"{moment:%j}@example.dk")
        for moment in (NOW - timedelta(days=3), NOW - HOUR):
            connection.execute(sa.insert(attempt).values(kind="sign_in", whose="h", at=moment))
        begin(connection, SECRET, NOW - timedelta(days=8))
        begin(connection, SECRET, NOW)
        last = head_of(connection)
        assert sweep_personal(connection, NOW, timedelta(days=90)) == (1, 1, 1, 1)
        assert sweep_personal(connection, NOW, timedelta(days=90)) == (0, 0, 0, 0)
        assert find_broken(connection, [last]) is None
    assert [one.address for one in acts(house.store)] == ["192.0.2.1", None]
