"""Open SDG's, Eurostat's and the United Nations' methods, number by number. Every series here is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from progress.assurance import MethodResult
from progress.judge import judge
from progress.other_methods.open_sdg import nearness, rate_with_target, rate_without_target
from progress.other_methods.side_by_side import other_methods
from progress.read_case import read_cases
from progress.situation import situation_of
from progress.words import METHOD_NAMES, OTHER_METHODS

TODAY = date(2026, 11, 23)


def beside(direction: str | None, observations: list[list[Any]], **fields: Any) -> tuple[str, dict[str, MethodResult]]:
    """Our verdict, and the other methods' answers by name."""
    case = read_cases([{"direction": direction, "observations": observations, **fields}], TODAY)[0].case
    verdict = judge(case)
    found = other_methods(situation_of(case), verdict.verdict, verdict.rule)
    assert [one.method for one in found] == list(METHOD_NAMES)
    for one in found:
        assert (one.verdict is None) == (one.reason is not None), "a verdict, or a reason why not"
        assert (one.because is not None) == (one.agrees is False), "why, where they disagree"
        assert one.verdict is None or one.verdict in OTHER_METHODS[one.method]
    return verdict.verdict, {one.method: one for one in found}


def to_two(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"


# The table of the method's page: b, x, g; t0, t, T; direction; Open SDG's and the United Nations' number and word.
GOLDEN = [
    # cagr(50,100,5) = .5^(1/5)-1 = -.1294; cagr(.001,100,10) = 1e-5^(1/10)-1 = -.6838; .1294/.6838 = .19
    # v = 50 x .5^(5/5) = 25; (25-100)/(0-100) = .75
    (100, 50, 0, 2020, 2025, 2030, "decrease", "0.19", "limited", "0.75", "fair"),
    # -.1294 over (.001/5)^(1/10)-1 = -.5734: .23; v = 2.5 x .5 = 1.25; -3.75/-5 = .75
    (5, 2.5, 0, 2020, 2025, 2030, "decrease", "0.23", "limited", "0.75", "fair"),
    # .1^(1/9)-1 = -.2257 over -.6838: .33; v = 10 x .1^(1/9) = 7.743; -92.257/-100 = .92
    (100, 10, 0, 2020, 2029, 2030, "decrease", "0.33", "limited", "0.92", "fair"),
    # 25000^(1/5)-1 = 6.579 over 50000^(1/10)-1 = 1.951: 3.37
    (0, 25, 50, 2020, 2025, 2030, "increase", "3.37", "substantial", "–", None),
    # -2/10 has no root; v = 4 x .4 = 1.6; -8.4/-12 = .70
    (10, 4, -2, 2020, 2025, 2030, "decrease", "–", None, "0.70", "fair"),
    # -20 to -12.5: .625^(1/5)-1 = -.0897, turned +.0897; .25^(1/10)-1 = -.1294: .69; v = -12.5 x .625 = -7.8125;
    # 12.1875/15 = .8125, which is shown as 0.81
    (-20, -12.5, -5, 2020, 2025, 2030, "increase", "0.69", "moderate", "0.81", "fair"),
    # .75^(1/5)-1 = -.0559 over .5^(1/10)-1 = -.0670: .83; v = 75 x .75 = 56.25; -43.75/-50 = .875
    (100, 75, 50, 2020, 2025, 2030, "decrease", "0.83", "moderate", "0.88", "fair"),
    # 5.5^(1/5)-1 = .4063 over 10^(1/10)-1 = .2589: 1.57; v = 55 x 5.5 = 302.5; 292.5/90 = 3.25
    (10, 55, 100, 2020, 2025, 2030, "increase", "1.57", "substantial", "3.25", "on_track"),
    # (97.5/96)^(1/5)-1 = .003106 over (99/96)^(1/10)-1 = .003082: 1.01; v = 97.5^2/96 = 99.0234; 3.0234/3 = 1.01
    (96, 97.5, 99, 2020, 2025, 2030, "increase", "1.01", "substantial", "1.01", "on_track"),
    # 1.5^(1/5)-1 = .0845 turned, over 1.25^(1/10)-1 = .0226: -3.74; v = 12 x 1.5 = 18; 10/2 = 5
    (8, 12, 10, 2020, 2025, 2030, "decrease", "-3.74", "deterioration", "5.00", "on_track"),
    # 24553/29000-1 = -.1533 over (10/29)^(1/5)-1 = -.1918: .80; v = 24553 x .84666^4 = 12617; -16383/-19000 = .86
    (29000, 24553, 10000, 2018, 2019, 2023, "decrease", "0.80", "moderate", "0.86", "fair"),
]


@pytest.mark.parametrize("row", GOLDEN, ids=[f"{row[0]} > {row[1]}; {row[2]}" for row in GOLDEN])
def test_the_table_of_the_page(row: tuple[Any, ...]) -> None:
    b, x, g, t0, t, deadline, direction, ratio, sdg_word, share, un_word = row
    _, found = beside(
        direction,
        [[t0, b], [t, x]],
        baseline_period=str(t0),
        target=g,
        deadline=str(deadline),
        assessed_on=f"{t + 1}-06-01",
    )
    assert (to_two(found["open_sdg"].value), found["open_sdg"].verdict) == (ratio, sdg_word)
    # Half up, as people round: .875 is 0.88.
    rounded = found["un_2023"].value
    assert to_two(None if rounded is None else rounded + 1e-9) == share
    assert found["un_2023"].verdict == un_word


FROM_2020 = {"baseline_period": "2020", "deadline": "2030"}
FIFTEEN_YEARS = [[2010, 100], [2020, 80], [2025, 60]]
TEN_YEARS = [[2013, 50], [2014, 80], [2015, 100], [2017, 90], [2025, 80]]

# Why; the case; the method; its word, its number, its score.
MORE: list[tuple[str, dict[str, Any], str, str | None, float | None, float | None]] = [
    # .8^(1/10)-1 = -.022067, turned; score min(500 x .022067 - 5, 5) = 5
    ("no baseline: 2015", {"observations": TEN_YEARS}, "open_sdg", "substantial", 0.022067, 5.0),
    # (80/90)^(1/8)-1 = -.014615; score 250 x .014615 - 1.25 = 2.4038
    ("2016 declared, and absent: 2017", {"observations": TEN_YEARS, "baseline_period": "2016"},
     "open_sdg", "moderate", 0.014615, 2.4038),
    # 40/50 = .8 over 12 years: .8^(1/12)-1 = -.018423, though less than 2 %
    ("the United Nations' middle", {"observations": [[2013, 50], [2025, 40]], "baseline_period": "2013"},
     "un_2023", "fair", 0.018423, None),
    # .8^(1/10)-1 = -.022067
    ("its best from 2 % on", {"observations": TEN_YEARS}, "un_2023", "on_track", 0.022067, None),
    # 97/96 over 10 years = .001037; score 500 x .001037 - 2.5 = -1.9815
    ("less than half a per cent", {"direction": "increase", "observations": [[2015, 96], [2025, 97]]},
     "open_sdg", "limited", 0.001037, -1.9815),
    # C = 1 - .96^4.44 = 1 - e^(4.44 x -.040822) = 1 - .834235 = .165765; .015 C = .002486, .005 C = .000829;
    # .001037 lies between: 250 x .001037 / .165765 - 1.25 = .3138
    ("the same near its limit", {"direction": "increase", "observations": [[2015, 96], [2025, 97]], "bounds": [0, 100]},
     "open_sdg", "moderate", 0.001037, 0.3138),
    # C = 1 - 1 = 0, every threshold 0
    ("it started at the limit, and kept it",
     {"direction": "increase", "observations": [[2015, 100], [2025, 100]], "bounds": [0, 100]},
     "open_sdg", "substantial", 0.0, 5.0),
    # (99/100)^(1/10)-1 = -.0010045; 125 x -.0010045 - 2.5 = -2.6256
    ("it started at the limit, and lost it",
     {"direction": "increase", "observations": [[2015, 100], [2025, 99]], "bounds": [0, 100]},
     "open_sdg", "deterioration", -0.0010045, -2.6256),
    # 30 lies between 20 and 40: C = 1 - ((40-30)/20)^4.44 = 1 - .5^4.44 = .953929; (27/30)^(1/10)-1 = -.010481;
    # 250 x .010481 / .953929 - 1.25 = 1.4968
    ("a lower limit", {"observations": [[2015, 30], [2025, 27]], "bounds": [20, None]},
     "open_sdg", "moderate", 0.010481, 1.4968),
    # No deadline is 2030: .8^(1/10)-1 = -.022067 over .5^(1/15)-1 = -.045158: .48866; 4.1667 x .48866 - 2.5 = -.4639
    ("a target without a deadline", {"observations": TEN_YEARS, "target": 50},
     "open_sdg", "limited", 0.48866, -0.4639),
    # v = 80 x .8^(5/10) = 71.554; -28.446/-50 = .56892
    ("the same to the United Nations", {"observations": TEN_YEARS, "target": 50}, "un_2023", "fair", 0.56892, None),
    # Eurostat sets no deadline, and rates growth: from 2017, the nearest before 2020: (80/90)^(1/8)-1
    ("and Eurostat rates its growth", {"observations": TEN_YEARS, "target": 50},
     "eurostat", "significant", 0.014615, None),
    # From 2020, five years back: (60/80)^(1/5)-1 = -.055912 over (40/80)^(1/10)-1 = -.066967: .83492
    ("five years back",
     {"observations": FIFTEEN_YEARS, "baseline_period": "2010", "target": 40, "deadline": "2030"},
     "eurostat", "moderate", 0.83492, None),
    # The baseline of 2010 says (60/100)^(1/15)-1 = -.0334817 over (40/100)^(1/20)-1 = -.0447809: .747678
    ("where Open SDG goes back to the baseline",
     {"observations": FIFTEEN_YEARS, "baseline_period": "2010", "target": 40, "deadline": "2030"},
     "open_sdg", "moderate", 0.747678, 1.0549),
    # 102/100 over 5 years: .003968, the wrong way
    ("a slow growth the wrong way", {"observations": [[2020, 100], [2025, 102]]},
     "eurostat", "moderate_movement_away", -0.0039683, None),
    # 110/100 over 5 years: .019245, the wrong way
    ("a fast one", {"observations": [[2020, 100], [2025, 110]]},
     "eurostat", "significant_movement_away", -0.019245, None),
    # (90/80)^(1/5)-1 = .023836 turned, over |(40/80)^(1/10)-1| = .066967: -.35594; 4.1667 x -.35594 - 2.5 = -3.9831
    ("away from the target", {"observations": [[2020, 80], [2025, 90]], "target": 40, **FROM_2020},
     "open_sdg", "deterioration", -0.35594, -3.9831),
    # (78/80)^(1/5)-1 = -.0050507 over .066967: .075421
    ("a little towards it", {"observations": [[2020, 80], [2025, 78]], "target": 40, **FROM_2020},
     "eurostat", "insufficient", 0.075421, None),
    # v = 78 x 78/80 = 76.05; -3.95/-40 = .09875, below .10
    ("too little for the United Nations", {"observations": [[2020, 80], [2025, 78]], "target": 40, **FROM_2020},
     "un_2023", "stagnation_or_regression", 0.09875, None),
    # Met before anything else, though the sign changes: from 10 to -3, target -2
    ("met across zero", {"observations": [[2020, 10], [2025, -3]], "target": -2, **FROM_2020},
     "open_sdg", "achieved", None, 5.0),
    ("the United Nations too", {"observations": [[2020, 10], [2025, -3]], "target": -2, **FROM_2020},
     "un_2023", "achieved", None, None),
    # A target of zero counts as .001, and .0005 is below it; cagr(.0005,100,5) = -.912945 over -.683772: 1.335159
    ("zero to three decimals", {"observations": [[2020, 100], [2025, 0.0005]], "target": 0, **FROM_2020},
     "open_sdg", "achieved", 1.335159, 5.0),
    # The base is the target: nothing is required, and 99 is a step back. sdg-build divides by zero: minus infinity.
    ("lost from the target itself",
     {"direction": "increase", "observations": [[2020, 100], [2025, 99]], "target": 100, **FROM_2020},
     "open_sdg", "deterioration", None, -5.0),
    # The deadline has passed: the value for it is rated, 60: (60-80)/(40-80) = .5, and not the later 50
    ("what was reached at the deadline",
     {"observations": [[2015, 80], [2020, 60], [2024, 50]], "baseline_period": "2015",
      "target": 40, "deadline": "2020"},
     "un_2023", "fair", 0.5, None),
    # Monthly states: from January 2020 to July 2022 are 2.5 years, to January 2030 ten:
    # .8^(1/2.5)-1 = -.0853899 over .5^(1/10)-1 = -.0669670: 1.275104
    ("parts of years",
     {"kind": "state", "observations": [["2020-01", 100], ["2022-07", 80]], "baseline_period": "2020-01",
      "target": 50, "deadline": "2030-01"}, "open_sdg", "substantial", 1.275104, 4.8222),
    # A declared baseline value wins over the series: (80/160)^(1/5)-1 = -.129449 over (40/160)^(1/10)-1 = -.129449
    ("a declared baseline value",
     {"observations": [[2020, 100], [2025, 80]], "baseline_value": 160, "target": 40, **FROM_2020},
     "open_sdg", "substantial", 1.0, 2.8572),
]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "method", "word", "value", "score"), [row[1:] for row in MORE], ids=[row[0] for row in MORE]
)
def test_numbers_worked_by_hand(
    fields: dict[str, Any], method: str, word: str | None, value: float | None, score: float | None
) -> None:
    _, found = beside(fields.get("direction", "decrease"), **{k: v for k, v in fields.items() if k != "direction"})
    result = found[method]
    assert result.verdict == word
    assert result.value == (None if value is None else pytest.approx(value, abs=6e-6))
    assert result.score == (None if score is None else pytest.approx(score, abs=6e-4))


