"""A link opens while whoever made it may still make it, however their right ended; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from store.accounts import add_account, change_account
from store.actor import ANYBODY
from store.database import Store
from store.definitions import apply
from store.forgetting import delete_account
from store.grants import give, take
from store.schema import account
from store.sessions import actor_of, begin
from store.tokens import make_token, withdraw_token
from store.upload_links import find_upload_link, make_upload_link
from store.viewer import Grant
from tests.rooms import NOW, small_alliance

SECRET, DAY = b"x" * 32, timedelta(days=1)
OF = ("proeve", "partner")
SECRETARIAT, OWN = Grant("proeve", "secretariat"), Grant("proeve", "contributor", "partner")
OTHER = Grant("proeve", "contributor", "sekretariat")
Change = Callable[[sa.Connection, int], object]


def _taken(*grants: Grant) -> Change:
    return lambda connection, number: take(connection, number, grants, NOW)


CASES: list[tuple[str, list[Grant], Change, bool]] = [
    ("nothing has happened", [SECRETARIAT], lambda *_: None, True),
    ("the secretariat's role has ended", [SECRETARIAT], _taken(SECRETARIAT), False),
    ("the contributor's role has ended", [OWN], _taken(OWN), False),
    ("another role suffices", [SECRETARIAT, OWN], _taken(SECRETARIAT), True),
    ("the role that is left is for another organisation", [SECRETARIAT, OTHER], _taken(SECRETARIAT), False),
    ("the role that is left only reads", [SECRETARIAT, Grant("proeve", "viewer")], _taken(SECRETARIAT), False),
    ("the account is deleted", [SECRETARIAT], lambda connection, number: delete_account(
        connection, number, NOW), False),
    ("the account is gone", [], lambda connection, number: connection.execute(
        sa.update(account).where(account.c.account_id == number).values(deleted_at=NOW)), False),
    ("it runs the installation no longer", [], lambda connection, number: change_account(
        connection, number, is_administrator=False), False),
    ("it runs the installation", [SECRETARIAT], lambda connection, number: (
        take(connection, number, [SECRETARIAT], NOW), change_account(connection, number, is_administrator=True)), True),
    ("the role was given back", [SECRETARIAT], lambda connection, number: (
        take(connection, number, [SECRETARIAT], NOW), give(connection, number, SECRETARIAT, "test", NOW)), True),
]  # fmt: skip


def test_however_a_right_ends_what_it_lent_ends_with_it(store: Store) -> None:
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
        for place, (why, grants, change, is_open) in enumerate(CASES):
            one = add_account(connection, "Anna", f"a{place}@example.dk", NOW, is_administrator=not grants)
            for grant in grants:
                give(connection, one.account_id, grant, "test", NOW)
            text, session = _lent(connection, f"account {one.key}")
            assert _opens(connection, text, session) == (True, True), why
            change(connection, one.account_id)
            assert _opens(connection, text, session) == (is_open, is_open), why


@pytest.mark.parametrize("by", ["operator", "token", "public", "account x", "token x", ""])
def test_who_makes_links_without_a_role(store: Store, by: str) -> None:
    """What the operator made stands until it is withdrawn; a program's ends with its token; nobody else's opens."""
    with store.writing() as connection:
        apply(connection, small_alliance(), "file", NOW)
        one = add_account(connection, "Anna", "anna@example.dk", NOW)
        give(connection, one.account_id, SECRETARIAT, "test", NOW)
        number, _ = make_token(connection, SECRET, one.account_id, "x", "deliver", NOW, NOW + DAY)
        text, session = _lent(connection, f"token {number}" if by == "token" else by)
        assert _opens(connection, text, session) == (by in ("operator", "token"),) * 2
        withdraw_token(connection, one.account_id, number, NOW)
        assert _opens(connection, text, session) == (by == "operator",) * 2


def _lent(connection: sa.Connection, by: str) -> tuple[str, str]:
    """A link, and the session of somebody who uses it."""
    made = make_upload_link(connection, SECRET, by, NOW, NOW + DAY, OF, False)
    return made.text, begin(connection, SECRET, NOW, link_id=made.link_id)


def _opens(connection: sa.Connection, text: str, session: str) -> tuple[bool, bool]:
    found = find_upload_link(connection, text, SECRET, NOW, ANYBODY)
    return found is not None, actor_of(connection, session, SECRET, NOW) is not None
