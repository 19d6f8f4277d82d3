"""Targets that are a total since the baseline; the sums are written out. All figures are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from progress.case import Break, Case, Point, Target
from progress.judge import judge
from progress.verdict import Verdict
from store.time_period import parse

TODAY = date(2026, 11, 23)
Rows = list[tuple[str, float | None] | tuple[str, float | None, str]]


def homes(rows: Rows, target: float = 1000, deadline: str | None = "2030", **fields: object) -> Case:
    """So many homes built from the end of 2020 on."""
    points = tuple(Point(parse(row[0]), row[1], row[2] if len(row) == 3 else "A") for row in rows)
    goal = Target(target, parse(deadline) if deadline else None)
    case = Case("increase", points, TODAY, parse("2020"), targets=(goal,), kind="count", is_cumulative=True, methods=())
    return replace(case, **fields)  # type: ignore[arg-type]


def years(*values: float | None, first: int = 2021) -> Rows:
    return [(str(first + index), value) for index, value in enumerate(values)]


def latest(verdict: Verdict) -> tuple[str, float] | None:
    return verdict.latest and (str(verdict.latest.period), verdict.latest.value)


SUMS = [
    (
        "100 + 90 + 110 = 300 of 1,000 after 3 of 10 years",
        homes(years(100, 90, 110)),
        "on_track",
        ("2023", 300.0),
        0.3,
        None,
    ),
    ("100 + 60 + 50 = 210: R 0.7", homes(years(100, 60, 50)), "acceleration_needed", ("2023", 210.0), 0.21, None),
    ("50 + 50 + 50 = 150: R 0.5", homes(years(50, 50, 50)), "slow", ("2023", 150.0), 0.15, None),
    ("600 + 500 = 1,100 is enough", homes(years(600, 500)), "met", ("2022", 1100.0), 1.1, None),
    (
        "what was built before 2021 does not count",
        homes(years(900, 900, 100, 110, first=2019)),
        "on_track",
        ("2022", 210.0),
        0.21,
        None,
    ),
    (
        "10 x 0.1 is 1, though floating point says 0.9999999999999999",
        homes([(str(parse("2021-Q1").shift(index)), 0.1) for index in range(10)], 1),
        "met",
        ("2023-Q2", 1.0),
        1.0,
        None,
    ),
    (
        "100 + 200 + 300 = 600 in 2023, when 1,000 were due",
        homes(years(100, 200, 300), deadline="2023"),
        "missed",
        ("2023", 600.0),
        0.6,
        None,
    ),
    (
        "600 in 2023, and 1,000 a year later",
        homes(years(100, 200, 300, 400), deadline="2023"),
        "met_late",
        ("2024", 1000.0),
        1.0,
        None,
    ),
    ("taken back: 100 - 130 = -30", homes(years(100, -130)), "moving_away", ("2022", -30.0), -0.03, None),
    (
        "2023 is missing: 100 + 110, and 2024 does not count",
        homes(years(100, 110, None, 500)),
        "on_track",
        ("2022", 210.0),
        0.21,
        "2023",
    ),
    ("2023 has no row", homes([*years(100, 110), ("2024", 500.0)]), "on_track", ("2022", 210.0), 0.21, "2023"),
    (
        "2023 is hidden, and with it every sum that it is part of: the latest one too",
        homes([*years(100, 110), ("2023", None, "Q"), ("2024", 500.0)]),
        "not_assessed",
        ("2022", 210.0),
        None,
        "2023",
    ),
    (
        "nothing missing, nothing more: 2023 is simply not in",
        homes(years(100, 110)),
        "on_track",
        ("2022", 210.0),
        0.21,
        None,
    ),
    ("the first year is missing: no sum at all", homes(years(None, 100, 100)), "not_enough_data", None, None, "2021"),
    (
        "a break in 2023: what is counted otherwise is not added",
        homes(years(100, 110, 500), breaks=(Break(parse("2023"), False, "ny"),)),
        "on_track",
        ("2022", 210.0),
        0.21,
        "2023",
    ),
    (
        "bridged, it is: 100 + 110 + 500 = 710",
        homes(years(100, 110, 500), breaks=(Break(parse("2023"), True, "ny"),)),
        "on_track",
        ("2023", 710.0),
        0.71,
        None,
    ),
    (
        "a break at the baseline changes nothing",
        homes(years(900, 100, 110, first=2020), breaks=(Break(parse("2020"), False, "ny"),)),
        "on_track",
        ("2022", 210.0),
        0.21,
        None,
    ),
    (
        "quarters add up: 8 x 25 = 200 after 2 of 10 years",
        homes([(f"{y}-Q{q}", 25.0) for y in (2021, 2022) for q in (1, 2, 3, 4)]),
        "on_track",
        ("2022-Q4", 200.0),
        0.2,
        None,
    ),
    (
        "every second year: 200 + 220",
        homes([("2022", 200.0), ("2024", 220.0)], frequency="biennial"),
        "on_track",
        ("2024", 420.0),
        0.42,
        None,
    ),
    (
        "2020-06 lies inside a year, which cannot be divided",
        homes(years(100, 110), baseline_period=parse("2020-06")),
        "not_enough_data",
        None,
        None,
        "2021",
    ),
    (
        "the declared value of the baseline is 0, whatever is written",
        homes(years(100, 110), baseline_value=500.0),
        "on_track",
        ("2022", 210.0),
        0.21,
        None,
    ),
    ("no baseline: since when?", homes(years(100, 110), baseline_period=None), "not_enough_data", None, None, None),
    # At most 1,000 in all: inside from the start, at 0.
    (
        "a budget that holds: 300 + 300 + 300",
        homes(years(300, 300, 300), direction="decrease"),
        "kept",
        ("2023", 900.0),
        None,
        None,
    ),
    (
        "a budget that is spent: 300 + 300 + 500",
        homes(years(300, 300, 500), direction="decrease"),
        "slipped",
        ("2023", 1100.0),
        None,
        None,
    ),
]


@pytest.mark.parametrize(("why", "case", "code", "sum_", "progress", "stopped"), SUMS, ids=[row[0] for row in SUMS])
def test_is_judged_on_the_running_sum(
    why: str, case: Case, code: str, sum_: tuple[str, float] | None, progress: float | None, stopped: str | None
) -> None:
    verdict = judge(case)
    assert (verdict.verdict, latest(verdict)) == (code, sum_)
    assert verdict.progress == (None if progress is None else pytest.approx(progress))
    assert verdict.is_cumulative
    assert (verdict.stopped_at and str(verdict.stopped_at)) == stopped
    if case.baseline_period:
        assert verdict.baseline
        assert verdict.baseline.value == 0


def test_one_provisional_part_makes_every_later_sum_so() -> None:
    verdict = judge(homes([("2021", 100.0), ("2022", 110.0, "P"), ("2023", 100.0)]))
    assert verdict.latest
    assert (verdict.latest.status, verdict.overlays[0]) == ("P", "provisional")
    first = judge(homes([("2021", 100.0), ("2022", 110.0, "P")], assessed_on=date(2022, 3, 1)))
    assert first.latest
    assert first.latest.status == "A"


def test_without_a_deadline_the_direction_is_that_of_what_is_added() -> None:
    """500, 400, 300, 200: the sum rises to 1,400, and fewer homes are built every year."""
    verdict = judge(homes(years(500, 400, 300, 200), target=9000, deadline=None))
    assert (verdict.verdict, verdict.progress) == ("worsening", pytest.approx(1400 / 9000))
    assert verdict.trend
    assert (verdict.trend.slope, verdict.trend.median) == (pytest.approx(-100), 350)


def test_months_are_added_one_by_one_not_as_sums_of_twelve() -> None:
    rows: Rows = [(str(parse("2021-01").shift(index)), 5.0) for index in range(24)]
    verdict = judge(homes(rows, target=600))
    assert (latest(verdict), verdict.is_trailing) == (("2022-12", 120.0), False)


def test_the_baseline_moved_is_another_sum() -> None:
    """400 of 2020 would be in it: 400 + 50 + 50 + 50 = 550 over 4/11; from 2021 on 50 + 50 = 100 over 2/9: R 0.45."""
    verdict = judge(homes(years(400, 50, 50, 50, first=2020)))
    assert (verdict.verdict, [(one.code, one.verdict) for one in verdict.fragile]) == (
        "slow",
        [("baseline_earlier", "on_track")],
    )


def test_the_run_chart_is_of_what_is_added() -> None:
    rows: Rows = [(str(parse("2021-01").shift(index)), [9.0, 1.0][index % 2]) for index in range(24)]
    found = judge(homes(rows)).signal
    assert found
    assert (found.code, found.median, found.count) == ("noise", 5, 24)


def test_every_version_of_the_target_is_a_total() -> None:
    versions = (Target(200, parse("2022")), Target(1000, parse("2030")))
    outcomes = judge(homes(years(100, 110, 100), targets=versions)).targets
    assert [(one.outcome, one.progress) for one in outcomes] == [
        ("met", pytest.approx(1.55)),
        ("open", pytest.approx(0.31)),
    ]
    nowhere = judge(homes(years(300, 300), target=200, baseline_period=None)).targets
    assert [one.outcome for one in nowhere] == ["open"]


def test_a_sum_too_large_for_a_number_stops() -> None:
    verdict = judge(homes(years(1.7e308, 1.7e308)))
    assert latest(verdict) == ("2021", 1.7e308)
    assert str(verdict.stopped_at) == "2022"
