"""Fremdrift's front door: the command line, and the only room that knows all the others.

What a command says for people is English with the Danish beside it where a partner reads it; `--json` prints one object
and nothing else. Exit codes: 0 done, 2 wrong use, 3 the file has problems, 4 the store or a source cannot be reached.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import NoReturn

import click

from config.settings import SettingError, Settings, read_settings
from etl.command_parts import ROOT, UNREACHABLE, open_room, stop
from etl.deciding.commands import declare, undo, vanished
from etl.defining.commands import apply, export_definitions, rename, retire
from etl.file_commands import refresh, submit, template
from etl.judge_command import judge
from etl.lending.commands import token, upload_link
from etl.mapping.commands import propose
from etl.moving.commands import move
from etl.operations.commands import OPERATIONS
from etl.people.commands import PEOPLE
from etl.sources.commands import sources
from etl.status_commands import observations, status
from etl.telling.commands import digest


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="fremdrift", message="%(prog)s %(version)s")
def cli() -> None:
    """Fremdrift: the shared measurement system of an alliance.

    \b
    See it at once:      fremdrift demo
    Your own alliance:   write config/alliances/<slug>.yaml, then: fremdrift apply
    Hand in a workbook:  fremdrift submit tal.xlsx --alliance <slug> --organisation <slug>
    Run it all:          fremdrift up

    Settings come from the environment (FREMDRIFT_HOME, FREMDRIFT_CONFIG, ...): see docs/operators.md.
    """


@cli.command()
@click.option("--load", "load_only", is_flag=True, help="Load the figures and exit; start nothing.")
def demo(load_only: bool) -> None:
    """Seven real alliances with their published figures, and an invented one to practise on: http://127.0.0.1:8050.

    They live in a home of their own, var/demo, apart from your store. Running it again changes nothing.
    """
    from etl.demo import StoreInUse, load_demo
    from etl.practice.load import load_practice

    settings = _demo_settings()
    room = open_room(settings)
    try:
        load_demo(room, settings.config, ROOT / "examples", tell=_tell)
        load_practice(room, tell=_tell)
    except StoreInUse as others:
        stop(f"This store holds other alliances ({others}). Give the demo a FREMDRIFT_HOME of its own.")
    room.store.close()
    if not load_only:
        _run_both(settings)


@cli.command()
def up() -> None:
    """The pages and the worker, together on this machine, until you press Ctrl-C."""
    _run_both(read_settings())


@cli.command()
def web() -> None:
    """The pages alone; any number may run against one store."""
    from dashboard.serve import serve
    from etl.people.first_link import tell_first_link

    settings = read_settings()
    room = open_room(settings)
    tell_first_link(room.store, settings, room.clock())
    room.store.close()
    serve(settings)


@cli.command()
def worker() -> None:
    """The worker alone: reads submissions and runs the refresh at 03:30 Danish time. One leads, others stand by."""
    import signal

    from config.logs import set_up_log
    from etl.worker import Worker, stand_back

    settings = read_settings()
    set_up_log(settings.log)
    stand_back()
    one = Worker(open_room(settings))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: one.stop.set())
    one.run()


for _command in (
    submit,
    template,
    refresh,
    status,
    observations,
    apply,
    export_definitions,
    rename,
    retire,
    propose,
    undo,
    vanished,
    declare,
    judge,
    move,
    sources,
    digest,
    *PEOPLE,
    upload_link,
    token,
    *OPERATIONS,
):
    cli.add_command(_command)


@cli.command()
def migrate() -> None:
    """Bring the store's tables to this version; harmless when they are. Make a backup first."""
    from store.database import Store

    Store(read_settings().database_url).migrate()
    click.echo("The store is of this version.")


def main() -> None:
    """The command `fremdrift`."""
    from store.database import StoreUnavailable
    from store.outages import what_fails

    try:
        cli()
    except SettingError as mistake:
        stop(str(mistake))
    except StoreUnavailable as fault:
        stop(_FAILING.get(what_fails(fault) or "", str(fault)) if fault.__cause__ else str(fault), UNREACHABLE)
    except Exception as fault:
        failing = what_fails(fault)
        if failing is None and not isinstance(fault, OSError):
            raise
        stop(_FAILING.get(failing or "", _NO_FILES), UNREACHABLE)


_NO_FILES = "Files cannot be read or written: check FREMDRIFT_HOME, FREMDRIFT_FILES and the disk."
_FAILING = {
    "lost": "The store does not answer: check FREMDRIFT_DATABASE_URL and the database.",
    "full": "The disk is full: make room, then do it again. Nothing was half done. fremdrift doctor shows where.",
    "read_only": "The store or its disk is read-only: mend that, then do it again. Nothing was half done.",
}


def _demo_settings() -> Settings:
    environment = dict(os.environ)
    environment.setdefault("FREMDRIFT_HOME", "var/demo")
    return replace(read_settings(environment), config=ROOT / "config" / "demo")


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _run_both(settings: Settings) -> NoReturn:
    from etl.people.first_link import own_address
    from etl.processes import run_both

    click.echo(f"Fremdrift: {own_address(settings)}/  (Ctrl-C stops it)", err=True)
    sys.exit(run_both(settings))


if __name__ == "__main__":
    main()
