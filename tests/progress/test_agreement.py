"""Whether another method agrees with our verdict, and why where it does not; and what always holds of all three."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.assurance import MethodResult
from progress.case import Case, Point, Target
from progress.judge import judge
from progress.other_methods.agreement import AGREEING, agrees, is_kinder
from progress.other_methods.side_by_side import other_methods
from progress.situation import situation_of
from progress.words import OTHER_METHODS, VERDICTS
from store.time_period import TimePeriod
from tests.progress.test_other_methods import beside

FROM_2020 = {"baseline_period": "2020", "deadline": "2030", "assessed_on": "2026-06-01"}


def yearly(first: int, *values: float) -> list[list[Any]]:
    return [[first + index, value] for index, value in enumerate(values)]


# Why; direction; values; what else; the method; our verdict, its word, and what is said where they differ.
CASES: list[tuple[str, str, list[list[Any]], dict[str, Any], str, str, str, str | None]] = [
    # On the path: 50 of 100 gone in 5 of 10 years. Open SDG 0.19, the United Nations 0.75.
    ("the way to zero", "decrease", yearly(2020, 100, 90, 80, 70, 60, 50), {"target": 0, **FROM_2020},
     "open_sdg", "on_track", "limited", "sætter 0,001 i stedet, så svaret afhænger af enheden"),
    ("growth never gets there", "decrease", yearly(2020, 100, 90, 80, 70, 60, 50), {"target": 0, **FROM_2020},
     "un_2023", "on_track", "fair", "når tallet aldrig nul"),
    # 25 of 50 gone: growth ratio .83, share .875, since the largest steps should have come first
    ("on the way down", "decrease", yearly(2020, 100, 95, 90, 85, 80, 75), {"target": 50, **FROM_2020},
     "open_sdg", "on_track", "moderate", "de største skridt i begyndelsen"),
    ("the same to Eurostat", "decrease", yearly(2020, 100, 95, 90, 85, 80, 75), {"target": 50, **FROM_2020},
     "eurostat", "on_track", "moderate", "de største skridt i begyndelsen"),
    # 36 of 90 gone at half time: R .8. Growth 4.6^(1/5)-1 = .3569 over .2589: 1.38
    ("from a small start", "increase", yearly(2020, 10, 17, 24, 31, 38, 46), {"target": 100, **FROM_2020},
     "open_sdg", "acceleration_needed", "substantial", "nøjes den med små skridt i begyndelsen"),
    # R = .4/.5 = .8; Open SDG from 0.001: 20000^(1/5)-1 = 6.25 over 50000^(1/10)-1 = 1.951: 3.2
    ("from nothing", "increase", yearly(2020, 0, 4, 8, 12, 16, 20), {"target": 50, **FROM_2020},
     "open_sdg", "acceleration_needed", "substantial", "vejen fra nul"),
    # P = .5/50 = .01, within the noise band. Growth .995^(1/5)-1 = -.0010 over -.0670: .015
    ("no clear change is limited progress", "decrease", yearly(2020, 100, 100, 100, 100, 99.5, 99.5),
     {"target": 50, **FROM_2020}, "open_sdg", "no_clear_change", "limited", None),
    # P = 2.4/50 = .048, R = .096: too slow to us. v = 97.6^2/100 = 95.26: .0949 < .10
    ("the United Nations call a little nothing", "decrease", yearly(2020, 100, 100, 100, 99, 98, 97.6),
     {"target": 50, **FROM_2020}, "un_2023", "slow", "stagnation_or_regression", "grænserne mellem ordene"),
    ("fair is both of ours", "decrease", yearly(2020, 100, 98, 96, 94, 92, 90), {"target": 50, **FROM_2020},
     "un_2023", "slow", "fair", None),
    # From 2010: 30 of 60 gone in half of the time. From 2015, five years back: (70/71)^(1/5)-1 = -.0028 over
    # (40/71)^(1/15)-1 = -.0375: .076. Our own pace from there would be (1/31)/(5/15) = .097, too slow as well
    ("Eurostat looks five years back", "decrease", [[2010, 100], [2015, 71], [2016, 71], [2020, 70]],
     {"baseline_period": "2010", "target": 40, "deadline": "2030", "assessed_on": "2021-06-01"},
     "eurostat", "on_track", "insufficient", "Eurostat regner fra 2015, vi fra 2010"),
    # No change since 2019 to us; from 2010, the nearest before five years back: (99.5/150)^(1/14)-1 = -.0289 over
    # (50/150)^(1/20)-1 = -.0534: .54. From our own baseline it would be (99.5/100)^(1/5)-1 over -.0670: .015
    ("and may see a change that we do not", "decrease", [[2010, 150], [2020, 100], [2021, 100], [2024, 99.5]],
     {"target": 50, **FROM_2020}, "eurostat", "no_clear_change", "insufficient", None),
    # The same with 2019 at 130: (99.5/130)^(1/5)-1 = -.0521 over (50/130)^(1/11)-1 = -.0832: .63
    ("but names its own base", "decrease", [[2019, 130], [2020, 100], [2021, 100], [2024, 99.5]],
     {"target": 50, **FROM_2020}, "eurostat", "no_clear_change", "moderate", "Eurostat regner fra 2019, vi fra 2020"),
    # A plan with milestones: 10 of 50 by 2025 is on it, and R is 1. Growth .9^(1/5)-1 = -.0209 over -.0670: .31
    ("another path", "decrease", yearly(2020, 100, 98, 96, 94, 92, 90),
     {"target": 50, "milestones": [{"value": 90, "period": "2025"}], **FROM_2020},
     "open_sdg", "on_track", "limited", "den kurve, der er aftalt"),
    # 8 > 12 with at most 10: v = 18, share 5
    ("praise for a loss", "decrease", yearly(2020, 8, 9, 10, 11, 11, 12), {"target": 10, **FROM_2020},
     "un_2023", "slipped", "on_track", "Målet var opfyldt fra starten"),
    ("Open SDG calls it a deterioration", "decrease", yearly(2020, 8, 9, 10, 11, 11, 12), {"target": 10, **FROM_2020},
     "open_sdg", "slipped", "deterioration", None),
    # 8 > 9 with at most 10 is kept; Eurostat sees a rise
    ("kept, and rising", "decrease", yearly(2020, 8, 8, 8, 8, 9, 9), {"target": 10, **FROM_2020},
     "eurostat", "kept", "movement_away", "spørger ikke, om målet er nået"),
    ("kept is achieved", "decrease", yearly(2020, 8, 8, 8, 8, 9, 9), {"target": 10, **FROM_2020},
     "open_sdg", "kept", "achieved", None),
    # 51 is not 50: missed at the deadline; the share of the way is .98
    ("nearly met", "decrease", yearly(2020, 100, 90, 75, 60, 55, 51), {"target": 50, **FROM_2020, "deadline": "2025"},
     "un_2023", "missed", "on_track", "nøjes med 95 procent"),
    ("missed, and fair progress", "decrease", yearly(2020, 100, 95, 90, 85, 80, 75),
     {"target": 50, **FROM_2020, "deadline": "2025"}, "un_2023", "missed", "fair", None),
    # 50.4 is at most 50 without decimals: the tolerance is half a unit
    ("met to the declared decimals", "decrease", yearly(2020, 100, 90, 80, 70, 60, 50.4),
     {"target": 50, "decimals": 0, **FROM_2020}, "un_2023", "met", "on_track", None),
    # Without a target: 1.2 % a year is improving to us, and not yet 1.5 %
    ("other limits", "increase", yearly(2015, *(100 * 1.012**year for year in range(11))), {},
     "open_sdg", "improving", "moderate", "grænserne mellem ordene"),
    # Flat but for the first value: the robust slope does not see it, the growth between the ends does
    ("two values only", "increase", yearly(2015, 80, *(100.0,) * 10), {"baseline_period": "2015"},
     "open_sdg", "stable", "substantial", "ser kun på 2015 og 2025; vi ser på alle tal siden 2015"),
    # 2 to 3 per cent of everybody is half a percentage point a year too little to us: .1 a year, and 4 % growth
    ("points, not per cent", "increase", yearly(2015, *(2 + 0.1 * year for year in range(11))),
     {"bounds": [0, 100]}, "open_sdg", "stable", "substantial", "i procentpoint"),
    # 120/100 in ten years is 1.84 % a year; Open SDG asks for 200 in 2030: 2^(1/15)-1 = 4.73 %: .39
    ("no deadline", "increase", yearly(2015, *(100 + 2 * year for year in range(11))),
     {"target": 200, "baseline_period": "2015"}, "open_sdg", "improving", "limited", "regner med 2030"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_they_agree_or_the_page_says_why_not(case: tuple[Any, ...]) -> None:
    _, direction, values, fields, method, ours, theirs, because = case
    verdict, found = beside(direction, values, **{"assessed_on": "2026-06-01", **fields})
    result = found[method]
    assert (verdict, result.verdict) == (ours, theirs), result
    assert result.agrees is (because is None)
    if because is not None:
        assert result.because is not None
        assert because in result.because.da, result.because.da
        assert not {"{", "}"} & set(result.because.da + result.because.en)


def test_where_we_say_nothing_nobody_disagrees() -> None:
    verdict, found = beside(
        "decrease", [[2018, 29000], [2019, 24553]], baseline_period="2018", target=10000, deadline="2023"
    )
    assert verdict == "too_few"
    assert {one.agrees for one in found.values()} == {None}


def test_every_word_of_a_method_goes_with_some_of_ours_and_every_one_of_ours_with_some_of_its() -> None:
    judged = VERDICTS.keys() - {"not_assessed", "not_enough_data", "too_early", "too_few"}
    for method, words in OTHER_METHODS.items():
        assert AGREEING[method].keys() == words.keys()
        assert all(AGREEING[method].values())
        assert frozenset().union(*AGREEING[method].values()) == judged
        assert agrees(method, None, "met") is None
        assert agrees(method, next(iter(words)), "too_early") is None
    assert is_kinder("open_sdg", "substantial", "slow")
    assert not is_kinder("open_sdg", "deterioration", "slow")


# What always holds


always = settings(max_examples=120, deadline=None, derandomize=True)
odd = st.sampled_from([0.0, -0.0, 1e-320, 1e308, -1e308, math.inf, -math.inf, math.nan]) | st.floats(-1e6, 1e6)
plain = st.integers(1, 1000).map(float)
years = st.integers(2005, 2035).map(lambda year: TimePeriod.parse(str(year)))


@st.composite
def cases(draw: st.DrawFn, values: st.SearchStrategy[float]) -> Case:
    known = draw(st.lists(years, unique=True, max_size=8))
    targets = st.builds(Target, values, st.none() | years)
    return Case(
        direction=draw(st.sampled_from(["increase", "decrease"])),
        points=tuple(Point(period, draw(values)) for period in known),
        assessed_on=date(2026, 11, 23),
        baseline_period=draw(st.none() | years),
        baseline_value=draw(st.none() | values),
        targets=tuple(draw(st.lists(targets, max_size=2))),
        bounds=draw(st.none() | st.tuples(st.none() | values, st.none() | values)),
    )


def answers(case: Case) -> tuple[MethodResult, ...]:
    verdict = judge(case)
    return other_methods(situation_of(case), verdict.verdict, verdict.rule)


@always
@given(cases(odd))
def test_whatever_the_figures_every_method_answers_in_finite_numbers(case: Case) -> None:
    for one in answers(case):
        assert (one.verdict is None) == (one.reason is not None)
        assert (one.because is not None) == (one.agrees is False)
        assert all(number is None or math.isfinite(number) for number in (one.value, one.score))
        assert one.score is None or -5 <= one.score <= 5
        json.dumps(one.to_json(), allow_nan=False)


@always
@given(cases(plain), st.sampled_from([1024.0, 1 / 1024]))  # powers of two, so that no digit is rounded
def test_no_answer_depends_on_the_unit_where_nothing_is_zero(case: Case, factor: float) -> None:
    """A target or base of zero does depend on it in Open SDG: its 0.001 is part of that method, and here left out."""

    def times(number: float | None) -> float | None:
        return None if number is None else number * factor

    scaled = replace(
        case,
        points=tuple(replace(point, value=times(point.value)) for point in case.points),
        baseline_value=times(case.baseline_value),
        targets=tuple(replace(target, value=target.value * factor) for target in case.targets),
        bounds=None if case.bounds is None else (times(case.bounds[0]), times(case.bounds[1])),
    )
    assert answers(scaled) == answers(case)


@always
@given(cases(st.integers(-100, 100).filter(bool).map(float)))
def test_a_mirrored_series_gets_the_same_answer(case: Case) -> None:
    """Zero is left out, since its stand-in 0.001 is above it in both; and bounds, since those are no values."""
    plainly = replace(case, bounds=None)
    mirrored = replace(
        plainly,
        direction="increase" if case.direction == "decrease" else "decrease",
        points=tuple(replace(point, value=-(point.value or 0)) for point in case.points),
        baseline_value=None if case.baseline_value is None else -case.baseline_value,
        targets=tuple(replace(target, value=-target.value) for target in case.targets),
    )
    for one, other in zip(answers(plainly), answers(mirrored), strict=True):
        assert replace(one, because=None) == replace(other, because=None)


@always
@given(cases(plain))
def test_the_reason_for_disagreeing_holds_for_the_numbers(case: Case) -> None:
    situation = situation_of(case)
    for one in answers(case):
        if one.because is None or situation.frame.baseline is None or situation.target is None:
            continue
        base, target = situation.frame.baseline.value, situation.target.value
        if "nøjes den med små skridt" in one.because.da and one.method != "eurostat":
            assert target > base
        if "kræver den de største skridt" in one.because.da and one.method != "eurostat":
            assert target < base
        assert "0,001" not in one.because.da, "nothing here is zero"
        if "runder ikke" in one.because.da:
            assert case.decimals is not None


def test_the_page_tells_the_same_table() -> None:
    """docs/other-methods.md: in each row, ours in the first column go with the words in the three others."""
    page = (Path(__file__).parents[2] / "docs" / "other-methods.md").read_text()
    told: dict[str, dict[str, set[str]]] = {
        method: {word: set() for word in OTHER_METHODS[method]} for method in AGREEING
    }
    rows = page.partition("| ours | Open SDG | Eurostat | UN 2023 |\n")[2].partition("\n\n")[0].splitlines()[1:]
    for row in rows:
        ours, *theirs = (set(re.findall(r"`(\w+)`", cell)) for cell in row.strip("|").split("|"))
        everyone = row.split("|")[3].strip().startswith("all but")
        if everyone:
            theirs[1] = OTHER_METHODS["eurostat"].keys() - theirs[1]
        for method, words in zip(AGREEING, theirs, strict=True):
            for word in words:
                told[method][word] |= ours
    assert told == AGREEING
