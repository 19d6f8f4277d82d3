"""Cases as JSON, as `fremdrift judge` takes them. All mistakes are told at once, each with its case and field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, get_args

from config.language import Text
from progress.case import Case, Direction, Kind, PathKind, Rhythm, Target
from progress.case_fields import (
    Mistake,
    list_of,
    one_of,
    pair_of,
    read_bound,
    read_break,
    read_day,
    read_exemption,
    read_number,
    read_observations,
    read_period,
    read_target,
    read_truth,
    read_whole,
)


class CaseProblem(NamedTuple):
    """One mistake: which case, which field, what to do."""

    case: str
    field: str
    text: Text


class CaseError(ValueError):
    """The cases cannot be judged; `problems` says all that is wrong."""

    def __init__(self, problems: list[CaseProblem]) -> None:
        super().__init__("; ".join(f"{p.case}, {p.field}: {p.text.en}" for p in problems))
        self.problems = tuple(problems)


class NamedCase(NamedTuple):
    """A case with the id it is answered under."""

    id: str
    case: Case


def read_cases(document: object, today: date) -> tuple[NamedCase, ...]:
    """The cases of a parsed JSON document, in order.

    Args:
        document: a list of cases.
        today: the day of the verdict where a case names none.

    Raises:
        CaseError: naming every mistake.
    """
    if not isinstance(document, list):
        text = Text("Filen skal indeholde en liste af sager.", "The file must hold a list of cases.")
        raise CaseError([CaseProblem("–", "–", text)])
    problems: list[CaseProblem] = []
    named = [_read_case(entry, number, today, problems) for number, entry in enumerate(document, start=1)]
    for id_ in sorted({case.id for case in named if [other.id for other in named].count(case.id) > 1}):
        problems.append(CaseProblem(id_, "id", Text("Navnet bruges to gange.", "The id is used twice.")))
    if problems:
        raise CaseError(problems)
    return tuple(named)


def _read_case(entry: object, number: int, today: date, problems: list[CaseProblem]) -> NamedCase:
    given = entry if isinstance(entry, dict) else {}
    id_ = str(given.get("id") or f"#{number}")

    def note(field: str, text: Text) -> None:
        problems.append(CaseProblem(id_, field, text))

    if not isinstance(entry, dict):
        note("–", Text("Sagen skal være et objekt.", "The case must be an object."))
    for field in sorted(str(name) for name in given.keys() - _FIELDS.keys() - {"id"}):
        names = ", ".join(sorted(_FIELDS))
        note(field, Text(f"Feltet er ukendt. Brug: {names}.", f"The field is unknown. Use: {names}."))
    found: dict[str, Any] = {}
    for field, read in _FIELDS.items():
        if given.get(field) is not None:
            try:
                found[field] = read(given[field])
            except Mistake as mistake:
                note(field, mistake.text)
    if "observations" not in given and isinstance(entry, dict):
        note("observations", Text("Feltet mangler.", "The field is missing."))
    if "deadline" in found and found.get("target") is None:
        note("target", Text("Der er en frist, men intet måltal.", "There is a deadline, but no target."))
    return NamedCase(id_, _case_of(found, today))


def _case_of(found: dict[str, Any], today: date) -> Case:
    single = (Target(found["target"], found.get("deadline")),) if "target" in found else ()
    apart = {"target", "deadline", "targets", "observations", "direction", "assessed_on", "cumulative"}
    return Case(
        direction=found.get("direction"),
        points=found.get("observations", ()),
        assessed_on=found.get("assessed_on", today),
        targets=found.get("targets", ()) + single,
        is_cumulative=found.get("cumulative", False),
        **{field: value for field, value in found.items() if field not in apart},
    )


_FIELDS: dict[str, Callable[[object], Any]] = {
    "direction": one_of(get_args(Direction)),
    "observations": read_observations,
    "baseline_period": read_period,
    "baseline_value": read_number,
    "target": read_number,
    "deadline": read_period,
    "targets": list_of(read_target),
    "bounds": pair_of(read_bound),
    "range": pair_of(read_number),
    "decimals": read_whole,
    "kind": one_of(get_args(Kind)),
    "assessed_on": read_day,
    "path": one_of(get_args(PathKind)),
    "milestones": list_of(read_target),
    "breaks": list_of(read_break),
    "noise_band": read_number,
    "frequency": one_of(get_args(Rhythm)),
    "lag_months": read_whole,
    "exemption": read_exemption,
    "cumulative": read_truth,
}
