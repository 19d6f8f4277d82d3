"""The commands `fremdrift undo`, `vanished` and `declare`; help answers before anything heavy is imported."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

import click

from config.settings import read_settings

if TYPE_CHECKING:
    from etl.jobs import Workroom
    from store.submissions import Submission

WRONG_USE = 2
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")


@click.command()
@click.argument("submission")
@click.option("--reason", help="Why: it stays with the submission.")
@AS_JSON
def undo(submission: str, reason: str | None, as_json: bool) -> None:
    """Take back what one submission brought, without touching those that came later.

    SUBMISSION is its name as submit prints it with --json, the end of the address of its report. Nothing is deleted;
    to change your mind, hand in the file again.
    """
    from etl.deciding.errands import undo_submission

    _decide(lambda room: undo_submission(room, submission, reason), as_json)


@click.command()
@click.argument("submission")
@click.option("--withdrawn", "answer", flag_value="withdrawn", help="They stand no more: the curve gets a gap.")
@click.option("--stays", "answer", flag_value="stays", help="They still stand: they are only not in this file.")
@AS_JSON
def vanished(submission: str, answer: str | None, as_json: bool) -> None:
    """Say what it means that figures of the file before are not in this one; of some of them: on the report's page."""
    from etl.deciding.errands import answer_about_vanished

    if answer is None:
        _stop("Say --withdrawn or --stays.")
    _decide(lambda room: answer_about_vanished(room, submission, answer), as_json)


@click.command()
@click.option("--alliance", required=True, metavar="A", help="The alliance's slug, such as bo-trygt.")
@click.option("--organisation", required=True, metavar="O", help="Its slug, such as sekretariat.")
@click.option("--indicator", required=True, metavar="I", help="Its code.")
@click.option(
    "--period", "periods", required=True, multiple=True, metavar="P", help="Such as 2025 or 2025-Q1; any number."
)
@click.option("--area", default="", metavar="PLACE", help="Where the indicator is followed place by place.")
@click.option(
    "--dimension", "dimensions", multiple=True, metavar="D=VALUE", help="Where it is broken down; any number."
)
@click.option("--note", help="A word to go with it.")
@AS_JSON
def declare(
    alliance: str,
    organisation: str,
    indicator: str,
    periods: tuple[str, ...],
    area: str,
    dimensions: tuple[str, ...],
    note: str | None,
    as_json: bool,
) -> None:
    """Declare that there is nothing to report for periods that are due; undo takes it back."""
    from etl.deciding.errands import declare_nothing

    parts = dict(one.partition("=")[::2] for one in dimensions)
    what = (alliance, organisation, indicator, periods, area, parts, note)
    _decide(lambda room: declare_nothing(room, *what), as_json)


def _decide(carry_out: Callable[[Workroom], Submission], as_json: bool) -> None:
    """Carry out a decision and say what came of it; what cannot be decided is wrong use, and says why."""
    from etl.jobs import open_room
    from etl.terminal import decision_lines, decision_object, what_there_is
    from store.decisions import NotPossible

    room = open_room(read_settings())
    try:
        done = carry_out(room)
    except LookupError as unknown:
        with room.store.reading() as connection:
            _stop(f"There is no such {unknown}. {what_there_is(connection, False)}")
    except NotPossible as refused:
        _stop(f"{refused.message.da}\n{refused.message.en}")
    found = decision_object(done)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for line in decision_lines(found):
            click.echo(line)


def _stop(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(WRONG_USE)
