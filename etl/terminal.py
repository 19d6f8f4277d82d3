"""Reports and runs as lines for a terminal, Danish first, and as the objects that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from store.definitions import read_slugs
from store.runs import Run
from store.submissions import Submission

Json = dict[str, Any]
_SHOWN = ("counts", "problems", "changes", "confirm", "verdicts", "sheets", "layout", "proposal")


def submission_object(done: Submission) -> Json:
    """The object of `fremdrift submit --json`."""
    report = done.report or {}
    return {"submission": done.token, "outcome": done.outcome, **{name: report.get(name) for name in _SHOWN}}


def run_object(run: Run) -> Json:
    """The object of `fremdrift refresh --json`."""
    names = ("alliance", "organisation", "source", "outcome", "submission", "counts", "problems")
    return {"run": run.run_id, "sources": [{name: getattr(one, name) for name in names} for one in run.sources]}


def submission_lines(found: Json) -> Iterator[str]:
    yield f"{found['outcome']}: " + ", ".join(f"{number} {name}" for name, number in found["counts"].items())
    for reason in found["confirm"]:
        yield f"  {reason['da']} / {reason['en']}  (--confirm)"
    if found["proposal"]:
        yield from proposal_lines(found["proposal"])
    yield from problem_lines(found["problems"])


def proposal_lines(proposal: Json) -> Iterator[str]:
    """How a file of unknown layout would be read, and what must be chosen first."""
    yield f"  proposed layout: {proposal['confidence']}, {proposal['observations']} figures"
    for reason in proposal["reasons"]:
        yield f"    {reason['da']} / {reason['en']}"
    for one in proposal["questions"]:
        choices = f" ({', '.join(one['choices'][:8])})" if one["choices"] else ""
        yield f"    ? {one['path']}: {one['text']['da']} / {one['text']['en']}{choices}"
    for one in proposal["preview"][:5]:
        yield f"    {one['sheet']}!{one['cell']}: {one['indicator']} {one['area']} {one['period']} = {one['value']}"


def decision_object(done: Submission) -> Json:
    """The object of `fremdrift undo`, `vanished` and `declare` with `--json`."""
    report = done.report or {}
    decided = {"withdrawn": report.get("withdrawn"), "vanished": report.get("vanished", [])}
    return {**submission_object(done), "state": done.state, "source": done.source, **decided}


def decision_lines(found: Json) -> Iterator[str]:
    if withdrawn := found["withdrawn"]:
        counts = ", ".join(f"{number} {name}" for name, number in withdrawn["counts"].items())
        yield f"withdrawn: {counts}"
        yield from (f"  {name} could not be read again" for name in withdrawn["unread"])
    elif found["vanished"]:
        last = found["vanished"][-1]
        yield f"{last['answer']}: {last['number']} figures"
    else:
        yield f"{found['outcome']}: {found['counts']['new'] + found['counts']['changed']} periods, nothing to report"
    yield f"  {found['submission']}"


def run_lines(found: Json) -> Iterator[str]:
    yield f"Refresh {found['run']}: {len(found['sources'])} sources"
    for one in found["sources"]:
        yield f"  {one['outcome']:<12} {one['alliance']}/{one['organisation']}/{one['source']}"
        if one["submission"]:
            yield f"  {'':<12} /upload/{one['submission']}"
        yield from problem_lines(one["problems"])


def problem_lines(problems: list[Json]) -> Iterator[str]:
    for one in problems:
        place = "!".join(part for part in (one["sheet"], one["cell"]) if part)
        found = f" [{one['found']}]" if one["found"] else ""
        yield f"  {one['severity']} {place}{found}"
        for language in ("da", "en"):
            yield f"    {one['title'][language]} {one['expected'][language]} {one['remedy'][language]}"


def what_there_is(connection: sa.Connection, is_in_demo: bool) -> str:
    """What a command could have named instead of what is not there."""
    if slugs := read_slugs(connection):
        return f"Alliances here: {', '.join(slugs)}."
    if is_in_demo:
        return "This store is empty. The demo has a home of its own: FREMDRIFT_HOME=var/demo fremdrift ..."
    return "This store is empty: fremdrift apply brings in definitions."


def status_lines(found: Json) -> Iterator[str]:
    yield f"{found['alliance']}, {found['as_of']}"
    if found["made_up"]:
        yield "  Opdigtede tal / Invented figures"
    for one in found["indicators"]:
        yield f"  {one['verdict']:<20} {one['indicator']}: {one['sentence']['da']}"


def said_lines(found: Json) -> Iterator[str]:
    yield f"{found['alliance']}, {found['said_on']}"
    for one in found["indicators"]:
        if one["verdict"] is None:
            yield f"  {'-':<20} {one['indicator']}: vi havde ikke sagt noget / nothing had been said"
        elif one["is_withheld"]:
            yield f"  {one['verdict']:<20} {one['indicator']}: tallene er skjult siden / the figures are hidden since"
        else:
            yield f"  {one['verdict']:<20} {one['indicator']}: {one['sentence']['da']}"
