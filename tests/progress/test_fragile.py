"""What would have made the verdict another; the arithmetic beside each case. All series are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

import progress.judge
from config.language import Text
from progress.assurance import Doubt, MethodResult
from progress.case import Break, Case, Point, Target
from progress.judge import judge, without_judgement
from store.time_period import parse

TODAY = date(2026, 11, 23)


def from_2018(*values: float | None) -> tuple[Point, ...]:
    return tuple(Point(parse(str(2018 + index)), value) for index, value in enumerate(values))


def to_zero(*values: float | None, **fields: object) -> Case:
    """From the value of 2020, the third, to 0 in 2030; the fifth and last year but one is 2022, E = 0.2 there."""
    base = Case("decrease", from_2018(*values), TODAY, parse("2020"), targets=(Target(0, parse("2030")),))
    return replace(base, **fields)  # type: ignore[arg-type]


CASES: list[tuple[str, Case, str, dict[str, str]]] = [
    # b 100 at 2020, x 70 at 2023: P 0.30, E 0.3, R 1. From 2019: (100 - 70)/100 over 4/11 = 0.83. From 2021 (90):
    # 20/90 = 0.222 over 2/9 = 1. Without 2023: (100 - 80)/100 over 0.2 = 1.
    (
        "a peer before it was as high",
        to_zero(100, 100, 100, 90, 80, 70),
        "on_track",
        {"baseline_earlier": "acceleration_needed"},
    ),
    # From 2019 (110): 40/110 over 4/11 = 1: as good.
    ("a straight line stands firm", to_zero(120, 110, 100, 90, 80, 70), "on_track", {}),
    # From 2021 (60): the way is 60, 70 is back by 10: P -0.17. From 2019 (110) 0.36 over 0.364 = 1.
    (
        "one low year after the baseline: moved there, it goes the wrong way",
        to_zero(120, 110, 100, 60, 80, 70),
        "on_track",
        {"baseline_later": "moving_away"},
    ),
    # Without 2023: (100 - 101)/100 = -0.01, inside the noise band of 0.02. From 2019 (110): 40/110 over 4/11 = 1. From
    # 2021 (102): 32/102 over 2/9 = 1.41.
    (
        "all hangs on the latest",
        to_zero(120, 110, 100, 102, 101, 70),
        "on_track",
        {"without_latest": "no_clear_change"},
    ),
    # Two values after 2020: without the latest, or from 2021 on, one is left. From 2019: 30/110 over 3/11 = 1.
    (
        "two values are the fewest for a pace: that there would be no verdict contradicts none",
        to_zero(120, 110, 100, 90, 80),
        "on_track",
        {},
    ),
    # From 2019 (0) the target would have been met at the start and lost since.
    ("the year before was at the target", to_zero(5, 0, 100, 90, 80, 70), "on_track", {"baseline_earlier": "slipped"}),
    # Nothing before 2020; from 2021 (90) 20/90 over 2/9 = 1; without 2023 0.2 over 0.2.
    ("it cannot be moved earlier", to_zero(None, None, 100, 90, 80, 70), "on_track", {}),
    # 160 declared: P (160 - 70)/160 = 0.5625 over 0.3: 1.87. From 2019 the series' own 110: 40/110 over 4/11 = 1, on
    # track as well; from 2021 its own 71: 1/71 = 0.014, inside the noise band.
    (
        "a declared baseline, moved, is the series' own value",
        to_zero(120, 110, 100, 71, 80, 70, baseline_value=160.0),
        "on_track",
        {"baseline_later": "no_clear_change"},
    ),
    # A break in 2020 that is not bridged: 2019 is of another series.
    (
        "not across a break",
        to_zero(100, 100, 100, 90, 80, 70, breaks=(Break(parse("2020"), False, "ny"),)),
        "on_track",
        {},
    ),
    ("facts about a value are never fragile: met", to_zero(5, 4, 100, 90, 80, 0), "met", {}),
    ("missed", to_zero(100, 100, 100, 90, 80, 70, targets=(Target(0, parse("2023")),)), "missed", {}),
    ("slipped", to_zero(5, 4, 8, 12, 12, 12, targets=(Target(10, parse("2030")),)), "slipped", {}),
    ("too few is no judgement", to_zero(120, 110, 100, 90), "too_few", {}),
]


@pytest.mark.parametrize(("why", "case", "code", "expected"), CASES, ids=[row[0] for row in CASES])
def test_says_which_change_gives_which_verdict(why: str, case: Case, code: str, expected: dict[str, str]) -> None:
    verdict = judge(replace(case, methods=()))
    assert verdict.verdict == code
    assert {one.code: one.verdict for one in verdict.fragile} == expected
    assert ("fragile" in verdict.overlays) == bool(expected)


TRENDS: list[tuple[str, Sequence[float], str, dict[str, str]]] = [
    # Slopes of 100, 99, 98, 97: -1 a year, of the median 98.5: 1.02 %. Without the latest three are left.
    ("four values are the fewest", (100, 99, 98, 97), "improving", {}),
    ("five on a line", (100, 98, 96, 94, 92), "improving", {}),
    # Slopes: 0 0 0 -9 -18 / 0 0 -12 -18 ... with the latest: median of 10 below; without: all 0.
    ("the latest is the only change", (100, 100, 100, 100, 60), "stable", {}),
    # 100, 100, 90, 90, 80: slopes 0, -5, -10/3, -5, -10, -5, -20/3, 0, -5, -10: median -5, of 90: -5.6 %. Without 80:
    # 0, -5, -10/3, -10, -5, 0: median -4.2, of 95: -4.4 %.
    ("a stair", (100, 100, 90, 90, 80), "improving", {}),
    # 100, 101, 101, 101, 95: slopes 1, .5, .33, -1.25, 0, 0, -2, 0, -3, -6: median 0. Without 95: 1, .5, .33, 0, 0, 0:
    # median 0.17, of 101: 0.17 %, and a rise is bad.
    ("steady by the latest alone", (100, 101, 101, 101, 95), "stable", {"without_latest": "worsening_slowly"}),
]


@pytest.mark.parametrize(("why", "values", "code", "expected"), TRENDS, ids=[row[0] for row in TRENDS])
def test_of_a_direction_too(why: str, values: Sequence[float], code: str, expected: dict[str, str]) -> None:
    verdict = judge(Case("decrease", from_2018(*values), TODAY, methods=()))
    assert (verdict.verdict, {one.code: one.verdict for one in verdict.fragile}) == (code, expected)


def test_what_is_not_assessed_is_judged_by_nothing_else_either() -> None:
    reason = Text("Vises til sammenligning", "Shown for comparison")
    judged = judge(to_zero(120, 110, 100, 60, 80, 70))
    shown = without_judgement(judged, reason)
    assert "fragile" in judged.overlays
    assert (shown.verdict, shown.reason, shown.fragile, shown.overlays) == ("not_assessed", reason, (), ())
    assert shown.forecast
    assert (shown.forecast.verdict, shown.forecast.reason) == (None, reason)
    assert {(one.verdict, one.agrees, one.reason) for one in shown.methods} == {(None, None, reason)}
    assert (shown.latest, shown.progress, shown.signal) == (judged.latest, judged.progress, judged.signal)


def test_sums_of_twelve_months_are_moved_by_a_month() -> None:
    """Thirteen months of 12 and then 9 each: from 144 at 2021-01 the sum falls by 3 a month until all are new."""
    points = tuple(Point(parse("2020-01").shift(i), 12.0 if i < 13 else 9.0) for i in range(36))
    case = Case(
        "decrease", points, TODAY, parse("2021-01"), targets=(Target(0, parse("2029-01")),), kind="count", methods=()
    )
    verdict = judge(case)
    # P 36/144 = 0.25 over 23/96 = 0.24. Earlier: the same 144 at 2020-12, 24/97; later: 141, 33/141 = 0.234 over 22/95.
    assert (verdict.verdict, verdict.fragile) == ("on_track", ())


ANSWERS = (
    MethodResult("open_sdg", "limited", agrees=False, because=Text("x", "x")),
    MethodResult("eurostat", None, reason=Text("x", "x")),
    MethodResult("un_2023", "on_track", agrees=True),
)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [(None, ["open_sdg"]), (("open_sdg", "un_2023"), ["open_sdg"]), (("un_2023", "eurostat"), []), ((), [])],
)
def test_other_methods_that_the_indicator_asks_for(
    monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...] | None, expected: list[str]
) -> None:
    monkeypatch.setattr(progress.judge, "other_methods", lambda *_: ANSWERS)
    verdict = judge(to_zero(120, 110, 100, 90, 80, 70, methods=asked))
    assert verdict.methods == ANSWERS
    assert verdict.fragile == tuple(Doubt(name, "limited") for name in expected)
    met = judge(to_zero(120, 110, 100, 90, 80, 0, methods=asked))
    assert (met.verdict, met.fragile) == ("met", ())
