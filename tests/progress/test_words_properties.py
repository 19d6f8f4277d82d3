"""No sentence and no sum shows what is no number, or bears the marks of its making, whatever the numbers are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import Text
from progress.assurance import Doubt, Expected, Forecast, MethodResult, Signal
from progress.beside_words import sentences_beside
from progress.case import Case, Target
from progress.describe import describe
from progress.formula_beside import compose_formula_beside
from progress.judge import judge
from progress.naming import Naming
from progress.verdict import Line, Value, Verdict
from progress.words import FORECASTS, METHOD_NAMES, OTHER_METHODS, SIGNALS, VERDICTS
from store.time_period import parse
from tests.progress.test_judge_properties import odd_cases

MARKS = re.compile(
    r"\bnan\b|\binf|None|[{}]|  | [.,;:]|\.\.|−0(?![,.\d])|−0[,.]0*(?!\d)|-\d|\(\)|: ?$|: \.", re.IGNORECASE
)
numbers = st.floats() | st.integers(-10, 10).map(float) | st.floats(-1e6, 1e6)
periods = st.sampled_from([parse(text) for text in ("2019", "2023", "2024-Q2", "2024-03", "2023/24", "2024-H1")])
expected = st.builds(Expected, periods, numbers, numbers, numbers)
reasons = st.none() | st.just(Text("Der er for få målinger.", "There are too few values."))
forecasts = st.builds(
    Forecast,
    verdict=st.none() | st.sampled_from(list(FORECASTS)),
    reason=reasons,
    at=st.none() | expected,
    band=st.lists(expected, max_size=2).map(tuple),
    first=st.none() | periods,
    last=st.none() | periods,
    count=st.integers(0, 8),
    slope=st.none() | numbers,
)
small = st.none() | st.integers(0, 30)
signals = st.builds(
    Signal,
    st.sampled_from(list(SIGNALS)),
    st.integers(0, 30),
    median=numbers,
    longest_run=small,
    longest_usual=small,
    crossings=small,
    fewest_usual=small,
)
OURS = ("baseline_earlier", "baseline_later", "without_latest")
doubts = st.builds(
    Doubt, st.sampled_from(OURS), st.sampled_from(list(VERDICTS)), st.none() | periods
) | st.sampled_from([Doubt(method, code) for method, words in OTHER_METHODS.items() for code in words])
methods = st.sampled_from(list(METHOD_NAMES)).flatmap(
    lambda name: st.builds(
        MethodResult,
        method=st.just(name),
        verdict=st.none() | st.sampled_from(list(OTHER_METHODS[name])),
        value=st.none() | numbers,
        reason=reasons,
        agrees=st.none() | st.booleans(),
        because=reasons,
    )
)
values = st.builds(Value, periods, st.floats(allow_nan=False, allow_infinity=False), st.sampled_from("AP"))
verdicts = st.builds(
    Verdict,
    verdict=st.sampled_from(["slow", "on_track", "moving_away", "missed", "improving"]),
    rule=st.sampled_from([4, 6, 7]),
    assessed_on=st.just(date(2026, 11, 23)),
    direction=st.sampled_from(["increase", "decrease"]),
    latest=values,
    deciding=values,
    target=st.none() | st.builds(Target, st.floats(-10, 10), st.none() | periods),
    lead_months=st.none() | st.floats(-1e300, 1e300),
    acceleration=st.none() | st.floats(0, 1e300),
    overlays=st.sets(st.sampled_from(["stale", "provisional"])).map(tuple),
    is_trailing=st.booleans(),
    is_overdue=st.booleans(),
)
namings = st.builds(
    Naming,
    title=st.just(Text("titel", "title")),
    unit=st.sampled_from([Text("", ""), Text("pct. af dem", "per cent of them"), Text("steder", "places")]),
    decimals=st.none() | st.integers(0, 3),
)


def _check(said: Iterable[Text | None], formula: Iterable[Line]) -> None:
    lines = [part for line in formula for part in (*line.label, *line.expression, *line.result)]
    sentences = [text for spoken in said if spoken for text in spoken]
    for text in sentences + lines:
        assert text
        assert not MARKS.search(text.replace("\u00a0", " ")), text
    for text in sentences:
        assert text.endswith("."), text
        assert text[0] == text[0].upper(), text


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    verdicts, namings, st.none() | forecasts, st.none() | signals,
    st.lists(doubts, max_size=6).map(tuple), st.lists(methods, max_size=3).map(tuple),
)  # fmt: skip
def test_what_stands_beside_a_verdict(
    verdict: Verdict,
    naming: Naming,
    forecast: Forecast | None,
    signal: Signal | None,
    fragile: tuple[Doubt, ...],
    others: tuple[MethodResult, ...],
) -> None:
    whole = replace(verdict, forecast=forecast, signal=signal, fragile=fragile, methods=others)
    _check(sentences_beside(whole, naming).values(), compose_formula_beside(whole, naming))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(odd_cases, namings)
def test_the_sentence_of_any_case(case: Case, naming: Naming) -> None:
    verdict = describe(judge(case), naming)
    _check((verdict.sentence, *verdict.beside.values()), (*verdict.formula, *verdict.formula_beside))


def test_the_marks_are_found() -> None:
    for text in ("nan", "−0", "−0,0 pct.", "{share}", "a  b", "None", "infinity", "så ..", "-3", "()", "x ."):
        assert MARKS.search(text), text
    for text in ("−0,5 i 2023.", "mellem 3 og 5 pct.", "−10 (−3 til −1)", "2012 til 2016: 5.", "information"):
        assert not MARKS.search(text) or text == "information", text
