"""The command `fremdrift doctor`; help answers before anything heavy is imported."""

from __future__ import annotations

import json
import sys

import click

from config.settings import read_settings

PROBLEMS, UNREACHABLE = 3, 4
_SIGNS = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


@click.command()
@click.option("--deep", is_flag=True, help="Read every received file and every row, too: that may take minutes.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def doctor(deep: bool, as_json: bool) -> None:
    """What is wrong, and what to do about it. Changes nothing; exit code 3 if anything is wrong, 4 without a store."""
    from etl.operations.doctor import examine

    found, answers = examine(read_settings(), deep)
    is_wrong = any(one.level == "wrong" for one in found)
    if as_json:
        told = {"is_well": not is_wrong, "findings": [one._asdict() for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(f"{_SIGNS[one.level]}  {one.part:<8} {one.said}")
            if one.remedy:
                click.echo(f"{'':16}-> {one.remedy}")
    sys.exit(0 if not is_wrong else PROBLEMS if answers else UNREACHABLE)
