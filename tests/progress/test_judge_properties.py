"""What must always hold, whatever the figures."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.language import Text
from progress.case import Break, Case, Direction, Kind, Point, Rhythm, Target
from progress.describe import describe
from progress.judge import judge
from progress.naming import Naming
from progress.verdict import Verdict
from progress.words import FORECASTS, METHOD_NAMES, SIGNALS, VERDICTS, verdict_rank
from store.time_period import parse

always = settings(max_examples=200, deadline=None, derandomize=True)
TODAY = date(2026, 11, 23)
FLIPPED: dict[Direction | None, Direction | None] = {
    "increase": "decrease",
    "decrease": "increase",
    "keep": "keep",
    None: None,
}

whole = st.integers(-1000, 1000).map(float)
years = st.integers(2005, 2035).map(lambda year: parse(str(year)))
targets = st.builds(Target, whole, st.none() | years)


@st.composite
def any_cases(draw: st.DrawFn) -> Case:
    """Yearly whole numbers with whatever may be declared beside them."""
    known = draw(st.lists(years, unique=True, max_size=12))
    return Case(
        direction=draw(st.sampled_from(["increase", "decrease", "keep"])),
        points=tuple(Point(period, draw(whole), draw(st.sampled_from("AAAPF"))) for period in known),
        assessed_on=TODAY,
        baseline_period=draw(st.none() | years),
        targets=tuple(draw(st.lists(targets, max_size=2))),
        range=draw(st.none() | st.tuples(whole, whole)),
        path=draw(st.sampled_from(["linear", "geometric"])),
        milestones=tuple(draw(st.lists(targets, max_size=2))),
        breaks=tuple(draw(st.lists(st.builds(Break, years, st.booleans(), st.just("x")), max_size=1))),
        frequency=draw(st.none() | st.sampled_from(get_args(Rhythm))),
    )


@st.composite
def promises(draw: st.DrawFn) -> Case:
    """A way of 400 from a baseline to a dated target, some of it gone: what rules 2 to 6 are about."""
    way = draw(st.sampled_from([-400, 400]))
    shares = draw(st.lists(st.sampled_from([-10, 1, 50, 100]) | st.integers(-10, 105), max_size=8))
    start = draw(whole)
    values = [start, *(start + way * share / 100 for share in shares)]
    first = draw(years.filter(lambda year: year < parse("2024")))
    deadline = first.shift(draw(st.sampled_from([1, 2, 4, 8, 12, 25])))
    return Case(
        direction="increase" if way > 0 else "decrease",
        points=tuple(Point(first.shift(index), value) for index, value in enumerate(values)),
        assessed_on=TODAY,
        baseline_period=first,
        targets=(Target(start + way, deadline),),
        milestones=tuple(draw(st.lists(targets, max_size=1))),
    )


@st.composite
def trends(draw: st.DrawFn) -> Case:
    """A series without a target that moves a little, or more, every year."""
    step = draw(st.sampled_from([0, 5, 50]))
    level = draw(st.integers(900, 1100))
    values = [level + index * step + draw(st.integers(0, 1)) for index in range(draw(st.integers(3, 12)))]
    points = tuple(Point(parse(str(2010 + index)), float(value)) for index, value in enumerate(values))
    return Case(draw(st.sampled_from(["increase", "decrease"])), points, TODAY)


@st.composite
def histories(draw: st.DrawFn) -> Case:
    """A series that moved before its baseline and moves on, or turns, after it: what a forecast is about."""
    before = draw(st.lists(st.integers(-3, 3), min_size=3, max_size=10))
    after = draw(st.lists(st.integers(-12, 12), min_size=1, max_size=6))
    level, drift = draw(whole), draw(st.integers(-20, 20))
    values = [level + drift * index + jump for index, jump in enumerate(before)]
    for step in after:
        values.append(values[-1] + step)
    start = parse("2022").shift(-len(before))
    points = [Point(start.shift(index), float(value)) for index, value in enumerate(values)]
    return Case(
        draw(st.sampled_from(["increase", "decrease"])),
        tuple(points),
        TODAY,
        baseline_period=start.shift(len(before)),
        targets=draw(st.just(()) | st.tuples(st.builds(Target, whole, st.just(parse("2030"))))),
        frequency="annual",
    )


@st.composite
def totals(draw: st.DrawFn) -> Case:
    """A target that is a total since the baseline, the years since then mostly there."""
    values = draw(st.lists(st.none() | st.integers(-20, 200) | st.integers(0, 100), min_size=1, max_size=10))
    points = [Point(parse(str(2015 + i)), None if v is None else float(v)) for i, v in enumerate(values)]
    target = Target(float(draw(st.integers(50, 900))), draw(st.none() | st.just(parse("2030")) | years))
    direction = draw(st.sampled_from(["increase", "increase", "decrease"]))
    return Case(direction, tuple(points), TODAY, parse("2016"), targets=(target,), kind="count", is_cumulative=True)


def cases() -> st.SearchStrategy[Case]:
    """Cases of every kind; in whole numbers, so that no last digit decides."""
    return st.one_of(promises(), any_cases(), trends(), histories())


def beside(verdict: Verdict) -> dict[str, object]:
    """What is said beside a verdict without a number of its own; other methods may well depend on the unit."""
    doubts = {one.code: one.verdict for one in verdict.fragile if one.code not in METHOD_NAMES}
    forecast = verdict.forecast and (verdict.forecast.verdict, verdict.forecast.reason, len(verdict.forecast.band))
    return {"verdict": verdict.verdict, "forecast": forecast, "signal": verdict.signal and verdict.signal.code} | doubts


def mapped(case: Case, change: Callable[[float], float]) -> Case:
    """The case with every one of its values changed alike."""

    def of_target(target: Target) -> Target:
        return replace(target, value=change(target.value))

    return replace(
        case,
        points=tuple(replace(p, value=None if p.value is None else change(p.value)) for p in case.points),
        targets=tuple(map(of_target, case.targets)),
        milestones=tuple(map(of_target, case.milestones)),
        range=case.range and (change(case.range[0]), change(case.range[1])),
    )


@always
@given(cases() | totals())
def test_mirror(case: Case) -> None:
    mirrored = replace(mapped(case, lambda value: -value), direction=FLIPPED[case.direction])
    assert beside(judge(mirrored)) == beside(judge(case))


@always
@given(cases() | totals())
def test_unit(case: Case) -> None:
    assert beside(judge(mapped(case, lambda value: value * 1000))) == beside(judge(case))


@always
@given(histories(), st.sampled_from([-1.0, 1000.0, 0.001]))
def test_a_forecast_is_mirrored_and_scaled_with_its_series(case: Case, factor: float) -> None:
    flipped = replace(case, direction=FLIPPED[case.direction]) if factor < 0 else case
    before, after = judge(case).forecast, judge(mapped(flipped, lambda value: value * factor)).forecast
    assert before
    assert after
    assert (before.count, before.first, before.last) == (after.count, after.first, after.last)
    for one, other in zip(before.band, after.band, strict=True):
        ends = sorted((one.low * factor, one.high * factor))
        assert (other.low, other.high) == pytest.approx(ends, rel=1e-9, abs=1e-6 * abs(factor))
        assert other.value == pytest.approx(one.value * factor, rel=1e-9, abs=1e-6 * abs(factor))
        assert one.low <= one.value + 1e-6
        assert one.value <= one.high + 1e-6


@always
@given(cases(), whole)
def test_shift(case: Case, constant: float) -> None:
    linear = replace(case, path="linear")
    before, after = judge(linear), judge(mapped(linear, lambda value: value + constant))
    for name in ("progress", "elapsed", "pace"):
        a, b = getattr(before, name), getattr(after, name)
        assert (a is None) == (b is None)
        assert a is None or math.isclose(a, b, abs_tol=1e-9)
    assert beside(before)["forecast"] == beside(after)["forecast"]
    assert beside(before)["signal"] == beside(after)["signal"]


@always
@given(cases() | totals(), st.randoms(use_true_random=False))
def test_order(case: Case, random: Random) -> None:
    points = list(case.points)
    random.shuffle(points)
    assert judge(replace(case, points=tuple(points))) == judge(case)


@always
@given(
    st.sampled_from(["increase", "decrease"]),
    st.lists(whole, min_size=3, max_size=8),
    whole,
    st.integers(2019, 2032),
    st.lists(whole, min_size=2, max_size=8),
    st.booleans(),
)
def test_monotone(
    direction: Direction, values: list[float], target: float, deadline: int, better: list[float], bends: bool
) -> None:
    """A better latest value never gives a worse verdict."""
    points = tuple(Point(parse(str(2018 + index)), value) for index, value in enumerate(values))
    milestones = (Target(better[0], parse("2022")),) if bends else ()
    goal = (Target(target, parse(str(deadline))),)
    case = Case(direction, points, TODAY, parse("2018"), targets=goal, milestones=milestones)
    best_last = sorted({points[-1].value or 0.0, *better}, reverse=direction == "decrease")
    verdicts = [
        judge(replace(case, points=(*points[:-1], replace(points[-1], value=value)))).verdict for value in best_last
    ]
    ranks = [verdict_rank(verdict) for verdict in verdicts]
    assert ranks == sorted(ranks), verdicts


FORECASTS_WORST_FIRST = (None, "worse_than_forecast", "as_forecast", "bending", "turned")


@always
@given(histories(), st.lists(st.integers(-100, 100).map(float), min_size=1, max_size=8))
def test_a_better_latest_value_never_gives_a_worse_forecast(case: Case, better: list[float]) -> None:
    latest = case.points[-1]
    changed = sorted((latest.value or 0.0) + step for step in (0.0, *better))
    ranks = []
    for value in changed if case.direction == "increase" else changed[::-1]:
        found = judge(replace(case, points=(*case.points[:-1], replace(latest, value=value)))).forecast
        ranks.append(FORECASTS_WORST_FIRST.index(found and found.verdict))
    assert ranks == sorted(ranks)


odd_numbers = st.one_of(
    st.floats(),
    st.sampled_from([0.0, -0.0, 1e308, -1e308, 5e-324, math.nan, math.inf, -math.inf]),
    whole,
)
odd_texts = ["2020", "2021", "2022", "2023", "2024", "2030", "2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1"]
odd_periods = st.sampled_from([*odd_texts, "2024-02-29", "2023/24", "2024-W06", "1000", "9998"]).map(parse)
odd_targets = st.builds(Target, odd_numbers, st.none() | odd_periods, st.none() | st.dates())
odd_points = st.builds(Point, odd_periods, st.none() | odd_numbers, st.sampled_from("AEPFLMQN?"))
calm_points = st.builds(Point, st.sampled_from(odd_texts[:6]).map(parse), st.none() | odd_numbers)
odd_cases = st.builds(
    Case,
    direction=st.sampled_from(["increase", "decrease", "keep", None]),
    points=st.lists(odd_points, max_size=8).map(tuple) | st.lists(calm_points, max_size=12).map(tuple),
    assessed_on=st.dates() | st.just(TODAY),
    baseline_period=st.none() | odd_periods | st.just(parse("2020")),
    baseline_value=st.none() | odd_numbers,
    targets=st.lists(odd_targets, max_size=3).map(tuple),
    kind=st.sampled_from(get_args(Kind)),
    decimals=st.none() | st.integers(-400, 400),
    bounds=st.none() | st.tuples(st.none() | odd_numbers, st.none() | odd_numbers) | st.just((0.0, 100.0)),
    range=st.none() | st.none() | st.tuples(odd_numbers, odd_numbers),
    path=st.sampled_from(["linear", "geometric"]),
    milestones=st.lists(odd_targets, max_size=2).map(tuple),
    breaks=st.lists(st.builds(Break, odd_periods, st.booleans(), st.just("x")), max_size=2).map(tuple),
    noise_band=odd_numbers | st.just(0.02),
    frequency=st.none() | st.sampled_from(get_args(Rhythm)),
    lag_months=st.none() | st.integers(-500_000, 500_000),
    forecast_points=st.none() | st.lists(odd_points | calm_points, max_size=12).map(tuple),
    forecast_frozen_on=st.none() | st.dates(),
    is_cumulative=st.booleans(),
    methods=st.none() | st.just(()) | st.just(("open_sdg", "x")),
)
odd_histories = st.builds(
    Case,
    direction=st.sampled_from(["increase", "decrease"]),
    points=st.lists(odd_numbers | whole, min_size=5, max_size=14).map(
        lambda values: tuple(Point(parse(str(2010 + index)), value) for index, value in enumerate(values))
    ),
    assessed_on=st.just(TODAY),
    baseline_period=st.integers(2014, 2022).map(lambda year: parse(str(year))),
    targets=st.lists(odd_targets, max_size=1).map(tuple),
    bounds=st.none() | st.tuples(st.none() | odd_numbers, st.none() | odd_numbers),
)
PER_CENT = re.compile(r"([−\d.,]+)\u00a0(?:pct\.|per cent)")
DECIMAL_MARKS = Text(",", ".")


def per_cents(sentence: Text) -> list[int]:
    """The whole part of every percentage in both languages, each read as it is written in its own."""
    return [
        int(re.sub(r"\D", "", number.split(mark)[0]) or 0)
        for words, mark in zip(sentence, DECIMAL_MARKS, strict=True)
        for number in PER_CENT.findall(words)
    ]


def test_percentages_are_read_in_their_own_language() -> None:
    assert per_cents(Text("falder 33,3\u00a0pct. og 1.000\u00a0pct.", "falls by 33.3\u00a0per cent")) == [33, 1000, 33]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(odd_cases | odd_histories, st.none() | st.integers(0, 6))
def test_no_input_raises_or_shows_what_is_no_number(case: Case, decimals: int | None) -> None:
    verdict = describe(judge(case), Naming(Text("titel", "title"), decimals=decimals))
    assert verdict.verdict in VERDICTS
    shown = json.dumps(verdict.to_json(), allow_nan=False, ensure_ascii=False)
    assert not re.search(r"\b(?:nan|inf)\b", shown, re.IGNORECASE)
    assert verdict.sentence
    for sentence in verdict.sentence:
        assert sentence
        assert "{" not in sentence
        assert not any(number.startswith("−") for number in PER_CENT.findall(sentence))
    if verdict.verdict not in ("met", "met_late"):
        assert all(number <= 100 for number in per_cents(verdict.sentence))


def test_the_cases_reach_everything_beside_a_verdict() -> None:
    reached: set[str | None] = set()

    @always
    @given(histories() | trends() | totals())
    def collect(case: Case) -> None:
        found = judge(case)
        reached.add(found.forecast and found.forecast.verdict)
        reached.add(found.signal and found.signal.code)
        reached.update(one.code for one in found.fragile)
        reached.add("stopped" if found.stopped_at else None)

    collect()
    doubts = {"baseline_earlier", "baseline_later", "without_latest"}
    expected = {*FORECASTS, *SIGNALS, *doubts, "stopped"}
    assert expected <= reached, expected - reached


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        (
            any_cases(),
            {"not_assessed", "not_enough_data", "kept", "slipped", "too_few"},
        ),
        (
            promises(),
            {
                *("met", "met_late", "missed", "slipped", "too_early", "too_few"),
                *("on_track", "acceleration_needed", "slow", "no_clear_change", "moving_away"),
            },
        ),
        (totals(), {"met", "missed", "met_late", "kept", "slipped", "on_track", "slow", "not_enough_data"}),
        (trends(), {"improving", "improving_slowly", "stable", "worsening_slowly", "worsening", "too_few"}),
    ],
)
def test_the_cases_reach_the_verdicts(strategy: st.SearchStrategy[Case], expected: set[str]) -> None:
    """The properties above are worth nothing if all their cases stop at the first rule."""
    reached: set[str] = set()

    @always
    @given(strategy)
    def collect(case: Case) -> None:
        reached.add(judge(case).verdict)

    collect()
    assert expected <= reached, expected - reached
