"""The commands `fremdrift status` and `observations`: what is judged, and every figure with its cell."""

from __future__ import annotations

import sys
from datetime import date

import click

from etl.command_parts import AS_JSON, AS_OF, DAY, day, print_json, read_or_stop, show, stop


@click.command()
@click.argument("alliance")
@AS_OF
@click.option(
    "--said-on", type=DAY, callback=day, metavar="DATE", help="As we said it on that day, by the method of then."
)
@AS_JSON
def status(alliance: str, as_of: date | None, said_on: date | None, as_json: bool) -> None:
    """Where an alliance stands: the verdict on each indicator, now or as it was on a day.

    \b
    --as-of    judges anew, by today's method and definitions, from what was known at the end of that day.
    --said-on  judges nothing: it reads the verdicts that were shown then, by the method of then.
    """
    from etl.said import said_object
    from etl.status import status as status_object
    from etl.terminal import said_lines, status_lines
    from store.clock import danish_day, system_clock

    if said_on is not None:
        if as_of is not None:
            stop("Use --as-of or --said-on, not both: see fremdrift status --help.")
        if said_on > danish_day(system_clock()):
            stop("--said-on must be today or an earlier day.")
        return show(read_or_stop(alliance, said_object, said_on), said_lines, as_json)
    show(read_or_stop(alliance, status_object, as_of), status_lines, as_json)


@click.command()
@click.argument("alliance")
@click.option("--indicator", metavar="I", help="Only this indicator.")
@AS_OF
@click.option(
    "--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True, help="csv opens in Excel."
)
def observations(alliance: str, indicator: str | None, as_of: date | None, form: str) -> None:
    """Every figure with its file, sheet and cell, and the day from which it was known."""
    from etl.export import write_csv
    from etl.status import observations as observations_object

    found = read_or_stop(alliance, observations_object, indicator, as_of)
    if form == "json":
        return print_json(found)
    write_csv(found["observations"], sys.stdout)