def test_the_scores_meet_at_their_joins() -> None:
    """As published, with four decimals: 7.1429 x .6 - 4.2857 = .00004, and 4.1667 x .6 - 2.5 = .00002."""
    for join in (-0.6, 0.0, 0.6, 0.95, 1.3):
        assert rate_with_target(join - 1e-9).score == pytest.approx(rate_with_target(join).score, abs=1e-4)
    # 500 x .015 - 5 = 2.5 = 250 x .015 - 1.25; 250 x .005 - 1.25 = 0 = 500 x .005 - 2.5; at 0 both -2.5
    for scale in (1.0, 0.3):
        for rate, score in ((0.02, 5), (0.015, 2.5), (0.005, 0), (0.0, -2.5)):
            assert rate_without_target(rate * scale, scale).score == pytest.approx(score)
            assert rate_without_target(rate * scale - 1e-12, scale).score == pytest.approx(score, abs=1e-6)
    assert rate_without_target(-0.02, 0.3).score == pytest.approx(-5)


THRESHOLDS = [(0.95, "substantial"), (0.949999, "moderate"), (0.6, "moderate"), (0.599999, "limited"), (0.0, "limited"),
              (-1e-9, "deterioration")]  # fmt: skip


@pytest.mark.parametrize(("share", "word"), THRESHOLDS)
def test_a_threshold_belongs_to_the_better_word(share: float, word: str) -> None:
    assert rate_with_target(share).verdict == word


