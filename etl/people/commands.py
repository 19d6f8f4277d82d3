"""The commands `fremdrift accounts`, `invite` and `first-link`."""

from __future__ import annotations

import json
import sys
from typing import NoReturn, cast

import click

from config.settings import read_settings

WRONG_USE = 2


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def accounts(as_json: bool) -> None:
    """Who can sign in: each account with its roles."""
    from etl.jobs import open_room
    from store.accounts import read_accounts
    from store.grants import read_grants

    with open_room(read_settings()).store.reading() as connection:
        found = [
            {
                "key": one.key,
                "name": one.name,
                "email": one.email,
                "is_administrator": one.is_administrator,
                "asks_for_code": one.totp is not None,
                "roles": [grant._asdict() for grant in sorted(read_grants(connection, one.account_id), key=str)],
            }
            for one in read_accounts(connection)
        ]
    if as_json:
        return click.echo(json.dumps({"accounts": found}, ensure_ascii=False, indent=2))
    if not found:
        click.echo("Nobody has an account yet: fremdrift first-link prints the link of the first administrator.")
    for one in found:
        roles = [_role(grant) for grant in cast("list[dict[str, str | None]]", one["roles"])]
        roles = (["administrator"] if one["is_administrator"] else []) + roles
        click.echo(f"{one['key']}  {one['email'] or '-'}  {one['name']}: {', '.join(roles) or 'no role'}")


@click.command()
@click.argument("email")
@click.option("--alliance", required=True, metavar="A", help="The alliance's slug, such as bo-trygt.")
@click.option(
    "--role", type=click.Choice(["viewer", "contributor", "secretariat"]), required=True, help="What they may do."
)
@click.option("--organisation", metavar="O", help="Of a contributor: the organisation's slug.")
def invite(email: str, alliance: str, role: str, organisation: str | None) -> None:
    """Print a link that gives a role in an alliance to whoever opens it; it works once, within 7 days."""
    from config.secret import installation_secret
    from etl.jobs import open_room
    from etl.people.first_link import own_address
    from etl.terminal import what_there_is
    from store.actor import AT_THE_COMMAND_LINE
    from store.inviting import make_invitation
    from store.viewer import Grant, Role

    if (role == "contributor") != (organisation is not None):
        _stop("A contributor needs --organisation; the other roles take none.")
    if "@" not in email:
        _stop(f"'{email}' is not an e-mail address.")
    settings = read_settings()
    room = open_room(settings)
    grant = Grant(alliance, cast(Role, role), organisation)
    try:
        with room.store.writing() as connection:
            secret = installation_secret(settings)
            path = make_invitation(connection, secret, AT_THE_COMMAND_LINE, email, grant, room.clock())
    except LookupError as unknown:
        with room.store.reading() as connection:
            _stop(f"There is no such {unknown}. {what_there_is(connection, False)}")
    click.echo(own_address(settings) + path)


@click.command("first-link")
def first_link() -> None:
    """Print a link by which whoever opens it becomes an administrator; it works once, within 24 hours.

    Those printed before work no longer. Also for an installation whose administrators cannot sign in any more.
    """
    from config.secret import installation_secret
    from etl.jobs import open_room
    from etl.people.first_link import own_address
    from store.first_link import make_first_link

    settings = read_settings()
    room = open_room(settings)
    with room.store.writing() as connection:
        path = make_first_link(connection, installation_secret(settings), room.clock())
    click.echo(own_address(settings) + path)


PEOPLE = (accounts, invite, first_link)


def _role(grant: dict[str, str | None]) -> str:
    of = f" of {grant['organisation']}" if grant["organisation"] else ""
    return f"{grant['role']}{of} in {grant['alliance']}"


def _stop(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(WRONG_USE)
