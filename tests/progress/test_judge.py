"""The rules of the method, each with the case that decides between it and its neighbour."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from progress.judge import judge
from progress.read_case import read_cases
from progress.verdict import Verdict

TODAY = date(2026, 11, 23)


def judged(direction: str | None, observations: list[list[Any]], **fields: Any) -> Verdict:
    case = {"direction": direction, "observations": observations, **fields}
    return judge(read_cases([case], TODAY)[0].case)


def from_2020(*values: float) -> list[list[Any]]:
    return [[2020 + index, value] for index, value in enumerate(values)]


PATH = {"baseline_period": "2020", "target": 0, "deadline": "2030", "assessed_on": "2026-01-01"}

CASES: list[tuple[str, Verdict, str, int]] = [
    # Rule 1
    ("no direction", judged(None, from_2020(100, 90, 80), **PATH), "not_assessed", 1),
    (
        "deadline at the baseline",
        judged("decrease", from_2020(9, 8, 7), **PATH | {"deadline": "2020"}),
        "not_assessed",
        1,
    ),
    ("deadline before it", judged("decrease", from_2020(9, 8, 7), **PATH | {"deadline": "2019"}), "not_assessed", 1),
    ("no range, with a direction", judged("increase", from_2020(9), range=[1, float("nan")]), "not_assessed", 1),
    ("keep without a range", judged("keep", from_2020(9, 8, 7), **PATH), "not_assessed", 1),
    ("a range that is no range", judged("keep", from_2020(9), range=[1, float("nan")]), "not_assessed", 1),
    (
        "a target that is no number",
        judged("decrease", from_2020(9, 8), **PATH | {"target": float("nan")}),
        "not_assessed",
        1,
    ),
    ("years and quarters mixed", judged("decrease", [["2020", 9], ["2021-Q1", 2]], **PATH), "not_assessed", 1),
    (
        "declared so by a person",
        judged(
            "decrease",
            from_2020(100, 90, 80),
            **PATH,
            exemption={"person": "A. B.", "reason": "ny", "expires": "2026-01-01"},
        ),
        "not_assessed",
        1,
    ),
    (
        "declared so, but expired",
        judged(
            "decrease",
            from_2020(100, 90, 80),
            **PATH,
            exemption={"person": "A. B.", "reason": "ny", "expires": "2025-12-31"},
        ),
        "on_track",
        6,
    ),
    # Rule 2
    (
        "no baseline declared",
        judged("decrease", from_2020(100, 90, 80), target=0, deadline="2030"),
        "not_enough_data",
        2,
    ),
    ("no value at the baseline", judged("decrease", [[2021, 9], [2022, 8]], **PATH), "not_enough_data", 2),
    ("no value after it", judged("decrease", from_2020(100), **PATH), "not_enough_data", 2),
    ("only projections after it", judged("decrease", [[2020, 100], [2024, 50, "F"]], **PATH), "not_enough_data", 2),
    ("a range without values", judged("keep", [], range=[1, 2]), "not_enough_data", 2),
    # Rule 3
    ("held since the start", judged("decrease", from_2020(8, 9, 10), **PATH | {"target": 10}), "kept", 3),
    ("met at the start, now lost", judged("decrease", from_2020(8, 12), **PATH | {"target": 10}), "slipped", 3),
    ("the same upward", judged("increase", from_2020(12, 8), **PATH | {"target": 10}), "slipped", 3),
    ("baseline equals target", judged("decrease", from_2020(10, 10), **PATH | {"target": 10}), "kept", 3),
    ("on the edge of the range", judged("keep", from_2020(5), range=[3, 5]), "kept", 3),
    ("within half a decimal below", judged("keep", from_2020(2.95), range=[3, 5], decimals=1), "kept", 3),
    (
        "a range wins over a target",
        judged("decrease", from_2020(4, 4, 4), **PATH | {"deadline": "2019"}, range=[3, 5]),
        "kept",
        3,
    ),
    ("outside the range", judged("keep", from_2020(4, 5.1), range=[3, 5]), "slipped", 3),
    ("within half a decimal of the range", judged("keep", from_2020(5.05), range=[3, 5], decimals=1), "kept", 3),
    (
        "held, also without a deadline",
        judged("decrease", from_2020(8, 9), baseline_period="2020", target=10),
        "kept",
        3,
    ),
    # Rule 4
    ("met before the deadline", judged("decrease", from_2020(100, 90, 0), **PATH), "met", 4),
    ("met is inclusive", judged("increase", from_2020(0, 50, 100), **PATH | {"target": 100}), "met", 4),
    (
        "half a unit of the last decimal",
        judged("decrease", from_2020(9, 8, 5.05), **PATH | {"target": 5}, decimals=1),
        "met",
        4,
    ),
    (
        "beyond half a unit",
        judged("decrease", from_2020(9, 8, 5.06), **PATH | {"target": 5}, decimals=1),
        "on_track",
        6,
    ),
    ("no tolerance undeclared", judged("decrease", from_2020(9, 8, 5.001), **PATH | {"target": 5}), "on_track", 6),
    ("met without a deadline", judged("decrease", from_2020(9, 4), baseline_period="2020", target=5), "met", 4),
    ("met with one value after t0", judged("decrease", from_2020(9, 4), **PATH | {"target": 5}), "met", 4),
    ("missed", judged("decrease", from_2020(9, 8, 7), **PATH | {"target": 5, "deadline": "2022"}), "missed", 4),
    (
        "missed by a later value, none for T",
        judged("decrease", [[2020, 9], [2023, 7]], **PATH | {"target": 5, "deadline": "2022"}),
        "missed",
        4,
    ),
    ("met late", judged("decrease", from_2020(9, 8, 7, 5), **PATH | {"target": 5, "deadline": "2022"}), "met_late", 4),
    (
        "met at T and still",
        judged("decrease", from_2020(9, 8, 5, 4), **PATH | {"target": 5, "deadline": "2022"}),
        "met",
        4,
    ),
    (
        "met at T, then lost",
        judged("decrease", from_2020(9, 8, 5, 6), **PATH | {"target": 5, "deadline": "2022"}),
        "slipped",
        4,
    ),
    (
        "T has passed, no value for it",
        judged("decrease", from_2020(9, 8, 7), **PATH | {"target": 5, "deadline": "2023"}),
        "acceleration_needed",
        6,
    ),
    # Rule 5
    ("a tenth of the time is enough", judged("decrease", from_2020(100, 90), **PATH), "too_few", 5),
    ("less is too early", judged("decrease", from_2020(100, 90), **PATH | {"deadline": "2031"}), "too_early", 5),
    (
        "too early comes first",
        judged("decrease", [["2020-01", 9], ["2020-02", 8], ["2020-03", 8]], **PATH | {"baseline_period": "2020-01"}),
        "too_early",
        5,
    ),
    ("one value after t0", judged("decrease", [[2020, 100], [2024, 10]], **PATH), "too_few", 5),
    # Rule 6: the path is at 20 % in 2022
    ("on the path", judged("decrease", from_2020(100, 95, 80), **PATH), "on_track", 6),
    ("R of 0.95", judged("decrease", from_2020(100, 95, 81), **PATH), "on_track", 6),
    ("just below", judged("decrease", from_2020(100, 95, 81.1), **PATH), "acceleration_needed", 6),
    ("R of 0.60", judged("decrease", from_2020(100, 95, 88), **PATH), "acceleration_needed", 6),
    ("just below 0.60", judged("decrease", from_2020(100, 95, 88.1), **PATH), "slow", 6),
    ("at the noise band", judged("decrease", from_2020(100, 95, 98), **PATH), "slow", 6),
    ("inside it", judged("decrease", from_2020(100, 95, 98.1), **PATH), "no_clear_change", 6),
    ("inside it, the wrong way", judged("decrease", from_2020(100, 95, 101.9), **PATH), "no_clear_change", 6),
    ("beyond it, the wrong way", judged("decrease", from_2020(100, 95, 102), **PATH), "moving_away", 6),
    ("a wider band", judged("decrease", from_2020(100, 95, 91), **PATH, noise_band=0.1), "no_clear_change", 6),
    # Rule 7
    ("three values", judged("decrease", from_2020(9, 8, 7)), "too_few", 7),
    ("no values", judged("decrease", []), "not_enough_data", 2),
    ("only one value", judged("decrease", [[2020, 4]]), "not_enough_data", 2),
    ("only the baseline", judged("decrease", [[2019, 5], [2020, 4]], baseline_period="2020"), "not_enough_data", 2),
    ("two values", judged("decrease", [[2019, 5], [2020, 4]]), "too_few", 7),
    ("more than 1 % a year", judged("decrease", from_2020(102, 101, 99.5, 98)), "improving", 7),
    ("1 % a year exactly", judged("increase", from_2020(98.5, 99.5, 100.5, 101.5)), "improving_slowly", 7),
    ("0.1 % a year", judged("increase", from_2020(99.85, 99.95, 100.05, 100.15)), "stable", 7),
    ("-0.5 % a year", judged("increase", from_2020(101, 100.5, 100, 99.5, 99)), "worsening_slowly", 7),
    ("-3 % a year", judged("increase", from_2020(106, 103, 100, 97, 94)), "worsening", 7),
    ("one outlier changes nothing", judged("increase", from_2020(100, 103, 106, 3, 112)), "improving", 7),
    (
        "percentage points: half a point",
        judged("increase", from_2020(10, 10.5, 11, 11.5), bounds=[0, 100]),
        "improving_slowly",
        7,
    ),
    ("the same in per cent", judged("increase", from_2020(10, 10.5, 11, 11.5)), "improving", 7),
    ("nothing ever happens", judged("decrease", from_2020(0, 0, 0, 0)), "stable", 7),
    ("the median is zero", judged("increase", from_2020(-3, -1, 1, 3)), "not_assessed", 7),
    (
        "a target without a deadline",
        judged("decrease", from_2020(100, 90, 80, 70), baseline_period="2020", target=0),
        "improving",
        7,
    ),
    (
        "before the baseline does not count",
        judged(
            "decrease",
            [[2010 + i, 5 * i] for i in range(11)] + from_2020(100, 90, 80, 70)[1:],
            baseline_period="2020",
            baseline_value=100,
            target=0,
        ),
        "improving",
        7,
    ),
    (
        "older than ten years does not count",
        judged("increase", [[2000, 900], [2005, 800], [2014, 9], [2015, 10], [2020, 11], [2023, 12]]),
        "improving",
        7,
    ),
    (
        "the eleventh year back is out",
        judged("increase", [[2013, 9], [2015, 10], [2020, 11], [2023, 12]]),
        "too_few",
        7,
    ),
]


@pytest.mark.parametrize(("reason", "verdict", "code", "rule"), CASES, ids=[case[0] for case in CASES])
def test_the_first_matching_rule_decides(reason: str, verdict: Verdict, code: str, rule: int) -> None:
    assert (verdict.verdict, verdict.rule) == (code, rule)


def test_every_verdict_has_a_case() -> None:
    from progress.words import VERDICTS

    assert {code for _, _, code, _ in CASES} == set(VERDICTS)


SAME_DATA = [
    # baseline 2020, value in the middle, value at 50 % of the time, target 2030, P, verdict, R; linear column
    (100, 75, 50, 0, "on_track", 1.00),
    (5, 3.75, 2.5, 0, "on_track", 1.00),
    (0, 12, 25, 50, "on_track", 1.00),
    (10, 7, 4, -2, "on_track", 1.00),
    (-20, -16, -12.5, -5, "on_track", 1.00),
    (100, 88, 75, 50, "on_track", 1.00),
    (10, 32, 55, 100, "on_track", 1.00),
    (96, 96.8, 97.5, 99, "on_track", 1.00),
    (8, 9, 12, 10, "slipped", None),
]


@pytest.mark.parametrize(("baseline", "middle", "latest", "target", "code", "pace"), SAME_DATA)
def test_the_same_data_under_the_linear_method(
    baseline: float, middle: float, latest: float, target: float, code: str, pace: float | None
) -> None:
    direction = "decrease" if code == "slipped" or target < baseline else "increase"
    verdict = judged(direction, [[2020, baseline], [2022, middle], [2025, latest]], **PATH | {"target": target})
    assert verdict.verdict == code
    assert verdict.pace == (None if pace is None else pytest.approx(pace))


def test_a_year_before_the_goal_praise_is_not_withheld() -> None:
    verdict = judged("decrease", [[2020, 100], [2025, 50], [2029, 10]], **PATH | {"assessed_on": "2030-06-01"})
    assert (verdict.verdict, verdict.pace) == ("on_track", pytest.approx(1))


def test_one_year_of_data_is_no_verdict_but_shows_its_numbers() -> None:
    first_print = [[2018, 29000], [2019, 24553]]
    fields = {"baseline_period": "2018", "target": 10000, "deadline": "2023", "assessed_on": "2020-02-01"}
    verdict = judged("decrease", first_print, **fields, kind="count")
    assert (verdict.verdict, round(verdict.pace or 0, 2)) == ("too_few", 1.17)
    assert verdict.acceleration is None


def test_a_newer_target_without_deadline_never_erases_a_dated_promise() -> None:
    versions = [
        {"value": 5, "period": "2022", "adopted": "2018-01-01"},
        {"value": 1, "adopted": "2021-01-01"},
    ]
    verdict = judged("decrease", from_2020(9, 8, 7), baseline_period="2020", targets=versions)
    assert verdict.verdict == "missed"
    assert [target.outcome for target in verdict.targets] == ["missed", "no_deadline"]


def test_milestones_bend_the_path() -> None:
    late_start = PATH | {"milestones": [{"value": 100, "period": "2025"}], "assessed_on": "2027-01-01"}
    assert judged("decrease", from_2020(100, 100, 100), **PATH).verdict == "no_clear_change"
    on_plan = judged("decrease", from_2020(100, 100, 100), **late_start)
    assert (on_plan.verdict, on_plan.pace, on_plan.path_share) == ("on_track", None, 0)
    assert judged("decrease", from_2020(100, 100, 103), **late_start).verdict == "moving_away"
    assert judged("decrease", from_2020(100, 100, 101), **late_start).verdict == "no_clear_change"
    half = judged("decrease", [[2020, 100], [2025, 100], [2026, 80]], **late_start)
    assert (half.verdict, half.pace, half.lead_months) == ("on_track", pytest.approx(1), None)


def test_a_planned_detour_is_on_track_until_it_is_left() -> None:
    detour = PATH | {"milestones": [{"value": 110, "period": "2022"}]}
    assert judged("decrease", from_2020(100, 104, 110), **detour).verdict == "on_track"
    assert judged("decrease", from_2020(100, 104, 112), **detour).verdict == "moving_away"


def test_a_geometric_path_asks_most_at_the_start() -> None:
    halving = {"baseline_period": "2020", "deadline": "2022", "assessed_on": "2022-01-01", "path": "geometric"}
    half_years = [["2020-H2", 100], ["2021-H1", 75], ["2021-H2", 50]]
    verdict = judged("decrease", half_years, **halving, target=25)
    assert verdict.path_share == pytest.approx(50 / 75)
    assert verdict.pace == pytest.approx(1)
    through_zero = judged("decrease", half_years, **halving, target=0)
    assert (through_zero.verdict, through_zero.pace) == ("not_assessed", None)


def test_the_baseline_is_found_in_a_period_that_ends_with_it() -> None:
    quarters = [["2020-Q4", 100], ["2021-Q4", 90], ["2022-Q4", 80]]
    verdict = judged("decrease", quarters, **PATH)
    assert (verdict.verdict, verdict.elapsed) == ("on_track", pytest.approx(0.2))


def test_a_declared_baseline_wins_over_the_series() -> None:
    verdict = judged("decrease", from_2020(100, 90, 80), **PATH, baseline_value=160)
    assert verdict.progress == pytest.approx(0.5)


LEADS = [
    # the path is at 20 % in 2022, half a year (6 months) is 5 %
    (80, 0.0, 1.0),
    (85, -6.0, (0.85 / 8) / (0.15 / 2)),
    (70, 12.0, (0.70 / 8) / (0.30 / 2)),
]


@pytest.mark.parametrize(("latest", "months", "factor"), LEADS)
def test_lead_and_acceleration(latest: float, months: float, factor: float) -> None:
    verdict = judged("decrease", from_2020(100, 95, latest), **PATH)
    assert verdict.lead_months == pytest.approx(months)
    assert verdict.acceleration == pytest.approx(factor)


UNDEFINED = [
    (judged("decrease", from_2020(100, 95, 99.9), **PATH), "acceleration", "no movement to multiply"),
    (judged("decrease", from_2020(100, 95, 0), **PATH), "acceleration", "met"),
    (judged("decrease", from_2020(100, 95, 0), **PATH), "pace", "met"),
    (judged("decrease", from_2020(9, 8, 7), **PATH | {"deadline": "2022"}), "pace", "missed: no longer rated"),
    (judged("decrease", from_2020(9, 8, 7), **PATH | {"deadline": "2022"}), "acceleration", "deadline passed"),
    (judged("decrease", from_2020(9, 8, 7), **PATH | {"deadline": "2024"}), "acceleration", "passed, value not in"),
    (judged("decrease", from_2020(9, 8, 7, 0), **PATH | {"deadline": "2022"}), "lead_months", "met late is not ahead"),
    (judged("decrease", from_2020(9, 8, 7, 6), baseline_period="2020", target=0), "acceleration", "no deadline"),
    (judged("decrease", from_2020(9, 8, 7, 6), baseline_period="2020", target=0), "elapsed", "no deadline"),
    (judged("decrease", from_2020(9, 8, 7, 6)), "progress", "no target"),
    (judged("decrease", from_2020(8, 12), **PATH | {"target": 10}), "progress", "slipped: never P"),
    (judged("decrease", from_2020(100), **PATH), "progress", "not enough data"),
]


@pytest.mark.parametrize(("verdict", "number", "reason"), UNDEFINED)
def test_what_is_undefined_is_null_with_its_reason(verdict: Verdict, number: str, reason: str) -> None:
    assert getattr(verdict, number) is None
    assert verdict.undefined[number].da
    assert verdict.undefined[number].en


def test_progress_of_a_missed_target_is_that_of_the_value_for_the_deadline() -> None:
    verdict = judged("decrease", from_2020(10, 9, 8, 6), **PATH | {"target": 5, "deadline": "2022"})
    assert (verdict.verdict, verdict.progress, verdict.elapsed) == ("missed", pytest.approx(0.4), 1)
    assert verdict.latest
    assert str(verdict.latest.period) == "2023"
    assert verdict.lead_months == pytest.approx(-0.6 * 24)


def test_progress_beside_a_trend_is_that_of_the_latest_value() -> None:
    verdict = judged("decrease", from_2020(100, 90, 80, 70), baseline_period="2020", target=0)
    assert (verdict.progress, verdict.elapsed, verdict.pace) == (pytest.approx(0.3), None, None)
    assert verdict.trend
    assert verdict.trend.relative == pytest.approx(-10 / 85 * 100)


def test_an_unbridged_break_restarts_the_baseline() -> None:
    step = from_2020(100, 90, 200, 180, 160)
    cut = PATH | {"breaks": [{"period": "2022", "bridged": False, "reason": "ny optælling"}]}
    bridged = PATH | {"breaks": [{"period": "2022", "bridged": True, "reason": "samme optælling"}]}
    assert judged("decrease", step, **bridged).verdict == "moving_away"
    restarted = judged("decrease", step, **cut)
    assert (restarted.verdict, restarted.progress) == ("acceleration_needed", pytest.approx(0.2))
    assert restarted.baseline
    assert (str(restarted.baseline.period), restarted.baseline.value) == ("2022", 200)
    assert judged("decrease", step, **cut, baseline_value=120).progress == restarted.progress
    declared_there = judged("decrease", step, **cut | {"baseline_period": "2022"}, baseline_value=320)
    assert (declared_there.progress, declared_there.restarted_at) == (pytest.approx(0.5), None)
    assert str(restarted.restarted_at) == "2022"


def test_a_break_after_the_deadline_leaves_the_outcome_standing() -> None:
    step = from_2020(10, 8, 6, 100, 90)
    cut = PATH | {"target": 5, "deadline": "2022", "breaks": [{"period": "2023", "bridged": False, "reason": "ny"}]}
    verdict = judged("decrease", step, **cut)
    assert (verdict.verdict, verdict.progress) == ("missed", pytest.approx(0.8))
    assert judged("decrease", from_2020(10, 8, 6, 4, 3), **cut).verdict == "missed"


def test_a_break_cuts_the_trend() -> None:
    step = from_2020(5, 5, 100, 90, 80, 70)
    cut = {"breaks": [{"period": "2022", "bridged": False, "reason": "ny optælling"}]}
    assert judged("decrease", step).verdict == "worsening"
    assert judged("decrease", step, **cut).verdict == "improving"


def test_a_break_that_has_no_value_yet_changes_nothing() -> None:
    coming = {"breaks": [{"period": "2027", "bridged": False, "reason": "ny optælling"}]}
    plain, announced = (judged("decrease", from_2020(100, 90, 80), **PATH, **extra) for extra in ({}, coming))
    assert plain == announced
