"""What commands have in common: options, and how they read, print and stop. Exit codes: see `fremdrift.py`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from config.settings import Settings, read_settings

if TYPE_CHECKING:  # imported by the command that needs it: help answers at once
    from etl.workroom import Workroom

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
DONE, WRONG_USE, PROBLEMS, UNREACHABLE = 0, 2, 3, 4

DAY = click.DateTime(["%Y-%m-%d"])


def day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    """The day that was written, or none."""
    if value and not 1900 <= value.year <= 2999:  # beyond them some moment of the day is no date in UTC
        raise click.BadParameter("use a day from 1900 to 2999.")
    return value.date() if value else None


AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
ALLIANCE = click.option("--alliance", metavar="A", help="Only this alliance (its slug, such as bo-trygt).")
OF_ALLIANCE = click.option("--alliance", required=True, metavar="A", help="The alliance's slug, such as bo-trygt.")
OF_ORGANISATION = click.option("--organisation", required=True, metavar="O", help="Its slug, such as sekretariat.")
AS_OF = click.option(
    "--as-of", type=DAY, callback=day, metavar="DATE", help="As known at the end of that day, such as 2020-06-01."
)


def open_room(settings: Settings) -> Workroom:
    """The store and all that a job needs."""
    from etl.workroom import open_room as opened

    return opened(settings)


def read_or_stop(alliance: str, read: Callable[..., T], *more: Any) -> T:
    """What `read` says of an alliance today; where there is none, the program ends with what there is instead."""
    from store.clock import danish_day, system_clock
    from store.viewer import OPERATOR

    settings = read_settings()
    room = open_room(settings)
    try:
        with room.store.reading() as connection:
            return read(connection, alliance, OPERATOR, danish_day(system_clock()), *more)
    except LookupError as unknown:
        stop(f"There is no such {unknown}. {known(settings, alliance)}")


def known(settings: Settings, slug: str) -> str:
    """What there is instead of what was asked for."""
    from etl.terminal import what_there_is

    with open_room(settings).store.reading() as connection:
        return what_there_is(connection, (ROOT / "config" / "demo" / f"{slug}.yaml").exists())


def show(found: dict[str, Any], lines: Callable[[dict[str, Any]], Iterable[str]], as_json: bool) -> None:
    """As lines for people, or as one JSON object."""
    if as_json:
        return print_json(found)
    for line in lines(found):
        click.echo(line)


def print_json(found: object) -> None:
    """One JSON object, with its letters as they are."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def stop(text: str, code: int = WRONG_USE) -> NoReturn:
    """End with a sentence for whoever called it."""
    click.echo(text, err=True)
    sys.exit(code)