NEAR = [
    # (b, L, C): 1 - (b/L)^4.44 up to L; 1 - ((2L-b)/L)^4.44 up to 2L; then 1
    (0, 100, 1.0),
    (50, 100, 0.953929),  # .5^4.44 = e^(-3.077613) = .046071
    (100, 100, 0.0),
    (150, 100, 0.953929),
    (200, 100, 1.0),
    (-50, -100, 0.953929),
    (7, 0, 1.0),
    (0, 0, 1.0),
    (50, None, 1.0),
]


@pytest.mark.parametrize(("base", "limit", "factor"), NEAR)
def test_thresholds_sink_near_a_natural_limit(base: float, limit: float | None, factor: float) -> None:
    assert nearness(base, limit) == pytest.approx(factor, abs=1e-6)


CANNOT: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("from zero", {"observations": [[2020, 0], [2025, 25]], "target": 50, "direction": "increase", **FROM_2020},
     {"eurostat": "fra nul", "un_2023": "fra nul"}),
    ("to zero", {"observations": [[2020, 50], [2025, 25]], "target": 0, **FROM_2020}, {"eurostat": "Målet er nul"}),
    ("to zero from below",
     {"observations": [[2020, -50], [2025, -25]], "target": 0, "direction": "increase", **FROM_2020},
     {"open_sdg": "Målet er nul", "eurostat": "Målet er nul"}),
    ("a target across zero", {"observations": [[2020, 10], [2025, 4]], "target": -2, **FROM_2020},
     {"open_sdg": "skifter fortegn", "eurostat": "skifter fortegn"}),
    ("a value across zero", {"observations": [[2020, 10], [2025, -1]], "target": -2, **FROM_2020},
     {"open_sdg": "skifter fortegn", "eurostat": "skifter fortegn", "un_2023": "skifter fortegn"}),
    ("one value", {"observations": [[2020, 10]]},
     {"open_sdg": "to målinger", "eurostat": "fem år", "un_2023": "to målinger"}),
    ("half a year", {"observations": [["2025-01", 9], ["2025-07", 8]], "kind": "state", "baseline_period": "2025-01"},
     {"open_sdg": "mindst et år", "eurostat": "fem år", "un_2023": "mindst et år"}),
    ("four years", {"observations": [[2021, 10], [2025, 9]]}, {"eurostat": "fem år"}),
    ("all before 2015", {"observations": [[2005, 10], [2014, 9]]}, {"open_sdg": "2015", "un_2023": "2015"}),
    ("no values", {"observations": []}, dict.fromkeys(METHOD_NAMES, "ingen målinger")),
    ("no direction", {"observations": [[2020, 9], [2025, 8]], "direction": None},
     dict.fromkeys(METHOD_NAMES, "retning")),
    ("keep", {"observations": [[2020, 9], [2025, 8]], "direction": "keep", "range": [1, 9]},
     dict.fromkeys(METHOD_NAMES, "holde et niveau")),
    ("a range", {"observations": [[2020, 9], [2025, 8]], "range": [1, 9]},
     dict.fromkeys(METHOD_NAMES, "holde et niveau")),
    ("two frequencies", {"observations": [[2020, 9], ["2025-Q1", 8]]},
     dict.fromkeys(METHOD_NAMES, "forskellig længde")),
    ("a deadline before the base", {"observations": [[2020, 9], [2025, 8]], "target": 5, "deadline": "2019"},
     {"open_sdg": "frist", "eurostat": "frist", "un_2023": "mellem udgangspunktet og fristen"}),
    ("from the target itself", {"observations": [[2020, 9], [2025, 9.5]], "target": 9, **FROM_2020},
     {"eurostat": "lig med målet", "un_2023": "lig med målet"}),
    ("numbers beyond reckoning", {"observations": [[2020, 1e-300], [2025, 1e300]], "target": 1, **FROM_2020},
     dict.fromkeys(METHOD_NAMES, "for store eller for små")),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "told"), [row[1:] for row in CANNOT], ids=[row[0] for row in CANNOT])
