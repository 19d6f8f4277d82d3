"""The command `fremdrift digest`: what would be told of an alliance now; what is heavy is imported when needed."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import click

from config.settings import read_settings

if TYPE_CHECKING:
    from config.recipients import Letters, Recipient
    from etl.jobs import Workroom
    from etl.telling.news import News
    from store.letters import NewLetter

WRONG_USE, UNREACHABLE = 2, 4
_NOWHERE = "https://fremdrift.example"


@click.command()
@click.argument("alliance")
@click.option("--to", "address", metavar="ADDRESS", help="Send it to this e-mail address alone, to see how it looks.")
@click.option("--send", "sends", is_flag=True, help="Send it to the secretariat now, and count it as told.")
@click.option("--reminder", metavar="O", help="The reminder that this organisation would get, instead.")
@click.option(
    "--language", type=click.Choice(["da", "en", "both"]), default="da", show_default=True, help="Of what is printed."
)
@click.option("--html", "as_html", is_flag=True, help="Print the letter's HTML.")
def digest(alliance: str, address: str | None, sends: bool, reminder: str | None, language: str, as_html: bool) -> None:
    """What the secretariat would be told now: everything since the last letter, or since a week ago.

    Prints the letter and sends nothing, unless asked to. Recipients stand in the file of FREMDRIFT_LETTERS.
    """
    from config.recipients import Letters, read_letters
    from etl.jobs import open_room

    settings = read_settings()
    letters = read_letters(settings) or Letters(pages=_NOWHERE)
    if (address or sends) and settings.letters is None:
        _stop("No letters are set up: set FREMDRIFT_LETTERS (docs/breve.md).")
    room = open_room(settings)
    to = _recipient(address or "nobody@fremdrift.example", language)
    news = _news(room, alliance)
    if sends:
        return _post(room, news, letters)
    one = _written(news, reminder, letters, to)
    if address:
        _send(room, one, to, letters)
        return click.echo(f"Sent to {address}.")
    click.echo(f"{one.content['subject']}\n\n{one.content['text']}" if not as_html else one.content["html"])


def _recipient(address: str, language: str) -> Recipient:
    from pydantic import ValidationError

    from config.recipients import Recipient

    try:
        return Recipient.model_validate({"mail": address, "language": language})
    except ValidationError:
        _stop("--to takes one e-mail address, such as anna@example.dk.")


def _news(room: Workroom, alliance: str) -> News:
    from datetime import timedelta

    from etl.telling.gather import gather
    from etl.telling.tell import until_now
    from etl.terminal import what_there_is
    from store.letters import last_told

    with room.store.reading() as connection:
        told, now = last_told(connection, alliance), until_now(room)
        since = told.until_at if told else now - timedelta(days=7)
        news = gather(connection, alliance, since, now, told.wins if told else ())
        if news is None:
            _stop(f"There is no such alliance. {what_there_is(connection, False)}")
    return news


def _written(news: News, organisation: str | None, letters: Letters, to: Recipient) -> NewLetter:
    from etl.telling.write import write_digest, write_reminder

    if organisation is None:
        return write_digest(news, letters.pages, to)
    late = next((one for one in news.late if one.organisation == organisation), None)
    if late is None:
        _stop(f"Nothing is overdue from {organisation}: it would get no reminder.")
    return write_reminder(news.declared, late, letters.pages, to)


def _send(room: Workroom, one: NewLetter, to: Recipient, letters: Letters) -> None:
    """Straight to one address, and not by the store: nobody has been told by it."""
    import secrets

    from etl.telling.not_sent import NotSent
    from etl.telling.sending import send
    from store.letter_words import FAILURES
    from store.letters import SENDING, Letter

    now = room.clock()
    letter = Letter(
        letter_id=0,
        token=secrets.token_urlsafe(15),
        run_id=None,
        kind=one.kind,
        alliance=one.alliance,
        organisation=one.organisation,
        recipient=one.recipient,
        way=one.way,
        content=one.content,
        state=SENDING,
        attempts=1,
        made_at=now,
        next_at=now,
        finished_at=None,
        failure=None,
    )
    try:
        send(letter, to, letters, now)
    except NotSent as failure:
        _stop(f"Not sent. {FAILURES[failure.reason].en}", UNREACHABLE)


def _post(room: Workroom, news: News, letters: Letters) -> None:
    from etl.telling.post import send_due
    from etl.telling.tell import post_news

    of = letters.alliances.get(news.declared.slug)
    if of is None or not of.secretariat:
        _stop(f"No recipient stands under {news.declared.slug} in FREMDRIFT_LETTERS.")
    if not news.has_news:
        return click.echo("There is no news since the last letter: nothing is sent.")
    with room.store.writing() as connection:
        post_news(connection, None, replace(news, reminded=()), [], letters, room.clock())
    sent = send_due(room)
    if sent < len(of.secretariat):
        _stop(f"{sent} sent; the rest is tried again by the worker, see /runs and the log.", UNREACHABLE)
    click.echo(f"{sent} sent.")


def _stop(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)
