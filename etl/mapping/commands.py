"""The command `fremdrift propose`: a layout for a partner's own spreadsheet, as text that can be kept and changed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from config.settings import read_settings

if TYPE_CHECKING:
    from etl.layouts.proposal import Proposal

WRONG_USE, PROBLEMS = 2, 3


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--alliance", required=True, metavar="A", help="The alliance's slug, such as bo-trygt.")
@click.option("--organisation", required=True, metavar="O", help="Its slug, such as sekretariat.")
@click.option("-o", "out", type=click.Path(path_type=Path), metavar="LAYOUT.yaml", help="Write the layout there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def propose(file: Path, alliance: str, organisation: str, out: Path | None, as_json: bool) -> None:
    """How a partner's own spreadsheet would be read: a layout, how sure it is and why. Nothing is stored.

    A layout in config/layouts/ is used for every file that it fits. What it leaves open must be filled in first.
    """
    from etl.terminal import proposal_lines

    if not file.is_file():
        _stop(f"There is no file {file}.")
    proposal = _proposal(file, alliance, organisation)
    if out is not None:
        out.write_text(_as_yaml(proposal, out.stem), encoding="utf-8")
    entry = proposal.to_json()
    for line in [json.dumps(entry, ensure_ascii=False, indent=2)] if as_json else proposal_lines(entry):
        click.echo(line)
    sys.exit(0 if proposal.is_ready else PROBLEMS)


def _proposal(file: Path, alliance: str, organisation: str) -> Proposal:
    """What is made of the file; where nothing can be, the command ends and says why."""
    from etl.extract import extract
    from etl.jobs import open_room
    from etl.layouts.recognise import recognise
    from etl.terminal import problem_lines, what_there_is
    from store.clock import danish_day
    from store.definitions import read_alliance
    from store.viewer import OPERATOR

    room = open_room(read_settings())
    with room.store.reading() as connection:
        declared = read_alliance(connection, alliance, OPERATOR, danish_day(room.clock()))
        if declared is None or declared.organisation(organisation) is None:
            unknown = "alliance" if declared is None else "organisation"
            _stop(f"There is no such {unknown}. {what_there_is(connection, False)}")
    opened = extract(file, file.name, room.limits)
    proposal = None if isinstance(opened, list) else recognise(opened, declared, organisation)
    if proposal is None:
        for line in problem_lines([one.to_json() for one in (opened if isinstance(opened, list) else opened.problems)]):
            click.echo(line, err=True)
        _stop("No table could be found in the file.", PROBLEMS)
    return proposal


def _as_yaml(proposal: Proposal, name: str) -> str:
    """The layout as a file of `config/layouts/`; a file is called what its layout is called."""
    import yaml

    layout = proposal.layout.model_copy(update={"name": name})
    entry = layout.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=110)


def _stop(text: str, code: int = WRONG_USE) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(code)
