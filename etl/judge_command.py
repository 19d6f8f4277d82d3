"""The command `fremdrift judge`: the method, and other published ones, on any series."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

WRONG_USE = 2
SPREADSHEETS = frozenset({".csv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})


@click.command()
@click.argument("cases", type=click.File("rb"))
@click.option(
    "--direction", type=click.Choice(["increase", "decrease"]), help="Of a file with one series: what is wanted."
)
@click.option("--target", type=float, metavar="G", help="The value to reach.")
@click.option("--deadline", metavar="T", help="The target's period, such as 2030.")
@click.option("--baseline", metavar="T0", help="The period that progress counts from.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def judge(
    cases: Any, direction: str | None, target: float | None, deadline: str | None, baseline: str | None, as_json: bool
) -> None:
    """The method, and other published ones, on any series. Nothing is stored.

    CASES is a JSON file with a list of them (- reads standard input). Or it is a spreadsheet or CSV file with periods
    in its first column and values in its second; what is promised then follows as options.

    \b
    [{"id": "a", "direction": "decrease", "observations": [["2017", 29147], ["2023", 14844]],
      "baseline_period": "2017", "target": 10000, "deadline": "2023"}]
    fremdrift judge tal.csv --direction decrease --baseline 2017 --target 10000 --deadline 2023
    """
    from progress.answer_cases import answer_cases
    from progress.judge_lines import judge_lines
    from progress.read_case import CaseError

    promised = {"direction": direction, "target": target, "deadline": deadline, "baseline_period": baseline}
    try:
        answer = answer_cases(_cases_in(cases, promised), date.today())
    except (ValueError, RecursionError) as fault:
        if isinstance(fault, CaseError):
            _stop("\n".join(f"{p.case}, {p.field}: {p.text.da}\n  {p.text.en}" for p in fault.problems))
        _stop("The file is no JSON. It must hold a list of cases: see fremdrift judge --help.")
    for line in [json.dumps(answer, ensure_ascii=False, indent=2)] if as_json else judge_lines(answer):
        click.echo(line)


def _cases_in(cases: Any, promised: dict[str, str | float | None]) -> object:
    """The document of cases; a file with one series is made into one."""
    path = Path(str(getattr(cases, "name", "-")))  # standard input may have none
    if path.suffix.lower() not in SPREADSHEETS:
        if any(value is not None for value in promised.values()):
            _stop("The options are for a file with one series. In JSON each case says what is promised.")
        return json.load(cases)
    from etl.judge_file import observations_in

    return [{"id": path.stem, "observations": observations_in(path), **promised}]


def _stop(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(WRONG_USE)
