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
from progress.words import VERDICTS, verdict_rank
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


def cases() -> st.SearchStrategy[Case]:
    """Cases of every kind; in whole numbers, so that no last digit decides."""
    return st.one_of(promises(), any_cases(), trends())


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
@given(cases())
def test_mirror(case: Case) -> None:
    mirrored = replace(mapped(case, lambda value: -value), direction=FLIPPED[case.direction])
    assert judge(mirrored).verdict == judge(case).verdict


@always
@given(cases())
def test_unit(case: Case) -> None:
    assert judge(mapped(case, lambda value: value * 1000)).verdict == judge(case).verdict


@always
@given(cases(), whole)
def test_shift(case: Case, constant: float) -> None:
    linear = replace(case, path="linear")
    before, after = judge(linear), judge(mapped(linear, lambda value: value + constant))
    for name in ("progress", "elapsed", "pace"):
        a, b = getattr(before, name), getattr(after, name)
        assert (a is None) == (b is None)
        assert a is None or math.isclose(a, b, abs_tol=1e-9)


@always
@given(cases(), st.randoms(use_true_random=False))
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
)
PER_CENT = re.compile(r"([−\d.,]+)\u00a0(?:pct\.|per cent)")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(odd_cases, st.none() | st.integers(0, 6))
def test_no_input_raises_or_shows_what_is_no_number(case: Case, decimals: int | None) -> None:
    verdict = describe(judge(case), Naming(Text("titel", "title"), decimals=decimals))
    assert verdict.verdict in VERDICTS
    shown = json.dumps(verdict.to_json(), allow_nan=False, ensure_ascii=False)
    assert not re.search(r"\b(?:nan|inf)\b", shown, re.IGNORECASE)
    assert verdict.sentence
    for sentence in verdict.sentence:
        assert sentence
        assert "{" not in sentence
        for number in PER_CENT.findall(sentence):
            assert not number.startswith("−")
            if verdict.verdict not in ("met", "met_late"):
                assert float(re.sub(r"\D", "", number.rpartition(",")[0] or number) or 0) <= 100


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
