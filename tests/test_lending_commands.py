"""`fremdrift upload-link` and `fremdrift token`: what is printed opens what was said, once and no more."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from config.secret import installation_secret
from fremdrift import cli
from store.accounts import add_account
from store.grants import give
from store.links import look_at
from store.schema import audit
from store.tokens import actor_of_token
from store.viewer import Grant
from tests.rooms import House

PLACE = ["--alliance", "proeve", "--organisation", "partner"]


def run(house: House, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    monkeypatch.setattr("etl.lending.commands._room", lambda: house.room)
    return CliRunner().invoke(cli, list(words))


def test_a_link_is_printed_once_and_ended(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house, secret = sqlite_house, installation_secret(sqlite_house.room.settings)
    made = run(house, monkeypatch, "upload-link", *PLACE, "--once")
    found = re.fullmatch(r"http://127\.0\.0\.1:8050/deliver/(l-\S+)\n", made.stdout)
    assert found is not None
    with house.store.reading() as connection:
        one = look_at(connection, found[1], "upload", secret, house.clock())
    assert one is not None
    assert (one.organisation, one.uses_left, one.made_by) == ("partner", 1, "operator")
    assert run(house, monkeypatch, "upload-link", "--withdraw", str(one.link_id)).exit_code == 0
    again = run(house, monkeypatch, "upload-link", "--withdraw", str(one.link_id))
    assert (again.exit_code, again.stderr) == (2, f"There is no upload link {one.link_id} that is still valid.\n")
    with house.store.reading() as connection:
        assert look_at(connection, found[1], "upload", secret, house.clock()) is None
        told = connection.execute(sa.select(audit.c.who, audit.c.action).order_by(audit.c.audit_id)).all()
    assert told == [("operator", "upload_link_made"), ("operator", "upload_link_withdrawn")]


def test_a_token_is_printed_once_and_ended(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house, secret = sqlite_house, installation_secret(sqlite_house.room.settings)
    with house.store.writing() as connection:
        one = add_account(connection, "Anna", "anna@example.dk", house.clock())
        give(connection, one.account_id, Grant("proeve", "secretariat"), "test", house.clock())
    made = run(house, monkeypatch, "token", "--email", "Anna@example.dk", "--name", "Natlig", "--deliver", *PLACE)
    with house.store.reading() as connection:
        actor = actor_of_token(connection, made.stdout.strip(), secret, house.clock())
    assert actor is not None
    assert actor.viewer.grants == {Grant("proeve", "contributor", "partner")}
    assert run(house, monkeypatch, "token", "--withdraw", str(actor.number)).exit_code == 0
    with house.store.reading() as connection:
        assert actor_of_token(connection, made.stdout.strip(), secret, house.clock()) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["upload-link"], "Say --alliance and --organisation."),
        (["upload-link", "--alliance", "proeve", "--organisation", "x"], "There is no such organisation: x."),
        (["token", "--name", "x"], "Say --email and --name."),
        (["token", "--name", "x", "--email", "nobody@example.dk"], "There is no account nobody@example.dk."),
    ],
)
def test_what_is_missing_is_said(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    answer = run(sqlite_house, monkeypatch, *words)
    assert (answer.exit_code, answer.stderr.strip()) == (2, told)
