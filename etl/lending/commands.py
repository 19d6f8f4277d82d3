"""The commands `fremdrift upload-link` and `fremdrift token`; help answers before anything heavy is imported."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

import click

from config.settings import read_settings

if TYPE_CHECKING:
    from etl.jobs import Workroom

WRONG_USE = 2
_DAYS = {"upload-link": (14, 90), "token": (90, 365)}


def _days(command: str) -> Callable[..., Callable[..., None]]:
    usual, most = _DAYS[command]
    about = f"It ends after so many days; at most {most}."
    return click.option("--days", type=click.IntRange(1, most), default=usual, show_default=True, help=about)


@click.command("upload-link")
@click.option("--alliance", metavar="A", help="The alliance's slug, such as bo-trygt.")
@click.option("--organisation", metavar="O", help="The slug of the organisation whose figures it delivers.")
@click.option("--once", is_flag=True, help="Only the first who sends a file with it goes on with it.")
@_days("upload-link")
@click.option("--withdraw", type=int, metavar="NUMBER", help="Make none: end the link of this number.")
def upload_link(alliance: str | None, organisation: str | None, once: bool, days: int, withdraw: int | None) -> None:
    """Make a link by which an organisation delivers without an account. It is printed once and kept nowhere."""
    from config.secret import installation_secret
    from store.actor import AT_THE_COMMAND_LINE
    from store.audit import note
    from store.links import read_link
    from store.upload_links import make_upload_link, withdraw_upload_link

    room = _room()
    now, by = room.clock(), AT_THE_COMMAND_LINE
    with room.store.writing() as connection:
        if withdraw is not None:
            found = read_link(connection, withdraw)
            if found is None or found.kind != "upload" or not withdraw_upload_link(connection, found, now):
                _stop(f"There is no upload link {withdraw} that is still valid.")
            place: dict[str, Any] = {"alliance": found.alliance, "organisation": found.organisation}
            note(connection, by, "upload_link_withdrawn", now, **place, subject=f"link {withdraw}")
            click.echo(f"Link {withdraw} opens nothing any longer.")
            return
        if not alliance or not organisation:
            _stop("Say --alliance and --organisation.")
        ends_at = now + timedelta(days=days)
        try:
            made = make_upload_link(
                connection, installation_secret(room.settings), by.key, now, ends_at, (alliance, organisation), once
            )
        except LookupError as unknown:
            _stop(f"There is no such {unknown}: {alliance if str(unknown) == 'alliance' else organisation}.")
        about = {"uses": "once" if once else "many", "ends": _day(ends_at)}
        place = {"alliance": alliance, "organisation": organisation}
        note(connection, by, "upload_link_made", now, **place, subject=f"link {made.link_id}", after=about)
    settings = room.settings
    base = settings.url or f"http://{settings.host}:{settings.port}"
    click.echo(f"Link {made.link_id}, valid until {_day(ends_at)}; it is shown this once:", err=True)
    click.echo(f"{base}/deliver/{made.text}")


@click.command()
@click.option("--email", metavar="E", help="Whose token it is: it never opens more than they may.")
@click.option("--name", metavar="N", help="What it is for.")
@click.option("--deliver", is_flag=True, help="It may deliver too; without this it reads only.")
@click.option("--alliance", metavar="A", help="Of this alliance only.")
@click.option("--organisation", metavar="O", help="Of this organisation of the alliance only.")
@_days("token")
@click.option("--withdraw", type=int, metavar="NUMBER", help="Make none: end the token of this number.")
def token(
    email: str | None,
    name: str | None,
    deliver: bool,
    alliance: str | None,
    organisation: str | None,
    days: int,
    withdraw: int | None,
) -> None:
    """Make a token by which a program acts for a person. It is printed once and kept nowhere."""
    from config.secret import installation_secret
    from store.accounts import read_account
    from store.actor import AT_THE_COMMAND_LINE
    from store.audit import note
    from store.tokens import make_token, owner_of_token, withdraw_token

    room = _room()
    now, by = room.clock(), AT_THE_COMMAND_LINE
    with room.store.writing() as connection:
        if withdraw is not None:
            owner = owner_of_token(connection, withdraw)
            if owner is None or not withdraw_token(connection, owner, withdraw, now):
                _stop(f"There is no token {withdraw} that is still valid.")
            note(connection, by, "token_withdrawn", now, subject=f"token {withdraw}")
            click.echo(f"Token {withdraw} opens nothing any longer.")
            return
        if not email or not (name or "").strip():
            _stop("Say --email and --name.")
        if organisation and not alliance:
            _stop("An organisation is one of an alliance: say --alliance too.")
        account = read_account(connection, email=email)
        if account is None:
            _stop(f"There is no account {email}.")
        ends_at, scope = now + timedelta(days=days), "deliver" if deliver else "read"
        try:
            number, text = make_token(
                connection,
                installation_secret(room.settings),
                account.account_id,
                name or "",
                "deliver" if deliver else "read",
                now,
                ends_at,
                (alliance, organisation),
            )
        except LookupError as unknown:
            _stop(f"There is no such {unknown}: {alliance if str(unknown) == 'alliance' else organisation}.")
        about = {"scope": scope, "ends": _day(ends_at)}
        place: dict[str, Any] = {"alliance": alliance, "organisation": organisation}
        note(connection, by, "token_made", now, **place, subject=f"token {number}", after=about)
    click.echo(f"Token {number}, valid until {_day(ends_at)}; it is shown this once:", err=True)
    click.echo(text)


def _room() -> Workroom:
    from etl.jobs import open_room

    return open_room(read_settings())


def _day(moment: datetime) -> str:
    from store.clock import danish_day

    return danish_day(moment).isoformat()


def _stop(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(WRONG_USE)
