"""The JSON of `fremdrift judge`: what it takes, and how mistakes are told."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pytest

from progress.answer_cases import answer_cases
from progress.case import Break, Exemption, Point, Target
from progress.read_case import CaseError, read_cases
from store.time_period import parse

TODAY = date(2026, 11, 23)
PLAIN: dict[str, Any] = {"id": "a", "direction": "decrease", "observations": [["2020", 9], [2021, 8.5, "P"]]}


def test_reads_every_field() -> None:
    full = PLAIN | {
        "baseline_period": "2020",
        "baseline_value": 9.5,
        "target": 0,
        "deadline": 2030,
        "targets": [{"value": 5, "period": None, "adopted": "2020-01-01"}],
        "bounds": [0, None],
        "range": None,
        "decimals": 1,
        "kind": "state",
        "assessed_on": "2025-01-01",
        "path": "geometric",
        "milestones": [{"value": 4, "period": "2025"}],
        "breaks": [{"period": "2021", "bridged": True, "reason": "samme"}],
        "noise_band": 0.05,
        "frequency": "biennial",
        "lag_months": 12,
        "exemption": {"person": "A", "reason": "B", "expires": "2026-01-01"},
        "cumulative": True,
    }
    case = read_cases([full], TODAY)[0].case
    assert case.points == (Point(parse("2020"), 9.0), Point(parse("2021"), 8.5, "P"))
    assert case.targets == (Target(5, None, date(2020, 1, 1)), Target(0, parse("2030")))
    assert (case.baseline_period, case.baseline_value) == (parse("2020"), 9.5)
    assert (case.bounds, case.range, case.decimals, case.kind) == ((0, None), None, 1, "state")
    assert (case.assessed_on, case.path, case.noise_band) == (date(2025, 1, 1), "geometric", 0.05)
    assert (case.is_cumulative, case.methods) == (True, None)
    assert case.milestones == (Target(4, parse("2025")),)
    assert case.breaks == (Break(parse("2021"), True, "samme"),)
    assert (case.frequency, case.lag_months) == ("biennial", 12)
    assert case.exemption == Exemption("A", "B", date(2026, 1, 1))


def test_what_is_not_said_is_not_declared() -> None:
    case = read_cases([{"observations": []}], TODAY)[0]
    assert (case.id, case.case.direction, case.case.assessed_on, case.case.targets) == ("#1", None, TODAY, ())


MISTAKES: list[tuple[dict[str, Any], str, str]] = [
    ({"direction": "down"}, "direction", "increase, decrease, keep"),
    ({"observations": 5}, "observations", "list"),
    ({"observations": [["2020"]]}, "observations", "[period, value]"),
    ({"observations": [["2020K1", 4]]}, "observations", "2024-Q1"),
    ({"observations": [["2020", "4"]]}, "observations", "not a number"),
    ({"observations": [["2020", True]]}, "observations", "not a number"),
    ({"observations": [["2020", 4, "Z"]]}, "observations", "A, E, P"),
    ({"observations": [["2020", 4], ["2020", 5]]}, "observations", "two different values: 4.0 and 5.0"),
    ({"baseline_period": True}, "baseline_period", "not a period"),
    ({"deadline": "2030"}, "target", "no target"),
    ({"target": "ten"}, "target", "not a number"),
    ({"targets": [{"period": "2030"}]}, "targets", "value, period, adopted"),
    ({"targets": [{"value": 1, "adopted": "11.6.2018"}]}, "targets", "2026-11-23"),
    ({"bounds": [0]}, "bounds", "two values"),
    ({"range": [0, None]}, "range", "not a number"),
    ({"decimals": 1.5}, "decimals", "whole number"),
    ({"cumulative": 1}, "cumulative", "true nor false"),
    ({"kind": "sum"}, "kind", "count, state, rate, share, index"),
    ({"assessed_on": "today"}, "assessed_on", "not a date"),
    ({"frequency": "often"}, "frequency", "half_yearly"),
    ({"breaks": [{"period": "2021", "bridged": "no", "reason": "x"}]}, "breaks", "true nor false"),
    ({"exemption": {"person": "", "reason": "x", "expires": "2026-01-01"}}, "exemption", "not a text"),
    ({"dedline": "2030"}, "dedline", "unknown"),
]


@pytest.mark.parametrize(("change", "field", "remedy"), MISTAKES)
def test_a_mistake_names_case_field_and_remedy(change: dict[str, Any], field: str, remedy: str) -> None:
    with pytest.raises(CaseError) as raised:
        read_cases([PLAIN | change], TODAY)
    assert [(problem.case, problem.field) for problem in raised.value.problems] == [("a", field)]
    assert remedy in raised.value.problems[0].text.en
    assert raised.value.problems[0].text.da != raised.value.problems[0].text.en


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(CaseError) as raised:
        read_cases([PLAIN | {"kind": "sum", "target": "x"}, {"id": "b"}, 7, PLAIN], TODAY)
    found = [(problem.case, problem.field) for problem in raised.value.problems]
    assert found == [("a", "target"), ("a", "kind"), ("b", "observations"), ("#3", "–"), ("a", "id")]


@pytest.mark.parametrize("document", [None, {}, {"cases": []}, "x", 3])
def test_anything_but_a_list_is_refused(document: object) -> None:
    with pytest.raises(CaseError):
        read_cases(document, TODAY)


@pytest.mark.parametrize("odd", [math.nan, math.inf, 10**400])
def test_numbers_that_are_none_are_no_values(odd: float) -> None:
    answer: Any = answer_cases([PLAIN | {"observations": [["2020", odd], ["2020", odd]], "target": odd}], TODAY)
    assert answer["cases"][0]["latest"] is None
    assert answer["cases"][0]["verdict"] == "not_assessed"


def test_answers_stand_in_the_order_of_the_cases() -> None:
    answer: Any = answer_cases([PLAIN | {"id": name} for name in ("c", "a", "b")], TODAY)
    assert [case["id"] for case in answer["cases"]] == ["c", "a", "b"]