def test_what_cannot_be_applied_says_why(fields: dict[str, Any], told: dict[str, str]) -> None:
    fields = {"direction": "decrease", **fields}
    _, found = beside(**fields)
    for method, words in told.items():
        reason = found[method].reason
        assert reason is not None, f"{method}: {found[method]}"
        assert words in reason.da
        assert reason.en
        assert (found[method].verdict, found[method].value, found[method].score) == (None, None, None)
    for method in METHOD_NAMES.keys() - told.keys():
        assert found[method].verdict is not None, f"{method}: {found[method]}"


def test_the_same_week_of_another_year_is_a_year_later() -> None:
    """Week 6 ends on 12 February 2023 and on 11 February 2024: 364 days."""
    weeks = [[f"{year}-W06", 100 - 5 * (year - 2019)] for year in (2019, 2020, 2021, 2022, 2023, 2024)]
    _, found = beside("decrease", weeks, kind="state", baseline_period="2023-W06")
    assert found["open_sdg"].verdict == "substantial"
    assert found["eurostat"].verdict == "significant", "from week 6 of 2019"


def test_breaks_projections_and_unfinished_years_are_left_out_as_in_our_own_verdict() -> None:
    series = [[2015, 500], [2020, 100], [2025, 80], [2026, 10], [2030, 5, "F"]]
    broken = [{"period": "2020", "bridged": False, "reason": "ny metode"}]
    _, found = beside("decrease", series, breaks=broken)
    # From 2020 on, and not from 2015: (80/100)^(1/5)-1 = -.043648
    assert [one.value for one in found.values()] == [pytest.approx(0.043648, abs=1e-6)] * 3


def test_events_by_month_are_summed_over_twelve_months() -> None:
    months = [[f"{year}-{month:02}", 10 if year < 2025 else 8] for year in range(2019, 2026) for month in range(1, 13)]
    _, found = beside("decrease", months, kind="count", baseline_period="2020-12", target=60, deadline="2030-12")
    # From 120 to 96 in five years, 60 in ten: (96/120)^(1/5)-1 = -.043648 over .5^(1/10)-1 = -.066967: .65178
    assert found["open_sdg"].value == pytest.approx(0.65178, abs=1e-5)
